// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/taking.hpp"

#include "kiosk/ui/date_picker.hpp"
#include "kiosk/ui/text_field.hpp"

namespace istiqbal::screens {

using namespace ui;

namespace {

std::string key_of(TakingPage page) {
    switch (page) {
    case TakingPage::who:
        return "taking.who";
    case TakingPage::name:
        return "taking.name";
    case TakingPage::relation:
        return "taking.relation";
    case TakingPage::mobile:
        return "taking.mobile";
    case TakingPage::received:
        return "taking.received";
    case TakingPage::consent:
        break;
    }
    return "taking.consent";
}

// "who" of "taking.who": what is said of the page otherwise bears its name behind.
std::string part_of(TakingPage page) {
    return key_of(page).substr(std::string_view("taking.").size());
}

std::string problem_of(Frame& frame, const TakingView& view) {
    switch (view.problem) {
    case TakingProblem::none:
        return {};
    case TakingProblem::unsaid:
    case TakingProblem::empty:
        return frame.string("taking.missing." + part_of(view.page));
    case TakingProblem::wrong:
    case TakingProblem::future:
        break;
    }
    return frame.string("taking.wrong." + part_of(view.page));
}

KeyboardKind keyboard_of(TakingPage page) {
    if (page == TakingPage::name)
        return KeyboardKind::text;
    return page == TakingPage::mobile ? KeyboardKind::digits : KeyboardKind::none;
}

void who(Column& column, const TakingView& view, Intents& intents) {
    Frame& frame = column.frame();
    const auto card = [&](const char* id, const char* label, const char* text, bool another) {
        const bool selected = view.asks == (another ? Asks::another : Asks::themself);
        if (choice_card(column, id,
                        {.label = frame.string(label),
                         .selected = selected,
                         .text = frame.string(text),
                         .invalid = view.problem != TakingProblem::none,
                         .icon = another ? Icon::people : Icon::person}))
            intents.emplace_back(SayWhoAsks{another});
        column.gap(frame.sizes().space.small);
    };
    card("asks.themself", "taking.who.themself", "taking.who.themself.text", false);
    card("asks.another", "taking.who.another", "taking.who.another.text", true);
}

void relation(Column& column, const TakingView& view, Intents& intents) {
    Frame& frame = column.frame();
    const float gap = frame.mm(frame.sizes().space.small);
    const float width = (column.width() - gap) / 2;
    constexpr std::size_t count = std::size(relations);
    for (std::size_t first = 0; first < count; first += 2) {
        std::vector<ChoiceSpec> specs;
        float height = 0;
        for (std::size_t index = first; index < std::min(first + 2, count); ++index) {
            specs.push_back({.label = frame.string(std::string("taking.relation.") + relations[index]),
                             .selected = view.relation == relations[index],
                             .invalid = view.problem != TakingProblem::none});
            height = std::max(height, choice_height(frame, specs.back(), width));
        }
        Rect row = column.take(height);
        for (std::size_t index = 0; index < specs.size(); ++index) {
            const std::string id = relations[first + index];
            if (choice_card(frame, "relation." + id, row.cut_leading(width, frame.direction()), specs[index]))
                intents.emplace_back(ChooseRelation{id});
            row.cut_leading(gap, frame.direction());
        }
        column.take(gap);
    }
}

// Today and the day before are a tap; an earlier day is on the wheels.
void received(Column& column, const TakingView& view, Intents& intents) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    form::Date chosen = view.received;
    const auto card = [&](const char* id, const char* label, form::Date day) {
        const std::string written = form::format_date(day, form::DateStyle::both, frame.language());
        if (choice_card(column, id,
                        {.label = frame.string(label),
                         .selected = view.received == day,
                         .text = written,
                         .invalid = view.problem != TakingProblem::none})) {
            intents.emplace_back(ChooseReceived{day});
            chosen = day;
            frame.memory().date = DateWheel{}; // the wheels begin anew, at that day
        }
        column.gap(space.small);
    };
    card("received.today", "taking.today", view.today);
    card("received.yesterday", "taking.yesterday", view.today.plus_days(-1));
    column.gap(space.small);
    column.text(frame.string("taking.earlier"), {.type = Type::body}, frame.colours().text_muted);
    column.gap(space.small);
    const DatePickerSpec spec{.id = "received.day",
                              .shown_first = view.today,
                              .value = chosen,
                              .calendar = frame.language() == Language::arabic
                                              ? form::CalendarKind::umm_al_qura
                                              : form::CalendarKind::gregorian,
                              .years_back = 2,
                              .years_on = 0,
                              .invalid = view.problem != TakingProblem::none};
    if (const auto turned = date_picker(column, spec))
        intents.emplace_back(ChooseReceived{*turned});
}

void consent(Column& column, const TakingView& view, Intents& intents) {
    Frame& frame = column.frame();
    banner(column, {},
           {.kind = BannerKind::information,
            .title = frame.string("taking.consent.words.title"),
            .text = frame.string("taking.consent.words")});
    column.gap(frame.sizes().space.medium);
    const auto card = [&](const char* id, const char* label, bool on_paper) {
        const bool selected = view.consent == (on_paper ? ConsentGiven::on_paper : ConsentGiven::read_out);
        if (choice_card(column, id,
                        {.label = frame.string(label),
                         .selected = selected,
                         .invalid = view.problem != TakingProblem::none}))
            intents.emplace_back(SayConsent{on_paper});
        column.gap(frame.sizes().space.small);
    };
    card("consent.read_out", "taking.consent.read_out", false);
    card("consent.on_paper", "taking.consent.on_paper", true);
}

template <class Typed>
void field(Column& column, const TakingView& view, std::string_view typed, Intents& intents) {
    Frame& frame = column.frame();
    const std::string key = key_of(view.page);
    const std::string id = "field." + key;
    if (frame.memory().editor.field != id)
        focus_field(frame.memory(), id, typed);
    const bool number = keyboard_of(view.page) == KeyboardKind::digits;
    const FieldSpec spec{.name = frame.string(key),
                         .left_to_right = number,
                         .invalid = view.problem != TakingProblem::none,
                         .type = number ? Type::heading : Type::label};
    const FieldResult result =
        text_field(frame, id, column.take(frame.mm(frame.sizes().button)), spec, typed);
    if (result.changed)
        intents.emplace_back(Typed{frame.memory().editor.text});
    if (result.entered)
        intents.emplace_back(Continue{});
}

void said(Column& column, const TakingView& view, Intents& intents) {
    switch (view.page) {
    case TakingPage::who:
        who(column, view, intents);
        return;
    case TakingPage::name:
        field<TypeAskerName>(column, view, view.name, intents);
        return;
    case TakingPage::relation:
        relation(column, view, intents);
        return;
    case TakingPage::mobile:
        field<TypeAskerMobile>(column, view, view.mobile, intents);
        return;
    case TakingPage::received:
        received(column, view, intents);
        return;
    case TakingPage::consent:
        consent(column, view, intents);
        return;
    }
}

} // namespace

void taking(Frame& frame, const TakingView& view, Intents& intents) {
    const std::string key = key_of(view.page);
    const KeyboardKind keys = keyboard_of(view.page);
    Page page(frame, {.id = key, .primary = frame.string("continue"), .keyboard = keys});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    // With the letters on a wide screen there is room for the question and its field; the rest comes after.
    const bool tight = frame.screen().width > frame.screen().height && keys == KeyboardKind::text;
    const std::string problem = problem_of(frame, view);
    if (!problem.empty() && !tight) {
        banner(column, BannerKind::error, problem);
        column.gap(space.medium);
    }
    page_heading(column, frame.string(key),
                 tight ? std::string_view() : std::string_view(frame.string("taking.section")));
    const auto hint = [&] {
        column.text(frame.string("taking.text." + part_of(view.page)), {.type = Type::body},
                    frame.colours().text_muted);
        column.gap(space.medium);
    };
    if (!tight)
        hint();
    if (!problem.empty()) {
        column.text(problem, {.type = Type::body, .weight = text::Weight::bold}, frame.colours().error,
                    tight ? Role::alert : Role::text);
        column.gap(space.tiny);
    }
    said(column, view, intents);
    if (tight) {
        column.gap(space.medium);
        hint();
    }
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
