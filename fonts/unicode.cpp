// SPDX-License-Identifier: Apache-2.0
#include "fonts/unicode.hpp"

#include <string.h> // explicit_bzero
#include <unicode/utf8.h>

#include <cstdint>

namespace istiqbal::text {
namespace {

constexpr UChar32 replacement = 0xFFFD;

void append(std::string& out, UChar32 character) {
    char encoded[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(encoded, length, character);
    out.append(encoded, static_cast<std::size_t>(length));
}

// Calls `use` with each character of the bytes, U+FFFD standing for what is ill-formed.
template <typename Use>
void each_character(std::string_view bytes, Use use) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        UChar32 character = 0;
        U8_NEXT_OR_FFFD(bytes.data(), at, bytes.size(), character);
        use(character);
    }
}

bool is_bidi_control(UChar32 character) {
    return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

std::string isolate_with(std::string_view opening, std::string_view text) {
    constexpr std::string_view pop_directional_isolate = "\u2069";
    std::string result;
    result.reserve(text.size() + opening.size() + pop_directional_isolate.size());
    result += opening;
    each_character(text, [&result](UChar32 character) {
        if (!is_bidi_control(character)) {
            append(result, character);
        }
    });
    result += pop_directional_isolate;
    return result;
}

} // namespace

std::string sanitize_utf8(std::string_view bytes) {
    std::string result;
    result.reserve(bytes.size());
    each_character(
        bytes, [&result](UChar32 character) { append(result, character == 0 ? replacement : character); });
    return result;
}

std::string isolate(std::string_view text) {
    return isolate_with("\u2066", text);
}

std::string isolate_first_strong(std::string_view text) {
    return isolate_with("\u2068", text);
}

void wipe(std::string& text) noexcept {
    // The whole capacity: an earlier, longer value may still lie behind the end.
    text.resize(text.capacity());
    explicit_bzero(text.data(), text.size());
    text.clear();
}

} // namespace istiqbal::text
