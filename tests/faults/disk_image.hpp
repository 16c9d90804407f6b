// SPDX-License-Identifier: Apache-2.0
// The memory of a simulated disk: what is durable, what was done since, and what of that a crash leaves.
// Touches no real file.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace istiqbal::faults {

using Random = std::mt19937_64;
using Content = std::vector<std::uint8_t>;

// One change of a file's data: bytes from an offset on, or a new size.
struct DataChange {
    std::uint64_t order = 0; // over the whole disk
    bool resizes = false;
    std::uint64_t offset = 0; // resizes: the size
    Content bytes;
};

struct DiskFile {
    bool folder = false;
    unsigned mode = 0600;
    Content durable;
    std::vector<DataChange> pending;
    bool sync_failed = false; // what is read is not what is recorded any more
};

class DiskImage {
public:
    using File = std::shared_ptr<DiskFile>;
    using Names = std::map<std::string, File>; // relative to the disk's root, '/' between

    File find(const std::string& name) const;
    File create(const std::string& name, unsigned mode, bool folder);
    void adopt(const std::string& name, Content content, unsigned mode, bool folder); // durable at once
    void write(DiskFile& file, std::uint64_t offset, const void* bytes, std::size_t size);
    void resize(DiskFile& file, std::uint64_t size);
    void remove(const std::string& name);
    void rename(const std::string& from, const std::string& to);

    void sync(DiskFile& file);
    void fail_sync(DiskFile& file, Random& random);
    void sync_folder(const std::string& name); // "": the root

    // Leaves nothing pending: what survives is durable, and nothing else is there.
    void crash(Random& random);

    const Names& names() const { return names_; }
    const Names& durable_names() const { return durable_names_; }
    static Content content(const DiskFile& file); // with what is pending

private:
    // A name that appears (`file`), or vanishes (none); a rename is both at once, `from` vanishing.
    struct NameChange {
        std::uint64_t order = 0;
        std::string name;
        std::string from; // of a rename
        File file;
    };
    static void apply(Names& names, const NameChange& change);
    std::set<File> all_files() const;

    Names names_;
    Names durable_names_;
    std::vector<NameChange> pending_names_;
    std::uint64_t order_ = 0;
};

std::string folder_of(const std::string& name);

} // namespace istiqbal::faults
