// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/checks.hpp"
#include "kiosk/form/expression_node.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>

namespace istiqbal::form {
namespace {

using Node = Expression::Node;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

bool is_boolean(const Value& value) {
    return std::holds_alternative<bool>(value);
}
bool is_number(const Value& value) {
    return std::holds_alternative<double>(value);
}
bool is_date(const Value& value) {
    return std::holds_alternative<Date>(value);
}

/// The number to compare with `other`: beside a date, a text that is a date counts as its days.
double number_beside(const Value& value, const Value& other) {
    const auto* text = std::get_if<std::string>(&value);
    if (text != nullptr && is_date(other)) {
        if (const auto date = Date::from_iso(*text))
            return static_cast<double>(date->days());
    }
    return to_number(value);
}

bool equal(const Value& left, const Value& right) {
    if (is_boolean(left) || is_boolean(right))
        return to_boolean(left) == to_boolean(right);
    if (is_number(left) || is_number(right))
        return to_number(left) == to_number(right);
    return to_text(left) == to_text(right);
}

double remainder(double left, double right) {
    return std::fmod(left, right);
}

/// Half goes up, as XPath says.
double round_half_up(double number, double decimals) {
    if (std::isnan(number) || std::isinf(number) || std::isnan(decimals))
        return number;
    constexpr double most_decimals = 15;
    const double scale = std::pow(10.0, std::trunc(std::clamp(decimals, -most_decimals, most_decimals)));
    const double rounded = std::floor(number * scale + 0.5) / scale;
    return std::isfinite(rounded) ? rounded : number;
}

template <class Visit>
void each_token(const std::string& list, Visit visit) {
    std::size_t begin = 0;
    while ((begin = list.find_first_not_of(' ', begin)) != std::string::npos) {
        const std::size_t end = std::min(list.find(' ', begin), list.size());
        visit(std::string_view(list).substr(begin, end - begin));
        begin = end;
    }
}

bool matches_whole(const icu::RegexPattern& pattern, const std::string& text) {
    constexpr std::size_t longest_text = 16'384;
    constexpr std::int32_t time_limit = 50; // ICU's units, some milliseconds each
    constexpr std::int32_t stack_bytes = 1 << 20;
    if (text.size() > longest_text)
        return false;
    const icu::UnicodeString input = icu::UnicodeString::fromUTF8(text);
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::RegexMatcher> matcher(pattern.matcher(input, status));
    if (U_FAILURE(status) || !matcher)
        return false;
    matcher->setTimeLimit(time_limit, status);
    matcher->setStackLimit(stack_bytes, status);
    const bool matched = matcher->matches(status) != 0;
    return U_SUCCESS(status) && matched;
}

class Evaluator {
public:
    explicit Evaluator(const EvaluationContext& context)
        : context_(context) {}

    Value evaluate(const Node& node) const {
        switch (node.operation) {
        case Operation::literal:
            return node.literal;
        case Operation::name:
            return context_.value_of(node.name);
        case Operation::self:
            return context_.self();
        case Operation::logical_or:
            return truth(node, 0) || truth(node, 1);
        case Operation::logical_and:
            return truth(node, 0) && truth(node, 1);
        case Operation::equal:
            return equal(child(node, 0), child(node, 1));
        case Operation::not_equal:
            return !equal(child(node, 0), child(node, 1));
        case Operation::less:
        case Operation::less_equal:
        case Operation::greater:
        case Operation::greater_equal:
            return ordered(node);
        case Operation::call:
            return call(node);
        default:
            return arithmetic(node);
        }
    }

private:
    Value child(const Node& node, std::size_t index) const { return evaluate(node.children[index]); }
    bool truth(const Node& node, std::size_t index) const { return to_boolean(child(node, index)); }
    double number(const Node& node, std::size_t index) const { return to_number(child(node, index)); }
    std::string text(const Node& node, std::size_t index) const { return to_text(child(node, index)); }

    bool ordered(const Node& node) const {
        const Value left_value = child(node, 0);
        const Value right_value = child(node, 1);
        const double left = number_beside(left_value, right_value);
        const double right = number_beside(right_value, left_value);
        switch (node.operation) {
        case Operation::less:
            return left < right;
        case Operation::less_equal:
            return left <= right;
        case Operation::greater:
            return left > right;
        default:
            return left >= right;
        }
    }

    double arithmetic(const Node& node) const {
        const double left = number(node, 0);
        if (node.operation == Operation::negate)
            return -left;
        const double right = number(node, 1);
        switch (node.operation) {
        case Operation::add:
            return left + right;
        case Operation::subtract:
            return left - right;
        case Operation::multiply:
            return left * right;
        case Operation::divide:
            return divide(left, right);
        default:
            return remainder(left, right);
        }
    }

    // IEEE 754, as XPath asks, but said so that no sanitizer mistakes it for a slip.
    static double divide(double left, double right) {
        if (right != 0)
            return left / right;
        if (left == 0 || std::isnan(left) || std::isnan(right))
            return not_a_number;
        return std::copysign(std::numeric_limits<double>::infinity(), left * std::copysign(1.0, right));
    }

    Value call(const Node& node) const {
        switch (node.function) {
        case Function::boolean_of:
            return truth(node, 0);
        case Function::always_true:
            return true;
        case Function::always_false:
            return false;
        case Function::negation:
            return !truth(node, 0);
        case Function::if_else:
            return child(node, truth(node, 0) ? 1 : 2);
        case Function::coalesce:
            return coalesce(node);
        case Function::today:
            return context_.today();
        case Function::date:
            return date(child(node, 0));
        case Function::number_of:
        case Function::integer_part:
        case Function::round:
        case Function::minimum:
        case Function::maximum:
        case Function::string_length:
        case Function::count_selected:
            return numeric_call(node);
        default:
            return text_call(node);
        }
    }

    Value coalesce(const Node& node) const {
        for (const Node& argument : node.children) {
            Value value = evaluate(argument);
            if (!to_text(value).empty())
                return value;
        }
        return std::string();
    }

    static Value date(const Value& value) {
        std::optional<Date> result;
        if (const auto* text = std::get_if<std::string>(&value))
            result = Date::from_iso(*text);
        else if (const double days = to_number(value); std::fabs(days) < 1e9)
            result = Date::from_days(static_cast<std::int64_t>(std::floor(days)));
        return result ? Value(*result) : Value(std::string());
    }

    double numeric_call(const Node& node) const {
        switch (node.function) {
        case Function::number_of:
            return number(node, 0);
        case Function::integer_part:
            return std::trunc(number(node, 0));
        case Function::round:
            return round_half_up(number(node, 0), node.children.size() > 1 ? number(node, 1) : 0);
        case Function::minimum:
            return extreme(node, [](double one, double other) { return one < other; });
        case Function::maximum:
            return extreme(node, [](double one, double other) { return one > other; });
        case Function::string_length:
            return static_cast<double>(count_characters(text(node, 0)));
        default:
            return count_selected(text(node, 0));
        }
    }

    static double count_selected(const std::string& list) {
        double count = 0;
        each_token(list, [&](std::string_view) { ++count; });
        return count;
    }

    template <class Better>
    double extreme(const Node& node, Better better) const {
        double best = number(node, 0);
        for (std::size_t index = 1; index < node.children.size(); ++index) {
            const double next = number(node, index);
            if (std::isnan(next) || std::isnan(best))
                return not_a_number;
            if (better(next, best))
                best = next;
        }
        return best;
    }

    Value text_call(const Node& node) const {
        switch (node.function) {
        case Function::string_of:
            return text(node, 0);
        case Function::contains:
            return text(node, 0).find(text(node, 1)) != std::string::npos;
        case Function::starts_with:
            return text(node, 0).rfind(text(node, 1), 0) == 0;
        case Function::regex:
            return matches_whole(*node.pattern, text(node, 0));
        case Function::selected: {
            const std::string wanted = text(node, 1);
            bool found = false;
            each_token(text(node, 0), [&](std::string_view token) { found = found || token == wanted; });
            return found;
        }
        default: {
            std::string all;
            for (const Node& argument : node.children)
                all += to_text(evaluate(argument));
            return all;
        }
        }
    }

    const EvaluationContext& context_;
};

} // namespace

Value Expression::evaluate(const EvaluationContext& context) const {
    return Evaluator(context).evaluate(*root_);
}

} // namespace istiqbal::form
