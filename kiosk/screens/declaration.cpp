// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/declaration.hpp"

namespace istiqbal::screens {

using namespace ui;

void declaration(Frame& frame, const DeclarationView& view, Intents& intents) {
    Page page(frame, {.id = "declaration", .primary = frame.string("continue")});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    if (view.signature_missing) {
        banner(column, BannerKind::error, frame.string("declaration.sign_first"));
        column.gap(space.medium);
    }
    page_heading(column, frame.string("declaration.title"));
    column.text(view.declaration, {.type = Type::label}, frame.colours().text);
    column.gap(space.large);
    column.text(frame.string("declaration.sign"), {.type = Type::body, .weight = text::Weight::bold},
                frame.colours().text);
    column.gap(space.small);
    if (view.signature_missing) {
        column.text(frame.string("declaration.sign_first"),
                    {.type = Type::body, .weight = text::Weight::bold}, frame.colours().error);
        column.gap(space.small);
    }
    const Rect pad = column.take(signature_pad_height(frame, column.width()));
    const PadInput drawn = signature_pad(frame, "signature", pad, frame.string("declaration.pad"),
                                         view.signature, view.signature_missing && view.signature.empty());
    if (!drawn.points.empty()) {
        const float one = frame.mm(1000) / 1000;
        intents.emplace_back(Sign{drawn, pad.width / one, pad.height / one});
    }
    column.gap(space.small);
    const ButtonSpec clear{.label = frame.string("declaration.clear"),
                           .icon = Icon::cross,
                           .enabled = !view.signature.empty(),
                           .type = Type::body};
    Rect row = column.take(frame.mm(frame.sizes().target));
    if (button(frame, "clear", row.cut_leading(button_width(frame, clear), frame.direction()), clear))
        intents.emplace_back(ClearSignature{});
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
