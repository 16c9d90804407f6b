// SPDX-License-Identifier: Apache-2.0
// In what a screen is shown: on which display, in which language, in which look. The gallery is every screen
// in every one of them.
#pragma once

#include "kiosk/ui/frame.hpp"
#include "tests/kiosk/headless.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::gallery {

// `key` is the option's word and the folder's name, `label` what the index says.
struct Size {
    std::string_view key;
    std::string_view label;
    test::Display display;
};
struct Language {
    std::string_view key;
    std::string_view label;
    ui::Language language;
};
struct Look {
    std::string_view key;
    std::string_view label;
    void (*apply)(ui::Presentation&);
};

const std::vector<Size>& sizes();
const std::vector<Language>& languages();
const std::vector<Look>& looks();

struct Setting {
    Size size;
    Language language;
    Look look;

    ui::Presentation presentation() const;
    // Where its pictures lie inside of the gallery: SIZE/LANGUAGE/LOOK.
    std::filesystem::path folder() const;
};

// A screen's name as a file's: lower-case ASCII letters, digits and single hyphens.
std::string file_name(std::string_view screen);

} // namespace istiqbal::gallery
