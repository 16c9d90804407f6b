// SPDX-License-Identifier: Apache-2.0
// The terminal's own sentences (not the forms': those come with each form), in Arabic and English, from
// assets/strings/ar.json and en.json: flat objects of key and text; `{name}` in a text is a placeholder, and
// a count may choose between plurals (kiosk/ui/message.hpp).
#pragma once

#include "kiosk/ui/message.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace istiqbal::ui {

class Strings {
public:
    using Values = ui::Values;

    // Refuses a text whose braces do not fit together, a plural that lacks words, and a pair of files that
    // differ in their keys or in the placeholders of a key: all of them at once, each by its key. `digits`
    // are those in which format() shows numbers.
    static tl::expected<Strings, std::string> load(const std::filesystem::path& folder,
                                                   Digits digits = Digits::latin);

    // The same of the two files' texts.
    static tl::expected<Strings, std::string> parse(std::string_view arabic, std::string_view english,
                                                    Digits digits = Digits::latin);

    // Whether these can stand in for `shipped`: a sentence for each key that they lack, and for each with
    // other placeholders, which the program would fill in vain. Further keys do no harm.
    std::vector<std::string> faults_beside(const Strings& shipped) const;

    void show_digits(Digits digits) { digits_ = digits; }

    // A key that does not exist is a programmer's error, which the tests catch by rendering every screen; a
    // person then sees the key itself rather than nothing.
    const std::string& get(Language language, std::string_view key) const;
    std::string format(Language language, std::string_view key, Values values) const;

private:
    struct Sentence {
        std::string text;
        std::shared_ptr<const Message> message; // none for a text without placeholders
    };
    using Table = std::unordered_map<std::string, Sentence>;
    static tl::expected<Table, std::string> read(std::string_view text, Language language,
                                                 std::string& faults);
    static std::string differences(const Table& arabic, const Table& english);
    const Table& table(Language language) const { return language == Language::arabic ? arabic_ : english_; }
    Table arabic_;
    Table english_;
    Digits digits_ = Digits::latin;
    mutable std::unordered_map<std::string, std::string> unknown_;
};

} // namespace istiqbal::ui
