// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/expression_lexer.hpp"

#include <array>

namespace istiqbal::form {
namespace {

using Failure = tl::unexpected<ExpressionFault>;
using Lexed = tl::expected<Token, ExpressionFault>;

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}
bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}
bool is_name_byte(char byte) {
    return is_letter(byte) || is_digit(byte) || byte == '-' || byte == '.';
}
bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

Failure fail(std::size_t position, const char* message) {
    return Failure(ExpressionFault{position, message});
}

} // namespace

Lexed ExpressionLexer::next() {
    while (at_ < source_.size() && is_space(source_[at_]))
        ++at_;
    const std::size_t begin = at_;
    if (begin == source_.size())
        return Token{TokenKind::end, begin, {}};
    const char first = source_[begin];
    if (is_digit(first) || (first == '.' && begin + 1 < source_.size() && is_digit(source_[begin + 1])))
        return number();
    if (first == '\'' || first == '"')
        return text();
    if (first == '$')
        return reference();
    if (is_letter(first)) {
        while (at_ < source_.size() && (is_name_byte(source_[at_]) || source_[at_] == ':'))
            ++at_;
        return Token{TokenKind::word, begin, source_.substr(begin, at_ - begin)};
    }
    return symbol();
}

Token ExpressionLexer::number() {
    const std::size_t begin = at_;
    while (at_ < source_.size() && is_digit(source_[at_]))
        ++at_;
    if (at_ < source_.size() && source_[at_] == '.')
        ++at_;
    while (at_ < source_.size() && is_digit(source_[at_]))
        ++at_;
    return Token{TokenKind::number, begin, source_.substr(begin, at_ - begin)};
}

Lexed ExpressionLexer::text() {
    const std::size_t begin = at_;
    const std::size_t close = source_.find(source_[begin], begin + 1);
    if (close == std::string_view::npos)
        return fail(begin, "the text that begins here is not closed; add the quotation mark");
    at_ = close + 1;
    return Token{TokenKind::text, begin, source_.substr(begin + 1, close - begin - 1)};
}

Lexed ExpressionLexer::reference() {
    const std::size_t begin = at_;
    constexpr std::string_view last_saved = "${last-saved#";
    if (source_.substr(begin, last_saved.size()) == last_saved)
        return fail(begin, "last-saved is not supported: a terminal keeps nothing of earlier persons");
    std::size_t end = begin + 2;
    while (end < source_.size() && is_name_byte(source_[end]))
        ++end;
    const bool complete = begin + 2 < source_.size() && source_[begin + 1] == '{' &&
                          is_letter(source_[begin + 2]) && end < source_.size() && source_[end] == '}';
    if (!complete)
        return fail(begin, "a question is written ${name}, without spaces");
    at_ = end + 1;
    return Token{TokenKind::reference, begin, source_.substr(begin + 2, end - begin - 2)};
}

Lexed ExpressionLexer::symbol() {
    const std::size_t begin = at_;
    constexpr std::array<std::string_view, 4> doubles = {"!=", "<=", ">=", ".."};
    const std::string_view two = source_.substr(begin, 2);
    for (const std::string_view each : doubles) {
        if (two == each) {
            at_ += 2;
            return Token{TokenKind::symbol, begin, two};
        }
    }
    if (two == "//")
        return fail(begin, "paths through everything (//) are not supported; write ${name}");
    // What spreadsheets make of quotation marks: U+2018 to U+201D.
    constexpr std::string_view curly = "\xE2\x80";
    if (source_.substr(begin, curly.size()) == curly && begin + 2 < source_.size() &&
        source_[begin + 2] >= '\x98' && source_[begin + 2] <= '\x9D')
        return fail(begin, "texts stand in straight quotation marks, ' or \"");
    if (source_[begin] == '@')
        return fail(begin, "attributes (@) are not supported; write ${name}");
    constexpr std::string_view single = "()[]/+-*=<>,.|";
    if (single.find(source_[begin]) == std::string_view::npos)
        return fail(begin, "this character has no meaning in an expression; texts stand in quotation marks");
    ++at_;
    return Token{TokenKind::symbol, begin, source_.substr(begin, 1)};
}

} // namespace istiqbal::form
