// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/progress.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/ui/widgets/button.hpp"
#include "kiosk/ui/widgets/paint.hpp"

#include <cmath>

namespace istiqbal::ui {

namespace {

std::string number(std::size_t value) {
    return text::isolate(std::to_string(value));
}

std::string page_words(Frame& frame, std::size_t page, std::size_t pages) {
    return frame.string("widgets.page", {{"page", number(page + 1)}, {"pages", number(pages)}});
}

void draw_bar(Frame& frame, const Rect& rect, float share) {
    const float radius = rect.height / 2;
    ImDrawList& list = frame.list();
    list.AddRectFilled(ImVec2(rect.x, rect.y), ImVec2(rect.right(), rect.bottom()),
                       between(frame.colours().surface_sunken, frame.colours().outline, 0.6F), radius);
    if (share <= 0)
        return;
    Rect rest = rect;
    const Rect full =
        rest.cut_leading(std::max(rect.height, rect.width * std::min(share, 1.0F)), frame.direction());
    list.AddRectFilled(ImVec2(full.x, full.y), ImVec2(full.right(), full.bottom()), frame.colours().primary,
                       radius);
}

} // namespace

void progress_bar(Frame& frame, const Rect& rect, float share, std::string_view name) {
    draw_bar(frame, rect, std::max(share, 0.001F));
    frame.tell(Role::progress, name, rect);
}

void progress_steps(Column& column, std::span<const std::string_view> sections, std::size_t current,
                    float share) {
    if (sections.empty())
        return;
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    current = std::min(current, sections.size() - 1);
    const float gap = frame.mm(space.tiny);
    Rect row = column.take(frame.mm(space.tiny));
    const Rect whole = row;
    const auto count = static_cast<float>(sections.size());
    const float each = (row.width - gap * (count - 1)) / count;
    for (std::size_t index = 0; index < sections.size(); ++index) {
        draw_bar(frame, row.cut_leading(each, frame.direction()),
                 index < current    ? 1.0F
                 : index == current ? std::max(share, 0.02F)
                                    : 0.0F);
        row.cut_leading(gap, frame.direction());
    }
    column.gap(space.tiny);
    const std::string words = frame.string(
        "widgets.section", {{"section", number(current + 1)}, {"sections", number(sections.size())}});
    const TextSpec quiet{.type = Type::small, .alignment = text::Alignment::trailing};
    const float aside = frame.shape(words, quiet)->width() + gap * 2;
    const auto title = frame.shape(sections[current], {.type = Type::small, .weight = text::Weight::bold},
                                   column.width() - aside);
    Rect line = column.take(title->height());
    frame.tell(Role::progress, words, {whole.x, whole.y, whole.width, line.bottom() - whole.y}, {},
               sections[current]);
    frame.draw_in(line.cut_trailing(aside, frame.direction()), words, quiet, frame.colours().text_muted);
    frame.draw(title, line.x, line.y, frame.colours().primary_pressed);
}

void draw_spinner(Frame& frame, const Rect& square, Colour colour) {
    using namespace std::chrono;
    constexpr auto turn = 1200ms;
    constexpr auto step = 33ms;
    constexpr float whole = 2 * 3.14159265F;
    float angle = -whole / 4;
    if (!frame.presentation().reduced_motion) {
        const auto passed = duration_cast<milliseconds>(frame.now().time_since_epoch()) % turn;
        angle += whole * static_cast<float>(passed.count()) / static_cast<float>(turn.count());
        frame.wake_at(frame.now() + step);
    }
    ImDrawList& list = frame.list();
    const ImVec2 centre(square.centre_x(), square.centre_y());
    const float width = std::max(2.0F, square.width / 9);
    const float radius = square.width / 2 - width / 2;
    list.AddCircle(centre, radius, with_alpha(colour, 0.22F), 0, width);
    constexpr float length = whole * 0.28F;
    list.PathArcTo(centre, radius, angle, angle + length, 32);
    list.PathStroke(colour, 0, width);
    for (const float end : {angle, angle + length})
        list.AddCircleFilled(ImVec2(centre.x + radius * std::cos(end), centre.y + radius * std::sin(end)),
                             width / 2, colour);
}

void spinner(Frame& frame, const Rect& square, Colour colour, std::string_view name) {
    draw_spinner(frame, square, colour);
    frame.tell(Role::progress, name, square, {.busy = true});
}

void busy_line(Column& column, std::string_view text) {
    Frame& frame = column.frame();
    const float side = icon_side(frame, Type::label);
    const float gap = frame.mm(frame.sizes().space.small);
    const auto layout = frame.shape(text, {.type = Type::label}, column.width() - side - gap);
    Rect row = column.take(layout->height());
    frame.tell(Role::progress, text, row, {.busy = true});
    const Rect slot = row.cut_leading(side, frame.direction());
    row.cut_leading(gap, frame.direction());
    draw_spinner(frame, beside_first_line(layout, slot, row.y, side), frame.colours().primary);
    frame.draw(layout, row.x, row.y, frame.colours().text);
}

float pager_height(Frame& frame) {
    return frame.mm(frame.sizes().target);
}

std::size_t pager(Frame& frame, std::string_view id, const Rect& rect, std::size_t page, std::size_t pages) {
    if (pages < 2)
        return 0;
    page = std::min(page, pages - 1);
    const std::string& previous = frame.string("widgets.previous");
    const std::string& next = frame.string("widgets.next");
    const std::string words = page_words(frame, page, pages);
    const TextSpec spec{.type = Type::body, .alignment = text::Alignment::center};
    ButtonSpec back{.label = previous,
                    .icon = Icon::chevron_back,
                    .enabled = page > 0,
                    .name = previous,
                    .type = Type::body};
    ButtonSpec on{.label = next,
                  .icon = Icon::chevron_forward,
                  .icon_after = true,
                  .enabled = page + 1 < pages,
                  .name = next,
                  .type = Type::body};
    const float middle = frame.shape(words, spec)->width() + 2 * frame.mm(frame.sizes().space.small);
    if (2 * std::max(button_width(frame, back), button_width(frame, on)) + middle > rect.width) {
        back.label = {};
        on.label = {};
    }
    const float width = std::max(button_width(frame, back), button_width(frame, on));
    Rect row = rect;
    const Rect before = row.cut_leading(width, frame.direction());
    const Rect after = row.cut_trailing(width, frame.direction());
    const std::string prefix(id);
    if (button(frame, prefix + ".previous", before, back))
        --page;
    frame.draw_in(row, words, spec, frame.colours().text);
    frame.tell(Role::progress, words, row);
    if (button(frame, prefix + ".next", after, on))
        ++page;
    return page;
}

void page_dots(Frame& frame, const Rect& rect, std::size_t page, std::size_t pages) {
    if (pages < 2)
        return;
    page = std::min(page, pages - 1);
    const float dot = std::min(rect.height, frame.mm(frame.sizes().space.tiny));
    const float gap = dot;
    const float all = dot * static_cast<float>(pages + 2) + gap * static_cast<float>(pages - 1);
    Rect row = rect.centred(std::min(rect.width, all), dot);
    for (std::size_t index = 0; index < pages; ++index) {
        const bool present = index == page;
        const Rect place = row.cut_leading(present ? dot * 3 : dot, frame.direction());
        row.cut_leading(gap, frame.direction());
        frame.list().AddRectFilled(ImVec2(place.x, place.y), ImVec2(place.right(), place.bottom()),
                                   present ? frame.colours().primary : frame.colours().outline_strong,
                                   place.height / 2);
    }
    frame.tell(Role::progress, page_words(frame, page, pages), rect);
}

} // namespace istiqbal::ui
