// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/messages.hpp"

namespace istiqbal::screens {

using namespace ui;

namespace {

struct Message {
    std::string_view title;
    std::string_view text;
    std::string_view detail = {};
    Icon icon = Icon::none;
};

void show(Page& page, Frame& frame, const Message& message) {
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    const float side = frame.mm(frame.sizes().type.display * 1.6F);
    const Rect square = column.take(side).centred(side, side);
    if (message.icon == Icon::none)
        draw_mark(frame, square, frame.colours().primary, frame.colours().accent);
    else
        draw_icon(frame, message.icon, square, frame.colours().error);
    column.gap(space.large);
    column.text(message.title,
                {.type = Type::title, .weight = text::Weight::bold, .alignment = text::Alignment::center},
                frame.colours().text, Role::heading);
    column.gap(space.medium);
    column.text(message.text, {.type = Type::label, .alignment = text::Alignment::center},
                frame.colours().text);
    column.gap(space.large);
    column.text(message.detail, {.type = Type::small, .alignment = text::Alignment::center},
                frame.colours().text_muted);
}

} // namespace

void sending(Frame& frame, Intents& intents) {
    Page page(frame, {.id = "sending", .back = false, .start_again = false, .centred = true});
    show(page, frame, {frame.string("sending.title"), frame.string("sending.text")});
    frame.tell(Role::progress, frame.string("sending.title"), frame.screen(), {.busy = true});
    answer(page.finish(), intents);
}

void sending_failed(Frame& frame, Intents& intents) {
    Page page(frame, {.id = "failed",
                      .primary = frame.string("failed.again"),
                      .primary_icon = Icon::restart,
                      .centred = true});
    show(page, frame, {frame.string("failed.title"), frame.string("failed.text"), {}, Icon::warning});
    answer(page.finish(), intents);
}

void finished(Frame& frame, Intents& intents) {
    Page page(frame, {.id = "finished",
                      .primary = frame.string("finished.leave"),
                      .primary_icon = Icon::check,
                      .back = false,
                      .start_again = false,
                      .centred = true});
    show(page, frame,
         {frame.string("finished.title"), frame.string("finished.text"), frame.string("finished.wiped")});
    answer(page.finish(), intents);
}

void out_of_service(Frame& frame, std::string_view reason, Intents& intents) {
    Page page(frame, {.id = "out_of_service", .back = false, .start_again = false, .centred = true});
    show(page, frame, {frame.string("service.title"), frame.string("service.text"), reason, Icon::warning});
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
