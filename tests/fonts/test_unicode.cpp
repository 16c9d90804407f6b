// SPDX-License-Identifier: Apache-2.0
#include "fonts/unicode.hpp"
#include "tests/catch.hpp"
#include "tests/fonts/support.hpp"

#include <random>

using namespace istiqbal::text;
using namespace std::string_view_literals;

TEST_CASE("well-formed text comes back unchanged") {
    for (const auto text :
         {""sv, "Name"sv, "محمد (أ) ١٢٣"sv, "😀👨‍👩‍👧"sv, "\u2066+966\u2069"sv, "a\tb\nc"sv}) {
        CHECK(sanitize_utf8(text) == text);
    }
}

TEST_CASE("each ill-formed part becomes one U+FFFD") {
    CHECK(sanitize_utf8("a\xFFz") == "a\uFFFDz");
    CHECK(sanitize_utf8("a\x80z") == "a\uFFFDz");                           // a continuation alone
    CHECK(sanitize_utf8("\xD9") == "\uFFFD");                               // cut after its first byte
    CHECK(sanitize_utf8("\xF0\x9F\x98z") == "\uFFFDz");                     // three of four bytes
    CHECK(sanitize_utf8("\xC0\xAF") == "\uFFFD\uFFFD");                     // overlong slash
    CHECK(sanitize_utf8("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");           // a surrogate
    CHECK(sanitize_utf8("\xF4\x90\x80\x80") == "\uFFFD\uFFFD\uFFFD\uFFFD"); // beyond U+10FFFF
    // The example of The Unicode Standard, table 3-8.
    CHECK(sanitize_utf8("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64") ==
          "a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd");
}

TEST_CASE("NUL becomes U+FFFD and ends nothing") {
    CHECK(sanitize_utf8("a\0b"sv) == "a\uFFFDb");
    CHECK(test::english("a\0b"sv)->glyphs().size() == 3);
}

TEST_CASE("an isolate cannot be left from inside") {
    CHECK(isolate("+966 50") == "\u2066+966 50\u2069");
    CHECK(isolate("a\u2069\u202Eb\u2067") == "\u2066ab\u2069");
    CHECK(isolate_first_strong("Ali") == "\u2068Ali\u2069");
    CHECK(isolate("\xFF") == "\u2066\uFFFD\u2069");
}

TEST_CASE("wiping leaves nothing of a longer value behind") {
    std::string secret(100, 's');
    secret.resize(3);
    const char* bytes = secret.data();
    wipe(secret);
    CHECK(secret.empty());
    CHECK(std::string_view(bytes, 1) == "\0"sv);
}

TEST_CASE("any bytes give a layout") {
    std::mt19937 random(20240624);
    for (int round = 0; round < 300; ++round) {
        std::string bytes(random() % 64, '\0');
        for (char& byte : bytes) {
            byte = static_cast<char>(random());
        }
        const auto layout = test::arabic(bytes, round % 2 == 0 ? 80.0F : unlimited_width);
        REQUIRE_FALSE(layout->lines().empty());
        REQUIRE(layout->text() == sanitize_utf8(bytes));
        REQUIRE(layout->hit(10, 10) <= layout->text().size());
    }
}

TEST_CASE("text beyond the limit is cut before a grapheme, and says so") {
    std::string text;
    while (text.size() <= longest_text + 100) {
        text += "e\u0301"; // e with an acute accent that is a character of its own
    }
    const auto layout = test::english(text, 400);
    CHECK(layout->truncated());
    CHECK(layout->text().size() <= longest_text + std::string_view("…").size());
    REQUIRE(layout->text().size() > 8);
    CHECK(layout->text().substr(layout->text().size() - 6) == "e\u0301…");

    const auto fitting = test::english(std::string(longest_text, 'a'), 400);
    CHECK_FALSE(fitting->truncated());
    CHECK(fitting->text().size() == longest_text);
    const auto huge = test::arabic(std::string(std::size_t{8} << 20U, '\xFF'), 400);
    CHECK(huge->truncated());
}
