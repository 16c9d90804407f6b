// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/contents.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/app/scenes.hpp"
#include "tests/kiosk/files.hpp"

using namespace istiqbal;
using app::Contents;

namespace {

// A copy of what is shipped, for a test to spoil.
struct Assets {
    test::Folder folder;
    std::filesystem::path path = folder / "assets";

    Assets() {
        std::filesystem::create_directories(path);
        for (const char* part : {"theme", "strings", "catalogue", "forms"})
            std::filesystem::copy(std::filesystem::path(ISTIQBAL_SOURCE_DIR) / "assets" / part, path / part,
                                  std::filesystem::copy_options::recursive);
    }
    // What is said instead of loading.
    std::string refusal() const {
        const auto loaded = Contents::load(path);
        return loaded ? std::string() : loaded.error();
    }
};

} // namespace

TEST_CASE("The contents have a form for every journey, of the same name", "[contents]") {
    const Contents& contents = test::shipped_contents();
    REQUIRE_FALSE(contents.catalogue.journeys().empty());
    CHECK(contents.forms.size() == contents.catalogue.journeys().size());
    for (const catalogue::Journey& journey : contents.catalogue.journeys()) {
        INFO(journey.id);
        const auto form = contents.forms.find(journey.id);
        REQUIRE(form != contents.forms.end());
        CHECK(form->second.id == journey.id);
        CHECK(contents.versions().find(journey.id + " " + form->second.version) != std::string::npos);
    }
}

TEST_CASE("Contents with a fault are refused with a sentence that names the part", "[contents]") {
    const Assets assets;
    REQUIRE(assets.refusal().empty());
    SECTION("no folder") {
        const auto loaded = Contents::load(assets.path / "nowhere");
        REQUIRE_FALSE(loaded);
        CHECK_FALSE(loaded.error().empty());
    }
    SECTION("the theme") {
        test::write_text(assets.path / "theme" / "theme.toml", "colour = ");
        CHECK(assets.refusal().find("theme.toml") != std::string::npos);
    }
    SECTION("the strings") {
        test::write_text(assets.path / "strings" / "en.json", "{}");
        CHECK_FALSE(assets.refusal().empty());
    }
    SECTION("the catalogue") {
        test::write_text(assets.path / "catalogue" / "journeys.json", "[");
        CHECK(assets.refusal().find("catalogue") != std::string::npos);
        CHECK(assets.refusal().find("journeys.json") != std::string::npos);
    }
    SECTION("a form that is missing") {
        std::filesystem::remove_all(assets.path / "forms" / "inquiry");
        CHECK(assets.refusal().find("inquiry") != std::string::npos);
    }
    SECTION("a form with faults") {
        for (const auto& file : std::filesystem::directory_iterator(assets.path / "forms" / "complaint"))
            test::write_text(file.path(), "type,name\nno_such_type,thing\n");
        CHECK(assets.refusal().find("complaint") != std::string::npos);
    }
}
