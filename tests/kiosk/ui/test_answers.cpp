// SPDX-License-Identifier: Apache-2.0
// Ordering choices, and lists of what was added.
#include "kiosk/ui/text_field.hpp"
#include "kiosk/ui/widgets/entries.hpp"
#include "kiosk/ui/widgets/rank.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

#include <array>

using namespace istiqbal;
using namespace istiqbal::ui;
using test::Headless;

namespace {

std::string named(const char* key, const char* name, std::string_view value) {
    return test::shipped_strings().format(Language::english, key, {{name, std::string(value)}});
}

const Node& node(const Headless& screen, std::string_view name) {
    const Node* found = screen.semantics.find_target(name);
    INFO(name);
    REQUIRE(found != nullptr);
    return *found;
}

struct Order {
    Order() { screen.presentation.language = Language::english; }
    Headless::Scene scene() {
        return [this](Frame& frame) {
            Column column(frame, {100, 200, 800, 1600});
            if (const auto changed = rank(column, "rank", {.labels = labels, .order = order}))
                order = *changed;
        };
    }
    void tap(std::string_view name) { screen.tap(scene(), node(screen, name).rect); }

    std::array<std::string_view, 3> labels{"Rent", "Medicine", "School"};
    std::vector<std::size_t> order;
    Headless screen;
};

using Places = std::vector<std::size_t>;

struct People {
    People() { screen.presentation.language = Language::english; }
    Headless::Scene scene() {
        return [this](Frame& frame) {
            Column column(frame, {100, 100, 880, 5000});
            last = entries(column, {.id = "people", .count = count, .entry = [this](std::size_t index) {
                                        ++asked;
                                        return EntryText{"Person " + std::to_string(index + 1), "Son", {}};
                                    }});
            if (last.change || last.remove || last.add)
                done = last;
        };
    }
    void tap(std::string_view name) { screen.tap(scene(), node(screen, name).rect); }
    std::string change(int number) const {
        return named("check.change_named", "question", "Person " + std::to_string(number));
    }

    std::size_t count = 0;
    int asked = 0;
    EntriesResult last;
    EntriesResult done;
    Headless screen;
};

} // namespace

TEST_CASE("A press gives the next place, another takes it away and the rest move up", "[rank]") {
    Order order;
    order.screen.settle(order.scene());
    CHECK_FALSE(node(order.screen, "School").state.selected);
    order.tap("School");
    order.tap("Rent");
    CHECK(order.order == Places{2, 0});
    CHECK(node(order.screen, "School").state.selected);
    CHECK(node(order.screen, "School").role == Role::checkbox);
    order.tap("Medicine");
    CHECK(order.order == Places{2, 0, 1});
    order.tap("School");
    CHECK(order.order == Places{0, 1});
    order.tap("School");
    CHECK(order.order == Places{0, 1, 2});
}

TEST_CASE("A place is changed by the buttons beside it, and not beyond the ends", "[rank]") {
    Order order;
    order.screen.settle(order.scene());
    order.tap("School");
    // Nothing to change places with.
    CHECK(order.screen.semantics.find_target(named("rank.up", "name", "School")) == nullptr);
    order.tap("Rent");
    order.tap("Medicine");
    CHECK_FALSE(node(order.screen, named("rank.up", "name", "School")).state.enabled);
    CHECK_FALSE(node(order.screen, named("rank.down", "name", "Medicine")).state.enabled);
    order.tap(named("rank.down", "name", "School"));
    CHECK(order.order == Places{0, 2, 1});
    order.tap(named("rank.up", "name", "Medicine"));
    CHECK(order.order == Places{0, 1, 2});
}

TEST_CASE("The cards of an order do not grow or move while it is made", "[rank]") {
    Order order;
    order.screen.settle(order.scene());
    const Rect before = node(order.screen, "School").rect;
    order.tap("Rent");
    order.tap("School");
    const Rect after = node(order.screen, "School").rect;
    CHECK(after.y == before.y);
    CHECK(after.height == before.height);
}

TEST_CASE("An order is made by two buttons", "[rank][focus]") {
    Order order;
    const auto scene = order.scene();
    order.screen.settle(scene);
    const auto press = [&](platform::Key key) {
        order.screen.key(key);
        order.screen.frame(scene);
        order.screen.settle(scene);
    };
    press(platform::Key::tab);
    press(platform::Key::tab);
    press(platform::Key::enter);
    CHECK(order.order == Places{1});
    press(platform::Key::back_tab);
    press(platform::Key::enter);
    CHECK(order.order == Places{1, 0});
    press(platform::Key::tab); // up
    CHECK(node(order.screen, named("rank.up", "name", "Rent")).state.current);
    press(platform::Key::enter);
    CHECK(order.order == Places{0, 1});
}

TEST_CASE("A list without entries says so and offers to add one", "[entries]") {
    People people;
    people.screen.settle(people.scene());
    CHECK(people.screen.semantics.shows(test::shipped_strings().get(Language::english, "entries.empty")));
    people.tap(test::shipped_strings().get(Language::english, "entries.add_first"));
    CHECK(people.done.add);
}

TEST_CASE("Each entry is changed and removed by its own buttons", "[entries]") {
    People people;
    people.count = 3;
    people.screen.settle(people.scene());
    people.tap(people.change(2));
    CHECK(people.done.change == 1U);
    people.tap(named("entries.remove_named", "name", "Person 3"));
    CHECK(people.done.remove == 2U);
    people.tap(test::shipped_strings().get(Language::english, "entries.add"));
    CHECK(people.done.add);
}

TEST_CASE("Of two hundred entries only a page is asked for and laid out", "[entries]") {
    People people;
    people.count = 200;
    people.screen.settle(people.scene());
    people.asked = 0;
    people.screen.frame(people.scene());
    CHECK(people.asked == static_cast<int>(entries_a_page));
    // The last that was added is there.
    CHECK(node(people.screen, people.change(200)).state.enabled);
    CHECK(people.screen.semantics.find_target(people.change(192)) == nullptr);
    people.tap(test::shipped_strings().get(Language::english, "widgets.previous"));
    CHECK(people.screen.semantics.find_target(people.change(200)) == nullptr);
    people.tap(people.change(185));
    CHECK(people.done.change == 184U);
    // The page stays where it is, until one more is added.
    people.screen.settle(people.scene());
    CHECK(people.screen.semantics.find_target(people.change(185)) != nullptr);
    people.count = 199;
    people.screen.settle(people.scene());
    CHECK(people.screen.semantics.find_target(people.change(185)) != nullptr);
    people.count = 201;
    people.screen.settle(people.scene());
    CHECK(people.screen.semantics.find_target(people.change(201)) != nullptr);
    // Fewer entries than the page began with.
    people.count = 4;
    people.screen.settle(people.scene());
    CHECK(people.screen.semantics.find_target(people.change(1)) != nullptr);
}

TEST_CASE("A field for a code says that it can be scanned until something is in it", "[field]") {
    const auto language = GENERATE(Language::arabic, Language::english);
    Headless screen;
    screen.presentation.language = language;
    std::string held;
    bool entered = false;
    const Headless::Scene scene = [&](Frame& frame) {
        const FieldSpec spec{.name = "Card",
                             .placeholder = "Scan the code or type it",
                             .left_to_right = true,
                             .icon = Icon::qr};
        const FieldResult result = text_field(frame, "card", {100, 300, 800, 90}, spec, held);
        if (result.changed)
            held = std::string(frame.memory().editor.text);
        entered = entered || result.entered;
    };
    screen.settle(scene);
    screen.tap(scene, {100, 300, 800, 90});
    // As a scanner types.
    screen.type("SA2041");
    screen.settle(scene);
    screen.key(platform::Key::enter);
    screen.settle(scene);
    screen.frame(scene);
    CHECK(held == "SA2041");
    CHECK(entered);
    CHECK(node(screen, "Card").value == "SA2041");
    CHECK(screen.audit.flaws().empty());
}
