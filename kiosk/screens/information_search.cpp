// SPDX-License-Identifier: Apache-2.0
#include "fonts/unicode.hpp"
#include "kiosk/screens/information_parts.hpp"
#include "kiosk/ui/page.hpp"
#include "kiosk/ui/text_field.hpp"
#include "kiosk/ui/widgets.hpp"

namespace istiqbal::screens {

using namespace ui;
using catalogue::Hit;
using catalogue::HitKind;

namespace {

constexpr std::string_view field_id = "field.search";
constexpr std::size_t most_hits = 30; // who has more asks again with another word

ReadingPlace place_of(const Hit& hit) {
    switch (hit.kind) {
    case HitKind::service:
        return {Shelf::service, hit.index};
    case HitKind::question:
        return {Shelf::question, hit.index};
    case HitKind::correction:
        return {Shelf::corrections, hit.index};
    case HitKind::section:
        break;
    }
    return {Shelf::section, hit.index, hit.section};
}

RowSpec row_of(Frame& frame, const InformationView& view, const Hit& hit) {
    RowSpec row{.title = hit.title.in(frame.language())};
    switch (hit.kind) {
    case HitKind::service:
        row.text = frame.string("reading.services");
        row.icon = Icon::hand_heart;
        break;
    case HitKind::question:
        row.text = frame.string("reading.questions");
        row.icon = Icon::question;
        break;
    case HitKind::correction:
        row.text = frame.string("reading.corrections");
        row.icon = Icon::lightbulb;
        break;
    case HitKind::section:
        row.text = view.catalogue.documents()[hit.index].title.in(frame.language());
        row.icon = Icon::book;
        break;
    }
    return row;
}

bool typing(Frame& frame) {
    return frame.memory().editor.field == field_id;
}

void search_field(Column& column, const InformationView& view, Intents& intents) {
    Frame& frame = column.frame();
    const float height = frame.mm(frame.sizes().button);
    Rect row = column.take(height);
    if (!view.query.empty()) {
        const Rect clear =
            row.cut_trailing(std::max(height, frame.mm(frame.sizes().target)), frame.direction());
        row.cut_trailing(frame.mm(frame.sizes().space.small), frame.direction());
        const ButtonSpec spec{.label = {}, .icon = Icon::cross, .name = frame.string("reading.search.clear")};
        if (button(frame, "clear", clear, spec)) {
            intents.emplace_back(TypeQuery{});
            focus_field(frame.memory(), field_id, {});
        }
    }
    const FieldSpec spec{.name = frame.string("reading.search"),
                         .placeholder = frame.string("reading.search.placeholder")};
    const FieldResult result = text_field(frame, field_id, row, spec, view.query);
    if (result.changed)
        intents.emplace_back(TypeQuery{frame.memory().editor.text});
    if (result.entered)
        frame.memory().editor = {};
}

void results(Column& column, const InformationView& view, Intents& intents) {
    Frame& frame = column.frame();
    if (view.hits.empty()) {
        // Too little was typed to say that there is nothing.
        const bool blank = view.query.find_first_not_of(' ') == std::string_view::npos;
        if (blank)
            column.text(frame.string("reading.search.hint"), {.type = Type::body},
                        frame.colours().text_muted);
        else
            empty_state(column, "none",
                        {.icon = Icon::search,
                         .title = frame.string("reading.search.none"),
                         .text = frame.string("reading.search.none.text")});
        return;
    }
    std::vector<RowSpec> rows;
    for (const Hit& hit : view.hits.subspan(0, std::min(view.hits.size(), most_hits)))
        rows.push_back(row_of(frame, view, hit));
    const std::string count = frame.string("reading.search.found", {{"count", view.hits.size()}});
    list_header(column, count);
    if (const auto chosen = list(column, "hit", rows))
        intents.emplace_back(Read{place_of(view.hits[*chosen])});
}

} // namespace

// The keyboard is there from the beginning, and out of the way once Enter says that the word is whole; a
// touch on the field brings it back. Coming back from what was found, the results are where they were.
void information_search(Frame& frame, const InformationView& view, Intents& intents) {
    if (view.query.empty() && !typing(frame))
        focus_field(frame.memory(), field_id, {});
    const bool keyboard = typing(frame);
    Page page(frame, {.id = "reading.search",
                      .primary = keyboard ? std::string_view(frame.string("reading.search.show"))
                                          : std::string_view(),
                      .primary_icon = Icon::search,
                      .keyboard = keyboard ? KeyboardKind::text : KeyboardKind::none});
    Column& column = page.body();
    const bool low = keyboard && frame.screen().width > frame.screen().height;
    if (!low)
        page_heading(column, frame.string("reading.search"), frame.string("reading.title"));
    else
        frame.tell(Role::heading, frame.string("reading.search"), column.take(0));
    search_field(column, view, intents);
    column.gap(frame.sizes().space.medium);
    results(column, view, intents);
    const PageAction action = page.finish();
    if (action == PageAction::primary)
        frame.memory().editor = {};
    else
        answer(action, intents);
}

} // namespace istiqbal::screens
