// SPDX-License-Identifier: Apache-2.0
// Writing JSON that people's words are in.
#pragma once

#include "sync/seal/bytes.hpp"

#include <array>
#include <charconv>

namespace istiqbal::seal {

// Writes straight into a buffer that wipes itself: a JSON library would leave copies of the answers on the
// heap.
class JsonWriter {
public:
    // A text of more bytes than the limit is a bad text.
    explicit JsonWriter(std::size_t text_limit)
        : text_limit_(text_limit) {}

    JsonWriter& raw(std::string_view text) {
        out_.append(view(text));
        return *this;
    }
    JsonWriter& key(std::string_view name) {
        raw(first_ ? "\"" : ",\"").raw(name).raw("\":");
        first_ = false;
        return *this;
    }
    JsonWriter& open(std::string_view bracket) {
        first_ = true;
        return raw(bracket);
    }
    JsonWriter& close(std::string_view bracket) {
        first_ = false;
        return raw(bracket);
    }
    template <class Items, class Write>
    JsonWriter& list(const Items& items, Write&& write) {
        raw("[");
        bool first = true;
        for (const auto& item : items) {
            if (!first)
                raw(",");
            first = false;
            write(item);
        }
        return close("]");
    }
    JsonWriter& boolean(bool value) { return raw(value ? "true" : "false"); }
    JsonWriter& number(std::uint64_t value) {
        std::array<char, 20> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        return raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
    }
    JsonWriter& text(std::string_view value) {
        if (!is_utf8(value) || value.size() > text_limit_)
            bad_text_ = true;
        raw("\"");
        for (const char letter : value) {
            constexpr std::string_view digits = "0123456789abcdef";
            const auto byte = static_cast<std::uint8_t>(letter);
            if (letter == '"' || letter == '\\') {
                const std::array<char, 2> escaped{'\\', letter};
                raw({escaped.data(), escaped.size()});
            } else if (byte < 0x20) {
                const std::array<char, 6> escaped{'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
                raw({escaped.data(), escaped.size()});
            } else {
                raw({&letter, 1});
            }
        }
        return raw("\"");
    }
    // One was not UTF-8, or too long.
    bool bad_text() const { return bad_text_; }
    SecretBuffer finish() { return std::move(out_); }

private:
    SecretBuffer out_;
    std::size_t text_limit_;
    bool first_ = true;
    bool bad_text_ = false;
};

} // namespace istiqbal::seal
