// SPDX-License-Identifier: Apache-2.0
// What lies in the databases of a disk image, read past the product: an observer believes no API.
#pragma once

#include "sync/seal/envelope.hpp"
#include "tests/faults/simulation/disk.hpp"

#include <compare>
#include <filesystem>
#include <optional>

namespace istiqbal::simulation {

// A place in a terminal's chain.
struct Place {
    seal::TerminalId terminal{};
    std::uint32_t epoch = 0;
    std::uint64_t sequence = 0;

    auto operator<=>(const Place&) const = default;
    std::string text() const; // "8a88e3dd 1/7"
};

struct StoredRecord {
    Place place;
    seal::Digest previous{};
    seal::Digest hash{};
    seal::Bytes envelope; // empty: a tombstone
};

struct TerminalImage {
    std::vector<StoredRecord> records;
    std::map<std::uint32_t, std::uint64_t> spooled; // by epoch
    std::map<std::string, seal::Bytes> values;      // the journal's small values
};

struct HubImage {
    std::map<std::uint64_t, StoredRecord> records; // by the hub's number
    std::map<std::uint64_t, seal::Bytes> acknowledgements;
    std::map<seal::TerminalId, std::uint64_t> evidence; // alarms and quarantined batches of a terminal
};

struct OfficeImage {
    struct Filed {
        StoredRecord record;
        std::string reference; // empty: a rating
    };
    std::vector<Filed> filed;
    std::map<seal::ByteArray<32>, std::uint64_t> cursors; // by the hub's key
    std::vector<seal::Bytes> quarantine;
};

// Opens copies of images in a folder of its own, one at a time.
class Observer {
public:
    explicit Observer(std::filesystem::path folder);

    // Nothing: there is no such database on the disk, or it is none. What is read is what a program would see
    // that opened the disk after a power cut: journals are rolled back, a WAL is read to its last commit.
    std::optional<TerminalImage> terminal(const Disk::Image& image, const seal::TerminalId& id);
    std::optional<HubImage> hub(const Disk::Image& image);
    std::optional<OfficeImage> office(const Disk::Image& image);

private:
    struct Connection;
    std::optional<Connection> open(const Disk::Image& image, const std::string& name);

    std::filesystem::path folder_;
};

inline constexpr const char* journal_name = "journal.db";
inline constexpr const char* hub_name = "hub.db";
inline constexpr const char* office_name = "office.db";

} // namespace istiqbal::simulation
