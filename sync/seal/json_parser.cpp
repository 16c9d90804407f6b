// SPDX-License-Identifier: Apache-2.0
// Foreign JSON into a document, in one pass that stops at the first broken limit. The office reads one such
// document a record: this takes a fourth of what nlohmann's own reader takes with a guard before it, and
// leaves no copy of a text behind on the heap.
#include "sync/seal/json.hpp"

#include <algorithm>
#include <charconv>

namespace istiqbal::seal::json {

namespace {

using Json = nlohmann::json;

class Parser {
public:
    explicit Parser(std::string_view text)
        : rest_(text) {}

    // RFC 8259. False: `error` says why, and what was built so far is in `out`.
    bool document(Json& out) {
        if (!value(out))
            return false;
        skip_space();
        return rest_.empty();
    }
    const Error& error() const { return error_; }

private:
    bool refuse(const char* detail, ErrorClass kind = ErrorClass::too_large) {
        error_ = {kind, detail};
        return false;
    }
    char next() const { return rest_.empty() ? '\0' : rest_.front(); }
    bool take(char letter) {
        if (next() != letter || rest_.empty())
            return false;
        rest_.remove_prefix(1);
        return true;
    }
    // Behind a submission there are thousands of spaces.
    void skip_space() {
        constexpr std::string_view run = "                                ";
        while (rest_.substr(0, run.size()) == run)
            rest_.remove_prefix(run.size());
        const auto is_space = [](char letter) {
            return letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r';
        };
        while (!rest_.empty() && is_space(rest_.front()))
            rest_.remove_prefix(1);
    }
    bool one() { return ++count_ <= value_limit || refuse("the JSON holds too many values"); }

    bool value(Json& out) {
        skip_space();
        switch (next()) {
        case '{':
            return nested(out, Json::value_t::object, '}');
        case '[':
            return nested(out, Json::value_t::array, ']');
        case '"':
            out = Json::value_t::string;
            return string(out.get_ref<std::string&>()) && one();
        case 't':
            return word("true", out, true);
        case 'f':
            return word("false", out, false);
        case 'n':
            return word("null", out, nullptr);
        default:
            return number(out) && one();
        }
    }

    bool word(std::string_view expected, Json& out, Json meaning) {
        if (rest_.substr(0, expected.size()) != expected)
            return false;
        rest_.remove_prefix(expected.size());
        out = std::move(meaning);
        return one();
    }

    bool nested(Json& out, Json::value_t kind, char closing) {
        rest_.remove_prefix(1);
        if (depth_ == depth_limit)
            return refuse("the JSON is nested too deeply");
        if (!one())
            return false;
        ++depth_;
        out = kind;
        skip_space();
        if (!take(closing)) {
            do {
                if (!(kind == Json::value_t::object ? member(out) : element(out)))
                    return false;
                skip_space();
            } while (take(','));
            if (!take(closing))
                return false;
        }
        --depth_;
        return true;
    }

    bool member(Json& object) {
        skip_space();
        std::string key;
        if (next() != '"' || !string(key))
            return false;
        const auto [place, is_new] = object.get_ref<Json::object_t&>().try_emplace(std::move(key));
        if (!is_new)
            return refuse("a JSON key is there twice", ErrorClass::malformed);
        skip_space();
        return take(':') && value(place->second);
    }

    bool element(Json& array) {
        constexpr std::size_t usual = 4;
        auto& elements = array.get_ref<Json::array_t&>();
        if (elements.empty())
            elements.reserve(usual);
        return value(elements.emplace_back());
    }

    // Up to the quote that ends it, found first: a text that is secret is never moved to grow.
    bool string(std::string& out) {
        rest_.remove_prefix(1);
        std::size_t end = 0;
        bool escapes = false;
        for (; end < rest_.size() && rest_[end] != '"'; ++end) {
            if (static_cast<unsigned char>(rest_[end]) < 0x20)
                return false;
            if (rest_[end] == '\\') {
                escapes = true;
                ++end;
            }
        }
        if (end >= rest_.size() || !is_utf8(rest_.substr(0, end)))
            return false;
        std::string_view raw = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        if (!escapes) {
            out = raw;
            return true;
        }
        out.reserve(raw.size()); // no escape is shorter than what it stands for
        while (!raw.empty()) {
            const std::size_t plain = std::min(raw.find('\\'), raw.size());
            out.append(raw.substr(0, plain));
            raw.remove_prefix(plain);
            if (!raw.empty() && !escape(raw, out))
                return false;
        }
        return true;
    }

    // At a reverse solidus, behind which there is a letter.
    static bool escape(std::string_view& raw, std::string& out) {
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        const char letter = raw[1];
        if (letter == 'u') {
            std::uint32_t unit = 0;
            if (!code_unit(raw, unit))
                return false;
            if (unit >= 0xd800 && unit < 0xdc00) {
                std::uint32_t low = 0;
                if (!code_unit(raw, low) || low < 0xdc00 || low > 0xdfff)
                    return false;
                unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
            } else if (unit >= 0xdc00 && unit <= 0xdfff) {
                return false;
            }
            append_utf8(unit, out);
            return true;
        }
        const std::size_t which = letters.find(letter);
        if (which == std::string_view::npos)
            return false;
        out += meanings[which];
        raw.remove_prefix(2);
        return true;
    }

    // \uXXXX
    static bool code_unit(std::string_view& raw, std::uint32_t& unit) {
        constexpr std::size_t size = 6;
        if (raw.size() < size || raw[0] != '\\' || raw[1] != 'u')
            return false;
        const char* digits = raw.data() + 2;
        const auto read = std::from_chars(digits, raw.data() + size, unit, 16);
        if (read.ec != std::errc() || read.ptr != raw.data() + size)
            return false;
        raw.remove_prefix(size);
        return true;
    }

    static void append_utf8(std::uint32_t point, std::string& out) {
        const auto tail = [&out, point](unsigned shift) {
            out += static_cast<char>(0x80 | (point >> shift & 0x3f));
        };
        if (point < 0x80) {
            out += static_cast<char>(point);
        } else if (point < 0x800) {
            out += static_cast<char>(0xc0 | point >> 6);
            tail(0);
        } else if (point < 0x10000) {
            out += static_cast<char>(0xe0 | point >> 12);
            tail(6);
            tail(0);
        } else {
            out += static_cast<char>(0xf0 | point >> 18);
            tail(12);
            tail(6);
            tail(0);
        }
    }

    // A whole number that fits 64 bits stays one; any other becomes a double, or is refused if none holds it.
    bool number(Json& out) {
        const char* const begin = rest_.data();
        const char* const end = begin + rest_.size();
        const char* at = begin;
        const auto digits = [&at, end] {
            const char* const first = at;
            while (at != end && *at >= '0' && *at <= '9')
                ++at;
            return at != first;
        };
        const bool negative = at != end && *at == '-';
        at += negative ? 1 : 0;
        const char* const first = at;
        if (!digits() || (*first == '0' && at - first > 1))
            return false;
        bool whole = true;
        if (at != end && *at == '.') {
            whole = false;
            ++at;
            if (!digits())
                return false;
        }
        if (at != end && (*at == 'e' || *at == 'E')) {
            whole = false;
            ++at;
            at += at != end && (*at == '+' || *at == '-') ? 1 : 0;
            if (!digits())
                return false;
        }
        rest_.remove_prefix(static_cast<std::size_t>(at - begin));
        return whole && (negative ? read<std::int64_t>(begin, at, out) : read<std::uint64_t>(begin, at, out))
                   ? true
                   : read<double>(begin, at, out);
    }

    template <class Number>
    static bool read(const char* begin, const char* end, Json& out) {
        Number number{};
        if (std::from_chars(begin, end, number).ec != std::errc())
            return false;
        out = number;
        return true;
    }

    std::string_view rest_;
    std::size_t depth_ = 0;
    std::size_t count_ = 0;
    Error error_{ErrorClass::malformed, "not JSON in UTF-8"};
};

} // namespace

Result<Json> parse_object(ByteView text, std::size_t size_limit) {
    if (text.size() > size_limit)
        return fail(ErrorClass::too_large, "the JSON is too large");
    if (text.empty() || text.front() != '{')
        return fail(ErrorClass::malformed, "not a JSON object");
    Json value;
    Parser parser(seal::text(text));
    if (parser.document(value))
        return value;
    wipe(value);
    return tl::unexpected<Error>(parser.error());
}

} // namespace istiqbal::seal::json
