// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/declaration.hpp"

#include "kiosk/ui/widgets.hpp"

namespace istiqbal::screens {

using namespace ui;

namespace {

std::string_view way_key(Witnessed way) {
    switch (way) {
    case Witnessed::cannot_sign:
        return "declaration.cannot_sign";
    case Witnessed::by_telephone:
        return "declaration.by_telephone";
    case Witnessed::on_paper:
        return "declaration.on_paper";
    }
    return {};
}

void pad(Column& column, const DeclarationView& view, Intents& intents) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    column.text(frame.string("declaration.sign"), {.type = Type::body, .weight = text::Weight::bold},
                frame.colours().text);
    column.gap(space.small);
    if (view.signature_missing) {
        column.text(frame.string("declaration.sign_first"),
                    {.type = Type::body, .weight = text::Weight::bold}, frame.colours().error);
        column.gap(space.small);
    }
    const Rect pad = column.take(ink_pad_height(frame, PadKind::signature, column.width()));
    const PadInput drawn = ink_pad(frame, "signature", pad,
                                   {.name = frame.string("declaration.pad"),
                                    .invalid = view.signature_missing && view.signature.empty()},
                                   view.signature);
    if (!drawn.points.empty()) {
        const float one = frame.mm(1000) / 1000;
        intents.emplace_back(Sign{drawn, pad.width / one, pad.height / one});
    }
    column.gap(space.small);
}

} // namespace

void declaration(Frame& frame, const DeclarationView& view, Intents& intents) {
    Page page(frame, {.id = "declaration", .primary = frame.string("continue")});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    const std::string_view missing =
        frame.string(view.present ? "declaration.sign_first" : "declaration.witness_first");
    if (view.signature_missing) {
        banner(column, BannerKind::error, missing);
        column.gap(space.medium);
    }
    page_heading(column, frame.string("declaration.title"));
    column.text(view.declaration, {.type = Type::label}, frame.colours().text);
    column.gap(space.large);
    if (!view.witness.empty()) {
        banner(column, BannerKind::success, frame.string("declaration.witnessed", {{"name", view.witness}}));
        column.gap(space.medium);
        if (button_row(column, "witness",
                       {{.label = frame.string("declaration.unwitness"), .icon = Icon::cross}}))
            intents.emplace_back(ClearSignature{});
        answer(page.finish(), intents);
        return;
    }
    if (view.present)
        pad(column, view, intents);
    const bool can_clear = view.present && !view.signature.empty();
    if (can_clear) {
        if (button_row(column, "clear", {{.label = frame.string("declaration.clear"), .icon = Icon::cross}}))
            intents.emplace_back(ClearSignature{});
    } else {
        for (const Witnessed way : view.ways) {
            const std::string id = "way." + std::string(way_key(way));
            if (button_row(
                    column, id,
                    {{.label = frame.string(way_key(way)), .kind = ButtonKind::quiet, .icon = Icon::person}}))
                intents.emplace_back(AskWitness{way});
            column.gap(space.small);
        }
    }
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
