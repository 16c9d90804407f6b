// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/welcome.hpp"

#include "fonts/unicode.hpp"

namespace istiqbal::screens {

using namespace ui;

namespace {

void greeting(Column& column) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    // On a wide screen the height is for the words and the two cards.
    const bool wide = frame.screen().width > frame.screen().height;
    const float side = frame.mm(frame.sizes().type.display * (wide ? 1.1F : 2.2F));
    draw_mark(frame, column.take(side).centred(side, side), frame.colours().primary, frame.colours().accent);
    column.gap(wide ? space.small : space.large);
    const TextSpec display{.type = Type::display, .weight = text::Weight::bold, .alignment = text::Alignment::center};
    column.text(frame.string("welcome.greeting.ar"), display, frame.colours().primary_pressed, Role::heading);
    const TextSpec title{.type = Type::title, .alignment = text::Alignment::center};
    column.text(frame.string("welcome.greeting.en"), title, frame.colours().primary_pressed);
    column.gap(space.medium);
    const TextSpec label{.type = Type::label, .alignment = text::Alignment::center};
    column.text(frame.string("welcome.organisation.ar"), {.type = Type::label, .weight = text::Weight::bold, .alignment = text::Alignment::center},
                frame.colours().text);
    column.text(frame.string("welcome.organisation.en"), label, frame.colours().text_muted);
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
    Page page(frame, {.id = "welcome", .back = false, .start_again = false, .centred = true});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    greeting(column);
    const float apart = frame.screen().width > frame.screen().height ? space.medium : space.huge;
    column.gap(apart);

    const TextSpec prompt{.type = Type::label, .weight = text::Weight::bold, .alignment = text::Alignment::center};
    column.text(frame.string("welcome.choose"), prompt, frame.colours().text);
    column.gap(space.medium);
    Rect cards = column.take(frame.mm(frame.sizes().button * 2));
    const float gap = frame.mm(space.medium);
    const float width = (cards.width - gap) / 2;
    language_card(frame, cards.cut_leading(width, frame.direction()), Language::arabic, intents);
    cards.cut_leading(gap, frame.direction());
    language_card(frame, cards, Language::english, intents);

    column.gap(apart);
    const TextSpec date{.type = Type::body, .alignment = text::Alignment::center};
    column.text(form::format_date(view.today, form::DateStyle::both, Language::arabic), date,
                frame.colours().text_muted);
    column.text(text::isolate(form::format_date(view.today, form::DateStyle::both, Language::english)), date,
                frame.colours().text_muted);
    column.text(text::isolate(view.clock), {.type = Type::title, .alignment = text::Alignment::center},
                frame.colours().primary_pressed);
    if (!view.notice.empty()) {
        column.gap(space.large);
        banner(column, BannerKind::information, view.notice, Icon::warning);
    }
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
