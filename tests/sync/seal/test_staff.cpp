// SPDX-License-Identifier: Apache-2.0
// PINs: what they may be, what they open, and what wrong ones cost. The clock is the test's.
#include "sync/seal/keys.hpp"
#include "sync/seal/staff_file.hpp"
#include "tests/catch.hpp"
#include "tests/sync/folder.hpp"
#include "tests/sync/samples.hpp"

using namespace istiqbal;
using seal::ErrorClass;
using seal::PinProblem;
using seal::Staff;
using seal::StaffRole;

namespace {

constexpr const char* pin = "482915";
constexpr std::int64_t noon = 1'767'225'600;

const seal::WrongPin& wrong(const seal::Result<seal::UnlockAnswer>& answer) {
    REQUIRE(answer);
    REQUIRE(std::holds_alternative<seal::WrongPin>(*answer));
    return std::get<seal::WrongPin>(*answer);
}

seal::Bytes key(const seal::Result<seal::UnlockAnswer>& answer) {
    REQUIRE(answer);
    REQUIRE(std::holds_alternative<seal::Unlocked>(*answer));
    const auto bytes = std::get<seal::Unlocked>(*answer).key.bytes();
    return seal::Bytes(bytes.begin(), bytes.end());
}

// A person whose PIN costs next to nothing to try, so that many can be tried.
void make_cheap(const std::filesystem::path& file, std::uint32_t wrong_before, std::int64_t tried) {
    auto entries = seal::parse_staff(seal::load_secret_file(file)->bytes()).value();
    entries[0].wrong = wrong_before;
    entries[0].tried = tried;
    entries[0].wait = 0;
    entries[0].passes = 1;
    entries[0].memory_kib = 8 * 1024;
    REQUIRE(seal::save_secret_file(file, seal::write_staff(entries).bytes()));
}

} // namespace

TEST_CASE("a PIN is 6 to 12 digits of any script") {
    CHECK(seal::fold_pin("482915")->text() == "482915");
    CHECK(seal::fold_pin("٤٨٢٩١٥")->text() == "482915");
    CHECK(seal::fold_pin("۴۸۲ ۹۱۵")->text() == "482915");
    CHECK(seal::fold_pin("४८२९१५")->text() == "482915");
    CHECK(seal::fold_pin("\u2066４８２９１５\u2069")->text() == "482915");
    CHECK(seal::fold_pin("48291").error() == PinProblem::too_short);
    CHECK(seal::fold_pin("").error() == PinProblem::too_short);
    CHECK(seal::fold_pin("4829154829154").error() == PinProblem::too_long);
    CHECK(seal::fold_pin(std::string(1000, '4')).error() == PinProblem::too_long);
    CHECK(seal::fold_pin("48291x").error() == PinProblem::not_digits);
    CHECK(seal::fold_pin("48291\xff").error() == PinProblem::not_digits);
    CHECK(seal::fold_pin("48291½").error() == PinProblem::not_digits);
}

TEST_CASE("a PIN that anybody would guess is refused when it is set") {
    for (const char* trivial : {"000000", "123456", "987654", "890123", "13579135", "121212"})
        CHECK(seal::is_trivial_pin(trivial));
    for (const char* fair : {"482915", "112233", "100000", "123457"})
        CHECK_FALSE(seal::is_trivial_pin(fair));
    const test::Folder folder;
    Staff staff(folder / "staff.json");
    CHECK(staff.add("Sara", StaffRole::employee, "١٢٣٤٥٦").error().kind == ErrorClass::malformed);
    CHECK(staff.add("Sara", StaffRole::employee, "4829").error().kind == ErrorClass::malformed);
    CHECK(staff.add("", StaffRole::employee, pin).error().kind == ErrorClass::malformed);
    CHECK(staff.add("\xff", StaffRole::employee, pin).error().kind == ErrorClass::malformed);
    CHECK(staff.people()->empty());
}

TEST_CASE("people are added, unlocked, changed and removed") {
    const test::Folder folder;
    Staff staff(folder / "staff.json");
    CHECK(staff.people()->empty());
    const auto sara = staff.add("سارة", StaffRole::employee, pin);
    REQUIRE(sara);
    const auto salem = staff.add("Salem", StaffRole::representative, pin);
    REQUIRE(salem);
    CHECK(*staff.people() == std::vector{*sara, *salem});
    CHECK((std::filesystem::status(folder / "staff.json").permissions() & std::filesystem::perms::mask) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));

    const auto sara_key = key(staff.unlock(sara->id, "٤٨٢٩١٥", noon));
    CHECK(sara_key.size() == 32);
    CHECK(sara_key != key(staff.unlock(salem->id, pin, noon)));
    CHECK(staff.unlock("0000000000000000", pin, noon).error().kind == ErrorClass::not_found);
    CHECK(staff.unlock(sara->id, "4829", noon).error().kind == ErrorClass::malformed);

    CHECK(staff.change_pin(sara->id, pin, "111111", noon).error().kind == ErrorClass::malformed);
    CHECK(wrong(staff.change_pin(sara->id, "482916", "739201", noon)).tried);
    CHECK(key(staff.change_pin(sara->id, pin, "739201", noon)) == sara_key);
    CHECK(wrong(staff.unlock(sara->id, pin, noon)).tried);
    CHECK(key(staff.unlock(sara->id, "739201", noon)) == sara_key);

    REQUIRE(staff.remove(sara->id));
    CHECK(staff.remove(sara->id).error().kind == ErrorClass::not_found);
    CHECK(*staff.people() == std::vector{*salem});
    // The PIN and the name of nobody's key are not in the file.
    const auto file = seal::load_secret_file(folder / "staff.json");
    CHECK(file->text().find(pin) == std::string::npos);
}

TEST_CASE("wrong PINs: three are free, then each costs twice as long, up to an hour") {
    const test::Folder folder;
    const auto file = folder / "staff.json";
    Staff staff(file);
    const auto id = staff.add("Sara", StaffRole::employee, pin)->id;
    make_cheap(file, 0, 0);
    std::int64_t now = noon;
    for (int free = 0; free < 3; ++free)
        CHECK(wrong(staff.unlock(id, "000001", now)).wait_seconds == 0);
    for (const std::int64_t wait : {30, 60, 120, 240, 480, 960, 1920, 3600, 3600}) {
        CHECK(wrong(staff.unlock(id, "000001", now)).wait_seconds == wait);
        // Another program, and the right PIN, wait as long.
        const auto resting = Staff(file).unlock(id, pin, now + wait - 1);
        CHECK_FALSE(wrong(resting).tried);
        CHECK(wrong(resting).wait_seconds == 1);
        now += wait;
    }
}

TEST_CASE("the right PIN ends the counting") {
    const test::Folder folder;
    Staff staff(folder / "staff.json");
    const auto id = staff.add("Sara", StaffRole::employee, pin)->id;
    for (int index = 0; index < 3; ++index)
        CHECK(wrong(staff.unlock(id, "000001", noon)).wait_seconds == 0);
    CHECK(key(staff.unlock(id, pin, noon)).size() == 32);
    CHECK(wrong(staff.unlock(id, "000001", noon)).wait_seconds == 0);
}

TEST_CASE("a clock that is set back does not shorten the wait") {
    const test::Folder folder;
    const auto file = folder / "staff.json";
    Staff staff(file);
    const auto id = staff.add("Sara", StaffRole::employee, pin)->id;
    make_cheap(file, 3, noon - 5);
    CHECK(wrong(staff.unlock(id, "000001", noon)).wait_seconds == 30);
    // A day back: the wait begins anew, and does not become a day.
    const std::int64_t back = noon - 86'400;
    CHECK(wrong(staff.unlock(id, pin, back)).wait_seconds == 30);
    CHECK(wrong(staff.unlock(id, pin, back + 29)).wait_seconds == 1);
    CHECK(wrong(staff.unlock(id, "000001", back + 30)).wait_seconds == 60);
}

TEST_CASE("a try that cannot be counted is not made") {
    const test::Folder folder;
    const auto file = folder / "here/staff.json";
    REQUIRE(seal::make_private_folder(folder / "here"));
    Staff staff(file);
    const auto id = staff.add("Sara", StaffRole::employee, pin)->id;
    // Root writes into folders without permission too; a folder in the way of the lock stops everybody.
    std::filesystem::remove(file.string() + ".lock");
    std::filesystem::create_directory(file.string() + ".lock");
    CHECK(staff.unlock(id, pin, noon).error().kind == ErrorClass::io);
}

TEST_CASE("staff.json is read strictly") {
    const test::Folder folder;
    const auto file = folder / "staff.json";
    Staff staff(file);
    REQUIRE(staff.add("Sara", StaffRole::employee, pin));
    const std::string good(seal::load_secret_file(file)->text());
    const auto entries = seal::parse_staff(seal::view(good));
    REQUIRE(entries);
    CHECK(seal::write_staff(*entries).text() == good);
    const auto replaced = [&good](const std::string& from, const std::string& to) {
        std::string bent = good;
        INFO(from);
        REQUIRE(bent.find(from) != std::string::npos);
        bent.replace(bent.find(from), from.size(), to);
        const auto read = seal::parse_staff(seal::view(bent));
        REQUIRE_FALSE(read);
        return read.error().kind;
    };
    CHECK(replaced("\"version\": 1", "\"version\": 2") == ErrorClass::unsupported);
    CHECK(replaced("\"staff\"", "\"stuff\"") == ErrorClass::unsupported);
    CHECK(replaced("\"passes\": 4", "\"passes\": 0") == ErrorClass::malformed);
    CHECK(replaced("\"passes\": 4", "\"passes\": 1000") == ErrorClass::malformed);
    CHECK(replaced("\"memory_kib\": 65536", "\"memory_kib\": 1") == ErrorClass::malformed);
    CHECK(replaced("\"memory_kib\": 65536", "\"memory_kib\": 4294967295") == ErrorClass::malformed);
    CHECK(replaced("\"employee\"", "\"director\"") == ErrorClass::malformed);
    CHECK(replaced("\"Sara\"", "\"\"") == ErrorClass::malformed);
    CHECK(replaced("\"wrong\": 0", "\"wrong\": -1") == ErrorClass::malformed);
    CHECK(replaced("\"wait\": 0", "\"wait\": 9999") == ErrorClass::malformed);
    CHECK(replaced("\"wrong\"", "\"more\"") == ErrorClass::malformed);
    auto twins = *entries;
    twins.push_back(twins.front());
    CHECK(seal::parse_staff(seal::write_staff(twins).bytes()).error().kind == ErrorClass::malformed);
    CHECK(seal::parse_staff(seal::Bytes(70'000, ' ')).error().kind == ErrorClass::too_large);

    // A role that was edited opens nothing, and a file that others may read is not used.
    auto promoted = good;
    promoted.replace(promoted.find("employee"), 8, "representative");
    REQUIRE(seal::save_secret_file(file, seal::view(promoted)));
    CHECK(wrong(staff.unlock(entries->front().person.id, pin, noon)).tried);
    REQUIRE(seal::save_file(file, seal::view(good)));
    CHECK(staff.people().error().kind == ErrorClass::insecure);
}
