// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/check_answers.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/screens/page_parts.hpp"

#include <algorithm>
#include <charconv>

namespace istiqbal::screens {

using namespace ui;

namespace {

// The innermost entry of a path: "household[2]" of "household[2]/name"; empty outside of repeats.
std::string_view entry_of(std::string_view path) {
    const std::size_t end = path.rfind(']');
    return end == std::string_view::npos ? std::string_view() : path.substr(0, end + 1);
}

// Within an entry a question is told by the entry, too.
std::string label_of(Frame& frame, const form::Interview& interview, const std::string& path) {
    std::string label = interview.label(path, frame.language());
    if (label.empty())
        if (const form::Page* page = interview.page(path); page != nullptr && page->group != nullptr)
            label = page->group->label.in(frame.language());
    const std::string_view entry = entry_of(path);
    if (entry.empty())
        return label;
    return frame.string("answer.named",
                        {{"question", entry_name(interview, entry, frame.language())}, {"answer", label}});
}

// All that has to be mended, at the top; each line leads to its question.
void error_summary(Column& column, const CheckAnswersView& view, Intents& intents) {
    if (view.problems.empty())
        return;
    Frame& frame = column.frame();
    banner(column, {},
           {.kind = BannerKind::error,
            .title = frame.string("check.problems", {{"count", view.problems.size()}}),
            .text = frame.string("check.problems.text")});
    column.gap(frame.sizes().space.small);
    std::vector<RowSpec> rows;
    std::vector<std::string> labels;
    std::vector<std::string> names;
    labels.reserve(view.problems.size()); // the rows look at them
    names.reserve(view.problems.size());
    for (const form::Problem& problem : view.problems) {
        const std::string& message = problem.message.in(frame.language());
        labels.push_back(label_of(frame, view.interview, problem.question));
        names.push_back(
            frame.string("check.problem_named", {{"question", labels.back()}, {"problem", message}}));
        rows.push_back({.title = labels.back(), .text = message, .icon = Icon::pencil, .name = names.back()});
    }
    if (const auto chosen = list(column, "problem", rows))
        intents.emplace_back(Change{view.problems[*chosen].question});
    column.gap(frame.sizes().space.large);
}

void section_title(Column& column, std::string_view title) {
    Frame& frame = column.frame();
    column.gap(frame.sizes().space.medium);
    column.text(title, {.type = Type::label, .weight = text::Weight::bold}, frame.colours().primary_pressed);
    column.gap(frame.sizes().space.tiny);
}

struct Row {
    std::string path; // what "Change" leads to
    std::string label;
    std::string name; // tells it from the others of the page
    std::string shown;
    bool changeable = true;
};

// Returns whether it is to be changed.
bool answer_row(Column& column, const Row& answered) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const bool unanswered = answered.shown.empty();
    const std::string& shown = unanswered ? frame.string("check.unanswered") : answered.shown;
    const std::string& label = answered.label;
    const std::string change_name = frame.string("check.change_named", {{"question", answered.name}});
    const ButtonSpec change{.label = frame.string("check.change"),
                            .kind = ButtonKind::quiet,
                            .icon = Icon::pencil,
                            .name = change_name,
                            .type = Type::body};
    const float button_slot = answered.changeable ? button_width(frame, change) : 0;
    const float text_width = column.width() - button_slot - frame.mm(space.medium);
    const auto question_text = frame.shape(label, {.type = Type::small}, text_width);
    // A very long answer is signed whole and shown up to what one can take in here; "Change" shows all of it.
    constexpr std::uint32_t most_lines = 12;
    const auto answer_text = frame.shape(
        shown,
        {.type = Type::body, .weight = text::Weight::bold, .overflow = text::Overflow::ellipsis(most_lines)},
        text_width);
    const float height =
        std::max(frame.mm(frame.sizes().target),
                 question_text->height() + answer_text->height() + frame.mm(space.small) * 2);
    Rect row = column.take(height);
    frame.line(row.x, row.bottom(), row.right(), row.bottom(), frame.colours().outline, frame.theme().line);
    const Rect whole = row;
    bool wanted = false;
    if (answered.changeable) {
        const Rect slot = row.cut_trailing(button_slot, frame.direction());
        const float target = frame.mm(frame.sizes().target);
        wanted = button(frame, "change." + answered.path, slot.centred(slot.width, target), change);
    }
    row.cut_trailing(frame.mm(space.medium), frame.direction());
    const float top = row.y + (height - question_text->height() - answer_text->height()) / 2;
    frame.draw(question_text, row.x, top, frame.colours().text_muted);
    frame.draw(answer_text, row.x, top + question_text->height(),
               unanswered ? frame.colours().text_muted : frame.colours().text);
    frame.tell(Role::text, label, whole, {}, shown);
    return wanted;
}

void opening(Column& column, const CheckAnswersView& view, Intents& intents) {
    if (view.opening.empty())
        return;
    section_title(column, view.opening_title);
    for (std::size_t index = 0; index < view.opening.size(); ++index) {
        const OpeningRow& row = view.opening[index];
        if (answer_row(column, {"opening." + std::to_string(index), row.label, row.label, row.shown}))
            intents.emplace_back(row.change);
    }
}

// A repeat of very many entries is shown a page of them at a time.
class Entries {
public:
    Entries(Frame& frame, const form::Interview& interview)
        : frame_(frame)
        , interview_(interview) {}

    // Whether a page of the form is among what is shown; begins with the page of the list.
    bool shows(const form::Page& page) {
        if (page.kind == form::PageKind::repeat && page.list.empty()) {
            list_ = page.id;
            count_ = interview_.entries(page.id).size();
            const std::size_t shown = frame_.memory().list_pages[memory_id()].page;
            first_ = std::min(shown, pages() - 1) * entries_a_page + 1;
        }
        if (list_.empty() || page.entry.rfind(list_ + "[", 0) != 0)
            return true;
        std::size_t number = 0;
        const char* from = page.entry.data() + list_.size() + 1;
        std::from_chars(from, page.entry.data() + page.entry.size(), number);
        return number >= first_ && number < first_ + entries_a_page;
    }

    // After the last of a list's entries.
    void turn_pages(Column& column) {
        if (pages() > 1) {
            column.gap(frame_.sizes().space.small);
            const std::size_t page = (first_ - 1) / entries_a_page;
            const std::size_t turned =
                pager(frame_, memory_id(), column.take(pager_height(frame_)), page, pages());
            if (turned != page) {
                frame_.memory().list_pages[memory_id()].page = turned;
                frame_.wake_at(frame_.now());
            }
        }
        list_.clear();
        count_ = 0;
    }
    bool end_before(const form::Page& page) const {
        return !list_.empty() && page.id != list_ && page.entry.rfind(list_ + "[", 0) != 0;
    }
    bool open() const { return !list_.empty(); }

private:
    std::size_t pages() const {
        return std::max<std::size_t>(1, (count_ + entries_a_page - 1) / entries_a_page);
    }
    std::string memory_id() const { return "check." + list_; }

    Frame& frame_;
    const form::Interview& interview_;
    std::string list_; // id of the page whose entries come
    std::size_t count_ = 0;
    std::size_t first_ = 1;
};

void entry_title(Column& column, std::string_view title) {
    column.gap(column.frame().sizes().space.small);
    column.text(title, {.type = Type::body, .weight = text::Weight::bold}, column.frame().colours().text);
}

void answers_of(Column& column, const CheckAnswersView& view, const form::Page& page, Intents& intents) {
    Frame& frame = column.frame();
    if (page.kind == form::PageKind::repeat) {
        const std::string label = page.group->label.in(frame.language());
        const std::size_t count = view.interview.entries(page.id).size();
        const std::string shown =
            count == 0 ? std::string() : frame.string("entries.count", {{"count", count}});
        if (answer_row(column, {page.id, label, label_of(frame, view.interview, page.id), shown}))
            intents.emplace_back(Change{page.id});
        return;
    }
    for (const form::Item& item : page.items)
        if (item.question->answerable() &&
            answer_row(column, {item.path, view.interview.label(item.path, frame.language()),
                                label_of(frame, view.interview, item.path),
                                view.interview.shown(item.path, frame.language()),
                                !view.interview.read_only(item.path)}))
            intents.emplace_back(Change{item.path});
}

} // namespace

void check_answers(Frame& frame, const CheckAnswersView& view, Intents& intents) {
    Page page(frame,
              {.id = "check", .primary = frame.string(view.signed_next ? "check.continue" : "check.send")});
    Column& column = page.body();
    error_summary(column, view, intents);
    page_heading(column, frame.string(view.signed_next ? "check.title" : "check.title.unsigned"));
    column.text(frame.string(view.signed_next ? "check.hint" : "check.hint.unsigned"), {.type = Type::body},
                frame.colours().text_muted);
    opening(column, view, intents);
    const form::Group* section = nullptr;
    std::string entry;
    Entries entries(frame, view.interview);
    for (const form::Page& each : view.interview.pages()) {
        if (entries.end_before(each))
            entries.turn_pages(column);
        if (!each.answerable() || !entries.shows(each))
            continue;
        if (each.entry != entry && !each.entry.empty())
            entry_title(column, entry_name(view.interview, each.entry, frame.language()));
        else if (each.group != nullptr && each.group != section && each.entry.empty())
            section_title(column, each.group->label.in(frame.language()));
        entry = each.entry;
        section = each.group;
        answers_of(column, view, each, intents);
    }
    if (entries.open())
        entries.turn_pages(column);
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
