// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/content_shelf.hpp"
#include "tests/kiosk/app/content_bundles.hpp"

using namespace istiqbal;
using app::ContentShelf;
using app::Edition;
using seal::ErrorClass;

namespace {

struct Shelf {
    test::Folder folder;
    ContentShelf shelf{folder / "."};
    test::ContentFolder content;

    Edition put(std::uint64_t revision, const std::string& words, bool own = false) {
        test::ContentFolder made;
        made.with_inquiry(words, "2026.12." + std::to_string(revision));
        const seal::Bytes bundle = made.bundle();
        const Edition edition{own, revision, seal::bundle_hash(bundle)};
        REQUIRE(shelf.unpack(edition, bundle));
        return edition;
    }
    bool has(const Edition& edition) const {
        return std::filesystem::exists(folder / ("content/" + edition.folder()));
    }
};

} // namespace

TEST_CASE("A shelf without anything says so, and makes no folder", "[content]") {
    const Shelf scene;
    const app::ShelfState state = scene.shelf.state();
    CHECK_FALSE(state.active);
    CHECK_FALSE(state.refused);
    CHECK_FALSE(scene.shelf.kept(seal::NoticeKind::settings));
    CHECK_FALSE(std::filesystem::exists(scene.folder / "content"));
}

TEST_CASE("The edition in use and the one before it are kept, others are not", "[content]") {
    Shelf scene;
    const Edition first = scene.put(1, "One?");
    REQUIRE(scene.shelf.activate(first, std::nullopt));
    const Edition second = scene.put(2, "Two?", true);
    REQUIRE(scene.shelf.activate(second, first));
    CHECK(scene.shelf.state().active == second);
    CHECK(scene.shelf.state().previous == first);
    const Edition third = scene.put(3, "Three?");
    CHECK(scene.has(first));
    test::write_text(scene.folder / "content/theirs.txt", "not of ours");
    REQUIRE(scene.shelf.activate(third, second));
    CHECK_FALSE(scene.has(first));
    CHECK(scene.has(second));
    CHECK(scene.has(third));
    CHECK(std::filesystem::exists(scene.folder / "content/theirs.txt"));
    // Each scope's highest, for good.
    const app::ShelfState state = scene.shelf.state();
    CHECK(state.highest[0] == 3);
    CHECK(state.highest[1] == 2);
}

TEST_CASE("A folder that is not as it was unpacked is not opened", "[content]") {
    Shelf scene;
    const Edition edition = scene.put(1, "One?");
    const auto opened = scene.shelf.open(edition);
    REQUIRE(opened);
    CHECK(test::read_text(*opened / "forms/inquiry/survey.csv").find("One?") != std::string::npos);
    SECTION("a letter of it is another") {
        test::replace_in(*opened / "forms/inquiry/survey.csv", "One?", "Own?");
        CHECK(scene.shelf.open(edition).error().kind == ErrorClass::bad_checksum);
    }
    SECTION("a file is gone") {
        std::filesystem::remove(*opened / "forms/inquiry/choices.csv");
        CHECK(scene.shelf.open(edition).error().kind == ErrorClass::bad_checksum);
    }
    SECTION("a file came to it") {
        test::write_text(*opened / "forms/inquiry/more.csv", "");
        CHECK(scene.shelf.open(edition).error().kind == ErrorClass::bad_checksum);
    }
    SECTION("a link came to it") {
        std::filesystem::create_symlink("/etc/hostname", *opened / "forms/link");
        CHECK_FALSE(scene.shelf.open(edition));
    }
    SECTION("it is gone") {
        std::filesystem::remove_all(*opened);
        CHECK_FALSE(scene.shelf.open(edition));
    }
    SECTION("it is unpacked again over what is left") {
        test::ContentFolder made;
        made.with_inquiry("One?", "2026.12.1");
        std::filesystem::remove(*opened / "forms/inquiry/choices.csv");
        REQUIRE(scene.shelf.unpack(edition, made.bundle()));
        CHECK(scene.shelf.open(edition));
    }
}

TEST_CASE("Whatever is said of a refused edition, what is in use stays in use", "[content]") {
    Shelf scene;
    const Edition first = scene.put(1, "One?");
    REQUIRE(scene.shelf.activate(first, std::nullopt));
    std::string cut; // where the limit falls into a letter
    while (cut.size() < 5000)
        cut += "ا";
    // As many replacement characters as bytes would be more than is read again.
    for (const std::string& why : {std::string(5000, '\xFF'), std::string(5000, '\x01'), "x" + cut, cut}) {
        REQUIRE(scene.shelf.refuse({false, 2, why, "1.0"}));
        const app::ShelfState state = scene.shelf.state();
        CHECK(state.active == first);
        CHECK(state.highest[0] == 1);
        REQUIRE(state.refused);
        CHECK(state.refused->revision == 2);
        CHECK(state.refused->why.size() > 4000);
    }
}

TEST_CASE("A refused edition is remembered without its folder; an active one is so no more", "[content]") {
    Shelf scene;
    const Edition first = scene.put(1, "One?");
    REQUIRE(scene.shelf.activate(first, std::nullopt));
    const Edition second = scene.put(2, "Two?");
    REQUIRE(scene.shelf.activate(second, first));
    const app::RefusedEdition refused{false, 2, "malformed: \xff and more", "1.0.0"};
    REQUIRE(scene.shelf.refuse(refused));
    const app::ShelfState state = scene.shelf.state();
    CHECK(state.active == first);
    CHECK_FALSE(state.previous);
    REQUIRE(state.refused);
    CHECK(state.refused->revision == 2);
    CHECK(state.refused->software == "1.0.0");
    CHECK(state.highest[0] == 2);
    CHECK_FALSE(scene.has(second));
    // A long reason is cut at a letter.
    std::string why = "x";
    for (int letter = 0; letter < 4000; ++letter)
        why += "\u0639";
    REQUIRE(scene.shelf.refuse({false, 3, why, "1.0.0"}));
    REQUIRE(scene.shelf.state().refused);
    CHECK(why.rfind(scene.shelf.state().refused->why, 0) == 0);
    REQUIRE(scene.shelf.activate(scene.put(4, "Four?"), first));
    CHECK_FALSE(scene.shelf.state().refused);
}

TEST_CASE("A state that cannot be read is as none", "[content]") {
    Shelf scene;
    const Edition edition = scene.put(1, "One?");
    REQUIRE(scene.shelf.activate(edition, std::nullopt));
    const auto file = scene.folder / "content/in-use.json";
    const std::string good = test::read_text(file);
    for (const std::string& text : {std::string(), good.substr(0, good.size() / 2), std::string("[]"),
                                    std::string("{}"), good + "{}"}) {
        test::write_text(file, text);
        CHECK_FALSE(scene.shelf.state().active);
        CHECK(scene.shelf.state().highest[0] == 0);
    }
    test::write_text(file, good);
    test::replace_in(file, "\"all\"", "\"../all\"");
    CHECK_FALSE(scene.shelf.state().active);
    test::write_text(file, good);
    CHECK(scene.shelf.state().active == edition);
}

TEST_CASE("Only folders of editions are tidied up", "[content]") {
    for (const char* name : {"all-1", "own-1767225600", "all-1.new"})
        CHECK(app::is_edition_folder(name));
    for (const char* name :
         {"", "all-", "own", "in-use.json", "all-1x", "all-1.old", ".new", "settings.notice"})
        CHECK_FALSE(app::is_edition_folder(name));
}

TEST_CASE("A bundle that is none is not unpacked", "[content]") {
    const Shelf scene;
    const seal::Bytes rubbish(100, 7);
    CHECK(scene.shelf.unpack({false, 1, {}}, rubbish).error().kind == ErrorClass::malformed);
    CHECK_FALSE(std::filesystem::exists(scene.folder / "content/all-1"));
    CHECK_FALSE(std::filesystem::exists(scene.folder / "content/all-1.new"));
}
