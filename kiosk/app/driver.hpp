// SPDX-License-Identifier: Apache-2.0
// `istiqbal-kiosk --drive`: commands from standard input, a line each, act on the real window through the
// semantics tree, as a browser test acts on a page. Development builds only; CONTRIBUTING.md lists the
// commands.
//
// Every command is answered by one line on standard output: "ok", "error: …", or the tree. A command begins
// when the screen has settled after the one before.
//
// What it was told to type it overwrites, as the window does with what people type.
//
// Threads: a reader blocks on standard input; all else is the window's thread.
#pragma once

#ifdef ISTIQBAL_DRIVE

#include "kiosk/platform/window.hpp"
#include "kiosk/ui/semantics.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace istiqbal::app {

// A line taken apart: `tap "NAME"`, `hold "NAME" 3`. Within quotes \" \\ and \n are escapes.
struct DriveCommand {
    std::string verb;
    std::string argument;
    double number = 0; // after the argument in quotes; 0 if there is none
};
DriveCommand parse_drive_command(std::string_view line);

class Driver {
public:
    explicit Driver(std::function<void()> wake);
    ~Driver();
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

    // To be called after every turn of the loop; `settled`: the last frame shows everything there is, and
    // nothing moves, so that what the tree says is still where the finger comes down. True: quit.
    bool step(platform::Window& window, const ui::Semantics& screen, bool settled);
    // When step() wants to be called again though nothing happened.
    platform::Clock::time_point next_action() const;
    // 1 if a command failed.
    int exit_status() const { return failed_ ? 1 : 0; }

private:
    using Clock = platform::Clock;

    // A touch that is due at a time: gestures take as long as a hand's.
    struct Gesture {
        enum class Kind { down, move, up } kind;
        float x;
        float y;
        Clock::time_point due;
        bool after_rest = false; // only once what came before was shown: a slow frame must not join them
    };
    struct Inbox;

    bool begin_next();
    bool attempt(platform::Window& window, const ui::Semantics& screen);
    bool tap(const ui::Semantics& screen);
    bool hold(const ui::Semantics& screen);
    void bring_into_view(const ui::Semantics& screen, const ui::Node& node);
    bool fling(const ui::Semantics& screen);
    bool type(platform::Window& window, const ui::Semantics& screen);
    bool press_key(platform::Window& window);
    bool sign(const ui::Semantics& screen);
    void add_gesture(Gesture::Kind kind, float x, float y, int milliseconds_later);
    void reply(const std::string& line);
    void fail(const std::string& why);
    void finish();

    std::shared_ptr<Inbox> inbox_; // shared with the reader, which may still block when the driver is gone
    std::optional<DriveCommand> current_;
    Clock::time_point began_{};
    Clock::time_point gives_up_{};
    Clock::time_point waits_until_{};
    std::deque<Gesture> gestures_;
    bool acted_ = false; // the command did what it does; it ends when the screen has settled
    int drags_ = 0;
    bool failed_ = false;
};

} // namespace istiqbal::app

#else

#include "kiosk/platform/window.hpp"
#include "kiosk/ui/semantics.hpp"

#include <functional>

namespace istiqbal::app {

// What is installed cannot be driven.
class Driver {
public:
    explicit Driver(const std::function<void()>&) {}
    static bool step(platform::Window&, const ui::Semantics&, bool) { return false; }
    static platform::Clock::time_point next_action() { return platform::Clock::time_point::max(); }
    static int exit_status() { return 0; }
};

} // namespace istiqbal::app

#endif
