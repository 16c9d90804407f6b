// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/checks.hpp"
#include "kiosk/form/expression_parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace istiqbal::form {
namespace {

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

const BinaryOperator* find_operator(const Token& token, int strength) {
    if (token.kind != TokenKind::symbol && token.kind != TokenKind::word)
        return nullptr;
    const auto* found =
        std::find_if(binary_operators.begin(), binary_operators.end(), [&](const BinaryOperator& each) {
            return each.text == token.text && each.strength == strength;
        });
    return found == binary_operators.end() ? nullptr : found;
}

constexpr const char* nothing_above = "there is nothing above; write ${name}";

} // namespace

using Parsed = ExpressionParser::Parsed;

ExpressionParser::ExpressionParser(std::string_view source, const Names& names,
                                   const ExpressionLimits& limits)
    : names_(names)
    , lexer_(source)
    , limits_(limits)
    , context_(names.self) {}

Parsed ExpressionParser::parse() {
    if (auto moved = advance(); !moved)
        return Failure(moved.error());
    auto node = parse_binary(1);
    if (node && token_.kind != TokenKind::end)
        return fail(token_.position, fmt::format("\"{}\" is not expected here", token_.text));
    return node;
}

std::vector<Dependency> ExpressionParser::dependencies() const {
    std::vector<Dependency> all;
    for (const auto& [element, anywhere] : dependencies_)
        all.push_back({element, anywhere});
    return all;
}

ExpressionParser::Failure ExpressionParser::fail(std::size_t position, std::string message) {
    return Failure(ExpressionFault{position, std::move(message)});
}

ExpressionParser::Failure ExpressionParser::too_deep(std::size_t position) const {
    return fail(position, fmt::format("the expression nests deeper than {} levels", limits_.depth));
}

ExpressionParser::Done ExpressionParser::advance() {
    auto token = lexer_.next();
    if (!token)
        return Failure(token.error());
    token_ = *token;
    return {};
}

bool ExpressionParser::at_symbol(std::string_view text) const {
    return token_.kind == TokenKind::symbol && token_.text == text;
}

Parsed ExpressionParser::made(Node node, std::size_t position) {
    if (++nodes_ > limits_.nodes)
        return fail(position, fmt::format("the expression has more than {} parts", limits_.nodes));
    return node;
}

Parsed ExpressionParser::parse_binary(int strength) {
    if (strength > strongest_binary)
        return parse_unary();
    auto left = parse_binary(strength + 1);
    while (left) {
        const BinaryOperator* found = find_operator(token_, strength);
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

Parsed ExpressionParser::parse_unary() {
    if (!at_symbol("-"))
        return parse_union();
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

Parsed ExpressionParser::parse_union() {
    auto first = parse_primary();
    if (!first || !at_symbol("|"))
        return first;
    const std::size_t position = token_.position;
    Node node;
    node.operation = Operation::unite;
    node.children.push_back(std::move(*first));
    while (at_symbol("|")) {
        if (auto moved = advance(); !moved)
            return Failure(moved.error());
        auto next = parse_primary();
        if (!next)
            return next;
        node.children.push_back(std::move(*next));
    }
    for (const Node& each : node.children) {
        if (each.operation != Operation::path)
            return fail(position, "| joins questions: write ${name} or a path on both sides; "
                                  "for \"either\" write or");
    }
    return made(std::move(node), position);
}

Parsed ExpressionParser::parse_primary() {
    const Token token = token_;
    switch (token.kind) {
    case TokenKind::end:
        return fail(token.position, "the expression ends too soon: a value is missing");
    case TokenKind::number:
        return parse_number(token);
    case TokenKind::text:
        return parse_literal(std::string(token.text));
    case TokenKind::reference:
        return parse_path(PathStart::name);
    case TokenKind::word:
        return parse_word();
    case TokenKind::symbol:
        break;
    }
    if (token.text == "(")
        return parse_inside(token, ")", "a closing parenthesis is missing here");
    if (token.text == "." || token.text == "..")
        return parse_path(in_predicate_ ? PathStart::context : PathStart::self);
    if (token.text == "/")
        return parse_path(PathStart::root);
    return fail(token.position, fmt::format("a value is missing before \"{}\"", token.text));
}

Parsed ExpressionParser::parse_number(const Token& token) {
    double number = 0;
    const auto result = std::from_chars(token.text.data(), token.text.data() + token.text.size(), number,
                                        std::chars_format::fixed);
    if (result.ec != std::errc{})
        return fail(token.position, "this number is too large or too small");
    return parse_literal(number);
}

Parsed ExpressionParser::parse_literal(Value value) {
    Node node;
    node.literal = std::move(value);
    const std::size_t position = token_.position;
    if (auto moved = advance(); !moved)
        return Failure(moved.error());
    return made(std::move(node), position);
}

Parsed ExpressionParser::parse_inside(const Token& open, std::string_view close, const char* missing) {
    if (depth_ >= limits_.depth)
        return too_deep(open.position);
    ++depth_;
    auto moved = advance();
    Parsed inner = moved ? parse_binary(1) : Parsed(Failure(moved.error()));
    --depth_;
    if (!inner)
        return inner;
    if (!at_symbol(close))
        return fail(token_.position, missing);
    if (moved = advance(); !moved)
        return Failure(moved.error());
    return inner;
}

Parsed ExpressionParser::parse_word() {
    const Token word = token_;
    if (word.text.find("::") != std::string_view::npos)
        return fail(word.position, "axes (::) are not supported; write name, . or ..");
    if (auto moved = advance(); !moved)
        return Failure(moved.error());
    if (at_symbol("("))
        return parse_call(word);
    if (in_predicate_) {
        Path path(names_.outline, names_.self, PathStart::context, context_);
        if (!path.child(word.text))
            return fail(word.position, no_child(path.end(), word.text));
        return parse_steps(std::move(path), word.position);
    }
    const auto* columns = names_.choice_columns;
    if (columns == nullptr)
        return fail(
            word.position,
            fmt::format("\"{0}\" is not known; a question is written ${{{0}}}, a text '{0}'", word.text));
    const auto column = std::find(columns->begin(), columns->end(), word.text);
    if (column == columns->end())
        return fail(word.position,
                    fmt::format("the choices sheet has no column \"{0}\"; a question is written "
                                "${{{0}}}, a text '{0}'",
                                word.text));
    Node node;
    node.operation = Operation::choice_cell;
    node.column = static_cast<std::size_t>(column - columns->begin());
    return made(std::move(node), word.position);
}

/// What `.` stands for here.
Path ExpressionParser::own_path() const {
    return {names_.outline, names_.self, in_predicate_ ? PathStart::context : PathStart::self, context_};
}

Parsed ExpressionParser::parse_path(PathStart start) {
    const Token first = token_;
    if (auto moved = advance(); !moved)
        return Failure(moved.error());
    if (start == PathStart::name) {
        const auto element = names_.outline.find(first.text);
        if (!element)
            return fail(first.position,
                        fmt::format("there is no question ${{{}}}; correct the name", first.text));
        return parse_steps(Path(names_.outline, names_.self, start, *element), first.position);
    }
    if (start == PathStart::root) {
        if (token_.kind != TokenKind::word || (token_.text != "data" && token_.text != names_.root))
            return fail(first.position,
                        fmt::format("a path from the top begins with /data or /{}", names_.root));
        if (auto moved = advance(); !moved)
            return Failure(moved.error());
        return parse_steps(Path(names_.outline, names_.self, start, form_element), first.position);
    }
    Path path = own_path();
    if (first.text == ".." && !path.parent())
        return fail(first.position, nothing_above);
    return parse_steps(std::move(path), first.position);
}

Parsed ExpressionParser::parse_steps(Path path, std::size_t position) {
    while (true) {
        if (at_symbol("[")) {
            auto predicate = parse_predicate(path.end());
            if (!predicate)
                return predicate;
            path.filter(std::move(*predicate));
            continue;
        }
        if (!at_symbol("/"))
            return finish(std::move(path), position);
        if (auto moved = advance(); !moved)
            return Failure(moved.error());
        if (auto stepped = parse_step(path); !stepped)
            return Failure(stepped.error());
    }
}

Parsed ExpressionParser::finish(Path path, std::size_t position) {
    if (path.astray())
        return fail(position,
                    fmt::format("this belongs to the repeat {} as a whole, and not to one run of it; "
                                "write ${{name}} or begin with ..",
                                names_.outline.at(names_.self).name));
    uses_self = uses_self || path.is_self();
    for (const Dependency& dependency : path.dependencies(in_predicate_))
        depend_on(dependency);
    return made(std::move(path).node(), position);
}

ExpressionParser::Done ExpressionParser::parse_step(Path& path) {
    const Token step = token_;
    if (step.kind == TokenKind::word || step.kind == TokenKind::reference) {
        if (!path.child(step.text))
            return fail(step.position, no_child(path.end(), step.text));
    } else if (at_symbol("..")) {
        if (!path.parent())
            return fail(step.position, nothing_above);
    } else if (at_symbol("*")) {
        return fail(step.position, "* for everything within is not supported; write the name");
    } else if (!at_symbol(".")) {
        return fail(step.position, "a name is missing after the /");
    }
    return advance();
}

std::string ExpressionParser::no_child(ElementId element, std::string_view name) const {
    const std::string& holder = names_.outline.at(element).name;
    return fmt::format("{} has no \"{}\" in it; correct the name, or write ${{{}}}",
                       holder.empty() ? "the form" : holder, name, name);
}

Parsed ExpressionParser::parse_predicate(ElementId filtered) {
    const ElementId outer_context = std::exchange(context_, filtered);
    const bool outer = std::exchange(in_predicate_, true);
    Parsed inner = parse_inside(token_, "]", "a closing ] is missing here");
    context_ = outer_context;
    in_predicate_ = outer;
    return inner;
}

void ExpressionParser::depend_on(const Dependency& dependency) {
    bool& anywhere = dependencies_[dependency.element];
    anywhere = anywhere || dependency.anywhere;
}

tl::expected<Expression, ExpressionFault> Expression::parse(std::string_view source, const Names& names,
                                                            const ExpressionLimits& limits) {
    const auto fail = [](std::size_t position, std::string message) {
        return tl::unexpected<ExpressionFault>(ExpressionFault{position, std::move(message)});
    };
    if (source.size() > limits.bytes)
        return fail(limits.bytes, fmt::format("the expression is longer than {} bytes", limits.bytes));
    if (!valid_utf8(source))
        return fail(0, "the expression is not UTF-8");
    Expression expression;
    expression.source_ = source;
    ExpressionParser parser(expression.source_, names, limits);
    auto root = parser.parse();
    if (!root)
        return tl::unexpected<ExpressionFault>(root.error());
    expression.dependencies_ = parser.dependencies();
    expression.uses_self_ = parser.uses_self;
    expression.uses_clock_ = parser.uses_clock;
    expression.uses_language_ = parser.uses_language;
    expression.root_ = std::make_shared<const Node>(std::move(*root));
    return expression;
}

} // namespace istiqbal::form
