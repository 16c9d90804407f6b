// SPDX-License-Identifier: Apache-2.0
// Satisfaction in figures (G5): how many gave which score, the mean with its 95 % interval, the share of
// satisfied, and the reasons; altogether or by service, department or day, and never by a person (G6).
//
// Flagged ratings are left out unless asked for, and always counted: misuse shows, and nothing is deleted.
#pragma once

#include "sync/office/store.hpp"

#include <array>
#include <map>
#include <optional>

namespace istiqbal::office {

enum class Grouping { none, service, department, rater, day };

std::optional<Grouping> parse_grouping(std::string_view word); // "", "service", "department", "rater", "day"

struct RatingFigures {
    std::array<std::uint64_t, 5> distribution{}; // of scores 1 … 5
    std::uint64_t count = 0;                     // of those counted
    std::uint64_t flagged = 0;                   // whether counted or not
    double mean = 0;                             // 1 … 5; of none: 0
    double low = 0;                              // the mean's 95 % interval (Student's t), within 1 … 5
    double high = 0;                             // of fewer than two: the whole scale
    double satisfied = 0;                        // the share of scores 4 and 5, 0 … 1
    std::map<std::string, std::uint64_t> reasons;
};

RatingFigures figures(const std::vector<RatingRow>& rows, bool with_flagged);

// For a terminal window; one block a group, in the order of their names. Days are the office's own.
std::string ratings_report(const std::vector<RatingRow>& rows, Grouping by, bool with_flagged);

} // namespace istiqbal::office
