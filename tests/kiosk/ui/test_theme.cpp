// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/theme.hpp"
#include "kiosk/ui/theme_check.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/files.hpp"
#include "tests/kiosk/headless.hpp"

#include <regex>

using namespace istiqbal;
using namespace istiqbal::ui;
using test::read_text;
using test::write_text;

namespace {

const std::filesystem::path shipped = std::filesystem::path(ISTIQBAL_SOURCE_DIR) / "assets/theme/theme.toml";

// Every token of the file as `table.name`, and where its value stands in the text.
struct Token {
    std::string name;
    std::size_t begin; // of "name = value"
    std::size_t value;
    std::size_t end;
};

std::vector<Token> tokens_of(const std::string& text) {
    std::vector<Token> found;
    const std::regex header(R"(^\[(\w+)\])");
    const std::regex assignment(R"re((\w+)\s*=\s*("#[0-9A-Fa-f]+"|[0-9.]+))re");
    const std::regex group(R"(^(\w+)\s*=\s*\{)");
    std::string table;
    std::size_t line_begin = 0;
    while (line_begin < text.size()) {
        const std::size_t line_end = std::min(text.find('\n', line_begin), text.size());
        const std::string line = text.substr(line_begin, line_end - line_begin);
        std::smatch match;
        if (std::regex_search(line, match, header))
            table = match[1];
        else if (line.empty() || line[0] != '#') {
            const std::string prefix =
                std::regex_search(line, match, group) ? table + "." + match[1].str() + "." : table + ".";
            for (std::sregex_iterator it(line.begin(), line.end(), assignment), last; it != last; ++it) {
                const auto at = [&](int part) {
                    return line_begin + static_cast<std::size_t>(it->position(part));
                };
                found.push_back(
                    {prefix + (*it)[1].str(), at(0), at(2), at(0) + static_cast<std::size_t>(it->length(0))});
            }
        }
        line_begin = line_end + 1;
    }
    return found;
}

std::string fault_of(const std::string& text) {
    const test::Folder folder;
    write_text(folder / "theme.toml", text);
    const auto theme = Theme::load(folder / "theme.toml");
    return theme ? std::string() : theme.error();
}

bool names(const std::string& fault, const std::string& token) {
    return fault.find(token) != std::string::npos;
}

} // namespace

TEST_CASE("The shipped theme loads and its sizes are those of a terminal", "[theme]") {
    const Theme& theme = test::shipped_theme();
    CHECK(theme.kiosk.target >= 20);
    CHECK(theme.kiosk.key >= 17);
    CHECK(theme.tablet.key >= 17);
    CHECK(theme.tablet.target >= 17);
    for (const Device device : {Device::kiosk, Device::tablet}) {
        const Sizes& sizes = theme.sizes(device);
        CHECK(sizes.type.body >= 4.9F);
        CHECK(sizes.button >= sizes.target);
        CHECK(sizes.header >= sizes.target);
        CHECK(sizes.footer >= sizes.button);
        CHECK(sizes.large_text > 1);
        CHECK(sizes.type.small <= sizes.type.body);
        CHECK(sizes.type.body <= sizes.type.label);
        CHECK(sizes.type.label <= sizes.type.heading);
        CHECK(sizes.type.heading <= sizes.type.title);
        CHECK(sizes.type.title <= sizes.type.display);
    }
    // Capitals of Noto Sans are 0.714 of its size; large text shows them 7.3 mm high.
    CHECK(theme.kiosk.type.body * theme.kiosk.large_text * 0.714F >= 7.3F);
}

TEST_CASE("Each token that is missing or malformed is refused by its name", "[theme]") {
    const std::string text = read_text(shipped);
    REQUIRE(fault_of(text).empty());
    const std::vector<Token> tokens = tokens_of(text);
    REQUIRE(tokens.size() > 50);
    for (const Token& token : tokens) {
        INFO(token.name);
        std::string renamed = text;
        renamed.insert(token.begin, "other_");
        CHECK(names(fault_of(renamed), token.name));
        for (const char* wrong : {"\"green\"", "-1", "true", "\"#12345\"", "\"#12345G\"", "0", "1e9"}) {
            std::string malformed = text;
            malformed.replace(token.value, token.end - token.value, wrong);
            INFO(wrong);
            CHECK(names(fault_of(malformed), token.name));
        }
    }
}

TEST_CASE("A theme file that is none is an error and no crash", "[theme]") {
    const test::Folder folder;
    CHECK_FALSE(Theme::load(folder / "none.toml"));
    CHECK_FALSE(Theme::load(folder / "")); // a folder
    const std::string text = read_text(shipped);
    for (const std::string& garbage :
         {std::string(), std::string("[colour"), std::string("colour = 3"), std::string("\xFF\xFE\0\x01", 4),
          std::string(100'000, '['), std::string("[colour]\nbackground = {}")})
        CHECK_FALSE(fault_of(garbage).empty());
    for (const char* header : {"[=]", "[ ?]", "[\n]", "[[\t.]]", "[\xC3\xA9]", "[#]"})
        CHECK_FALSE(fault_of(header + std::string("\n") + text).empty());
    CHECK_FALSE(fault_of(std::string("[\t\0b]\n", 6) + text).empty());
    CHECK_FALSE(fault_of(text + "# زمردي\n").empty()); // also where it would do no harm
    // As deep as a file can be made to go.
    std::string deep = "a";
    while (deep.size() + 10 < Theme::file_limit)
        deep += ".a";
    CHECK_FALSE(fault_of(deep + " = 1\n").empty());
    CHECK_FALSE(fault_of("[" + deep + "]\n").empty());
    CHECK_FALSE(fault_of("a = {" + deep + " = 1}\n").empty());
    // One above the limit is not read, though all is there.
    CHECK(fault_of(text + std::string(Theme::file_limit - text.size(), '\n')).empty());
    CHECK_FALSE(fault_of(text + std::string(Theme::file_limit + 1 - text.size(), '\n')).empty());
    // Wherever the file is cut off.
    for (std::size_t length = 0; length + 40 < text.size(); length += 97)
        CHECK_FALSE(fault_of(text.substr(0, length)).empty());
}

TEST_CASE("Contrast is WCAG's", "[theme]") {
    CHECK(contrast(0xFF000000, 0xFFFFFFFF) == Approx(21));
    CHECK(contrast(0xFFFFFFFF, 0xFF000000) == Approx(21));
    CHECK(contrast(0xFF777777, 0xFFFFFFFF) == Approx(4.48).margin(0.01));
    CHECK(contrast(0xFF0000FF, 0xFFFFFFFF) == Approx(4.0).margin(0.01)); // red, as Dear ImGui packs it
}

TEST_CASE("Alpha replaces alpha and is clamped", "[theme]") {
    CHECK(with_alpha(0xFF123456, 0.5F) == 0x80123456);
    CHECK(with_alpha(0xFF123456, -1) == 0x00123456);
    CHECK(with_alpha(0x00123456, 7) == 0xFF123456);
}

TEST_CASE("A theme that arrives is asked whether people could work with it", "[theme]") {
    const auto theme = Theme::load(shipped);
    REQUIRE(theme);
    CHECK(theme_faults(*theme).empty());
    const auto faults_of = [&theme](auto&& change) {
        Theme changed = *theme;
        change(changed);
        std::string all;
        for (const std::string& fault : theme_faults(changed))
            all += fault + "\n";
        return all;
    };
    CHECK(faults_of([](Theme& each) {
              each.light.text = each.light.background;
          }).find("light.text on background") != std::string::npos);
    CHECK(faults_of([](Theme& each) { each.high_contrast.text_muted = 0xFF777777; }).find("needs 7.0") !=
          std::string::npos);
    CHECK(faults_of([](Theme& each) { each.kiosk.target = 19; }).find("kiosk.target") != std::string::npos);
    CHECK(faults_of([](Theme& each) { each.tablet.key = 12; }).find("tablet.key") != std::string::npos);
    CHECK(faults_of([](Theme& each) { each.kiosk.type.body = 3; }).find("type.body") != std::string::npos);
    CHECK(faults_of([](Theme& each) { each.tablet.type.display = 900; }).find("type.display") !=
          std::string::npos);
    CHECK(faults_of([](Theme& each) { each.kiosk.large_text = 9; }).find("large_text.kiosk") !=
          std::string::npos);
    CHECK(faults_of([](Theme& each) { each.motion.calm = std::chrono::milliseconds(900); }).find("motion") !=
          std::string::npos);
}

TEST_CASE("Whatever is read has contrast enough on whatever it stands on", "[theme]") {
    const bool is_high_contrast = GENERATE(false, true);
    const Colours& colour = test::shipped_theme().colours(is_high_contrast);
    struct Pair {
        const char* where;
        Colour text;
        Colour ground;
        double least;
    };
    constexpr double body = 10;
    const double read = is_high_contrast ? 7 : 4.5;
    constexpr double shape = 3; // WCAG 1.4.11: what tells a control from its surroundings
    const Pair pairs[] = {
        {"text on the page", colour.text, colour.background, body},
        {"text on a card", colour.text, colour.surface, body},
        {"text on a chosen card, a banner", colour.text, colour.primary_soft, body},
        {"text on a pressed card", colour.text, colour.surface_pressed, body},
        {"text on a sunken ground", colour.text, colour.surface_sunken, body},
        {"muted text on the page", colour.text_muted, colour.background, read},
        {"a placeholder in a field", colour.text_muted, colour.surface, read},
        {"a hint on a soft card", colour.text_muted, colour.primary_soft, read},
        {"a disabled button", colour.text_muted, colour.surface_sunken, read},
        {"a section's name", colour.primary, colour.background, read},
        {"a title, a quiet button", colour.primary_pressed, colour.background, read},
        {"a secondary button, the header", colour.primary_pressed, colour.surface, read},
        {"a pressed button", colour.primary_pressed, colour.surface_pressed, read},
        {"the help strip", colour.primary_pressed, colour.surface_sunken, read},
        {"a reference on its card", colour.primary_pressed, colour.primary_soft, read},
        {"the primary button", colour.on_primary, colour.primary, read},
        {"the primary button pressed", colour.on_primary, colour.primary_pressed, read},
        {"the check of the receipt", colour.on_primary, colour.success, read},
        {"an error on the page", colour.error, colour.background, read},
        {"an error in its banner", colour.error, colour.error_soft, read},
        {"a warning on the page", colour.warning, colour.background, read},
        {"a warning in its banner", colour.warning, colour.warning_soft, read},
        {"text in a banner of warning", colour.text, colour.warning_soft, body},
        {"a success in its banner", colour.success, colour.success_soft, read},
        {"the ring's one line or the other", colour.focus_outer, colour.focus_inner, body},
        {"the strokes of the worst face", colour.text, colour.faces[0], read},
        {"the strokes of the middle face", colour.text, colour.faces[2], read},
        {"the strokes of the best face", colour.text, colour.faces[4], read},
        {"the signature", colour.ink, colour.surface, read},
        {"the edge of a field", colour.outline_strong, colour.surface, shape},
        {"the edge of a field on the page", colour.outline_strong, colour.background, shape},
        {"the edge of a chosen card", colour.primary, colour.background, shape},
        {"an icon in a banner", colour.primary, colour.primary_soft, shape},
    };
    for (const Pair& pair : pairs) {
        INFO(pair.where << ": " << contrast(pair.text, pair.ground));
        CHECK(contrast(pair.text, pair.ground) >= pair.least);
    }
}
