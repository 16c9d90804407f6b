// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/welcome.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/ui/drift.hpp"
#include "kiosk/ui/widgets.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace istiqbal::screens {

using namespace ui;

namespace {

constexpr float pi = 3.14159265F;
constexpr std::chrono::seconds step{5};          // between two places of the drift
constexpr std::chrono::seconds message_time{15}; // each thing worth knowing

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

// What the greeting is written in: as large as its panel lets it be.
struct Greeting {
    Type arabic, english, organisation, organisation_english;
    float mark; // its side as a share of the display type
};
constexpr Greeting greetings[] = {
    {Type::display, Type::title, Type::label, Type::body, 1.5F},
    {Type::display, Type::title, Type::label, Type::body, 0.9F},
    {Type::title, Type::heading, Type::body, Type::small, 0.9F},
    {Type::heading, Type::label, Type::small, Type::small, 0.7F},
};

struct GreetingLine {
    std::string_view key;
    Type type;
    text::Weight weight;
};
std::array<GreetingLine, 4> lines(const Greeting& greeting) {
    return {{{"welcome.greeting.ar", greeting.arabic, text::Weight::bold},
             {"welcome.greeting.en", greeting.english, text::Weight::regular},
             {"welcome.organisation.ar", greeting.organisation, text::Weight::bold},
             {"welcome.organisation.en", greeting.organisation_english, text::Weight::regular}}};
}

float greeting_height(Frame& frame, const Greeting& greeting, float width) {
    float height = std::round(frame.type_pixels(Type::display) * greeting.mark) +
                   2 * frame.mm(frame.sizes().space.medium);
    for (const GreetingLine& line : lines(greeting))
        height += frame
                      .shape(frame.string(line.key),
                             {.type = line.type, .weight = line.weight, .alignment = text::Alignment::center},
                             width)
                      ->height();
    return height;
}

const Greeting& fitting(Frame& frame, const Rect& panel) {
    for (const Greeting& greeting : greetings) {
        const auto first = frame.shape(frame.string("welcome.greeting.ar"),
                                       {.type = greeting.arabic, .weight = text::Weight::bold});
        if (first->width() <= panel.width && greeting_height(frame, greeting, panel.width) <= panel.height)
            return greeting;
    }
    return greetings[std::size(greetings) - 1];
}

// Holding the mark asks for the staff panel.
void mark(Frame& frame, const Rect& square, Intents& intents) {
    draw_mark(frame, square, frame.colours().on_primary, frame.colours().accent);
    frame.tell(Role::image, frame.string("organisation"), square);
    if (staff_gesture(frame, square))
        answer(PageAction::staff, intents);
}

void hero(Frame& frame, const Rect& panel, ImVec2 moved, Intents& intents) {
    frame.fill(panel, frame.colours().primary_pressed, frame.theme().radius * 2);
    frame.push_clip(panel);
    lattice(frame, panel, moved);
    const Rect inside = panel.inset(frame.mm(frame.sizes().space.medium));
    const Greeting& greeting = fitting(frame, inside);
    Column column(frame, inside.centred(inside.width, greeting_height(frame, greeting, inside.width)));
    const float side = std::round(frame.type_pixels(Type::display) * greeting.mark);
    mark(frame, column.take(side).centred(side, side), intents);
    column.gap(frame.sizes().space.medium);
    for (const GreetingLine& line : lines(greeting)) {
        if (line.key == "welcome.organisation.ar")
            column.gap(frame.sizes().space.medium);
        const Role role = line.key == "welcome.greeting.ar" ? Role::heading : Role::text;
        centred(column, frame.string(line.key), line.type, line.weight, frame.colours().on_primary, role);
    }
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

// What stands beneath the greeting. Where not all of it fits, what matters least goes first.
struct Foot {
    int worth_knowing = 2; // languages in which it is shown at once; the other one in turn
    int dates = 2;         // languages of the day: that of the page first
    bool choose = true;    // the sentence above the languages, which say it themselves
    Type clock = Type::title;
    Type day = Type::body;
    Type message = Type::small;
    float card = 1.6F; // height of a language, in buttons
};
constexpr Foot feet[] = {
    {.message = Type::body},
    {},
    {.worth_knowing = 1},
    {.worth_knowing = 0},
    {.worth_knowing = 0, .clock = Type::heading, .day = Type::small, .card = 1.3F},
    {.worth_knowing = 0, .choose = false, .clock = Type::heading, .day = Type::small, .card = 1.3F},
    {.worth_knowing = 0, .dates = 1, .choose = false, .clock = Type::label, .day = Type::small, .card = 1.0F},
    {.worth_knowing = 0, .dates = 0, .choose = false, .clock = Type::label, .day = Type::small, .card = 1.0F},
};

struct FootLine {
    std::string text;
    TextSpec spec;
    Colour colour;
};

Language other(Language language) {
    return language == Language::arabic ? Language::english : Language::arabic;
}

FootLine centred_line(std::string text, Type type, text::Weight weight, Colour colour) {
    return {std::move(text), {.type = type, .weight = weight, .alignment = text::Alignment::center}, colour};
}

std::vector<FootLine> above_languages(Frame& frame, const WelcomeView& view, const Foot& foot) {
    const Colours& colour = frame.colours();
    std::vector<FootLine> lines;
    lines.push_back(
        centred_line(text::isolate(view.clock), foot.clock, text::Weight::bold, colour.primary_pressed));
    const Language order[] = {frame.language(), other(frame.language())};
    for (int index = 0; index < foot.dates; ++index)
        lines.push_back(centred_line(
            text::isolate_first_strong(form::format_date(view.today, form::DateStyle::both, order[index])),
            foot.day, text::Weight::regular, colour.text));
    if (foot.choose)
        lines.push_back(
            centred_line(frame.string("welcome.choose.ar") + "  ·  " + frame.string("welcome.choose.en"),
                         Type::body, text::Weight::bold, colour.text));
    return lines;
}

std::vector<FootLine> beneath_languages(Frame& frame, const WelcomeView& view, const Foot& foot) {
    std::vector<FootLine> lines;
    if (view.worth_knowing.empty() || foot.worth_knowing == 0)
        return lines;
    const auto turn = static_cast<std::size_t>(frame.now().time_since_epoch() / message_time);
    const bool both = foot.worth_knowing == 2;
    const form::LocalText& message = view.worth_knowing[(both ? turn : turn / 2) % view.worth_knowing.size()];
    for (const Language language : {Language::arabic, Language::english})
        if (both || (turn % 2 == 0) == (language == Language::arabic))
            lines.push_back(centred_line(text::isolate_first_strong(message.in(language)), foot.message,
                                         text::Weight::regular, frame.colours().text_muted));
    return lines;
}

float height_of(Frame& frame, const std::vector<FootLine>& lines, float width) {
    float height = 0;
    for (const FootLine& line : lines)
        height += frame.shape(line.text, line.spec, width)->height();
    return height;
}

// What happened to the terminal, above everything else; for the staff.
void notice(Column& column, std::string_view text) {
    Frame& frame = column.frame();
    const float margin = frame.mm(frame.sizes().space.small);
    const TextSpec spec{.type = Type::small};
    const auto layout = frame.shape(text, spec, column.width() - 2 * margin);
    const Rect box = column.take(layout->height() + 2 * margin);
    frame.fill(box, frame.colours().surface, frame.theme().radius_small);
    frame.outline(box, frame.colours().accent, frame.theme().line_strong, frame.theme().radius_small);
    frame.draw(layout, box.x + margin, box.y + margin, frame.colours().text);
    frame.tell(Role::alert, text, box);
    column.gap(frame.sizes().space.small);
}

void languages(Column& column, float height, Intents& intents) {
    Frame& frame = column.frame();
    Rect cards = column.take(frame.mm(frame.sizes().button * height));
    const float gap = frame.mm(frame.sizes().space.medium);
    const float width = (cards.width - gap) / 2;
    // Each language stands where its readers begin, whichever the page is in.
    language_card(frame, cards.cut_leading(width, Direction::right_to_left), Language::arabic, intents);
    language_card(frame, cards.cut_trailing(width, Direction::right_to_left), Language::english, intents);
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
    ButtonSpec call{.label = frame.string("welcome.call"),
                    .kind = ButtonKind::quiet,
                    .icon = Icon::call,
                    .name = frame.string("tools.call"),
                    .type = Type::body};
    const float room = row.width - button_width(frame, size) - button_width(frame, look) - 2 * gap;
    if (button_width(frame, call) > room)
        call.type = Type::small;
    if (button_width(frame, call) > room)
        call.label = frame.string("tools.call");
    const float call_width = std::min(button_width(frame, call), room);
    tool("call", call, PageAction::call_employee, call_width);
    const float rest = button_width(frame, size) + button_width(frame, look) + gap;
    row.cut_leading(std::max(0.0F, row.width - rest), frame.direction());
    tool("contrast", look, PageAction::switch_contrast, button_width(frame, look));
    tool("text_size", size, PageAction::switch_text_size, button_width(frame, size));
}

void foot(Frame& frame, Rect area, const WelcomeView& view, Intents& intents) {
    const float gap = frame.mm(frame.is_wide() ? frame.sizes().space.medium : frame.sizes().space.large);
    tools(frame, area.cut_bottom(frame.mm(frame.sizes().target)), intents);
    area.cut_bottom(frame.mm(frame.sizes().space.small));
    Column column(frame, area);
    if (!view.notice.empty())
        notice(column, view.notice);
    const float room = area.bottom() - column.y();
    const auto height = [&](const Foot& foot) {
        const auto beneath = beneath_languages(frame, view, foot);
        return height_of(frame, above_languages(frame, view, foot), area.width) + gap +
               frame.mm(frame.sizes().button * foot.card) +
               (beneath.empty() ? 0 : gap + height_of(frame, beneath, area.width));
    };
    const Foot* chosen = std::find_if(std::begin(feet), std::end(feet),
                                      [&](const Foot& foot) { return height(foot) <= room; });
    if (chosen == std::end(feet))
        --chosen;
    // What is left over stands above and beneath.
    column.take(std::max(0.0F, std::round((room - height(*chosen)) / 2)));
    for (const FootLine& line : above_languages(frame, view, *chosen))
        column.text(line.text, line.spec, line.colour);
    column.take(gap);
    languages(column, chosen->card, intents);
    column.take(gap);
    for (const FootLine& line : beneath_languages(frame, view, *chosen))
        column.text(line.text, line.spec, line.colour);
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
        // A notice needs the room more than the greeting does.
        const Rect panel = page.cut_top(page.height * (view.notice.empty() ? 0.5F : 0.42F));
        page.cut_top(gap);
        hero(frame, panel, moved, intents);
    }
    foot(frame, page, view, intents);
    if (!frame.presentation().reduced_motion)
        frame.wake_at(frame.now() + step);
}

} // namespace istiqbal::screens
