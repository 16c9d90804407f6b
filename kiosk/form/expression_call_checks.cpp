// SPDX-License-Identifier: Apache-2.0
// What single functions ask of their arguments, so that a slip is told when a form is checked and not guessed
// at when a person stands before it.
#include "kiosk/form/expression_dates.hpp"
#include "kiosk/form/expression_parser.hpp"

#include <fmt/format.h>
#include <unicode/unistr.h>

#include <utility>

namespace istiqbal::form {
namespace {

std::string wrong_count(const KnownFunction& known, std::size_t given) {
    if (known.most == most_arguments)
        return fmt::format("{}() takes {} or more values, not {}", known.name, known.least, given);
    if (known.least == known.most)
        return fmt::format("{}() takes {} value(s), not {}", known.name, known.least, given);
    return fmt::format("{}() takes {} to {} values, not {}", known.name, known.least, known.most, given);
}

std::string unknown_function(std::string_view name) {
    const std::string_view reason = unsupported_reason(name);
    if (!reason.empty())
        return fmt::format("the function {}() is known but not supported: {}", name, reason);
    return fmt::format("the function {}() is not supported; there are {}", name, function_names());
}

const std::string* literal_text(const Expression::Node& node) {
    return node.operation == Operation::literal ? std::get_if<std::string>(&node.literal) : nullptr;
}

} // namespace

using Parsed = ExpressionParser::Parsed;

Parsed ExpressionParser::parse_call(const Token& word) {
    if (depth_ >= limits_.depth)
        return too_deep(word.position);
    const KnownFunction* known = find_function(word.text);
    if (known == nullptr)
        return fail(word.position, unknown_function(word.text));
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
        return parse_steps(Path(names_.outline, names_.self, PathStart::self, names_.self), word.position);
    if (auto fits = check_call(node, word); !fits)
        return Failure(fits.error());
    return made(std::move(node), word.position);
}

tl::expected<std::vector<Expression::Node>, ExpressionFault> ExpressionParser::parse_arguments() {
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

ExpressionParser::Done ExpressionParser::check_call(Node& node, const Token& word) {
    switch (node.function) {
    case Function::today:
    case Function::now:
        uses_clock = true;
        return {};
    case Function::regex:
        return compile_pattern(node, word.position);
    case Function::choice_name:
        uses_language = true;
        return check_choice_name(node, word.position);
    case Function::format_date:
    case Function::format_date_time:
        return check_format(node, word);
    case Function::string_length:
    case Function::normalize_space: {
        if (!node.children.empty())
            return {};
        auto own = finish(own_path(), word.position);
        if (!own)
            return Failure(own.error());
        node.children.push_back(std::move(*own));
        return {};
    }
    case Function::count:
        return want_nodes(node.children[0], word);
    case Function::sum:
    case Function::count_non_empty:
        return want_questions(node.children[0], word);
    case Function::position:
        return check_position(node, word);
    case Function::last:
        if (!in_predicate_)
            return fail(word.position, "last() counts what [ ] filters; outside write count(${name})");
        return {};
    case Function::weighted_checklist:
        if (node.children.size() % 2 != 0)
            return fail(word.position,
                        "weighted-checklist() takes two bounds, then an answer and its weight, "
                        "for each answer");
        return {};
    case Function::indexed_repeat:
        return check_indexed_repeat(node, word);
    default:
        return {};
    }
}

ExpressionParser::Done ExpressionParser::want_nodes(const Node& argument, const Token& word) const {
    if (argument.operation == Operation::path || argument.operation == Operation::unite)
        return {};
    return fail(word.position, fmt::format("{}() speaks of questions: write ${{name}} or a path", word.text));
}

ExpressionParser::Done ExpressionParser::want_questions(const Node& argument, const Token& word) const {
    if (auto wanted = want_nodes(argument, word); !wanted)
        return wanted;
    for (const Node& child : argument.children) {
        if (auto wanted = want_questions(child, word); !wanted)
            return wanted;
    }
    const Element& element = names_.outline.at(argument.element);
    if (argument.operation == Operation::unite || element.kind == ElementKind::question)
        return {};
    return fail(word.position, fmt::format("{}() wants the answers to a question, and {} is none", word.text,
                                           element.name.empty() ? "the form" : element.name));
}

/// The specification counts among siblings of the same name, and only runs of a repeat have any.
ExpressionParser::Done ExpressionParser::check_position(const Node& node, const Token& word) const {
    if (node.children.empty()) {
        if (in_predicate_)
            return {};
        return fail(word.position,
                    "position() counts what [ ] filters; for the run of a repeat write position(..)");
    }
    const Node& argument = node.children[0];
    if (argument.operation == Operation::path &&
        names_.outline.at(argument.element).kind == ElementKind::repeat)
        return {};
    return fail(word.position,
                "position() tells which run of a repeat this is: its path must lead to the "
                "repeat, as position(..) does from a question right in it, position(../..) from "
                "one in a group in it");
}

/// indexed-repeat(${question}, ${repeat}, number, …): pairs of repeat and number, outer repeats first.
ExpressionParser::Done ExpressionParser::check_indexed_repeat(const Node& node, const Token& word) {
    if (node.children.size() % 2 == 0)
        return fail(word.position,
                    "indexed-repeat() takes a question, then a repeat and a number, for each repeat");
    const Outline& outline = names_.outline;
    const auto is_name = [](const Node& argument) {
        return argument.operation == Operation::path && argument.start == PathStart::name &&
               argument.steps.size() == 1 && argument.steps.front().predicates.empty();
    };
    const Node& question = node.children[0];
    if (!is_name(question) || outline.at(question.element).kind != ElementKind::question)
        return fail(word.position, "the first value of indexed-repeat() is a question, as ${name}");
    depend_on({question.element, true});
    ElementId inside = form_element;
    for (std::size_t index = 1; index < node.children.size(); index += 2) {
        const Node& repeat = node.children[index];
        if (!is_name(repeat) || outline.at(repeat.element).kind != ElementKind::repeat)
            return fail(word.position, "indexed-repeat() takes repeats as ${name}");
        const Element& element = outline.at(repeat.element);
        const bool reached = index == 1 ? repeat.enters.empty() : element.home == inside;
        if (!reached)
            return fail(word.position, fmt::format("{} lies in another repeat; in indexed-repeat() the outer "
                                                   "repeat and its number come first",
                                                   element.name));
        depend_on({repeat.element, true});
        inside = repeat.element;
    }
    if (outline.at(question.element).home != inside)
        return fail(word.position, fmt::format("{} does not lie right in the repeat {}",
                                               outline.at(question.element).name, outline.at(inside).name));
    return {};
}

/// The second value of jr:choice-name() is the question, written '${name}' or as a path.
ExpressionParser::Done ExpressionParser::check_choice_name(Node& node, std::size_t position) {
    Node& argument = node.children[1];
    constexpr const char* wanted = "the second value of jr:choice-name() is a question, written '${name}'";
    if (argument.operation != Operation::path) {
        const std::string* text = literal_text(argument);
        constexpr std::size_t around = 3; // ${}
        const bool named =
            text != nullptr && text->size() > around && text->rfind("${", 0) == 0 && text->back() == '}';
        const auto element =
            named ? names_.outline.find(std::string_view(*text).substr(2, text->size() - around))
                  : std::nullopt;
        if (!element)
            return fail(position, wanted);
        // Its choices are asked for, not its answer: nothing that the value depends on.
        argument = Path(names_.outline, names_.self, PathStart::name, *element).node();
    }
    if (names_.outline.at(argument.element).kind != ElementKind::question)
        return fail(position, wanted);
    return {};
}

ExpressionParser::Done ExpressionParser::check_format(const Node& node, const Token& word) {
    const std::string* format = literal_text(node.children[1]);
    if (format == nullptr) {
        uses_language = true; // it may have names in it
        return {};
    }
    uses_language = uses_language || values::format_has_names(*format);
    if (auto fault = values::format_fault(*format, node.function == Function::format_date_time))
        return fail(word.position, std::move(*fault));
    return {};
}

ExpressionParser::Done ExpressionParser::compile_pattern(Node& node, std::size_t position) {
    constexpr std::size_t longest_pattern = 512;
    const std::string* pattern = literal_text(node.children[1]);
    if (pattern == nullptr)
        return fail(position, "the pattern of regex() must be a text in quotation marks");
    if (pattern->size() > longest_pattern)
        return fail(position, fmt::format("the pattern is longer than {} bytes", longest_pattern));
    UErrorCode status = U_ZERO_ERROR;
    UParseError where;
    node.pattern.reset(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(*pattern), 0, where, status));
    if (U_FAILURE(status) || !node.pattern)
        return fail(position, fmt::format("the pattern '{}' is not a regular expression: {} at character {}",
                                          *pattern, u_errorName(status), where.offset + 1));
    return {};
}

} // namespace istiqbal::form
