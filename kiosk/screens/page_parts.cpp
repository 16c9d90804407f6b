// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/page_parts.hpp"

#include "fonts/unicode.hpp"

#include <algorithm>

namespace istiqbal::screens {

using namespace ui;

std::string position_in_words(Frame& frame, const PageView& view) {
    const auto position = view.interview.position(view.page.id);
    return position
               ? frame.string("question.position", {{"number", position->number}, {"total", position->total}})
               : std::string();
}

// A section is a run of pages of one group; the page's own does not lie behind yet. What lies within an entry
// belongs to the page that lists it.
std::optional<PageProgress> progress_of(const PageView& view, std::string_view words) {
    if (words.empty())
        return std::nullopt;
    const form::Page* here = &view.page;
    while (here != nullptr && !here->list.empty())
        here = view.interview.page(here->list);
    PageProgress progress{.section = 0, .sections = 0, .name = words};
    std::size_t pages = 0;
    std::size_t before = 0;
    bool found = false;
    const form::Group* group = nullptr;
    const auto close = [&] {
        if (found && progress.section + 1 == progress.sections)
            progress.share = static_cast<float>(before) / static_cast<float>(pages);
    };
    for (const form::Page& page : view.interview.pages()) {
        if (!page.list.empty())
            continue;
        if (progress.sections == 0 || page.group != group) {
            close();
            group = page.group;
            ++progress.sections;
            pages = 0;
        }
        if (here != nullptr && page.id == here->id) {
            found = true;
            progress.section = progress.sections - 1;
            before = pages;
        }
        ++pages;
    }
    close();
    return progress;
}

void position_line(Column& column, std::string_view words) {
    if (words.empty())
        return;
    column.text(words, {.type = Type::small}, column.frame().colours().text_muted);
    column.gap(column.frame().sizes().space.small);
}

std::string entry_name(const form::Interview& interview, std::string_view entry, Language language) {
    const std::size_t number = entry.rfind('[');
    if (number == std::string_view::npos || entry.back() != ']')
        return {};
    const std::string_view repeat = entry.substr(0, number);
    const std::size_t slash = repeat.rfind('/');
    const std::string_view name = slash == std::string_view::npos ? repeat : repeat.substr(slash + 1);
    const auto& groups = interview.form().groups;
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const form::Group& each) { return each.name == name; });
    if (group == groups.end())
        return {};
    return group->label.in(language) + " " +
           text::isolate(entry.substr(number + 1, entry.size() - number - 2));
}

std::string section_of(Frame& frame, const PageView& view) {
    const form::Group* group = view.page.group;
    std::string title;
    if (group != nullptr && !group->repeat && view.page.kind == form::PageKind::question)
        title = group->label.in(frame.language());
    if (view.page.entry.empty())
        return title;
    const std::string entry = entry_name(view.interview, view.page.entry, frame.language());
    return title.empty() ? entry : frame.string("answer.named", {{"question", entry}, {"answer", title}});
}

void problem_summary(Column& column, const PageView& view) {
    if (view.problems.empty())
        return;
    Frame& frame = column.frame();
    if (view.problems.size() == 1) {
        banner(column, BannerKind::error, view.problems.front().message.in(frame.language()));
    } else {
        std::string all;
        for (const form::Problem& problem : view.problems)
            all += (all.empty() ? "• " : "\n• ") +
                   frame.string("check.problem_named",
                                {{"question", view.interview.label(problem.question, frame.language())},
                                 {"problem", problem.message.in(frame.language())}});
        const std::string title = frame.string("check.problems", {{"count", view.problems.size()}});
        banner(column, {}, {.kind = BannerKind::error, .title = title, .text = all});
    }
    column.gap(frame.sizes().space.medium);
}

const form::Problem* problem_of(const PageView& view, std::string_view path) {
    for (const form::Problem& problem : view.problems)
        if (problem.question == path)
            return &problem;
    return nullptr;
}

} // namespace istiqbal::screens
