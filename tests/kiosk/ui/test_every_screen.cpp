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

enum class Look { standard, large_text, high_contrast };

struct Setting {
    Display display;
    Language language;
    Look look;

    Presentation presentation() const {
        return {.language = language,
                .large_text = look == Look::large_text,
                .high_contrast = look == Look::high_contrast};
    }
};

std::vector<Setting> settings() {
    std::vector<Setting> all;
    for (const Display& display : test::displays)
        for (const Language language : {Language::arabic, Language::english})
            for (const Look look : {Look::standard, Look::large_text, Look::high_contrast})
                all.push_back({display, language, look});
    return all;
}

std::string describe(const Setting& setting) {
    constexpr std::string_view looks[] = {"", ", large text", ", high contrast"};
    return std::string(setting.display.name) +
           (setting.language == Language::arabic ? ", Arabic" : ", English") +
           std::string(looks[static_cast<std::size_t>(setting.look)]);
}

std::string describe(const Node& node) {
    return std::string(role_name(node.role)) + " \"" + node.name + "\" " + std::to_string(node.rect.x) + "," +
           std::to_string(node.rect.y) + " " + std::to_string(node.rect.width) + "x" +
           std::to_string(node.rect.height);
}

// The arrow that says there is more lies over the content on purpose.
bool floats(const Node& node) {
    const Strings& strings = test::shipped_strings();
    for (const Language language : {Language::arabic, Language::english})
        for (const char* key : {"scroll.down", "scroll.up"})
            if (node.name == strings.get(language, key))
                return true;
    return false;
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

// What is looked at on each screen. The same header stands on many: what was said once is not said again.
struct Viewer {
    const Setting& setting;
    Headless& screen;
    const EveryScreen::Entry& entry;
    std::set<std::string>& told;

    bool first_time(const std::string& fault) const { return told.insert(fault).second; }

    void has_a_heading_and_tells_sentences(const std::set<std::string>& keys) const {
        bool heading = false;
        for (const Node& node : screen.semantics.nodes()) {
            heading = heading || node.role == Role::heading;
            INFO(describe(node));
            CHECK_FALSE(node.name.empty());
            for (const std::string& text : {node.name, node.value}) {
                CHECK_FALSE(looks_like_a_key(text));
                CHECK(keys.count(text) == 0);
                CHECK(text.find("${") == std::string::npos);
                CHECK(text.find("plural,") == std::string::npos);
            }
        }
        CHECK(heading);
    }

    void targets_are_as_large_as_a_finger_needs() const {
        const Sizes& sizes = test::shipped_theme().sizes(setting.display.device);
        constexpr float rounding = 1;
        const float target = sizes.target * setting.display.pixels_per_millimetre - rounding;
        const float key = sizes.key * setting.display.pixels_per_millimetre - rounding;
        for (const Node& node : screen.semantics.nodes()) {
            if (!is_target(node.role))
                continue;
            const bool large_enough = node.role == Role::key
                                          ? node.rect.height >= key
                                          : node.rect.width >= target && node.rect.height >= target;
            if (large_enough || !first_time("small " + node.name))
                continue;
            INFO(describe(node));
            CHECK(large_enough);
        }
    }

    void targets_stand_apart_inside_of_the_screen() const {
        std::vector<const Node*> targets;
        for (const Node& node : screen.semantics.nodes())
            if (is_target(node.role) && !floats(node))
                targets.push_back(&node);
        for (std::size_t one = 0; one < targets.size(); ++one) {
            const Rect& rect = targets[one]->rect;
            const bool inside = rect.x >= -0.5F && rect.right() <= screen.screen().right() + 0.5F;
            if (!inside && first_time("outside " + targets[one]->name)) {
                INFO(describe(*targets[one]));
                CHECK(inside);
            }
            for (std::size_t other = one + 1; other < targets.size(); ++other) {
                const Rect both = targets[one]->visible.intersect(targets[other]->visible);
                const bool apart = both.width < 1 || both.height < 1;
                if (!apart && first_time(targets[one]->name + targets[other]->name)) {
                    INFO(describe(*targets[one]) << " and " << describe(*targets[other]));
                    CHECK(apart);
                }
            }
        }
    }

    void back_is_at_the_leading_edge() const {
        const std::string& back = test::shipped_strings().get(setting.language, "back");
        const Node* node = screen.semantics.find_target(back);
        CHECK((node != nullptr) == entry.back);
        if (node != nullptr)
            CHECK((node->rect.centre_x() > screen.screen().centre_x()) ==
                  (setting.language == Language::arabic));
    }

    // Nothing is shortened, cut, written over other text, or too faint to read.
    void nothing_is_cut_or_faint() const {
        for (const Flaw& flaw : screen.audit.flaws()) {
            const std::string fault = describe(flaw);
            if (first_time("flaw " + flaw.text)) {
                INFO(fault);
                CHECK(flaw.text.empty());
            }
        }
    }
};

} // namespace

TEST_CASE("Every screen in every size, language and look keeps the rules of the design", "[screens]") {
    const Setting setting = GENERATE(from_range(settings()));
    const std::set<std::string> keys = string_keys();
    Headless screen(setting.display);
    screen.presentation = setting.presentation();
    EveryScreen every;
    std::set<std::string> told;
    int with_back = 0;
    for (const EveryScreen::Entry& entry : every.entries()) {
        INFO(entry.name << ", " << describe(setting));
        screen.memory.wipe();
        CHECK(screen.settle(entry.scene) < 100);
        CHECK_FALSE(screen.wants_frame());
        CHECK(screen.text().atlas().counters().dropped == 0);
        CHECK(screen.vertices() > 100);
        const Viewer viewer{setting, screen, entry, told};
        viewer.has_a_heading_and_tells_sentences(keys);
        viewer.targets_are_as_large_as_a_finger_needs();
        viewer.targets_stand_apart_inside_of_the_screen();
        viewer.back_is_at_the_leading_edge();
        viewer.nothing_is_cut_or_faint();
        with_back += entry.back ? 1 : 0;
    }
    CHECK(with_back > 10);
}

TEST_CASE("Call an employee can be reached on every page, and is heard", "[screens]") {
    const Setting setting = GENERATE(from_range(settings()));
    const std::string& call = test::shipped_strings().get(setting.language, "tools.call");
    Headless screen(setting.display);
    screen.presentation = setting.presentation();
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
