// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/welcome.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/ui/drift.hpp"
#include "kiosk/ui/widgets.hpp"

#include <cmath>

namespace istiqbal::screens {

using namespace ui;

namespace {

constexpr float pi = 3.14159265F;
constexpr std::chrono::seconds step{1};          // between two places of the drift
constexpr std::chrono::seconds message_time{12}; // each thing worth knowing
// One star of the lattice: two squares, as in the mark.
void star(Frame& frame, ImVec2 centre, float radius, Colour colour, float width) {
    for (int square = 0; square < 2; ++square) {
        frame.list().PathClear();
        for (int corner = 0; corner < 4; ++corner) {
            const float angle = pi / 4 * static_cast<float>(2 * corner + square);
            frame.list().PathLineTo(
                ImVec2(centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)));
        }
        frame.list().PathStroke(colour, ImDrawFlags_Closed, width);
    }
}

// The ground behind the greeting: a lattice of stars that wanders the other way.
void lattice(Frame& frame, const Rect& panel, ImVec2 moved) {
    const float pitch = frame.mm(frame.sizes().type.display * 1.7F);
    const Colour colour = with_alpha(frame.colours().on_primary, 0.13F);
    const float width = std::max(1.0F, frame.mm(frame.theme().line));
    for (float y = panel.y - std::fmod(moved.y * 2 + pitch * 4, pitch); y < panel.bottom() + pitch;
         y += pitch)
        for (float x = panel.x - std::fmod(moved.x * 2 + pitch * 4, pitch); x < panel.right() + pitch;
             x += pitch)
            star(frame, {x, y}, pitch * 0.5F, colour, width);
}

void centred(Column& column, std::string_view text, Type type, text::Weight weight, Colour colour,
             Role role = Role::text) {
    column.text(text, {.type = type, .weight = weight, .alignment = text::Alignment::center}, colour, role);
}

void greet(Column& column) {
    Frame& frame = column.frame();
    const Colour colour = frame.colours().on_primary;
    centred(column, frame.string("welcome.greeting.ar"), Type::display, text::Weight::bold, colour,
            Role::heading);
    centred(column, frame.string("welcome.greeting.en"), Type::title, text::Weight::regular, colour);
    column.gap(frame.sizes().space.medium);
    centred(column, frame.string("welcome.organisation.ar"), Type::label, text::Weight::bold, colour);
    centred(column, frame.string("welcome.organisation.en"), Type::body, text::Weight::regular, colour);
}

// Lays out once without drawing, to stand in the middle.
float greeting_height(Frame& frame, float width) {
    const auto height = [&](std::string_view key, Type type, text::Weight weight) {
        return frame
            .shape(frame.string(key), {.type = type, .weight = weight, .alignment = text::Alignment::center},
                   width)
            ->height();
    };
    return height("welcome.greeting.ar", Type::display, text::Weight::bold) +
           height("welcome.greeting.en", Type::title, text::Weight::regular) +
           frame.mm(frame.sizes().space.medium) +
           height("welcome.organisation.ar", Type::label, text::Weight::bold) +
           height("welcome.organisation.en", Type::body, text::Weight::regular);
}

void hero(Frame& frame, const Rect& panel, ImVec2 moved, Intents& intents) {
    const float radius = frame.theme().radius * 2;
    frame.fill(panel, frame.colours().primary_pressed, radius);
    frame.push_clip(panel);
    lattice(frame, panel, moved);
    const float margin = frame.mm(frame.sizes().space.large);
    const float width = panel.width - 2 * margin;
    const float mark = frame.mm(frame.sizes().type.display * 1.5F);
    const float gap = frame.mm(frame.sizes().space.medium);
    const float text = greeting_height(frame, width);
    const bool room_for_mark = panel.height > text + mark + gap + 2 * margin;
    const float used = text + (room_for_mark ? mark + gap : 0);
    Column column(frame, panel.centred(width, used));
    const Rect slot = room_for_mark ? column.take(mark).centred(mark, mark)
                                    : Rect{panel.x + margin / 2, panel.y + margin / 2,
                                           frame.mm(frame.sizes().target), frame.mm(frame.sizes().target)};
    draw_mark(frame, slot, frame.colours().on_primary, frame.colours().accent);
    frame.tell(Role::image, frame.string("organisation"), slot);
    const Press press = frame.touch("mark", slot);
    if (press.active) {
        const auto held_until = frame.memory().touch_began.time + staff_hold;
        if (frame.now() >= held_until)
            intents.emplace_back(AskStaff{});
        else
            frame.wake_at(held_until);
    }
    if (room_for_mark)
        column.take(gap);
    greet(column);
    frame.pop_clip();
}

void language_card(Frame& frame, const Rect& rect, Language language, Intents& intents) {
    const bool arabic = language == Language::arabic;
    const ButtonSpec spec{.label = arabic ? "العربية" : "English",
                          .kind = arabic ? ButtonKind::primary : ButtonKind::secondary,
                          .type = Type::heading};
    if (button(frame, arabic ? "arabic" : "english", rect, spec))
        intents.emplace_back(Begin{language});
}

void languages(Column& column, Intents& intents) {
    Frame& frame = column.frame();
    centred(column, frame.string("welcome.choose.ar") + "  ·  " + frame.string("welcome.choose.en"),
            Type::body, text::Weight::bold, frame.colours().text);
    column.gap(frame.sizes().space.small);
    Rect cards = column.take(frame.mm(frame.sizes().button * 1.6F));
    const float gap = frame.mm(frame.sizes().space.medium);
    const float width = (cards.width - gap) / 2;
    // Each language stands where its readers begin, whichever the page is in.
    language_card(frame, cards.cut_leading(width, Direction::right_to_left), Language::arabic, intents);
    language_card(frame, cards.cut_trailing(width, Direction::right_to_left), Language::english, intents);
}

void today(Column& column, const WelcomeView& view) {
    Frame& frame = column.frame();
    centred(column, text::isolate(view.clock), Type::title, text::Weight::bold,
            frame.colours().primary_pressed);
    for (const Language language : {Language::arabic, Language::english})
        centred(column,
                text::isolate_first_strong(form::format_date(view.today, form::DateStyle::both, language)),
                Type::body, text::Weight::regular, frame.colours().text);
}

void worth_knowing(Column& column, const WelcomeView& view) {
    if (view.worth_knowing.empty())
        return;
    Frame& frame = column.frame();
    const auto turn = frame.now().time_since_epoch() / message_time;
    const form::LocalText& message =
        view.worth_knowing[static_cast<std::size_t>(turn) % view.worth_knowing.size()];
    for (const Language language : {Language::arabic, Language::english})
        centred(column, text::isolate_first_strong(message.in(language)),
                frame.is_wide() ? Type::small : Type::body, text::Weight::regular,
                frame.colours().text_muted);
}

void tools(Frame& frame, Rect row, Intents& intents) {
    const float gap = frame.mm(frame.sizes().space.small);
    const auto tool = [&](std::string_view id, const ButtonSpec& spec, PageAction action, float width) {
        if (button(frame, id, row.cut_leading(width, frame.direction()), spec))
            answer(action, intents);
        row.cut_leading(gap, frame.direction());
    };
    const auto icon_only = [](Icon icon, std::string_view name) {
        return ButtonSpec{.label = {}, .kind = ButtonKind::quiet, .icon = icon, .name = name};
    };
    const ButtonSpec size =
        icon_only(Icon::text_size,
                  frame.string(frame.presentation().large_text ? "tools.smaller_text" : "tools.larger_text"));
    const ButtonSpec look =
        icon_only(Icon::contrast, frame.string(frame.presentation().high_contrast ? "tools.usual_contrast"
                                                                                  : "tools.high_contrast"));
    const ButtonSpec call{.label = frame.string("welcome.call"),
                          .kind = ButtonKind::quiet,
                          .icon = Icon::call,
                          .name = frame.string("tools.call"),
                          .type = Type::body};
    const float call_width = std::min(button_width(frame, call), row.width - button_width(frame, size) -
                                                                     button_width(frame, look) - 2 * gap);
    tool("call", call, PageAction::call_employee, call_width);
    const float rest = button_width(frame, size) + button_width(frame, look) + gap;
    row.cut_leading(std::max(0.0F, row.width - rest), frame.direction());
    tool("contrast", look, PageAction::switch_contrast, button_width(frame, look));
    tool("text_size", size, PageAction::switch_text_size, button_width(frame, size));
}

// Everything beneath the greeting, in the middle of its area.
void foot(Frame& frame, const Rect& area, const WelcomeView& view, Intents& intents) {
    const Spaces& space = frame.sizes().space;
    Column column(frame, area);
    if (!view.notice.empty()) {
        banner(column, BannerKind::warning, view.notice);
        column.gap(space.small);
    }
    today(column, view);
    column.gap(frame.is_wide() ? space.medium : space.large);
    languages(column, intents);
    column.gap(frame.is_wide() ? space.medium : space.large);
    const float tools_height = frame.mm(frame.sizes().target);
    const Rect rest{area.x, column.y(), area.width, area.bottom() - column.y() - tools_height};
    frame.push_clip(rest);
    Column messages(frame, rest);
    worth_knowing(messages, view);
    frame.pop_clip();
    tools(frame, {area.x, area.bottom() - tools_height, area.width, tools_height}, intents);
}

} // namespace

void welcome(Frame& frame, const WelcomeView& view, Intents& intents) {
    frame.enter_page("welcome");
    const ImVec2 moved = drift(frame, step);
    const float margin = frame.mm(frame.sizes().space.medium) + frame.mm(drift_down_mm);
    Rect page = frame.screen().inset(margin);
    page.x += moved.x;
    page.y += moved.y;
    const float gap = frame.mm(frame.sizes().space.large);
    if (frame.is_wide()) {
        const Rect panel = page.cut_leading(page.width * 0.5F, frame.direction());
        page.cut_leading(gap, frame.direction());
        hero(frame, panel, moved, intents);
    } else {
        const Rect panel = page.cut_top(page.height * 0.5F);
        page.cut_top(gap);
        hero(frame, panel, moved, intents);
    }
    foot(frame, page, view, intents);
    if (!frame.presentation().reduced_motion)
        frame.wake_at(frame.now() + step);
}

} // namespace istiqbal::screens
