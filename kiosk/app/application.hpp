// SPDX-License-Identifier: Apache-2.0
// The kiosk at work: the window, one session after another, the records behind it, and the loop that draws
// only when something changed. Belongs to the main thread.
#pragma once

#include "kiosk/app/options.hpp"
#include "kiosk/app/printouts.hpp"
#include "kiosk/platform/input.hpp"
#include "kiosk/screens/intents.hpp"

#include <tl/expected.hpp>

#include <memory>
#include <string>

namespace istiqbal::app {

class Application {
public:
    // Fails with a sentence when the terminal cannot show anything at all: no display, a font or an asset
    // missing, a form with faults. What a person can be told on the screen (not enrolled, journal in use)
    // does not fail.
    static tl::expected<std::unique_ptr<Application>, std::string> create(const Options& options);
    ~Application();
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

    // Until the window is closed, the driver quits or staff want it to begin anew.
    struct Ended {
        int status = 0; // the program's exit status
        bool restart = false;
    };
    Ended run();

private:
    struct Parts;
    explicit Application(std::unique_ptr<Parts> parts);

    using Time = platform::Clock::time_point;

    void turn(Time now);
    void draw();
    void show(ui::Frame& frame, screens::Intents& intents);
    void apply(const screens::Intents& intents);
    void recover(const char* what);
    void show_problem();
    void begin_page();
    void wipe();
    void follow_idle(Time now);
    void follow_records();
    void follow_office(Time now);
    void hand_over_tasks();
    void print(Sheet sheet);
    // When a frame must be drawn or the session looked at although nothing happens; never, if nothing changes
    // by itself.
    std::optional<Time> next_deadline() const;

    std::unique_ptr<Parts> parts_;
};

} // namespace istiqbal::app
