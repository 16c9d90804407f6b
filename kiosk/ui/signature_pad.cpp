// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/signature_pad.hpp"

#include <algorithm>

namespace istiqbal::ui {

namespace {

void draw_stroke(Frame& frame, const Rect& rect, const Stroke& stroke) {
    const float width = std::max(2.0F, frame.mm(1.1F));
    ImDrawList& list = frame.list();
    list.PathClear();
    ImVec2 last;
    for (const StrokePoint& point : stroke) {
        last = {rect.x + point.x * rect.width, rect.y + point.y * rect.height};
        list.PathLineTo(last);
    }
    if (stroke.size() == 1) {
        list.PathClear();
        list.AddCircleFilled(last, width * 0.8F, frame.colours().ink);
        return;
    }
    list.PathStroke(frame.colours().ink, ImDrawFlags_None, width);
}

} // namespace

PadInput signature_pad(Frame& frame, std::string_view id, const Rect& rect, std::string_view name,
                       const std::vector<Stroke>& strokes) {
    const Colours& colour = frame.colours();
    const Press press = frame.press(id, rect);
    const platform::Input& input = frame.input();
    PadInput drawn;
    const bool active = press.active || press.clicked || (input.released && frame.memory().pad_active);
    frame.memory().pad = rect;
    frame.memory().pad_active = press.active;
    if (active) {
        drawn.begins = input.pressed;
        for (const platform::TouchPoint& point : input.path)
            drawn.points.push_back({std::clamp((point.x - rect.x) / rect.width, 0.0F, 1.0F),
                                    std::clamp((point.y - rect.y) / rect.height, 0.0F, 1.0F), point.time});
    }
    frame.fill(rect, colour.surface, frame.theme().radius);
    frame.outline(rect, active ? colour.primary : colour.outline_strong, frame.theme().line,
                  frame.theme().radius);
    // The line to sign on.
    const float margin = frame.mm(frame.sizes().space.large);
    const float y = rect.y + rect.height * 0.72F;
    frame.line(rect.x + margin, y, rect.right() - margin, y, colour.outline, frame.theme().line);
    if (strokes.empty())
        frame.draw_in({rect.x, y, rect.width, rect.bottom() - y}, frame.string("signature.here"),
                      {.type = Type::body, .alignment = text::Alignment::center}, colour.text_muted);
    frame.push_clip(rect);
    for (const Stroke& stroke : strokes)
        draw_stroke(frame, rect, stroke);
    frame.pop_clip();
    frame.tell(Role::signature, name, rect, {.selected = !strokes.empty()});
    return drawn;
}

} // namespace istiqbal::ui
