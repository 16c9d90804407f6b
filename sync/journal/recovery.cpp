// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/recovery.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <ctime>

namespace istiqbal::journal {

namespace {

using seal::ErrorClass;
using seal::fail;

constexpr int aside_limit = 10'000;
constexpr std::uint32_t first_epoch = 1;

// FILE.epoch: the highest epoch ever used, in decimal and a line feed.
struct KnownEpoch {
    bool there = false;
    std::optional<std::uint32_t> number; // nothing: not there, or not readable as a number
};

std::filesystem::path epoch_file(const std::filesystem::path& file) {
    return file.string() + ".epoch";
}

Result<KnownEpoch> read_epoch(const std::filesystem::path& file) {
    const Result<Bytes> content = seal::load_file(epoch_file(file), 64);
    if (!content && content.error().kind == ErrorClass::not_found)
        return KnownEpoch{};
    if (!content && content.error().kind == ErrorClass::io)
        return tl::unexpected<seal::Error>(content.error());
    KnownEpoch known{true, std::nullopt};
    if (!content)
        return known;
    const std::string_view text = seal::text(*content);
    std::uint32_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec == std::errc() && number > 0 && std::string_view(read.ptr, 1) == "\n" &&
        read.ptr + 1 == text.data() + text.size())
        known.number = number;
    return known;
}

bool is_there(const std::filesystem::path& file) {
    std::error_code problem;
    return std::filesystem::symlink_status(file, problem).type() != std::filesystem::file_type::not_found;
}

std::filesystem::path aside_name(const std::filesystem::path& file, int number) {
    return file.string() + ".damaged-" + std::to_string(number);
}

// Written beside a file that was moved aside once its envelopes are in the new journal, or when it has none.
std::filesystem::path done_mark(const std::filesystem::path& aside) {
    return aside.string() + ".salvaged";
}

// A move that a power cut ended between the two: the -wal lies aside, and its file does not yet.
bool is_half_moved(const std::filesystem::path& aside) {
    return is_there(aside.string() + "-wal") && !is_there(aside) && !is_there(done_mark(aside));
}

// Moves the file away with what belongs to it, to where its -wal lies if that went before. The -wal goes
// first: were it left alone, SQLite would take it for that of a new file.
Result<std::filesystem::path> move_aside(const std::filesystem::path& file) {
    for (int number = 1; number <= aside_limit; ++number) {
        const std::filesystem::path aside = aside_name(file, number);
        const bool goes_on = is_half_moved(aside) && !is_there(file.string() + "-wal");
        if (!goes_on && (is_there(aside) || is_there(aside.string() + "-wal")))
            continue;
        for (const char* suffix : {"-wal", "-shm", "-journal", ""}) {
            const std::filesystem::path from = file.string() + suffix;
            std::error_code problem;
            // On the disk, too, the -wal goes first: behind its file it would not be found again.
            if (from == file)
                if (Result<void> synced = seal::sync_folder(file.parent_path()); !synced)
                    return tl::unexpected<seal::Error>(synced.error());
            if (is_there(from))
                std::filesystem::rename(from, aside.string() + suffix, problem);
            if (problem)
                return fail(ErrorClass::io, "cannot move " + from.string() + " aside: " + problem.message());
        }
        // A -wal whose file vanished: there is nothing to read it with, and none that it waits for.
        if (!is_there(aside))
            if (Result<void> marked = seal::save_file(done_mark(aside), {}); !marked)
                return tl::unexpected<seal::Error>(marked.error());
        return aside;
    }
    return fail(ErrorClass::io, "too many damaged journals lie beside " + file.string());
}

// The epoch for a new journal: above every one that is known to have been used. When the record of it is
// lost, the clock stands in: seconds since 1970 are far above any count of epochs.
std::uint32_t next_epoch(const KnownEpoch& known, bool used_before) {
    if (used_before && !known.number)
        return static_cast<std::uint32_t>(std::clamp<std::int64_t>(std::time(nullptr), 1, UINT32_MAX - 1)) +
               1;
    return known.number.value_or(0) + 1;
}

// What lies aside and was not carried over yet, oldest first: the file of just now, one from a recovery that
// a power cut ended, and one that could not be read then. By the folder's listing, since a person may have
// taken any of them away.
std::vector<std::filesystem::path> waiting(const std::filesystem::path& file) {
    const std::string prefix = file.filename().string() + ".damaged-";
    std::vector<int> numbers;
    std::error_code problem;
    std::filesystem::directory_iterator entry(file.has_parent_path() ? file.parent_path() : ".", problem);
    for (; !problem && entry != std::filesystem::directory_iterator(); entry.increment(problem)) {
        const std::string name = entry->path().filename().string();
        if (name.compare(0, prefix.size(), prefix) != 0)
            continue;
        int number = 0;
        const char* end = name.data() + name.size();
        const auto read = std::from_chars(name.data() + prefix.size(), end, number);
        if (read.ec == std::errc() && read.ptr == end && aside_name(file, number).filename() == name &&
            !is_there(done_mark(entry->path())))
            numbers.push_back(number);
    }
    std::sort(numbers.begin(), numbers.end());
    std::vector<std::filesystem::path> files;
    for (const int number : numbers)
        files.push_back(aside_name(file, number));
    return files;
}

// What came of the files that wait aside.
struct Collected {
    Salvaged salvaged;
    std::vector<std::filesystem::path> read; // to be marked once their records are in the journal
    std::string unread;                      // for a person: what could not be read this time, and why
};

void note_unread(Collected& collected, const std::filesystem::path& source, const std::string& why) {
    collected.unread += (collected.unread.empty() ? "" : "; ") + source.string() +
                        " was not salvaged and is tried again at the next start: " + why;
}

template <class Row>
void append(std::vector<Row>& rows, std::vector<Row>& more) {
    std::move(more.begin(), more.end(), std::back_inserter(rows));
}

Collected collect(const std::vector<std::filesystem::path>& sources, const seal::VerifyKey& terminal) {
    Collected collected;
    for (const std::filesystem::path& source : sources) {
        Result<Salvaged> more = salvage(source, terminal);
        if (!more) {
            note_unread(collected, source, more.error().detail);
            continue;
        }
        append(collected.salvaged.records, more->records);
        append(collected.salvaged.tickets, more->tickets);
        append(collected.salvaged.drafts, more->drafts);
        append(collected.salvaged.notices, more->notices);
        collected.read.push_back(source);
    }
    return collected;
}

Result<void> mark(const std::vector<std::filesystem::path>& sources) {
    for (const std::filesystem::path& source : sources)
        if (Result<void> marked = seal::save_file(done_mark(source), {}); !marked)
            return marked;
    return {};
}

// Begins a new journal with what can be saved of the files that lie aside. FILE.epoch has `epoch` already.
Result<void> begin_again(const std::filesystem::path& file, const seal::VerifyKey& terminal,
                         std::uint32_t epoch, Boot& boot) {
    const Collected collected = collect(waiting(file), terminal);
    for (const SalvagedRecord& record : collected.salvaged.records)
        if (record.position.epoch >= epoch)
            epoch = record.position.epoch + 1;
    if (Result<void> written = write_epoch(file, epoch); !written)
        return written;
    if (Result<void> made = make_store(file, terminal.id(), epoch, collected.salvaged); !made)
        return made;
    if (Result<void> placed = put_in_place(file); !placed)
        return placed;
    boot.salvaged = collected.salvaged.records.size();
    if (!collected.unread.empty())
        boot.reason += (boot.reason.empty() ? "" : "; ") + collected.unread;
    return mark(collected.read);
}

// What an earlier recovery could not read, brought into a journal that is whole. Nothing of this keeps the
// journal from opening: what fails is said, and tried again.
void catch_up(const std::filesystem::path& file, const seal::VerifyKey& terminal, Store& store, Boot& boot) {
    for (const std::filesystem::path& source : waiting(file)) {
        Collected collected = collect({source}, terminal);
        if (!collected.read.empty()) {
            const Result<std::uint64_t> carried = carry_over(store, collected.salvaged);
            const Result<void> marked =
                carried ? mark(collected.read) : tl::unexpected<seal::Error>(carried.error());
            if (!marked)
                note_unread(collected, source, marked.error().detail);
            boot.salvaged += carried.value_or(0);
        }
        if (!collected.unread.empty())
            boot.reason += (boot.reason.empty() ? "" : "; ") + collected.unread;
    }
}

// Damage stays what it is; a disk that fails to read does not, and SQLite's check takes the one for the
// other. So what is damaged must be so twice, word for word, and every byte of it must have been read in
// between.
tl::expected<Store, Refusal> open_twice(const std::filesystem::path& file, const seal::VerifyKey& terminal,
                                        std::uint32_t least_epoch) {
    const auto failed = [&file](const std::string& what) {
        return tl::unexpected<Refusal>(
            {Refusal::Kind::error, {ErrorClass::io, file.string() + " cannot be read: " + what}});
    };
    tl::expected<Store, Refusal> first = open_store(file, terminal.id(), least_epoch);
    if (first || first.error().kind == Refusal::Kind::error)
        return first;
    const std::filesystem::path wal = file.string() + "-wal";
    if (!is_readable(file) || (is_there(wal) && !is_readable(wal)))
        return failed("the disk fails");
    tl::expected<Store, Refusal> second = open_store(file, terminal.id(), least_epoch);
    if (!second && second.error().kind == Refusal::Kind::damaged &&
        second.error().error.detail != first.error().error.detail)
        return failed(first.error().error.detail + "; then: " + second.error().error.detail);
    return second;
}

// The terminal's first journal. FILE.new lies there complete before FILE.epoch says that there was one: by
// that a power cut in between is told from a journal that vanished.
Result<void> begin(const std::filesystem::path& file, const seal::VerifyKey& terminal) {
    return make_store(file, terminal.id(), first_epoch, {})
        .and_then([&] { return write_epoch(file, first_epoch); })
        .and_then([&] { return put_in_place(file); });
}

// Goes on with begin() where a power cut or a failing disk ended it. False: it was not that.
Result<bool> finish_beginning(const std::filesystem::path& file, const seal::VerifyKey& terminal) {
    if (!is_there(made_store(file)) || is_there(file.string() + "-wal") || !waiting(file).empty())
        return false;
    {
        const tl::expected<Store, Refusal> store = open_twice(made_store(file), terminal, first_epoch);
        if (!store && store.error().kind == Refusal::Kind::error)
            return tl::unexpected<seal::Error>(store.error().error);
        if (!store || store->position != seal::Position{first_epoch, 1, {}})
            return false;
    }
    return put_in_place(file).map([] { return true; });
}

Result<Recovered> open_new(const std::filesystem::path& file, const seal::VerifyKey& terminal, Boot boot) {
    tl::expected<Store, Refusal> store = open_store(file, terminal.id(), 1);
    if (!store)
        return fail(store.error().error.kind, store.error().error.detail);
    return Recovered{std::move(*store), std::move(boot)};
}

} // namespace

Result<void> write_epoch(const std::filesystem::path& file, std::uint32_t epoch) {
    const std::string text = std::to_string(epoch) + "\n";
    return seal::save_file(epoch_file(file), seal::view(text));
}

Result<Lock> Lock::take(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fail(ErrorClass::io, "cannot open " + file.string() + ": " + std::strerror(errno));
    Lock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? fail(ErrorClass::in_use, "another process holds " + file.string())
                                    : fail(ErrorClass::io, "cannot lock " + file.string());
    return lock;
}

Lock::~Lock() {
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

std::optional<Connection> open_early(const std::filesystem::path& file, const seal::VerifyKey& terminal) {
    const Result<KnownEpoch> known = read_epoch(file);
    std::error_code problem;
    if (!known || !std::filesystem::is_regular_file(file, problem))
        return std::nullopt;
    tl::expected<Connection, Refusal> opened =
        open_unchecked(file, terminal.id(), known->number.value_or(first_epoch));
    if (!opened || opened->number("PRAGMA user_version") != schema_version)
        return std::nullopt;
    return std::move(*opened);
}

Result<Recovered> open_or_recover(const std::filesystem::path& file, const seal::VerifyKey& terminal) {
    const Result<KnownEpoch> known = read_epoch(file);
    if (!known)
        return tl::unexpected<seal::Error>(known.error());
    Boot boot;
    if (is_there(file)) {
        std::error_code problem;
        const bool regular = std::filesystem::is_regular_file(file, problem);
        tl::expected<Store, Refusal> store =
            regular ? open_twice(file, terminal, known->number.value_or(1))
                    : tl::unexpected<Refusal>(
                          {Refusal::Kind::damaged, {ErrorClass::malformed, "it is not a regular file"}});
        if (store) {
            if (!known->number || *known->number < store->position.epoch)
                if (Result<void> written = write_epoch(file, store->position.epoch); !written)
                    return tl::unexpected<seal::Error>(written.error());
            boot.condition = Condition::intact;
            catch_up(file, terminal, *store, boot);
            return Recovered{std::move(*store), std::move(boot)};
        }
        if (store.error().kind == Refusal::Kind::error)
            return tl::unexpected<seal::Error>(store.error().error);
        boot.condition = Condition::recovered;
        boot.reason = store.error().error.detail;
    } else if (known->there) {
        const Result<bool> begun =
            known->number == first_epoch ? finish_beginning(file, terminal) : Result<bool>(false);
        if (!begun)
            return tl::unexpected<seal::Error>(begun.error());
        if (*begun)
            return open_new(file, terminal, std::move(boot));
        boot.condition = Condition::recovered;
        boot.reason = "the journal has vanished";
    }
    const bool moves = is_there(file) || is_there(file.string() + "-wal");
    if (!known->there && !moves && waiting(file).empty()) {
        if (Result<void> begun = begin(file, terminal); !begun)
            return tl::unexpected<seal::Error>(begun.error());
        return open_new(file, terminal, std::move(boot));
    }
    // Before the move: should it be cut short after the -wal, the file without it is an older state, and to
    // go on with that would fork the chain. Its epoch is past then, so it is refused.
    const std::uint32_t epoch = next_epoch(*known, known->there || moves || !waiting(file).empty());
    if (Result<void> written = write_epoch(file, epoch); !written)
        return tl::unexpected<seal::Error>(written.error());
    if (moves) {
        Result<std::filesystem::path> aside = move_aside(file);
        if (!aside)
            return tl::unexpected<seal::Error>(aside.error());
        boot.moved_to = *aside;
    }
    if (Result<void> begun = begin_again(file, terminal, epoch, boot); !begun)
        return tl::unexpected<seal::Error>(begun.error());
    return open_new(file, terminal, std::move(boot));
}

} // namespace istiqbal::journal
