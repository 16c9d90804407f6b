// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/follow_up.hpp"

#include "kiosk/screens/follow_up_parts.hpp"
#include "kiosk/ui/page.hpp"
#include "kiosk/ui/widgets.hpp"

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

void follow_up_filed(Frame& frame, const FollowUpKnownView& view, Intents& intents) {
    Page page(
        frame,
        {.id = "follow_up.filed", .primary = frame.string("follow_up.done"), .primary_icon = Icon::check});
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
        default:
            return frame.string("follow_up.unsure");
        }
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
