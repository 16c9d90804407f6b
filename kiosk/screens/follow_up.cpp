// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/follow_up.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/ui/page.hpp"
#include "kiosk/ui/widgets.hpp"

#include <cmath>

namespace istiqbal::screens {

using namespace ui;

namespace {

constexpr TextSpec centred(Type type, text::Weight weight = text::Weight::regular) {
    return {.type = type, .weight = weight, .alignment = text::Alignment::center};
}

struct Told {
    Icon icon;
    std::string_view title;
    std::string_view text;
};

// A page that says one thing, kindly.
void tell(Column& column, const Told& told) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const float side = frame.mm(frame.sizes().type.display * 2.0F);
    icon_disc(frame, told.icon, column.take(side).centred(side, side), frame.colours().primary,
              frame.colours().primary_soft);
    column.gap(space.large);
    column.text(told.title, centred(Type::title, text::Weight::bold), frame.colours().text, Role::heading);
    column.gap(space.medium);
    column.text(told.text, centred(Type::label), frame.colours().text_muted);
}

void reference_card(Column& column, std::string_view reference) {
    Frame& frame = column.frame();
    const float margin = frame.mm(frame.sizes().space.medium);
    const std::string& caption = frame.string("follow_up.reference");
    const auto code =
        frame.shape(text::isolate(reference), {.type = Type::heading, .weight = text::Weight::bold});
    const auto label =
        frame.shape(caption, {.type = Type::body}, column.width() - 3 * margin - code->width());
    const Rect box = column.take(std::max(label->height(), code->height()) + 2 * margin);
    card(frame, box);
    Rect inner = box.inset(margin);
    frame.draw(code, inner.cut_trailing(code->width(), frame.direction()).x,
               box.centre_y() - code->height() / 2, frame.colours().primary_pressed);
    frame.draw(label, inner.cut_leading(label->box_width(), frame.direction()).x,
               box.centre_y() - label->height() / 2, frame.colours().text_muted);
    frame.tell(Role::text, caption, box, {}, reference);
}

// One station of the request's way, with the line that leads on to the next.
struct Station {
    Status status;
    std::string_view title;
    std::string_view text;
    bool last = false;
};

void station(Column& column, const Station& shown) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const float side = std::round(frame.type_pixels(Type::label) * 1.5F);
    const float gap = frame.mm(space.medium);
    const float width = column.width() - side - gap;
    const bool reached = shown.status != Status::neutral;
    const auto title = frame.shape(
        shown.title, {.type = Type::label, .weight = reached ? text::Weight::bold : text::Weight::regular},
        width);
    const auto text = frame.shape(shown.text, {.type = Type::body}, width);
    const float words = title->height() + (shown.text.empty() ? 0 : text->height());
    Rect row = column.take(std::max(side, words) + (shown.last ? 0 : frame.mm(space.medium)));
    const Rect whole = row;
    const Rect slot = row.cut_leading(side, frame.direction());
    const Rect mark{slot.x, slot.y + std::max(0.0F, (title->height() - side) / 2), side, side};
    if (!shown.last)
        frame.line(mark.centre_x(), mark.bottom() + frame.mm(space.tiny), mark.centre_x(),
                   slot.bottom() - frame.mm(space.tiny),
                   reached ? frame.colours().primary : frame.colours().outline, frame.theme().line_strong);
    draw_status(frame, shown.status, mark);
    row.cut_leading(gap, frame.direction());
    frame.draw(title, row.x, row.y, reached ? frame.colours().text : frame.colours().text_muted);
    if (!shown.text.empty())
        frame.draw(text, row.x, row.y + title->height(), frame.colours().text_muted);
    frame.tell(Role::text, shown.title, whole, {.selected = reached}, shown.text);
}

} // namespace

void follow_up_looking(Frame& frame, Intents& intents) {
    Page page(frame, {.id = "follow_up.looking", .back = false, .start_again = false, .centred = true});
    Column& column = page.body();
    const float side = frame.mm(frame.sizes().type.display * 1.6F);
    const std::string& title = frame.string("follow_up.looking");
    // Nothing turns: it takes a tenth of a second.
    draw_mark(frame, column.take(side).centred(side, side), frame.colours().primary, frame.colours().accent);
    column.gap(frame.sizes().space.large);
    column.text(title, centred(Type::title, text::Weight::bold), frame.colours().text, Role::heading);
    column.gap(frame.sizes().space.medium);
    column.text(frame.string("follow_up.looking.text"), centred(Type::label), frame.colours().text_muted);
    frame.tell(Role::progress, title, frame.screen(), {.busy = true});
    answer(page.finish(), intents);
}

void follow_up_known(Frame& frame, const FollowUpKnownView& view, Intents& intents) {
    Page page(
        frame,
        {.id = "follow_up.known", .primary = frame.string("follow_up.done"), .primary_icon = Icon::check});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    const RequestState state = view.state;
    const auto title_of = [&]() -> const std::string& {
        switch (state) {
        case RequestState::waiting:
            return frame.string("follow_up.waiting");
        case RequestState::on_its_way:
            return frame.string("follow_up.on_its_way");
        case RequestState::with_office:
            return frame.string("follow_up.with_office");
        case RequestState::unsure:
            break;
        }
        return frame.string("follow_up.unsure");
    };
    page_heading(column, title_of(), frame.string("follow_up.title"));
    column.gap(space.small);
    reference_card(column, view.reference);
    column.gap(space.large);
    if (state == RequestState::unsure) {
        banner(column, BannerKind::information, frame.string("follow_up.unsure.text"));
    } else {
        const bool left = state != RequestState::waiting;
        const bool arrived = state == RequestState::with_office;
        station(column, {Status::ok, frame.string("follow_up.station.signed"),
                         frame.string("follow_up.station.signed.text")});
        station(column,
                {left ? Status::ok : Status::waiting, frame.string("follow_up.station.sent"),
                 frame.string(left ? "follow_up.station.sent.done" : "follow_up.station.sent.waits")});
        station(column, {arrived ? Status::ok
                         : left  ? Status::waiting
                                 : Status::neutral,
                         frame.string("follow_up.station.office"),
                         arrived ? std::string_view(frame.string("follow_up.station.office.done"))
                                 : std::string_view(),
                         true});
        column.gap(space.large);
        banner(column, BannerKind::information, frame.string("follow_up.next"));
    }
    answer(page.finish(), intents);
}

void follow_up_unknown(Frame& frame, Intents& intents) {
    Page page(frame, {.id = "follow_up.unknown",
                      .primary = frame.string("follow_up.again"),
                      .primary_icon = Icon::pencil,
                      .centred = true});
    tell(page.body(),
         {Icon::search, frame.string("follow_up.unknown"), frame.string("follow_up.unknown.text")});
    answer(page.finish(), intents);
}

void follow_up_resting(Frame& frame, int minutes, Intents& intents) {
    Page page(frame, {.id = "follow_up.resting", .centred = true});
    const std::string text = frame.string("follow_up.resting.text", {{"minutes", minutes}});
    tell(page.body(), {Icon::clock, frame.string("follow_up.resting"), text});
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
