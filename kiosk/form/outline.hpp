// SPDX-License-Identifier: Apache-2.0
// The tree of a form: the form itself, its groups, repeats and questions as elements, in the order of the
// sheet. It says where an element lies; what it is lies in Form. Expressions name elements through it, and a
// repeat multiplies those beneath it: an *instance* is one run through a repeat ("the second member of the
// household"), and the form itself is the one instance that is always there.
//
// An element's state lies in an instance of its home: the innermost repeat around it, or the form. A repeat's
// own home is the one around it, since how often it runs is asked once there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace istiqbal::form {

using ElementId = std::uint32_t;
constexpr ElementId form_element = 0;

enum class ElementKind : std::uint8_t { form, group, repeat, question };

struct Element {
    std::string name;
    ElementKind kind = ElementKind::form;
    ElementId parent = form_element;
    ElementId home = form_element; ///< a repeat, or the form
    std::uint32_t slot = 0;        ///< its place in an instance of its home
    std::uint32_t index = 0;       ///< in Form::questions or Form::groups
};

class Outline {
public:
    Outline();

    /// Appends an element beneath a group, a repeat or the form; the name must be new. `index` as in Element.
    ElementId add(ElementKind kind, std::string name, ElementId parent, std::uint32_t index);

    std::size_t size() const { return elements_.size(); }
    const Element& at(ElementId element) const { return elements_[element]; }
    /// Names are unique in the whole form.
    std::optional<ElementId> find(std::string_view name) const;
    std::optional<ElementId> child(ElementId parent, std::string_view name) const;
    /// In the order of the sheet.
    const std::vector<ElementId>& children(ElementId parent) const { return children_[parent]; }
    /// How many elements have their state in an instance of the repeat (or the form).
    std::size_t slots(ElementId home) const { return slots_[home]; }
    /// Whether it is `holder` itself or lies beneath it.
    bool lies_in(ElementId element, ElementId holder) const;
    /// The innermost repeat (or the form) in one instance of which both elements have their state.
    ElementId common_home(ElementId one, ElementId other) const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    std::vector<Element> elements_;
    std::vector<std::uint32_t> slots_;             ///< by element
    std::vector<std::vector<ElementId>> children_; ///< by element
    std::unordered_map<std::string, ElementId, Hash, std::equal_to<>> by_name_;
};

} // namespace istiqbal::form
