// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/dialogs.hpp"

namespace istiqbal::screens {

using namespace ui;

namespace {

struct Dialog {
    Icon icon;
    std::string_view title;
    std::string text;
    std::string_view stay;       // the way back to the page
    std::string_view leave = {}; // the other way; none if empty
    // Others are called to the screen, or nobody may be there: nobody else reads the page behind.
    Backdrop backdrop = Backdrop::dimmed;
};

void show(Frame& frame, const Dialog& dialog, Intents& intents) {
    const Sizes& sizes = frame.sizes();
    frame.begin_dialog(dialog.title, dialog.backdrop);
    const float width = std::min(frame.mm(sizes.content * 0.9F), frame.screen().width * 0.88F);
    const float margin = frame.mm(sizes.space.large);
    const float inner = width - 2 * margin;
    const float symbol = frame.mm(sizes.button);
    const TextSpec title{
        .type = Type::heading, .weight = text::Weight::bold, .alignment = text::Alignment::center};
    const TextSpec body{.type = Type::label, .alignment = text::Alignment::center};
    const float gap = frame.mm(sizes.space.medium);
    const float buttons =
        frame.mm(sizes.button) * (dialog.leave.empty() ? 1 : 2) + (dialog.leave.empty() ? 0 : gap);
    const float height = 2 * margin + symbol + gap + frame.shape(dialog.title, title, inner)->height() + gap +
                         frame.shape(dialog.text, body, inner)->height() + gap * 1.5F + buttons;
    const Rect box = frame.screen().centred(width, height);
    frame.shadow(box, frame.theme().radius * 1.5F);
    frame.fill(box, frame.colours().surface, frame.theme().radius * 1.5F);
    Column column(frame, box.inset(margin));
    draw_icon(frame, dialog.icon, column.take(symbol).centred(symbol * 0.8F, symbol * 0.8F),
              frame.colours().primary);
    column.take(gap);
    column.text(dialog.title, title, frame.colours().text, Role::heading);
    column.take(gap);
    column.text(dialog.text, body, frame.colours().text);
    column.take(gap * 1.5F);
    if (button(frame, "stay", column.take(frame.mm(sizes.button)),
               {.label = dialog.stay, .kind = ButtonKind::primary}))
        intents.emplace_back(CloseDialog{});
    if (dialog.leave.empty())
        return;
    column.take(gap);
    if (button(frame, "leave", column.take(frame.mm(sizes.button)), {.label = dialog.leave}))
        intents.emplace_back(StartAgain{});
}

} // namespace

void employee_called(Frame& frame, Intents& intents) {
    show(frame,
         {Icon::call,
          frame.string("call.title"),
          frame.string("call.text"),
          frame.string("call.close"),
          {},
          Backdrop::opaque},
         intents);
}

void confirm_start_again(Frame& frame, Intents& intents) {
    show(frame,
         {Icon::restart, frame.string("again.title"), frame.string("again.text"), frame.string("again.stay"),
          frame.string("again.leave")},
         intents);
}

void idle_warning(Frame& frame, int seconds_left, Intents& intents) {
    show(frame,
         {Icon::clock, frame.string("idle.title"),
          frame.string("idle.text", {{"seconds", std::to_string(seconds_left)}}), frame.string("idle.stay"),
          frame.string("idle.leave"), Backdrop::opaque},
         intents);
}

} // namespace istiqbal::screens
