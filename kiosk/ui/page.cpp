// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/page.hpp"

#include "kiosk/ui/drift.hpp"

#include <cmath>
#include <vector>

namespace istiqbal::ui {

namespace {

float help_strip_height(Frame& frame) {
    return frame.mm(frame.sizes().target + 2 * frame.sizes().space.tiny);
}

Rect content_column(Frame& frame, const Rect& area, bool broad = false) {
    const float margin = frame.mm(frame.sizes().space.large);
    const float most = frame.mm(frame.sizes().content) * (broad ? 2.0F : 1.0F);
    const float width = std::min(area.width - 2 * margin, most);
    return {area.centre_x() - width / 2, area.y, width, area.height};
}

// One of the person's tools: an icon with its name under it, or alone where there is no room for names.
struct Tool {
    std::string_view id;
    Icon icon;
    std::string_view name;
    PageAction action;
};

class ToolRow {
public:
    ToolRow(Frame& frame, const Rect& row, std::vector<Tool> tools)
        : frame_(frame)
        , tools_(std::move(tools))
        , named_(width(true) <= row.width * most_of_the_row) {}

    float width() const { return width(named_); }

    // From the leading edge of `row`, which is as wide as they are.
    PageAction show(Rect row) {
        PageAction action = PageAction::none;
        for (const Tool& tool : tools_)
            if (show(tool, row.cut_leading(tool_width(tool, named_), frame_.direction())))
                action = tool.action;
        return action;
    }

private:
    static constexpr float most_of_the_row = 0.66F;

    TextSpec caption() const {
        return {.type = Type::small, .weight = text::Weight::bold, .alignment = text::Alignment::center};
    }
    float tool_width(const Tool& tool, bool named) const {
        const float least = frame_.mm(frame_.sizes().target);
        if (!named)
            return least;
        const float margin = frame_.mm(frame_.sizes().space.small);
        return std::max(least, std::ceil(frame_.shape(tool.name, caption())->width() + 2 * margin));
    }
    float width(bool named) const {
        float sum = 0;
        for (const Tool& tool : tools_)
            sum += tool_width(tool, named);
        return sum;
    }
    bool show(const Tool& tool, const Rect& slot) {
        const Colours& colour = frame_.colours();
        // As high as the header leaves, so that the icon is seen before its name is read.
        const float air = frame_.mm(frame_.sizes().space.tiny);
        const float high = std::max(frame_.mm(frame_.sizes().target), slot.height - 2 * air);
        const Rect box = slot.centred(slot.width, high);
        const Press press = frame_.press(tool.id, box);
        if (press.held)
            frame_.fill(box, colour.surface_pressed, frame_.theme().radius);
        const auto layout = frame_.shape(tool.name, caption(), box.width);
        // The name's line is mostly air, which lies over the box's edges.
        const float words = named_ ? layout->size_px() : 0;
        const float between = named_ ? std::round(layout->size_px() * 0.38F) : 0;
        const float icon =
            std::round(std::min(box.height * (named_ ? 0.42F : 0.5F), box.height - words - between));
        Rect inner = box.centred(box.width, icon + between + words);
        const Rect square = inner.cut_top(icon).centred(icon, icon);
        draw_icon(frame_, tool.icon, square, colour.primary_pressed);
        if (named_)
            frame_.draw(layout, box.x, inner.bottom() - words / 2 - layout->height() / 2,
                        colour.primary_pressed);
        frame_.tell(Role::button, tool.name, box);
        return press.clicked;
    }

    Frame& frame_;
    std::vector<Tool> tools_;
    bool named_;
};

} // namespace

bool staff_gesture(Frame& frame, const Rect& mark) {
    constexpr std::chrono::seconds hold{3};
    if (!frame.touch("mark", mark).active)
        return false;
    const auto held_until = frame.memory().touch_began.time + hold;
    if (frame.now() >= held_until)
        return true;
    frame.wake_at(held_until);
    return false;
}

Page::Page(Frame& frame, const PageSpec& spec)
    : frame_(frame)
    , spec_(spec)
    , primary_(spec.primary)
    , progress_name_(spec.progress ? spec.progress->name : std::string_view())
    , ways_in_header_(frame.is_wide() && spec.keyboard == KeyboardKind::text) {
    frame.enter_page(spec.id);
    place(spec);
    Rect seen = content_column(frame, body_, spec.broad);
    if (spec.drifts) {
        const ImVec2 moved = drift(frame, std::chrono::minutes(1));
        seen.x += moved.x;
        seen.y += moved.y;
    }
    view_ = std::make_unique<ScrollView>(frame, spec.id, seen, spec.centred);
    const Spaces& space = frame.sizes().space;
    view_->column().gap(ways_in_header_ || frame.is_wide() ? space.medium : space.large);
}

void Page::place(const PageSpec& spec) {
    const Sizes& sizes = frame_.sizes();
    const bool wide = frame_.is_wide();
    Rect rest = frame_.screen();
    const float lowest = sizes.target + 2 * sizes.space.tiny;
    header_ = rest.cut_top(frame_.mm(wide ? std::min(sizes.header, lowest) : sizes.header));
    if (spec.progress && !ways_in_header_)
        progress_ = rest.cut_top(frame_.mm(sizes.space.tiny));
    // Where there is no height for a strip of its own, its buttons stand in the header.
    if (!wide)
        help_strip_ = rest.cut_bottom(help_strip_height(frame_));
    if (wide && spec.keyboard != KeyboardKind::none && spec.keyboard != KeyboardKind::text)
        keyboard_ = rest.cut_trailing(frame_.screen().width * 0.36F, frame_.direction());
    else if (spec.keyboard != KeyboardKind::none)
        keyboard_ = rest.cut_bottom(keyboard_height(frame_, spec.keyboard));
    if (!ways_in_header_ && (spec.back || !spec.primary.empty()))
        footer_ = rest.cut_bottom(frame_.mm(sizes.footer));
    body_ = rest;
}

PageAction Page::finish() {
    view_->column().gap(frame_.sizes().space.medium);
    view_.reset();
    clear_up();
    if (!keyboard_.empty())
        keyboard(frame_, keyboard_, spec_.keyboard);
    if (!footer_.empty())
        footer();
    if (!help_strip_.empty())
        help_strip();
    header();
    if (!progress_.empty() && spec_.progress)
        progress(*spec_.progress);
    return action_;
}

// A page that comes can be read at once, and clears up within the theme's quick time.
void Page::clear_up() {
    constexpr float begins_at = 0.3F;
    const float there =
        frame_.animate("page." + std::string(spec_.id), 1, frame_.theme().motion.quick, begins_at);
    if (there < 1)
        frame_.fill(body_, with_alpha(frame_.colours().background, 1 - there));
}

void Page::header() {
    const Colours& colour = frame_.colours();
    const Spaces& space = frame_.sizes().space;
    const Direction direction = frame_.direction();
    frame_.fill(header_, colour.surface);
    frame_.line(header_.x, header_.bottom(), header_.right(), header_.bottom(), colour.outline,
                frame_.theme().line);
    Rect row = header_.inset(frame_.mm(frame_.is_wide() ? space.medium : space.large), 0);
    if (ways_in_header_) {
        Rect ways = row.centred(row.width, frame_.mm(frame_.sizes().target));
        way_back(ways);
        way_on(ways, frame_.mm(frame_.sizes().target * 3));
        ways.cut_trailing(frame_.mm(space.small), direction);
        tools(ways);
        return;
    }
    Rect named = row;
    tools(named);
    const float mark = std::round(header_.height * 0.56F);
    const Rect mark_slot = named.cut_leading(mark, direction);
    draw_mark(frame_, mark_slot.centred(mark, mark), colour.primary, colour.accent);
    named.cut_leading(frame_.mm(space.small), direction);
    const std::string& name = frame_.string("organisation");
    // The largest type in which the name stands beside the tools.
    for (const Type type : {Type::label, Type::body, Type::small}) {
        const TextSpec spec{
            .type = type, .weight = text::Weight::bold, .overflow = text::Overflow::ellipsis(2)};
        const auto layout = frame_.shape(name, spec, named.width);
        if (layout->truncated() || layout->height() > header_.height)
            continue;
        frame_.draw(layout, named.x, named.centre_y() - layout->height() / 2, colour.primary_pressed);
        break;
    }
    frame_.tell(Role::image, name, mark_slot);
    if (spec_.staff)
        note(staff_gesture(frame_, mark_slot), PageAction::staff);
}

void Page::progress(const PageProgress& progress) {
    const std::size_t sections = std::max<std::size_t>(1, progress.sections);
    const float gap = frame_.mm(0.8F);
    Rect row = progress_;
    frame_.fill(row, frame_.colours().surface);
    const float width = (row.width - gap * static_cast<float>(sections - 1)) / static_cast<float>(sections);
    for (std::size_t section = 0; section < sections; ++section) {
        Rect segment = row.cut_leading(width, frame_.direction());
        row.cut_leading(gap, frame_.direction());
        frame_.fill(segment, frame_.colours().primary_soft);
        const float share = section < progress.section    ? 1.0F
                            : section == progress.section ? std::clamp(progress.share, 0.0F, 1.0F)
                                                          : 0.0F;
        frame_.fill(segment.cut_leading(std::round(width * share), frame_.direction()),
                    frame_.colours().primary);
    }
    frame_.tell(Role::progress, progress_name_, progress_);
}

void Page::tools(Rect& row) {
    std::vector<Tool> tools;
    if (help_strip_.empty()) {
        if (spec_.start_again)
            tools.push_back({"again", Icon::restart, frame_.string("tools.again"), PageAction::start_again});
        tools.push_back({"call", Icon::call, frame_.string("tools.call"), PageAction::call_employee});
    }
    const Presentation& shown = frame_.presentation();
    tools.push_back({"text_size", Icon::text_size,
                     frame_.string(shown.large_text ? "tools.smaller_text" : "tools.larger_text"),
                     PageAction::switch_text_size});
    tools.push_back({"contrast", Icon::contrast,
                     frame_.string(shown.high_contrast ? "tools.usual_contrast" : "tools.high_contrast"),
                     PageAction::switch_contrast});
    if (spec_.switch_language)
        tools.push_back(
            {"language", Icon::globe, frame_.string("tools.other_language"), PageAction::switch_language});
    ToolRow shown_tools(frame_, row, std::move(tools));
    const Rect slot = row.cut_trailing(shown_tools.width(), frame_.direction());
    row.cut_trailing(frame_.mm(frame_.sizes().space.small), frame_.direction());
    const PageAction action = shown_tools.show(slot);
    note(action != PageAction::none, action);
}

void Page::way_back(Rect& row) {
    const ButtonSpec back{.label = frame_.string("back"), .icon = Icon::back};
    const float width = std::max(button_width(frame_, back), frame_.mm(frame_.sizes().target * 2));
    note(button(frame_, "back", row.cut_leading(width, frame_.direction()), back), PageAction::back);
    row.cut_leading(frame_.mm(frame_.sizes().space.medium), frame_.direction());
}

void Page::way_on(Rect& row, float least_width) {
    ButtonSpec primary{.label = primary_,
                       .kind = ButtonKind::primary,
                       .icon = spec_.primary_icon,
                       .icon_after = true,
                       .enabled = spec_.primary_enabled};
    // On a narrow page the words come before the ornament.
    if (button_width(frame_, primary) > row.width)
        primary.icon = Icon::none;
    if (button_width(frame_, primary) > row.width)
        primary.type = Type::body;
    const float width = std::max(button_width(frame_, primary), least_width);
    note(button(frame_, "primary", row.cut_trailing(width, frame_.direction()), primary),
         PageAction::primary);
}

void Page::footer() {
    frame_.line(footer_.x, footer_.y, footer_.right(), footer_.y, frame_.colours().outline,
                frame_.theme().line);
    const Rect inside = content_column(frame_, footer_, spec_.broad);
    Rect row = inside.centred(inside.width, frame_.mm(frame_.sizes().button));
    if (spec_.back)
        way_back(row);
    // Across a wide page a button would be a bar.
    const float widest = frame_.mm(frame_.sizes().target * 7);
    if (!primary_.empty())
        way_on(row, frame_.is_wide() ? std::min(row.width, widest) : row.width);
}

void Page::help_strip() {
    frame_.fill(help_strip_, frame_.colours().surface_sunken);
    frame_.line(help_strip_.x, help_strip_.y, help_strip_.right(), help_strip_.y, frame_.colours().outline,
                frame_.theme().line);
    Rect row = help_strip_.inset(frame_.mm(frame_.sizes().space.large), frame_.mm(frame_.sizes().space.tiny));
    Type type = Type::body;
    const auto quiet = [&](std::string_view key, Icon icon) {
        return ButtonSpec{.label = frame_.string(key), .kind = ButtonKind::quiet, .icon = icon, .type = type};
    };
    const auto width = [&] {
        const float again = spec_.start_again ? button_width(frame_, quiet("tools.again", Icon::restart)) : 0;
        return again + button_width(frame_, quiet("tools.call", Icon::call));
    };
    if (width() > row.width)
        type = Type::small;
    const ButtonSpec call = quiet("tools.call", Icon::call);
    note(button(frame_, "call", row.cut_leading(button_width(frame_, call), frame_.direction()), call),
         PageAction::call_employee);
    if (!spec_.start_again)
        return;
    const ButtonSpec again = quiet("tools.again", Icon::restart);
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
