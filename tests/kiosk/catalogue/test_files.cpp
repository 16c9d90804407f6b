// SPDX-License-Identifier: Apache-2.0
// The catalogue's folder: what lies in it and what does not.
#include "tests/catch.hpp"
#include "tests/kiosk/catalogue/sources.hpp"
#include "tests/kiosk/files.hpp"

using namespace istiqbal::catalogue;
using namespace istiqbal::catalogue::tests;
using istiqbal::test::write_text;

namespace {

void write_all(const std::filesystem::path& folder) {
    const Sources sources = good_sources();
    write_text(folder / "journeys.json", sources.journeys);
    write_text(folder / "services.json", sources.services);
    write_text(folder / "questions.json", sources.questions);
    write_text(folder / "library.json", sources.library);
    write_text(folder / "announcements.json", sources.announcements);
    write_text(folder / "rating.json", sources.rating);
}

} // namespace

TEST_CASE("a catalogue is read from its folder") {
    const istiqbal::test::Folder folder;
    write_all(folder / "");
    CHECK(Catalogue::load(folder / ""));
    SECTION("a file that is missing is told, and what refers to it is not") {
        std::filesystem::remove(folder / "journeys.json");
        const auto loaded = Catalogue::load(folder / "");
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error() == std::vector<std::string>{"journeys.json: cannot be read"});
    }
    SECTION("a file that nobody knows is told") {
        write_text(folder / "servises.json", "{}");
        const auto loaded = Catalogue::load(folder / "");
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error() ==
              std::vector<std::string>{"servises.json: not a file of the catalogue; rename or delete it"});
    }
    SECTION("a file that is too large is not read") {
        write_text(folder / "rating.json", std::string(std::size_t{1024} * 1024, ' '));
        const auto loaded = Catalogue::load(folder / "");
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error() == std::vector<std::string>{"rating.json: larger than 256 KiB"});
    }
    SECTION("a folder in the place of a file is told") {
        std::filesystem::remove(folder / "rating.json");
        std::filesystem::create_directory(folder / "rating.json");
        CHECK_FALSE(Catalogue::load(folder / ""));
    }
}

TEST_CASE("a folder that does not exist is six faults") {
    const istiqbal::test::Folder folder;
    const auto loaded = Catalogue::load(folder / "nowhere");
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().size() == 6);
}
