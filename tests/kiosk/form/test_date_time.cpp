// SPDX-License-Identifier: Apache-2.0
// XML Schema's time and dateTime, with the offset that the ODK XForms specification wants kept.
#include "kiosk/form/date_time.hpp"
#include "tests/catch.hpp"

using namespace istiqbal::form;

namespace {

std::string time_of(std::string_view text) {
    const auto time = TimeOfDay::from_iso(text);
    return time ? time->iso() : "none";
}

std::string moment_of(std::string_view text, int assumed = 0) {
    const auto moment = DateTime::from_iso(text, assumed);
    return moment ? moment->iso() : "none";
}

std::string typed(std::string_view text) {
    const auto time = parse_typed_time(text);
    return time ? time->iso() : "none";
}

} // namespace

TEST_CASE("times of day are read and written") {
    CHECK(time_of("14:05") == "14:05:00");
    CHECK(time_of("14:05:09") == "14:05:09");
    CHECK(time_of("14:05:09.250") == "14:05:09.250");
    CHECK(time_of("00:00:00.000") == "00:00:00");
    CHECK(time_of("23:59:59.999") == "23:59:59.999");
    CHECK(time_of("14:05:00.000+03:00") == "14:05:00");
    CHECK(time_of("14:05Z") == "14:05:00");
    for (const char* wrong : {"", "14", "14:5", "4:05", "24:00", "14:60", "14:05:60", "14:05:09.2", "14:05x",
                              "14:05+3", "14:05+15:00", "14:05+03:60", "-4:05", "١٤:٠٥", " 14:05"}) {
        CAPTURE(wrong);
        CHECK(time_of(wrong) == "none");
    }
    CHECK(TimeOfDay::from_iso("18:00")->days() == 0.75);
}

TEST_CASE("moments are read and written with their offset") {
    CHECK(moment_of("2026-11-22T14:05:00+03:00") == "2026-11-22T14:05:00+03:00");
    CHECK(moment_of("2026-11-22T14:05Z") == "2026-11-22T14:05:00+00:00");
    CHECK(moment_of("2026-11-22T14:05", 180) == "2026-11-22T14:05:00+03:00");
    CHECK(moment_of("2026-11-22T14:05:00.125-04:30") == "2026-11-22T14:05:00.125-04:30");
    for (const char* wrong : {"", "2026-11-22", "2026-11-22 14:05", "2026-02-30T14:05", "2026-11-22T25:00",
                              "2026-11-22T14:05+3:00", "2026-11-22T14:05 Z"}) {
        CAPTURE(wrong);
        CHECK(moment_of(wrong) == "none");
    }
}

TEST_CASE("moments count as days since 1970 in UTC") {
    CHECK(DateTime::from_iso("1970-01-01T00:00Z")->days() == 0);
    CHECK(DateTime::from_iso("1970-01-02T15:00+03:00")->days() == 1.5);
    CHECK(DateTime::from_iso("1969-12-31T12:00Z")->days() == -0.5);
    CHECK(DateTime::from_days(1.5, 180)->iso() == "1970-01-02T15:00:00+03:00");
    CHECK(DateTime::from_days(-0.5, 0)->iso() == "1969-12-31T12:00:00+00:00");
    CHECK_FALSE(DateTime::from_days(1e9, 0));
    CHECK_FALSE(DateTime::from_days(-1e300, 0));
    const auto moment = DateTime::from_iso("2026-11-22T14:05:09.250+03:00");
    CHECK(DateTime::from_days(moment->days(), 180)->iso() == moment->iso());
}

TEST_CASE("a moment by another clock is the same moment") {
    const auto moment = DateTime::from_iso("2026-11-21T23:30:00Z");
    CHECK(moment->at_offset(180).iso() == "2026-11-22T02:30:00+03:00");
    CHECK(moment->at_offset(-60).iso() == "2026-11-21T22:30:00-01:00");
    CHECK(moment->at_offset(180).days() == moment->days());
    const auto last = DateTime::from_iso("9999-12-31T23:30:00Z");
    CHECK(last->at_offset(180).iso() == last->iso());
}

TEST_CASE("people type times in several ways") {
    CHECK(typed("14:05") == "14:05:00");
    CHECK(typed("9:05") == "09:05:00");
    CHECK(typed("1405") == "14:05:00");
    CHECK(typed("٢:٠٥ م") == "14:05:00");
    CHECK(typed("٢:٠٥ص") == "02:05:00");
    CHECK(typed("2:05 pm") == "14:05:00");
    CHECK(typed("12:00 AM") == "00:00:00");
    CHECK(typed("12:30 pm") == "12:30:00");
    for (const char* wrong : {"", "25:00", "14:05 pm", "0:30 am", "noon", "14.05", "2:5"}) {
        CAPTURE(wrong);
        CHECK(typed(wrong) == "none");
    }
}
