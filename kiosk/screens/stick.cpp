// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/stick.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/ui/widgets.hpp"

#include <array>

namespace istiqbal::screens {

using namespace ui;

namespace {

struct Words {
    Icon icon = Icon::usb;
    Colour colour{};
    std::string title;
    std::string text;
};

Words words_for(const Frame& frame, const StickView& view) {
    const Colour calm = frame.colours().primary;
    switch (view.page) {
    case StickPage::absent:
        return {Icon::usb, calm, frame.string("stick.absent.title"), frame.string("stick.absent.text")};
    case StickPage::several:
        return {Icon::usb, calm, frame.string("stick.several.title"), frame.string("stick.several.text")};
    case StickPage::writing:
        return {Icon::usb, calm, frame.string("stick.writing.title"), frame.string("stick.writing.text")};
    case StickPage::checking:
        return {Icon::usb, calm, frame.string("stick.checking.title"), frame.string("stick.checking.text")};
    case StickPage::copied:
        if (view.copied == 0)
            return {Icon::check, frame.colours().success, frame.string("stick.nothing.title"),
                    frame.string("stick.nothing.text")};
        return {Icon::check, frame.colours().success,
                frame.string("stick.copied.title", {{"count", view.copied}}),
                frame.string("stick.copied.text")};
    case StickPage::failed:
        break;
    }
    constexpr std::array<std::string_view, 6> reasons{"stick.gone",       "stick.full",   "stick.read_only",
                                                      "stick.unfaithful", "stick.faulty", "stick.own"};
    return {Icon::warning, frame.colours().error, frame.string("stick.failed.title"),
            frame.string(reasons[static_cast<std::size_t>(view.trouble)])};
}

void say(Column& column, const Words& words) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const float side = frame.mm(frame.sizes().type.display * 1.6F);
    draw_icon(frame, words.icon, column.take(side).centred(side, side), words.colour);
    column.gap(space.large);
    column.text(words.title,
                {.type = Type::title, .weight = text::Weight::bold, .alignment = text::Alignment::center},
                frame.colours().text, Role::heading);
    column.gap(space.medium);
    column.text(words.text, {.type = Type::label, .alignment = text::Alignment::center},
                frame.colours().text);
}

void how_far(Column& column, const StickView& view, const std::string& words) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const float share = view.total == 0 ? 0 : static_cast<float>(view.done) / static_cast<float>(view.total);
    progress_bar(frame, column.take(frame.mm(space.small)), share, words);
    column.gap(space.medium);
    column.text(words, {.type = Type::body, .alignment = text::Alignment::center},
                frame.colours().text_muted);
}

// What else there is to know, beneath.
void add(Column& column, const StickView& view, Intents& intents) {
    Frame& frame = column.frame();
    column.gap(frame.sizes().space.large);
    switch (view.page) {
    case StickPage::several: {
        std::vector<RowSpec> rows;
        std::vector<std::string> names;
        names.reserve(view.names.size());
        for (const std::string& name : view.names)
            names.push_back(text::isolate_first_strong(name));
        for (const std::string& name : names)
            rows.push_back({.title = name, .icon = Icon::usb});
        if (const auto chosen = list(column, "stick", rows))
            intents.emplace_back(ChooseStick{*chosen});
        return;
    }
    case StickPage::writing:
    case StickPage::checking:
        how_far(column, view,
                frame.string(view.page == StickPage::writing ? "stick.writing.count" : "stick.checking.count",
                             {{"done", view.done}, {"total", view.total}}));
        return;
    case StickPage::copied:
        if (view.confirmed > 0)
            banner(column, BannerKind::success, frame.string("stick.confirmed", {{"count", view.confirmed}}));
        return;
    case StickPage::failed:
        banner(column, BannerKind::information, frame.string("stick.kept"));
        return;
    case StickPage::absent:
        return;
    }
}

} // namespace

void stick(Frame& frame, const StickView& view, Intents& intents) {
    const bool working = view.page == StickPage::writing || view.page == StickPage::checking;
    const bool failed = view.page == StickPage::failed;
    const bool copied = view.page == StickPage::copied;
    Page page(frame, {.id = "stick",
                      .primary = failed   ? frame.string("stick.again")
                                 : copied ? frame.string("stick.leave")
                                          : std::string_view(),
                      .primary_icon = failed ? Icon::restart : Icon::check,
                      .back = !working && !copied,
                      .start_again = false,
                      .centred = true});
    Column& column = page.body();
    say(column, words_for(frame, view));
    add(column, view, intents);
    const PageAction action = page.finish();
    if (action == PageAction::primary && failed)
        intents.emplace_back(CopyToStick{});
    else if (action == PageAction::primary)
        intents.emplace_back(Back{});
    else
        answer(action, intents);
}

} // namespace istiqbal::screens
