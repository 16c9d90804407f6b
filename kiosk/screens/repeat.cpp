// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/repeat.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/screens/page_parts.hpp"
#include "kiosk/ui/widgets.hpp"

namespace istiqbal::screens {

using namespace ui;

namespace {

// The first answer names the entry, the next ones tell it from its like.
struct Named {
    EntryText text;
    bool by_answer = false; // rather than by its number
};

Named text_of(Frame& frame, const PageView& view, const form::Entry& entry) {
    constexpr std::size_t most_answers = 3;
    Named named;
    EntryText& text = named.text;
    std::size_t answers = 0;
    for (const form::Page* page = view.interview.first_page(entry.path);
         page != nullptr && page->listed == entry.path && answers < most_answers;
         page = view.interview.next(page->id)) {
        for (const form::Item& item : page->items) {
            const std::string shown = view.interview.shown(item.path, frame.language());
            if (shown.empty() || answers == most_answers)
                continue;
            if (answers == 0)
                text.title = text::isolate_first_strong(shown);
            else
                text.text = text.text.empty() ? text::isolate_first_strong(shown)
                                              : frame.string("entries.also",
                                                             {{"answers", text.text},
                                                              {"answer", text::isolate_first_strong(shown)}});
            ++answers;
        }
    }
    named.by_answer = answers > 0;
    if (!named.by_answer)
        text.title = entry_name(view.interview, entry.path, frame.language());
    if (!entry.done)
        text.problem = frame.string("entries.incomplete");
    return named;
}

void ask_before_removing(Frame& frame, const PageView& view, Intents& intents) {
    for (const form::Entry& entry : view.interview.entries(view.page.id)) {
        if (entry.path != view.removing)
            continue;
        const std::string title =
            frame.string("entries.remove_title", {{"name", text_of(frame, view, entry).text.title}});
        const ButtonSpec actions[] = {
            {.label = frame.string("entries.keep"), .kind = ButtonKind::primary},
            {.label = frame.string("entries.remove"), .kind = ButtonKind::danger, .icon = Icon::trash}};
        const auto chosen = dialog(frame, {.icon = Icon::trash,
                                           .status = Status::error,
                                           .title = title,
                                           .text = frame.string("entries.remove_text"),
                                           .actions = actions});
        if (chosen == 0U)
            intents.emplace_back(KeepEntry{});
        if (chosen == 1U)
            intents.emplace_back(RemoveEntry{entry.path});
        return;
    }
}

void list_page(Frame& frame, const PageView& view, Intents& intents) {
    const std::string position = position_in_words(frame, view);
    Page page(
        frame,
        {.id = view.page.id, .primary = frame.string("continue"), .progress = progress_of(view, position)});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    position_line(column, position);
    problem_summary(column, view);
    page_heading(column, view.page.group->label.in(frame.language()), section_of(frame, view));
    if (const std::string& hint = view.page.group->hint.in(frame.language()); !hint.empty()) {
        column.text(hint, {.type = Type::body}, frame.colours().text_muted);
        column.gap(space.tiny);
    }
    column.gap(space.small);
    const auto& added = view.interview.entries(view.page.id);
    if (!added.empty()) {
        column.text(frame.string("entries.count", {{"count", added.size()}}), {.type = Type::body},
                    frame.colours().text_muted);
        column.gap(space.small);
    }
    // Two may bear one name: their numbers tell them apart.
    const auto numbered = [&](std::size_t index) {
        Named named = text_of(frame, view, added[index]);
        if (named.by_answer)
            named.text.title = text::isolate(std::to_string(index + 1)) + ". " + named.text.title;
        return named.text;
    };
    const EntriesResult done = entries(column, {.id = view.page.id,
                                                .count = added.size(),
                                                .entry = numbered,
                                                .can_add = view.interview.can_add(view.page.id)});
    if (done.change)
        intents.emplace_back(ChangeEntry{added[*done.change].path});
    if (done.remove)
        intents.emplace_back(AskRemoveEntry{added[*done.remove].path});
    if (done.add)
        intents.emplace_back(AddEntry{view.page.id});
    answer(page.finish(), intents);
}

} // namespace

void repeat(Frame& frame, const PageView& view, Intents& intents) {
    if (!view.removing.empty()) {
        // What lies beneath the question whether they mean it hears nothing.
        Intents unheard;
        frame.expect_dialog();
        list_page(frame, view, unheard);
        ask_before_removing(frame, view, intents);
        return;
    }
    list_page(frame, view, intents);
}
} // namespace istiqbal::screens
