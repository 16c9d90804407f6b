// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/signature_pad.hpp"

#include "kiosk/ui/icons.hpp"
#include "kiosk/ui/ink.hpp"

#include <algorithm>
#include <cmath>

namespace istiqbal::ui {

float signature_pad_height(Frame& frame, float width) {
    return std::round(std::min(width / 3, frame.screen().height * 0.42F));
}

PadInput signature_pad(Frame& frame, std::string_view id, const Rect& rect, std::string_view name,
                       const std::vector<Stroke>& strokes, bool invalid) {
    const Colours& colour = frame.colours();
    const Press press = frame.press(id, rect);
    const platform::Input& input = frame.input();
    Memory& memory = frame.memory();
    PadInput drawn;
    const bool active = press.active || press.clicked || (input.released && memory.pad_active);
    // Only what can be seen of it is signed on.
    memory.pad = rect.intersect(frame.clip());
    memory.pad_seen = true;
    memory.pad_active = press.active;
    // A palm that makes way is lifted beside the glass: that is no point of a signature.
    const bool dropped = input.released && input.position.x < 0;
    if (active && !dropped) {
        drawn.begins = input.pressed;
        for (const platform::TouchPoint& point : input.path)
            drawn.points.push_back({std::clamp((point.x - rect.x) / rect.width, 0.0F, 1.0F),
                                    std::clamp((point.y - rect.y) / rect.height, 0.0F, 1.0F), point.time,
                                    point.pressure});
    }
    frame.fill(rect, colour.surface, frame.theme().radius);
    frame.outline(rect,
                  invalid  ? colour.error
                  : active ? colour.primary
                           : colour.outline_strong,
                  invalid || active ? frame.theme().line_strong : frame.theme().line, frame.theme().radius);
    // The line to sign on.
    const float margin = frame.mm(frame.sizes().space.large);
    const float y = std::round(rect.y + rect.height * 0.72F);
    frame.line(rect.x + margin, y, rect.right() - margin, y, colour.outline_strong, frame.theme().line);
    if (strokes.empty() && !active) {
        const float pencil = frame.type_pixels(Type::heading);
        Rect row{rect.x + margin, y - pencil * 1.2F, rect.width - 2 * margin, pencil};
        draw_icon(frame, Icon::pencil, row.cut_leading(pencil, frame.direction()), colour.outline_strong);
        frame.draw_in({rect.x, y, rect.width, rect.bottom() - y}, frame.string("signature.here"),
                      {.type = Type::body, .alignment = text::Alignment::center},
                      invalid ? colour.error : colour.text_muted);
    }
    frame.push_clip(rect);
    for (const Stroke& stroke : strokes)
        draw_ink(frame, rect, stroke);
    frame.pop_clip();
    frame.tell(Role::signature, name, rect, {.selected = !strokes.empty(), .invalid = invalid});
    return drawn;
}

} // namespace istiqbal::ui
