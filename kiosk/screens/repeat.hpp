// SPDX-License-Identifier: Apache-2.0
// What was added in a repeat, such as the members of a household: each entry with a few of its answers, to be
// changed, removed (which asks first) or joined by another one.
#pragma once

#include "kiosk/screens/question.hpp"

namespace istiqbal::screens {

void repeat(ui::Frame& frame, const PageView& view, Intents& intents);

} // namespace istiqbal::screens
