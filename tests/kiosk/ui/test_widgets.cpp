// SPDX-License-Identifier: Apache-2.0
// What widgets do under a finger and by key: tabs, tiles, lists, switches, pagers, faces, toasts, dialogs.
#include "kiosk/ui/widgets.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

#include <array>

using namespace istiqbal;
using namespace istiqbal::ui;
using test::Headless;
using namespace std::chrono_literals;

namespace {

constexpr Rect wide_rect{100, 300, 800, 120};

const Node& target(Headless& screen, std::string_view name) {
    const Node* node = screen.semantics.find_target(name);
    REQUIRE(node != nullptr);
    return *node;
}

} // namespace

TEST_CASE("Tabs go to the one that is tapped, in the order of reading", "[widgets]") {
    Headless screen;
    screen.presentation.language = GENERATE(ui::Language::arabic, ui::Language::english);
    const std::array<TabSpec, 3> specs{{{"one"}, {"two"}, {"three"}}};
    std::size_t selected = 0;
    const auto scene = [&](Frame& frame) { selected = tabs(frame, "tabs", wide_rect, specs, selected); };
    screen.settle(scene);
    CHECK(target(screen, "one").state.selected);
    CHECK((target(screen, "one").rect.x > target(screen, "three").rect.x) ==
          (screen.presentation.language == ui::Language::arabic));
    screen.tap(scene, target(screen, "three").rect);
    CHECK(selected == 2);
    CHECK(target(screen, "three").state.selected);
    CHECK_FALSE(target(screen, "one").state.selected);
    CHECK(target(screen, "three").role == Role::tab);
}

TEST_CASE("A busy or disabled button takes no tap and says why", "[widgets]") {
    Headless screen;
    int clicks = 0;
    bool is_busy = true;
    const auto scene = [&](Frame& frame) {
        if (button(frame, "send", wide_rect, {.label = "Send", .busy = is_busy}))
            ++clicks;
    };
    screen.frame(scene);
    CHECK(target(screen, "Send").state.busy);
    CHECK_FALSE(target(screen, "Send").state.enabled);
    CHECK(screen.wakes_at() > screen.now);
    screen.tap(scene, wide_rect);
    CHECK(clicks == 0);
    is_busy = false;
    screen.settle(scene);
    CHECK_FALSE(screen.wakes_at().has_value());
    screen.tap(scene, wide_rect);
    CHECK(clicks == 1);
}

TEST_CASE("A spinner stands still in reduced motion, and is still there", "[widgets]") {
    Headless screen;
    screen.presentation.reduced_motion = true;
    screen.settle([](Frame& frame) {
        spinner(frame, {100, 100, 60, 60}, frame.colours().primary, "Working");
    });
    CHECK_FALSE(screen.wakes_at().has_value());
    CHECK(screen.semantics.shows("Working"));
}

TEST_CASE("Buttons stand beside each other where they fit and beneath each other where not", "[widgets]") {
    Headless screen;
    const float width = GENERATE(200.0F, 900.0F);
    screen.settle([&](Frame& frame) {
        Column column(frame, {50, 100, width, 800});
        button_row(column, "row", {{.label = "Continue"}, {.label = "Cancel"}});
    });
    const Rect first = target(screen, "Continue").rect;
    const Rect second = target(screen, "Cancel").rect;
    CHECK((first.y == second.y) == (width > 500));
    CHECK(first.intersect(second).empty());
    CHECK(first.width <= width);
}

TEST_CASE("A grid has as many columns as fit, and answers with the tile that was tapped", "[widgets]") {
    Headless screen;
    const std::array<TileSpec, 5> tiles{
        {{.icon = Icon::home, .title = "a"},
         {.icon = Icon::star, .title = "b", .summary = "two lines of summary"},
         {.icon = Icon::book, .title = "c"},
         {.icon = Icon::bell, .title = "d"},
         {.icon = Icon::lock, .title = "e", .enabled = false}}};
    std::optional<std::size_t> chosen;
    const auto scene = [&](Frame& frame) {
        Column column(frame, {50, 50, 900, 1800});
        CHECK(tile_columns(frame, 900, 100) == 2);
        CHECK(tile_columns(frame, 100, 100) == 1);
        if (const auto index = tile_grid(column, "grid", tiles, 100))
            chosen = index;
    };
    screen.settle(scene);
    CHECK(target(screen, "a").rect.height == target(screen, "b").rect.height);
    CHECK(target(screen, "a").rect.y == target(screen, "b").rect.y);
    CHECK(target(screen, "c").rect.y > target(screen, "a").rect.bottom());
    screen.tap(scene, target(screen, "d").rect);
    CHECK(chosen == std::optional<std::size_t>(3));
    chosen.reset();
    screen.tap(scene, target(screen, "e").rect);
    CHECK_FALSE(chosen.has_value());
}

TEST_CASE("Rows of a list touch and do not overlap; the tapped one is the answer", "[widgets]") {
    Headless screen;
    const std::array<RowSpec, 3> rows{
        {{.title = "first", .value = "value"},
         {.title = "second", .text = "more", .status = Status::ok, .status_text = "Sent"},
         {.title = "third with a title so long that its value has to go beneath it in every size of text",
          .value = "a long value as well"}}};
    std::optional<std::size_t> chosen;
    const auto scene = [&](Frame& frame) {
        Column column(frame, {50, 50, 600, 1800});
        if (const auto index = list(column, "list", rows))
            chosen = index;
    };
    screen.settle(scene);
    CHECK(target(screen, "first").rect.bottom() == target(screen, "second").rect.y);
    CHECK(target(screen, "second").rect.bottom() == target(screen, rows[2].title).rect.y);
    CHECK(target(screen, rows[2].title).rect.height > target(screen, "first").rect.height);
    CHECK(screen.semantics.shows("Sent"));
    screen.tap(scene, target(screen, "second").rect);
    CHECK(chosen == std::optional<std::size_t>(1));
}

TEST_CASE("A switch is turned anywhere on its row, and says whether it is on", "[widgets]") {
    Headless screen;
    bool is_on = false;
    const auto scene = [&](Frame& frame) {
        Column column(frame, {50, 50, 600, 800});
        if (switch_row(column, "switch", {.label = "Large text", .on = is_on}))
            is_on = !is_on;
    };
    screen.settle(scene);
    CHECK(target(screen, "Large text").role == Role::toggle);
    const Rect row = target(screen, "Large text").rect;
    screen.tap(scene, row.x + 5, row.centre_y());
    CHECK(is_on);
    CHECK(target(screen, "Large text").state.selected);
    screen.tap(scene, row.right() - 5, row.centre_y());
    CHECK_FALSE(is_on);
}

TEST_CASE("A pager stays within its pages", "[widgets]") {
    Headless screen;
    screen.presentation.language = ui::Language::english;
    std::size_t page = GENERATE(0, 2, 99);
    constexpr std::size_t pages = 3;
    const auto scene = [&](Frame& frame) { page = pager(frame, "pager", {50, 400, 900, 70}, page, pages); };
    screen.settle(scene);
    CHECK(page < pages);
    for (int tap = 0; tap < 4; ++tap)
        screen.tap(scene, target(screen, "Next").rect);
    CHECK(page == 2);
    CHECK_FALSE(target(screen, "Next").state.enabled);
    CHECK(screen.semantics.shows("Page"));
    for (int tap = 0; tap < 4; ++tap)
        screen.tap(scene, target(screen, "Previous").rect);
    CHECK(page == 0);
    CHECK_FALSE(target(screen, "Previous").state.enabled);
}

TEST_CASE("One page needs no pager", "[widgets]") {
    Headless screen;
    screen.settle([](Frame& frame) {
        CHECK(pager(frame, "pager", {50, 400, 900, 70}, 0, 1) == 0);
        page_dots(frame, {50, 500, 900, 20}, 0, 1);
    });
    CHECK(screen.semantics.nodes().empty());
}

TEST_CASE("A face is chosen on its drawing and on its word, and its neighbour is not", "[widgets]") {
    Headless screen;
    int chosen = 0;
    const std::array<std::string_view, 2> words{"Dissatisfied", "Satisfied"};
    const auto scene = [&](Frame& frame) {
        for (int index = 0; index < 2; ++index) {
            const Rect rect{100 + static_cast<float>(index) * 200, 300, 200, 260};
            if (face(frame, words[static_cast<std::size_t>(index)], rect,
                     {.level = 2 + 2 * index, .label = words[static_cast<std::size_t>(index)]}))
                chosen = 2 + 2 * index;
        }
    };
    screen.settle(scene);
    CHECK(target(screen, "Satisfied").role == Role::radio);
    screen.tap(scene, 200, 380);
    CHECK(chosen == 2);
    screen.tap(scene, 305, 550); // the lower corner, where the word is
    CHECK(chosen == 4);
    screen.tap(scene, 295, 550);
    CHECK(chosen == 2);
    chosen = 0;
    screen.tap(scene, 510, 400);
    CHECK(chosen == 0);
}

TEST_CASE("A toast is an alert, leaves by itself within five seconds, and asks for the frame that does it",
          "[widgets]") {
    Headless screen;
    Toast toast;
    bool there = false;
    const auto scene = [&](Frame& frame) {
        if (toast.text.empty())
            toast = make_toast(frame, "Saved", Status::ok);
        there = show_toast(frame, toast);
    };
    screen.settle(scene);
    CHECK(there);
    REQUIRE_FALSE(screen.semantics.nodes().empty());
    CHECK(screen.semantics.nodes().front().role == Role::alert);
    REQUIRE(screen.wakes_at().has_value());
    CHECK(*screen.wakes_at() - screen.now <= 5s);
    screen.now = *screen.wakes_at();
    screen.frame(scene);
    CHECK_FALSE(there);
    CHECK(screen.semantics.nodes().empty());
    CHECK_FALSE(screen.wakes_at().has_value());
}

TEST_CASE("A dialog hides the page and answers with its action; its actions fit on every display",
          "[widgets]") {
    Headless screen(GENERATE(test::portrait_kiosk, test::landscape_kiosk, test::tablet));
    screen.presentation.large_text = GENERATE(false, true);
    std::optional<std::size_t> chosen;
    const std::array<ButtonSpec, 3> actions{{{.label = "Send now", .kind = ButtonKind::primary},
                                             {.label = "Keep it as a draft"},
                                             {.label = "Erase", .kind = ButtonKind::danger}}};
    std::string text;
    for (int count = 0; count < 60; ++count)
        text += "words that go on and on ";
    const auto scene = [&](Frame& frame) {
        button(frame, "beneath", {0, 0, 300, 100}, {.label = "Beneath"});
        frame.expect_dialog();
        if (const auto index =
                dialog(frame, {.icon = Icon::send, .title = "Send?", .text = text, .actions = actions}))
            chosen = index;
    };
    screen.settle(scene);
    CHECK(screen.semantics.find_target("Beneath") == nullptr);
    CHECK(screen.semantics.nodes().front().role == Role::dialog);
    for (const ButtonSpec& action : actions) {
        const Node& node = target(screen, action.label);
        CHECK(node.rect.y >= 0);
        CHECK(node.rect.bottom() <= screen.screen().bottom());
        CHECK(node.visible == node.rect);
    }
    screen.tap(scene, target(screen, "Erase").rect);
    CHECK(chosen == std::optional<std::size_t>(2));
}

TEST_CASE("Icons are found by their names, all of them, and an unknown name is a document", "[icons]") {
    int known = 0;
    for (int number = 0; number <= static_cast<int>(Icon::qr); ++number) {
        const auto icon = static_cast<Icon>(number);
        INFO(number);
        CHECK_FALSE(icon_name(icon).empty());
        CHECK(icon_by_name(icon_name(icon)) == icon);
        ++known;
    }
    CHECK(known > 70);
    CHECK(icon_by_name("hand_heart") == Icon::hand_heart);
    CHECK(icon_by_name("unheard of") == Icon::document);
    CHECK(icon_by_name("") == Icon::document);
}

TEST_CASE("Every icon is drawn", "[icons]") {
    Headless screen;
    screen.settle([](Frame&) {});
    const int empty = screen.vertices();
    for (int number = 1; number <= static_cast<int>(Icon::qr); ++number) {
        const auto icon = static_cast<Icon>(number);
        screen.settle([icon](Frame& frame) {
            draw_icon(frame, icon, {100, 100, 48, 48}, frame.colours().text);
        });
        INFO(icon_name(icon));
        CHECK(screen.vertices() > empty + 8);
    }
}
