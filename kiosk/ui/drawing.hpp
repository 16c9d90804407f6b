// SPDX-License-Identifier: Apache-2.0
// A drawing as the text that a form keeps (form::drawing(): SVG path data, x and y in 0 to 65535 of the pad),
// and back to strokes for the pad. Pure functions, any thread.
#pragma once

#include "kiosk/form/answers.hpp"
#include "kiosk/ui/ink_pad.hpp"

#include <string_view>
#include <vector>

namespace istiqbal::ui {

// Strokes without times or pressure; empty if the text is no drawing.
std::vector<Stroke> strokes_of(std::string_view drawing);

// The drawing with what the finger added. Points that lie too near to be told apart are left out; a drawing
// of very many points keeps its shape and loses every other one, so that it never gets longer than
// form::drawing_limit.
form::WipedText with_points(std::string_view drawing, const PadInput& input);

} // namespace istiqbal::ui
