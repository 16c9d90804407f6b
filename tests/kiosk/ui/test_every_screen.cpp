// SPDX-License-Identifier: Apache-2.0
// What holds for every screen, in both languages, in standard and large text, on three displays.
#include "tests/catch.hpp"
#include "tests/kiosk/every_screen.hpp"
#include "tests/kiosk/files.hpp"

#include <nlohmann/json.hpp>

#include <set>

using namespace istiqbal;
using namespace istiqbal::ui;
using test::Display;
using test::EveryScreen;
using test::Headless;

namespace {

struct Setting {
    Display display;
    Language language;
    bool large_text;
};

std::vector<Setting> settings() {
    std::vector<Setting> all;
    for (const Display& display : test::displays)
        for (const Language language : {Language::arabic, Language::english})
            for (const bool large_text : {false, true})
                all.push_back({display, language, large_text});
    return all;
}

std::string describe(const Setting& setting) {
    return std::string(setting.display.name) +
           (setting.language == Language::arabic ? ", Arabic" : ", English") +
           (setting.large_text ? ", large text" : "");
}

std::string describe(const Node& node) {
    return std::string(role_name(node.role)) + " \"" + node.name + "\" " + std::to_string(node.rect.x) + "," +
           std::to_string(node.rect.y) + " " + std::to_string(node.rect.width) + "x" +
           std::to_string(node.rect.height);
}

bool is_choice_or_button(const Node& node) {
    return node.role == Role::button || node.role == Role::radio || node.role == Role::checkbox ||
           node.role == Role::text_field;
}

// Shows each screen once, settled, and hands it to `look`.
template <class Look>
void look_at_every_screen(const Setting& setting, Look look) {
    Headless screen(setting.display);
    screen.presentation = {setting.language, setting.large_text};
    EveryScreen every;
    for (const EveryScreen::Entry& entry : every.entries()) {
        screen.memory.wipe();
        const int frames = screen.settle(entry.scene);
        INFO(entry.name << ", " << describe(setting));
        CHECK(frames < 100);
        look(screen, entry);
    }
}

std::set<std::string> string_keys() {
    std::set<std::string> keys;
    const auto file = std::filesystem::path(ISTIQBAL_SOURCE_DIR) / "assets/strings/en.json";
    const auto json = nlohmann::json::parse(test::read_text(file));
    for (const auto& [key, text] : json.items())
        keys.insert(key);
    return keys;
}

bool looks_like_a_key(const std::string& text) {
    return text.size() > 2 && text.find('.') != std::string::npos && text.front() != '.' &&
           text.back() != '.' && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz._") == std::string::npos;
}

} // namespace

TEST_CASE("Every screen has a heading, tells only sentences, and settles", "[screens]") {
    const Setting setting = GENERATE(from_range(settings()));
    const std::set<std::string> keys = string_keys();
    look_at_every_screen(setting, [&](Headless& screen, const EveryScreen::Entry&) {
        bool heading = false;
        for (const Node& node : screen.semantics.nodes()) {
            heading = heading || node.role == Role::heading;
            INFO(describe(node));
            CHECK_FALSE(node.name.empty());
            for (const std::string& text : {node.name, node.value}) {
                CHECK_FALSE(looks_like_a_key(text));
                CHECK(keys.count(text) == 0);
                CHECK(text.find("${") == std::string::npos);
            }
        }
        CHECK(heading);
        CHECK_FALSE(screen.wants_frame());
    });
}

TEST_CASE("Everything to be tapped is as large as a finger needs on that device", "[screens]") {
    const Setting setting = GENERATE(from_range(settings()));
    const Sizes& sizes = test::shipped_theme().sizes(setting.display.device);
    constexpr float rounding = 1;
    const float target = sizes.target * setting.display.pixels_per_millimetre - rounding;
    const float key = sizes.key * setting.display.pixels_per_millimetre - rounding;
    std::set<std::string> told; // the same button stands on many screens
    look_at_every_screen(setting, [&](Headless& screen, const EveryScreen::Entry& entry) {
        for (const Node& node : screen.semantics.nodes()) {
            const bool is_key = node.role == Role::key;
            if (!is_key && !is_choice_or_button(node))
                continue;
            const bool large_enough =
                is_key ? node.rect.height >= key : node.rect.width >= target && node.rect.height >= target;
            if (large_enough || !told.insert(node.name).second)
                continue;
            INFO(entry.name << ": " << describe(node));
            CHECK(large_enough);
        }
    });
}

TEST_CASE("Nothing to be tapped lies beside the screen or over another", "[screens]") {
    const Setting setting = GENERATE(from_range(settings()));
    const Strings& strings = test::shipped_strings();
    std::set<std::string> told;
    look_at_every_screen(setting, [&](Headless& screen, const EveryScreen::Entry& entry) {
        std::vector<const Node*> targets;
        for (const Node& node : screen.semantics.nodes()) {
            // The arrow that says there is more lies over the content on purpose.
            const bool floats = node.name == strings.get(setting.language, "scroll.down") ||
                                node.name == strings.get(setting.language, "scroll.up");
            if ((is_choice_or_button(node) || node.role == Role::key) && !floats)
                targets.push_back(&node);
        }
        for (std::size_t one = 0; one < targets.size(); ++one) {
            const Rect& rect = targets[one]->rect;
            const bool inside = rect.x >= -0.5F && rect.right() <= screen.screen().right() + 0.5F;
            if (!inside && told.insert(targets[one]->name).second) {
                INFO(entry.name << ": " << describe(*targets[one]));
                CHECK(inside);
            }
            for (std::size_t other = one + 1; other < targets.size(); ++other) {
                const Rect both = targets[one]->visible.intersect(targets[other]->visible);
                const bool apart = both.width < 1 || both.height < 1;
                if (!apart && told.insert(targets[one]->name + targets[other]->name).second) {
                    INFO(entry.name << ": " << describe(*targets[one]) << " and "
                                    << describe(*targets[other]));
                    CHECK(apart);
                }
            }
        }
    });
}

TEST_CASE("A page is mirrored as a whole: Back is at the leading edge", "[screens]") {
    const Setting setting = GENERATE(from_range(settings()));
    const bool arabic = setting.language == Language::arabic;
    const std::string& back = test::shipped_strings().get(setting.language, "back");
    int seen = 0;
    look_at_every_screen(setting, [&](Headless& screen, const EveryScreen::Entry& entry) {
        const Node* node = screen.semantics.find_target(back);
        CHECK((node != nullptr) == entry.back);
        if (node == nullptr)
            return;
        ++seen;
        const float middle = screen.screen().centre_x();
        CHECK((node->rect.centre_x() > middle) == arabic);
    });
    CHECK(seen > 10);
}

TEST_CASE("Call an employee can be reached on every page, and is heard", "[screens]") {
    const Setting setting = GENERATE(from_range(settings()));
    const std::string& call = test::shipped_strings().get(setting.language, "tools.call");
    Headless screen(setting.display);
    screen.presentation = {setting.language, setting.large_text};
    EveryScreen every;
    for (const EveryScreen::Entry& entry : every.entries()) {
        screen.memory.wipe();
        screen.settle(entry.scene);
        if (screen.semantics.nodes().front().role == Role::dialog)
            continue;
        INFO(entry.name << ", " << describe(setting));
        const Node* node = screen.semantics.find_target(call);
        REQUIRE(node != nullptr);
        CHECK_FALSE(node->visible.empty());
        bool heard = false;
        const Rect rect = node->rect;
        screen.touch_down(rect.centre_x(), rect.centre_y());
        screen.frame(entry.scene);
        screen.touch_up(rect.centre_x(), rect.centre_y());
        screen.frame(entry.scene);
        for (const screens::Intent& intent : every.intents)
            heard = heard || std::holds_alternative<screens::CallEmployee>(intent);
        CHECK(heard);
    }
}

TEST_CASE("A refused answer is said in the summary and at the field in the same words", "[screens]") {
    Headless screen;
    EveryScreen every;
    int refused = 0;
    for (const EveryScreen::Entry& entry : every.entries()) {
        if (entry.name.find(", refused") == std::string::npos)
            continue;
        ++refused;
        screen.memory.wipe();
        screen.settle(entry.scene);
        INFO(entry.name);
        std::string summary;
        int at_the_field = 0;
        for (const Node& node : screen.semantics.nodes()) {
            if (node.role == Role::alert && summary.empty())
                summary = node.name;
            else if (node.role == Role::text && !summary.empty() && node.name == summary)
                ++at_the_field;
        }
        CHECK_FALSE(summary.empty());
        CHECK(at_the_field == 1);
    }
    CHECK(refused > 8);
}

TEST_CASE("A screen that nothing touches lays out no text and asks for no frame", "[screens]") {
    Headless screen;
    EveryScreen every;
    for (const EveryScreen::Entry& entry : every.entries()) {
        screen.memory.wipe();
        screen.settle(entry.scene);
        const auto before = screen.text().cache().counters().misses;
        screen.frame(entry.scene);
        INFO(entry.name);
        CHECK(screen.text().cache().counters().misses == before);
        CHECK(screen.wakes_at().has_value() == entry.moves);
        CHECK(every.intents.empty());
    }
}

TEST_CASE("No glyph is left out on any screen", "[screens]") {
    const Setting setting = GENERATE(from_range(settings()));
    look_at_every_screen(setting, [](Headless& screen, const EveryScreen::Entry&) {
        CHECK(screen.text().atlas().counters().dropped == 0);
        CHECK(screen.vertices() > 100);
    });
}
