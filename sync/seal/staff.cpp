// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/staff.hpp"

#include "sync/seal/keys.hpp"
#include "sync/seal/secret_box.hpp"
#include "sync/seal/staff_file.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace istiqbal::seal {

namespace {

constexpr std::uint32_t argon_passes = 4;
constexpr std::uint32_t argon_memory_kib = 64 * 1024;
constexpr std::uint32_t free_tries = 3;
constexpr std::uint32_t first_wait = 30;
constexpr std::uint32_t longest_wait = 3600;
constexpr std::size_t name_limit = 128;
// Of the typed PIN: white space between digits is passed over.
constexpr std::size_t typed_limit = 256;

// The zeros of the decimal digits of the Basic Multilingual Plane (Unicode's category Nd).
constexpr std::array<std::uint32_t, 37> zeros{
    0x0030, 0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66,
    0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10};

// One code point of well-formed UTF-8 at `at`, which moves behind it.
std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<std::uint8_t>(text[at++]);
    if (lead < 0x80)
        return lead;
    const int more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    std::uint32_t point = lead & (0x3fU >> more);
    for (int index = 0; index < more; ++index)
        point = point << 6 | (static_cast<std::uint8_t>(text[at++]) & 0x3fU);
    return point;
}

bool is_passed_over(std::uint32_t point) {
    const bool mark =
        point == 0x061c || point == 0x200e || point == 0x200f || (point >= 0x2066 && point <= 0x2069);
    return point == ' ' || point == 0x00a0 || mark;
}

std::uint32_t wait_after(std::uint32_t wrong) {
    if (wrong <= free_tries)
        return 0;
    const std::uint32_t doublings = std::min<std::uint32_t>(wrong - free_tries - 1, 7);
    return std::min(first_wait << doublings, longest_wait);
}

// Holds FILE.lock, so that the kiosk and the command line do not write over each other's change.
class FileLock {
public:
    static Result<FileLock> take(const std::filesystem::path& file) {
        const std::string path = file.string() + ".lock";
        FileLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
        int locked = -1;
        while (lock.descriptor_ >= 0 && (locked = ::flock(lock.descriptor_, LOCK_EX)) != 0 &&
               errno == EINTR) {
        }
        if (locked != 0)
            return fail(errno == ENOSPC ? ErrorClass::no_room : ErrorClass::io,
                        "cannot lock " + path + ": " + std::strerror(errno));
        return lock;
    }
    FileLock(FileLock&& other) noexcept
        : descriptor_(std::exchange(other.descriptor_, -1)) {}
    FileLock& operator=(FileLock&&) = delete;
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock() {
        if (descriptor_ >= 0)
            ::close(descriptor_);
    }

private:
    explicit FileLock(int descriptor)
        : descriptor_(descriptor) {}

    int descriptor_;
};

using Entries = std::vector<StaffEntry>;

Result<Entries> load(const std::filesystem::path& file) {
    const Result<SecretBuffer> content = load_secret_file(file, staff_file_limit);
    if (!content && content.error().kind == ErrorClass::not_found)
        return Entries();
    if (!content)
        return tl::unexpected<Error>(content.error());
    Result<Entries> entries = parse_staff(content->bytes());
    if (!entries)
        return fail(entries.error().kind, file.string() + ": " + entries.error().detail);
    return entries;
}

Result<void> save(const std::filesystem::path& file, const Entries& entries) {
    return save_secret_file(file, write_staff(entries).bytes());
}

Entries::iterator find(Entries& entries, const std::string& id) {
    return std::find_if(entries.begin(), entries.end(),
                        [&id](const StaffEntry& entry) { return entry.person.id == id; });
}

tl::unexpected<Error> nobody(const std::string& id) {
    return fail(ErrorClass::not_found, "nobody has the id " + id);
}

Result<SecretBuffer> stretch(const StaffEntry& entry, ByteView pin) {
    SecretBuffer key(box_key_size);
    if (crypto_pwhash_argon2id(key.data(), key.size(), reinterpret_cast<const char*>(data_of(pin)),
                               pin.size(), entry.salt.data(), entry.passes,
                               std::size_t{entry.memory_kib} * 1024,
                               crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
        return fail(ErrorClass::io, "there is not enough memory for Argon2id");
    return key;
}

// The role and the id are part of what the PIN opens: an edited file makes nobody an employee.
Result<void> seal_key(StaffEntry& entry, ByteView pin, ByteView key, const RandomSource& random) {
    random(entry.salt);
    entry.passes = argon_passes;
    entry.memory_kib = argon_memory_kib;
    const Result<SecretBuffer> stretched = stretch(entry, pin);
    if (!stretched)
        return tl::unexpected<Error>(stretched.error());
    Result<Bytes> sealed = seal_box(stretched->bytes(), Label::staff,
                                    {view(entry.person.id), view(name(entry.person.role))}, key, random);
    if (!sealed)
        return tl::unexpected<Error>(sealed.error());
    entry.sealed_key = std::move(*sealed);
    return {};
}

Result<SecretBuffer> unseal_key(const StaffEntry& entry, ByteView pin) {
    return stretch(entry, pin).and_then([&entry](const SecretBuffer& stretched) {
        return open_box(stretched.bytes(), Label::staff,
                        {view(entry.person.id), view(name(entry.person.role))}, entry.sealed_key);
    });
}

const char* why(PinProblem problem) {
    switch (problem) {
    case PinProblem::not_digits:
        return "a PIN is of digits only";
    case PinProblem::too_short:
        return "a PIN has at least 6 digits";
    case PinProblem::too_long:
        return "a PIN has at most 12 digits";
    case PinProblem::trivial:
        break;
    }
    return "this PIN is too easy to guess";
}

tl::unexpected<Error> refuse(PinProblem problem) {
    return fail(ErrorClass::malformed, why(problem));
}

Result<SecretBuffer> new_pin_digits(std::string_view typed) {
    auto digits = fold_pin(typed);
    if (!digits)
        return refuse(digits.error());
    if (is_trivial_pin(digits->text()))
        return refuse(PinProblem::trivial);
    return std::move(*digits);
}

// How long until the next try. A clock behind the last try was set back: the wait begins anew by it.
std::int64_t left_to_wait(StaffEntry& entry, std::int64_t now) {
    if (entry.wait == 0)
        return 0;
    if (now < entry.tried)
        entry.tried = now;
    return std::max<std::int64_t>(0, entry.tried + entry.wait - now);
}

// One try at a PIN, with `entries` loaded under the lock and saved before and after it.
Result<UnlockAnswer> attempt(const std::filesystem::path& file, Entries& entries, StaffEntry& entry,
                             ByteView pin, std::int64_t now) {
    const std::int64_t tried_before = entry.tried;
    if (const std::int64_t left = left_to_wait(entry, now); left > 0) {
        if (entry.tried != tried_before)
            if (Result<void> saved = save(file, entries); !saved)
                return tl::unexpected<Error>(saved.error());
        return WrongPin{false, left};
    }
    entry.wrong = entry.wrong == UINT32_MAX ? entry.wrong : entry.wrong + 1;
    entry.tried = std::max<std::int64_t>(now, 0);
    entry.wait = wait_after(entry.wrong);
    if (Result<void> counted = save(file, entries); !counted)
        return tl::unexpected<Error>(counted.error());
    Result<SecretBuffer> key = unseal_key(entry, pin);
    if (!key && key.error().kind == ErrorClass::bad_signature)
        return WrongPin{true, entry.wait};
    if (!key)
        return tl::unexpected<Error>(key.error());
    entry.wrong = 0;
    entry.tried = 0;
    entry.wait = 0;
    if (Result<void> saved = save(file, entries); !saved)
        return tl::unexpected<Error>(saved.error());
    return Unlocked{entry.person, std::move(*key)};
}

} // namespace

std::string_view name(StaffRole role) {
    return role == StaffRole::employee ? "employee" : "representative";
}

tl::expected<SecretBuffer, PinProblem> fold_pin(std::string_view typed) {
    if (typed.size() > typed_limit)
        return tl::unexpected(PinProblem::too_long);
    if (!is_utf8(typed))
        return tl::unexpected(PinProblem::not_digits);
    SecretBuffer digits;
    for (std::size_t at = 0; at < typed.size();) {
        const std::uint32_t point = next_code_point(typed, at);
        if (is_passed_over(point))
            continue;
        const auto zero = std::find_if(zeros.begin(), zeros.end(), [point](std::uint32_t candidate) {
            return point >= candidate && point < candidate + 10;
        });
        if (zero == zeros.end())
            return tl::unexpected(PinProblem::not_digits);
        const auto digit = static_cast<std::uint8_t>('0' + (point - *zero));
        digits.append({&digit, 1});
    }
    if (digits.size() < pin_least)
        return tl::unexpected(PinProblem::too_short);
    if (digits.size() > pin_most)
        return tl::unexpected(PinProblem::too_long);
    return digits;
}

bool is_trivial_pin(std::string_view digits) {
    if (digits.size() < 3)
        return true;
    const auto step = [&digits](std::size_t index) { return (digits[index] - digits[index - 1] + 10) % 10; };
    bool even_steps = true;
    bool pairs = true;
    for (std::size_t index = 2; index < digits.size(); ++index) {
        even_steps = even_steps && step(index) == step(1);
        pairs = pairs && digits[index] == digits[index - 2];
    }
    return even_steps || pairs;
}

Result<std::vector<Person>> Staff::people() const {
    const Result<Entries> entries = load(file_);
    if (!entries)
        return tl::unexpected<Error>(entries.error());
    std::vector<Person> people;
    for (const StaffEntry& entry : *entries)
        people.push_back(entry.person);
    return people;
}

Result<Person> Staff::add(const std::string& name, StaffRole role, std::string_view pin) {
    if (name.empty() || name.size() > name_limit || !is_utf8(name))
        return fail(ErrorClass::malformed, "a name has 1 to 128 bytes of UTF-8");
    const Result<SecretBuffer> digits = new_pin_digits(pin);
    if (!digits)
        return tl::unexpected<Error>(digits.error());
    const Result<FileLock> lock = FileLock::take(file_);
    if (!lock)
        return tl::unexpected<Error>(lock.error());
    Result<Entries> entries = load(file_);
    if (!entries)
        return tl::unexpected<Error>(entries.error());
    if (entries->size() >= staff_limit)
        return fail(ErrorClass::too_large, "there is no room for another person");
    ByteArray<8> id{};
    random_(id);
    StaffEntry entry;
    entry.person = {hex(id), name, role};
    SecretBuffer key(box_key_size);
    random_(key.writable());
    if (Result<void> sealed = seal_key(entry, digits->bytes(), key.bytes(), random_); !sealed)
        return tl::unexpected<Error>(sealed.error());
    entries->push_back(entry);
    if (Result<void> saved = save(file_, *entries); !saved)
        return tl::unexpected<Error>(saved.error());
    return entry.person;
}

Result<void> Staff::remove(const std::string& id) {
    const Result<FileLock> lock = FileLock::take(file_);
    if (!lock)
        return tl::unexpected<Error>(lock.error());
    Result<Entries> entries = load(file_);
    if (!entries)
        return tl::unexpected<Error>(entries.error());
    const auto entry = find(*entries, id);
    if (entry == entries->end())
        return nobody(id);
    entries->erase(entry);
    return save(file_, *entries);
}

Result<UnlockAnswer> Staff::unlock(const std::string& id, std::string_view pin, std::int64_t now) {
    const auto digits = fold_pin(pin);
    if (!digits)
        return refuse(digits.error());
    const Result<FileLock> lock = FileLock::take(file_);
    if (!lock)
        return tl::unexpected<Error>(lock.error());
    Result<Entries> entries = load(file_);
    if (!entries)
        return tl::unexpected<Error>(entries.error());
    const auto entry = find(*entries, id);
    if (entry == entries->end())
        return nobody(id);
    return attempt(file_, *entries, *entry, digits->bytes(), now);
}

Result<UnlockAnswer> Staff::change_pin(const std::string& id, std::string_view pin, std::string_view new_pin,
                                       std::int64_t now) {
    const Result<SecretBuffer> digits = new_pin_digits(new_pin);
    if (!digits)
        return tl::unexpected<Error>(digits.error());
    const auto old_digits = fold_pin(pin);
    if (!old_digits)
        return refuse(old_digits.error());
    const Result<FileLock> lock = FileLock::take(file_);
    if (!lock)
        return tl::unexpected<Error>(lock.error());
    Result<Entries> entries = load(file_);
    if (!entries)
        return tl::unexpected<Error>(entries.error());
    const auto entry = find(*entries, id);
    if (entry == entries->end())
        return nobody(id);
    Result<UnlockAnswer> answer = attempt(file_, *entries, *entry, old_digits->bytes(), now);
    const auto* unlocked = answer ? std::get_if<Unlocked>(&*answer) : nullptr;
    if (unlocked == nullptr)
        return answer;
    if (Result<void> sealed = seal_key(*entry, digits->bytes(), unlocked->key.bytes(), random_); !sealed)
        return tl::unexpected<Error>(sealed.error());
    if (Result<void> saved = save(file_, *entries); !saved)
        return tl::unexpected<Error>(saved.error());
    return answer;
}

} // namespace istiqbal::seal
