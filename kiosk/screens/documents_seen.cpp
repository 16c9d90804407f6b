// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/documents_seen.hpp"

#include "kiosk/ui/widgets.hpp"

namespace istiqbal::screens {

using namespace ui;

namespace {

void document(Column& column, const DocumentRow& row, bool invalid, Intents& intents) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    column.text(row.label, {.type = Type::label, .weight = text::Weight::bold}, frame.colours().text);
    column.gap(space.tiny);
    const bool faulty = invalid && row.seen && !(row.matches && row.unexpired);
    const std::string seen = frame.string("documents.seen");
    const std::string matches = frame.string("documents.matches");
    const std::string unexpired = frame.string("documents.unexpired");
    MatchDocument match{row.document, row.seen, row.matches, row.unexpired};
    const auto tick = [&](std::string_view id, const std::string& label, bool& ticked, bool enabled) {
        const std::string told = label + " — " + row.label;
        const ChoiceSpec spec{.label = label,
                              .selected = ticked,
                              .multiple = true,
                              .invalid = faulty && !ticked,
                              .enabled = enabled,
                              .name = told};
        if (!choice_card(column, std::string(id) + "." + row.document, spec))
            return;
        ticked = !ticked;
        // What was not seen cannot have been compared.
        if (!match.seen)
            match.matches = match.unexpired = false;
        intents.emplace_back(match);
    };
    tick("seen", seen, match.seen, true);
    column.gap(space.tiny);
    tick("matches", matches, match.matches, row.seen);
    column.gap(space.tiny);
    tick("unexpired", unexpired, match.unexpired, row.seen);
    column.gap(space.large);
}

} // namespace

void documents_seen(Frame& frame, const DocumentsSeenView& view, Intents& intents) {
    Page page(frame, {.id = "documents", .primary = frame.string("continue")});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    if (view.something_missing) {
        banner(column, BannerKind::error, frame.string("documents.mismatch"));
        column.gap(space.medium);
    }
    page_heading(column, frame.string("documents.title"));
    column.text(frame.string("documents.text", {{"name", view.representative}}), {.type = Type::body},
                frame.colours().text_muted);
    column.gap(space.large);
    for (const DocumentRow& row : view.documents)
        document(column, row, view.something_missing, intents);
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
