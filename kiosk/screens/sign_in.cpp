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

// For whom the PIN is, and what became of the last one.
void who(Column& column, const SignInView& view) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    page_heading(column, view.title);
    column.text(frame.string("sign_in.pin", {{"name", view.chosen->name}}), {.type = Type::label},
                frame.colours().text);
    const std::string_view trouble = view.failed                ? std::string_view("sign_in.failed")
                                     : view.wrong && !view.wait ? std::string_view("sign_in.wrong")
                                                                : std::string_view();
    if (!trouble.empty()) {
        column.gap(space.medium);
        banner(column, BannerKind::error, frame.string(trouble));
    }
    if (view.busy) {
        column.gap(space.medium);
        busy_line(column, frame.string("sign_in.busy"));
    }
}

void type_pin(Column& column, const SignInView& view, Intents& intents) {
    Frame& frame = column.frame();
    const PinSpec spec{.name = frame.string("sign_in.pin.name"),
                       .least_digits = 6, // as seal::Staff has them
                       .invalid = view.wrong,
                       .wait = view.wait.value_or(std::chrono::seconds(0))};
    if (pin_pad(frame, column.take(pin_pad_height(frame)), spec) && !view.busy)
        intents.emplace_back(TryPin{take_pin(frame.memory())});
}

} // namespace

void sign_in(Frame& frame, const SignInView& view, Intents& intents) {
    Page page(frame, {.id = view.chosen == nullptr ? "sign_in.people" : "sign_in.pin",
                      .back = view.back,
                      .start_again = false,
                      .broad = view.chosen != nullptr,
                      .staff = !view.back});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    if (view.chosen == nullptr) {
        page_heading(column, view.title);
        column.text(view.text, {.type = Type::body}, frame.colours().text_muted);
        column.gap(space.medium);
        people(column, view, intents);
    } else if (frame.is_wide()) {
        // A wide screen has no height for the pad beneath the words.
        Rect area = column.take(0);
        const float gap = frame.mm(space.large);
        Column words(frame, area.cut_leading((area.width - gap) / 2, frame.direction()));
        area.cut_leading(gap, frame.direction());
        Column pad(frame, area);
        who(words, view);
        type_pin(pad, view, intents);
        column.take(std::max(words.used(), pad.used()));
    } else {
        who(column, view);
        column.gap(space.medium);
        type_pin(column, view, intents);
    }
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
