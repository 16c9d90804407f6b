// SPDX-License-Identifier: Apache-2.0
// A date, entered on the number pad as day, month and year in either calendar (a year from 1300 to 1600 is
// Hijri), or by wheels; the person chooses, and the choice lasts as long as the visit. Beneath, the day is
// written out in the other calendar or both, so that a slip is seen before it is sent.
#pragma once

#include "kiosk/screens/question.hpp"

namespace istiqbal::screens {

void date_fields(ui::Column& column, const QuestionView& view, Intents& intents);

} // namespace istiqbal::screens
