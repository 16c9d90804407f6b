// SPDX-License-Identifier: Apache-2.0
#include "tests/gallery/settings.hpp"

namespace istiqbal::gallery {

const std::vector<Size>& sizes() {
    static const std::vector<Size> all{
        {"portrait", "kiosk, 1080 × 1920", test::portrait_kiosk},
        {"landscape", "kiosk, 1920 × 1080", test::landscape_kiosk},
        {"tablet", "tablet, 1280 × 800", test::tablet},
        {"tablet-portrait", "tablet, 800 × 1280", test::tablet_portrait},
    };
    return all;
}

const std::vector<Language>& languages() {
    static const std::vector<Language> all{
        {"ar", "Arabic", ui::Language::arabic},
        {"en", "English", ui::Language::english},
    };
    return all;
}

const std::vector<Look>& looks() {
    static const std::vector<Look> all{
        {"standard", "standard", [](ui::Presentation&) {}},
        {"large", "large text", [](ui::Presentation& presentation) { presentation.large_text = true; }},
        {"contrast", "high contrast",
         [](ui::Presentation& presentation) { presentation.high_contrast = true; }},
    };
    return all;
}

ui::Presentation Setting::presentation() const {
    ui::Presentation presentation;
    presentation.language = language.language;
    look.apply(presentation);
    return presentation;
}

std::filesystem::path Setting::folder() const {
    return std::filesystem::path(size.key) / language.key / look.key;
}

std::string file_name(std::string_view screen) {
    std::string name;
    for (const char letter : screen) {
        const bool upper = letter >= 'A' && letter <= 'Z';
        const char small = upper ? static_cast<char>(letter - 'A' + 'a') : letter;
        if ((small >= 'a' && small <= 'z') || (small >= '0' && small <= '9'))
            name += small;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    while (!name.empty() && name.back() == '-')
        name.pop_back();
    return name;
}

} // namespace istiqbal::gallery
