// SPDX-License-Identifier: Apache-2.0
// A rating (G5): what the answers of an anonymous submission mean (PROTOCOL.md, "Ratings"). The answers stay
// as they were shown; this is the reading of their machine values that screens write by and the office counts
// by.
//
//     name          value
//     score         "1" (least satisfied) … "5" (most)               required
//     scale         "rtl" or "ltr": where the scale began on screen   required
//     service       choice name of the service that was rated
//     department    choice name of the department (G7)
//     rater         "visitor", or "colleague": an employee whom the department serves (G7)
//     reasons       choice names with a space between
//     comment       free text
//     flagged       "burst" …: why it may be misuse, a name of [a-z_]; absent: it is not flagged
//
// Nothing in a rating names a person: ratings are reported by service and place, never by employee (G6).
#pragma once

#include "sync/seal/submission.hpp"

namespace istiqbal::seal {

enum class ScaleDirection { right_to_left, left_to_right };

struct Rating {
    int score = 0; // 1 … 5
    ScaleDirection scale = ScaleDirection::right_to_left;
    std::string service;              // empty: not asked
    std::string department;           // empty: not asked
    std::vector<std::string> reasons; // choice names, at most 16
    std::string comment;
    std::string flag;       // why it may be misuse; empty: it is not flagged
    std::string rater = {}; // "visitor" or "colleague"; empty: not asked

    bool operator==(const Rating&) const = default;
};

inline constexpr std::size_t rating_reason_limit = 16;
inline constexpr std::size_t rating_name_limit = 64; // bytes of a choice name

// malformed: not a rating, an answer that is not one of a rating's or comes twice, or a value outside the
// table above. check() asks this of every rating, so none is sealed or filed that cannot be counted.
Result<Rating> read_rating(const Submission& submission);

} // namespace istiqbal::seal
