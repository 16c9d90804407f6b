// SPDX-License-Identifier: Apache-2.0
// The entries of a repeat in a visit: added, walked through, changed, removed after asking.
#include "tests/catch.hpp"
#include "tests/kiosk/app/scenes.hpp"
#include "tests/kiosk/headless.hpp"
#include "tests/kiosk/sample_form.hpp"

using namespace istiqbal;
using app::Step;
using app::Visit;

namespace {

// A visit of the sample form, at the page that lists the household.
struct Household {
    ui::Presentation presentation;
    Visit visit{*test::shipped_catalogue().journey("support_request"), test::sample_form(),
                test::shipped_strings(), [] { return *form::Date::from_iso("2026-11-22"); }, presentation};

    Household() {
        visit.apply(screens::Continue{});
        const form::Interview answers = test::filled_sample(0);
        for (const form::TypedAnswer& answer : answers.typed_answers())
            set(answer.path, answer.typed);
        for (int page = 0; page < 20 && visit.page().id != "household"; ++page)
            go_on();
        REQUIRE(visit.page().id == "household");
    }

    void set(const std::string& path, std::string_view typed) {
        visit.apply(screens::SetAnswer{path, form::WipedText(typed.begin(), typed.end())});
    }
    void go_on() { CHECK(visit.apply(screens::Continue{})); }
    std::size_t members() const { return visit.interview().entries("household").size(); }
    // Answers the pages of an entry, from its first; ends at the list.
    void fill(const std::string& entry, std::string_view name) {
        CHECK(visit.page().id == entry + "/member");
        set(entry + "/member", name);
        go_on();
        CHECK(visit.page().id == entry + "/kinship");
        set(entry + "/kinship", "son");
        go_on();
        CHECK(visit.page().id == entry + "/age");
        go_on();
        CHECK(visit.page().id == "household");
    }
    void add(std::string_view name) {
        CHECK(visit.apply(screens::AddEntry{"household"}));
        fill("household[" + std::to_string(members()) + "]", name);
    }
};

} // namespace

TEST_CASE("An entry that is added is asked through and leads back to the list", "[visit][entries]") {
    Household home;
    home.add("عبدالله");
    home.add("هند");
    CHECK(home.members() == 2);
    home.go_on();
    CHECK(home.visit.step() == Step::check);
}

TEST_CASE("Back from an entry's first page leads to the list", "[visit][entries]") {
    Household home;
    home.add("عبدالله");
    CHECK(home.visit.apply(screens::ChangeEntry{"household[1]"}));
    CHECK(home.visit.page().id == "household[1]/member");
    CHECK(home.visit.apply(screens::Back{}));
    CHECK(home.visit.page().id == "household");
}

TEST_CASE("An entry is removed only after the question whether it is meant", "[visit][entries]") {
    Household home;
    home.add("عبدالله");
    home.add("هند");
    CHECK_FALSE(home.visit.apply(screens::RemoveEntry{"household[1]"}));
    CHECK(home.members() == 2);
    home.visit.apply(screens::AskRemoveEntry{"household[1]"});
    CHECK(home.visit.removing() == "household[1]");
    home.visit.apply(screens::KeepEntry{});
    CHECK(home.visit.removing().empty());
    CHECK(home.members() == 2);
    home.visit.apply(screens::AskRemoveEntry{"household[1]"});
    CHECK_FALSE(home.visit.apply(screens::RemoveEntry{"household[2]"})); // another one than was asked about
    home.visit.apply(screens::RemoveEntry{"household[1]"});
    CHECK(home.members() == 1);
    CHECK(home.visit.removing().empty());
    CHECK(home.visit.page().id == "household");
    CHECK(home.visit.interview().typed("household[1]/member") == "هند");
}

TEST_CASE("Who leaves the list while asked about removing is not asked later", "[visit][entries]") {
    Household home;
    home.add("عبدالله");
    home.visit.apply(screens::AskRemoveEntry{"household[1]"});
    home.go_on();
    CHECK(home.visit.apply(screens::Back{}));
    CHECK(home.visit.page().id == "household");
    CHECK(home.visit.removing().empty());
    home.visit.apply(screens::AskRemoveEntry{"household[7]"});
    CHECK(home.visit.removing().empty());
}

TEST_CASE("From the check page one answer of an entry is changed and the check comes again",
          "[visit][entries]") {
    Household home;
    home.add("عبدالله");
    home.go_on();
    REQUIRE(home.visit.step() == Step::check);
    CHECK(home.visit.apply(screens::Change{"household[1]/kinship"}));
    CHECK(home.visit.page().id == "household[1]/kinship");
    home.set("household[1]/kinship", "parent");
    home.go_on();
    CHECK(home.visit.step() == Step::check);
}

TEST_CASE("From the check page the list is opened, one more added, and the check comes again",
          "[visit][entries]") {
    Household home;
    home.add("عبدالله");
    home.go_on();
    CHECK(home.visit.apply(screens::Change{"household"}));
    home.add("هند");
    home.go_on();
    CHECK(home.visit.step() == Step::check);
    CHECK(home.members() == 2);
    // Entries are nothing to add or remove where they are not listed.
    CHECK_FALSE(home.visit.apply(screens::AddEntry{"household"}));
    CHECK(home.members() == 2);
}

TEST_CASE("Removing an entry withdraws a signature as any change does", "[visit][entries]") {
    Household home;
    home.add("عبدالله");
    home.go_on();
    home.go_on();
    REQUIRE(home.visit.step() == Step::declaration);
    test::sign(home.visit);
    REQUIRE(home.visit.signing().done());
    home.visit.apply(screens::Back{});
    home.visit.apply(screens::Change{"household"});
    home.visit.apply(screens::AskRemoveEntry{"household[1]"});
    home.visit.apply(screens::RemoveEntry{"household[1]"});
    CHECK_FALSE(home.visit.signing().done());
}
