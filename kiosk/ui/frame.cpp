// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/frame.hpp"

#include "fonts/imgui_draw.hpp"

#include <imgui_internal.h>

#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr ImGuiWindowFlags bare_window = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                                         ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                         ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse;

void begin_window(const char* name, const Rect& rect) {
    ImGui::SetNextWindowPos(ImVec2(rect.x, rect.y));
    ImGui::SetNextWindowSize(ImVec2(rect.width, rect.height));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
    ImGui::Begin(name, nullptr, bare_window);
    ImGui::PopStyleVar(3);
}

} // namespace

Frame::Frame(const Stage& stage, const Presentation& presentation, platform::Input input,
             platform::Clock::time_point now)
    : stage_(stage)
    , presentation_(presentation)
    , input_(std::move(input))
    , now_(now) {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    screen_ = {0, 0, size.x, size.y};
    stage_.text.begin_frame();
    stage_.semantics.clear();
    Memory& remembered = stage_.memory;
    if (input_.pressed) {
        remembered.touch_began = input_.path.empty() ? input_.position : input_.path.front();
        remembered.touch_last = remembered.touch_began;
        remembered.drags = false;
    }
    begin_window("page", screen_);
    fill(screen_, colours().background);
}

Frame::~Frame() {
    if (input_.released)
        stage_.memory.drags = false;
    ImGui::End();
    stage_.text.end_frame();
}

float Frame::mm(float millimetres) const {
    return std::round(millimetres * stage_.pixels_per_millimetre);
}

float Frame::type_pixels(Type type) const {
    const TypeScale& scale = sizes().type;
    const float by_role[] = {scale.small, scale.body, scale.label, scale.heading, scale.title, scale.display};
    // Titles are large enough already; they grow by half as much, or they would fill the page.
    const float growth = presentation_.large_text ? sizes().large_text : 1.0F;
    const bool is_title = type >= Type::heading;
    const float factor = is_title ? 1.0F + (growth - 1.0F) / 2 : growth;
    return std::round(by_role[static_cast<int>(type)] * factor * stage_.pixels_per_millimetre);
}

Frame::Layout Frame::shape(std::string_view text, const TextSpec& spec, float width) {
    return shape(text, spec, width, direction());
}

Frame::Layout Frame::shape(std::string_view text, const TextSpec& spec, float width,
                           Direction text_direction) {
    text::LayoutRequest request;
    request.text = text;
    request.style.family = spec.type >= Type::heading ? text::Family::display : text::Family::body;
    request.style.weight = spec.weight;
    request.style.size_px = type_pixels(spec.type);
    request.style.line_height = spec.type >= Type::heading ? 1.45F : 1.55F;
    request.width = width;
    request.direction = text_direction;
    request.alignment = spec.alignment;
    request.overflow = spec.overflow;
    request.language = language() == Language::arabic ? "ar" : "en";
    return stage_.text.layout(request);
}

void Frame::draw(const Layout& layout, float x, float y, Colour colour) {
    text::draw(list(), stage_.text.atlas(), *layout, ImVec2(x, y), colour);
}

void Frame::draw_in(const Rect& area, std::string_view text, const TextSpec& spec, Colour colour) {
    const Layout layout = shape(text, spec, area.width);
    draw(layout, area.x, area.y + (area.height - layout->height()) / 2, colour);
}

ImDrawList& Frame::list() {
    return *ImGui::GetWindowDrawList();
}

void Frame::fill(const Rect& rect, Colour colour, float radius_mm) {
    list().AddRectFilled(ImVec2(rect.x, rect.y), ImVec2(rect.right(), rect.bottom()), colour, mm(radius_mm));
}

void Frame::outline(const Rect& rect, Colour colour, float line_mm, float radius_mm) {
    const float width = std::max(1.0F, mm(line_mm));
    const Rect inner = rect.inset(width / 2);
    list().AddRect(ImVec2(inner.x, inner.y), ImVec2(inner.right(), inner.bottom()), colour,
                   std::max(0.0F, mm(radius_mm) - width / 2), 0, width);
}

void Frame::shadow(const Rect& rect, float radius_mm) {
    constexpr int layers = 3;
    for (int layer = layers; layer >= 1; --layer) {
        const float spread = mm(0.5F) * static_cast<float>(layer);
        Rect soft = rect.inset(-spread);
        soft.y += mm(0.7F);
        fill(soft, with_alpha(colours().shadow, 0.035F), radius_mm + 0.5F * static_cast<float>(layer));
    }
}

void Frame::line(float x0, float y0, float x1, float y1, Colour colour, float width_mm) {
    list().AddLine(ImVec2(x0, y0), ImVec2(x1, y1), colour, std::max(1.0F, mm(width_mm)));
}

Press Frame::press(std::string_view id, const Rect& rect, bool enabled) {
    if (!enabled || rect.empty())
        return {};
    const Rect seen = rect.intersect(clip());
    if (seen.empty())
        return {};
    ImGui::SetCursorScreenPos(ImVec2(seen.x, seen.y));
    const bool clicked = ImGui::InvisibleButton(std::string(id).c_str(), ImVec2(seen.width, seen.height));
    if (stage_.memory.drags)
        return {};
    const bool active = ImGui::IsItemActive();
    return {active, active && ImGui::IsItemHovered(), clicked};
}

void Frame::push_clip(const Rect& rect) {
    ImGui::PushClipRect(ImVec2(rect.x, rect.y), ImVec2(rect.right(), rect.bottom()), true);
}

void Frame::pop_clip() {
    ImGui::PopClipRect();
}

Rect Frame::clip() const {
    const ImDrawList* drawn = ImGui::GetWindowDrawList();
    const ImVec2 top_left = drawn->GetClipRectMin();
    const ImVec2 bottom_right = drawn->GetClipRectMax();
    return {top_left.x, top_left.y, bottom_right.x - top_left.x, bottom_right.y - top_left.y};
}

void Frame::tell(Role role, std::string_view name, const Rect& rect, State state, std::string_view value) {
    stage_.semantics.add({role, std::string(name), std::string(value), state, rect, rect.intersect(clip())});
}

void Frame::begin_dialog(std::string_view name, Backdrop backdrop) {
    ImGui::End();
    begin_window("dialog", screen_);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    fill(screen_,
         backdrop == Backdrop::opaque ? colours().surface_sunken : with_alpha(colours().text, 0.45F));
    stage_.semantics.begin_dialog();
    tell(Role::dialog, name, screen_);
}

void Frame::wake_at(platform::Clock::time_point when) {
    if (!wakes_at_ || when < *wakes_at_)
        wakes_at_ = when;
}

void Column::text(std::string_view text, const TextSpec& spec, Colour colour, Role role) {
    if (text.empty())
        return;
    const Frame::Layout layout = frame_.shape(text, spec, area_.width);
    const Rect row = take(layout->height());
    frame_.draw(layout, row.x, row.y, colour);
    frame_.tell(role, text, row);
}

} // namespace istiqbal::ui
