// SPDX-License-Identifier: Apache-2.0
// The way through what can be read, and back, over the catalogue that is shipped.
#include "kiosk/app/reader.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

using namespace istiqbal;
using app::Reader;
using screens::Back;
using screens::Read;
using screens::ReadingPlace;
using screens::Shelf;
using screens::TurnPage;
using screens::TypeQuery;
using ui::Language;

namespace {

const catalogue::Catalogue& shipped() {
    static const catalogue::Catalogue catalogue =
        *catalogue::Catalogue::load(std::filesystem::path(ISTIQBAL_SOURCE_DIR) / "assets/catalogue");
    return catalogue;
}

} // namespace

TEST_CASE("Reading begins at its home, and Back from there ends it", "[reader]") {
    Reader reader(shipped());
    CHECK_FALSE(reader.open());
    CHECK_FALSE(reader.apply(Read{{Shelf::services}}));
    reader.begin();
    REQUIRE(reader.open());
    CHECK(reader.place() == ReadingPlace{Shelf::home});
    CHECK(reader.apply(Back{}));
    CHECK_FALSE(reader.open());
}

TEST_CASE("Back returns to where one was, to its page and its query", "[reader]") {
    Reader reader(shipped());
    reader.begin();
    reader.apply(Read{{Shelf::search}});
    CHECK_FALSE(reader.apply(TypeQuery{"دعم"}));
    REQUIRE_FALSE(reader.hits(Language::arabic).empty());
    CHECK(reader.apply(Read{{Shelf::section, 1, 0}}));
    CHECK(reader.apply(TurnPage{2}));
    CHECK(reader.apply(Read{{Shelf::section, 1, 1}}));
    CHECK(reader.page() == 0);
    CHECK(reader.apply(Back{}));
    CHECK(reader.place() == ReadingPlace{Shelf::section, 1, 0});
    CHECK(reader.page() == 2);
    CHECK(reader.apply(Back{}));
    CHECK(reader.place().shelf == Shelf::search);
    CHECK(reader.query() == "دعم");
    CHECK(reader.apply(Back{}));
    CHECK(reader.place().shelf == Shelf::home);
}

TEST_CASE("A correction that was found is the page that opens", "[reader]") {
    REQUIRE(shipped().corrections().size() > 2);
    Reader reader(shipped());
    reader.begin();
    CHECK(reader.apply(Read{{Shelf::corrections, 2}}));
    CHECK(reader.page() == 2);
    CHECK(reader.apply(TurnPage{0}));
    CHECK(reader.page() == 0);
    CHECK_FALSE(reader.apply(TurnPage{0}));
}

TEST_CASE("What the catalogue does not have is not read", "[reader]") {
    constexpr std::size_t beyond = 100'000;
    Reader reader(shipped());
    reader.begin();
    for (const Shelf shelf : {Shelf::service, Shelf::question, Shelf::corrections, Shelf::document,
                              Shelf::section, Shelf::announcement})
        CHECK_FALSE(reader.apply(Read{{shelf, beyond}}));
    CHECK_FALSE(reader.apply(Read{{Shelf::section, 0, beyond}}));
    CHECK_FALSE(reader.apply(Read{{Shelf::home}})); // is there already
    CHECK(reader.place() == ReadingPlace{Shelf::home});
}

TEST_CASE("The search follows the language on the screen", "[reader]") {
    Reader reader(shipped());
    reader.begin();
    reader.apply(Read{{Shelf::search}});
    reader.apply(TypeQuery{"support"});
    CHECK_FALSE(reader.hits(Language::english).empty());
    CHECK(reader.hits(Language::arabic).empty());
    CHECK_FALSE(reader.hits(Language::english).empty());
    reader.apply(TypeQuery{"zzzz"});
    CHECK(reader.hits(Language::english).empty());
}

TEST_CASE("However far one goes, the way back ends at the home of reading", "[reader]") {
    REQUIRE(shipped().questions().size() > 1);
    Reader reader(shipped());
    reader.begin();
    for (std::size_t step = 0; step < 500; ++step)
        reader.apply(Read{{Shelf::question, step % 2}});
    int steps = 0;
    while (reader.place().shelf != Shelf::home && steps < 1000) {
        reader.apply(Back{});
        ++steps;
    }
    CHECK(steps < 100);
}

TEST_CASE("The end forgets where one was and what was searched", "[reader]") {
    Reader reader(shipped());
    reader.begin();
    reader.apply(Read{{Shelf::search}});
    reader.apply(TypeQuery{"support"});
    CHECK_FALSE(reader.hits(Language::english).empty());
    reader.end();
    CHECK_FALSE(reader.open());
    CHECK(reader.query().empty());
    reader.begin();
    CHECK(reader.hits(Language::english).empty());
}

TEST_CASE("What is not the reader's own is ignored", "[reader]") {
    Reader reader(shipped());
    reader.begin();
    CHECK_FALSE(reader.apply(screens::Continue{}));
    CHECK_FALSE(reader.apply(screens::BeginJourney{"support_request"}));
    CHECK_FALSE(reader.apply(screens::Rate{5}));
    CHECK(reader.place() == ReadingPlace{Shelf::home});
}
