// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/ink_pad.hpp"

#include "kiosk/ui/icons.hpp"
#include "kiosk/ui/ink.hpp"

#include <algorithm>
#include <cmath>

namespace istiqbal::ui {

namespace {

// What the finger added in this frame. Only what can be seen of the pad is drawn on.
PadInput follow_finger(Frame& frame, std::string_view id, const Rect& rect, bool& active) {
    const Press press = frame.press(id, rect);
    const platform::Input& input = frame.input();
    Memory& memory = frame.memory();
    active = press.active || press.clicked || (input.released && memory.drawn_on == id);
    memory.pads_seen.push_back(rect.intersect(frame.clip()));
    if (press.active)
        memory.drawn_on = id;
    else if (memory.drawn_on == id)
        memory.drawn_on.clear();
    PadInput drawn;
    // A palm that makes way is lifted beside the glass: that is no point of a line.
    const bool dropped = input.released && input.position.x < 0;
    if (!active || dropped)
        return drawn;
    drawn.begins = input.pressed;
    for (const platform::TouchPoint& point : input.path)
        drawn.points.push_back({std::clamp((point.x - rect.x) / rect.width, 0.0F, 1.0F),
                                std::clamp((point.y - rect.y) / rect.height, 0.0F, 1.0F), point.time,
                                point.pressure});
    return drawn;
}

void draw_line_to_sign_on(Frame& frame, const Rect& rect, bool invites, bool invalid) {
    const Colours& colour = frame.colours();
    const float margin = frame.mm(frame.sizes().space.large);
    const float y = std::round(rect.y + rect.height * 0.72F);
    frame.line(rect.x + margin, y, rect.right() - margin, y, colour.outline_strong, frame.theme().line);
    if (!invites)
        return;
    const float pencil = frame.type_pixels(Type::heading);
    Rect row{rect.x + margin, y - pencil * 1.2F, rect.width - 2 * margin, pencil};
    draw_icon(frame, Icon::pencil, row.cut_leading(pencil, frame.direction()), colour.outline_strong);
    frame.draw_in({rect.x, y, rect.width, rect.bottom() - y}, frame.string("signature.here"),
                  {.type = Type::body, .alignment = text::Alignment::center},
                  invalid ? colour.error : colour.text_muted);
}

void draw_paper(Frame& frame, const Rect& rect, bool invites, bool invalid) {
    const Colours& colour = frame.colours();
    constexpr float apart_mm = 10;
    const float apart = frame.mm(apart_mm);
    const float dot = std::max(1.0F, frame.mm(0.35F));
    const float first_x = rect.x + std::fmod(rect.width, apart) / 2 + apart / 2;
    for (float y = rect.y + apart / 2; y < rect.bottom() - dot; y += apart)
        for (float x = first_x; x < rect.right() - dot; x += apart)
            frame.list().AddRectFilled(ImVec2(std::round(x), std::round(y)),
                                       ImVec2(std::round(x) + dot, std::round(y) + dot),
                                       colour.outline_strong);
    if (!invites)
        return;
    const float pencil = frame.type_pixels(Type::heading);
    const std::string& words = frame.string("drawing.here");
    const auto layout = frame.shape(words, {.type = Type::body, .alignment = text::Alignment::center},
                                    rect.width - frame.mm(frame.sizes().space.large));
    const float gap = frame.mm(frame.sizes().space.tiny);
    Rect group = rect.centred(rect.width, pencil + gap + layout->height());
    const Rect icon = group.cut_top(pencil).centred(pencil, pencil);
    // The dots do not run through the words.
    frame.fill(
        Rect{rect.centre_x() - layout->width() / 2, icon.y, layout->width(), group.bottom() - icon.y}.inset(
            -gap),
        colour.surface, frame.theme().radius_small);
    draw_icon(frame, Icon::pencil, icon, colour.outline_strong);
    frame.draw(layout, rect.centre_x() - layout->box_width() / 2, group.bottom() - layout->height(),
               invalid ? colour.error : colour.text_muted);
}

} // namespace

float ink_pad_height(Frame& frame, PadKind kind, float width) {
    const bool drawing = kind == PadKind::drawing;
    const float wanted = drawing ? width * 2 / 3 : width / 3;
    return std::round(std::min(wanted, frame.screen().height * (drawing ? 0.5F : 0.42F)));
}

PadInput ink_pad(Frame& frame, std::string_view id, const Rect& rect, const PadSpec& spec,
                 const std::vector<Stroke>& strokes) {
    const Colours& colour = frame.colours();
    bool active = false;
    PadInput drawn = follow_finger(frame, id, rect, active);
    frame.fill(rect, colour.surface, frame.theme().radius);
    frame.outline(rect,
                  spec.invalid ? colour.error
                  : active     ? colour.primary
                               : colour.outline_strong,
                  spec.invalid || active ? frame.theme().line_strong : frame.theme().line,
                  frame.theme().radius);
    const bool invites = strokes.empty() && !active;
    if (spec.kind == PadKind::signature)
        draw_line_to_sign_on(frame, rect, invites, spec.invalid);
    else
        draw_paper(frame, rect, invites, spec.invalid);
    frame.push_clip(rect);
    for (const Stroke& stroke : strokes)
        draw_ink(frame, rect, stroke);
    frame.pop_clip();
    frame.tell(spec.kind == PadKind::signature ? Role::signature : Role::drawing, spec.name, rect,
               {.selected = !strokes.empty(), .invalid = spec.invalid});
    return drawn;
}

} // namespace istiqbal::ui
