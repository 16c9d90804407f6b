// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/validate.hpp"

#include "kiosk/form/checks.hpp"
#include "kiosk/form/messages.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace istiqbal::form {
namespace {

using Canonical = tl::expected<std::string, Problem>;

tl::unexpected<Problem> refuse(const Question& question, ProblemKind kind, LocalText message) {
    return tl::unexpected(Problem{question.name, kind, std::move(message)});
}

Canonical number_value(const Question& question, std::string_view typed) {
    constexpr std::size_t most_integer_digits = 9; // what every XForms tool keeps in an int
    constexpr std::size_t most_decimal_digits = 15;
    const bool whole = question.type == QuestionType::integer;
    const std::size_t most = whole ? most_integer_digits : most_decimal_digits;
    const std::string ascii = normalise_digits(typed);
    const auto digits =
        std::count_if(ascii.begin(), ascii.end(), [](char byte) { return byte >= '0' && byte <= '9'; });
    const auto number = normalise_number(typed);
    if (number && whole && number->find('.') != std::string::npos)
        return refuse(question, ProblemKind::type, messages::not_whole());
    const bool only_digits = static_cast<std::size_t>(digits) == ascii.size();
    const bool too_long =
        number ? number->size() - (number->front() == '-' ? 1 : 0) > most && whole : only_digits;
    if (too_long)
        return refuse(question, ProblemKind::type, messages::number_too_long(most));
    if (!number)
        return refuse(question, ProblemKind::type, messages::not_a_number());
    return *number;
}

/// Choices of a select in the order of the sheet, of a rank in the order given; each at most once.
Canonical choices_value(const Question& question, std::string_view typed) {
    const bool several = question.type != QuestionType::select_one;
    const auto given = words_of(typed);
    const std::set<std::string_view> wanted(given.begin(), given.end());
    std::string value;
    const auto append = [&](std::string_view name) {
        value += (value.empty() ? "" : " ") + std::string(name);
    };
    std::size_t found = 0;
    for (const Choice& choice : question.choices()) {
        if (wanted.count(choice.name) == 0)
            continue;
        ++found;
        if (question.type != QuestionType::rank)
            append(choice.name);
    }
    const bool twice = question.type == QuestionType::rank && given.size() != wanted.size();
    if (found != wanted.size() || (!several && found > 1) || twice)
        return refuse(question, ProblemKind::type, messages::not_a_choice());
    if (question.type == QuestionType::rank)
        for (const std::string_view each : given)
            append(each);
    return value;
}

Canonical range_value(const Question& question, std::string_view typed) {
    const auto number = normalise_number(typed);
    if (!number)
        return refuse(question, ProblemKind::type, messages::not_a_number());
    const Range range = question.range.value_or(Range{});
    const double value = to_number(*number);
    const double steps = (value - range.start) / range.step;
    constexpr double slack = 1e-6; // decimal steps have no exact binary form
    if (value < range.start - slack || value > range.end + slack ||
        std::fabs(steps - std::round(steps)) > slack)
        return refuse(question, ProblemKind::type,
                      messages::not_in_range(to_text(range.start), to_text(range.end)));
    return *number;
}

Canonical time_value(const Question& question, std::string_view typed) {
    const auto time = parse_typed_time(typed);
    if (!time)
        return refuse(question, ProblemKind::type, messages::time());
    return time->iso();
}

Canonical date_time_value(const Question& question, std::string_view typed) {
    if (const auto moment = DateTime::from_iso(typed))
        return moment->iso();
    const std::size_t between = std::min(typed.find('T'), typed.size());
    const auto date = parse_typed_date(trim(typed.substr(0, between)));
    if (!date)
        return refuse(question, ProblemKind::type, messages::date(date.error()));
    const auto time = parse_typed_time(typed.substr(std::min(between + 1, typed.size())));
    if (!time)
        return refuse(question, ProblemKind::type, messages::time());
    return DateTime{*date, *time, saudi_offset}.iso();
}

Canonical drawing_value(const Question& question, std::string_view typed) {
    if (!drawing(typed))
        return refuse(question, ProblemKind::type, messages::drawing(question.has(Appearance::signature)));
    return std::string(typed);
}

Canonical saudi_id_value(const Question& question, std::string_view text) {
    std::string ascii = normalise_digits(text);
    ascii.erase(std::remove(ascii.begin(), ascii.end(), ' '), ascii.end());
    if (const auto fault = saudi_id_fault(ascii))
        return refuse(question, ProblemKind::appearance, messages::saudi_id(*fault, count_characters(ascii)));
    return ascii;
}

Canonical text_value(const Question& question, std::string_view typed) {
    if (!valid_utf8(typed))
        return refuse(question, ProblemKind::text, messages::text(TextFault::not_utf8));
    const std::string text = without_marks(typed);
    const std::size_t limit = text_limit(question);
    const std::size_t length = count_characters(text);
    if (length > limit)
        return refuse(question, ProblemKind::text, messages::text_too_long(limit, length));
    const TextRules rules{question.has(Appearance::multiline), question.has(Appearance::person_name)};
    if (const auto fault = text_fault(text, rules))
        return refuse(question, ProblemKind::text, messages::text(*fault));
    if (question.has(Appearance::saudi_id))
        return saudi_id_value(question, text);
    if (question.has(Appearance::saudi_mobile)) {
        auto mobile = saudi_mobile(text);
        if (!mobile)
            return refuse(question, ProblemKind::appearance, messages::saudi_mobile());
        return *mobile;
    }
    if (question.has(Appearance::iban)) {
        const std::string compact = compact_iban(text);
        if (const auto fault = iban_fault(compact))
            return refuse(question, ProblemKind::appearance,
                          messages::iban(*fault, count_characters(compact)));
        return compact;
    }
    return question.has(Appearance::numbers) ? normalise_digits(text) : text;
}

} // namespace

std::size_t text_limit(const Question& question) {
    if (question.has(Appearance::person_name))
        return 100;
    return question.has(Appearance::multiline) ? 2000 : 250;
}

Canonical canonical_value(const Question& question, std::string_view typed) {
    const std::string_view text = trim(typed);
    if (text.empty())
        return std::string();
    switch (question.type) {
    case QuestionType::integer:
    case QuestionType::decimal:
        return number_value(question, text);
    case QuestionType::date: {
        const auto date = parse_typed_date(text);
        if (!date)
            return refuse(question, ProblemKind::type, messages::date(date.error()));
        return date->iso();
    }
    case QuestionType::range:
        return range_value(question, text);
    case QuestionType::time:
        return time_value(question, text);
    case QuestionType::date_time:
        return date_time_value(question, text);
    case QuestionType::image:
        return drawing_value(question, text);
    case QuestionType::select_one:
    case QuestionType::select_multiple:
    case QuestionType::rank:
        return choices_value(question, text);
    case QuestionType::acknowledge:
        if (text != "OK")
            return refuse(question, ProblemKind::type, messages::required(question));
        return std::string(text);
    default:
        return text_value(question, text);
    }
}

std::string only_choices(const Question& question, std::string_view value,
                         const std::function<bool(const Choice&)>& offered) {
    std::string left;
    for (const std::string_view name : words_of(value)) {
        const Choice* choice = question.choice(name);
        if (choice != nullptr && offered(*choice))
            left += (left.empty() ? "" : " ") + std::string(name);
    }
    return left;
}

std::optional<Problem> check_day(const Question& question, std::string_view value, Date today) {
    const auto date = Date::from_iso(value);
    if (!date)
        return std::nullopt;
    if (question.has(Appearance::not_past) && *date < today)
        return Problem{question.name, ProblemKind::appearance, messages::not_past()};
    if (question.has(Appearance::not_future) && *date > today)
        return Problem{question.name, ProblemKind::appearance, messages::not_future()};
    return std::nullopt;
}

} // namespace istiqbal::form
