// SPDX-License-Identifier: Apache-2.0
// What widgets remember between frames: which field types, where the caret is, how far a view is scrolled. It
// belongs to one person's session and is wiped with it.
#pragma once

#include "kiosk/form/answers.hpp"
#include "kiosk/form/calendar.hpp"
#include "kiosk/platform/touch_queue.hpp"
#include "kiosk/ui/focus.hpp"
#include "kiosk/ui/geometry.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace istiqbal::ui {

// The text of the field that has the focus; a field without it shows what the session holds.
struct TextEditor {
    std::string field; // identifier of the field that is focused; empty if none is
    form::WipedText text;
    std::size_t caret = 0;     // byte index, always between graphemes
    float scroll = 0;          // pixels that the text is moved so that the caret is seen
    bool text_refused = false; // the last insertion went over the longest text a field takes
};

enum class KeyLayer : std::uint8_t { arabic, latin, latin_capitals, symbols };

// What Enter does in the field that has the focus: what its key shows and is called.
enum class EnterKey : std::uint8_t { done, next_field, new_line };

struct Keyboard {
    KeyLayer layer = KeyLayer::arabic;
    KeyLayer letters = KeyLayer::arabic; // the script to return to from the symbols: arabic or latin
    bool layer_chosen = false;           // by the person; until then it follows the language
    bool for_latin = false;              // the field takes Latin letters in every language
    bool capitals_locked = false;
    EnterKey enter = EnterKey::done;
    // What was tapped and is not typed yet; the field takes it in the next frame, as it takes a hardware
    // keyboard's.
    form::WipedText typed;
    std::vector<platform::Key> keys;
    // The key under the finger and since when; what a long press does is counted from there.
    int held = -1; // its number on the board
    platform::Clock::time_point held_since{};
    platform::Clock::time_point repeats_at{}; // of delete
    int repeats = 0;
    platform::Clock::time_point shifted_at{}; // two taps in short succession lock the capitals
    // The strip of variants: of which key, and whether the finger that opened it has left.
    int strip_of = -1;
    bool strip_waits = false;
    Rect area; // where it was drawn in this frame or, before that, in the last; empty if it was not
    bool area_seen = false;
};

// One column of a wheel. Positions are rows: 0 is the first value.
struct Wheel {
    float position = 0;
    float velocity = 0; // rows a second
    std::optional<int> target;
    bool turned = false; // the finger has moved it since it came down
};

struct DateWheel {
    std::string question; // whose wheels these are; another's begin anew
    form::CalendarKind calendar = form::CalendarKind::umm_al_qura;
    std::array<Wheel, 3> wheels; // day, month, year
    bool chosen = false;         // by the person: until then it shows a day and answers nothing
};

struct TimeWheel {
    std::string question;        // as with DateWheel
    std::array<Wheel, 3> wheels; // hour, minute, half of the day
    bool chosen = false;
};

// Where a list that is shown page by page stands.
struct ListPage {
    std::size_t page = 0;
    std::size_t count = 0; // entries that it had when it was last shown
};

struct Scroll {
    float offset = 0;   // pixels of content above the view
    float velocity = 0; // pixels a second, after the finger has left
    float content = 0;  // height of the content in the last frame
    bool dragged = false;
};

// A finger's way on the signature pad. x and y are fractions of the pad, 0 to 1, never mirrored.
struct StrokePoint {
    float x = 0;
    float y = 0;
    std::uint32_t milliseconds = 0; // since the first touch of the signature
    float pressure = 1;             // 0 to 1; 1 where the glass does not say
};
using Stroke = std::vector<StrokePoint, form::WipingAllocator<StrokePoint>>;

// A value that eases to its target; see Frame::animate.
struct Moving {
    float from = 0;
    float to = 0;
    platform::Clock::time_point began{};
    std::uint64_t seen = 0; // the frame that last asked for it
};

struct Memory {
    TextEditor editor;
    bool reveal_field = false; // the focused field asks its scrolling view to be seen
    Keyboard keyboard;
    form::WipedText pin;        // the digits on the PIN pad
    bool date_by_wheel = false; // the person's way to enter dates and times
    DateWheel date;
    TimeWheel time;
    std::unordered_map<std::string, Scroll> scrolls;
    Focus focus; // of two-button operation
    std::unordered_map<std::string, Moving> moving;
    std::uint64_t frame = 0; // counts them
    // Where the finger came down, for telling a tap from a drag.
    platform::TouchPoint touch_began;
    platform::TouchPoint touch_last;
    bool drags = false;
    // Where pads to draw on and wheels were in the last frame: a finger that comes down there draws or turns
    // and does not scroll.
    std::vector<Rect> pads;
    std::vector<Rect> pads_seen; // of this frame, as far as they can be seen
    std::string drawn_on;        // the pad that the finger draws on; empty if it does not
    std::unordered_map<std::string, ListPage> list_pages; // of lists that are shown page by page

    // At the end of each frame: what was not drawn is not there for the next touch.
    void forget_unseen() {
        pads.swap(pads_seen);
        pads_seen.clear();
        if (!keyboard.area_seen)
            keyboard.area = {};
        keyboard.area_seen = false;
    }
    // Ends the session's share: everything is overwritten and begins anew.
    void wipe() {
        // Short text lies within the string itself, where no allocator sees it go.
        form::wipe(editor.text);
        form::wipe(keyboard.typed);
        form::wipe(pin);
        *this = Memory{};
    }
};

// For Window::set_touch_areas().
inline platform::TouchAreas touch_areas(const Memory& memory) {
    const auto area = [](const Rect& rect) {
        return platform::Area{rect.x, rect.y, rect.width, rect.height};
    };
    platform::TouchAreas areas{area(memory.keyboard.area), {}};
    for (const Rect& pad : memory.pads)
        areas.drawing.push_back(area(pad));
    return areas;
}

} // namespace istiqbal::ui
