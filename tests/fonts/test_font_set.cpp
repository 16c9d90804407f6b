// SPDX-License-Identifier: Apache-2.0
#include "fonts/font_set.hpp"
#include "tests/catch.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

using namespace istiqbal::text;
namespace fs = std::filesystem;

namespace {

struct TemporaryFile {
    explicit TemporaryFile(const std::string& contents)
        : path(fs::temp_directory_path() / ("istiqbal-font-" + std::to_string(::getpid()) + ".ttf")) {
        std::ofstream(path, std::ios::binary) << contents;
    }
    ~TemporaryFile() { fs::remove(path); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    fs::path path;
};

Error error_of(const std::vector<fs::path>& files) {
    auto made = FontSet::create(files);
    REQUIRE_FALSE(made.has_value());
    return made.error();
}

} // namespace

TEST_CASE("the product's faces are all there") {
    const auto set = FontSet::create(default_faces());
    REQUIRE(set.has_value());
    CHECK(set->size() == default_faces().size());
    CHECK(set->metrics(Family::body).ascent > 1.0F);
    CHECK(set->metrics(Family::display).descent > 0.2F);
}

TEST_CASE("a font file that is missing is named") {
    auto files = default_faces();
    files.insert(files.begin() + 1, "/nowhere/Missing.ttf");
    const Error error = error_of(files);
    CHECK(error.kind == ErrorKind::missing_file);
    CHECK(error.detail.find("/nowhere/Missing.ttf") != std::string::npos);
}

TEST_CASE("a file that is no font is named") {
    const TemporaryFile text("this is a letter to a friend, not a font");
    const Error error = error_of({text.path});
    CHECK(error.kind == ErrorKind::not_a_font);
    CHECK(error.detail.find(text.path.string()) != std::string::npos);

    const TemporaryFile empty("");
    CHECK(error_of({empty.path}).kind == ErrorKind::not_a_font);
}

TEST_CASE("a font cut short is refused or taken, never a crash") {
    std::ifstream whole(default_faces().front(), std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(whole)), std::istreambuf_iterator<char>());
    REQUIRE(bytes.size() > 4096);
    const TemporaryFile cut(bytes.substr(0, 300));
    CHECK(error_of({cut.path}).kind == ErrorKind::not_a_font);
}

TEST_CASE("a folder in place of a font cannot be read") {
    CHECK(error_of({fs::temp_directory_path()}).kind == ErrorKind::unreadable);
}

TEST_CASE("an empty list is an error") {
    CHECK(error_of({}).kind == ErrorKind::no_files);
}

TEST_CASE("contexts are made once for each direction and language, and are bounded") {
    const auto set = FontSet::create(default_faces());
    REQUIRE(set.has_value());
    auto* arabic = set->context(Direction::right_to_left, "ar");
    CHECK(arabic == set->context(Direction::right_to_left, "ar"));
    CHECK(arabic != set->context(Direction::left_to_right, "ar"));
    CHECK(arabic != set->context(Direction::right_to_left, "en"));
    for (int i = 0; i < 100; ++i) {
        CHECK(set->context(Direction::right_to_left, "x-" + std::to_string(i)) != nullptr);
    }
    CHECK(set->context(Direction::right_to_left, "x-98") == set->context(Direction::right_to_left, "x-99"));
}
