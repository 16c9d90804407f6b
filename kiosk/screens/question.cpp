// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/question.hpp"

#include "kiosk/screens/date_fields.hpp"
#include "kiosk/ui/text_field.hpp"

namespace istiqbal::screens {

using namespace ui;
using form::Appearance;
using form::QuestionType;

namespace {

KeyboardKind keyboard_of(const form::Question& question) {
    switch (question.type) {
    case QuestionType::integer:
    case QuestionType::date:
        return KeyboardKind::digits;
    case QuestionType::decimal:
        return KeyboardKind::decimal;
    case QuestionType::text: {
        const bool digits = question.has(Appearance::saudi_id) || question.has(Appearance::saudi_mobile) ||
                            question.has(Appearance::numbers);
        return digits ? KeyboardKind::digits : KeyboardKind::text;
    }
    default:
        return KeyboardKind::none;
    }
}

std::string position_in_words(Frame& frame, const QuestionView& view) {
    const auto position = view.interview.position(view.page.id);
    return position ? frame.string("question.position", {{"number", std::to_string(position->number)},
                                                         {"total", std::to_string(position->total)}})
                    : std::string();
}

// A section is a run of pages of one group; the page's own does not lie behind yet.
std::optional<PageProgress> progress_of(const QuestionView& view, std::string_view words) {
    if (words.empty())
        return std::nullopt;
    PageProgress progress{.section = 0, .sections = 0, .name = words};
    std::size_t pages = 0;
    std::size_t before = 0;
    bool found = false;
    const form::Group* group = nullptr;
    for (const form::Page& page : view.interview.pages()) {
        if (progress.sections == 0 || page.group != group) {
            if (found && progress.section + 1 == progress.sections)
                progress.share = static_cast<float>(before) / static_cast<float>(pages);
            group = page.group;
            ++progress.sections;
            pages = 0;
        }
        if (page.id == view.page.id) {
            found = true;
            progress.section = progress.sections - 1;
            before = pages;
        }
        ++pages;
    }
    if (found && progress.section + 1 == progress.sections)
        progress.share = static_cast<float>(before) / static_cast<float>(pages);
    return progress;
}

void position_line(Column& column, std::string_view words) {
    if (words.empty())
        return;
    column.text(words, {.type = Type::small}, column.frame().colours().text_muted);
    column.gap(column.frame().sizes().space.small);
}

// Typed text is an answer at once, so that nothing is lost whatever happens next.
void entry_field(Column& column, const QuestionView& view, Intents& intents) {
    Frame& frame = column.frame();
    const form::Question& question = *view.item.question;
    const std::string id = "field." + view.item.path;
    if (frame.memory().editor.field != id)
        focus_field(frame.memory(), id, view.interview.typed(view.item.path));
    const bool multiline = question.has(Appearance::multiline);
    const std::string label = view.interview.label(view.item.path, frame.language());
    const FieldSpec spec{.name = label,
                         .multiline = multiline,
                         .left_to_right = keyboard_of(question) != KeyboardKind::text,
                         .invalid = view.problem != nullptr,
                         .type = keyboard_of(question) == KeyboardKind::text ? Type::label : Type::heading};
    const float height = frame.mm(frame.sizes().button) * (multiline ? 3.0F : 1.0F);
    const FieldResult result =
        text_field(frame, id, column.take(height), spec, view.interview.typed(view.item.path));
    if (result.changed)
        intents.emplace_back(SetAnswer{view.item.path, frame.memory().editor.text});
    if (result.entered)
        intents.emplace_back(Continue{});
    if (frame.memory().editor.text_refused) {
        column.gap(frame.sizes().space.small);
        column.text(frame.string("field.full"), {.type = Type::body, .weight = text::Weight::bold},
                    frame.colours().error, Role::alert);
    }
}

void choices(Column& column, const QuestionView& view, Intents& intents) {
    Frame& frame = column.frame();
    const form::Question& question = *view.item.question;
    const bool multiple = question.type == QuestionType::select_multiple;
    const float gap = frame.mm(frame.sizes().space.small);
    // Many short choices stand in two columns, so that most forms need no scrolling.
    constexpr std::size_t most_in_one_column = 6;
    const auto offered = view.interview.choices(view.item.path);
    const int columns = offered.size() > most_in_one_column ? 2 : 1;
    const float width =
        (column.width() - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    for (std::size_t first = 0; first < offered.size(); first += static_cast<std::size_t>(columns)) {
        const std::size_t end = std::min(offered.size(), first + static_cast<std::size_t>(columns));
        float height = 0;
        for (std::size_t index = first; index < end; ++index)
            height = std::max(
                height, choice_height(frame, {.label = offered[index]->label.in(frame.language())}, width));
        Rect row = column.take(height);
        for (std::size_t index = first; index < end; ++index) {
            const form::Choice& choice = *offered[index];
            const bool selected = view.interview.selected(view.item.path, choice.name);
            const ChoiceSpec spec{choice.label.in(frame.language()), selected, multiple};
            if (choice_card(frame, "choice." + choice.name, row.cut_leading(width, frame.direction()),
                            spec)) {
                if (multiple)
                    intents.emplace_back(SelectChoice{view.item.path, choice.name, !selected});
                else
                    intents.emplace_back(SetAnswer{view.item.path, form::WipedText(choice.name)});
            }
            row.cut_leading(gap, frame.direction());
        }
        column.take(gap);
    }
}

void acknowledgement(Column& column, const QuestionView& view, Intents& intents) {
    Frame& frame = column.frame();
    const bool given = !view.interview.value(view.item.path).empty();
    const ChoiceSpec spec{frame.string("question.acknowledge"), given, true};
    const float height = choice_height(frame, spec, column.width());
    if (choice_card(frame, "acknowledge", column.take(height), spec))
        intents.emplace_back(SetAnswer{view.item.path, given ? "" : "OK"});
}

void answer_field(Column& column, const QuestionView& view, Intents& intents) {
    switch (view.item.question->type) {
    case QuestionType::text:
    case QuestionType::integer:
    case QuestionType::decimal:
    case QuestionType::barcode:
        entry_field(column, view, intents);
        break;
    case QuestionType::date:
        date_fields(column, view, intents);
        break;
    case QuestionType::select_one:
    case QuestionType::select_multiple:
        choices(column, view, intents);
        break;
    case QuestionType::acknowledge:
        acknowledgement(column, view, intents);
        break;
    default:
        break;
    }
}

bool is_optional(const QuestionView& view) {
    return view.item.question->answerable() && !view.interview.required(view.item.path);
}

// Whether it may be left out, the hint, and why it is asked.
void explanation(Column& column, const QuestionView& view) {
    Frame& frame = column.frame();
    if (is_optional(view))
        column.text(frame.string("question.optional"), {.type = Type::body}, frame.colours().text_muted);
    column.text(view.interview.hint(view.item.path, frame.language()), {.type = Type::body},
                frame.colours().text_muted);
    const std::string& guidance = view.item.question->guidance.in(frame.language());
    if (!guidance.empty()) {
        column.gap(frame.sizes().space.small);
        column.text(guidance, {.type = Type::small}, frame.colours().text_muted);
    }
    column.gap(frame.sizes().space.medium);
}

std::string_view section_of(const QuestionView& view, Language language) {
    return view.page.group != nullptr ? std::string_view(view.page.group->label.in(language))
                                      : std::string_view();
}

} // namespace

void question(Frame& frame, const QuestionView& view, Intents& intents) {
    const bool wheel = view.item.question->type == QuestionType::date && frame.memory().date_by_wheel;
    const std::string position = position_in_words(frame, view);
    Page page(frame, {.id = view.page.id,
                      .primary = frame.string("continue"),
                      .keyboard = wheel ? KeyboardKind::none : keyboard_of(*view.item.question),
                      .progress = progress_of(view, position)});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    // With the letters on a wide screen there is room for the question and its field; the rest comes after
    // them.
    const bool short_page = frame.screen().width > frame.screen().height &&
                            keyboard_of(*view.item.question) == KeyboardKind::text;
    if (!short_page)
        position_line(column, position);
    const std::string* message =
        view.problem != nullptr ? &view.problem->message.in(frame.language()) : nullptr;
    if (message != nullptr && !short_page) {
        banner(column, BannerKind::error, *message);
        column.gap(space.medium);
    }
    page_heading(column, view.interview.label(view.item.path, frame.language()),
                 short_page ? std::string_view() : section_of(view, frame.language()));
    if (!short_page)
        explanation(column, view);
    if (message != nullptr) {
        column.text(*message, {.type = Type::body, .weight = text::Weight::bold}, frame.colours().error,
                    short_page ? Role::alert : Role::text);
        column.gap(space.tiny);
    }
    answer_field(column, view, intents);
    if (short_page) {
        column.gap(space.medium);
        explanation(column, view);
        position_line(column, position);
    }
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
