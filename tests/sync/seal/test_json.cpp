// SPDX-License-Identifier: Apache-2.0
// Foreign JSON: our parser takes what nlohmann's takes, as the same values, and refuses what that refuses;
// and it stops at the limits.
#include "sync/seal/json.hpp"
#include "sync/seal/submission.hpp"
#include "tests/catch.hpp"
#include "tests/sync/samples.hpp"

#include <random>

using namespace istiqbal;
using nlohmann::json;

namespace {

constexpr std::size_t large = std::size_t{1} << 20;

seal::Result<json> parse(std::string_view text) {
    return seal::json::parse_object(seal::view(text), large);
}

std::string refusal(std::string_view text) {
    const auto parsed = parse(text);
    return parsed ? "" : parsed.error().detail;
}

// Whether both say the same of it. A key that is there twice is refused by ours alone.
bool agrees(const std::string& text) {
    const auto ours = parse(text);
    const auto theirs = json::parse(text, nullptr, false);
    if (ours)
        return !theirs.is_discarded() && *ours == theirs && ours->dump() == theirs.dump();
    return theirs.is_discarded() || !theirs.is_object() || text.front() != '{' ||
           ours.error().detail == "a JSON key is there twice";
}

std::string sample_text() {
    const auto written = seal::to_json(test::submission()).value();
    return std::string(written.text());
}

} // namespace

TEST_CASE("JSON is read as nlohmann reads it") {
    const std::string inside = GENERATE(
        "0", "-0", "7", "-7", "1.5", "-2.25e3", "1E5", "1e+2", "18446744073709551615", "18446744073709551616",
        "-9223372036854775808", "-9223372036854775809", "01", "+1", "-", "1.", ".5", "1e", "1e400", "--1",
        "0x10", "NaN", "true", "false", "null", "tru", "nul", "True", "[]", "[ ]", "[1,2,[3,{}]]", "[1,]",
        "[,1]", "[1 2]", "[1", "{}", "{\"b\":1,}", "{\"b\"}", "{\"b\":}", "{1:2}", "{\"b\":{\"c\":[null]}}",
        "\"\"", "\"plain\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u0041\\u00e9\\u0634\\u20AC\"",
        "\"\\ud83d\\ude00\"", "\"\\u0000\"", "\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83dx\"",
        "\"\\ud83d\\u0041\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\x\"", "\"\\", "\"", "\"نورة 😀\"", "\"\xff\"",
        "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"", "\"\x01\"", "\"\x7f\"", "\"\xd8\"",
        "\"\\\x01\"");
    CAPTURE(inside);
    CHECK(agrees("{\"a\":" + inside + "}"));
    CHECK(agrees(" {\"a\":" + inside + "}"));
    CHECK(agrees("{\t\"a\" :\n" + inside + "\r } \n"));
    CHECK(agrees("{\"a\":" + inside + "} x"));
    CHECK(agrees("{\"a\":" + inside));
    CHECK(agrees("{" + inside + ":1}"));
}

TEST_CASE("a submission with any few bytes changed is read as nlohmann reads it, or refused as it refuses") {
    const std::string whole = sample_text();
    REQUIRE(agrees(whole));
    REQUIRE(parse(whole));
    std::mt19937 random(20'261'123);
    const std::string letters = "{}[]\",:\\u0123456789-+.eE tfn\x01\x80\xd8\xff";
    for (int round = 0; round < 20'000; ++round) {
        std::string text = whole;
        for (unsigned changes = 1 + random() % 3; changes > 0; --changes) {
            const std::size_t at = random() % text.size();
            const char letter = letters[random() % letters.size()];
            switch (random() % 4) {
            case 0:
                text[at] = letter;
                break;
            case 1:
                text.insert(at, 1, letter);
                break;
            case 2:
                text.erase(at, 1 + random() % 4);
                break;
            default:
                text.resize(std::max<std::size_t>(at, 1));
            }
        }
        if (!agrees(text)) {
            CAPTURE(round, text);
            FAIL("the two parsers differ");
        }
    }
}

TEST_CASE("the limits of JSON hold") {
    CHECK(refusal("{\"a\":1,\"a\":2}") == "a JSON key is there twice");
    CHECK(refusal("{\"a\":{\"a\":1},\"\\u0061\":2}") == "a JSON key is there twice");
    CHECK(refusal("[]") == "not a JSON object");
    CHECK(refusal("") == "not a JSON object");

    const std::size_t deep = seal::json::depth_limit - 1;
    CHECK(parse("{\"a\":" + std::string(deep, '[') + std::string(deep, ']') + "}"));
    CHECK(refusal("{\"a\":" + std::string(deep + 1, '[') + std::string(deep + 1, ']') + "}") ==
          "the JSON is nested too deeply");
    CHECK(refusal("{\"a\":" + std::string(500'000, '[')) == "the JSON is nested too deeply");

    // The object, the list, and what is in it.
    std::string many = "{\"a\":[";
    for (std::size_t count = 2; count < seal::json::value_limit; ++count)
        many += count == 2 ? "1" : ",1";
    CHECK(parse(many + "]}"));
    CHECK(refusal(many + ",1]}") == "the JSON holds too many values");

    const std::string text = "{\"a\":1}";
    CHECK(seal::json::parse_object(seal::view(text), text.size()));
    CHECK(seal::json::parse_object(seal::view(text), text.size() - 1).error().kind ==
          seal::ErrorClass::too_large);
}
