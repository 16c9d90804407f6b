// SPDX-License-Identifier: Apache-2.0
// The kiosk at work: the window, one visit after another, the records behind it, and the loop that draws only
// when something changed. Belongs to the main thread.
#pragma once

#include "kiosk/app/options.hpp"
#include "kiosk/app/records.hpp"
#include "kiosk/app/visit.hpp"
#include "kiosk/platform/window.hpp"
#include "kiosk/ui/frame.hpp"

#include <memory>

namespace istiqbal::app {

class Driver;

class Application {
public:
    // Fails with a sentence when the terminal cannot show anything at all: no display, a font or an asset
    // missing, a form with faults. What a person can be told on the screen (not enrolled, journal in use)
    // does not fail.
    static tl::expected<std::unique_ptr<Application>, std::string> create(const Options& options);
    ~Application();
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

    // Until the window is closed or the driver quits; the program's exit status.
    int run();

private:
    struct Parts;
    explicit Application(std::unique_ptr<Parts> parts);

    void draw();
    void show(ui::Frame& frame, screens::Intents& intents);
    void show_page(ui::Frame& frame, screens::Intents& intents);
    void apply(const screens::Intents& intents);
    void show_problem();
    void begin_page();
    void end_visit();
    void follow_idle(platform::Clock::time_point now);
    void follow_sending();
    // When a frame must be drawn although nothing happens; never, if nothing changes by itself.
    std::optional<platform::Clock::time_point> next_deadline() const;

    std::unique_ptr<Parts> parts_;
};

} // namespace istiqbal::app
