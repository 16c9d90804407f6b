// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/strings.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/files.hpp"
#include "tests/kiosk/headless.hpp"

#include <nlohmann/json.hpp>

#include <regex>
#include <set>

using namespace istiqbal;
using namespace istiqbal::ui;
using test::read_text;
using test::write_text;

namespace {

const std::filesystem::path sources = ISTIQBAL_SOURCE_DIR;

std::set<std::string> shipped_keys(const char* file) {
    std::set<std::string> keys;
    const auto json = nlohmann::json::parse(read_text(sources / "assets/strings" / file));
    for (const auto& [key, value] : json.items())
        keys.insert(key);
    return keys;
}

// All of the kiosk's sources, one after the other.
std::string kiosk_sources() {
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(sources / "kiosk"))
        if (entry.path().extension() == ".cpp")
            all += read_text(entry.path());
    return all;
}

tl::expected<Strings, std::string> load(const std::string& arabic, const std::string& english) {
    const test::Folder folder;
    write_text(folder / "ar.json", arabic);
    write_text(folder / "en.json", english);
    return Strings::load(folder / "");
}

std::string fault_of(const std::string& arabic, const std::string& english) {
    const auto loaded = load(arabic, english);
    return loaded ? std::string() : loaded.error();
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("The shipped sentences are the same keys in both languages", "[strings]") {
    CHECK(shipped_keys("ar.json") == shipped_keys("en.json"));
    CHECK(Strings::load(sources / "assets/strings").has_value());
}

TEST_CASE("Files of sentences that are as deep or as large as can be are refused", "[strings]") {
    const std::string deep(1'000'000, '[');
    CHECK_FALSE(fault_of(deep, "{}").empty());
    CHECK_FALSE(fault_of(R"({"a":)" + deep + std::string(deep.size() / 2, ']'), "{}").empty());
    CHECK(fault_of("{}" + std::string((1U << 20U) - 2, ' '), "{}").empty());
    CHECK(holds(fault_of("{}" + std::string((1U << 20U) - 1, ' '), "{}"), "too large"));
}

TEST_CASE("Every key that the code asks for is there", "[strings]") {
    const std::set<std::string> keys = shipped_keys("en.json");
    const std::string code = kiosk_sources();
    const std::regex asked(
        R"re(string\(\s*(?:[\w.()]+\s*\?\s*"([a-z_.]+)"\s*:\s*)?"([a-z_.]+)"|format\([^;"]*"([a-z_.]+)")re");
    int found = 0;
    for (std::sregex_iterator match(code.begin(), code.end(), asked), last; match != last; ++match)
        for (std::size_t part = 1; part <= 3; ++part)
            if ((*match)[part].matched) {
                const std::string key = (*match)[part].str();
                INFO(key);
                // "mode." + mode: one of a family.
                const auto first = keys.lower_bound(key);
                CHECK((key.back() == '.' ? first != keys.end() && first->compare(0, key.size(), key) == 0
                                         : first != keys.end() && *first == key));
                ++found;
            }
    CHECK(found > 50);
}

TEST_CASE("Every key of the files is used by the code", "[strings]") {
    const std::string code = kiosk_sources();
    for (const std::string& key : shipped_keys("en.json")) {
        INFO(key);
        // As it is, or put together: "channel.C" + number.
        bool used = holds(code, '"' + key + '"');
        for (std::size_t length = key.find('.'); !used && length != std::string::npos && length < key.size();
             ++length)
            used = holds(code, '"' + key.substr(0, length + 1) + "\" +");
        CHECK(used);
    }
}

TEST_CASE("Files that differ are refused, each difference by its key", "[strings]") {
    CHECK(fault_of(R"({"a": "ا"})", R"({"a": "A"})").empty());
    const std::string fault = fault_of(R"({"one": "ا", "two": "{n} ب", "four": "د {x}"})",
                                       R"({"two": "{m}", "three": "C", "four": "{x} D"})");
    CHECK(holds(fault, "one is missing in English"));
    CHECK(holds(fault, "two has other placeholders"));
    CHECK(holds(fault, "three is missing in Arabic"));
    CHECK_FALSE(holds(fault, "four"));
}

TEST_CASE("A broken pattern and a plural in one language alone are refused with the key", "[strings]") {
    const std::string plural = "{n, plural, one{a} other{b}}";
    CHECK(
        holds(fault_of(R"({"good": "ا", "bad": "{n"})", R"({"good": "A", "bad": "{n}"})"), "bad in ar.json"));
    CHECK(holds(fault_of(R"({"k": "{n}"})", R"({"k": ")" + plural + "\"}"), "k has other placeholders"));
    CHECK(holds(fault_of(R"({"k": ")" + plural + "\"}", R"({"k": ")" + plural + "\"}"), "no words for"));
    CHECK_FALSE(holds(fault_of(R"({"good": "ا", "bad": "{n"})", R"({"good": "A", "bad": "{n}"})"), "good"));
}

TEST_CASE("What is no object of texts is refused with the file's name", "[strings]") {
    const std::string good = R"({"a": "A"})";
    for (const std::string& bad :
         {std::string(), std::string("["), std::string("[]"), std::string("null"), std::string(R"({"a": 3})"),
          std::string(R"({"a": {}})"), std::string(R"({"a": ""})"), std::string("{\"a\": \"\xFF\"}"),
          std::string("\xFF\xFE\0", 3), std::string(10'000, '{')}) {
        INFO(bad.substr(0, 20));
        CHECK(holds(fault_of(bad, good), "ar.json"));
        CHECK(holds(fault_of(good, bad), "en.json"));
    }
    const test::Folder folder;
    CHECK_FALSE(Strings::load(folder / "").has_value());
}

TEST_CASE("Placeholders are filled wherever they stand, and only with what is given", "[strings]") {
    const auto strings = load(R"({"p": "{a} ثم {b} ثم {a}"})", R"({"p": "{b}{a}{a}"})");
    REQUIRE(strings);
    CHECK(strings->format(Language::arabic, "p", {{"a", "1"}, {"b", "2"}}) == "1 ثم 2 ثم 1");
    CHECK(strings->format(Language::english, "p", {{"a", "x"}}) == "{b}xx");
    // A value that looks like its own placeholder ends.
    CHECK(strings->format(Language::english, "p", {{"a", "{a}"}, {"b", ""}}) == "{a}{a}");
}

TEST_CASE("A key that does not exist shows itself", "[strings]") {
    const Strings& strings = test::shipped_strings();
    CHECK(strings.get(Language::arabic, "no.such.key") == "no.such.key");
    CHECK(strings.get(Language::english, "back") != "back");
}
