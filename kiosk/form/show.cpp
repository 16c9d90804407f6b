// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/show.hpp"

#include "kiosk/form/checks.hpp"
#include "kiosk/form/messages.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace istiqbal::form {
namespace {

/// "+966501234567" as it is written in Saudi Arabia: 050 123 4567, and without spaces in Arabic-Indic digits,
/// whose groups the bidirectional algorithm would put in the opposite order, even inside a left-to-right
/// isolate.
std::string national_mobile(std::string_view canonical, Digits digits) {
    constexpr std::string_view prefix = "+966";
    if (canonical.substr(0, prefix.size()) != prefix || canonical.size() != prefix.size() + 9)
        return std::string(canonical);
    const std::string_view national = canonical.substr(prefix.size());
    const char* space = digits == Digits::latin ? " " : "";
    return fmt::format("0{}{}{}{}{}", national.substr(0, 2), space, national.substr(2, 3), space,
                       national.substr(5));
}

/// In fours, as it stands on cards.
std::string grouped_iban(std::string_view canonical) {
    std::string grouped;
    for (std::size_t index = 0; index < canonical.size(); ++index) {
        if (index > 0 && index % 4 == 0)
            grouped += ' ';
        grouped += canonical[index];
    }
    return grouped;
}

/// On the clock of twelve hours, as times are said: «4:30 م», "4:30 PM".
std::string shown_time(TimeOfDay time, Language language, Digits digits) {
    const int minutes = time.milliseconds / 60'000;
    const int hour = minutes / 60;
    const std::string clock = fmt::format("{}:{:02}", hour % 12 == 0 ? 12 : hour % 12, minutes % 60);
    const bool arabic = language == Language::arabic;
    const char* half = hour < 12 ? (arabic ? "ص" : "AM") : (arabic ? "م" : "PM");
    return fmt::format("{} {}", isolated(with_digits(clock, digits)), half);
}

std::string shown_text(const Question& question, std::string_view value, Digits digits) {
    if (question.has(Appearance::saudi_mobile))
        return isolated(with_digits(national_mobile(value, digits), digits));
    if (question.has(Appearance::iban))
        return isolated(with_digits(grouped_iban(value), digits));
    if (question.has(Appearance::saudi_id) || question.has(Appearance::numbers))
        return isolated(with_digits(value, digits));
    return std::string(value);
}

std::string shown_choices(const Question& question, std::string_view value, Language language) {
    std::string text;
    while (!value.empty()) {
        const std::size_t end = std::min(value.find(' '), value.size());
        const std::string_view name = value.substr(0, end);
        value.remove_prefix(std::min(end + 1, value.size()));
        const Choice* choice = question.choice(name);
        if (!text.empty())
            text += language == Language::arabic ? "، " : ", ";
        text += choice != nullptr ? choice->label.in(language) : std::string(name);
    }
    return text;
}

} // namespace

std::string with_digits(std::string_view text, Digits digits) {
    if (digits == Digits::latin)
        return std::string(text);
    std::string result;
    for (const char byte : text) {
        if (byte >= '0' && byte <= '9') {
            result += '\xD9'; // U+0660 to U+0669 are D9 A0 to D9 A9
            result += static_cast<char>(0xA0 + (byte - '0'));
        } else {
            result += byte;
        }
    }
    return result;
}

std::string grouped_number(std::string_view canonical, Digits digits) {
    const bool negative = !canonical.empty() && canonical.front() == '-';
    const std::string_view unsigned_part = canonical.substr(negative ? 1 : 0);
    const std::size_t point = std::min(unsigned_part.find('.'), unsigned_part.size());
    const std::string_view whole = unsigned_part.substr(0, point);
    const std::string_view fraction = unsigned_part.substr(std::min(point + 1, unsigned_part.size()));
    const bool latin = digits == Digits::latin;
    std::string text = negative ? "-" : "";
    for (std::size_t index = 0; index < whole.size(); ++index) {
        if (index > 0 && (whole.size() - index) % 3 == 0)
            text += latin ? "," : "٬";
        text += whole[index];
    }
    if (!fraction.empty())
        text += (latin ? "." : "٫") + std::string(fraction);
    text = with_digits(text, digits);
    // A sign would change sides in Arabic.
    return negative ? isolated(text) : text;
}

std::string isolated(std::string_view text) {
    constexpr const char* left_to_right_isolate = "\u2066";
    constexpr const char* pop_directional_isolate = "\u2069";
    return left_to_right_isolate + std::string(text) + pop_directional_isolate;
}

std::string shown_value(const Question& question, std::string_view value, Language language, Digits digits) {
    if (value.empty())
        return {};
    switch (question.type) {
    case QuestionType::integer:
    case QuestionType::decimal:
    case QuestionType::range:
        return grouped_number(value, digits);
    case QuestionType::time: {
        const auto time = TimeOfDay::from_iso(value);
        return time ? shown_time(*time, language, digits) : std::string(value);
    }
    case QuestionType::date_time:
    case QuestionType::start:
    case QuestionType::end: {
        const auto moment = DateTime::from_iso(value);
        if (!moment)
            return std::string(value);
        return fmt::format("{}{}{}", format_date(moment->date, DateStyle::both, language, digits),
                           language == Language::arabic ? "، " : ", ",
                           shown_time(moment->time, language, digits));
    }
    case QuestionType::image:
        return messages::drawn(question.has(Appearance::signature)).in(language);
    case QuestionType::today:
    case QuestionType::date: {
        const auto date = Date::from_iso(value);
        return date ? format_date(*date, DateStyle::both, language, digits) : std::string(value);
    }
    case QuestionType::select_one:
    case QuestionType::select_multiple:
    case QuestionType::rank:
        return shown_choices(question, value, language);
    case QuestionType::acknowledge:
        return messages::agreed().in(language);
    case QuestionType::calculate:
        return normalise_number(value) == value ? grouped_number(value, digits) : std::string(value);
    default:
        return shown_text(question, value, digits);
    }
}

} // namespace istiqbal::form
