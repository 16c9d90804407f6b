// SPDX-License-Identifier: Apache-2.0
// Recursive descent over the source, one token ahead. Depth is counted where the source can nest, so that no
// input makes the parser recurse further than the limit.
#include "kiosk/form/checks.hpp"
#include "kiosk/form/expression_lexer.hpp"
#include "kiosk/form/expression_node.hpp"
#include "kiosk/form/expression_paths.hpp"

#include <fmt/format.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

namespace istiqbal::form {
namespace {

using Node = Expression::Node;
using Failure = tl::unexpected<ExpressionFault>;
using Parsed = tl::expected<Node, ExpressionFault>;
using Done = tl::expected<void, ExpressionFault>;

Failure fail(std::size_t position, std::string message) {
    return Failure(ExpressionFault{position, std::move(message)});
}

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
    Parser(std::string_view source, const Names& names, const ExpressionLimits& limits)
        : names_(names)
        , lexer_(source)
        , limits_(limits)
        , context_(names.self) {}

    Parsed parse() {
        if (auto moved = advance(); !moved)
            return Failure(moved.error());
        auto node = parse_binary(1);
        if (node && token_.kind != TokenKind::end)
            return fail(token_.position, fmt::format("\"{}\" is not expected here", token_.text));
        return node;
    }

    std::vector<Dependency> dependencies() const {
        std::vector<Dependency> all;
        for (const auto& [element, anywhere] : dependencies_)
            all.push_back({element, anywhere});
        return all;
    }

    bool uses_self = false;
    bool uses_clock = false;
    bool uses_language = false;

private:
    Done advance() {
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
        switch (token.kind) {
        case TokenKind::end:
            return fail(token.position, "the expression ends too soon: a value is missing");
        case TokenKind::number: {
            double number = 0;
            std::from_chars(token.text.data(), token.text.data() + token.text.size(), number,
                            std::chars_format::fixed);
            return parse_literal(number);
        }
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
            return parse_parentheses(token);
        if (token.text == "." || token.text == "..")
            return parse_path(PathStart::context);
        if (token.text == "/")
            return parse_path(PathStart::root);
        return fail(token.position, fmt::format("a value is missing before \"{}\"", token.text));
    }

    Parsed parse_literal(Value value) {
        Node node;
        node.literal = std::move(value);
        const std::size_t position = token_.position;
        if (auto moved = advance(); !moved)
            return Failure(moved.error());
        return made(std::move(node), position);
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

    /// A function, a column of the choices sheet, or a name beneath what [ ] filters.
    Parsed parse_word() {
        const Token word = token_;
        if (auto moved = advance(); !moved)
            return Failure(moved.error());
        if (at_symbol("("))
            return parse_call(word);
        if (in_predicate_)
            return parse_steps(bare_name(word));
        const auto* columns = names_.choice_columns;
        const auto column = columns == nullptr ? std::vector<std::string>::const_iterator()
                                               : std::find(columns->begin(), columns->end(), word.text);
        if (columns == nullptr || column == columns->end())
            return fail(
                word.position,
                columns == nullptr
                    ? fmt::format("\"{0}\" is not known; a question is written ${{{0}}}, a text '{0}'",
                                  word.text)
                    : fmt::format("the choices sheet has no column \"{0}\"; a question is written "
                                  "${{{0}}}, a text '{0}'",
                                  word.text));
        Node node;
        node.operation = Operation::choice_cell;
        node.column = static_cast<std::size_t>(column - columns->begin());
        return made(std::move(node), word.position);
    }

    tl::expected<Path, ExpressionFault> bare_name(const Token& word) {
        Path path(names_.outline, PathStart::context, context_);
        if (!path.child(word.text))
            return fail(word.position, no_child(path.end(), word.text));
        return path;
    }

    /// At `.`, `..`, `/` or ${name}.
    Parsed parse_path(PathStart start) {
        const Token first = token_;
        if (auto moved = advance(); !moved)
            return Failure(moved.error());
        if (start == PathStart::name) {
            const auto element = names_.outline.find(first.text);
            if (!element)
                return fail(first.position,
                            fmt::format("there is no question ${{{}}}; correct the name", first.text));
            return parse_steps(Path(names_.outline, start, *element));
        }
        if (start == PathStart::root) {
            if (token_.kind != TokenKind::word || (token_.text != "data" && token_.text != names_.root))
                return fail(first.position,
                            fmt::format("a path from the top begins with /data or /{}", names_.root));
            if (auto moved = advance(); !moved)
                return Failure(moved.error());
            return parse_steps(Path(names_.outline, start, form_element));
        }
        Path path(names_.outline, start, context_);
        if (first.text == "..") {
            if (!path.parent())
                return fail(first.position, "there is nothing above; write ${name}");
        } else {
            uses_self = uses_self || !in_predicate_;
        }
        return parse_steps(std::move(path));
    }

    /// What follows the beginning of a path: [ ] and / steps.
    Parsed parse_steps(tl::expected<Path, ExpressionFault> begun) {
        if (!begun)
            return Failure(begun.error());
        Path path = std::move(*begun);
        const std::size_t position = token_.position;
        while (true) {
            if (at_symbol("[")) {
                auto predicate = parse_predicate(path.end());
                if (!predicate)
                    return predicate;
                path.filter(std::move(*predicate));
                continue;
            }
            if (!at_symbol("/"))
                break;
            if (auto moved = advance(); !moved)
                return Failure(moved.error());
            if (auto stepped = parse_step(path); !stepped)
                return Failure(stepped.error());
        }
        for (const Dependency& dependency : path.dependencies(names_.self, in_predicate_))
            depend_on(dependency);
        return made(std::move(path).node(), position);
    }

    Done parse_step(Path& path) {
        const Token step = token_;
        if (step.kind == TokenKind::word) {
            if (!path.child(step.text))
                return fail(step.position, no_child(path.end(), step.text));
        } else if (step.kind == TokenKind::reference) {
            const auto element = names_.outline.find(step.text);
            if (!element || !path.child(step.text))
                return fail(step.position, no_child(path.end(), step.text));
        } else if (at_symbol("..")) {
            if (!path.parent())
                return fail(step.position, "there is nothing above; write ${name}");
        } else if (!at_symbol(".")) {
            return fail(step.position, "a name is missing after the /");
        }
        return advance();
    }

    std::string no_child(ElementId element, std::string_view name) const {
        const std::string& holder = names_.outline.at(element).name;
        return fmt::format("{} has no \"{}\" in it; correct the name, or write ${{{}}}",
                           holder.empty() ? "the form" : holder, name, name);
    }

    Parsed parse_predicate(ElementId filtered) {
        const Token open = token_;
        if (depth_ >= limits_.depth)
            return too_deep(open.position);
        const ElementId outer_context = std::exchange(context_, filtered);
        const bool outer = std::exchange(in_predicate_, true);
        ++depth_;
        auto moved = advance();
        Parsed inner = moved ? parse_binary(1) : Parsed(Failure(moved.error()));
        --depth_;
        context_ = outer_context;
        in_predicate_ = outer;
        if (!inner)
            return inner;
        if (!at_symbol("]"))
            return fail(token_.position, "a closing ] is missing here");
        if (moved = advance(); !moved)
            return Failure(moved.error());
        return inner;
    }

    Parsed parse_call(const Token& word) {
        if (depth_ >= limits_.depth)
            return too_deep(word.position);
        const KnownFunction* known = find_function(word.text);
        if (known == nullptr)
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
        if (known->function == Function::current)
            return parse_steps(Path(names_.outline, PathStart::self, names_.self));
        uses_clock = uses_clock || known->function == Function::today || known->function == Function::now;
        if (auto fits = check_call(node, word); !fits)
            return Failure(fits.error());
        return made(std::move(node), word.position);
    }

    Done check_call(Node& node, const Token& word) {
        switch (node.function) {
        case Function::regex:
            return compile(node, word.position);
        case Function::choice_name:
            uses_language = true;
            return resolve_choice_question(node, word.position);
        case Function::count:
        case Function::sum:
            return want_path(node, 0, word);
        case Function::position:
            return node.children.empty() ? Done() : want_path(node, 0, word);
        case Function::last:
            if (!in_predicate_)
                return fail(word.position, "last() counts what [ ] filters; outside write count(${name})");
            return {};
        case Function::indexed_repeat:
            return check_indexed_repeat(node, word);
        default:
            return {};
        }
    }

    Done want_path(const Node& node, std::size_t child, const Token& word) const {
        if (node.children[child].operation == Operation::path)
            return {};
        return fail(word.position,
                    fmt::format("{}() speaks of questions: write ${{name}} or a path", word.text));
    }

    /// indexed-repeat(${question}, ${repeat}, number, …): pairs of repeat and number, outer repeats first.
    Done check_indexed_repeat(Node& node, const Token& word) {
        if (node.children.size() % 2 == 0)
            return fail(word.position,
                        "indexed-repeat() takes a question, then a repeat and a number, for each repeat");
        for (std::size_t child = 0; child < node.children.size(); child += child == 0 ? 1 : 2) {
            const Node& reference = node.children[child];
            const bool named = reference.operation == Operation::path && reference.start == PathStart::name &&
                               reference.steps.size() == 1 && reference.steps.front().predicates.empty();
            if (!named)
                return fail(word.position, "indexed-repeat() takes questions and repeats as ${name}");
            const ElementId element = reference.steps.front().element;
            if (child > 0 && names_.outline.at(element).kind != ElementKind::repeat)
                return fail(word.position,
                            fmt::format("${{{}}} is no repeat", names_.outline.at(element).name));
            if (child > 0 && !names_.outline.lies_in(node.children[0].steps.front().element, element))
                return fail(word.position,
                            fmt::format("{} does not lie in the repeat {}",
                                        names_.outline.at(node.children[0].steps.front().element).name,
                                        names_.outline.at(element).name));
            depend_on({element, true});
        }
        return {};
    }

    /// The second value of jr:choice-name() is the question, written '${name}' or ${name}.
    Done resolve_choice_question(Node& node, std::size_t position) {
        Node& argument = node.children[1];
        if (argument.operation == Operation::path)
            return {};
        const auto* text = std::get_if<std::string>(&argument.literal);
        constexpr std::size_t around = 3; // ${}
        const bool named = argument.operation == Operation::literal && text != nullptr &&
                           text->size() > around && text->rfind("${", 0) == 0 && text->back() == '}';
        const auto element =
            named ? names_.outline.find(std::string_view(*text).substr(2, text->size() - around))
                  : std::nullopt;
        if (!element)
            return fail(position, "the second value of jr:choice-name() is a question, written '${name}'");
        Node reference;
        reference.operation = Operation::path;
        reference.start = PathStart::name;
        reference.steps.push_back({Node::Step::Axis::self, *element, {}});
        argument = std::move(reference);
        return {};
    }

    void depend_on(const Dependency& dependency) {
        bool& anywhere = dependencies_[dependency.element];
        anywhere = anywhere || dependency.anywhere;
    }

    static std::string wrong_count(const KnownFunction& known, std::size_t given) {
        if (known.most == most_arguments)
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

    static Done compile(Node& node, std::size_t position) {
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

    const Names& names_;
    ExpressionLexer lexer_;
    const ExpressionLimits& limits_;
    Token token_;
    std::size_t depth_ = 0;
    std::size_t nodes_ = 0;
    ElementId context_; ///< what `.` and `..` stand for here
    bool in_predicate_ = false;
    std::map<ElementId, bool> dependencies_; ///< whether anywhere
};

} // namespace

tl::expected<Expression, ExpressionFault> Expression::parse(std::string_view source, const Names& names,
                                                            const ExpressionLimits& limits) {
    if (source.size() > limits.bytes)
        return fail(limits.bytes, fmt::format("the expression is longer than {} bytes", limits.bytes));
    if (!valid_utf8(source))
        return fail(0, "the expression is not UTF-8");
    Expression expression;
    expression.source_ = source;
    Parser parser(expression.source_, names, limits);
    auto root = parser.parse();
    if (!root)
        return Failure(root.error());
    expression.dependencies_ = parser.dependencies();
    expression.uses_self_ = parser.uses_self;
    expression.uses_clock_ = parser.uses_clock;
    expression.uses_language_ = parser.uses_language;
    expression.root_ = std::make_shared<const Node>(std::move(*root));
    return expression;
}

} // namespace istiqbal::form
