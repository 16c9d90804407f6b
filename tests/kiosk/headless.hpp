// SPDX-License-Identifier: Apache-2.0
// The kiosk's screens without a window: Dear ImGui with no renderer, textures that are nowhere, a clock that
// stands still between frames and a hand that a test moves. What a frame shows is read from the semantics
// tree; touches go through TouchQueue, as the window's do.
#pragma once

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/form/definition.hpp"
#include "kiosk/platform/touch_queue.hpp"
#include "kiosk/platform/typing_queue.hpp"
#include "kiosk/ui/frame.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace istiqbal::test {

// What the repository ships, loaded once; a fault in them ends the program with its sentence.
const ui::Theme& shipped_theme();
const ui::Strings& shipped_strings();
const catalogue::Catalogue& shipped_catalogue();
// Of a journey of the catalogue.
const form::Form& shipped_form(const std::string& journey);
const form::Form& support_request();

struct Display {
    std::string_view name;
    int width = 1080;
    int height = 1920;
    ui::Device device = ui::Device::kiosk;
    float pixels_per_millimetre = 3.2F;
};
inline constexpr Display portrait_kiosk{"portrait kiosk", 1080, 1920, ui::Device::kiosk, 3.2F};   // 27 inches
inline constexpr Display landscape_kiosk{"landscape kiosk", 1920, 1080, ui::Device::kiosk, 3.2F}; // 27 inches
inline constexpr Display tablet{"tablet", 1280, 800, ui::Device::tablet, 5.9F}; // 10.1 inches
inline constexpr Display tablet_portrait{"tablet, portrait", 800, 1280, ui::Device::tablet, 5.9F};
inline constexpr Display displays[] = {portrait_kiosk, landscape_kiosk, tablet, tablet_portrait};

// Textures that are nowhere: what a graphics library would do with them is not looked at here.
class NoTextures final : public text::TextureBackend {
public:
    std::uintptr_t create(int /*width*/, int /*height*/) override { return 1; }
    void update(std::uintptr_t /*texture*/, text::PixelRect /*rectangle*/, const std::uint8_t* /*coverage*/,
                int /*stride*/) override {}
    void destroy(std::uintptr_t /*texture*/) override {}
};

// One at a time: Dear ImGui has one current context.
class Headless {
public:
    // What is drawn in a frame.
    using Scene = std::function<void(ui::Frame&)>;

    explicit Headless(const Display& display = portrait_kiosk);
    ~Headless();
    Headless(const Headless&) = delete;
    Headless& operator=(const Headless&) = delete;

    // The next frame, 16 ms after the last, with what the hand did since.
    void frame(const Scene& scene);
    // Frames for as long as touches wait or a widget asks to be drawn again by now. Returns how many; stops
    // at 1,000.
    int settle(const Scene& scene);

    // The hand. What it does is in the next frame.
    void touch_down(float x, float y);
    void touch_move(float x, float y);
    void touch_up(float x, float y);
    void type(std::string_view text) { typing_.text(text); }
    void key(platform::Key pressed) { typing_.key(pressed); }
    // For several fingers.
    platform::TouchQueue& touches() { return touches_; }
    // A whole tap, and frames until the screen has settled.
    void tap(const Scene& scene, float x, float y);
    void tap(const Scene& scene, const ui::Rect& rect) { tap(scene, rect.centre_x(), rect.centre_y()); }

    // Of the last frame.
    bool wants_frame() const { return wakes_at_ && *wakes_at_ <= now; }
    const std::optional<platform::Clock::time_point>& wakes_at() const { return wakes_at_; }
    const platform::Input& input() const { return input_; }
    int vertices() const { return vertices_; }

    ui::Theme theme = shipped_theme();
    ui::Memory memory;
    ui::Semantics semantics;
    ui::Audit audit; // of the last frame
    ui::Presentation presentation;
    platform::Clock::time_point now{std::chrono::hours(1)};

    text::TextEngine& text() { return *text_; }
    ui::Rect screen() const;

private:
    Display display_;
    ImGuiContext* context_;
    NoTextures textures_;
    std::unique_ptr<text::TextEngine> text_;
    ui::Stage stage_;
    platform::TouchQueue touches_;
    platform::TypingQueue typing_;
    platform::Input input_;
    std::optional<platform::Clock::time_point> wakes_at_;
    int vertices_ = 0;
};

} // namespace istiqbal::test
