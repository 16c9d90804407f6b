// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/desk.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/app/scenes.hpp"

using namespace istiqbal;
using app::Desk;
using app::DeskPage;

namespace {

const seal::Person reem{"00000000000000a1", "ريم القحطاني", seal::StaffRole::representative};

struct Open {
    Desk desk{test::story_day};
    Desk::Request request;

    Open() {
        desk.open(reem);
        desk.list({{{"d1", "support_request", form::WipedText("نورة"), 5}}});
    }
    bool apply(const screens::Intent& intent) {
        request = {};
        return desk.apply(intent, request);
    }
    bool asked_nothing() const { return !request.task && !request.begin; }
};

} // namespace

TEST_CASE("A new request asks for its journey and then for its channel", "[desk]") {
    Open open;
    CHECK(open.apply(screens::NewRequest{}));
    CHECK(open.desk.page() == DeskPage::journey);
    CHECK(open.apply(screens::BeginJourney{"support_request"}));
    CHECK(open.desk.page() == DeskPage::channel);
    CHECK(open.desk.journey() == "support_request");
    for (const char* unknown : {"", "C0", "C9", "kiosk", "c1"}) {
        CHECK_FALSE(open.apply(screens::ChooseChannel{unknown}));
        CHECK(open.asked_nothing());
    }
    for (const char* channel : app::channels) {
        CHECK(open.apply(screens::ChooseChannel{channel}));
        REQUIRE(open.request.begin);
        CHECK(open.request.begin->channel == channel);
        CHECK(open.request.begin->representative == reem.name);
        CHECK(open.request.begin->received == test::story_day());
    }
}

TEST_CASE("Back goes from the channel to the journey to the list, and stays there", "[desk]") {
    Open open;
    open.apply(screens::NewRequest{});
    open.apply(screens::BeginJourney{"inquiry"});
    CHECK(open.apply(screens::Back{}));
    CHECK(open.desk.page() == DeskPage::journey);
    CHECK(open.apply(screens::Back{}));
    CHECK(open.desk.page() == DeskPage::list);
    CHECK_FALSE(open.apply(screens::Back{}));
    CHECK(open.desk.signed_in());
}

TEST_CASE("A draft is removed only when that was asked and meant", "[desk]") {
    Open open;
    CHECK(open.apply(screens::AskRemoveDraft{"d1"}));
    CHECK(open.asked_nothing());
    CHECK(open.desk.page() == DeskPage::confirm_removal);
    CHECK(open.desk.removing() == "d1");
    SECTION("not meant") {
        CHECK(open.apply(screens::Back{}));
        CHECK(open.asked_nothing());
        CHECK_FALSE(open.apply(screens::Continue{}));
        CHECK(open.asked_nothing());
    }
    SECTION("meant, by a double tap") {
        CHECK(open.apply(screens::Continue{}));
        REQUIRE(open.request.task);
        CHECK(std::get<app::RemoveDraftTask>(*open.request.task).id == "d1");
        CHECK_FALSE(open.apply(screens::Continue{}));
        CHECK(open.asked_nothing());
    }
    CHECK(open.desk.page() == DeskPage::list);
}

TEST_CASE("What belongs to another page of the desk is ignored", "[desk]") {
    Open open;
    CHECK_FALSE(open.apply(screens::BeginJourney{"inquiry"}));
    CHECK_FALSE(open.apply(screens::ChooseChannel{"C1"}));
    CHECK_FALSE(open.apply(screens::Continue{}));
    CHECK(open.asked_nothing());
    CHECK(open.desk.page() == DeskPage::list);
    open.apply(screens::AskRemoveDraft{"d1"});
    CHECK_FALSE(open.apply(screens::OpenDraft{"d1"}));
    CHECK_FALSE(open.apply(screens::NewRequest{}));
    CHECK(open.asked_nothing());
    CHECK(open.desk.page() == DeskPage::confirm_removal);
}

TEST_CASE("A locked desk knows nobody", "[desk]") {
    Open open;
    open.desk.work_on("d1");
    open.apply(screens::AskRemoveDraft{"d1"});
    open.desk.lock();
    CHECK_FALSE(open.desk.signed_in());
    CHECK(open.desk.drafts().empty());
    CHECK(open.desk.person().name.empty());
    CHECK(open.desk.draft().empty());
    CHECK(open.desk.removing().empty());
    CHECK(open.desk.page() == DeskPage::list);
}
