// SPDX-License-Identifier: Apache-2.0
#include "tests/catch.hpp"
#include "tests/gallery/index.hpp"
#include "tests/gallery/png.hpp"
#include "tests/gallery/settings.hpp"
#include "tests/gallery/sheet.hpp"
#include "tests/kiosk/files.hpp"

#include <stb/stb_image.h>

using namespace istiqbal;
using namespace istiqbal::gallery;

namespace {

// A colour of its own for every pixel.
platform::Picture sample(int width, int height) {
    platform::Picture picture{{width, height}, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (const int channel : {x * 7, y * 5, x + y})
                picture.rgb.push_back(static_cast<std::uint8_t>(channel));
    return picture;
}

platform::Picture read_png(const std::filesystem::path& file) {
    platform::Picture picture;
    int channels = 0;
    unsigned char* pixels = stbi_load(file.c_str(), &picture.size.width, &picture.size.height, &channels, 3);
    REQUIRE(pixels != nullptr);
    CHECK(channels == 3);
    const auto count =
        static_cast<std::size_t>(picture.size.width) * static_cast<std::size_t>(picture.size.height);
    picture.rgb.assign(pixels, pixels + count * 3);
    stbi_image_free(pixels);
    return picture;
}

} // namespace

TEST_CASE("A picture is read from its file as it was written", "[gallery]") {
    const test::Folder folder;
    const platform::Picture picture = sample(61, 43);
    REQUIRE(write_png(picture, folder / "picture.png"));
    const platform::Picture read = read_png(folder / "picture.png");
    CHECK(read.size.width == 61);
    CHECK(read.size.height == 43);
    CHECK(read.rgb == picture.rgb);
    CHECK_FALSE(write_png(picture, folder / "no folder" / "picture.png"));
}

TEST_CASE("A screen's name makes a file's", "[gallery]") {
    CHECK(file_name("check your answers, unanswered") == "check-your-answers-unanswered");
    CHECK(file_name("question need_kind") == "question-need-kind");
    CHECK(file_name("Widgets: faces!") == "widgets-faces");
}

TEST_CASE("Contact sheets hold every picture, and begin anew when they are full", "[gallery]") {
    const test::Folder folder;
    // 1080 × 1920 made a third: five beside each other, two rows.
    ContactSheets sheets(folder / "sheet", {1080, 1920});
    platform::Picture picture{{1080, 1920}, std::vector<std::uint8_t>(1080U * 1920U * 3U, 0xC0)};
    for (int count = 0; count < 11; ++count)
        REQUIRE(sheets.add(picture));
    CHECK(std::filesystem::exists(folder / "sheet-1.png"));
    CHECK_FALSE(std::filesystem::exists(folder / "sheet-2.png"));
    REQUIRE(sheets.finish());
    CHECK(std::filesystem::exists(folder / "sheet-2.png"));
    const auto lit = [](const platform::Picture& sheet) {
        std::size_t bytes = 0;
        for (const std::uint8_t byte : sheet.rgb)
            bytes += byte == 0xC0 ? 1 : 0;
        return bytes;
    };
    constexpr std::size_t one = 360U * 640U * 3U;
    CHECK(lit(read_png(folder / "sheet-1.png")) == 10 * one);
    CHECK(lit(read_png(folder / "sheet-2.png")) == one);
}

TEST_CASE("The index names the pictures that are there, and no others", "[gallery]") {
    const test::Folder folder;
    const Setting setting{sizes().front(), languages().front(), looks().front()};
    std::filesystem::create_directories(folder / setting.folder().string());
    REQUIRE(write_png(sample(4, 4), folder / setting.folder().string() / "welcome.png"));
    REQUIRE(write_index(folder / "", {"welcome", "receipt"}));
    const std::string page = test::read_text(folder / "index.html");
    CHECK(page.find("portrait/ar/standard/welcome.png") != std::string::npos);
    CHECK(page.find("receipt.png") == std::string::npos);
    CHECK(page.find("portrait/en/standard/welcome.png") == std::string::npos);
}
