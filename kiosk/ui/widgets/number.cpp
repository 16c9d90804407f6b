// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/number.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/ui/widgets/button.hpp"
#include "kiosk/ui/widgets/paint.hpp"

#include <fmt/format.h>

#include <cmath>

namespace istiqbal::ui {

namespace {

// What is shown and told; nothing while nothing is chosen.
std::string words(const NumberSpec& spec, std::optional<double> value) {
    if (!value)
        return {};
    if (!spec.value_text.empty() && value == spec.value)
        return std::string(spec.value_text);
    return text::isolate(number_text(spec, *value));
}

// The value `steps` on; where there is none yet, the first.
double stepped(const NumberSpec& spec, std::optional<double> value, double steps) {
    return value ? snap(spec, *value + steps * spec.step) : spec.least;
}

bool step_button(Frame& frame, const std::string& id, const Rect& rect, const NumberSpec& spec, bool more) {
    const std::string name =
        frame.string(more ? "widgets.more" : "widgets.less", {{"name", std::string(spec.name)}});
    const bool possible = more ? !spec.value || snap(spec, *spec.value + spec.step) > *spec.value
                               : spec.value && *spec.value > spec.least;
    return button(frame, id, rect,
                  {.label = {},
                   .icon = more ? Icon::plus : Icon::minus,
                   .enabled = spec.enabled && possible,
                   .name = name});
}

double share_of(const NumberSpec& spec, double value) {
    const double whole = spec.most - spec.least;
    return whole > 0 ? std::clamp((value - spec.least) / whole, 0.0, 1.0) : 0.0;
}

struct Track {
    Rect area;    // that is touched
    float thumb;  // radius
    float length; // of the way of the thumb's centre
};

float centre_of(Frame& frame, const Track& track, double value, const NumberSpec& spec) {
    const auto way = static_cast<float>(share_of(spec, value)) * track.length;
    return frame.mirrored() ? track.area.right() - track.thumb - way : track.area.x + track.thumb + way;
}

double value_at(Frame& frame, const Track& track, float x, const NumberSpec& spec) {
    const float way =
        frame.mirrored() ? track.area.right() - track.thumb - x : x - track.area.x - track.thumb;
    const double share = std::clamp(way / std::max(1.0F, track.length), 0.0F, 1.0F);
    return snap(spec, spec.least + share * (spec.most - spec.least));
}

// A mark at each value where there is room for a finger between some of them.
void draw_marks(Frame& frame, const Track& track, const NumberSpec& spec, const Rect& bar) {
    constexpr double most_marks = 20;
    const double steps = std::floor((spec.most - spec.least) / spec.step + 1e-9);
    if (!(steps >= 1) || steps > most_marks)
        return;
    const float length = frame.mm(frame.sizes().space.tiny);
    const float top = bar.bottom() + std::round(track.thumb - bar.height / 2) - length / 2;
    for (int mark = 0; mark <= static_cast<int>(steps); ++mark) {
        const float x = std::round(centre_of(frame, track, spec.least + mark * spec.step, spec));
        frame.line(x, top, x, top + length, frame.colours().outline_strong, frame.theme().line);
    }
}

void draw_track(Frame& frame, const Track& track, const NumberSpec& spec, std::optional<double> chosen,
                bool held) {
    const Colours& colour = frame.colours();
    const Colour strong = !spec.enabled  ? colour.outline_strong
                          : spec.invalid ? colour.error
                                         : colour.primary;
    const float thickness = frame.mm(frame.sizes().space.tiny);
    const Rect bar = track.area.centred(track.area.width, thickness);
    ImDrawList& list = frame.list();
    draw_marks(frame, track, spec, bar);
    if (!chosen) {
        // The whole line asks to be touched, none of its values more than another.
        const Rect groove = bar.inset(0, -thickness / 2);
        const float radius = groove.height / 2;
        const ImVec2 from(groove.x, groove.y);
        const ImVec2 to(groove.right(), groove.bottom());
        list.AddRectFilled(from, to, held ? colour.primary_soft : colour.surface, radius);
        list.AddRect(from, to, strong, radius, 0, std::max(2.0F, frame.mm(frame.theme().line_strong)));
        return;
    }
    const ImVec2 thumb(centre_of(frame, track, *chosen, spec), track.area.centre_y());
    list.AddRectFilled(ImVec2(bar.x, bar.y), ImVec2(bar.right(), bar.bottom()),
                       between(colour.surface_sunken, colour.outline, 0.6F), thickness / 2);
    Rect rest = bar;
    const float filled = frame.mirrored() ? bar.right() - thumb.x : thumb.x - bar.x;
    const Rect full = rest.cut_leading(filled, frame.direction());
    list.AddRectFilled(ImVec2(full.x, full.y), ImVec2(full.right(), full.bottom()), strong, thickness / 2);
    const Rect square{thumb.x - track.thumb, thumb.y - track.thumb, track.thumb * 2, track.thumb * 2};
    if (spec.enabled)
        frame.shadow(square.inset(1), track.thumb / std::max(1.0F, frame.mm(100)) * 100, Elevation::raised);
    list.AddCircleFilled(thumb, track.thumb, held ? colour.primary_soft : colour.surface, 0);
    const float line = std::max(2.0F, frame.mm(frame.theme().line_strong));
    list.AddCircle(thumb, track.thumb - line / 2, strong, 0, line);
    list.AddCircleFilled(thumb, track.thumb * (held ? 0.42F : 0.32F), strong, 0);
}

// A finger that slides along does not scroll the page, though it never goes quite straight.
void keep_from_scrolling(Frame& frame, const Rect& area) {
    if (!frame.input().pressed)
        return;
    const platform::TouchPoint& began = frame.memory().touch_began;
    if (!area.intersect(frame.clip()).contains(began.x, began.y))
        return;
    for (auto& [view, scroll] : frame.memory().scrolls)
        scroll.dragged = false;
}

std::optional<double> follow_keys(Frame& frame, const NumberSpec& spec, std::optional<double> value) {
    for (const platform::Key key : frame.take_keys()) {
        const double onward = frame.mirrored() ? -1 : 1;
        switch (key) {
        case platform::Key::right:
            value = stepped(spec, value, onward);
            break;
        case platform::Key::left:
            value = stepped(spec, value, -onward);
            break;
        case platform::Key::home:
            value = spec.least;
            break;
        case platform::Key::end:
            value = snap(spec, spec.most);
            break;
        default:
            break;
        }
    }
    return value;
}

bool has_ends(const NumberSpec& spec) {
    return !spec.least_text.empty() || !spec.most_text.empty();
}

// The words at the ends, each in half of the row.
struct Ends {
    Frame::Layout least, most;
    float height() const { return std::max(least->height(), most->height()); }
};

Ends shape_ends(Frame& frame, const NumberSpec& spec, float width) {
    const float half = (width - frame.mm(frame.sizes().space.small)) / 2;
    return {frame.shape(spec.least_text, {.type = Type::small}, half),
            frame.shape(spec.most_text, {.type = Type::small, .alignment = text::Alignment::trailing}, half)};
}

void draw_ends(Frame& frame, Rect row, const NumberSpec& spec) {
    const Colour quiet = frame.colours().text_muted;
    const Ends ends = shape_ends(frame, spec, row.width);
    const float half = ends.least->box_width();
    frame.draw(ends.least, row.cut_leading(half, frame.direction()).x, row.y, quiet);
    frame.draw(ends.most, row.cut_trailing(half, frame.direction()).x, row.y, quiet);
}

constexpr TextSpec value_spec{
    .type = Type::heading, .weight = text::Weight::bold, .alignment = text::Alignment::center};
constexpr TextSpec asking_spec{.type = Type::body, .alignment = text::Alignment::center};

// The value, large; or what to do where nothing is chosen yet: the row is high enough for both, so that
// nothing moves under the finger.
float value_height(Frame& frame, float width) {
    return std::max(frame.shape("0", value_spec)->height(),
                    frame.shape(frame.string("range.choose"), asking_spec, width)->height());
}

void draw_value(Frame& frame, const Rect& row, const NumberSpec& spec, std::optional<double> value) {
    const Colours& colour = frame.colours();
    if (value)
        frame.draw_in(row, words(spec, value), value_spec, spec.invalid ? colour.error : colour.text);
    else
        frame.draw_in(row, frame.string("range.choose"), asking_spec,
                      spec.invalid ? colour.error : colour.text_muted);
}

} // namespace

double snap(const NumberSpec& spec, double value) {
    if (!(spec.step > 0) || !(spec.most > spec.least) || !std::isfinite(value))
        return spec.least;
    const double steps = std::floor((spec.most - spec.least) / spec.step + 1e-9);
    const double nearest = std::round((value - spec.least) / spec.step);
    return spec.least + std::clamp(nearest, 0.0, steps) * spec.step;
}

std::string number_text(const NumberSpec& spec, double value) {
    constexpr int most_decimals = 6;
    constexpr double tolerance = 1e-6;
    const auto whole = [](double number) { return std::abs(number - std::round(number)) < tolerance; };
    int decimals = 0;
    for (double factor = 1; decimals < most_decimals; factor *= 10, ++decimals)
        if (whole(spec.least * factor) && whole(spec.step * factor))
            break;
    return fmt::format("{:.{}f}", value == 0 ? 0.0 : value, decimals);
}

float range_height(Frame& frame, const NumberSpec& spec, float width) {
    const float target = frame.mm(frame.sizes().target);
    const float track = width - 2 * (target + frame.mm(frame.sizes().space.small));
    const float ends = has_ends(spec) ? shape_ends(frame, spec, track).height() : 0;
    return std::ceil(value_height(frame, width) + target + ends);
}

std::optional<double> range(Frame& frame, std::string_view id, const Rect& rect, const NumberSpec& spec) {
    const float target = frame.mm(frame.sizes().target);
    const float gap = frame.mm(frame.sizes().space.small);
    Rect rest = rect;
    const Rect value_row = rest.cut_top(value_height(frame, rect.width));
    Rect row = rest.cut_top(target);
    const Rect less = row.cut_leading(target, frame.direction());
    const Rect more = row.cut_trailing(target, frame.direction());
    row = row.inset(gap, 0);
    std::optional<double> value = spec.value;
    const std::string prefix(id);

    if (step_button(frame, prefix + ".less", less, spec, false))
        value = stepped(spec, value, -1);

    const float thumb = std::round(target * 0.34F);
    const Track track{row, thumb, row.width - 2 * thumb};
    const Press press = frame.press(id, row, spec.enabled);
    if (spec.enabled)
        keep_from_scrolling(frame, row);
    const bool by_finger = press.active || (press.clicked && frame.input().released);
    if (by_finger)
        value = value_at(frame, track, frame.input().position.x, spec);
    else if (press.clicked && !value)
        value = spec.least;
    if (press.current)
        value = follow_keys(frame, spec, value);
    draw_track(frame, track, spec, value, press.active);
    frame.tell(Role::slider, spec.name, row,
               {.enabled = spec.enabled, .selected = value.has_value(), .invalid = spec.invalid},
               words(spec, value));

    if (step_button(frame, prefix + ".more", more, spec, true))
        value = stepped(spec, value, 1);
    draw_value(frame, value_row, spec, value);
    if (has_ends(spec))
        draw_ends(frame, {row.x, rest.y, row.width, rest.height}, spec);
    return value;
}

float stepper_height(Frame& frame) {
    const float value = frame.shape("0", value_spec)->height();
    return std::max(frame.mm(frame.sizes().button), value);
}

std::optional<double> stepper(Frame& frame, std::string_view id, const Rect& rect, const NumberSpec& spec) {
    const Colours& colour = frame.colours();
    const float gap = frame.mm(frame.sizes().space.small);
    Rect row = rect;
    const float side = std::max(rect.height, frame.mm(frame.sizes().target));
    const Rect less = row.cut_leading(side, frame.direction());
    const Rect more = row.cut_trailing(side, frame.direction());
    row = row.inset(gap, 0);
    std::optional<double> value = spec.value;
    const std::string prefix(id);
    if (step_button(frame, prefix + ".less", less, spec, false))
        value = stepped(spec, value, -1);
    const Rect box = row;
    const float radius = frame.theme().radius;
    frame.fill(box, spec.enabled ? colour.surface : colour.surface_sunken, radius);
    frame.outline(box, spec.invalid ? colour.error : colour.outline,
                  spec.invalid ? frame.theme().line_strong : frame.theme().line, radius);
    const std::string shown = words(spec, spec.value);
    frame.draw_in(box, shown, value_spec, spec.enabled ? colour.text : colour.text_muted);
    frame.tell(Role::text, spec.name, box, {.enabled = spec.enabled, .invalid = spec.invalid}, shown);
    if (step_button(frame, prefix + ".more", more, spec, true))
        value = stepped(spec, value, 1);
    return value;
}

} // namespace istiqbal::ui
