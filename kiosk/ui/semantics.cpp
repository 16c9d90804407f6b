// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/semantics.hpp"

#include <nlohmann/json.hpp>

namespace istiqbal::ui {

bool is_target(Role role) {
    switch (role) {
    case Role::button:
    case Role::radio:
    case Role::checkbox:
    case Role::toggle:
    case Role::tab:
    case Role::slider:
    case Role::text_field:
    case Role::key:
    case Role::signature:
    case Role::drawing:
    case Role::spinbutton:
        return true;
    default:
        return false;
    }
}

std::string_view role_name(Role role) {
    switch (role) {
    case Role::heading:
        return "heading";
    case Role::text:
        return "text";
    case Role::button:
        return "button";
    case Role::radio:
        return "radio";
    case Role::checkbox:
        return "checkbox";
    case Role::toggle:
        return "switch";
    case Role::tab:
        return "tab";
    case Role::slider:
        return "slider";
    case Role::text_field:
        return "textbox";
    case Role::key:
        return "key";
    case Role::progress:
        return "progressbar";
    case Role::alert:
        return "alert";
    case Role::dialog:
        return "dialog";
    case Role::image:
        return "img";
    case Role::signature:
        return "signature";
    case Role::drawing:
        return "drawing";
    case Role::group:
        return "group";
    case Role::spinbutton:
        return "spinbutton";
    }
    return "";
}

const Node* Semantics::find_target(std::string_view name) const {
    const Node* disabled = nullptr;
    for (const Node& node : nodes_) {
        if (!is_target(node.role) || node.name != name)
            continue;
        if (node.state.enabled)
            return &node;
        if (disabled == nullptr)
            disabled = &node;
    }
    return disabled;
}

bool Semantics::shows(std::string_view text) const {
    for (const Node& node : nodes_)
        if (node.name.find(text) != std::string::npos || node.value.find(text) != std::string::npos)
            return true;
    return false;
}

std::vector<std::string> Semantics::target_names() const {
    std::vector<std::string> names;
    for (const Node& node : nodes_)
        if (is_target(node.role))
            names.push_back(node.name);
    return names;
}

std::string Semantics::to_json() const {
    nlohmann::ordered_json tree = nlohmann::ordered_json::array();
    for (const Node& node : nodes_) {
        nlohmann::ordered_json entry;
        entry["role"] = role_name(node.role);
        entry["name"] = node.name;
        entry["value"] = node.value;
        entry["state"] = {{"enabled", node.state.enabled}, {"selected", node.state.selected},
                          {"focused", node.state.focused}, {"invalid", node.state.invalid},
                          {"busy", node.state.busy},       {"visible", !node.visible.empty()},
                          {"current", node.state.current}};
        entry["rect"] = {node.rect.x, node.rect.y, node.rect.width, node.rect.height};
        tree.push_back(std::move(entry));
    }
    // Bad UTF-8 in a value is replaced: a broken paste must not break the driver.
    return tree.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace istiqbal::ui
