// SPDX-License-Identifier: Apache-2.0
#include "fonts/unicode.hpp"
#include "kiosk/screens/information_parts.hpp"
#include "kiosk/ui/page.hpp"
#include "kiosk/ui/widgets.hpp"

namespace istiqbal::screens {

using namespace ui;

namespace {

// What a list shows; its texts live as long as the catalogue and the strings.
struct Listing {
    std::string_view section;
    std::string_view title;
    std::string_view text;
    std::string_view nothing; // said where there is no row
    std::vector<RowSpec> rows;
    std::vector<ReadingPlace> places; // one for each row
};

Listing services(Frame& frame, const InformationView& view) {
    Listing listing{frame.string("reading.title"),
                    frame.string("reading.services"),
                    frame.string("reading.services.intro"),
                    frame.string("reading.nothing"),
                    {},
                    {}};
    const auto& all = view.catalogue.services();
    for (std::size_t index = 0; index < all.size(); ++index) {
        listing.rows.push_back({.title = all[index].title.in(frame.language()),
                                .text = all[index].summary.in(frame.language())});
        listing.places.push_back({Shelf::service, index});
    }
    return listing;
}

Listing questions(Frame& frame, const InformationView& view) {
    Listing listing{frame.string("reading.title"),
                    frame.string("reading.questions"),
                    frame.string("reading.questions.intro"),
                    frame.string("reading.nothing"),
                    {},
                    {}};
    const auto& all = view.catalogue.questions();
    for (std::size_t index = 0; index < all.size(); ++index) {
        listing.rows.push_back({.title = all[index].question.in(frame.language()), .icon = Icon::question});
        listing.places.push_back({Shelf::question, index});
    }
    return listing;
}

Listing library(Frame& frame, const InformationView& view) {
    Listing listing{frame.string("reading.title"),
                    frame.string("reading.library"),
                    frame.string("reading.library.intro"),
                    frame.string("reading.nothing"),
                    {},
                    {}};
    const auto& all = view.catalogue.documents();
    for (std::size_t index = 0; index < all.size(); ++index) {
        listing.rows.push_back({.title = all[index].title.in(frame.language()),
                                .text = all[index].summary.in(frame.language()),
                                .icon = Icon::book});
        listing.places.push_back({Shelf::document, index});
    }
    return listing;
}

Listing document(Frame& frame, const InformationView& view) {
    const catalogue::Document& read = view.catalogue.documents()[view.place.item];
    Listing listing{frame.string("reading.library"),
                    read.title.in(frame.language()),
                    read.summary.in(frame.language()),
                    frame.string("reading.nothing"),
                    {},
                    {}};
    for (std::size_t index = 0; index < read.sections.size(); ++index) {
        listing.rows.push_back({.title = read.sections[index].heading.in(frame.language())});
        listing.places.push_back({Shelf::section, view.place.item, index});
    }
    return listing;
}

Listing announcements(Frame& frame, const InformationView& view) {
    Listing listing{frame.string("reading.title"),
                    frame.string("reading.announcements"),
                    {},
                    frame.string("reading.announcements.none"),
                    {},
                    {}};
    const auto& all = view.catalogue.announcements();
    for (std::size_t index = 0; index < all.size(); ++index) {
        if (!all[index].shown_on(view.today))
            continue;
        listing.rows.push_back({.title = all[index].title.in(frame.language()), .icon = Icon::megaphone});
        listing.places.push_back({Shelf::announcement, index});
    }
    return listing;
}

Listing listing_of(Frame& frame, const InformationView& view) {
    switch (view.place.shelf) {
    case Shelf::services:
        return services(frame, view);
    case Shelf::questions:
        return questions(frame, view);
    case Shelf::library:
        return library(frame, view);
    case Shelf::document:
        return document(frame, view);
    default:
        return announcements(frame, view);
    }
}

// Each list is scrolled by itself, so that one comes back to where one was.
std::string page_id(const ReadingPlace& place) {
    return "reading." + std::to_string(static_cast<int>(place.shelf)) + "." + std::to_string(place.item);
}

} // namespace

void information_list(Frame& frame, const InformationView& view, Intents& intents) {
    const std::string id = page_id(view.place);
    Page page(frame, {.id = id});
    Column& column = page.body();
    const Listing listing = listing_of(frame, view);
    page_heading(column, listing.title, listing.section);
    column.text(listing.text, {.type = Type::body}, frame.colours().text_muted);
    column.gap(frame.sizes().space.medium);
    if (listing.rows.empty())
        empty_state(column, "nothing", {.icon = Icon::inbox, .title = listing.nothing});
    else if (const auto chosen = list(column, "row", listing.rows))
        intents.emplace_back(Read{listing.places[*chosen]});
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
