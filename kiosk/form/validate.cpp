// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/validate.hpp"

#include "kiosk/form/checks.hpp"
#include "kiosk/form/messages.hpp"

#include <algorithm>
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

Canonical choices_value(const Question& question, std::string_view typed) {
    const bool several = question.type == QuestionType::select_multiple;
    std::set<std::string_view> wanted;
    std::size_t begin = 0;
    while ((begin = typed.find_first_not_of(' ', begin)) != std::string_view::npos) {
        const std::size_t end = std::min(typed.find(' ', begin), typed.size());
        wanted.insert(typed.substr(begin, end - begin));
        begin = end;
    }
    std::string value;
    std::size_t found = 0;
    for (const Choice& choice : question.choices) {
        if (wanted.count(choice.name) == 0)
            continue;
        ++found;
        value += (value.empty() ? "" : " ") + choice.name;
    }
    if (found != wanted.size() || (!several && found > 1))
        return refuse(question, ProblemKind::type, messages::not_a_choice());
    return value;
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
    case QuestionType::select_one:
    case QuestionType::select_multiple:
        return choices_value(question, text);
    case QuestionType::acknowledge:
        if (text != "OK")
            return refuse(question, ProblemKind::type, messages::required(question.type));
        return std::string(text);
    default:
        return text_value(question, text);
    }
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
