// SPDX-License-Identifier: Apache-2.0
// What the files of widget sheets share.
#pragma once

#include "kiosk/ui/page.hpp"
#include "tests/kiosk/widget_sheets.hpp"

namespace istiqbal::test {

std::string_view say(ui::Frame& frame, std::string_view arabic, std::string_view english);
// A page whose body is `fill`.
std::function<void(ui::Frame&, screens::Intents&)>
sheet(const char* id, const char* arabic, const char* english, std::function<void(ui::Column&)> fill);
// The kinds of answer that have a widget of their own.
std::vector<WidgetSheet> answer_sheets();

} // namespace istiqbal::test
