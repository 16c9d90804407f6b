// SPDX-License-Identifier: Apache-2.0
// Expressions of a form: the XPath 1.0 subset of the ODK XForms specification that this product supports.
//
//   ${name}  .  numbers  'strings' "strings"  ( )
//   or | and | = != | < <= > >= | + - | * div mod | unary -        (weakest first)
//   boolean() true() false() not() if() coalesce() number() string() int() round() min() max()
//   string-length() contains() starts-with() concat() regex() selected() count-selected() today() date()
//
// As in ODK: regex() must match the whole text, its pattern is a literal (compiled once, by ICU); int() cuts
// towards zero; round() takes the number of decimals as an optional second argument; comparing a date with a
// text that is a date compares days.
//
// Anything else is refused when parsed, with the position. An Expression never changes once parsed and may be
// evaluated from several threads.
#pragma once

#include "kiosk/form/calendar.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace istiqbal::form {

/// A value in an expression: XPath's boolean, number and string, and a date, which counts as its days since
/// 1970 where a number is wanted and as yyyy-mm-dd where a string is.
using Value = std::variant<bool, double, std::string, Date>;

/// XPath's conversions. A text that is no number, the empty one too, is NaN; NaN and 0 and "" are false.
double to_number(const Value& value);
std::string to_text(const Value& value);
bool to_boolean(const Value& value);

/// Where an expression finds what it speaks of.
class EvaluationContext {
public:
    virtual ~EvaluationContext() = default;
    /// The answer of a question: the empty string where there is none or where the question is not relevant.
    virtual Value value_of(std::string_view name) const = 0;
    /// What `.` stands for: the answer of the question that the expression belongs to.
    virtual Value self() const = 0;
    virtual Date today() const = 0;
};

struct ExpressionFault {
    std::size_t position = 0; ///< byte in the source, from 0
    std::string message; ///< what is wrong and what to do, in English: offices read it when they check a form
};

/// Sources longer, deeper or with more parts than this are refused.
struct ExpressionLimits {
    std::size_t bytes = 4096;
    std::size_t depth = 64;
    std::size_t nodes = 2048;
};

class Expression {
public:
    static tl::expected<Expression, ExpressionFault> parse(std::string_view source,
                                                           const ExpressionLimits& limits = {});

    /// Always yields a value: what cannot be computed is NaN or empty, as in XPath. A regex that runs too
    /// long on an answer counts as not matching.
    Value evaluate(const EvaluationContext& context) const;

    const std::string& source() const { return source_; }
    /// Names that occur as ${name}, sorted, once each: what a change must touch for this to be evaluated
    /// again.
    const std::vector<std::string>& names() const { return names_; }
    bool uses_self() const { return uses_self_; }
    bool uses_today() const { return uses_today_; }

    struct Node;

private:
    Expression() = default;

    std::string source_;
    std::vector<std::string> names_;
    bool uses_self_ = false;
    bool uses_today_ = false;
    std::shared_ptr<const Node> root_;
};

} // namespace istiqbal::form
