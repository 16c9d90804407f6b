// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/face.hpp"

#include "kiosk/ui/icon_pen.hpp"

#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr float fineness = 15; // a face is large: its pen is finer than an icon's
constexpr TextSpec word(bool selected, Type type) {
    return {.type = type,
            .weight = selected ? text::Weight::bold : text::Weight::regular,
            .alignment = text::Alignment::center};
}

void eyes(IconPen& pen, float y) {
    pen.dot({8.4F, y}, 1.35F);
    pen.dot({15.6F, y}, 1.35F);
}

void mouth(IconPen& pen, ImVec2 corner, float depth) {
    const float inward = 1.8F;
    pen.from(corner)
        .bend({corner.x + inward, corner.y + depth}, {24 - corner.x - inward, corner.y + depth},
              {24 - corner.x, corner.y})
        .end();
}

void draw_features(IconPen& pen, int level) {
    switch (level) {
    case 1: // brows that rise to the middle, a deep bow down
        pen.line({{6, 8.5F}, {9.6F, 6.7F}});
        pen.line({{18, 8.5F}, {14.4F, 6.7F}});
        eyes(pen, 11);
        mouth(pen, {7.4F, 17.8F}, -4.6F);
        break;
    case 2:
        eyes(pen, 9.8F);
        mouth(pen, {8, 16.8F}, -2.4F);
        break;
    case 3:
        eyes(pen, 9.8F);
        pen.line({{8, 15.8F}, {16, 15.8F}});
        break;
    case 4:
        eyes(pen, 9.8F);
        mouth(pen, {7.6F, 14.4F}, 3.8F);
        break;
    default: // eyes that laugh, an open mouth
        for (const float x : {8.4F, 15.6F})
            pen.from({x - 1.9F, 10.4F}).bend({x - 1.4F, 8}, {x + 1.4F, 8}, {x + 1.9F, 10.4F}).end();
        pen.from({7, 13.4F}).to({17, 13.4F}).bend({16.6F, 20.4F}, {7.4F, 20.4F}, {7, 13.4F}).end_filled();
        break;
    }
}

float face_side(Frame& frame, const Rect& rect, float word_height) {
    const float gap = frame.mm(frame.sizes().space.tiny);
    const float edge = frame.mm(frame.sizes().space.tiny);
    return std::floor(
        std::max(0.0F, std::min(rect.width - 2 * edge, rect.height - word_height - gap - 2 * edge)));
}

} // namespace

void draw_face(Frame& frame, const Rect& square, int level, FaceLook look) {
    level = std::clamp(level, least_face, most_face);
    const Colours& colour = frame.colours();
    const Rect drawn = look == FaceLook::pressed ? square.inset(square.width * 0.03F) : square;
    const bool dimmed = look == FaceLook::dimmed;
    const ImVec2 centre(drawn.centre_x(), drawn.centre_y());
    const float radius = drawn.width / 2;
    const Colour ground =
        dimmed ? colour.surface_sunken : colour.faces[static_cast<std::size_t>(level - least_face)];
    frame.list().AddCircleFilled(centre, radius, ground, 0);
    const Colour ink = dimmed ? colour.outline_strong : colour.text;
    const float line = std::max(1.5F, drawn.width / 24 * (look == FaceLook::selected ? 1.2F : 0.6F));
    frame.list().AddCircle(centre, radius - line / 2, look == FaceLook::selected ? colour.primary : ink, 0,
                           line);
    IconPen pen(frame, drawn, ink, false, fineness);
    draw_features(pen, level);
}

Type face_type(Frame& frame, std::span<const std::string_view> labels, float width) {
    const float room = width - 2 * frame.mm(frame.sizes().space.tiny);
    for (const std::string_view label : labels) {
        std::string_view rest = label;
        while (!rest.empty()) {
            const std::string_view one = rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(rest.size(), one.size() + 1));
            if (frame.shape(one, word(true, Type::body))->width() > room)
                return Type::small;
        }
    }
    return Type::body;
}

float face_height(Frame& frame, const FaceSpec& spec, float width) {
    const float gap = frame.mm(frame.sizes().space.tiny);
    const float side = std::min(width - 3 * gap, frame.mm(frame.sizes().button * 2));
    return std::ceil(side + 4 * gap +
                     frame.shape(spec.label, word(true, spec.type), width - 2 * gap)->height());
}

bool face(Frame& frame, std::string_view id, const Rect& rect, const FaceSpec& spec) {
    const Colours& colour = frame.colours();
    const Press press = frame.press(id, rect, spec.enabled);
    const float gap = frame.mm(frame.sizes().space.tiny);
    const float room = rect.width - 2 * gap;
    // The bold of the chosen face may need a line more; the faces must not move when one is chosen.
    const float words = frame.shape(spec.label, word(true, spec.type), room)->height();
    const float side = face_side(frame, rect, words);
    if (spec.selected || press.held) {
        frame.fill(rect, press.held ? colour.surface_pressed : colour.primary_soft, frame.theme().radius);
        if (spec.selected)
            frame.outline(rect, colour.primary, frame.theme().line_strong, frame.theme().radius);
    }
    const Rect square{rect.centre_x() - side / 2, rect.y + gap * 1.5F, side, side};
    const bool faint = (spec.dimmed || !spec.enabled) && !spec.selected && !press.held;
    draw_face(frame, square, spec.level,
              press.held      ? FaceLook::pressed
              : spec.selected ? FaceLook::selected
              : faint         ? FaceLook::dimmed
                              : FaceLook::rest);
    const auto layout = frame.shape(spec.label, word(spec.selected, spec.type), room);
    frame.draw(layout, rect.x + gap, square.bottom() + gap, faint ? colour.text_muted : colour.text);
    frame.tell(Role::radio, spec.label, rect, {.enabled = spec.enabled, .selected = spec.selected});
    return press.clicked;
}

} // namespace istiqbal::ui
