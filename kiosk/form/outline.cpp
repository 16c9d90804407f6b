// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/outline.hpp"

#include <utility>

namespace istiqbal::form {

Outline::Outline()
    : elements_(1)
    , slots_(1, 0)
    , children_(1) {}

ElementId Outline::add(ElementKind kind, std::string name, ElementId parent, std::uint32_t index) {
    const auto id = static_cast<ElementId>(elements_.size());
    const Element& above = elements_[parent];
    const ElementId home =
        above.kind == ElementKind::repeat || above.kind == ElementKind::form ? parent : above.home;
    by_name_.emplace(name, id);
    elements_.push_back({std::move(name), kind, parent, home, slots_[home]++, index});
    slots_.push_back(0);
    children_[parent].push_back(id);
    children_.emplace_back();
    return id;
}

std::optional<ElementId> Outline::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    if (found == by_name_.end())
        return std::nullopt;
    return found->second;
}

std::optional<ElementId> Outline::child(ElementId parent, std::string_view name) const {
    const auto found = find(name);
    if (!found || elements_[*found].parent != parent)
        return std::nullopt;
    return found;
}

bool Outline::lies_in(ElementId element, ElementId holder) const {
    while (element != holder && element != form_element)
        element = elements_[element].parent;
    return element == holder;
}

ElementId Outline::common_home(ElementId one, ElementId other) const {
    ElementId home = elements_[one].home;
    while (home != form_element && !lies_in(elements_[other].home, home))
        home = elements_[home].home;
    return home;
}

} // namespace istiqbal::form
