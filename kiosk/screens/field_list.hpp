// SPDX-License-Identifier: Apache-2.0
// Several questions on one page, where a form asks for it (`field-list`): each with its own label, error and
// field. The keyboard is that of the field that is typed into, and comes with it.
#pragma once

#include "kiosk/screens/question.hpp"

namespace istiqbal::screens {

void field_list(ui::Frame& frame, const PageView& view, Intents& intents);

} // namespace istiqbal::screens
