// SPDX-License-Identifier: Apache-2.0
// One frame of the screen: what widgets draw on, measure with and ask about the finger. A widget is a
// function that takes a Frame, draws itself, says itself to the semantics tree and returns what the person
// did to it, by finger or by the two buttons.
#pragma once

#include "fonts/text.hpp"
#include "kiosk/platform/input.hpp"
#include "kiosk/ui/audit.hpp"
#include "kiosk/ui/memory.hpp"
#include "kiosk/ui/semantics.hpp"
#include "kiosk/ui/strings.hpp"
#include "kiosk/ui/theme.hpp"

#include <imgui.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace istiqbal::ui {

// How the person wants to see it; chosen on the glass, forgotten with the session.
struct Presentation {
    Language language = Language::arabic;
    bool large_text = false;
    bool high_contrast = false;
    bool reduced_motion = false; // what would move is at its end at once
};

// What stays the same from frame to frame.
struct Stage {
    const Theme& theme;
    const Strings& strings;
    text::TextEngine& text;
    Memory& memory;
    Semantics& semantics;
    Device device = Device::kiosk;
    float pixels_per_millimetre = 3.2F;
    Audit* audit = nullptr; // none on a terminal
};

enum class Type { small, body, label, heading, title, display };

struct TextSpec {
    Type type = Type::body;
    text::Weight weight = text::Weight::regular;
    text::Alignment alignment = text::Alignment::leading;
    text::Overflow overflow = text::Overflow::wrap();
};

enum class Backdrop {
    dimmed, // the page is still seen behind
    opaque  // it is not: others may be looking
};

struct Press {
    bool active = false;  // the finger came down on it and has not been lifted, wherever it is now
    bool held = false;    // and is on it: draw it pressed
    bool clicked = false; // it was lifted on it, without having dragged; or chosen by key
    bool current = false; // the focus of two-button operation is on it; its ring is drawn by the frame
    bool arrived = false; // and came in this frame
};

// What a clip does to text that leaves it.
enum class Beyond {
    is_a_fault, // nothing should: the audit notes it
    scrolls     // the person can bring it into view
};

class Frame {
public:
    Frame(const Stage& stage, const Presentation& presentation, platform::Input input,
          platform::Clock::time_point now);
    ~Frame();
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;

    // What a widget may ask for.
    const Colours& colours() const { return stage_.theme.colours(presentation_.high_contrast); }
    const Theme& theme() const { return stage_.theme; }
    const Sizes& sizes() const { return stage_.theme.sizes(stage_.device, presentation_.large_text); }
    Memory& memory() { return stage_.memory; }
    Semantics& semantics() { return stage_.semantics; }
    const platform::Input& input() const { return input_; }
    // What was typed on a hardware keyboard, and was not for the focus, goes to one field, which takes it
    // away; to none that a dialog covers.
    std::string take_typed();
    std::vector<platform::Key> take_keys();
    platform::Clock::time_point now() const { return now_; }
    Device device() const { return stage_.device; }
    Language language() const { return presentation_.language; }
    const Presentation& presentation() const { return presentation_; }
    // More width than height: things stand beside one another.
    bool is_wide() const { return screen_.width > screen_.height; }
    Direction direction() const {
        return language() == Language::arabic ? Direction::right_to_left : Direction::left_to_right;
    }
    bool mirrored() const { return direction() == Direction::right_to_left; }
    Rect screen() const { return screen_; }
    // Pixels, whole ones so that edges are sharp.
    float mm(float millimetres) const;

    const std::string& string(std::string_view key) const { return stage_.strings.get(language(), key); }
    std::string string(std::string_view key, Strings::Values values) const {
        return stage_.strings.format(language(), key, values);
    }

    // Text.
    using Layout = std::shared_ptr<const text::Layout>;
    float type_pixels(Type type) const;
    Layout shape(std::string_view text, const TextSpec& spec, float width = text::unlimited_width);
    // For identifiers, numbers and fields, whose own direction does not follow the language.
    Layout shape(std::string_view text, const TextSpec& spec, float width, Direction direction);
    void draw(const Layout& layout, float x, float y, Colour colour);
    // In the middle of the height of `area`, aligned in its width by the spec.
    void draw_in(const Rect& area, std::string_view text, const TextSpec& spec, Colour colour);

    // Shapes.
    ImDrawList& list();
    void fill(const Rect& rect, Colour colour, float radius_mm = 0);
    void outline(const Rect& rect, Colour colour, float line_mm, float radius_mm = 0);
    // Beneath a surface that stands above the page; drawn before it. None in high contrast, where edges say
    // it.
    void shadow(const Rect& rect, float radius_mm, Elevation elevation = Elevation::raised);
    void line(float x0, float y0, float x1, float y1, Colour colour, float width_mm);

    // The finger and the two buttons. `id` is unique on the screen. Ask in the order of reading: the focus
    // goes the same way.
    Press press(std::string_view id, const Rect& rect, bool enabled = true);
    // Each of them alone, for what is touched before others and focused after them.
    Press touch(std::string_view id, const Rect& rect);
    Press stop(std::string_view id, const Rect& rect);
    // A group is one stop, which choosing it enters; what is pressed until end_focus_group() is inside. It is
    // told to the tree under `name`.
    void begin_focus_group(std::string_view id, std::string_view name, const Rect& rect);
    void end_focus_group() { focus().end_group(); }
    // Another page than in the last frame begins: the focus begins anew. Page says it for itself.
    void enter_page(std::string_view id) { focus().enter_page(id); }

    // Everything until pop_clip() is drawn, touched and told only where it is inside of `rect`.
    void push_clip(const Rect& rect, Beyond beyond = Beyond::is_a_fault);
    void pop_clip();
    Rect clip() const;
    // Says a widget to the tree, with what of it can be seen.
    void tell(Role role, std::string_view name, const Rect& rect, State state = {},
              std::string_view value = {});

    // The scrolling view around it moves so that all of `rect` is seen from the next frame on.
    void reveal(const Rect& rect) { revealed_ = rect; }
    std::optional<Rect> take_revealed() { return std::exchange(revealed_, std::nullopt); }

    // A dialog will cover what is drawn until begin_dialog(): nothing typed or chosen by key is for that.
    void expect_dialog() { focus().cover(); }
    // Covers the page: what was drawn before can be neither touched nor read from now on.
    void begin_dialog(std::string_view name, Backdrop backdrop);

    // A value under a name unique on the screen that follows `target`, easing for `duration` after each
    // change of it. It begins at its first target, or at `from`; what is not asked for in a frame is
    // forgotten. While it moves, and only then, frames are asked for. In reduced motion it is where it is
    // going.
    float animate(std::string_view id, float target, std::chrono::milliseconds duration,
                  std::optional<float> from = std::nullopt);
    // 0 to 1 within the theme's quick duration: for a press, a switch.
    float eased(std::string_view id, bool on) { return animate(id, on ? 1.0F : 0.0F, theme().motion.quick); }

    // The next frame must be drawn by then although nothing happens (a caret, an animation).
    void wake_at(platform::Clock::time_point when);
    std::optional<platform::Clock::time_point> wakes_at() const { return wakes_at_; }

private:
    Focus& focus() { return stage_.memory.focus; }
    void draw_ring();
    void forget_what_rests();
    void examine(const text::Layout& layout, float x, float y, Colour colour);

    const Stage& stage_;
    Presentation presentation_;
    platform::Input input_;
    platform::Clock::time_point now_;
    Rect screen_;
    std::optional<Rect> revealed_;
    std::vector<Beyond> clips_; // of push_clip, innermost last
    std::optional<platform::Clock::time_point> wakes_at_;
};

// Stacks things from the top of an area; what comes next begins where the last ended.
class Column {
public:
    Column(Frame& frame, const Rect& area)
        : frame_(frame)
        , area_(area)
        , y_(area.y) {}

    Frame& frame() { return frame_; }
    float width() const { return area_.width; }
    float y() const { return y_; }
    float used() const { return y_ - area_.y; }
    Rect take(float height) {
        const Rect row{area_.x, y_, area_.width, height};
        y_ += height;
        return row;
    }
    void gap(float millimetres) { y_ += frame_.mm(millimetres); }

    // A paragraph of text, told to the tree under `role`.
    void text(std::string_view text, const TextSpec& spec, Colour colour, Role role = Role::text);

private:
    Frame& frame_;
    Rect area_;
    float y_;
};

} // namespace istiqbal::ui
