// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/key_popup.hpp"

#include <imgui_internal.h>

#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr float slide_mm = 5; // a finger that trembles less than this has not slid

// Moved so that it lies on the screen.
Rect within(const Rect& screen, Rect rect) {
    rect.x = std::clamp(rect.x, screen.x, std::max(screen.x, screen.right() - rect.width));
    rect.y = std::max(rect.y, screen.y);
    return rect;
}

TextSpec letter_spec(Type type) {
    return {.type = type, .alignment = text::Alignment::center, .overflow = text::Overflow::ellipsis()};
}

} // namespace

Overlay::Overlay(Frame& /*frame*/, const char* id, const Rect& rect, bool touchable) {
    constexpr ImGuiWindowFlags bare = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                                      ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                      ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse |
                                      // The key under the finger stays the active one.
                                      ImGuiWindowFlags_NoFocusOnAppearing;
    ImGui::SetNextWindowPos(ImVec2(rect.x, rect.y));
    ImGui::SetNextWindowSize(ImVec2(rect.width, rect.height));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
    ImGui::Begin(id, nullptr, touchable ? bare : bare | ImGuiWindowFlags_NoInputs);
    ImGui::PopStyleVar(3);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
}

Overlay::~Overlay() {
    ImGui::End();
}

std::string key_label(std::string_view text) {
    return is_mark(text) ? "\u25CC" + std::string(text) : std::string(text);
}

std::string key_name(Frame& frame, std::string_view text) {
    return is_mark(text) ? frame.string(spoken_key(text)) : std::string(text);
}

void key_preview(Frame& frame, const Rect& key, std::string_view text) {
    const float lift = frame.mm(1);
    const float width = std::max(key.width * 1.35F, frame.type_pixels(Type::title) * 1.5F);
    const float height = std::max(key.height * 1.15F, frame.type_pixels(Type::title) * 1.7F);
    const Rect bubble =
        within(frame.screen(), {key.centre_x() - width / 2, key.y - lift - height, width, height});
    const Overlay over(frame, "key.preview", bubble.inset(-frame.mm(3)), false);
    const float radius = frame.theme().radius;
    frame.shadow(bubble, radius);
    frame.fill(bubble, frame.colours().surface, radius);
    frame.outline(bubble, frame.colours().primary, frame.theme().line, radius);
    frame.draw_in(bubble, key_label(text), letter_spec(Type::title), frame.colours().primary_pressed);
}

KeyStrip::KeyStrip(Frame& frame, const Rect& key, const KeySpec& spec)
    : key_(key)
    , margin_(frame.mm(frame.sizes().space.tiny))
    , cells_(variants_of(spec)) {
    const auto count = static_cast<float>(std::max<std::size_t>(1, cells_.size()));
    const float room = frame.screen().width - 4 * margin_;
    // As wide as a fingertip where the screen has room for that.
    const float wanted = std::max(std::min(key.width, frame.mm(frame.sizes().target * 1.3F)),
                                  frame.mm(frame.sizes().target * 0.8F));
    cell_width_ = std::floor(std::min(wanted, room / count));
    const float width = cell_width_ * count + 2 * margin_;
    const float height = key.height + 2 * margin_;
    Rect screen = frame.screen().inset(margin_, 0);
    box_ = within(screen, {key.centre_x() - width / 2, key.y - margin_ - height, width, height});
}

Rect KeyStrip::cell(std::size_t index) const {
    return {box_.x + margin_ + cell_width_ * static_cast<float>(index), box_.y + margin_, cell_width_,
            box_.height - 2 * margin_};
}

std::optional<std::size_t> KeyStrip::chosen(Frame& frame) const {
    const platform::TouchPoint& finger = frame.input().position;
    const platform::TouchPoint& began = frame.memory().touch_began;
    const float way = std::hypot(finger.x - began.x, finger.y - began.y);
    if (cells_.empty() || way < frame.mm(slide_mm) || finger.y > key_.bottom() + key_.height ||
        finger.y < box_.y - key_.height)
        return std::nullopt;
    const float along = (finger.x - box_.x - margin_) / cell_width_;
    const auto last = static_cast<float>(cells_.size() - 1);
    return static_cast<std::size_t>(std::clamp(std::floor(along), 0.0F, last));
}

std::optional<std::size_t> KeyStrip::show(Frame& frame, std::optional<std::size_t> lit,
                                          bool touchable) const {
    const Colours& colour = frame.colours();
    const float radius = frame.theme().radius;
    std::optional<std::size_t> tapped;
    // Its window is the box alone: what lies around it can be touched.
    const Overlay over(frame, "key.strip", box_, touchable);
    frame.fill(box_, colour.surface, radius);
    if (touchable)
        frame.begin_focus_group("key.strip", frame.string("key.variants"), box_);
    for (std::size_t index = 0; index < cells_.size(); ++index) {
        const Rect rect = cell(index);
        const Press press = touchable ? frame.press("variant" + std::to_string(index), rect) : Press{};
        if (press.clicked)
            tapped = index;
        const bool bright = press.held || lit == index;
        if (bright)
            frame.fill(rect, colour.primary, frame.theme().radius_small);
        frame.draw_in(rect, key_label(cells_[index]), letter_spec(Type::heading),
                      bright ? colour.on_primary : colour.text);
        const std::string_view spoken = spoken_key(cells_[index]);
        frame.tell(Role::key, key_name(frame, cells_[index]), rect, {.selected = bright},
                   spoken.empty() ? std::string_view() : std::string_view(frame.string(spoken)));
    }
    if (touchable)
        frame.end_focus_group();
    frame.outline(box_, colour.primary, frame.theme().line_strong, radius);
    return tapped;
}

} // namespace istiqbal::ui
