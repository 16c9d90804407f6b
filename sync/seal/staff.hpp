// SPDX-License-Identifier: Apache-2.0
// The people who work with a terminal and their PINs: a file `staff.json` in the terminal's directory
// (PROTOCOL.md, "Staff"). Each has a random 32-byte key, sealed under Argon2id(PIN, salt): to unlock is to
// unseal it, and there is no other trace of the PIN. The key seals the person's drafts (drafts.hpp).
//
// Wrong PINs: three cost nothing, then each makes the person wait, 30 s doubling to an hour. A try is counted
// durably before the PIN is looked at, so that neither a restart nor a pulled plug gives one for nothing; if
// it cannot be counted (disk full), nothing is looked at. A clock that was set back starts the wait anew and
// never shortens it; one set ahead does, and is the machine's to guard.
//
// A PIN is 6 to 12 digits of any script, folded to ASCII. Argon2id is 4 passes over 64 MiB: some 0.2 to
// 0.3 s a try on a kiosk. Six digits are a million tries: this keeps out whoever holds the tablet, and not
// for long whoever holds a copy of its disk (SECURITY.md).
//
// Every function reads and writes the file afresh under FILE.lock, so the command line may add a person while
// the kiosk runs; all may be called from any thread, and those that take a PIN belong on a worker.
#pragma once

#include "sync/seal/bytes.hpp"

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace istiqbal::seal {

enum class StaffRole { representative, employee };
std::string_view name(StaffRole role); // "representative", "employee"

struct Person {
    std::string id; // 16 hexadecimal digits, random
    std::string name;
    StaffRole role = StaffRole::representative;

    bool operator==(const Person&) const = default;
};

// Why a PIN is not taken.
enum class PinProblem {
    not_digits, // something else than digits and spaces is in it
    too_short,
    too_long,
    trivial, // all the same, a run such as 123456 or 97531, a pair repeated
};

inline constexpr std::size_t pin_least = 6;
inline constexpr std::size_t pin_most = 12;
inline constexpr std::size_t staff_limit = 64; // people a terminal

// The digits in ASCII. `trivial` is asked only when a PIN is set.
tl::expected<SecretBuffer, PinProblem> fold_pin(std::string_view typed);
bool is_trivial_pin(std::string_view digits);

struct Unlocked {
    Person person;
    SecretBuffer key; // 32 bytes
};

struct WrongPin {
    bool tried = true;             // false: the wait was not over, and the PIN was not looked at
    std::int64_t wait_seconds = 0; // until the next try; 0: at once
};

using UnlockAnswer = std::variant<Unlocked, WrongPin>;

class Staff {
public:
    explicit Staff(std::filesystem::path file, RandomSource random = system_random)
        : file_(std::move(file))
        , random_(std::move(random)) {}

    // In the order they were added; none when there is no file yet. insecure, malformed, unsupported, io.
    Result<std::vector<Person>> people() const;

    // malformed: the name is empty, longer than 128 bytes or not UTF-8, or the PIN is not taken.
    // too_large: staff_limit.
    Result<Person> add(const std::string& name, StaffRole role, std::string_view pin);

    // The person's drafts can be opened by nobody after that. not_found.
    Result<void> remove(const std::string& id);

    // `now`: seconds since 1970. not_found: nobody has the id. malformed: not 6 to 12 digits, so not counted.
    Result<UnlockAnswer> unlock(const std::string& id, std::string_view pin, std::int64_t now);

    // Keeps the key, so that drafts still open. A wrong old PIN counts as in unlock(); Unlocked: it is
    // changed. malformed: the new PIN is not taken, and nothing was tried.
    Result<UnlockAnswer> change_pin(const std::string& id, std::string_view pin, std::string_view new_pin,
                                    std::int64_t now);

private:
    std::filesystem::path file_;
    RandomSource random_;
};

} // namespace istiqbal::seal
