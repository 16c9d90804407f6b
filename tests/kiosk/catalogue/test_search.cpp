// SPDX-License-Identifier: Apache-2.0
// Searching the contents that are shipped, as visitors type.
#include "tests/catch.hpp"
#include "tests/kiosk/catalogue/shipped.hpp"

#include <algorithm>
#include <string>
#include <vector>

using namespace istiqbal::catalogue;
using namespace istiqbal::catalogue::tests;

namespace {

std::vector<std::string> titles(std::string_view query, Language language) {
    std::vector<std::string> all;
    for (const Hit& hit : shipped().search(query, language))
        all.push_back(hit.title.in(language));
    return all;
}

bool same(std::string_view one, std::string_view other, Language language) {
    const auto titles_of_one = titles(one, language);
    return !titles_of_one.empty() && titles_of_one == titles(other, language);
}

} // namespace

TEST_CASE("the best place comes first in both languages") {
    CHECK(titles("دعم", Language::arabic).at(0) == "دعم المستفيدين");
    CHECK(titles("رمز المتابعة", Language::arabic).at(0) == "ما رمز المتابعة السري؟ وماذا لو ضاع؟");
    CHECK(titles("volunteering", Language::english).at(0) == "Volunteering");
    CHECK(titles("secret code", Language::english).at(0) ==
          "What is the secret follow-up code, and what if I lose it?");
}

TEST_CASE("a hit leads back to where it stands") {
    for (const Hit& hit : shipped().search("لجنة البحث", Language::arabic)) {
        CAPTURE(hit.title.en);
        switch (hit.kind) {
        case HitKind::service:
            CHECK(shipped().services().at(hit.index).title == hit.title);
            break;
        case HitKind::question:
            CHECK(shipped().questions().at(hit.index).question == hit.title);
            break;
        case HitKind::correction:
            CHECK(shipped().corrections().at(hit.index).belief == hit.title);
            break;
        case HitKind::section:
            CHECK(shipped().documents().at(hit.index).sections.at(hit.section).heading == hit.title);
            break;
        }
    }
    std::vector<HitKind> kinds;
    for (const Hit& hit : shipped().search("لجنة البحث", Language::arabic))
        kinds.push_back(hit.kind);
    for (const HitKind kind : {HitKind::service, HitKind::question, HitKind::correction, HitKind::section})
        CHECK(std::count(kinds.begin(), kinds.end(), kind) > 0);
}

TEST_CASE("hamza, ta marbuta, marks, the article, capitals and digits make no difference") {
    CHECK(same("أسبوعين", "اسبوعين", Language::arabic));
    CHECK(same("خدمة", "خدمه", Language::arabic));
    CHECK(same("الخدمة", "خدمه", Language::arabic));
    CHECK(same("تَقْيِيم", "تقييم", Language::arabic));
    CHECK(same("شكوى", "شكوي", Language::arabic));
    CHECK(same("1445هـ", "١٤٤٥ه", Language::arabic));
    CHECK(same("IBAN", "iban", Language::english));
    CHECK(same("documents", "DocuMents", Language::english));
    // The plural finds the same places; those with the very word that was typed come first.
    auto plural = titles("documents", Language::english);
    auto singular = titles("Document", Language::english);
    std::sort(plural.begin(), plural.end());
    std::sort(singular.begin(), singular.end());
    CHECK(plural == singular);
}

TEST_CASE("every word of the query must occur, in any order") {
    const auto both_words = titles("مستندات ناقصة", Language::arabic);
    CHECK(titles("طلب الدعم", Language::arabic) == titles("الدعم طلب", Language::arabic));
    CHECK(titles("rating helicopter", Language::english).empty());
    CHECK(titles("طلب مروحية", Language::arabic).empty());
    CHECK(both_words.size() < titles("مستندات", Language::arabic).size());
    CHECK(titles("rating", Language::arabic).empty());
}

TEST_CASE("whatever is asked is answered within limits") {
    CHECK(titles("", Language::arabic).empty());
    CHECK(titles(" ؟ ، ", Language::arabic).empty());
    CHECK(titles("\xFF\xFE", Language::english).empty());
    const std::string padding(query_limit, ' ');
    CHECK(titles("rating" + padding + "helicopter", Language::english) ==
          titles("rating", Language::english));
    CHECK(titles(std::string(1000000, 'x'), Language::english).empty());
    CHECK(titles("a a a a a a a a helicopter", Language::english) == titles("a", Language::english));
}
