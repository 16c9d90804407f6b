// SPDX-License-Identifier: Apache-2.0
#include "fonts/unicode.hpp"
#include "kiosk/screens/information_parts.hpp"
#include "kiosk/ui/page.hpp"
#include "kiosk/ui/widgets.hpp"

#include <cmath>

namespace istiqbal::screens {

using namespace ui;

void information(Frame& frame, const InformationView& view, Intents& intents) {
    switch (view.place.shelf) {
    case Shelf::home:
        information_home(frame, view, intents);
        break;
    case Shelf::search:
        information_search(frame, view, intents);
        break;
    case Shelf::services:
    case Shelf::questions:
    case Shelf::library:
    case Shelf::document:
    case Shelf::announcements:
        information_list(frame, view, intents);
        break;
    case Shelf::corrections:
        information_corrections(frame, view, intents);
        break;
    case Shelf::service:
    case Shelf::question:
    case Shelf::section:
    case Shelf::announcement:
        information_article(frame, view, intents);
        break;
    }
}

namespace {

// Looks like the field that it leads to.
bool search_button(Column& column) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const Rect box = column.take(frame.mm(frame.sizes().button));
    const Press press = frame.press("search", box);
    frame.fill(box, press.held ? frame.colours().surface_pressed : frame.colours().surface,
               frame.theme().radius);
    frame.outline(box, frame.colours().outline_strong, frame.theme().line, frame.theme().radius);
    Rect inner = box.inset(frame.mm(space.medium), 0);
    const float side = icon_side(frame, Type::label);
    draw_icon(frame, Icon::search, inner.cut_leading(side, frame.direction()).centred(side, side),
              frame.colours().primary);
    inner.cut_leading(frame.mm(space.small), frame.direction());
    const std::string& label = frame.string("reading.search.placeholder");
    frame.draw_in(inner, label, {.type = Type::label, .overflow = text::Overflow::ellipsis(1)},
                  frame.colours().text_muted);
    frame.tell(Role::button, frame.string("reading.search"), box);
    return press.clicked;
}

} // namespace

void information_home(Frame& frame, const InformationView& view, Intents& intents) {
    Page page(frame, {.id = "reading"});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    page_heading(column, frame.string("reading.title"));
    column.text(frame.string("reading.text"), {.type = Type::body}, frame.colours().text_muted);
    column.gap(space.medium);
    if (search_button(column))
        intents.emplace_back(Read{{Shelf::search}});
    column.gap(space.medium);

    const bool news = !view.catalogue.announcements_on(view.today).empty();
    const struct {
        Shelf shelf;
        TileSpec tile;
    } shelves[] = {
        {Shelf::services,
         {.icon = Icon::hand_heart,
          .title = frame.string("reading.services"),
          .summary = frame.string("reading.services.text")}},
        {Shelf::questions,
         {.icon = Icon::question,
          .title = frame.string("reading.questions"),
          .summary = frame.string("reading.questions.text")}},
        {Shelf::corrections,
         {.icon = Icon::lightbulb,
          .title = frame.string("reading.corrections"),
          .summary = frame.string("reading.corrections.text")}},
        {Shelf::library,
         {.icon = Icon::book,
          .title = frame.string("reading.library"),
          .summary = frame.string("reading.library.text")}},
        {Shelf::announcements,
         {.icon = Icon::megaphone,
          .title = frame.string("reading.announcements"),
          .summary = frame.string(news ? "reading.announcements.text" : "reading.announcements.none")}},
    };
    std::vector<TileSpec> tiles;
    for (const auto& shelf : shelves)
        tiles.push_back(shelf.tile);
    if (const auto chosen = tile_grid(column, "shelf", tiles))
        intents.emplace_back(Read{{shelves[*chosen].shelf}});
    answer(page.finish(), intents);
}

Rect reading_column(Frame& frame, const Rect& body) {
    // Some sixty Arabic letters: half an em each.
    Rect rest = body;
    return rest.cut_leading(std::round(frame.type_pixels(Type::body) * 30), frame.direction());
}

} // namespace istiqbal::screens
