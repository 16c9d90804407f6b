// SPDX-License-Identifier: Apache-2.0
// A date, entered on the number pad as day, month and year in either calendar (a year from 1300 to 1600 is
// Hijri), or by wheels; the person chooses, and the choice lasts as long as the visit. Beneath, the day is
// written out in the other calendar or both, so that a slip is seen before it is sent. A date with its time
// has the fields of both, one after the other.
#pragma once

#include "kiosk/screens/answer_fields.hpp"

namespace istiqbal::screens {

void date_fields(ui::Column& column, const AnswerView& view, Intents& intents);
void date_time_fields(ui::Column& column, const AnswerView& view, Intents& intents);

// An answer that is typed in several fields: their ids are the question's with their own behind it.
struct PartsSpec {
    std::string_view path;     // of the question
    std::string_view question; // its label, said before the names of the fields; empty where it is alone
    std::string_view typed;    // what the session holds for these fields
    bool invalid = false;
    bool takes_focus = false; // where no field of the page has it
    bool next_field = false;  // Enter in the last one leads to another field
};
struct PartsResult {
    std::optional<form::WipedText> typed; // if the person changed it
    bool entered = false;                 // Enter in the last field
};
std::string part_id(std::string_view path, std::string_view part);
std::string part_name(ui::Frame& frame, const PartsSpec& spec, std::string_view key);
bool is_part_focused(const ui::Memory& memory, std::string_view path);
inline constexpr std::string_view first_date_part = "day";
inline constexpr std::string_view first_time_part = "hour";
// Gives the focus to the first field of a question that is typed in parts.
void focus_first_part(ui::Memory& memory, const form::Question& question, std::string_view path,
                      std::string_view typed);

// The button between number pad and wheels.
void way_of_entry(ui::Column& column, std::string_view path);

} // namespace istiqbal::screens
