// SPDX-License-Identifier: Apache-2.0
// Dates written out. The words are ours rather than ICU's, because they go into signed records and must not
// change with the library's version, and because Saudi spelling in English differs from CLDR's.
#include "kiosk/form/calendar.hpp"
#include "kiosk/form/show.hpp"

#include <fmt/format.h>

#include <array>

namespace istiqbal::form {
namespace {

using Months = std::array<const char*, 12>;

constexpr Months gregorian_arabic = {"يناير", "فبراير", "مارس",   "أبريل",  "مايو",   "يونيو",
                                     "يوليو", "أغسطس",  "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"};
constexpr Months gregorian_english = {"January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December"};
constexpr Months hijri_arabic = {"محرم", "صفر",   "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
                                 "رجب",  "شعبان", "رمضان",      "شوال",       "ذو القعدة",    "ذو الحجة"};
constexpr Months hijri_english = {
    "Muharram", "Safar",  "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Akhirah",
    "Rajab",    "Shaban", "Ramadan",       "Shawwal",       "Dhu al-Qadah",  "Dhu al-Hijjah"};

const Months& months(CalendarKind calendar, Language language) {
    const bool arabic = language == Language::arabic;
    if (calendar == CalendarKind::gregorian)
        return arabic ? gregorian_arabic : gregorian_english;
    return arabic ? hijri_arabic : hijri_english;
}

std::string written(int day, CalendarKind calendar, int month, int year, Language language) {
    return fmt::format("{} {} {}", day, month_name(calendar, month, language), year);
}

} // namespace

std::string month_name(CalendarKind calendar, int month, Language language) {
    if (month < 1 || month > 12)
        return {};
    return months(calendar, language)[static_cast<std::size_t>(month - 1)];
}

std::string format_date(Date date, DateStyle style, Language language, Digits digits) {
    const bool arabic = language == Language::arabic;
    const auto hijri = style == DateStyle::gregorian ? std::nullopt : to_hijri(date);
    const std::string gregorian_text =
        written(date.day(), CalendarKind::gregorian, date.month(), date.year(), language) +
        (arabic ? "م" : "");
    std::string text = gregorian_text;
    if (hijri) {
        const std::string hijri_text =
            written(hijri->day, CalendarKind::umm_al_qura, hijri->month, hijri->year, language) +
            (arabic ? "هـ" : " AH");
        if (style == DateStyle::umm_al_qura)
            text = hijri_text;
        else
            text = arabic ? fmt::format("{} الموافق {}", gregorian_text, hijri_text)
                          : fmt::format("{} ({})", gregorian_text, hijri_text);
    }
    return with_digits(text, digits);
}

} // namespace istiqbal::form
