// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/frame.hpp"

#include "fonts/imgui_draw.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <iterator>

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
    ++remembered.frame;
    focus().begin_frame(input_, remembered.editor.field);
    if (stage_.audit != nullptr)
        stage_.audit->begin_frame(presentation_.high_contrast ? 7.0 : 4.5);
    begin_window("page", screen_);
    fill(screen_, colours().background);
}

Frame::~Frame() {
    draw_ring();
    if (input_.released)
        stage_.memory.drags = false;
    stage_.memory.forget_unseen();
    text::wipe(input_.typed); // nobody took it
    ImGui::End();
    stage_.text.end_frame();
    if (focus().end_frame())
        wake_at(now_);
    forget_what_rests();
    if (stage_.audit != nullptr)
        stage_.audit->end_frame(stage_.semantics);
}

std::string Frame::take_typed() {
    return stage_.memory.focus.covered() ? std::string() : std::exchange(input_.typed, {});
}

std::vector<platform::Key> Frame::take_keys() {
    return stage_.memory.focus.covered() ? std::vector<platform::Key>() : std::exchange(input_.keys, {});
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
    if (stage_.audit != nullptr && !layout->text().empty())
        examine(*layout, x, y, colour);
}

namespace {

// Where the letters are: the lines' boxes without the air above and below them.
Rect letters(const text::Layout& layout, float x, float y) {
    if (layout.lines().empty())
        return {x, y, 0, 0};
    float left = layout.lines().front().box.left;
    float right = layout.lines().front().box.right;
    for (const text::Line& line : layout.lines()) {
        left = std::min(left, line.box.left);
        right = std::max(right, line.box.right);
    }
    const text::Rect& first = layout.lines().front().box;
    const float air = std::max(0.0F, (first.bottom - first.top - layout.size_px()) / 2);
    return {x + left, y + air, right - left, layout.height() - 2 * air};
}

} // namespace

void Frame::examine(const text::Layout& layout, float x, float y, Colour colour) {
    const bool scrolls = std::find(clips_.begin(), clips_.end(), Beyond::scrolls) != clips_.end();
    stage_.audit->text({layout.text(), letters(layout, x, y), clip(), colour, layout.truncated(), scrolls});
}

void Frame::draw_in(const Rect& area, std::string_view text, const TextSpec& spec, Colour colour) {
    const Layout layout = shape(text, spec, area.width);
    const float y = area.y + (area.height - layout->height()) / 2;
    draw(layout, area.x, y, colour);
    if (stage_.audit != nullptr)
        stage_.audit->placed(text, letters(*layout, area.x, y), area);
}

ImDrawList& Frame::list() {
    return *ImGui::GetWindowDrawList();
}

void Frame::fill(const Rect& rect, Colour colour, float radius_mm) {
    list().AddRectFilled(ImVec2(rect.x, rect.y), ImVec2(rect.right(), rect.bottom()), colour, mm(radius_mm));
    if (stage_.audit != nullptr)
        stage_.audit->surface(rect.intersect(clip()), colour);
}

void Frame::outline(const Rect& rect, Colour colour, float line_mm, float radius_mm) {
    // Edges carry what tints and shadows carry otherwise.
    const float strength = presentation_.high_contrast ? 1.6F : 1.0F;
    const float width = std::max(1.0F, std::round(mm(1) * line_mm * strength));
    const Rect inner = rect.inset(width / 2);
    list().AddRect(ImVec2(inner.x, inner.y), ImVec2(inner.right(), inner.bottom()), colour,
                   std::max(0.0F, mm(radius_mm) - width / 2), 0, width);
}

void Frame::shadow(const Rect& rect, float radius_mm, Elevation elevation) {
    if (presentation_.high_contrast || elevation == Elevation::none)
        return;
    // Ever larger and fainter layers add up to a soft edge: darkest at the surface, nothing at the blur's
    // end.
    const Shadow& shadow = theme().shadow(elevation);
    const int layers = elevation == Elevation::dialog ? 9 : 5;
    const float each = shadow.opacity / static_cast<float>(layers);
    for (int layer = layers; layer >= 1; --layer) {
        const float share = static_cast<float>(layer) / static_cast<float>(layers);
        const float spread = shadow.blur * share * share;
        Rect soft = rect.inset(-spread * stage_.pixels_per_millimetre);
        soft.y += shadow.down * stage_.pixels_per_millimetre;
        list().AddRectFilled(ImVec2(soft.x, soft.y), ImVec2(soft.right(), soft.bottom()),
                             with_alpha(colours().shadow, each), mm(radius_mm + spread));
    }
}

void Frame::line(float x0, float y0, float x1, float y1, Colour colour, float width_mm) {
    list().AddLine(ImVec2(x0, y0), ImVec2(x1, y1), colour, std::max(1.0F, mm(width_mm)));
}

Press Frame::press(std::string_view id, const Rect& rect, bool enabled) {
    if (!enabled || rect.empty())
        return {};
    const Press by_finger = touch(id, rect);
    Press press = stop(id, rect);
    press.active = by_finger.active;
    press.held = by_finger.held;
    press.clicked = press.clicked || by_finger.clicked;
    return press;
}

Press Frame::touch(std::string_view id, const Rect& rect) {
    const Rect seen = rect.intersect(clip());
    if (seen.empty())
        return {};
    ImGui::SetCursorScreenPos(ImVec2(seen.x, seen.y));
    const bool clicked = ImGui::InvisibleButton(std::string(id).c_str(), ImVec2(seen.width, seen.height));
    if (stage_.memory.drags)
        return {};
    const bool active = ImGui::IsItemActive();
    if (clicked)
        focus().touched(id);
    return {.active = active, .held = active && ImGui::IsItemHovered(), .clicked = clicked};
}

Press Frame::stop(std::string_view id, const Rect& rect) {
    const Focus::Answer answer = focus().stop(id, rect, clip());
    if (answer.arrived)
        reveal(rect);
    return {.clicked = answer.chosen, .current = answer.current, .arrived = answer.arrived};
}

void Frame::begin_focus_group(std::string_view id, std::string_view name, const Rect& rect) {
    if (focus().begin_group(id, rect, clip()).arrived)
        reveal(rect);
    tell(Role::group, name, rect);
}

void Frame::draw_ring() {
    const auto& place = focus().place();
    if (!place)
        return;
    const float line = std::max(2.0F, mm(1) * theme().focus_line);
    const float gap = mm(1) * theme().focus_gap;
    const float reach = gap + 2 * line;
    const Rect seen = place->clip.inset(-reach).intersect(screen_);
    ImDrawList& drawn = list();
    drawn.PushClipRect(ImVec2(seen.x, seen.y), ImVec2(seen.right(), seen.bottom()));
    const auto ring = [&](float spread, Colour colour) {
        // Inside of the screen, also around what reaches its edge.
        const Rect box = place->rect.inset(-spread).intersect(screen_.inset(reach - spread));
        const float radius = std::min(mm(theme().radius) + spread, box.height / 2);
        drawn.AddRect(ImVec2(box.x, box.y), ImVec2(box.right(), box.bottom()), colour, radius, 0, line);
    };
    ring(gap + line / 2, colours().focus_inner);
    ring(gap + line * 1.5F, colours().focus_outer);
    drawn.PopClipRect();
}

void Frame::push_clip(const Rect& rect, Beyond beyond) {
    ImGui::PushClipRect(ImVec2(rect.x, rect.y), ImVec2(rect.right(), rect.bottom()), true);
    clips_.push_back(beyond);
}

void Frame::pop_clip() {
    ImGui::PopClipRect();
    clips_.pop_back();
}

Rect Frame::clip() const {
    const ImDrawList* drawn = ImGui::GetWindowDrawList();
    const ImVec2 top_left = drawn->GetClipRectMin();
    const ImVec2 bottom_right = drawn->GetClipRectMax();
    return {top_left.x, top_left.y, bottom_right.x - top_left.x, bottom_right.y - top_left.y};
}

void Frame::tell(Role role, std::string_view name, const Rect& rect, State state, std::string_view value) {
    const auto& place = focus().place();
    state.current = place && place->rect == rect && (is_target(role) || role == Role::group);
    stage_.semantics.add({role, std::string(name), std::string(value), state, rect, rect.intersect(clip())});
}

void Frame::begin_dialog(std::string_view name, Backdrop backdrop) {
    ImGui::End();
    begin_window("dialog", screen_);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    focus().begin_dialog();
    revealed_.reset();
    if (stage_.audit != nullptr)
        stage_.audit->begin_dialog();
    const float shade = animate("dialog.shade", 1, theme().motion.quick, 0.0F);
    fill(screen_,
         backdrop == Backdrop::opaque ? colours().surface_sunken : with_alpha(colours().scrim, 0.5F * shade));
    stage_.semantics.begin_dialog();
    tell(Role::dialog, name, screen_);
}

float Frame::animate(std::string_view id, float target, std::chrono::milliseconds duration,
                     std::optional<float> from) {
    if (presentation_.reduced_motion)
        return target;
    auto [found, is_new] = stage_.memory.moving.try_emplace(std::string(id));
    Moving& moving = found->second;
    const auto place = [&] {
        const float passed = std::chrono::duration<float>(now_ - moving.began).count();
        const float whole = std::max(0.001F, std::chrono::duration<float>(duration).count());
        const float rest = 1 - std::clamp(passed / whole, 0.0F, 1.0F);
        return moving.to + (moving.from - moving.to) * std::pow(rest, theme().motion.ease);
    };
    if (is_new)
        moving = {from.value_or(target), target, now_, 0};
    else if (moving.to != target)
        moving = {place(), target, now_, 0};
    moving.seen = stage_.memory.frame;
    const float value = place();
    if (moving.from != moving.to && now_ - moving.began < duration)
        wake_at(now_);
    else
        moving.from = moving.to;
    return value;
}

// An animation that no widget asked for in this frame belongs to what is gone from the screen.
void Frame::forget_what_rests() {
    auto& moving = stage_.memory.moving;
    for (auto each = moving.begin(); each != moving.end();)
        each = each->second.seen == stage_.memory.frame ? std::next(each) : moving.erase(each);
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
