// SPDX-License-Identifier: Apache-2.0
// What calculations of an interview get from where it is held: the person's language, the clock and chance.
#include "kiosk/form/interview.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/form/sheets.hpp"

using namespace istiqbal::form;
using istiqbal::form::tests::form;

namespace {

std::optional<Date> day() {
    return Date::from_iso("2026-11-22");
}

/// A calculated question, without labels.
std::string calculation(const std::string& name, const std::string& expression) {
    return "calculate," + name + ",,,,,,,,\"" + expression + "\",,,\n";
}

const std::string asked = "text,name,الاسم,Name,,,,,,,,,\n";

} // namespace

TEST_CASE("dates that are written out follow the person's language") {
    const Form sheet = form(asked + calculation("written", "format-date(today(), '%a %e %b %Y')") +
                            calculation("plain", "format-date(today(), '%d/%m/%Y')"));
    Interview interview(sheet, [] { return *day(); });
    interview.set_language(Language::english);
    CHECK(interview.value("written") == "Sun 22 Nov 2026");
    interview.set_language(Language::arabic);
    CHECK(interview.value("written") == "الأحد 22 نوفمبر 2026");
    CHECK(interview.value("plain") == "22/11/2026");
}

TEST_CASE("chance comes from the surroundings, and once() keeps what it drew") {
    const Form sheet =
        form(asked + calculation("drawn", "once(random())") + calculation("code", "once(uuid())"));
    std::uint64_t bits = std::uint64_t{1} << 63;
    Surroundings surroundings;
    surroundings.random = [&bits] { return bits; };
    Interview interview(
        sheet, [] { return *day(); }, surroundings);
    CHECK(interview.value("drawn") == "0.5");
    CHECK(interview.value("code") == "80000000-0000-4000-8000-000000000000");
    bits = 0;
    interview.set("name", "نورة");
    interview.settle_everything();
    CHECK(interview.value("drawn") == "0.5");
    interview.clear();
    CHECK(interview.value("drawn") == "0");
}

TEST_CASE("without anything given, chance is the operating system's") {
    const Form sheet = form(asked + calculation("code", "uuid()"));
    const Interview one(sheet, [] { return *day(); });
    const Interview other(sheet, [] { return *day(); });
    CHECK(one.value("code").size() == 36);
    CHECK(one.value("code") != other.value("code"));
}
