// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/sign_in.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/ui/pin_pad.hpp"
#include "kiosk/ui/widgets.hpp"

namespace istiqbal::screens {

using namespace ui;

namespace {

void people(Column& column, const SignInView& view, Intents& intents) {
    Frame& frame = column.frame();
    if (view.people.empty()) {
        empty_state(column, "nobody",
                    {.icon = Icon::people,
                     .title = frame.string("sign_in.nobody"),
                     .text = frame.string("sign_in.nobody.text")});
        return;
    }
    std::vector<RowSpec> rows;
    for (const SignInPerson& person : view.people)
        rows.push_back({.title = person.name, .icon = Icon::person});
    if (const auto chosen = list(column, "person", rows))
        intents.emplace_back(ChoosePerson{view.people[*chosen].id});
}

} // namespace

void sign_in(Frame& frame, const SignInView& view, Intents& intents) {
    Page page(frame, {.id = view.chosen == nullptr ? "sign_in.people" : "sign_in.pin",
                      .back = view.back,
                      .start_again = false});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    page_heading(column, view.title);
    if (view.chosen == nullptr) {
        column.text(view.text, {.type = Type::body}, frame.colours().text_muted);
        column.gap(space.medium);
        people(column, view, intents);
        answer(page.finish(), intents);
        return;
    }
    if (view.failed) {
        banner(column, BannerKind::error, frame.string("sign_in.failed"));
        column.gap(space.medium);
    } else if (view.wrong && !view.wait) {
        banner(column, BannerKind::error, frame.string("sign_in.wrong"));
        column.gap(space.medium);
    }
    column.text(frame.string("sign_in.pin", {{"name", view.chosen->name}}), {.type = Type::label},
                frame.colours().text);
    column.gap(space.medium);
    if (view.busy) {
        busy_line(column, frame.string("sign_in.busy"));
        column.gap(space.medium);
    }
    const PinSpec spec{.name = frame.string("sign_in.pin.name"),
                       .least_digits = 6, // as seal::Staff has them
                       .invalid = view.wrong,
                       .wait = view.wait.value_or(std::chrono::seconds(0))};
    if (pin_pad(frame, column.take(pin_pad_height(frame)), spec) && !view.busy)
        intents.emplace_back(TryPin{take_pin(frame.memory())});
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
