// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/hand_over.hpp"

#include "kiosk/ui/widgets.hpp"

#include <cmath>

namespace istiqbal::screens {

using namespace ui;

void hand_over(Frame& frame, Intents& intents) {
    Page page(frame, {.id = "hand_over", .primary = frame.string("hand_over.ready"), .centred = true});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    const float side = std::round(frame.type_pixels(Type::display) * 2.2F);
    icon_disc(frame, Icon::tablet_hand_over, column.take(side).centred(side, side), frame.colours().primary,
              frame.colours().primary_soft);
    column.gap(space.large);
    column.text(frame.string("hand_over.title"),
                {.type = Type::title, .weight = text::Weight::bold, .alignment = text::Alignment::center},
                frame.colours().text, Role::heading);
    column.gap(space.medium);
    column.text(frame.string("hand_over.text"), {.type = Type::label, .alignment = text::Alignment::center},
                frame.colours().text);
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
