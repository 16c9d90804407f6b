// SPDX-License-Identifier: Apache-2.0
// The source of an expression as tokens, for the parser only. Sources are at most some kilobytes.
#pragma once

#include "kiosk/form/expression.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace istiqbal::form {

enum class TokenKind : std::uint8_t { end, number, text, reference, word, symbol };

struct Token {
    TokenKind kind = TokenKind::end;
    std::size_t position = 0;
    std::string_view text; ///< the number, the string's inside, the name inside ${}, the word or the symbol
};

class ExpressionLexer {
public:
    explicit ExpressionLexer(std::string_view source)
        : source_(source) {}

    tl::expected<Token, ExpressionFault> next();

private:
    Token number();
    tl::expected<Token, ExpressionFault> text();
    tl::expected<Token, ExpressionFault> reference();
    tl::expected<Token, ExpressionFault> symbol();

    std::string_view source_;
    std::size_t at_ = 0;
};

} // namespace istiqbal::form
