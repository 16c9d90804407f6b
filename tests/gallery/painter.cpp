// SPDX-License-Identifier: Apache-2.0
#include "tests/gallery/painter.hpp"

#include "kiosk/platform/window.hpp"
#include "tests/gallery/png.hpp"
#include "tests/gallery/sheet.hpp"

#include <cstdio>

namespace istiqbal::gallery {

namespace {

using namespace std::chrono_literals;

constexpr auto frame_time = 16ms;
constexpr int least_frames = 3;  // what a page measures in one frame it uses in the next
constexpr int most_frames = 120; // two seconds: what still moves then moves for ever, as the welcome page may

class Painter {
public:
    Painter(platform::Window& window, const Setting& setting, text::TextEngine& text)
        : window_(window)
        , presentation_(setting.presentation())
        , stage_{test::shipped_theme(),
                 test::shipped_strings(),
                 text,
                 memory_,
                 semantics_,
                 setting.size.display.device,
                 setting.size.display.pixels_per_millimetre} {}

    // Time passes by the frame, not by the clock: motion has ended in the picture, and pictures do not
    // depend on the machine. Only the last frame is rasterised.
    platform::Picture show(const test::Headless::Scene& scene) {
        memory_.wipe();
        for (int frame = 1;; ++frame) {
            now_ += frame_time;
            window_.begin_frame();
            std::optional<platform::Clock::time_point> wakes_at;
            {
                ui::Frame drawn(stage_, presentation_, {}, now_);
                scene(drawn);
                wakes_at = drawn.wakes_at();
            }
            const bool moves = wakes_at && *wakes_at <= now_ + frame_time;
            if (frame >= most_frames || (frame >= least_frames && !moves))
                break;
            ImGui::EndFrame();
        }
        window_.end_frame();
        return window_.picture();
    }

private:
    platform::Window& window_;
    ui::Presentation presentation_;
    ui::Memory memory_;
    ui::Semantics semantics_;
    ui::Stage stage_;
    platform::Clock::time_point now_{1h};
};

tl::expected<void, std::string> paint_setting(platform::Window& window, const Order& order,
                                              const Setting& setting) {
    // New for each setting: the atlas holds a session's glyphs, not a gallery's.
    auto text = text::TextEngine::create(text::default_faces(), window.textures());
    if (!text)
        return tl::unexpected(text.error().detail);
    Painter painter(window, setting, **text);
    test::EveryScreen every;
    const std::filesystem::path folder = order.folder / setting.folder();
    const std::filesystem::path sheets = order.folder / "sheets";
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (!failed && order.sheets)
        std::filesystem::create_directories(sheets, failed);
    if (failed)
        return tl::unexpected("cannot make " + folder.string() + ": " + failed.message());
    std::string stem(setting.size.key);
    stem.append("-").append(setting.language.key).append("-").append(setting.look.key);
    ContactSheets contact(sheets / stem, window.size());
    for (const std::string& screen : order.screens) {
        const platform::Picture picture = painter.show(every.entry(screen).scene);
        if (auto written = write_png(picture, folder / (file_name(screen) + ".png")); !written)
            return written;
        if (!order.sheets)
            continue;
        if (auto written = contact.add(picture); !written)
            return written;
    }
    if ((*text)->atlas().counters().dropped != 0)
        return tl::unexpected("glyphs found no place in the atlas: " + folder.string());
    return order.sheets ? contact.finish() : tl::expected<void, std::string>{};
}

} // namespace

tl::expected<int, std::string> paint(const Order& order) {
    const test::Display& display = order.size.display;
    auto window = platform::Window::create({"Istiqbal", false, display.width, display.height});
    if (!window)
        return tl::unexpected(window.error());
    const platform::Size size = (*window)->size();
    if (size.width != display.width || size.height != display.height)
        return tl::unexpected("the display has no room for a window of " + std::string(display.name));
    int pictures = 0;
    for (const Look& look : order.looks) {
        if (auto painted = paint_setting(**window, order, {order.size, order.language, look}); !painted)
            return tl::unexpected(painted.error());
        pictures += static_cast<int>(order.screens.size());
    }
    return pictures;
}

} // namespace istiqbal::gallery
