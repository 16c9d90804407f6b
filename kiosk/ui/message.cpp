// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/message.hpp"

#include "kiosk/form/show.hpp"

#include <unicode/messagepattern.h>
#include <unicode/plurrule.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <span>

namespace istiqbal::ui {

namespace {

using icu::MessagePattern;

constexpr std::string_view arabic_categories[] = {"zero", "one", "two", "few", "many", "other"};
constexpr std::string_view english_categories[] = {"one", "other"};

std::span<const std::string_view> categories(Language language) {
    if (language == Language::arabic)
        return arabic_categories;
    return english_categories;
}

std::string utf8(const icu::UnicodeString& text) {
    std::string bytes;
    text.toUTF8String(bytes);
    return bytes;
}

std::string category(Language language, std::int64_t number) {
    const auto rules_of = [](const char* tag) {
        UErrorCode status = U_ZERO_ERROR;
        return std::unique_ptr<icu::PluralRules>(icu::PluralRules::forLocale(icu::Locale(tag), status));
    };
    static const auto arabic = rules_of("ar");
    static const auto english = rules_of("en");
    const auto& rules = language == Language::arabic ? arabic : english;
    return rules ? utf8(rules->select(static_cast<double>(number))) : "other";
}

const Value* find(Values values, std::string_view name) {
    const auto* found =
        std::find_if(values.begin(), values.end(), [&](const Value& value) { return value.name() == name; });
    return found == values.end() ? nullptr : found;
}

} // namespace

std::string Value::shown(Digits digits) const {
    return counts_ ? form::grouped_number(std::to_string(number_), digits) : std::string(text_);
}

/// Turns ICU's flat list of parts into pieces.
class Message::Reader {
public:
    Reader(Message& message, const MessagePattern& pattern)
        : message_(message)
        , pattern_(pattern) {}

    /// The message that begins at the part `start`.
    Pieces pieces(std::int32_t start) {
        Pieces pieces;
        const icu::UnicodeString& whole = pattern_.getPatternString();
        std::int32_t from = pattern_.getPart(start).getLimit();
        for (std::int32_t at = start + 1; at < pattern_.countParts(); ++at) {
            const MessagePattern::Part& part = pattern_.getPart(at);
            add_text(pieces, utf8(whole.tempSubStringBetween(from, part.getIndex())));
            from = part.getLimit();
            if (part.getType() == UMSGPAT_PART_TYPE_MSG_LIMIT)
                break;
            if (part.getType() == UMSGPAT_PART_TYPE_REPLACE_NUMBER)
                pieces.push_back({Piece::Is::number, {}, {}});
            if (part.getType() != UMSGPAT_PART_TYPE_ARG_START)
                continue;
            pieces.push_back(argument(at));
            at = pattern_.getLimitPartIndex(at);
            from = pattern_.getPart(at).getLimit();
        }
        return pieces;
    }

    std::string fault;

private:
    static void add_text(Pieces& pieces, std::string text) {
        if (text.empty())
            return;
        if (!pieces.empty() && pieces.back().is == Piece::Is::text)
            pieces.back().text += text;
        else
            pieces.push_back({Piece::Is::text, std::move(text), {}});
    }

    Piece argument(std::int32_t start) {
        const std::string name = utf8(pattern_.getSubstring(pattern_.getPart(start + 1)));
        const UMessagePatternArgType type = pattern_.getPart(start).getArgType();
        if (type != UMSGPAT_ARG_TYPE_NONE && type != UMSGPAT_ARG_TYPE_PLURAL)
            fault = "{" + name + "} is neither a placeholder nor a plural";
        const bool plural = type == UMSGPAT_ARG_TYPE_PLURAL;
        // A plural may name its own number again; that asks for nothing more.
        Kind& kind = message_.placeholders_.try_emplace(name, Kind::plain).first->second;
        if (!plural)
            return {Piece::Is::placeholder, name, {}};
        kind = Kind::plural;
        Piece piece{Piece::Is::plural, name, {}};
        if (MessagePattern::Part::hasNumericValue(pattern_.getPartType(start + 2)))
            fault = "an offset is not supported";
        else
            piece.cases = cases(start);
        check(piece);
        return piece;
    }

    std::vector<Case> cases(std::int32_t start) {
        std::vector<Case> cases;
        const std::int32_t limit = pattern_.getLimitPartIndex(start);
        for (std::int32_t at = start + 2; at < limit; ++at) {
            const std::string selector = utf8(pattern_.getSubstring(pattern_.getPart(at)));
            ++at;
            if (MessagePattern::Part::hasNumericValue(pattern_.getPartType(at)))
                ++at;
            cases.push_back({selector, pieces(at)});
            at = pattern_.getLimitPartIndex(at);
        }
        return cases;
    }

    void check(const Piece& plural) {
        const auto known = categories(message_.language_);
        const auto has = [&](std::string_view word) {
            return std::any_of(plural.cases.begin(), plural.cases.end(),
                               [&](const Case& each) { return each.category == word; });
        };
        for (const std::string_view word : known)
            if (!has(word))
                fault = "the plural of {" + plural.text + "} has no words for \"" + std::string(word) + "\"";
        for (const Case& each : plural.cases)
            if (each.category.front() != '=' &&
                std::find(known.begin(), known.end(), each.category) == known.end())
                fault = "the plural of {" + plural.text + "} has words for \"" + each.category +
                        "\", which the language does not know";
    }

    Message& message_;
    const MessagePattern& pattern_;
};

tl::expected<Message, std::string> Message::parse(std::string_view pattern, Language language) {
    if (pattern.size() > limit)
        return tl::unexpected(std::string("the text is too long"));
    Message message;
    message.language_ = language;
    UErrorCode status = U_ZERO_ERROR;
    MessagePattern parsed(status);
    parsed.parse(
        icu::UnicodeString::fromUTF8(icu::StringPiece(pattern.data(), static_cast<int>(pattern.size()))),
        nullptr, status);
    if (U_FAILURE(status))
        return tl::unexpected(std::string("the braces of its placeholders or plurals do not fit together"));
    Reader reader(message, parsed);
    message.pieces_ = reader.pieces(0);
    if (!reader.fault.empty())
        return tl::unexpected(reader.fault);
    return message;
}

bool Message::has_plural() const {
    return std::any_of(placeholders_.begin(), placeholders_.end(),
                       [](const auto& each) { return each.second == Kind::plural; });
}

const Message::Pieces& Message::choose(const std::vector<Case>& cases, const Value* value) const {
    const auto of = [&](std::string_view word) {
        return std::find_if(cases.begin(), cases.end(),
                            [&](const Case& each) { return each.category == word; });
    };
    auto found = cases.end();
    if (value != nullptr && value->counts()) {
        found = of("=" + std::to_string(value->number()));
        if (found == cases.end())
            found = of(category(language_, value->number()));
    }
    return (found != cases.end() ? found : of("other"))->pieces;
}

void Message::write(std::string& out, const Pieces& pieces, Values values, const Value* number,
                    Digits digits) const {
    for (const Piece& piece : pieces) {
        const Value* value = piece.is == Piece::Is::number ? number : find(values, piece.text);
        switch (piece.is) {
        case Piece::Is::text:
            out += piece.text;
            break;
        case Piece::Is::plural:
            write(out, choose(piece.cases, value), values, value, digits);
            break;
        case Piece::Is::placeholder:
        case Piece::Is::number:
            if (value != nullptr)
                out += value->shown(digits);
            else
                out += piece.is == Piece::Is::number ? "#" : "{" + piece.text + "}";
            break;
        }
    }
}

std::string Message::format(Values values, Digits digits) const {
    std::string text;
    write(text, pieces_, values, nullptr, digits);
    return text;
}

} // namespace istiqbal::ui
