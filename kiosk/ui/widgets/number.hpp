// SPDX-License-Identifier: Apache-2.0
// Numbers without a keyboard: a range to slide along, and a stepper for small counts.
#pragma once

#include "kiosk/ui/icons.hpp"

#include <optional>
#include <string>

namespace istiqbal::ui {

// least < most, step > 0; values lie on least + n × step and never leave [least, most]. Without a value
// nothing is chosen yet: a range then shows no thumb and asks to be touched, and plus, the arrows or "choose"
// begin at the least.
struct NumberSpec {
    std::string_view name;
    double least = 0;
    double most = 10;
    double step = 1;
    std::optional<double> value = {};
    std::string_view value_text = {}; // as it is shown and told; the plain number if empty
    std::string_view least_text = {}; // under the ends of a range
    std::string_view most_text = {};
    bool enabled = true;
    bool invalid = false;
};
// The nearest value that the spec allows.
double snap(const NumberSpec& spec, double value);
// With as many decimals as least and step have, at most 6: 0.1 + 0.2 is "0.3".
std::string number_text(const NumberSpec& spec, double value);

// A track with a thumb as large as a finger, minus at its leading and plus at its trailing end; grows along
// the reading direction. While it has the focus, arrow keys step, Home and End go to the ends. Told as a
// slider, and its two buttons by themselves. Returns the value from now on.
float range_height(Frame& frame, const NumberSpec& spec, float width);
std::optional<double> range(Frame& frame, std::string_view id, const Rect& rect, const NumberSpec& spec);

// Minus, the number, plus. Returns the value from now on.
float stepper_height(Frame& frame);
std::optional<double> stepper(Frame& frame, std::string_view id, const Rect& rect, const NumberSpec& spec);

} // namespace istiqbal::ui
