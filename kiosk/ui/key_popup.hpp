// SPDX-License-Identifier: Apache-2.0
// What appears above a key: the preview of the one under the finger, and the strip of its variants. Both lie
// over everything of the page, whole on the screen, and keep nothing of what was typed.
#pragma once

#include "kiosk/ui/keyboard_layout.hpp"

namespace istiqbal::ui {

// Drawn over the page within `rect`; while it stands, Frame draws and presses there. Where it is not
// touchable the finger reaches what lies beneath.
class Overlay {
public:
    Overlay(Frame& frame, const char* id, const Rect& rect, bool touchable);
    ~Overlay();
    Overlay(const Overlay&) = delete;
    Overlay& operator=(const Overlay&) = delete;
};

// The text that a key or variant shows: marks stand on a dotted circle.
std::string key_label(std::string_view text);
// What it is called in the tree.
std::string key_name(Frame& frame, std::string_view text);

void key_preview(Frame& frame, const Rect& key, std::string_view text);

// The strip of a key: cells as high as the key, above it, moved sideways until all are on the screen.
class KeyStrip {
public:
    KeyStrip(Frame& frame, const Rect& key, const KeySpec& spec);

    const Rect& box() const { return box_; }
    const std::vector<std::string_view>& cells() const { return cells_; }
    Rect cell(std::size_t index) const;
    // The cell that a finger has slid to, from where the key was pressed: none before it has left its place,
    // none where it has gone down and away from both.
    std::optional<std::size_t> chosen(Frame& frame) const;
    // Draws and tells it. The cell that was tapped, if it may be.
    std::optional<std::size_t> show(Frame& frame, std::optional<std::size_t> lit, bool touchable) const;

private:
    Rect key_;
    Rect box_;
    float cell_width_ = 0;
    float margin_ = 0;
    std::vector<std::string_view> cells_;
};

} // namespace istiqbal::ui
