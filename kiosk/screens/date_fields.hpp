// SPDX-License-Identifier: Apache-2.0
// Day, month and year on the number pad, in either calendar: a year from 1300 to 1600 is Hijri. Beneath, the
// day is written out in both calendars, so that a slip is seen before it is sent.
#pragma once

#include "kiosk/screens/question.hpp"

namespace istiqbal::screens {

void date_fields(ui::Column& column, const QuestionView& view, Intents& intents);

} // namespace istiqbal::screens
