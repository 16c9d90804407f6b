// SPDX-License-Identifier: Apache-2.0
// A form as a text to read through at a desk: sections, questions in the order in which they come, what each
// asks, offers and demands. Rules are shown as the sheet writes them.
#pragma once

#include "kiosk/form/definition.hpp"

#include <string>

namespace istiqbal::app {

// UTF-8, lines ended by \n. In Arabic every Latin part (names, expressions) stands in an isolate, so that a
// terminal which knows the bidirectional algorithm keeps it together.
std::string form_text(const form::Form& form, form::Language language);

} // namespace istiqbal::app
