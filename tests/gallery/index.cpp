// SPDX-License-Identifier: Apache-2.0
#include "tests/gallery/index.hpp"

#include "tests/gallery/settings.hpp"
#include "tests/kiosk/files.hpp"

#include <nlohmann/json.hpp>

namespace istiqbal::gallery {

namespace {

using nlohmann::json;

template <class Choice>
json choices(const std::vector<Choice>& all) {
    json list = json::array();
    for (const Choice& choice : all)
        list.push_back({{"key", choice.key}, {"label", choice.label}});
    return list;
}

json found_pictures(const std::filesystem::path& folder, const std::vector<std::string>& screens) {
    json list = json::array();
    std::error_code ignored;
    for (const std::string& screen : screens)
        for (const Size& size : sizes())
            for (const Language& language : languages())
                for (const Look& look : looks()) {
                    const auto file = Setting{size, language, look}.folder() / (file_name(screen) + ".png");
                    if (std::filesystem::exists(folder / file, ignored))
                        list.push_back({{"screen", screen},
                                        {"size", size.key},
                                        {"language", language.key},
                                        {"look", look.key},
                                        {"width", size.display.width},
                                        {"height", size.display.height},
                                        {"file", file.string()}});
                }
    return list;
}

} // namespace

tl::expected<void, std::string> write_index(const std::filesystem::path& folder,
                                            const std::vector<std::string>& screens) {
    const std::string place = "/*GALLERY*/null";
    std::string page =
        test::read_text(std::filesystem::path(ISTIQBAL_SOURCE_DIR) / "tests/gallery/index.html");
    const std::size_t at = page.find(place);
    if (at == std::string::npos)
        return tl::unexpected(std::string("tests/gallery/index.html has no place for the pictures"));
    const json gallery{{"size", choices(sizes())},
                       {"language", choices(languages())},
                       {"look", choices(looks())},
                       {"pictures", found_pictures(folder, screens)}};
    page.replace(at, place.size(), gallery.dump());
    test::write_text(folder / "index.html", page);
    return {};
}

} // namespace istiqbal::gallery
