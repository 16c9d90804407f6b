// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/welcome.hpp"

#include "fonts/unicode.hpp"

namespace istiqbal::screens {

using namespace ui;

namespace {

bool is_wide(const Frame& frame) {
    return frame.screen().width > frame.screen().height;
}

// A wide screen has no height for the mark, which its header shows already.
void greeting(Column& column) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const Colours& colour = frame.colours();
    const bool wide = is_wide(frame);
    if (!wide) {
        const float side = frame.mm(frame.sizes().type.display * 2.2F);
        draw_mark(frame, column.take(side).centred(side, side), colour.primary, colour.accent);
        column.gap(space.large);
    }
    column.text(frame.string("welcome.greeting.ar"),
                {.type = wide ? Type::title : Type::display,
                 .weight = text::Weight::bold,
                 .alignment = text::Alignment::center},
                colour.primary_pressed, Role::heading);
    column.text(frame.string("welcome.greeting.en"),
                {.type = wide ? Type::heading : Type::title, .alignment = text::Alignment::center},
                colour.primary_pressed);
    if (wide)
        return;
    column.gap(space.medium);
    column.text(frame.string("welcome.organisation.ar"),
                {.type = Type::label, .weight = text::Weight::bold, .alignment = text::Alignment::center},
                colour.text);
    column.text(frame.string("welcome.organisation.en"),
                {.type = Type::label, .alignment = text::Alignment::center}, colour.text_muted);
}

void language_card(Frame& frame, const Rect& rect, Language language, Intents& intents) {
    const bool arabic = language == Language::arabic;
    const ButtonSpec spec{.label = arabic ? "العربية" : "English",
                          .kind = arabic ? ButtonKind::primary : ButtonKind::secondary,
                          .type = Type::heading};
    if (button(frame, arabic ? "arabic" : "english", rect, spec))
        intents.emplace_back(Begin{language});
}

} // namespace

void welcome(Frame& frame, const WelcomeView& view, Intents& intents) {
    Page page(
        frame,
        {.id = "welcome", .back = false, .start_again = false, .switch_language = false, .centred = true});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    const float apart = is_wide(frame) ? space.medium : space.huge;
    greeting(column);
    column.gap(apart);

    const TextSpec prompt{
        .type = Type::label, .weight = text::Weight::bold, .alignment = text::Alignment::center};
    column.text(frame.string("welcome.choose.ar"), prompt, frame.colours().text);
    column.text(frame.string("welcome.choose.en"), prompt, frame.colours().text);
    column.gap(space.medium);
    Rect cards = column.take(frame.mm(frame.sizes().button * (is_wide(frame) ? 1.3F : 2.0F)));
    const float gap = frame.mm(space.medium);
    const float width = (cards.width - gap) / 2;
    // Each language stands where its readers begin, whichever the page is in.
    language_card(frame, cards.cut_leading(width, Direction::right_to_left), Language::arabic, intents);
    language_card(frame, cards.cut_trailing(width, Direction::right_to_left), Language::english, intents);

    column.gap(apart);
    const TextSpec date{.type = Type::body, .alignment = text::Alignment::center};
    for (const Language language : {Language::arabic, Language::english})
        column.text(
            text::isolate_first_strong(form::format_date(view.today, form::DateStyle::both, language)), date,
            frame.colours().text_muted);
    column.text(text::isolate(view.clock),
                {.type = is_wide(frame) ? Type::label : Type::title, .alignment = text::Alignment::center},
                frame.colours().primary_pressed);
    if (!view.notice.empty()) {
        column.gap(space.large);
        banner(column, BannerKind::information, view.notice, Icon::warning);
    }
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
