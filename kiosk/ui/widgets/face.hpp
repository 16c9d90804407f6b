// SPDX-License-Identifier: Apache-2.0
// The five drawn faces of a rating (G5), each with its word. They differ by mouth, brows and eyes as much as
// by colour. The order on the screen, mirrored or not, is the caller's.
#pragma once

#include "kiosk/ui/frame.hpp"

#include <span>

namespace istiqbal::ui {

inline constexpr int least_face = 1; // very dissatisfied
inline constexpr int most_face = 5;  // very satisfied

struct FaceSpec {
    int level = 3; // least_face … most_face; others are brought into it
    std::string_view label;
    bool selected = false;
    bool dimmed = false; // another one is selected
    bool enabled = true;
    Type type = Type::body; // of the word; the same for all five, see face_type()
};
// The largest type in which no word of the labels breaks at that width of a face: body, or small.
Type face_type(Frame& frame, std::span<const std::string_view> labels, float width);
float face_height(Frame& frame, const FaceSpec& spec, float width);
// The face as large as fits above its word; all of `rect` is its target. Returns whether it was chosen. Told
// as a radio.
bool face(Frame& frame, std::string_view id, const Rect& rect, const FaceSpec& spec);
// The face alone, told by nobody.
enum class FaceLook { rest, pressed, selected, dimmed };
void draw_face(Frame& frame, const Rect& square, int level, FaceLook look = FaceLook::rest);

} // namespace istiqbal::ui
