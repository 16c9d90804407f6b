// SPDX-License-Identifier: Apache-2.0
// The terminal's own sentences (not the forms': those come with each form), in Arabic and English, from
// assets/strings/ar.json and en.json: flat objects of key and text; `{name}` in a text is a placeholder.
#pragma once

#include "kiosk/form/language.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace istiqbal::ui {

using form::Language;

class Strings {
public:
    using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    // Refuses a pair of files that differ in their keys or in the placeholders of a key, naming each
    // difference.
    static tl::expected<Strings, std::string> load(const std::filesystem::path& folder);

    // A key that does not exist is a programmer's error, which the tests catch by rendering every screen; a
    // person then sees the key itself rather than nothing.
    const std::string& get(Language language, std::string_view key) const;
    std::string format(Language language, std::string_view key, Values values) const;

private:
    using Table = std::unordered_map<std::string, std::string>;
    const Table& table(Language language) const { return language == Language::arabic ? arabic_ : english_; }
    Table arabic_;
    Table english_;
    mutable Table unknown_;
};

} // namespace istiqbal::ui
