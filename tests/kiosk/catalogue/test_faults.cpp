// SPDX-License-Identifier: Apache-2.0
#include "tests/catch.hpp"
#include "tests/kiosk/catalogue/sources.hpp"

#include <algorithm>
#include <string>
#include <vector>

using namespace istiqbal::catalogue;
using namespace istiqbal::catalogue::tests;

namespace {

std::vector<std::string> faults(const Sources& sources) {
    const auto parsed = Catalogue::parse(sources);
    REQUIRE_FALSE(parsed);
    return parsed.error();
}

void check_only(const Sources& sources, const std::string& begin, const std::string& part) {
    const auto found = faults(sources);
    for (const std::string& fault : found)
        UNSCOPED_INFO(fault);
    REQUIRE(found.size() == 1);
    CHECK(found[0].rfind(begin + ": ", 0) == 0);
    CHECK(found[0].find(part, begin.size()) != std::string::npos);
}

struct Change {
    std::string Sources::*file;
    std::string from;
    std::string to;
    std::string place;
    std::string part;
};

} // namespace

TEST_CASE("the smallest catalogue loads whole") {
    const auto parsed = Catalogue::parse(good_sources());
    for (const std::string& fault : parsed ? std::vector<std::string>{} : parsed.error())
        UNSCOPED_INFO(fault);
    REQUIRE(parsed);
    REQUIRE(parsed->journeys().size() == 1);
    const Journey& journey = parsed->journeys()[0];
    CHECK(journey.title.ar == "نص x");
    CHECK(journey.title.en == "Text x");
    CHECK(journey.declaration);
    CHECK_FALSE(journey.committee);
    CHECK_FALSE(journey.completes); // unless it says so
    CHECK(journey.offered_in("lobby"));
    CHECK_FALSE(journey.offered_in("branch"));
    CHECK(parsed->journey("ask") == &journey);
    CHECK(parsed->journey("other") == nullptr);
    CHECK(parsed->journeys_of("first", "lobby").size() == 1);
    CHECK(parsed->journeys_of("first", "branch").empty());
    CHECK(parsed->service("help") != nullptr);
    CHECK(parsed->document("bylaws")->sections[0].placeholder);
    CHECK(parsed->rating().low_reasons[1].id == "two");
}

TEST_CASE("each fault is told with its file, its place and what to do") {
    const auto each = GENERATE(
        Change{&Sources::journeys, R"("icon":"heart",)", "", "journeys.json: /journeys/0/icon", "missing"},
        Change{&Sources::journeys, "}]}", R"(,"colour":"red"}]})", "journeys.json: /journeys/0/colour",
               "unknown"},
        Change{&Sources::journeys, R"({"groups")", R"({"extra":1,"groups")", "journeys.json: /extra",
               "unknown"},
        Change{&Sources::journeys, R"("icon":"heart")", R"("icon":"heart","icon":"bell")",
               "journeys.json: /journeys/0/icon", "twice"},
        Change{&Sources::journeys, R"("icon":"heart")", R"("icon":"../heart")",
               "journeys.json: /journeys/0/icon", "identifier"},
        Change{&Sources::journeys, R"("id":"ask")", R"("id":"Ask")", "journeys.json: /journeys/0/id",
               "identifier"},
        Change{&Sources::journeys, R"("group":"first")", R"("group":"second")",
               "journeys.json: /journeys/0/group", "no group"},
        Change{&Sources::journeys, R"("committee":false)", R"("committee":false,"completes":1)",
               "journeys.json: /journeys/0/completes", "neither true nor false"},
        Change{&Sources::journeys, R"("declaration":true)", R"("declaration":"yes")",
               "journeys.json: /journeys/0/declaration", "neither true nor false"},
        Change{&Sources::journeys, R"(["lobby"])", R"(["lobby","exit"])",
               "journeys.json: /journeys/0/modes/1", "lobby branch"},
        Change{&Sources::journeys, R"(["lobby"])", R"(["lobby","lobby"])",
               "journeys.json: /journeys/0/modes/1", "already"},
        Change{&Sources::journeys, R"(["lobby"])", "[]", "journeys.json: /journeys/0/modes", "1 to 2"},
        Change{&Sources::journeys, R"("channel":"kiosk")", R"("channel":"C3")",
               "journeys.json: /journeys/0/channel", "C6"},
        Change{&Sources::journeys, R"({"ar":"نص x",)", "{", "journeys.json: /groups/0/title/ar", "missing"},
        Change{&Sources::journeys, R"(,"en":"Text x"})", "}", "journeys.json: /groups/0/title/en", "missing"},
        Change{&Sources::journeys, R"("en":"Text x"})", R"("en":"Text x","fr":"x"})",
               "journeys.json: /groups/0/title/fr", "unknown"},
        Change{&Sources::journeys, R"("ar":"نص x")", R"("ar":"Text")", "journeys.json: /groups/0/title/ar",
               "no Arabic letters"},
        Change{&Sources::journeys, R"("en":"Text x")", R"("en":"نص")", "journeys.json: /groups/0/title/en",
               "has Arabic letters"},
        Change{&Sources::journeys, R"("en":"Text x")", R"("en":"")", "journeys.json: /groups/0/title/en",
               "empty"},
        Change{&Sources::journeys, R"("en":"Text x")", R"("en":"Text ")", "journeys.json: /groups/0/title/en",
               "white space"},
        Change{&Sources::journeys, R"("en":"Text x")", R"("en":"Text\u202Ex")",
               "journeys.json: /groups/0/title/en", "direction"},
        Change{&Sources::journeys, R"("en":"Text x")", R"("en":"Text\u0000x")",
               "journeys.json: /groups/0/title/en", "control"},
        Change{&Sources::journeys, R"("en":"Text x")", R"("en":"Text\uE000x")",
               "journeys.json: /groups/0/title/en", "cannot be shown"},
        Change{&Sources::journeys, R"("en":"Text x")", R"("en":7)", "journeys.json: /groups/0/title/en",
               "not a text"},
        Change{&Sources::journeys, R"("en":"Text x")", R"("en":")" + std::string(121, 'x') + '"',
               "journeys.json: /groups/0/title/en", "at most 120"},
        Change{&Sources::services, R"("journey":"ask")", R"("journey":"beg")", "services.json: /services/0",
               "no journey \"beg\""},
        Change{&Sources::services, R"("documents":[)", R"("documents":5,"x":[)",
               "services.json: /services/0/documents", "not a list"},
        Change{&Sources::questions, R"("questions":[)", R"("questions":["",)", "questions.json: /questions/0",
               "not an object"},
        Change{&Sources::library, R"("T1")", R"("first")", "library.json: /documents/0/code", "such as T1"},
        Change{&Sources::library, R"("placeholder":true)", R"("placeholder":null)",
               "library.json: /documents/0/sections/0/placeholder", "neither"},
        Change{&Sources::announcements, "2026-11-01", "2026-11-31",
               "announcements.json: /announcements/0/from", "yyyy-mm-dd"},
        Change{&Sources::announcements, "2026-11-30", "2026-10-31",
               "announcements.json: /announcements/0/until", "before the first"},
        Change{&Sources::announcements, R"("until":"2026-11-30")", R"("journey":"beg")",
               "announcements.json: /announcements/0", "no journey \"beg\""},
        Change{&Sources::questions, R"(}],"corrections")", R"(,"journey":"beg"}],"corrections")",
               "questions.json: /questions/0", "no journey \"beg\""},
        Change{&Sources::rating, R"("id":"two")", R"("for":["visitors","visitors"],"id":"two")",
               "rating.json: /services/1/for/1", "already"},
        Change{&Sources::rating, R"("id":"two")", R"("for":[],"id":"two")", "rating.json: /services/1/for",
               "1 to 2"},
        Change{&Sources::rating, R"("id":"two")", R"("for":["staff"],"id":"two")",
               "rating.json: /services/1/for/0", "visitors colleagues"},
        Change{&Sources::rating, R"("id":"two")", R"("id":"one")", "rating.json: /services/1/id", "already"});
    CAPTURE(each.from, each.to);
    Sources sources = good_sources();
    sources.*each.file = changed(sources.*each.file, each.from, each.to);
    REQUIRE_FALSE((sources.*each.file).empty());
    const auto found = faults(sources);
    const auto told = [&](const std::string& fault) {
        return fault.rfind(each.place + ": ", 0) == 0 && fault.find(each.part) != std::string::npos;
    };
    for (const std::string& fault : found)
        UNSCOPED_INFO(fault);
    CHECK(std::count_if(found.begin(), found.end(), told) == 1);
    CHECK(found.size() <= 2);
}

TEST_CASE("a key that nobody knows is refused in every object of every file") {
    for (const auto file : {&Sources::journeys, &Sources::services, &Sources::questions, &Sources::library,
                            &Sources::announcements, &Sources::rating}) {
        const std::string text = good_sources().*file;
        for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
            Sources sources = good_sources();
            (sources.*file).insert(at + 1, R"("unheard":1,)");
            CAPTURE(sources.*file);
            const auto found = faults(sources);
            REQUIRE(found.size() == 1);
            CHECK(found[0].find("/unheard: unknown; delete it") != std::string::npos);
        }
    }
}

TEST_CASE("a file that is no JSON, too large, too deep or too full is refused with its reason") {
    Sources sources = good_sources();
    SECTION("cut off") {
        sources.rating.resize(sources.rating.size() / 2);
        check_only(sources, "rating.json", "not JSON in UTF-8, at byte");
    }
    SECTION("empty") {
        sources.rating.clear();
        check_only(sources, "rating.json", "not JSON");
    }
    SECTION("not UTF-8") {
        sources.rating = "{\"services\": \"\xC3\x28\"}";
        check_only(sources, "rating.json: /services", "not JSON in UTF-8");
    }
    SECTION("a list") {
        sources.rating = "[1, 2]";
        check_only(sources, "rating.json", "not a JSON object");
    }
    SECTION("larger than a file may be") {
        sources.rating += std::string(std::size_t{256} * 1024, ' ');
        check_only(sources, "rating.json", "larger than 256 KiB");
    }
    SECTION("nested without end") {
        sources.rating = R"({"services":)" + std::string(100000, '[');
        const auto found = faults(sources);
        REQUIRE(found.size() == 1);
        CHECK(found[0].find("nested more than 12 deep") != std::string::npos);
    }
    SECTION("more values than anyone reads") {
        std::string many = "[0";
        for (int count = 0; count < 20000; ++count)
            many += ",0";
        sources.rating = R"({"services":)" + many + "]}";
        const auto found = faults(sources);
        REQUIRE(found.size() == 1);
        CHECK(found[0].find("more than 20000 values") != std::string::npos);
    }
}

TEST_CASE("all faults of all files are told at once, and no more than help") {
    Sources sources = good_sources();
    sources.journeys = changed(sources.journeys, R"("icon":"heart",)", "");
    sources.rating = changed(sources.rating, R"("id":"two")", R"("id":"one")");
    sources.library = "{";
    CHECK(faults(sources).size() == 3);
    std::string many = R"({"questions":[0)";
    for (int count = 1; count < 100; ++count)
        many += ",0";
    sources.questions = many + R"(],"corrections":[0]})";
    CHECK(faults(sources).size() == 101);
    CHECK(faults(sources).back() == "there are more faults; mend these first");
}

TEST_CASE("an announcement is shown from its first day to its last") {
    using istiqbal::form::Date;
    const auto parsed = Catalogue::parse(good_sources());
    REQUIRE(parsed);
    CHECK(parsed->announcements_on(*Date::from_iso("2026-10-31")).empty());
    CHECK(parsed->announcements_on(*Date::from_iso("2026-11-01")).size() == 1);
    CHECK(parsed->announcements_on(*Date::from_iso("2026-11-30")).size() == 1);
    CHECK(parsed->announcements_on(*Date::from_iso("2026-12-01")).empty());
    Sources sources = good_sources();
    sources.announcements =
        changed(sources.announcements, R"(,"from":"2026-11-01","until":"2026-11-30")", "");
    const auto always = Catalogue::parse(sources);
    REQUIRE(always);
    CHECK(always->announcements_on(*Date::from_iso("1990-01-01")).size() == 1);
}
