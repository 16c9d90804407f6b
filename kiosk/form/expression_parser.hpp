// SPDX-License-Identifier: Apache-2.0
// Recursive descent over the source of an expression, one token ahead: the grammar (expression_parse.cpp) and
// what single functions ask of their arguments (expression_call_checks.cpp). Depth is counted where the
// source can nest, so that no input makes the parser recurse further than the limit. Used by
// Expression::parse() only.
#pragma once

#include "kiosk/form/expression_lexer.hpp"
#include "kiosk/form/expression_node.hpp"
#include "kiosk/form/expression_paths.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::form {

class ExpressionParser {
public:
    using Node = Expression::Node;
    using Parsed = tl::expected<Node, ExpressionFault>;

    /// The source and the names must outlive the parser.
    ExpressionParser(std::string_view source, const Names& names, const ExpressionLimits& limits);

    Parsed parse();
    std::vector<Dependency> dependencies() const;

    // What Expression says of itself.
    bool uses_self = false;
    bool uses_clock = false;
    bool uses_language = false;

private:
    using Failure = tl::unexpected<ExpressionFault>;
    using Done = tl::expected<void, ExpressionFault>;

    static Failure fail(std::size_t position, std::string message);
    Failure too_deep(std::size_t position) const;
    Done advance();
    bool at_symbol(std::string_view text) const;
    Parsed made(Node node, std::size_t position);
    /// Between an opening and what must close it.
    Parsed parse_inside(const Token& open, std::string_view close, const char* missing);

    Parsed parse_binary(int strength);
    Parsed parse_unary();
    Parsed parse_union();
    Parsed parse_primary();
    Parsed parse_literal(Value value);
    Parsed parse_number(const Token& token);
    /// A function, a column of the choices sheet, or a name beneath what [ ] filters.
    Parsed parse_word();

    Path own_path() const;
    /// At `.`, `..`, `/` or ${name}.
    Parsed parse_path(PathStart start);
    /// What follows the beginning of a path: [ ] and / steps.
    Parsed parse_steps(Path path, std::size_t position);
    Done parse_step(Path& path);
    Parsed parse_predicate(ElementId filtered);
    Parsed finish(Path path, std::size_t position);
    std::string no_child(ElementId element, std::string_view name) const;
    void depend_on(const Dependency& dependency);

    Parsed parse_call(const Token& word);
    tl::expected<std::vector<Node>, ExpressionFault> parse_arguments();
    Done check_call(Node& node, const Token& word);
    Done want_nodes(const Node& argument, const Token& word) const;
    Done want_questions(const Node& argument, const Token& word) const;
    Done check_position(const Node& node, const Token& word) const;
    Done check_indexed_repeat(const Node& node, const Token& word);
    Done check_choice_name(Node& node, std::size_t position);
    Done check_format(const Node& node, const Token& word);
    static Done compile_pattern(Node& node, std::size_t position);

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

} // namespace istiqbal::form
