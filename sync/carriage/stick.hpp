// SPDX-License-Identifier: Apache-2.0
// What lies on a stick that carries records to the office (PROTOCOL.md, "Carriage"):
//
//     istiqbal/NAME.istb        a batch, sealed to the hub and the office
//     istiqbal/acks/NAME.isto   an office acknowledgement
//     NAME = terminal id - epoch - first sequence - count - first 8 bytes of the last record's hash
//
// The hash commits through the chain to all records before it, so that a name tells the records and nothing
// else: the same ones written twice are one file, and those of two terminals, two epochs or two clones of one
// terminal are never the same one. Names are lower-case ASCII, which FAT and exFAT keep as they are.
//
// A stick is foreign and may vanish at any moment: files are written under another name, synced, renamed, the
// folder synced; only regular files are read, up to a limit, and no symbolic link is followed.
//
// Threads: nothing here is shared.
#pragma once

#include "sync/seal/bytes.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::carriage {

// What is wrong with a stick, by what a person can do about it.
enum class Trouble {
    gone,       // taken out, or not a folder any more: put it in again
    full,       // make room, or take another
    read_only,  // it may have a switch; or take another
    unfaithful, // it gives back other bytes than were written: take another
    faulty,     // reading or writing failed otherwise: take another
    own,        // not the stick's fault: this machine could not make or keep what belongs on it
    given_up,   // the program ends
};

struct Failure {
    Trouble trouble = Trouble::faulty;
    std::string detail; // for a log
};

template <class T>
using Tried = tl::expected<T, Failure>;

enum class Kind { batch, acknowledgement };

struct Name {
    Kind kind = Kind::batch;
    seal::TerminalId terminal{};
    std::uint32_t epoch = 0;
    std::uint64_t first_sequence = 0;
    std::uint32_t count = 0;      // at least 1
    seal::ByteArray<8> last_hash; // the beginning of it

    std::uint64_t last_sequence() const { return first_sequence + count - 1; }
    bool ends_with(const seal::Digest& hash) const;
    bool operator==(const Name&) const = default;
};

Name make_name(Kind kind, const seal::TerminalId& terminal, std::uint32_t epoch, std::uint64_t first_sequence,
               std::size_t count, const seal::Digest& last_hash);
std::string file_name(const Name& name);
// Exactly as file_name() writes it; nothing for every other name.
std::optional<Name> parse_name(std::string_view file);

// STICK/istiqbal and STICK/istiqbal/acks.
std::filesystem::path batch_folder(const std::filesystem::path& stick);
std::filesystem::path ack_folder(const std::filesystem::path& batches);

// Of one folder so many entries are looked at, and so many of a kind are taken; what lies there beyond waits
// until those are gone.
inline constexpr std::size_t entry_limit = 65'536;
inline constexpr std::size_t file_limit = 4'096;

// The names of a kind in a folder, ascending. A folder that is not there has none; one that is a symbolic
// link or a file is `faulty`.
Tried<std::vector<Name>> names_in(const std::filesystem::path& folder, Kind kind);

// Makes it where it is missing, its name durable.
Tried<void> make_folder(const std::filesystem::path& folder);

// Replaces the file of that name. On return it was synced, its name too; what the stick made of it is for
// read_back() to tell.
Tried<void> write_file(const std::filesystem::path& folder, const std::string& name, seal::ByteView bytes);

// A regular file of at most `size_limit` bytes. too_large and insecure (no regular file) are those of
// seal::ErrorClass.
seal::Result<seal::Bytes> read_file(const std::filesystem::path& file, std::size_t size_limit);

// The same from the stick itself, past the system's cache where it can be: as the next machine will read it.
Tried<seal::Bytes> read_back(const std::filesystem::path& file, std::size_t size_limit);

// Everything that was written to the file system of `folder` is on the stick, which may then be taken out.
Tried<void> sync_stick(const std::filesystem::path& folder);

// Removes a file that nobody needs any more; one that cannot be removed stays.
void remove_file(const std::filesystem::path& folder, const std::string& name);

} // namespace istiqbal::carriage
