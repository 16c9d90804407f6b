// SPDX-License-Identifier: Apache-2.0
// A time of the day, entered on the number pad as hour and minutes with its half of the day, or by wheels, in
// the way that the person chose for dates. The session keeps what form::parse_typed_time() reads.
#pragma once

#include "kiosk/screens/date_fields.hpp"

namespace istiqbal::screens {

void time_fields(ui::Column& column, const AnswerView& view, Intents& intents);

// What the fields of a time make of `spec.typed`.
PartsResult time_parts(ui::Column& column, const PartsSpec& spec);
// Gives the focus to its first field.
void focus_time(ui::Memory& memory, std::string_view path, std::string_view typed);

} // namespace istiqbal::screens
