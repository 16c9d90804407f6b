// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/entries.hpp"

#include "kiosk/ui/widgets/button.hpp"
#include "kiosk/ui/widgets/progress.hpp"
#include "kiosk/ui/widgets/status.hpp"

#include <algorithm>
#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr TextSpec title_text{.type = Type::label, .weight = text::Weight::bold};
constexpr TextSpec quiet_text{.type = Type::body};

// A new entry is looked for where it was added: at the end.
std::size_t page_now(Memory& memory, const EntriesSpec& spec, std::size_t pages) {
    const auto [found, is_new] = memory.list_pages.try_emplace(std::string(spec.id));
    ListPage& shown = found->second;
    if (is_new || shown.count < spec.count)
        shown.page = pages - 1;
    shown.page = std::min(shown.page, pages - 1);
    shown.count = spec.count;
    return shown.page;
}

struct Row {
    const EntryText& entry;
    ButtonSpec change;
    ButtonSpec remove;
    bool can_remove;
};

float buttons_width(Frame& frame, const Row& row) {
    const float gap = frame.mm(frame.sizes().space.tiny);
    return button_width(frame, row.change) + (row.can_remove ? gap + button_width(frame, row.remove) : 0);
}

struct Texts {
    Frame::Layout title, text, problem; // text and problem may be null

    float height(float gap) const {
        return title->height() + (text ? gap + text->height() : 0) + (problem ? gap + problem->height() : 0);
    }
};

Texts shape(Frame& frame, const EntryText& entry, float width) {
    Texts texts;
    texts.title = frame.shape(entry.title, title_text, width);
    if (!entry.text.empty())
        texts.text = frame.shape(entry.text, quiet_text, width);
    if (!entry.problem.empty())
        texts.problem =
            frame.shape(entry.problem, {.type = Type::body, .weight = text::Weight::bold},
                        width - icon_side(frame, Type::body) - frame.mm(frame.sizes().space.tiny));
    return texts;
}

void draw(Frame& frame, const Texts& texts, Rect area, float gap) {
    const auto put = [&](const Frame::Layout& layout, Rect row, Colour colour) {
        frame.draw(layout, frame.mirrored() ? row.right() - layout->box_width() : row.x, row.y, colour);
    };
    put(texts.title, area.cut_top(texts.title->height()), frame.colours().text);
    area.cut_top(gap);
    if (texts.text) {
        put(texts.text, area.cut_top(texts.text->height()), frame.colours().text_muted);
        area.cut_top(gap);
    }
    if (!texts.problem)
        return;
    const float side = icon_side(frame, Type::body);
    Rect row = area.cut_top(texts.problem->height());
    Rect slot = row.cut_leading(side, frame.direction());
    draw_status(frame, Status::warning, beside_first_line(texts.problem, slot, row.y, side));
    row.cut_leading(frame.mm(frame.sizes().space.tiny), frame.direction());
    put(texts.problem, row, frame.colours().warning);
}

enum class Chosen { none, change, remove };

// The words at the leading edge and the buttons beside them, or beneath where there is not room for both.
Chosen show_row(Column& column, const std::string& id, const Row& row) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const float padding = frame.mm(space.medium);
    const float air = frame.mm(space.small);
    const float gap = frame.mm(space.tiny) * 0.5F;
    const float target = frame.mm(frame.sizes().target);
    const float inner_width = column.width() - 2 * padding;
    const float ways = buttons_width(frame, row);
    const bool beside = inner_width - ways - padding > inner_width * 0.4F;
    const Texts texts = shape(frame, row.entry, beside ? inner_width - ways - padding : inner_width);
    const float words = texts.height(gap);
    const float height = beside ? std::max(target, words) : words + gap + target;
    const Rect whole = column.take(std::ceil(height + 2 * air));
    card(frame, whole);
    frame.tell(Role::text, row.entry.title, whole, {.invalid = !row.entry.problem.empty()},
               row.entry.problem.empty() ? row.entry.text : row.entry.problem);
    Rect inner = whole.inset(padding, air);
    Rect buttons =
        beside ? inner.cut_trailing(ways, frame.direction()).centred(ways, target) : inner.cut_bottom(target);
    if (!beside) // their words begin where the title does
        buttons.x += frame.mirrored() ? air : -air;
    draw(frame, texts, beside ? inner.centred(inner.width, words) : inner, gap);
    Chosen chosen = Chosen::none;
    const float change = button_width(frame, row.change);
    if (button(frame, id + ".change", buttons.cut_leading(change, frame.direction()), row.change))
        chosen = Chosen::change;
    buttons.cut_leading(frame.mm(space.tiny), frame.direction());
    const float remove = button_width(frame, row.remove);
    if (row.can_remove &&
        button(frame, id + ".remove", buttons.cut_leading(remove, frame.direction()), row.remove))
        chosen = Chosen::remove;
    return chosen;
}

bool add_button(Column& column, std::string_view id, std::string_view label) {
    return button_row(column, id, {{.label = label, .icon = Icon::plus}}).has_value();
}

} // namespace

EntriesResult entries(Column& column, const EntriesSpec& spec) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    EntriesResult result;
    const std::string id(spec.id);
    if (spec.count == 0) {
        frame.memory().list_pages.erase(id);
        const std::string_view title =
            spec.empty_title.empty() ? std::string_view(frame.string("entries.empty")) : spec.empty_title;
        const std::string_view add =
            spec.add.empty() ? std::string_view(frame.string("entries.add_first")) : spec.add;
        result.add = empty_state(
            column, id + ".empty",
            {.icon = Icon::people,
             .title = title,
             .text = spec.can_add ? std::string_view(frame.string("entries.empty.text")) : std::string_view(),
             .action = spec.can_add ? add : std::string_view(),
             .action_icon = Icon::plus});
        return result;
    }
    const std::size_t pages = (spec.count + entries_a_page - 1) / entries_a_page;
    const std::size_t page = page_now(frame.memory(), spec, pages);
    const std::size_t first = page * entries_a_page;
    for (std::size_t index = first; index < std::min(spec.count, first + entries_a_page); ++index) {
        const EntryText entry = spec.entry(index);
        const std::string change_name = frame.string("check.change_named", {{"question", entry.title}});
        const std::string remove_name = frame.string("entries.remove_named", {{"name", entry.title}});
        const Row row{entry,
                      {.label = frame.string("check.change"),
                       .kind = ButtonKind::quiet,
                       .icon = Icon::pencil,
                       .name = change_name,
                       .type = Type::body},
                      {.label = frame.string("entries.remove"),
                       .kind = ButtonKind::quiet,
                       .icon = Icon::trash,
                       .name = remove_name,
                       .type = Type::body},
                      spec.can_remove};
        const Chosen chosen = show_row(column, id + "." + std::to_string(index), row);
        if (chosen == Chosen::change)
            result.change = index;
        if (chosen == Chosen::remove)
            result.remove = index;
        column.gap(space.small);
    }
    if (pages > 1) {
        const std::size_t turned = pager(frame, id + ".page", column.take(pager_height(frame)), page, pages);
        if (turned != page) {
            frame.memory().list_pages[id].page = turned;
            frame.wake_at(frame.now());
        }
        column.gap(space.small);
    }
    column.gap(space.small);
    if (spec.can_add)
        result.add = add_button(column, id + ".add",
                                spec.add.empty() ? std::string_view(frame.string("entries.add")) : spec.add);
    return result;
}

} // namespace istiqbal::ui
