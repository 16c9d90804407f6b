// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/driver.hpp"

#ifdef ISTIQBAL_DRIVE

#include "fonts/unicode.hpp"

#include <string.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <map>
#include <thread>
#include <utility>

namespace istiqbal::app {

using namespace std::chrono_literals;

namespace {

// A command waits this long for what it needs to appear on a screen that has settled, and longer while the
// screen says that it is busy: sealing a request takes some 0.2 s, in a sanitizer build 3 s.
constexpr auto patience = 1500ms;
constexpr auto patience_while_busy = 30s;

bool is_busy(const ui::Semantics& screen) {
    for (const ui::Node& node : screen.nodes())
        if (node.state.busy)
            return true;
    return false;
}
constexpr int most_drags = 60;
// Of a command in memory of its own: text that lies within its string would leave copies wherever it is
// moved.
constexpr std::size_t beyond_short_strings = 64;

// What stands in quotes, and `rest`: what follows.
std::string unquote(std::string_view text, std::string_view& rest) {
    std::string plain;
    plain.reserve(std::max(text.size(), beyond_short_strings));
    std::size_t at = 1;
    for (; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\' && at + 1 < text.size()) {
            ++at;
            plain.push_back(text[at] == 'n' ? '\n' : text[at]);
        } else {
            plain.push_back(text[at]);
        }
    }
    rest = text.substr(std::min(at + 1, text.size()));
    return plain;
}

// The middle, or a place beside it where nothing else (the arrow that pages a view) lies over the node.
float uncovered_x(const ui::Semantics& screen, const ui::Node& node) {
    const float y = node.visible.centre_y();
    for (const float share : {0.5F, 0.25F, 0.75F}) {
        const float x = node.visible.x + node.visible.width * share;
        bool covered = false;
        for (const ui::Node& other : screen.nodes())
            covered |= &other != &node && other.role == ui::Role::button && other.visible.contains(x, y);
        if (!covered)
            return x;
    }
    return node.visible.centre_x();
}

std::string list_of(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "\"" : ", \"") + name + "\"";
    return list.empty() ? "none" : list;
}

} // namespace

DriveCommand parse_drive_command(std::string_view line) {
    const std::size_t begin = line.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos)
        return {};
    line.remove_prefix(begin);
    const std::size_t end = std::min(line.find_first_of(" \t\r"), line.size());
    DriveCommand command{std::string(line.substr(0, end)), {}};
    line.remove_prefix(end);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r'))
        line.remove_suffix(1);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (line.empty() || line.front() != '"') {
        command.argument = line;
        return command;
    }
    std::string_view rest;
    command.argument = unquote(line, rest);
    command.number = std::strtod(std::string(rest).c_str(), nullptr);
    return command;
}

struct Driver::Inbox {
    std::mutex mutex;
    std::deque<std::string> lines;
    bool ended = false;
    std::function<void()> wake; // empty once the driver is gone

    // By read(2): a thread that blocks in std::cin holds the lock that exit() wants for its last flush.
    void read() {
        std::string line;
        line.reserve(beyond_short_strings);
        std::array<char, 4096> block{};
        for (;;) {
            const ssize_t size = ::read(STDIN_FILENO, block.data(), block.size());
            if (size < 0 && errno == EINTR)
                continue;
            if (size <= 0)
                break;
            for (const char letter : std::string_view(block.data(), static_cast<std::size_t>(size))) {
                if (letter == '\n') {
                    take(std::exchange(line, {}));
                    line.reserve(beyond_short_strings);
                } else {
                    line.push_back(letter);
                }
            }
            explicit_bzero(block.data(), block.size());
        }
        if (!line.empty())
            take(std::move(line));
        const std::lock_guard lock(mutex);
        ended = true;
        if (wake)
            wake();
    }

private:
    void take(std::string line) {
        const std::lock_guard lock(mutex);
        lines.push_back(std::move(line));
        if (wake)
            wake();
    }
};

Driver::Driver(std::function<void()> wake)
    : inbox_(std::make_shared<Inbox>()) {
    inbox_->wake = std::move(wake);
    std::thread([inbox = inbox_] { inbox->read(); }).detach();
}

Driver::~Driver() {
    const std::lock_guard lock(inbox_->mutex);
    inbox_->wake = nullptr;
}

platform::Clock::time_point Driver::next_action() const {
    if (!gestures_.empty())
        return gestures_.front().due;
    if (current_)
        return std::max(waits_until_, Clock::now() + 10ms);
    const std::lock_guard lock(inbox_->mutex);
    return inbox_->lines.empty() && !inbox_->ended ? Clock::time_point::max() : Clock::now();
}

// By write(2): a buffer of stdio's would keep what is on the screen.
void Driver::reply(const std::string& line) {
    const std::string said = line + "\n";
    for (std::string_view left = said; !left.empty();) {
        const ssize_t size = ::write(STDOUT_FILENO, left.data(), left.size());
        if (size < 0 && errno != EINTR)
            return; // nobody listens any more
        left.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(0, size)));
    }
}

void Driver::finish() {
    text::wipe(current_->argument);
    current_.reset();
}

void Driver::fail(const std::string& why) {
    failed_ = true;
    reply("error: " + why);
    finish();
}

bool Driver::begin_next() {
    const std::lock_guard lock(inbox_->mutex);
    while (!inbox_->lines.empty()) {
        current_ = parse_drive_command(inbox_->lines.front());
        inbox_->lines.pop_front();
        if (!current_->verb.empty() && current_->verb.front() != '#') {
            began_ = Clock::now();
            gives_up_ = began_ + patience;
            waits_until_ = {};
            acted_ = false;
            drags_ = 0;
            return true;
        }
        current_.reset();
    }
    if (inbox_->ended)
        current_ = DriveCommand{}; // as quit, but nobody waits for an answer
    return current_.has_value();
}

bool Driver::step(platform::Window& window, const ui::Semantics& screen, bool settled) {
    while (!gestures_.empty() && Clock::now() >= gestures_.front().due &&
           (settled || !gestures_.front().after_rest)) {
        const Gesture gesture = gestures_.front();
        gestures_.pop_front();
        if (gesture.kind == Gesture::Kind::down)
            window.inject_touch_down(gesture.x, gesture.y);
        else if (gesture.kind == Gesture::Kind::move)
            window.inject_touch_move(gesture.x, gesture.y);
        else
            window.inject_touch_up(gesture.x, gesture.y);
        settled = false;
        // Whatever comes next is decided on what the finger did.
        if (gestures_.empty())
            waits_until_ = Clock::now() + 20ms;
    }
    if (!gestures_.empty() || !settled || Clock::now() < waits_until_)
        return false;
    if (!current_ && !begin_next())
        return false;
    if (current_->verb.empty())
        return true;
    if (current_->verb == "quit") {
        reply("ok");
        return true;
    }
    if (acted_) {
        reply("ok");
        finish();
        // The next command is looked at in the next turn.
        return false;
    }
    if (!attempt(window, screen))
        return false;
    acted_ = current_.has_value();
    return false;
}

// Tries the command once. True: it is done, or it has failed; false: not yet, try again.
bool Driver::attempt(platform::Window& window, const ui::Semantics& screen) {
    const std::string& verb = current_->verb;
    const std::string& argument = current_->argument;
    const bool last_try = Clock::now() >= (is_busy(screen) ? began_ + patience_while_busy : gives_up_);
    if (verb == "tap" || verb == "hammer") {
        if (tap(screen))
            return true;
        if (!gestures_.empty()) // it drags what is asked for into view
            return false;
        if (last_try)
            fail("no \"" + argument +
                 "\" on the screen that can be tapped; there are: " + list_of(screen.target_names()));
        return last_try;
    }
    if (verb == "hold") {
        if (hold(screen))
            return true;
        if (last_try)
            fail("no \"" + argument + "\" on the screen");
        return last_try;
    }
    if (verb == "expect") {
        if (screen.shows(argument))
            return true;
        if (last_try) {
            std::vector<std::string> names;
            for (const ui::Node& node : screen.nodes())
                if (node.role != ui::Role::key)
                    names.push_back(node.name + (node.value.empty() ? "" : " = " + node.value));
            fail("no \"" + argument + "\" on the screen; there are: " + list_of(names));
        }
        return last_try;
    }
    if (verb == "type")
        return type(window, screen);
    if (verb == "key")
        return press_key(window);
    if (verb == "sign")
        return sign(screen);
    if (verb == "fling")
        return fling(screen);
    if (verb == "wait") {
        char* end = nullptr;
        const double seconds = std::strtod(argument.c_str(), &end);
        constexpr double longest = 3600;
        if (end == argument.c_str() || !(seconds >= 0) || seconds > longest) {
            fail("wait takes seconds, 0 to 3600");
            return true;
        }
        waits_until_ = Clock::now() + std::chrono::milliseconds(std::lround(seconds * 1000));
        return true;
    }
    if (verb == "shot") {
        if (const auto saved = window.save_screenshot(argument); !saved)
            fail(saved.error());
        return true;
    }
    if (verb == "tree") {
        reply(screen.to_json());
        finish();
        return true;
    }
    fail("unknown command \"" + verb +
         "\"; there are: tap, hold, hammer, fling, type, key, sign, expect, wait, shot, tree, quit");
    return true;
}

bool Driver::tap(const ui::Semantics& screen) {
    const ui::Node* node = screen.find_target(current_->argument);
    if (node == nullptr || !node->state.enabled)
        return false;
    const bool reachable = node->visible.height >= node->rect.height * 0.5F && node->visible.width > 0;
    if (!reachable) {
        if (drags_++ < most_drags) {
            bring_into_view(screen, *node);
            gives_up_ = Clock::now() + patience;
        }
        return false;
    }
    const float x = uncovered_x(screen, *node);
    const float y = node->visible.centre_y();
    constexpr int most_blows = 10'000;
    const bool hammers = current_->verb == "hammer";
    const int blows = hammers ? static_cast<int>(std::clamp(current_->number, 1.0, double{most_blows})) : 1;
    const int on_glass = hammers ? 6 : 30; // milliseconds
    for (int blow = 0; blow < blows; ++blow) {
        add_gesture(Gesture::Kind::down, x, y, 2 * on_glass * blow);
        add_gesture(Gesture::Kind::up, x, y, 2 * on_glass * blow + on_glass);
    }
    return true;
}

// Anything that has a place, also what is no target: gestures are hidden behind pictures.
bool Driver::hold(const ui::Semantics& screen) {
    constexpr double longest = 60;
    for (const ui::Node& node : screen.nodes()) {
        if (node.name != current_->argument || node.visible.empty())
            continue;
        const auto time = static_cast<int>(std::lround(std::clamp(current_->number, 0.0, longest) * 1000));
        add_gesture(Gesture::Kind::down, node.visible.centre_x(), node.visible.centre_y(), 0);
        add_gesture(Gesture::Kind::up, node.visible.centre_x(), node.visible.centre_y(), time);
        return true;
    }
    return false;
}

// Drags the view as a finger would: slowly at the end, so that it stands still when let go.
void Driver::bring_into_view(const ui::Semantics& screen, const ui::Node& node) {
    const ui::Rect& view = screen.scroll_view();
    if (view.empty())
        return;
    const float wanted = node.rect.centre_y() - view.centre_y();
    const float way = std::clamp(wanted, -view.height * 0.7F, view.height * 0.7F);
    const float x = view.centre_x();
    const float from = view.centre_y() + way / 2;
    add_gesture(Gesture::Kind::down, x, from, 0);
    constexpr int steps = 6;
    for (int step = 1; step <= steps; ++step)
        add_gesture(Gesture::Kind::move, x, from - way * static_cast<float>(step) / steps, 8 * step);
    add_gesture(Gesture::Kind::move, x, from - way, 130);
    gestures_.back().after_rest = true;
    add_gesture(Gesture::Kind::up, x, from - way, 140);
    gestures_.back().after_rest = true;
}

// Throws the view: the finger leaves while it moves.
bool Driver::fling(const ui::Semantics& screen) {
    const ui::Rect& view = screen.scroll_view();
    const std::string& where = current_->argument;
    if (view.empty() || (where != "up" && where != "down")) {
        fail(view.empty() ? "nothing on the screen scrolls" : "fling goes up or down");
        return true;
    }
    const float way = view.height * (where == "up" ? -0.4F : 0.4F);
    const float x = view.centre_x();
    const float from = view.centre_y() - way / 2;
    add_gesture(Gesture::Kind::down, x, from, 0);
    constexpr int steps = 6;
    for (int step = 1; step <= steps; ++step) {
        const auto kind = step < steps ? Gesture::Kind::move : Gesture::Kind::up;
        add_gesture(kind, x, from + way * static_cast<float>(step) / steps, 16 * step);
    }
    return true;
}

bool Driver::type(platform::Window& window, const ui::Semantics& screen) {
    for (const ui::Node& node : screen.nodes()) {
        if (node.role == ui::Role::text_field && node.state.focused) {
            window.inject_text(current_->argument);
            waits_until_ = Clock::now() + 20ms;
            return true;
        }
    }
    fail("nothing on the screen takes text");
    return true;
}

bool Driver::press_key(platform::Window& window) {
    using platform::Key;
    static const std::map<std::string, Key> keys{{"backspace", Key::backspace},
                                                 {"delete", Key::del},
                                                 {"enter", Key::enter},
                                                 {"tab", Key::tab},
                                                 {"back_tab", Key::back_tab},
                                                 {"escape", Key::escape},
                                                 {"left", Key::left},
                                                 {"right", Key::right},
                                                 {"up", Key::up},
                                                 {"down", Key::down},
                                                 {"home", Key::home},
                                                 {"end", Key::end}};
    const auto key = keys.find(current_->argument);
    if (current_->argument == "space")
        window.inject_text(" ");
    else if (key == keys.end())
        fail("no key \"" + current_->argument + "\"");
    else
        window.inject_key(key->second);
    waits_until_ = Clock::now() + 20ms;
    return true;
}

// A name's first letter and a flourish under it, at a hand's speed.
bool Driver::sign(const ui::Semantics& screen) {
    const ui::Node* pad = nullptr;
    for (const ui::Node& node : screen.nodes())
        if (node.role == ui::Role::signature || node.role == ui::Role::drawing)
            pad = &node;
    if (pad == nullptr) {
        fail("there is nowhere to sign on the screen");
        return true;
    }
    if (pad->visible.height < pad->rect.height * 0.9F && drags_++ < most_drags) {
        bring_into_view(screen, *pad);
        return false;
    }
    const ui::Rect area = pad->visible.inset(pad->visible.width * 0.15F, pad->visible.height * 0.2F);
    constexpr int points = 60;
    constexpr int milliseconds_a_point = 6;
    int time = 0;
    const auto stroke = [&](auto&& at) {
        for (int point = 0; point <= points; ++point) {
            const auto [x, y] = at(static_cast<float>(point) / points);
            const auto kind = point == 0 ? Gesture::Kind::down : Gesture::Kind::move;
            add_gesture(kind, area.x + area.width * x, area.y + area.height * y, time);
            time += milliseconds_a_point;
            if (point == points)
                add_gesture(Gesture::Kind::up, area.x + area.width * x, area.y + area.height * y, time);
        }
        time += 80;
    };
    stroke([](float share) {
        return std::pair(1 - share, 0.45F + 0.4F * std::sin(share * 18) * (1 - share * 0.5F));
    });
    stroke([](float share) { return std::pair(0.1F + 0.8F * share, 0.9F - 0.1F * std::sin(share * 3.1F)); });
    return true;
}

void Driver::add_gesture(Gesture::Kind kind, float x, float y, int milliseconds_later) {
    gestures_.push_back({kind, x, y, Clock::now() + std::chrono::milliseconds(milliseconds_later), false});
}

} // namespace istiqbal::app

#endif
