// SPDX-License-Identifier: Apache-2.0
// A sentence whose words depend on a count (G1: formal, correct Arabic: طلب، طلبان، 3 طلبات، 11 طلبًا),
// written in the plural part of ICU's message syntax and parsed once:
//
//     {count, plural, one{# result} other{# results}}
//
// `#` is the number, `{name}` another placeholder, `=5{…}` an exact number that has words of its own. Every
// category that the language's rules know (CLDR: Arabic zero, one, two, few, many, other; English one, other)
// must be there. Other kinds of arguments, and an offset, are refused.
#pragma once

#include "kiosk/form/language.hpp"

#include <tl/expected.hpp>

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::ui {

using form::Digits;
using form::Language;

/// What a placeholder is filled with: a text as it is, or a number that may decide between plurals. The text
/// is not copied: it must live as long as the value.
class Value {
public:
    Value(std::string_view name, std::string_view text)
        : name_(name)
        , text_(text) {}
    template <std::integral Number>
    Value(std::string_view name, Number number)
        : name_(name)
        , number_(static_cast<std::int64_t>(number))
        , counts_(true) {}

    std::string_view name() const { return name_; }
    bool counts() const { return counts_; }
    std::string_view text() const { return text_; }
    std::int64_t number() const { return number_; }
    /// As it is shown: a number with its thousands grouped.
    std::string shown(Digits digits) const;

private:
    std::string_view name_;
    std::string_view text_;
    std::int64_t number_ = 0;
    bool counts_ = false;
};
using Values = std::initializer_list<Value>;

/// Immutable; may be shared between threads.
class Message {
public:
    enum class Kind : std::uint8_t { plain, plural };

    static constexpr std::size_t limit = 4000; ///< bytes of a pattern

    /// The error is a sentence about the pattern, without its key.
    static tl::expected<Message, std::string> parse(std::string_view pattern, Language language);

    /// Each placeholder with what it asks for.
    const std::map<std::string, Kind>& placeholders() const { return placeholders_; }
    bool has_plural() const;

    /// A placeholder that is not given stays as it is written; a plural that is given a text takes the words
    /// of "other".
    std::string format(Values values, Digits digits = Digits::latin) const;

private:
    class Reader;
    struct Case;
    struct Piece {
        enum class Is : std::uint8_t { text, placeholder, number, plural };
        Is is = Is::text;
        std::string text; ///< the words, or the placeholder's name
        std::vector<Case> cases;
    };
    using Pieces = std::vector<Piece>;
    struct Case {
        std::string category; ///< "few", or "=5"
        Pieces pieces;
    };

    void write(std::string& out, const Pieces& pieces, Values values, const Value* number,
               Digits digits) const;
    const Pieces& choose(const std::vector<Case>& cases, const Value* value) const;

    Language language_ = Language::arabic;
    Pieces pieces_;
    std::map<std::string, Kind> placeholders_;
};

} // namespace istiqbal::ui
