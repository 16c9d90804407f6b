// SPDX-License-Identifier: Apache-2.0
// What is on the screen, in words: every widget says each frame its role, name, value, state and rectangle.
// The journey tests, the driver, audio guidance and two-button operation all read this one tree (EN 301 549,
// closed functionality). A widget that is not in it does not exist. Its order is the order of reading, and
// that of two-button operation: a page's body first, then the ways on, the person's tools last.
#pragma once

#include "kiosk/ui/geometry.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::ui {

// Roles of WAI-ARIA, as far as a terminal has them.
enum class Role {
    heading,
    text,
    button,
    radio,
    checkbox,
    toggle, // on or off at once
    tab,
    slider,
    text_field,
    key,
    progress,
    alert,
    dialog,
    image,
    signature,
    drawing,   // a pad to draw on
    group,     // a row of keys: one stop of two-button operation, which choosing it enters
    spinbutton // a column of a wheel; its value is what it stands at
};

std::string_view role_name(Role role);
// It can be tapped, or typed or drawn into.
bool is_target(Role role);

struct State {
    bool enabled = true;
    bool selected = false; // a radio or checkbox that is chosen
    bool focused = false;  // the field that the keyboard types into
    bool invalid = false;  // its error is shown
    bool busy = false;
    bool current = false; // the focus of two-button operation is on it, and shown
};

struct Node {
    Role role = Role::text;
    std::string name;
    std::string value;
    State state;
    Rect rect;    // where it is, in pixels
    Rect visible; // the part of it that is inside of its scrolling view; empty if scrolled away
};

class Semantics {
public:
    void clear() {
        nodes_.clear();
        scroll_view_ = {};
    }
    // Where a drag moves what `visible` says is out of sight.
    void set_scroll_view(const Rect& view) { scroll_view_ = view; }
    const Rect& scroll_view() const { return scroll_view_; }
    void add(Node node) { nodes_.push_back(std::move(node)); }
    // A dialog hides what is beneath it: nothing of that can be tapped or read.
    void begin_dialog() { clear(); }

    const std::vector<Node>& nodes() const { return nodes_; }
    // The first that can be tapped and bears the name, enabled ones before others; null if there is none.
    const Node* find_target(std::string_view name) const;
    // The name or value of some node holds the text.
    bool shows(std::string_view text) const;
    // The names of all that can be tapped, in the order of the screen.
    std::vector<std::string> target_names() const;
    // The whole tree on one line.
    std::string to_json() const;

private:
    std::vector<Node> nodes_;
    Rect scroll_view_;
};

} // namespace istiqbal::ui
