// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/sign_in.hpp"
#include "tests/catch.hpp"

using namespace istiqbal;
using namespace std::chrono_literals;
using app::Purpose;
using app::SignIn;

namespace {

const seal::Person reem{"00000000000000a1", "ريم القحطاني", seal::StaffRole::representative};
const seal::Person sami{"00000000000000a2", "سامي الحربي", seal::StaffRole::representative};
const seal::Person huda{"00000000000000b1", "هدى العمري", seal::StaffRole::employee};
const std::vector<seal::Person> everyone{reem, sami, huda};

constexpr SignIn::Clock::time_point noon{100h};

std::optional<app::UnlockTask> try_pin(SignIn& sign_in, const char* pin) {
    std::optional<app::Task> task;
    CHECK_FALSE(sign_in.apply(screens::TryPin{form::WipedText(pin)}, task));
    if (!task)
        return std::nullopt;
    REQUIRE(std::holds_alternative<app::UnlockTask>(*task));
    return std::get<app::UnlockTask>(std::move(*task));
}

void choose(SignIn& sign_in, const seal::Person& person) {
    std::optional<app::Task> task;
    CHECK(sign_in.apply(screens::ChoosePerson{person.id}, task));
    CHECK_FALSE(task);
}

} // namespace

TEST_CASE("Only those are offered who may", "[sign_in]") {
    CHECK(SignIn(Purpose::desk, everyone).people() == std::vector{reem, sami});
    CHECK(SignIn(Purpose::hand_back, everyone).people() == std::vector{reem, sami});
    CHECK(SignIn(Purpose::staff_panel, everyone).people() == everyone);
    CHECK(SignIn(Purpose::witness, everyone).people() == everyone);
    const SignIn theirs(Purpose::hand_back, everyone, sami.id);
    CHECK(theirs.people() == std::vector{sami});
    REQUIRE(theirs.chosen());
    CHECK(*theirs.chosen() == sami);
    CHECK(SignIn(Purpose::desk, {huda}).people().empty());
}

TEST_CASE("A PIN is tried for the person that was chosen, and nothing until it is answered", "[sign_in]") {
    SignIn sign_in(Purpose::desk, everyone);
    CHECK_FALSE(sign_in.chosen());
    CHECK_FALSE(try_pin(sign_in, "482915"));
    choose(sign_in, sami);
    const auto task = try_pin(sign_in, "482915");
    REQUIRE(task);
    CHECK(task->person == sami.id);
    CHECK(task->pin == "482915");
    CHECK(sign_in.busy());
    CHECK_FALSE(try_pin(sign_in, "482915"));
    std::optional<app::Task> none;
    CHECK_FALSE(sign_in.apply(screens::ChoosePerson{reem.id}, none));
    CHECK(*sign_in.chosen() == sami);
}

TEST_CASE("Only the desk's sign-in opens drafts", "[sign_in]") {
    for (const Purpose purpose :
         {Purpose::desk, Purpose::staff_panel, Purpose::hand_back, Purpose::witness}) {
        SignIn sign_in(purpose, {reem});
        const auto task = try_pin(sign_in, "482915");
        REQUIRE(task);
        CHECK(task->opens_desk == (purpose == Purpose::desk));
    }
}

TEST_CASE("A wrong PIN is said; after too many the pad is closed until the wait is over", "[sign_in]") {
    SignIn sign_in(Purpose::desk, {reem});
    REQUIRE(try_pin(sign_in, "111222"));
    sign_in.refused({0}, noon);
    CHECK_FALSE(sign_in.busy());
    CHECK(sign_in.wrong());
    CHECK_FALSE(sign_in.wait_until());

    REQUIRE(try_pin(sign_in, "111223"));
    CHECK_FALSE(sign_in.wrong());
    sign_in.refused({30}, noon);
    CHECK(sign_in.wrong());
    REQUIRE(sign_in.wait_until());
    CHECK(*sign_in.wait_until() == noon + 30s);
    CHECK_FALSE(try_pin(sign_in, "111224"));
    CHECK_FALSE(sign_in.tick(noon + 29s));
    CHECK_FALSE(try_pin(sign_in, "111224"));
    CHECK(sign_in.tick(noon + 30s));
    CHECK_FALSE(sign_in.wrong());
    CHECK_FALSE(sign_in.tick(noon + 31s));
    CHECK(try_pin(sign_in, "111224"));
}

TEST_CASE("A roster that cannot be used is said, and the next try is taken", "[sign_in]") {
    SignIn sign_in(Purpose::witness, {huda});
    REQUIRE(try_pin(sign_in, "482915"));
    sign_in.failed_to_try();
    CHECK(sign_in.failed());
    CHECK_FALSE(sign_in.wrong());
    REQUIRE(try_pin(sign_in, "482915"));
    CHECK_FALSE(sign_in.failed());
}

TEST_CASE("Another person begins without the first one's mistakes", "[sign_in]") {
    SignIn sign_in(Purpose::desk, everyone);
    choose(sign_in, reem);
    REQUIRE(try_pin(sign_in, "111222"));
    sign_in.refused({60}, noon);
    choose(sign_in, sami);
    CHECK_FALSE(sign_in.wrong());
    CHECK_FALSE(sign_in.wait_until());
    choose(sign_in, seal::Person{"unknown", "", {}});
    CHECK_FALSE(sign_in.chosen());
    CHECK_FALSE(try_pin(sign_in, "482915"));
}
