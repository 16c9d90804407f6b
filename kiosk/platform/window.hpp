// SPDX-License-Identifier: Apache-2.0
// The whole platform: one window with OpenGL 3.3 and Dear ImGui on it, its touches and keys, sleeping and
// waking. Nothing else in the product includes SDL or OpenGL.
//
// Threads: everything belongs to the thread that created the window, except wake().
#pragma once

#include "fonts/glyph_atlas.hpp"
#include "kiosk/platform/touch_queue.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace istiqbal::platform {

struct WindowOptions {
    std::string title;
    bool full_screen = true;
    int width = 1080; // of the window where it is not full screen
    int height = 1920;
};

struct Size {
    int width = 0;
    int height = 0;
};

// Three bytes a pixel (red, green, blue), rows from the top, without gaps.
struct Picture {
    Size size;
    std::vector<std::uint8_t> rgb;
};

class Window {
public:
    // Fails with a sentence for the log when there is no display or no OpenGL 3.3.
    static tl::expected<std::unique_ptr<Window>, std::string> create(const WindowOptions& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    Size size() const; // in pixels
    // The display's own claim in pixels per millimetre, if it makes a plausible one.
    std::optional<float> claimed_density() const;

    // Blocks until something happened, `until` has come or wake() was called. Returns at once while touches
    // wait that could not be shown in one frame (a tap shorter than a frame is a frame pressed and a frame
    // released).
    void wait(std::optional<Clock::time_point> until);
    // Did anything come since the last frame that a frame should show?
    bool has_news() const;
    // The window was closed or the process was asked to end.
    bool should_quit() const;

    // Where a second finger means something on the screen that is shown (see TouchQueue).
    void set_touch_areas(const TouchAreas& areas);

    // Takes the next frame's input and begins an ImGui frame.
    Input begin_frame();
    // Renders what was drawn; shows it.
    void end_frame();
    // What end_frame() showed last.
    Picture picture();
    // The same, written as PNG.
    tl::expected<void, std::string> save_screenshot(const std::filesystem::path& file);

    // From any thread: makes wait() return and a frame be drawn.
    void wake();

    text::TextureBackend& textures();

#ifdef ISTIQBAL_DRIVE
    // What the driver and the journey tests do with the window goes through SDL's own queue, as a hand's
    // would.
    void inject_touch_down(float x, float y);
    void inject_touch_move(float x, float y);
    void inject_touch_up(float x, float y);
    void inject_text(const std::string& utf8);
    void inject_key(Key key);
#endif

private:
    struct State;
    explicit Window(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace istiqbal::platform
