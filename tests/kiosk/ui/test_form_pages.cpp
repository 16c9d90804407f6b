// SPDX-License-Identifier: Apache-2.0
// The pages of forms at work: what the person does on them becomes answers.
#include "kiosk/form/checks.hpp"
#include "kiosk/screens/check_answers.hpp"
#include "kiosk/screens/question.hpp"
#include "kiosk/ui/drawing.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"
#include "tests/kiosk/sample_form.hpp"

using namespace istiqbal;
using namespace istiqbal::ui;
using test::Headless;

namespace {

// A page of the sample form, whose intents change its answers as the session would.
class Desk {
public:
    Desk(form::Interview interview, std::string id, Language language = Language::english)
        : interview_(std::move(interview))
        , id_(std::move(id)) {
        screen.presentation.language = language;
        screen.settle(scene());
    }

    Headless::Scene scene() {
        return [this](Frame& frame) {
            screens::Intents intents;
            screens::form_page(frame, {interview_, *interview_.page(id_), problems, removing}, intents);
            for (screens::Intent& intent : intents) {
                if (const auto* set = std::get_if<screens::SetAnswer>(&intent))
                    CHECK(interview_.set(set->question, set->typed));
                done.push_back(std::move(intent));
            }
        };
    }
    const Node& node(std::string_view name) const {
        const Node* found = screen.semantics.find_target(name);
        INFO(name);
        REQUIRE(found != nullptr);
        return *found;
    }
    void tap(std::string_view name) { screen.tap(scene(), node(name).rect); }
    void type(std::string_view text) {
        screen.type(text);
        screen.settle(scene());
        screen.frame(scene());
    }
    void press(platform::Key key) {
        screen.key(key);
        screen.frame(scene());
        screen.settle(scene());
    }
    std::string named(std::string_view key) const {
        return test::shipped_strings().get(screen.presentation.language, key);
    }
    std::string named(std::string_view key, Strings::Values values) const {
        return test::shipped_strings().format(screen.presentation.language, key, values);
    }
    // A part of a page of several questions.
    std::string part(const std::string& question, const std::string& answer) const {
        return named("answer.named", {{"question", question}, {"answer", answer}});
    }
    std::string value(std::string_view path) const { return std::string(interview_.value(path)); }
    std::string typed(std::string_view path) const { return std::string(interview_.typed(path)); }
    template <class Kind>
    const Kind* last() const {
        return done.empty() ? nullptr : std::get_if<Kind>(&done.back());
    }

    Headless screen;
    std::vector<form::Problem> problems;
    std::string removing;
    screens::Intents done;

private:
    form::Interview interview_;
    std::string id_;
};

} // namespace

TEST_CASE("A time is typed as hour and minutes and counts when its half is chosen", "[pages][time]") {
    const Language language = GENERATE(Language::arabic, Language::english);
    Desk desk(test::empty_sample(), "call_time", language);
    desk.type("4");
    desk.press(platform::Key::enter);
    desk.type("30");
    CHECK(desk.value("call_time").empty());
    desk.tap(desk.named("time.pm.long"));
    CHECK(desk.value("call_time").substr(0, 5) == "16:30");
    desk.tap(desk.named("time.am.long"));
    CHECK(desk.value("call_time").substr(0, 5) == "04:30");
    CHECK(desk.node(desk.named("time.hour.name")).value == "4");
    desk.press(platform::Key::enter);
    CHECK(desk.last<screens::Continue>() != nullptr);
}

TEST_CASE("Two digits of the hour lead to the minutes; a hour of the whole day needs no half",
          "[pages][time]") {
    Desk desk(test::empty_sample(), "call_time");
    desk.type("21");
    desk.type("05");
    CHECK(desk.value("call_time").substr(0, 5) == "21:05");
    Desk before_a_half(test::empty_sample(), "call_time");
    before_a_half.type("10");
    before_a_half.type("05");
    CHECK(before_a_half.value("call_time").empty());
    CHECK_FALSE(before_a_half.typed("call_time").empty());
}

TEST_CASE("A moment is a date and a time, one after the other", "[pages][time]") {
    Desk desk(test::empty_sample(), "appointment");
    desk.type("30");
    desk.type("11");
    desk.type("2026");
    desk.press(platform::Key::enter);
    CHECK(desk.value("appointment").empty());
    desk.type("9");
    desk.press(platform::Key::enter);
    desk.type("15");
    desk.tap(desk.named("time.am.long"));
    CHECK(desk.value("appointment").substr(0, 16) == "2026-11-30T09:15");
    CHECK(desk.node(desk.named("date.year.name")).value == "2026");
    CHECK(desk.node(desk.named("time.minute.name")).value == "15");
}

TEST_CASE("A range has no answer until it is touched, then the value of its step", "[pages]") {
    Desk desk(test::empty_sample(), "satisfaction");
    desk.screen.frame(desk.scene());
    CHECK(desk.done.empty());
    const std::string name = "How satisfied are you with the reception?";
    desk.tap(desk.named("widgets.more", {{"name", name}}));
    CHECK(desk.value("satisfaction") == "0");
    desk.tap(desk.named("widgets.more", {{"name", name}}));
    CHECK(desk.value("satisfaction") == "1");
}

TEST_CASE("An order is an answer when every choice has its place", "[pages][rank]") {
    Desk desk(test::empty_sample(), "priorities");
    for (const char* choice : {"Furniture and appliances", "Rent", "Treatment and medicine"})
        desk.tap(choice);
    CHECK(desk.typed("priorities") == "furniture rent medicine");
    desk.tap("School fees, books and transport for all the children of the household");
    CHECK(desk.value("priorities") == "furniture rent medicine school");
    desk.tap("Rent");
    CHECK(desk.typed("priorities") == "furniture medicine school");
}

TEST_CASE("What is drawn is an answer, and can be cleared", "[pages][ink]") {
    Desk desk(test::empty_sample(), "sketch");
    const Rect pad = desk.node("Where is the home?").rect;
    desk.screen.touch_down(pad.x + pad.width / 4, pad.y + pad.height / 4);
    desk.screen.frame(desk.scene());
    desk.screen.touch_move(pad.centre_x(), pad.centre_y());
    desk.screen.frame(desk.scene());
    desk.screen.touch_up(pad.centre_x(), pad.centre_y());
    desk.screen.settle(desk.scene());
    const auto strokes = strokes_of(desk.value("sketch"));
    REQUIRE(strokes.size() == 1);
    REQUIRE(strokes[0].size() == 2);
    CHECK(strokes[0][0].x == Approx(0.25).margin(0.001));
    CHECK(strokes[0][1].y == Approx(0.5).margin(0.001));
    CHECK(desk.node("Where is the home?").state.selected);
    desk.tap(desk.named("drawing.clear"));
    CHECK(desk.value("sketch").empty());
}

TEST_CASE("A drawing without end keeps its shape within the limit", "[pages][ink]") {
    form::WipedText text;
    PadInput input;
    input.begins = true;
    for (int point = 0; point < 20000; ++point) {
        const float share = static_cast<float>(point % 100) / 100;
        input.points = {{share, point % 2 == 0 ? 0.1F : 0.9F, {}, 1}};
        text = with_points(text, input);
        input.begins = false;
    }
    CHECK(text.size() <= form::drawing_limit);
    CHECK(form::drawing(text));
    const auto strokes = strokes_of(text);
    REQUIRE(strokes.size() == 1);
    CHECK(strokes[0].size() > 200);
    CHECK(strokes[0].front().y == Approx(0.1).margin(0.01));
    CHECK(strokes_of("L1 2").empty());
    CHECK(strokes_of("M1 2L3").empty());
}

TEST_CASE("On a page of several questions the keyboard comes with a field and Enter leads on", "[pages]") {
    Desk desk(test::empty_sample(), "residence");
    CHECK(desk.screen.memory.keyboard.area.empty());
    desk.tap("District");
    CHECK_FALSE(desk.screen.memory.keyboard.area.empty());
    desk.type("Al-Naseem");
    CHECK(desk.value("district") == "Al-Naseem");
    desk.press(platform::Key::enter);
    CHECK(desk.node("Number of rooms").state.focused);
    desk.type("4");
    CHECK(desk.value("rooms") == "4");
    CHECK(desk.value("district") == "Al-Naseem");
    desk.press(platform::Key::enter);
    CHECK(desk.node(desk.part("Date of moving in", desk.named("date.day.name"))).state.focused);
    CHECK(desk.last<screens::Continue>() == nullptr);
}

TEST_CASE("Choices of a page of several questions are told with their question", "[pages]") {
    Desk desk(test::empty_sample(), "residence");
    desk.tap(desk.part("Kind of home", "Rented"));
    CHECK(desk.value("tenure") == "rented");
    CHECK(desk.node(desk.part("Kind of home", "Rented")).state.selected);
}

TEST_CASE("What is missing in a frame is named: a signature or a drawing", "[pages][ink]") {
    const form::Interview interview = test::empty_sample();
    for (const auto& [question, words] :
         {std::pair("consent", "Please sign in the frame with your finger."),
          std::pair("sketch", "Please draw in the frame with your finger.")}) {
        const auto problems = interview.check_page(question);
        REQUIRE(problems.size() == 1);
        CHECK(problems.front().message.in(Language::english) == words);
    }
}

TEST_CASE("A code is typed with Latin letters in Arabic too, whatever was chosen for the words before",
          "[pages][keyboard]") {
    const auto latin = [](const Desk& desk) { return desk.screen.semantics.find_target("q") != nullptr; };
    for (const char* code : {"card", "account", "address"}) {
        Desk desk(test::empty_sample(), code, Language::arabic);
        CHECK(latin(desk));
        // The letters that were chosen stay while it is typed into.
        desk.tap(desk.named("key.other_script"));
        CHECK_FALSE(latin(desk));
    }
    Desk words(test::empty_sample(), "residence", Language::arabic);
    words.screen.memory.keyboard.for_latin = true;
    words.screen.memory.keyboard.layer_chosen = true;
    words.screen.memory.keyboard.layer = words.screen.memory.keyboard.letters = KeyLayer::latin;
    words.tap("الحي");
    words.screen.settle(words.scene());
    CHECK_FALSE(latin(words));
}

TEST_CASE("Each error of a page stands above it and at its own question", "[pages]") {
    form::Interview interview = test::empty_sample();
    const auto problems = interview.check_page("residence");
    REQUIRE(problems.size() == 3);
    Desk desk(std::move(interview), "residence");
    desk.problems = problems;
    desk.screen.settle(desk.scene());
    int alerts = 0;
    for (const Node& node : desk.screen.semantics.nodes())
        alerts += node.role == Role::alert ? 1 : 0;
    CHECK(alerts == 1);
    CHECK(desk.screen.semantics.shows(desk.named("check.problems", {{"count", problems.size()}})));
    for (const form::Problem& problem : problems) {
        int at_the_field = 0;
        for (const Node& node : desk.screen.semantics.nodes())
            at_the_field +=
                node.role == Role::text && node.name == problem.message.in(Language::english) ? 1 : 0;
        CHECK(at_the_field == 1);
    }
    CHECK(desk.node("District").state.invalid);
}

TEST_CASE("Entries of a repeat are added, changed and, once confirmed, removed", "[pages][entries]") {
    Desk desk(test::filled_sample(2), "household");
    desk.tap(desk.named("entries.add"));
    REQUIRE(desk.last<screens::AddEntry>() != nullptr);
    CHECK(desk.last<screens::AddEntry>()->repeat == "household");
    std::string change;
    std::string remove;
    for (const Node& node : desk.screen.semantics.nodes()) {
        if (node.name.rfind("Change: ", 0) == 0)
            change = node.name;
        if (node.name.rfind("Remove: ", 0) == 0)
            remove = node.name;
    }
    desk.tap(change);
    REQUIRE(desk.last<screens::ChangeEntry>() != nullptr);
    CHECK(desk.last<screens::ChangeEntry>()->entry == "household[2]");
    desk.tap(remove);
    REQUIRE(desk.last<screens::AskRemoveEntry>() != nullptr);
    desk.removing = desk.last<screens::AskRemoveEntry>()->entry;
    desk.screen.settle(desk.scene());
    CHECK(desk.screen.semantics.nodes().front().role == Role::dialog);
    desk.tap(desk.named("entries.keep"));
    CHECK(desk.last<screens::KeepEntry>() != nullptr);
    desk.tap(desk.named("entries.remove"));
    REQUIRE(desk.last<screens::RemoveEntry>() != nullptr);
    CHECK(desk.last<screens::RemoveEntry>()->entry == "household[2]");
}

TEST_CASE("Of two hundred entries the answers are checked a page at a time", "[pages][entries]") {
    const form::Interview interview = test::filled_sample(200);
    Headless screen;
    screen.presentation.language = Language::english;
    std::string changed;
    const std::vector<form::Problem> none;
    const Headless::Scene scene = [&](Frame& frame) {
        screens::Intents intents;
        screens::check_answers(frame, {interview, none, true}, intents);
        for (const screens::Intent& intent : intents)
            if (const auto* change = std::get_if<screens::Change>(&intent))
                changed = change->question;
    };
    screen.settle(scene);
    const auto count = [&] {
        int rows = 0;
        for (const Node& node : screen.semantics.nodes())
            rows += node.role == Role::text && node.name == "What is the name of the member?" ? 1 : 0;
        return rows;
    };
    CHECK(count() == 8);
    const Node* next = screen.semantics.find_target("Next");
    REQUIRE(next != nullptr);
    // It lies far beneath: brought into view as a finger would.
    screen.memory.scrolls["check"].offset = next->rect.y - 900;
    screen.settle(scene);
    screen.tap(scene, screen.semantics.find_target("Next")->rect);
    CHECK(count() == 8);
    const Node* change = nullptr;
    for (const Node& node : screen.semantics.nodes())
        if (node.role == Role::button && node.name.find("household") != std::string::npos &&
            node.name.find("name of the member") != std::string::npos && change == nullptr)
            change = &node;
    REQUIRE(change != nullptr);
    screen.memory.scrolls["check"].offset += change->rect.y - 900;
    screen.settle(scene);
    for (const Node& node : screen.semantics.nodes())
        if (node.role == Role::button && node.name == change->name)
            screen.tap(scene, node.rect);
    CHECK(changed == "household[9]/member");
}
