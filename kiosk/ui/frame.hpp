// SPDX-License-Identifier: Apache-2.0
// One frame of the screen: what widgets draw on, measure with and ask about the finger. A widget is a
// function that takes a Frame, draws itself, says itself to the semantics tree and returns what the person
// did to it.
#pragma once

#include "fonts/text.hpp"
#include "kiosk/platform/input.hpp"
#include "kiosk/ui/memory.hpp"
#include "kiosk/ui/semantics.hpp"
#include "kiosk/ui/strings.hpp"
#include "kiosk/ui/theme.hpp"

#include <imgui.h>

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
    bool clicked = false; // it was lifted on it, without having dragged
};

class Frame {
public:
    Frame(const Stage& stage, const Presentation& presentation, platform::Input input,
          platform::Clock::time_point now);
    ~Frame();
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;

    // What a widget may ask for.
    const Colours& colours() const { return stage_.theme.colour; }
    const Theme& theme() const { return stage_.theme; }
    const Sizes& sizes() const { return stage_.theme.sizes(stage_.device); }
    Memory& memory() { return stage_.memory; }
    Semantics& semantics() { return stage_.semantics; }
    const platform::Input& input() const { return input_; }
    // What was typed on a hardware keyboard goes to one field, which takes it away.
    std::string take_typed() { return std::exchange(input_.typed, {}); }
    std::vector<platform::Key> take_keys() { return std::exchange(input_.keys, {}); }
    platform::Clock::time_point now() const { return now_; }
    Device device() const { return stage_.device; }
    Language language() const { return presentation_.language; }
    const Presentation& presentation() const { return presentation_; }
    Direction direction() const {
        return language() == Language::arabic ? Direction::right_to_left : Direction::left_to_right;
    }
    bool mirrored() const { return direction() == Direction::right_to_left; }
    Rect screen() const { return screen_; }
    // Pixels, rounded so that edges are sharp.
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
    void shadow(const Rect& rect, float radius_mm);
    void line(float x0, float y0, float x1, float y1, Colour colour, float width_mm);

    // The finger. `id` is unique on the screen.
    Press press(std::string_view id, const Rect& rect, bool enabled = true);

    // Everything until pop_clip() is drawn, touched and told only where it is inside of `rect`.
    void push_clip(const Rect& rect);
    void pop_clip();
    Rect clip() const;
    // Says a widget to the tree, with what of it can be seen.
    void tell(Role role, std::string_view name, const Rect& rect, State state = {},
              std::string_view value = {});

    // The scrolling view around it moves so that all of `rect` is seen from the next frame on.
    void reveal(const Rect& rect) { revealed_ = rect; }
    std::optional<Rect> take_revealed() { return std::exchange(revealed_, std::nullopt); }

    // Covers the page: what was drawn before can be neither touched nor read from now on.
    void begin_dialog(std::string_view name, Backdrop backdrop);

    // The next frame must be drawn by then although nothing happens (a caret, an animation).
    void wake_at(platform::Clock::time_point when);
    std::optional<platform::Clock::time_point> wakes_at() const { return wakes_at_; }

private:
    const Stage& stage_;
    Presentation presentation_;
    platform::Input input_;
    platform::Clock::time_point now_;
    Rect screen_;
    std::optional<Rect> revealed_;
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
