// SPDX-License-Identifier: Apache-2.0
// Two-button operation: next, previous, choose, from a tactile keypad or a keyboard (EN 301 549, clause 5 and
// closed functionality). Tab and Shift+Tab, or Down and Up, go from stop to stop in the order in which the
// screen says itself; Enter or Space chooses, by the same way as a tap.
//
// A field is one stop that takes what is typed, Enter and the arrows included. A group (a row of keys) is one
// stop too: choosing it enters, next and previous then go among its members, and beyond the last or the first
// lead out of it again, as Escape does. A dialog confines the focus and gives it back where it was.
//
// Nothing of it is seen until a key has moved it; a touch hides it. Keys are read in the order in which they
// came: what depends on a move that this frame makes is kept for the next.
#pragma once

#include "kiosk/platform/input.hpp"
#include "kiosk/ui/geometry.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::ui {

class Focus {
public:
    // What a widget hears of its stop.
    struct Answer {
        bool current = false; // the focus is on it, and shown
        bool arrived = false; // and came with the last key: be seen, be ready
        bool chosen = false;  // it was chosen in this frame
    };

    // At a frame's beginning. Takes from `input` what moves and chooses; the rest is left to the field that
    // is typed into, whose stop is `field` (empty if there is none).
    void begin_frame(platform::Input& input, std::string_view field);
    // Another page begins: nothing is focused, and the first move goes to its first stop. The same id changes
    // nothing.
    void enter_page(std::string_view id);
    // Until begin_dialog() nothing is chosen: a dialog will cover it.
    void cover() { covered_ = true; }
    bool covered() const { return covered_; }
    // What was said before lies beneath.
    void begin_dialog();

    // The next stop of the screen. `id` is unique on it; `clip` is where it can be seen.
    Answer stop(std::string_view id, const Rect& rect, const Rect& clip);
    // The same for a group; what is said until end_group() are its members.
    Answer begin_group(std::string_view id, const Rect& rect, const Rect& clip);
    void end_group() { group_.clear(); }
    // A finger chose this stop: the next move goes on from here.
    void touched(std::string_view id);

    // Where the ring is drawn and what `current` means in the tree: the stop of this frame that is focused.
    struct Place {
        Rect rect;
        Rect clip;
    };
    const std::optional<Place>& place() const { return place_; }

    // At a frame's end: moves. True if the next frame has to show something new.
    bool end_frame();

private:
    struct Stop {
        std::string id;
        std::string group; // empty outside of groups
    };
    struct At {
        std::string id;    // of a stop; empty: nowhere
        std::string group; // that was entered; empty outside
    };

    At& at() { return at_[is_dialog_ ? 1 : 0]; }
    bool types_into(std::string_view field);
    bool take_key(platform::Key key, std::string_view field);
    Answer answer(std::string_view id, const Rect& rect, const Rect& clip);
    void move(int by);
    bool is_there(const At& place) const;

    std::array<At, 2> at_; // in the page, in the dialog
    std::string page_;
    std::string field_; // typed into in the last frame
    bool shown_ = false;
    bool is_dialog_ = false; // what is being drawn; between frames: what was drawn last
    bool was_dialog_ = false;
    bool covered_ = false;
    bool chooses_ = false;
    bool arrived_ = false;
    bool enters_ = false;
    std::vector<int> moves_;
    std::vector<platform::Key> waiting_; // keys that depend on a move
    std::vector<Stop> stops_;            // of this frame
    std::string group_;                  // whose members are being said
    std::optional<Place> place_;
};

} // namespace istiqbal::ui
