// SPDX-License-Identifier: Apache-2.0
// Recursive descent over the source, one token ahead. Depth is counted where the source can nest, so that no
// input makes the parser recurse further than the limit.
#include "kiosk/form/checks.hpp"
#include "kiosk/form/expression_node.hpp"

#include <fmt/format.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace istiqbal::form {
namespace {

using Node = Expression::Node;
using Failure = tl::unexpected<ExpressionFault>;

enum class TokenKind : std::uint8_t { end, number, text, reference, word, symbol };

struct Token {
    TokenKind kind = TokenKind::end;
    std::size_t position = 0;
    std::string_view text; ///< the number, the string's inside, the name inside ${}, the word or the symbol
};

struct KnownFunction {
    std::string_view name;
    Function function;
    std::size_t least;
    std::size_t most;
};

constexpr std::size_t any_number = 100;
constexpr std::array known_functions = {
    KnownFunction{"boolean", Function::boolean_of, 1, 1},
    KnownFunction{"coalesce", Function::coalesce, 2, any_number},
    KnownFunction{"concat", Function::concat, 1, any_number},
    KnownFunction{"contains", Function::contains, 2, 2},
    KnownFunction{"count-selected", Function::count_selected, 1, 1},
    KnownFunction{"date", Function::date, 1, 1},
    KnownFunction{"false", Function::always_false, 0, 0},
    KnownFunction{"if", Function::if_else, 3, 3},
    KnownFunction{"int", Function::integer_part, 1, 1},
    KnownFunction{"max", Function::maximum, 1, any_number},
    KnownFunction{"min", Function::minimum, 1, any_number},
    KnownFunction{"not", Function::negation, 1, 1},
    KnownFunction{"number", Function::number_of, 1, 1},
    KnownFunction{"regex", Function::regex, 2, 2},
    KnownFunction{"round", Function::round, 1, 2},
    KnownFunction{"selected", Function::selected, 2, 2},
    KnownFunction{"starts-with", Function::starts_with, 2, 2},
    KnownFunction{"string", Function::string_of, 1, 1},
    KnownFunction{"string-length", Function::string_length, 1, 1},
    KnownFunction{"today", Function::today, 0, 0},
    KnownFunction{"true", Function::always_true, 0, 0},
};

std::string function_names() {
    std::string names;
    for (const KnownFunction& known : known_functions)
        names += fmt::format("{}{}()", names.empty() ? "" : ", ", known.name);
    return names;
}

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

Failure fail(std::size_t position, std::string message) {
    return Failure(ExpressionFault{position, std::move(message)});
}

class Lexer {
public:
    explicit Lexer(std::string_view source)
        : source_(source) {}

    tl::expected<Token, ExpressionFault> next() {
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

private:
    tl::expected<Token, ExpressionFault> number() {
        const std::size_t begin = at_;
        while (at_ < source_.size() && is_digit(source_[at_]))
            ++at_;
        if (at_ < source_.size() && source_[at_] == '.')
            ++at_;
        while (at_ < source_.size() && is_digit(source_[at_]))
            ++at_;
        return Token{TokenKind::number, begin, source_.substr(begin, at_ - begin)};
    }

    tl::expected<Token, ExpressionFault> text() {
        const std::size_t begin = at_;
        const std::size_t close = source_.find(source_[begin], begin + 1);
        if (close == std::string_view::npos)
            return fail(begin, "the text that begins here is not closed; add the quotation mark");
        at_ = close + 1;
        return Token{TokenKind::text, begin, source_.substr(begin + 1, close - begin - 1)};
    }

    tl::expected<Token, ExpressionFault> reference() {
        const std::size_t begin = at_;
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

    tl::expected<Token, ExpressionFault> symbol() {
        const std::size_t begin = at_;
        const std::string_view two = source_.substr(begin, 2);
        if (two == "!=" || two == "<=" || two == ">=") {
            at_ += 2;
            return Token{TokenKind::symbol, begin, two};
        }
        if (two == "..")
            return fail(begin, "paths such as .. are not supported; write ${name}");
        constexpr std::string_view single = "()+-*=<>,.";
        if (single.find(source_[begin]) == std::string_view::npos)
            return fail(begin,
                        "this character has no meaning in an expression; texts stand in quotation marks");
        ++at_;
        return Token{TokenKind::symbol, begin, source_.substr(begin, 1)};
    }

    std::string_view source_;
    std::size_t at_ = 0;
};

struct BinaryOperator {
    std::string_view text;
    Operation operation;
    int strength; ///< 1 binds weakest
};

constexpr int strongest_binary = 6;
constexpr std::array binary_operators = {
    BinaryOperator{"or", Operation::logical_or, 1},
    BinaryOperator{"and", Operation::logical_and, 2},
    BinaryOperator{"=", Operation::equal, 3},
    BinaryOperator{"!=", Operation::not_equal, 3},
    BinaryOperator{"<", Operation::less, 4},
    BinaryOperator{"<=", Operation::less_equal, 4},
    BinaryOperator{">", Operation::greater, 4},
    BinaryOperator{">=", Operation::greater_equal, 4},
    BinaryOperator{"+", Operation::add, 5},
    BinaryOperator{"-", Operation::subtract, 5},
    BinaryOperator{"*", Operation::multiply, strongest_binary},
    BinaryOperator{"div", Operation::divide, strongest_binary},
    BinaryOperator{"mod", Operation::modulo, strongest_binary},
};

class Parser {
public:
    Parser(std::string_view source, const ExpressionLimits& limits)
        : lexer_(source)
        , limits_(limits) {}

    tl::expected<Node, ExpressionFault> parse() {
        if (auto moved = advance(); !moved)
            return Failure(moved.error());
        auto node = parse_binary(1);
        if (node && token_.kind != TokenKind::end)
            return fail(token_.position, fmt::format("\"{}\" is not expected here", token_.text));
        return node;
    }

    std::vector<std::string> names;
    bool uses_self = false;
    bool uses_today = false;

private:
    using Parsed = tl::expected<Node, ExpressionFault>;

    tl::expected<void, ExpressionFault> advance() {
        auto token = lexer_.next();
        if (!token)
            return Failure(token.error());
        token_ = *token;
        return {};
    }

    bool at_symbol(std::string_view text) const {
        return token_.kind == TokenKind::symbol && token_.text == text;
    }

    const BinaryOperator* operator_here(int strength) const {
        if (token_.kind != TokenKind::symbol && token_.kind != TokenKind::word)
            return nullptr;
        const auto* found =
            std::find_if(binary_operators.begin(), binary_operators.end(), [&](const BinaryOperator& each) {
                return each.text == token_.text && each.strength == strength;
            });
        return found == binary_operators.end() ? nullptr : found;
    }

    Parsed made(Node node, std::size_t position) {
        if (++nodes_ > limits_.nodes)
            return fail(position, fmt::format("the expression has more than {} parts", limits_.nodes));
        return node;
    }

    Parsed parse_binary(int strength) {
        if (strength > strongest_binary)
            return parse_unary();
        auto left = parse_binary(strength + 1);
        while (left) {
            const BinaryOperator* found = operator_here(strength);
            if (found == nullptr)
                return left;
            const std::size_t position = token_.position;
            if (auto moved = advance(); !moved)
                return Failure(moved.error());
            auto right = parse_binary(strength + 1);
            if (!right)
                return right;
            Node node;
            node.operation = found->operation;
            node.children.push_back(std::move(*left));
            node.children.push_back(std::move(*right));
            left = made(std::move(node), position);
        }
        return left;
    }

    Parsed parse_unary() {
        if (!at_symbol("-"))
            return parse_primary();
        const std::size_t position = token_.position;
        if (depth_ >= limits_.depth)
            return too_deep(position);
        ++depth_;
        auto moved = advance();
        Parsed operand = moved ? parse_unary() : Parsed(Failure(moved.error()));
        --depth_;
        if (!operand)
            return operand;
        Node node;
        node.operation = Operation::negate;
        node.children.push_back(std::move(*operand));
        return made(std::move(node), position);
    }

    Parsed too_deep(std::size_t position) const {
        return fail(position, fmt::format("the expression nests deeper than {} levels", limits_.depth));
    }

    Parsed parse_primary() {
        const Token token = token_;
        Node node;
        switch (token.kind) {
        case TokenKind::end:
            return fail(token.position, "the expression ends too soon: a value is missing");
        case TokenKind::number: {
            double number = 0;
            std::from_chars(token.text.data(), token.text.data() + token.text.size(), number,
                            std::chars_format::fixed);
            node.literal = number;
            break;
        }
        case TokenKind::text:
            node.literal = std::string(token.text);
            break;
        case TokenKind::reference:
            node.operation = Operation::name;
            node.name = token.text;
            names.push_back(node.name);
            break;
        case TokenKind::word:
            return parse_call(token);
        case TokenKind::symbol:
            if (token.text == "(")
                return parse_parentheses(token);
            if (token.text != ".")
                return fail(token.position, fmt::format("a value is missing before \"{}\"", token.text));
            node.operation = Operation::self;
            uses_self = true;
            break;
        }
        if (auto moved = advance(); !moved)
            return Failure(moved.error());
        return made(std::move(node), token.position);
    }

    Parsed parse_parentheses(const Token& open) {
        if (depth_ >= limits_.depth)
            return too_deep(open.position);
        ++depth_;
        auto moved = advance();
        Parsed inner = moved ? parse_binary(1) : Parsed(Failure(moved.error()));
        --depth_;
        if (!inner)
            return inner;
        if (!at_symbol(")"))
            return fail(token_.position, "a closing parenthesis is missing here");
        if (moved = advance(); !moved)
            return Failure(moved.error());
        return inner;
    }

    Parsed parse_call(const Token& word) {
        if (depth_ >= limits_.depth)
            return too_deep(word.position);
        if (auto moved = advance(); !moved)
            return Failure(moved.error());
        if (!at_symbol("("))
            return fail(word.position,
                        fmt::format("\"{0}\" is not known; a question is written ${{{0}}}, a text "
                                    "'{0}'",
                                    word.text));
        const auto* known = std::find_if(known_functions.begin(), known_functions.end(),
                                         [&](const KnownFunction& each) { return each.name == word.text; });
        if (known == known_functions.end())
            return fail(word.position, fmt::format("the function {}() is not supported; there are {}",
                                                   word.text, function_names()));
        Node node;
        node.operation = Operation::call;
        node.function = known->function;
        ++depth_;
        auto arguments = parse_arguments();
        --depth_;
        if (!arguments)
            return Failure(arguments.error());
        node.children = std::move(*arguments);
        if (node.children.size() < known->least || node.children.size() > known->most)
            return fail(word.position, wrong_count(*known, node.children.size()));
        uses_today = uses_today || known->function == Function::today;
        if (known->function == Function::regex) {
            if (auto compiled = compile(node, word.position); !compiled)
                return Failure(compiled.error());
        }
        return made(std::move(node), word.position);
    }

    static std::string wrong_count(const KnownFunction& known, std::size_t given) {
        if (known.most == any_number)
            return fmt::format("{}() takes {} or more values, not {}", known.name, known.least, given);
        if (known.least == known.most)
            return fmt::format("{}() takes {} value(s), not {}", known.name, known.least, given);
        return fmt::format("{}() takes {} to {} values, not {}", known.name, known.least, known.most, given);
    }

    tl::expected<std::vector<Node>, ExpressionFault> parse_arguments() {
        std::vector<Node> arguments;
        if (auto moved = advance(); !moved)
            return Failure(moved.error());
        bool more = !at_symbol(")");
        while (more) {
            auto argument = parse_binary(1);
            if (!argument)
                return Failure(argument.error());
            arguments.push_back(std::move(*argument));
            more = at_symbol(",");
            if (more) {
                if (auto moved = advance(); !moved)
                    return Failure(moved.error());
            }
        }
        if (!at_symbol(")"))
            return fail(token_.position, "a comma or a closing parenthesis is missing here");
        if (auto moved = advance(); !moved)
            return Failure(moved.error());
        return arguments;
    }

    static tl::expected<void, ExpressionFault> compile(Node& node, std::size_t position) {
        constexpr std::size_t longest_pattern = 512;
        const Node& argument = node.children[1];
        const auto* pattern = std::get_if<std::string>(&argument.literal);
        if (argument.operation != Operation::literal || pattern == nullptr)
            return fail(position, "the pattern of regex() must be a text in quotation marks");
        if (pattern->size() > longest_pattern)
            return fail(position, fmt::format("the pattern is longer than {} bytes", longest_pattern));
        UErrorCode status = U_ZERO_ERROR;
        UParseError where;
        node.pattern.reset(
            icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(*pattern), 0, where, status));
        if (U_FAILURE(status) || !node.pattern)
            return fail(position,
                        fmt::format("the pattern '{}' is not a regular expression: {} at character {}",
                                    *pattern, u_errorName(status), where.offset + 1));
        return {};
    }

    Lexer lexer_;
    const ExpressionLimits& limits_;
    Token token_;
    std::size_t depth_ = 0;
    std::size_t nodes_ = 0;
};

} // namespace

tl::expected<Expression, ExpressionFault> Expression::parse(std::string_view source,
                                                            const ExpressionLimits& limits) {
    if (source.size() > limits.bytes)
        return fail(limits.bytes, fmt::format("the expression is longer than {} bytes", limits.bytes));
    if (!valid_utf8(source))
        return fail(0, "the expression is not UTF-8");
    Expression expression;
    expression.source_ = source;
    Parser parser(expression.source_, limits);
    auto root = parser.parse();
    if (!root)
        return Failure(root.error());
    std::sort(parser.names.begin(), parser.names.end());
    parser.names.erase(std::unique(parser.names.begin(), parser.names.end()), parser.names.end());
    expression.names_ = std::move(parser.names);
    expression.uses_self_ = parser.uses_self;
    expression.uses_today_ = parser.uses_today;
    expression.root_ = std::make_shared<const Node>(std::move(*root));
    return expression;
}

} // namespace istiqbal::form
