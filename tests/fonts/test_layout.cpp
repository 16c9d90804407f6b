// SPDX-License-Identifier: Apache-2.0
#include "fonts/layout.hpp"
#include "fonts/unicode.hpp"
#include "tests/catch.hpp"
#include "tests/fonts/support.hpp"

#include <algorithm>
#include <set>
#include <string>

using namespace istiqbal::text;
using test::arabic;
using test::english;
using test::glyphs_at;

namespace {

const PlacedGlyph& only(const std::vector<PlacedGlyph>& glyphs) {
    REQUIRE(glyphs.size() == 1);
    return glyphs.front();
}

float x_of(const Layout& layout, std::string_view part) {
    const std::size_t at = layout.text().find(part);
    REQUIRE(at != std::string_view::npos);
    const auto glyphs = glyphs_at(layout, at);
    REQUIRE_FALSE(glyphs.empty());
    return glyphs.front().x;
}

std::string face_name(const PlacedGlyph& glyph) {
    return test::fonts().file(glyph.face).filename().string();
}

} // namespace

TEST_CASE("Arabic letters join: first, middle, last and alone are four glyphs") {
    const auto joined = arabic("ححح");
    std::set<std::uint32_t> forms{only(glyphs_at(*arabic("ح"), 0)).glyph};
    for (const std::size_t byte : {0U, 2U, 4U}) {
        forms.insert(only(glyphs_at(*joined, byte)).glyph);
    }
    CHECK(forms.size() == 4);
}

TEST_CASE("lam and alef are one cluster, with the caret between them") {
    const auto layout = arabic("لا");
    REQUIRE_FALSE(layout->glyphs().empty());
    CHECK(glyphs_at(*layout, 2).empty());
    CHECK(layout->width() < arabic("ل")->width() + arabic("ا")->width());
    CHECK(layout->next_grapheme(0) == 2);
    CHECK(layout->caret(2).x < layout->caret(0).x);
    CHECK(layout->caret(2).x > layout->caret(4).x);
}

TEST_CASE("Arabic runs from right to left, Latin and digits in it from left to right") {
    const auto layout = arabic("رقم AB 12 ص");
    CHECK(x_of(*layout, "ر") > x_of(*layout, "م"));
    CHECK(x_of(*layout, "م") > x_of(*layout, "B"));
    CHECK(x_of(*layout, "A") < x_of(*layout, "B"));
    CHECK(x_of(*layout, "1") < x_of(*layout, "2"));
    CHECK(x_of(*layout, "1") > x_of(*layout, "ص"));
    const auto digits = arabic("١٢٣");
    CHECK(x_of(*digits, "١") < x_of(*digits, "٢"));
}

TEST_CASE("brackets come from a face that has them, and are mirrored in Arabic") {
    const auto rtl = arabic("(أ)");
    const auto ltr = english("(a)");
    const PlacedGlyph opening = only(glyphs_at(*rtl, 0));
    const PlacedGlyph closing = only(glyphs_at(*rtl, 3));
    CHECK(opening.glyph != 0);
    CHECK(face_name(opening) == "NotoSans-Regular.ttf");
    CHECK(face_name(only(glyphs_at(*ltr, 0))) == "NotoSans-Regular.ttf");
    CHECK(opening.glyph == only(glyphs_at(*ltr, 2)).glyph); // "(" shows as ")"
    CHECK(closing.glyph == only(glyphs_at(*ltr, 0)).glyph);
    CHECK(opening.x > closing.x);
}

TEST_CASE("weight and family are faces of their own") {
    const LayoutRequest bold{.text = "سلام", .style = {.weight = Weight::bold}};
    CHECK(face_name(Layout::create(test::fonts(), bold)->glyphs().front()) == "NotoSansArabic-Bold.ttf");
    const LayoutRequest display{.text = "سلام", .style = {.family = Family::display}};
    CHECK(face_name(Layout::create(test::fonts(), display)->glyphs().front()) ==
          "NotoKufiArabic-Regular.ttf");
    CHECK(face_name(arabic("سلام")->glyphs().front()) == "NotoSansArabic-Regular.ttf");
    CHECK(face_name(english("a")->glyphs().front()) == "NotoSans-Regular.ttf");
}

TEST_CASE("an isolated phone number keeps the order of its groups") {
    const auto ordered = [](const Layout& layout) {
        const float plus = x_of(layout, "+");
        const float country = x_of(layout, "966");
        const float network = x_of(layout, "50");
        const float rest = x_of(layout, "123");
        return plus < country && country < network && network < rest && rest < x_of(layout, "4567");
    };
    CHECK(ordered(*arabic("جوال " + isolate("+966 50 123 4567") + " مؤكد")));
    CHECK_FALSE(ordered(*arabic("جوال +966 50 123 4567 مؤكد")));
}

TEST_CASE("controls of direction draw nothing") {
    CHECK(arabic("\u2066\u2069\u200F\u200E\u202B\u202C\u061C")->width() == 0);
    CHECK(arabic("\u2066\u2069\u200F\u200E\u202B\u202C\u061C")->glyphs().empty());
    CHECK(arabic(isolate("12"))->width() == Approx(arabic("12")->width()));
}

TEST_CASE("marks take no room and stand over their letter") {
    const auto bare = arabic("محمد");
    const auto marked = arabic("مُحَمَّد");
    CHECK(marked->width() == Approx(bare->width()));
    const PlacedGlyph letter = only(glyphs_at(*marked, 0));
    const PlacedGlyph damma = only(glyphs_at(*marked, 2));
    CHECK(damma.advance == 0);
    CHECK(letter.advance > 0);
    CHECK(damma.x > letter.x - letter.advance / 2);
    CHECK(damma.x < letter.x + letter.advance);
}

TEST_CASE("lines wrap within the width, and keep one height for every script") {
    const std::string text =
        "تقدم الجمعية خدماتها للمستفيدين with respect and courtesy خلال مدة لا تقل عن أسبوعين";
    for (const float width : {120.0F, 300.0F, 700.0F}) {
        const auto layout = arabic(text, width);
        CHECK(layout->lines().size() > 1);
        CHECK(layout->width() <= width);
        CHECK(layout->box_width() == width);
        const auto lines = layout->lines();
        for (std::size_t i = 0; i < lines.size(); ++i) {
            CHECK(lines[i].baseline - layout->baseline() == Approx(48.0F * static_cast<float>(i)));
            CHECK(lines[i].box.left >= -0.01F);
            CHECK(lines[i].box.right <= width + 0.01F);
        }
        CHECK(layout->height() == Approx(48.0F * static_cast<float>(lines.size())));
    }
    CHECK(arabic("أ")->height() == english("a")->height());
    CHECK(arabic("أ")->baseline() == english("a")->baseline());
    CHECK(arabic("")->height() == english("a")->height());
}

TEST_CASE("a word wider than its box is broken") {
    const auto layout = english("Antidisestablishmentarianism", 150);
    CHECK(layout->lines().size() > 1);
    CHECK(layout->width() <= 150);
}

TEST_CASE("a small number stays on its line with what it counts") {
    const std::string text =
        "لا يُتوقَّع الرد قبل 6 ديسمبر 2026م الموافق 26 جمادى الآخرة 1448هـ، وبقي 3 مستندات";
    for (float width = 120; width < 700; width += 7) {
        const auto layout = arabic(text, width);
        INFO(width);
        for (const Line& line : layout->lines()) {
            std::string words = text.substr(line.first_byte, line.end_byte - line.first_byte);
            while (!words.empty() && words.back() == ' ') {
                words.pop_back();
            }
            const std::string last = words.substr(words.rfind(' ') + 1);
            CHECK(last != "6");
            CHECK(last != "26");
            CHECK(last != "3");
        }
    }
    // An amount may end a line.
    const auto amount = english("The rent of 18000 riyals", english("The rent of 18000")->width() + 1);
    CHECK(amount->lines().size() == 2);
    CHECK(amount->lines().front().end_byte >= std::string("The rent of 18000").size());
}

TEST_CASE("ellipsis: as many lines as asked, and the flag") {
    const std::string text = "نص طويل جدا لا يتسع له السطر الواحد فيقطع بعلامة الحذف في آخره مهما طال الكلام";
    for (const std::uint32_t most : {1U, 2U}) {
        LayoutRequest request{.text = text, .width = 260, .overflow = Overflow::ellipsis(most)};
        const auto layout = Layout::create(test::fonts(), request);
        CHECK(layout->lines().size() == most);
        CHECK(layout->truncated());
        CHECK(layout->width() <= 260);
        request.text = "قصير";
        CHECK_FALSE(Layout::create(test::fonts(), request)->truncated());
    }
    CHECK_FALSE(arabic(text, 260)->truncated());
    const LayoutRequest paragraphs{.text = "a\nb\nc", .width = 200, .overflow = Overflow::ellipsis(2)};
    CHECK(Layout::create(test::fonts(), paragraphs)->lines().size() == 2);
    CHECK(Layout::create(test::fonts(), paragraphs)->truncated());
}

TEST_CASE("alignment follows the direction that is asked for, not the text's") {
    const auto box = [](std::string_view text, Direction direction, Alignment alignment) {
        return Layout::create(test::fonts(),
                              {.text = text, .width = 500, .direction = direction, .alignment = alignment})
            ->lines()
            .front()
            .box;
    };
    for (const auto* text : {"سلام", "Hello"}) {
        CHECK(box(text, Direction::right_to_left, Alignment::leading).right == Approx(500));
        CHECK(box(text, Direction::right_to_left, Alignment::trailing).left == Approx(0));
        CHECK(box(text, Direction::left_to_right, Alignment::leading).left == Approx(0));
        CHECK(box(text, Direction::left_to_right, Alignment::trailing).right == Approx(500));
        const Rect centered = box(text, Direction::right_to_left, Alignment::center);
        CHECK(centered.left == Approx(500 - centered.right));
    }
    // The full stop of an English sentence follows the asked direction too.
    const auto sentence = arabic("Hello.");
    CHECK(glyphs_at(*sentence, 5).front().x < glyphs_at(*sentence, 0).front().x);
}

TEST_CASE("tabular digits have one width") {
    const auto width = [](std::string_view text) {
        return Layout::create(test::fonts(), {.text = text,
                                              .style = {.tabular_digits = true},
                                              .direction = Direction::left_to_right,
                                              .language = "en"})
            ->width();
    };
    CHECK(width("1111") == Approx(width("8888")));
}

TEST_CASE("strange sizes and widths are brought to sense") {
    for (const float odd : {0.0F, -5.0F, 1e9F, std::numeric_limits<float>::quiet_NaN(), unlimited_width}) {
        const auto layout = Layout::create(
            test::fonts(), {.text = "سلام", .style = {.size_px = 20, .line_height = odd}, .width = odd});
        CHECK_FALSE(layout->lines().empty());
        CHECK(layout->height() > 0);
        const auto sized = Layout::create(test::fonts(), {.text = "سلام", .style = {.size_px = odd}});
        CHECK(sized->size_px() >= smallest_size);
        CHECK(sized->size_px() <= largest_size);
    }
}
