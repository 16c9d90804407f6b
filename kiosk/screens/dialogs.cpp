// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/dialogs.hpp"

#include "kiosk/ui/widgets.hpp"

namespace istiqbal::screens {

using namespace ui;

namespace {

// The first action stays on the page, the second, where there is one, leaves it all.
void show(Frame& frame, const DialogSpec& spec, Intents& intents) {
    const auto chosen = dialog(frame, spec);
    if (chosen == 0U)
        intents.emplace_back(CloseDialog{});
    if (chosen == 1U)
        intents.emplace_back(StartAgain{});
}

} // namespace

void employee_called(Frame& frame, Intents& intents) {
    const ButtonSpec actions[] = {{.label = frame.string("call.close"), .kind = ButtonKind::primary}};
    // Others are called to the screen.
    show(frame,
         {.icon = Icon::call,
          .title = frame.string("call.title"),
          .text = frame.string("call.text"),
          .actions = actions,
          .backdrop = Backdrop::opaque},
         intents);
}

void confirm_start_again(Frame& frame, bool at_desk, Intents& intents) {
    const ButtonSpec actions[] = {{.label = frame.string("again.stay"), .kind = ButtonKind::primary},
                                  {.label = frame.string("again.leave"), .kind = ButtonKind::danger}};
    show(frame,
         {.icon = Icon::restart,
          .status = Status::warning,
          .title = frame.string("again.title"),
          .text = frame.string(at_desk ? "again.text.desk" : "again.text"),
          .actions = actions},
         intents);
}

void idle_warning(Frame& frame, int seconds_left, Intents& intents) {
    const ButtonSpec actions[] = {{.label = frame.string("idle.stay"), .kind = ButtonKind::primary},
                                  {.label = frame.string("idle.leave")}};
    const std::string text = frame.string("idle.text", {{"seconds", seconds_left}});
    // Nobody may be there, and others may be looking.
    show(frame,
         {.icon = Icon::clock,
          .title = frame.string("idle.title"),
          .text = text,
          .actions = actions,
          .backdrop = Backdrop::opaque},
         intents);
}

void session_ended(Frame& frame, Intents& intents) {
    const ButtonSpec actions[] = {{.label = frame.string("ended.close"), .kind = ButtonKind::primary}};
    show(frame,
         {.icon = Icon::shield,
          .status = Status::ok,
          .title = frame.string("ended.title"),
          .text = frame.string("ended.text"),
          .actions = actions},
         intents);
}

void trouble(Frame& frame, Intents& intents) {
    const ButtonSpec actions[] = {{.label = frame.string("trouble.stay"), .kind = ButtonKind::primary},
                                  {.label = frame.string("trouble.leave")}};
    show(frame,
         {.icon = Icon::warning,
          .status = Status::error,
          .title = frame.string("trouble.title"),
          .text = frame.string("trouble.text"),
          .actions = actions,
          .backdrop = Backdrop::opaque},
         intents);
}

} // namespace istiqbal::screens
