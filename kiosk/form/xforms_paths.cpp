// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/xforms_paths.hpp"

#include "kiosk/form/expression_lexer.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace istiqbal::form {
namespace {

bool is_name_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '_' || byte == '-' || byte == '.' || byte == ':';
}

/// Steps down from a holder to what lies in it: "/group/name"; empty if they are one.
std::string steps_down(const Outline& outline, ElementId holder, ElementId element) {
    std::string steps;
    for (; element != holder; element = outline.at(element).parent)
        steps.insert(0, fmt::format("/{}", outline.at(element).name));
    return steps;
}

/// Goes through the tokens of an expression that has been parsed, so that no token is refused.
class PathWriter {
public:
    PathWriter(const Form& form, ElementId self, bool choice_filter)
        : form_(form)
        , self_(self)
        , filters_(choice_filter ? 1 : 0) {}

    std::string write(std::string_view source) {
        ExpressionLexer lexer(source);
        std::size_t done = 0;
        for (auto token = lexer.next(); token && token->kind != TokenKind::end; token = lexer.next()) {
            written_ += source.substr(done, token->position - done);
            const std::string_view whole = source.substr(token->position, length(*token));
            done = token->position + whole.size();
            quote_choice_question(*token);
            const std::string text = replaced(*token, whole);
            const bool path = token->kind == TokenKind::reference;
            if (path && !written_.empty() && is_name_byte(written_.back()))
                written_ += ' ';
            written_ += text;
            // "${a}-1" would become a longer name.
            if (path && done < source.size() && is_name_byte(source[done]))
                written_ += ' ';
        }
        return std::move(written_);
    }

private:
    enum class Before : std::uint8_t { nothing, operand, function, root, step };
    struct Call {
        std::string_view function; ///< empty for a pair of parentheses
        std::size_t argument = 0;
        bool quoted = false; ///< its argument has been given quotation marks
    };

    static std::size_t length(const Token& token) {
        switch (token.kind) {
        case TokenKind::text:
            return token.text.size() + 2;
        case TokenKind::reference:
            return token.text.size() + 3;
        default:
            return token.text.size();
        }
    }

    std::string replaced(const Token& token, std::string_view whole) {
        const Before before = std::exchange(before_, Before::operand);
        switch (token.kind) {
        case TokenKind::reference:
            return before == Before::step ? std::string(token.text) : path_to(token.text);
        case TokenKind::text:
            return choice_question(token.text).value_or(std::string(whole));
        case TokenKind::word:
            if (before == Before::root)
                return std::string(xforms_root);
            if (before == Before::operand || before == Before::function) {
                before_ = Before::nothing; // and, or, div, mod
            } else if (before != Before::step) {
                before_ = Before::function; // or the name of a column, where no ( follows
                word_ = token.text;
            }
            return std::string(whole);
        case TokenKind::symbol:
            symbol(token.text, before);
            return std::string(whole);
        default:
            return std::string(whole);
        }
    }

    void symbol(std::string_view text, Before before) {
        if (text == "." || text == "..")
            return;
        before_ = Before::nothing;
        const bool called = before == Before::function;
        if (text == "/") {
            before_ = before == Before::operand || called ? Before::step : Before::root;
        } else if (text == "(") {
            calls_.push_back({called ? word_ : std::string_view{}});
        } else if (text == "," && !calls_.empty()) {
            ++calls_.back().argument;
        } else if (text == "[") {
            ++filters_;
        } else if (text == ")" || text == "]") {
            if (text == ")" && !calls_.empty())
                calls_.pop_back();
            if (text == "]")
                --filters_;
            before_ = Before::operand;
        }
    }

    std::string path_to(std::string_view name) const {
        const auto target = form_.outline.find(name);
        if (!target)
            return std::string(name);
        const bool indexed = !calls_.empty() && calls_.back().function == "indexed-repeat" &&
                             (calls_.back().argument == 0 || calls_.back().argument % 2 == 1);
        if (indexed)
            return absolute_path(form_.outline, *target);
        const std::string path = path_from(form_.outline, self_, *target);
        return filters_ > 0 && path.front() == '.' && !names_choice_question() ? "current()/" + path : path;
    }

    bool names_choice_question() const {
        return !calls_.empty() && calls_.back().function == "jr:choice-name" && calls_.back().argument == 1;
    }

    /// The text '${name}' as the second value of jr:choice-name().
    std::optional<std::string> choice_question(std::string_view text) const {
        constexpr std::size_t around = 3;
        if (!names_choice_question() || text.size() <= around)
            return std::nullopt;
        return fmt::format("'{}'", path_to(text.substr(2, text.size() - around)));
    }

    /// Where that value is written as a path, XForms wants it in quotation marks.
    void quote_choice_question(const Token& token) {
        if (!names_choice_question())
            return;
        Call& call = calls_.back();
        const bool closes = token.kind == TokenKind::symbol && token.text == ")";
        const bool opens = !call.quoted && token.kind != TokenKind::text && !closes;
        if (opens || (closes && call.quoted))
            written_ += '\'';
        call.quoted = opens || (call.quoted && !closes);
    }

    const Form& form_;
    ElementId self_;
    int filters_; ///< how many [ ] are open
    std::vector<Call> calls_;
    Before before_ = Before::nothing;
    std::string_view word_; ///< the function, if it is one
    std::string written_;
};

} // namespace

std::string absolute_path(const Outline& outline, ElementId element) {
    return fmt::format("/{}{}", xforms_root, steps_down(outline, form_element, element));
}

std::string path_from(const Outline& outline, ElementId self, ElementId target) {
    if (outline.common_home(self, target) == form_element)
        return absolute_path(outline, target);
    const bool repeat = outline.at(target).kind == ElementKind::repeat;
    ElementId above = outline.at(self).parent;
    std::string path = "..";
    // A repeat that is asked for from within means all of its runs, not this one.
    while (!outline.lies_in(target, above) || (repeat && above == target)) {
        above = outline.at(above).parent;
        path += "/..";
    }
    return path + steps_down(outline, above, target);
}

std::string with_paths(const Form& form, ElementId self, const Expression& expression, bool choice_filter) {
    return PathWriter(form, self, choice_filter).write(expression.source());
}

} // namespace istiqbal::form
