// SPDX-License-Identifier: Apache-2.0
// A person reads: services, questions and answers, corrections of wrong ideas, the reference library T1–T3,
// announcements; and searches them (G3, G6). It knows the place, the page of it, and the way back.
//
// How many pages a text has depends on the screen, and so is the screen's to say: a page beyond the last is
// shown as the last.
//
// One thread: the window's.
#pragma once

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/screens/intents.hpp"

#include <optional>
#include <vector>

namespace istiqbal::app {

class Reader {
public:
    // The catalogue outlives it.
    explicit Reader(const catalogue::Catalogue& catalogue)
        : catalogue_(catalogue) {}

    void begin(); // at the home of reading
    bool open() const { return !way_.empty(); }

    // What the screens show; only while it is open.
    const screens::ReadingPlace& place() const { return way_.back().place; }
    std::size_t page() const { return way_.back().page; }
    std::string_view query() const { return query_; }
    // What the query finds in the language on the screen; searched once for each query and language.
    const std::vector<catalogue::Hit>& hits(ui::Language language) const;

    // Moves on; ignores what is not its own. Returns whether the page is another one now. Back returns to
    // where one was, page and query included; from the home of reading it closes: open() is false then.
    bool apply(const screens::Intent& intent);

    // Forgets where one was, and overwrites what was searched for.
    void end();

private:
    struct Visited {
        screens::ReadingPlace place;
        std::size_t page = 0;
    };
    struct Found {
        form::WipedText query;
        ui::Language language;
        std::vector<catalogue::Hit> hits;
    };

    bool read(const screens::ReadingPlace& place);
    bool exists(const screens::ReadingPlace& place) const;

    const catalogue::Catalogue& catalogue_;
    std::vector<Visited> way_; // from the home of reading to the present place
    form::WipedText query_;
    mutable std::optional<Found> found_;
};

} // namespace istiqbal::app
