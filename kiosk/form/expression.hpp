// SPDX-License-Identifier: Apache-2.0
// Expressions of a form: the XPath 1.0 subset of the ODK XForms specification, as XLSForm writes it.
//
//   ${name}  .  ..  current()  numbers  'strings' "strings"  ( )
//   paths: ../name  /data/group/name  ${household}/age  ${household}[position() = 2]/age  .[. > 3]
//   operators, weakest first: or, and, (= !=), (< <= > >=), (+ -), (* div mod), unary -, | (both sets of
//   nodes) the functions of expression_functions.hpp
//
// ${name} is the question as it stands to the one that holds the expression: of the same run through a repeat
// where both lie in it, of every run where the repeat lies elsewhere (sum(${income})); as a single value that
// is the first relevant one of them. A path from the top means the same: the specification has
// /data/household/age, written within the household, be that of the same run. [ ] counts as XPath does, among
// the siblings in one run of what is around them. Beneath [ ], a bare name and the point stand for what is
// filtered, ${name} for the same as outside. In a choice_filter a bare name is a column of the choices sheet.
//
// Names are resolved while parsing: an expression that parses has nothing left that could be missing.
// Anything else is refused with the position. An Expression never changes once parsed and may be evaluated
// from several threads.
#pragma once

#include "kiosk/form/calendar.hpp"
#include "kiosk/form/date_time.hpp"
#include "kiosk/form/outline.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace istiqbal::form {

/// A value in an expression: XPath's boolean, number and string, and a day and a moment, which count as days
/// since 1970 where a number is wanted and as ISO 8601 where a string is. A time of day is a string.
using Value = std::variant<bool, double, std::string, Date, DateTime>;

/// XPath's conversions, and of the ODK specification that a text which is a day or a moment is its number of
/// days since 1970 (UTC). Another text that is no number, the empty one too, is NaN; NaN and 0 and "" are
/// false.
double to_number(const Value& value);
std::string to_text(const Value& value);
bool to_boolean(const Value& value);
/// Whether it is the empty text: a question without an answer.
bool is_empty(const Value& value);

/// One run through a repeat; 0 is the form itself. Other numbers are the interview's own.
using InstanceId = std::uint32_t;

/// One node of what is being filled in: an element in an instance of its home. With a repeat as element it is
/// one run of that repeat, `instance` being that run.
struct NodeRef {
    ElementId element = form_element;
    InstanceId instance = 0;
    friend bool operator==(const NodeRef&, const NodeRef&) = default;
};

/// Where an expression finds what it speaks of.
class EvaluationContext {
public:
    virtual ~EvaluationContext() = default;
    /// The one that the expression was parsed with.
    virtual const Outline& outline() const = 0;
    /// The element that the expression belongs to; of a repeat, its home's instance.
    virtual NodeRef self() const = 0;
    /// A question's answer: the empty string where there is none or where the question is not relevant.
    virtual Value value_of(NodeRef node) const = 0;
    virtual bool relevant(NodeRef node) const = 0;
    /// The instance of the home of the repeat that this one is a run of.
    virtual InstanceId parent_of(InstanceId instance) const = 0;
    /// The runs of a repeat within an instance of its home, in their order.
    virtual const std::vector<InstanceId>& instances_of(ElementId repeat, InstanceId parent) const = 0;
    virtual Date today() const = 0;
    /// On the terminal's own clock, whose offset times without a zone are taken to have.
    virtual DateTime now() const = 0;
    /// That the person reads: names of months and days.
    virtual Language language() const = 0;
    /// 64 independent bits that nobody can foretell, for random() and uuid().
    virtual std::uint64_t random_bits() const = 0;
    /// The label of a choice of a question, in the person's language; empty if there is no such choice.
    virtual std::string choice_label(ElementId question, std::string_view choice) const = 0;
    /// In a choice_filter: the cell of the choice that is asked about, by the position in Names::columns.
    virtual std::string_view choice_cell(std::size_t column) const = 0;
};

/// What the names in an expression can mean.
struct Names {
    const Outline& outline;
    ElementId self = form_element;  ///< whose expression it is
    std::string_view root = "data"; ///< the first step of an absolute path, besides "data"
    const std::vector<std::string>* choice_columns = nullptr; ///< of a choice_filter
};

struct ExpressionFault {
    std::size_t position = 0; ///< byte in the source, from 0
    std::string message; ///< what is wrong and what to do, in English: offices read it when they check a form
};

/// Sources longer, deeper or with more parts than this are refused. Evaluation has a limit of its own: what
/// looks at more than a million nodes or parts, one path within the other, comes to the empty text.
struct ExpressionLimits {
    std::size_t bytes = 4096;
    std::size_t depth = 64;
    std::size_t nodes = 2048;
};

/// An element whose change makes an expression worth evaluating again: its value, its relevance or, for a
/// repeat, how often it runs.
struct Dependency {
    ElementId element = form_element;
    /// In whatever instance it changes. Otherwise only in the instance of the common home, or beneath it,
    /// that the expression's own element is in.
    bool anywhere = false;
    friend auto operator<=>(const Dependency&, const Dependency&) = default;
};

class Expression {
public:
    static tl::expected<Expression, ExpressionFault> parse(std::string_view source, const Names& names,
                                                           const ExpressionLimits& limits = {});

    /// Always yields a value, in bounded time: what cannot be computed is NaN or empty, as in XPath. A regex
    /// that runs too long on an answer counts as not matching. The context's self() must be the element that
    /// the expression was parsed for.
    Value evaluate(const EvaluationContext& context) const;

    const std::string& source() const { return source_; }
    /// Sorted, each element once.
    const std::vector<Dependency>& dependencies() const { return dependencies_; }
    /// Whether `.` stands in it outside [ ].
    bool uses_self() const { return uses_self_; }
    /// Whether the same answers can give another value later, by the clock or in another language.
    bool uses_clock() const { return uses_clock_; }
    bool uses_language() const { return uses_language_; }

    struct Node;

private:
    Expression() = default;

    std::string source_;
    std::vector<Dependency> dependencies_;
    bool uses_self_ = false;
    bool uses_clock_ = false;
    bool uses_language_ = false;
    std::shared_ptr<const Node> root_;
};

} // namespace istiqbal::form
