// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/rating.hpp"

#include <algorithm>
#include <set>

namespace istiqbal::seal {

namespace {

bool is_choice_name(std::string_view text) {
    return !text.empty() && text.size() <= rating_name_limit &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-' || c == '.';
           });
}

bool read_reasons(std::string_view value, std::vector<std::string>& reasons) {
    if (!value.empty() && value.back() == ' ')
        return false;
    while (!value.empty()) {
        const std::size_t end = std::min(value.find(' '), value.size());
        const std::string_view name = value.substr(0, end);
        if (!is_choice_name(name) || reasons.size() == rating_reason_limit ||
            std::find(reasons.begin(), reasons.end(), name) != reasons.end())
            return false;
        reasons.emplace_back(name);
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    return true;
}

// Whether the answer is one of a rating's, with a value that it may have.
bool take(const ShownAnswer& answer, Rating& rating) {
    const std::string& value = answer.value;
    const auto take_name = [&value](std::string& into) {
        into = value;
        return value.empty() || is_choice_name(value);
    };
    if (answer.name == "score") {
        rating.score = value.size() == 1 && value[0] >= '1' && value[0] <= '5' ? value[0] - '0' : 0;
        return rating.score != 0;
    }
    if (answer.name == "scale") {
        rating.scale = value == "ltr" ? ScaleDirection::left_to_right : ScaleDirection::right_to_left;
        return value == "ltr" || value == "rtl";
    }
    if (answer.name == "service")
        return take_name(rating.service);
    if (answer.name == "department")
        return take_name(rating.department);
    if (answer.name == "rater") {
        rating.rater = value;
        return value == "visitor" || value == "colleague";
    }
    if (answer.name == "reasons")
        return read_reasons(value, rating.reasons);
    if (answer.name == "flagged") {
        rating.flag = value;
        return is_choice_name(value);
    }
    rating.comment = value;
    return answer.name == "comment";
}

} // namespace

Result<Rating> read_rating(const Submission& submission) {
    if (submission.kind != SubmissionKind::rating)
        return fail(ErrorClass::malformed, "not a rating");
    Rating rating;
    std::set<std::string_view> names;
    for (const ShownAnswer& answer : submission.answers)
        if (!names.insert(answer.name).second || !take(answer, rating))
            return fail(ErrorClass::malformed, "an answer is not one of a rating's, or has another value");
    if (names.count("score") == 0 || names.count("scale") == 0)
        return fail(ErrorClass::malformed, "a rating has no score, or no direction of its scale");
    return rating;
}

} // namespace istiqbal::seal
