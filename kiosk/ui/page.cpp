// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/page.hpp"

#include <cmath>

namespace istiqbal::ui {

namespace {

bool is_wide(const Frame& frame) {
    return frame.screen().width > frame.screen().height;
}

// Where there is no room for a strip of its own, its buttons stand in the header.
bool has_help_strip(const Frame& frame) {
    return frame.device() == Device::kiosk && !is_wide(frame);
}

bool ways_in_header(const Frame& frame, const PageSpec& spec) {
    return is_wide(frame) && spec.keyboard == KeyboardKind::text;
}

float help_strip_height(Frame& frame) {
    return frame.mm(frame.sizes().target + 2 * frame.sizes().space.tiny);
}

Rect content_column(Frame& frame, const Rect& area) {
    const float margin = frame.mm(frame.sizes().space.large);
    const float width = std::min(area.width - 2 * margin, frame.mm(frame.sizes().content));
    return {area.centre_x() - width / 2, area.y, width, area.height};
}

} // namespace

Page::Page(Frame& frame, const PageSpec& spec)
    : frame_(frame) {
    const Sizes& sizes = frame.sizes();
    Rect rest = frame.screen();
    header(rest.cut_top(frame.mm(sizes.header)), spec);
    if (has_help_strip(frame))
        help_strip(rest.cut_bottom(help_strip_height(frame)), spec);
    if (is_wide(frame) && spec.keyboard != KeyboardKind::none && spec.keyboard != KeyboardKind::text)
        keyboard(frame, rest.cut_trailing(frame.screen().width * 0.36F, frame.direction()), spec.keyboard);
    else if (spec.keyboard != KeyboardKind::none)
        keyboard(frame, rest.cut_bottom(keyboard_height(frame, spec.keyboard)), spec.keyboard);
    if (!ways_in_header(frame, spec) && (spec.back || !spec.primary.empty()))
        footer(rest.cut_bottom(frame.mm(sizes.footer)), spec);
    view_ = std::make_unique<ScrollView>(frame, spec.id, content_column(frame, rest), spec.centred);
    view_->column().gap(ways_in_header(frame, spec) ? sizes.space.small : sizes.space.large);
}

PageAction Page::finish() {
    view_->column().gap(frame_.sizes().space.medium);
    view_.reset();
    return action_;
}

void Page::header(Rect area, const PageSpec& spec) {
    const Colours& colour = frame_.colours();
    const Spaces& space = frame_.sizes().space;
    frame_.fill(area, colour.surface);
    frame_.line(area.x, area.bottom(), area.right(), area.bottom(), colour.outline, frame_.theme().line);
    Rect row = area.inset(frame_.mm(ways_in_header(frame_, spec) ? space.medium : space.large), 0);
    if (ways_in_header(frame_, spec)) {
        row = row.centred(row.width, frame_.mm(frame_.sizes().target));
        way_back(row);
        way_on(row, spec, frame_.mm(frame_.sizes().target * 3));
        row.cut_trailing(frame_.mm(space.small), frame_.direction());
        tools(row, spec);
        return;
    }
    tools(row, spec);
    const float mark = std::round(area.height * 0.5F);
    const Rect mark_slot = row.cut_leading(mark, frame_.direction());
    draw_mark(frame_, mark_slot.centred(mark, mark), colour.primary, colour.accent);
    row.cut_leading(frame_.mm(space.small), frame_.direction());
    const std::string& name = frame_.string("organisation");
    frame_.draw_in(
        row, name,
        {.type = Type::label, .weight = text::Weight::bold, .overflow = text::Overflow::ellipsis(2)},
        colour.primary_pressed);
    frame_.tell(Role::image, name, mark_slot);
}

void Page::tools(Rect& row, const PageSpec& spec) {
    const float target = frame_.mm(frame_.sizes().target);
    const auto tool = [&](std::string_view id, const ButtonSpec& button_spec, PageAction action) {
        const Rect slot = row.cut_trailing(button_width(frame_, button_spec), frame_.direction());
        note(button(frame_, id, slot.centred(slot.width, target), button_spec), action);
    };
    const auto icon_only = [](Icon icon, std::string_view name) {
        return ButtonSpec{.label = {}, .kind = ButtonKind::quiet, .icon = icon, .name = name};
    };
    if (spec.switch_language)
        tool("language",
             {.label = frame_.string("tools.other_language"), .kind = ButtonKind::quiet, .icon = Icon::globe},
             PageAction::switch_language);
    const bool larger = frame_.presentation().large_text;
    tool("text_size",
         icon_only(Icon::text_size, frame_.string(larger ? "tools.smaller_text" : "tools.larger_text")),
         PageAction::switch_text_size);
    if (has_help_strip(frame_))
        return;
    tool("call", icon_only(Icon::call, frame_.string("tools.call")), PageAction::call_employee);
    if (spec.start_again)
        tool("again", icon_only(Icon::restart, frame_.string("tools.again")), PageAction::start_again);
}

void Page::way_back(Rect& row) {
    const ButtonSpec back{.label = frame_.string("back"), .icon = Icon::back};
    const float width = std::max(button_width(frame_, back), frame_.mm(frame_.sizes().target * 2));
    note(button(frame_, "back", row.cut_leading(width, frame_.direction()), back), PageAction::back);
    row.cut_leading(frame_.mm(frame_.sizes().space.medium), frame_.direction());
}

void Page::way_on(Rect& row, const PageSpec& spec, float least_width) {
    const ButtonSpec primary{
        .label = spec.primary, .kind = ButtonKind::primary, .icon = spec.primary_icon, .icon_after = true};
    const float width = std::max(button_width(frame_, primary), least_width);
    note(button(frame_, "primary", row.cut_trailing(width, frame_.direction()), primary),
         PageAction::primary);
}

void Page::footer(Rect area, const PageSpec& spec) {
    frame_.line(area.x, area.y, area.right(), area.y, frame_.colours().outline, frame_.theme().line);
    const Rect inside = content_column(frame_, area);
    Rect row = inside.centred(inside.width, frame_.mm(frame_.sizes().button));
    if (spec.back)
        way_back(row);
    if (!spec.primary.empty())
        way_on(row, spec, row.width);
}

void Page::help_strip(Rect area, const PageSpec& spec) {
    frame_.fill(area, frame_.colours().surface_sunken);
    frame_.line(area.x, area.y, area.right(), area.y, frame_.colours().outline, frame_.theme().line);
    Rect row = area.inset(frame_.mm(frame_.sizes().space.large), frame_.mm(frame_.sizes().space.tiny));
    const ButtonSpec call{.label = frame_.string("tools.call"),
                          .kind = ButtonKind::quiet,
                          .icon = Icon::call,
                          .type = Type::body};
    note(button(frame_, "call", row.cut_leading(button_width(frame_, call), frame_.direction()), call),
         PageAction::call_employee);
    if (!spec.start_again)
        return;
    const ButtonSpec again{.label = frame_.string("tools.again"),
                           .kind = ButtonKind::quiet,
                           .icon = Icon::restart,
                           .type = Type::body};
    note(button(frame_, "again", row.cut_trailing(button_width(frame_, again), frame_.direction()), again),
         PageAction::start_again);
}

void page_heading(Column& column, std::string_view heading, std::string_view section) {
    Frame& frame = column.frame();
    if (!section.empty()) {
        column.text(section, {.type = Type::body, .weight = text::Weight::bold}, frame.colours().primary);
        column.gap(frame.sizes().space.tiny);
    }
    column.text(heading, {.type = Type::heading, .weight = text::Weight::bold}, frame.colours().text,
                Role::heading);
    column.gap(frame.sizes().space.small);
}

} // namespace istiqbal::ui
