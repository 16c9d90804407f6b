// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/disk_image.hpp"

#include <algorithm>

namespace istiqbal::faults {

namespace {

constexpr std::uint64_t sector = 512;

// From raw numbers: the standard's distributions differ between libraries.
std::uint64_t below(Random& random, std::uint64_t limit) {
    return limit == 0 ? 0 : random() % limit;
}

void replay(Content& content, const DataChange& change) {
    if (change.resizes) {
        content.resize(change.offset);
        return;
    }
    if (content.size() < change.offset + change.bytes.size())
        content.resize(change.offset + change.bytes.size());
    std::copy(change.bytes.begin(), change.bytes.end(),
              content.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

DataChange part(const DataChange& change, std::uint64_t begin, std::uint64_t end) {
    const auto at = [&](std::uint64_t offset) {
        return change.bytes.begin() + static_cast<std::ptrdiff_t>(offset - change.offset);
    };
    return {change.order, false, begin, Content(at(begin), at(end))};
}

// Which sectors of a write arrive, and whether one of the others is rubbish.
void tear_at_sectors(Content& content, const DataChange& change, bool rubbish, Random& random) {
    const std::uint64_t end = change.offset + change.bytes.size();
    std::uint64_t spoilt = rubbish ? below(random, change.bytes.size() / sector + 1) : UINT64_MAX;
    for (std::uint64_t begin = change.offset; begin < end;) {
        const std::uint64_t next = std::min(end, (begin / sector + 1) * sector);
        DataChange piece = part(change, begin, next);
        if (spoilt-- == 0) {
            std::generate(piece.bytes.begin(), piece.bytes.end(),
                          [&] { return static_cast<std::uint8_t>(random()); });
            replay(content, piece);
        } else if (random() % 2 == 0) {
            replay(content, piece);
        }
        begin = next;
    }
    // A file may have grown before its data came.
    if (content.size() < end && random() % 2 == 0)
        content.resize(end);
}

void tear_at_byte(Content& content, const DataChange& change, Random& random) {
    const std::uint64_t middle = change.offset + below(random, change.bytes.size() + 1);
    const std::uint64_t end = change.offset + change.bytes.size();
    replay(content, random() % 4 != 0 ? part(change, change.offset, middle) : part(change, middle, end));
}

void tear(Content& content, const DataChange& change, Random& random) {
    if (change.resizes || change.bytes.empty())
        return;
    switch (random() % 3) {
    case 0:
        return tear_at_byte(content, change, random);
    case 1:
        return tear_at_sectors(content, change, true, random);
    default:
        return tear_at_sectors(content, change, false, random);
    }
}

bool is_within(const std::string& name, const std::string& folder) {
    return name.size() > folder.size() && name.compare(0, folder.size(), folder) == 0 &&
           name[folder.size()] == '/';
}

// What becomes of the changes that nobody synced.
class Fate {
public:
    Fate(std::vector<std::uint64_t> orders, Random& random)
        : random_(random)
        , kind_(static_cast<Kind>(random() % 6)) {
        std::sort(orders.begin(), orders.end());
        // Up to this one in order; the one itself is torn.
        const std::uint64_t at = below(random, orders.size() + 1);
        last_ = at < orders.size() ? orders[at] : UINT64_MAX;
        odds_ = 1 + random() % 9;
    }

    enum class Outcome { lost, torn, kept };
    Outcome of(std::uint64_t order) {
        switch (kind_) {
        case Kind::all_lost:
            return Outcome::lost;
        case Kind::all_kept:
            return Outcome::kept;
        case Kind::in_order:
            return order < last_ ? Outcome::kept : order == last_ ? Outcome::torn : Outcome::lost;
        default:
            break;
        }
        if (random_() % 10 >= odds_)
            return Outcome::lost;
        return random_() % 2 == 0 ? Outcome::torn : Outcome::kept;
    }

private:
    enum class Kind { all_lost, all_kept, in_order, each_1, each_2, each_3 };
    Random& random_;
    Kind kind_;
    std::uint64_t last_ = 0;
    std::uint64_t odds_ = 0; // in ten that a change is not lost
};

} // namespace

std::string folder_of(const std::string& name) {
    const std::size_t slash = name.rfind('/');
    return slash == std::string::npos ? std::string() : name.substr(0, slash);
}

DiskImage::File DiskImage::find(const std::string& name) const {
    const auto found = names_.find(name);
    return found == names_.end() ? nullptr : found->second;
}

DiskImage::File DiskImage::create(const std::string& name, unsigned mode, bool folder) {
    File file = std::make_shared<DiskFile>();
    file->folder = folder;
    file->mode = mode;
    names_[name] = file;
    pending_names_.push_back({++order_, name, {}, file});
    return file;
}

void DiskImage::adopt(const std::string& name, Content content, unsigned mode, bool folder) {
    File file = std::make_shared<DiskFile>();
    file->folder = folder;
    file->mode = mode;
    file->durable = std::move(content);
    names_[name] = file;
    durable_names_[name] = file;
}

void DiskImage::write(DiskFile& file, std::uint64_t offset, const void* bytes, std::size_t size) {
    const auto* from = static_cast<const std::uint8_t*>(bytes);
    if (size > 0)
        file.pending.push_back({++order_, false, offset, Content(from, from + size)});
}

void DiskImage::resize(DiskFile& file, std::uint64_t size) {
    file.pending.push_back({++order_, true, size, {}});
}

void DiskImage::remove(const std::string& name) {
    names_.erase(name);
    pending_names_.push_back({++order_, name, {}, nullptr});
}

void DiskImage::rename(const std::string& from, const std::string& to) {
    const NameChange change{++order_, to, from, names_[from]};
    apply(names_, change);
    for (NameChange& each : pending_names_)
        if (change.file->folder && is_within(each.name, from))
            each.name = to + each.name.substr(from.size());
    pending_names_.push_back(change);
}

void DiskImage::apply(Names& names, const NameChange& change) {
    if (!change.file) {
        names.erase(change.name);
        return;
    }
    names[change.name] = change.file;
    const auto old = names.find(change.from);
    if (!change.from.empty() && old != names.end() && old->second == change.file)
        names.erase(old);
    if (change.from.empty() || !change.file->folder)
        return;
    // What is in a folder goes with it.
    Names moved;
    for (auto each = names.begin(); each != names.end();) {
        if (!is_within(each->first, change.from)) {
            ++each;
            continue;
        }
        moved.emplace(change.name + each->first.substr(change.from.size()), each->second);
        each = names.erase(each);
    }
    names.merge(moved);
}

void DiskImage::sync(DiskFile& file) {
    for (const DataChange& change : file.pending)
        replay(file.durable, change);
    file.pending.clear();
}

void DiskImage::fail_sync(DiskFile& file, Random& random) {
    for (const DataChange& change : file.pending)
        if (random() % 2 == 0)
            replay(file.durable, change);
    file.pending.clear();
    file.sync_failed = true;
}

void DiskImage::sync_folder(const std::string& name) {
    const auto others =
        std::stable_partition(pending_names_.begin(), pending_names_.end(),
                              [&](const NameChange& change) { return folder_of(change.name) == name; });
    for (auto change = pending_names_.begin(); change != others; ++change)
        apply(durable_names_, *change);
    pending_names_.erase(pending_names_.begin(), others);
}

std::set<DiskImage::File> DiskImage::all_files() const {
    std::set<File> files;
    for (const auto& [name, file] : durable_names_)
        files.insert(file);
    for (const NameChange& change : pending_names_)
        if (change.file)
            files.insert(change.file);
    return files;
}

void DiskImage::crash(Random& random) {
    std::vector<std::uint64_t> orders;
    // In the order in which they were written to, which unlike their addresses is the same on every run.
    std::vector<File> written;
    for (const File& file : all_files()) {
        if (!file->pending.empty())
            written.push_back(file);
        for (const DataChange& change : file->pending)
            orders.push_back(change.order);
    }
    std::sort(written.begin(), written.end(), [](const File& left, const File& right) {
        return left->pending.front().order < right->pending.front().order;
    });
    for (const NameChange& change : pending_names_)
        orders.push_back(change.order);
    Fate fate(std::move(orders), random);
    for (const File& file : written) {
        for (const DataChange& change : file->pending) {
            const Fate::Outcome outcome = fate.of(change.order);
            if (outcome == Fate::Outcome::kept)
                replay(file->durable, change);
            else if (outcome == Fate::Outcome::torn)
                tear(file->durable, change, random);
        }
        file->pending.clear();
    }
    for (const NameChange& change : pending_names_)
        if (fate.of(change.order) == Fate::Outcome::kept)
            apply(durable_names_, change);
    pending_names_.clear();
    // With a folder goes what is in it. A folder comes before its content in the map.
    names_.clear();
    for (const auto& [name, file] : durable_names_)
        if (folder_of(name).empty() || names_.count(folder_of(name)) != 0)
            names_.emplace(name, file);
    durable_names_ = names_;
    for (const auto& [name, file] : names_)
        file->sync_failed = false;
}

Content DiskImage::content(const DiskFile& file) {
    Content content = file.durable;
    for (const DataChange& change : file.pending)
        replay(content, change);
    return content;
}

} // namespace istiqbal::faults
