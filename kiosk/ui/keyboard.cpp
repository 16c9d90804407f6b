// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/keyboard.hpp"

#include "kiosk/ui/icons.hpp"
#include "kiosk/ui/key_popup.hpp"

#include <chrono>

namespace istiqbal::ui {

namespace {

using namespace std::chrono_literals;
using platform::Clock;
using platform::Key;

constexpr auto long_press = 450ms;
constexpr auto double_tap = 400ms;
constexpr int row_count = 4;

// A key where it stands in this frame.
struct Placed {
    const KeySpec& spec;
    Rect rect;
    int number;
    int row;
};

float key_gap(Frame& frame) {
    return frame.mm(frame.sizes().space.tiny);
}

struct Face {
    std::string label;
    std::string name;
    Icon icon = Icon::none;
};

Face face_of(Frame& frame, const KeySpec& key, const Keyboard& state) {
    const bool latin = state.letters == KeyLayer::latin;
    switch (key.action) {
    case KeyAction::backspace:
        return {"", frame.string("key.backspace"), Icon::backspace};
    case KeyAction::shift:
        return {"", frame.string(state.capitals_locked ? "key.capitals_locked" : "key.shift"), Icon::shift};
    case KeyAction::enter:
        switch (state.enter) {
        case EnterKey::done:
            return {"", frame.string("key.done"), Icon::check};
        case EnterKey::next_field:
            return {"", frame.string("key.next"), Icon::forward};
        case EnterKey::new_line:
            return {"", frame.string("key.enter"), Icon::enter};
        }
        break;
    case KeyAction::space:
        return {frame.string(latin ? "key.script.latin" : "key.script.arabic"), frame.string("key.space"),
                Icon::none};
    case KeyAction::symbols:
        return {latin ? "123" : "١٢٣", frame.string("key.symbols"), Icon::none};
    case KeyAction::marks:
        return {"\u25CC\u064E", frame.string("key.marks"), Icon::none};
    case KeyAction::letters:
        return {latin ? "ABC" : "أ ب ت", frame.string("key.letters"), Icon::none};
    case KeyAction::other_script:
        return {latin ? "ع" : "EN", frame.string("key.other_script"), Icon::none};
    case KeyAction::type:
        return {key_label(key.text), key_name(frame, key.text), Icon::none};
    }
    return {};
}

class Board {
public:
    Board(Frame& frame, const Rect& area, KeyboardKind kind)
        : frame_(frame)
        , state_(frame.memory().keyboard)
        , kind_(kind) {
        begin(area);
        place(area);
    }

    void run() {
        const std::optional<KeyStrip> strip = open_strip();
        int row = -1;
        for (const Placed& key : keys_) {
            if (std::exchange(row, key.row) != key.row)
                begin_row(key.row);
            // What lies under the strip can be neither seen nor touched.
            if (strip && !strip->box().intersect(key.rect).empty())
                continue;
            one(key, strip.has_value());
        }
        frame_.end_focus_group();
        // Opened by a key in this frame, it is there in the next; drawn by now, it lies over the keys.
        if (strip)
            work_strip(*strip);
        if (frame_.input().released)
            state_.held = -1;
    }

private:
    void begin(const Rect& area) {
        if (!state_.layer_chosen)
            state_.layer = state_.letters = frame_.language() == Language::arabic && !state_.for_latin
                                                ? KeyLayer::arabic
                                                : KeyLayer::latin;
        state_.area = area;
        state_.area_seen = true;
        frame_.fill(area, frame_.colours().surface_sunken);
        frame_.line(area.x, area.y, area.right(), area.y, frame_.colours().outline, frame_.theme().line);
    }

    void place(const Rect& area) {
        const float gap = key_gap(frame_);
        Rect board = area.inset(gap * 2, gap);
        if (kind_ != KeyboardKind::text)
            board = board.centred(std::min(board.width, frame_.mm(frame_.sizes().target * 8)),
                                  std::min(board.height, keyboard_height(frame_, kind_)));
        const KeyBoard layout = key_board(kind_, state_.layer);
        const float height = (board.height - gap * (row_count - 1)) / row_count;
        const float unit = board.width / layout.units;
        float y = board.y;
        for (const KeyRow row : layout.rows) {
            float units = 0;
            for (const KeySpec& key : row)
                units += key.width;
            float x = board.centre_x() - units * unit / 2;
            const auto row_number = static_cast<int>(rows_.size());
            rows_.push_back({board.x, y, board.width, height});
            for (const KeySpec& key : row) {
                const auto number = static_cast<int>(keys_.size());
                keys_.push_back({key, {x + gap / 2, y, key.width * unit - gap, height}, number, row_number});
                x += key.width * unit;
            }
            y += height + gap;
        }
    }

    // A row is one stop of two-button operation.
    void begin_row(int row) {
        if (row > 0)
            frame_.end_focus_group();
        frame_.begin_focus_group("row" + std::to_string(row), frame_.string("key.row", {{"number", row + 1}}),
                                 rows_[static_cast<std::size_t>(row)]);
    }

    std::optional<KeyStrip> open_strip() {
        if (state_.strip_of < 0 || state_.strip_of >= static_cast<int>(keys_.size()))
            return std::nullopt;
        const Placed& key = keys_[static_cast<std::size_t>(state_.strip_of)];
        KeyStrip strip(frame_, key.rect, key.spec);
        const platform::Input& input = frame_.input();
        // A finger that comes down beside it closes it, and does what it does.
        if (state_.strip_waits && input.pressed &&
            !strip.box().contains(input.position.x, input.position.y)) {
            close_strip();
            return std::nullopt;
        }
        return strip;
    }

    void work_strip(const KeyStrip& strip) {
        const platform::Input& input = frame_.input();
        if (state_.strip_waits) {
            if (const auto tapped = strip.show(frame_, std::nullopt, true)) {
                type(strip.cells()[*tapped]);
                close_strip();
            }
            return;
        }
        const auto chosen = strip.chosen(frame_);
        strip.show(frame_, chosen, false);
        if (input.down)
            return;
        if (chosen)
            type(strip.cells()[*chosen]);
        const Rect& origin = keys_[static_cast<std::size_t>(state_.strip_of)].rect;
        state_.strip_waits = !chosen && origin.contains(input.position.x, input.position.y);
        if (!state_.strip_waits)
            close_strip();
        frame_.wake_at(frame_.now());
    }

    void close_strip() {
        state_.strip_of = -1;
        state_.strip_waits = false;
        frame_.wake_at(frame_.now());
    }

    void one(const Placed& key, bool strip_open) {
        const Press press = frame_.press("key" + std::to_string(key.number), key.rect);
        if (press.held && frame_.input().pressed) {
            state_.held = key.number;
            state_.held_since = frame_.now();
        }
        const Face face = face_of(frame_, key.spec, state_);
        draw(key, face, press.held || state_.strip_of == key.number);
        const std::string_view spoken =
            key.spec.action == KeyAction::type && !is_mark(key.spec.text) ? spoken_key(key.spec.text) : "";
        const bool on = key.spec.action == KeyAction::shift && state_.layer == KeyLayer::latin_capitals;
        frame_.tell(Role::key, face.name, key.rect, {.selected = on},
                    spoken.empty() ? std::string_view() : std::string_view(frame_.string(spoken)));
        const bool mine = state_.held == key.number && press.held;
        if (mine && !strip_open && kind_ == KeyboardKind::text && key.spec.action == KeyAction::type)
            key_preview(frame_, key.rect, key.spec.text);
        if (key.spec.action == KeyAction::backspace) {
            // By two buttons it is chosen without a finger.
            if (mine)
                erase();
            else if (press.clicked && !frame_.input().released)
                state_.keys.push_back(Key::backspace);
            return;
        }
        if (mine && !key.spec.variants.empty() && state_.strip_of < 0)
            wait_for_variants(key);
        if (press.clicked && state_.strip_of != key.number) {
            act(key);
            frame_.wake_at(frame_.now());
        }
    }

    void wait_for_variants(const Placed& key) {
        const Clock::time_point opens = state_.held_since + long_press;
        if (frame_.now() < opens) {
            frame_.wake_at(opens);
            return;
        }
        state_.strip_of = key.number;
        state_.strip_waits = false;
        frame_.wake_at(frame_.now());
    }

    // One grapheme when the finger comes down; then, while it stays, more of them, faster, then words. A
    // number is short: it is emptied.
    void erase() {
        const Clock::time_point now = frame_.now();
        if (frame_.input().pressed) {
            state_.keys.push_back(Key::backspace);
            state_.repeats = 0;
            state_.repeats_at = now + long_press;
        } else if (now >= state_.repeats_at) {
            constexpr int slow_repeats = 6;
            constexpr int letter_repeats = 18;
            ++state_.repeats;
            if (kind_ != KeyboardKind::text) {
                state_.keys.push_back(Key::clear);
                state_.repeats_at = now + 1h;
                return;
            }
            const bool words = state_.repeats > letter_repeats;
            state_.keys.push_back(words ? Key::del_word : Key::backspace);
            state_.repeats_at = now + (words ? 220ms : state_.repeats <= slow_repeats ? 110ms : 60ms);
        }
        frame_.wake_at(state_.repeats_at);
    }

    void type(std::string_view text) {
        state_.typed.append(text);
        if (state_.layer == KeyLayer::latin_capitals && !state_.capitals_locked)
            state_.layer = KeyLayer::latin;
        frame_.wake_at(frame_.now());
    }

    void shift() {
        const bool twice = frame_.now() - state_.shifted_at < double_tap;
        state_.shifted_at = frame_.now();
        if (state_.layer != KeyLayer::latin_capitals) {
            state_.layer = KeyLayer::latin_capitals;
            state_.capitals_locked = false;
        } else if (twice && !state_.capitals_locked) {
            state_.capitals_locked = true;
        } else {
            state_.layer = KeyLayer::latin;
            state_.capitals_locked = false;
        }
    }

    void act(const Placed& key) {
        switch (key.spec.action) {
        case KeyAction::type:
        case KeyAction::space:
            type(key.spec.text);
            return;
        case KeyAction::enter:
            state_.keys.push_back(Key::enter);
            return;
        case KeyAction::backspace:
            return;
        case KeyAction::marks:
            state_.strip_of = key.number;
            state_.strip_waits = true;
            return;
        case KeyAction::shift:
            shift();
            break;
        case KeyAction::symbols:
            state_.layer = KeyLayer::symbols;
            break;
        case KeyAction::letters:
            state_.layer = state_.letters;
            break;
        case KeyAction::other_script:
            state_.letters = state_.letters == KeyLayer::latin ? KeyLayer::arabic : KeyLayer::latin;
            state_.layer = state_.letters;
            break;
        }
        state_.capitals_locked = state_.capitals_locked && state_.layer == KeyLayer::latin_capitals;
        state_.layer_chosen = true;
    }

    void draw(const Placed& key, const Face& face, bool held) {
        const Colours& colour = frame_.colours();
        const KeyAction action = key.spec.action;
        const bool types = action == KeyAction::type || action == KeyAction::space;
        const bool leads_on = action == KeyAction::enter && state_.enter != EnterKey::new_line;
        const bool on = action == KeyAction::shift && state_.layer == KeyLayer::latin_capitals;
        const float radius = frame_.theme().radius_small;
        const Rect& rect = key.rect;
        const Rect beneath{rect.x, rect.y + frame_.mm(0.5F), rect.width, rect.height};
        frame_.fill(beneath, with_alpha(colour.shadow, 0.18F), radius);
        Colour surface = types ? colour.surface : colour.background;
        if (leads_on)
            surface = held ? colour.primary_pressed : colour.primary;
        else if (held || on)
            surface = colour.primary_soft;
        frame_.fill(rect, surface, radius);
        if (on && state_.capitals_locked)
            frame_.outline(rect, colour.primary, frame_.theme().line_strong, radius);
        if (face.icon != Icon::none) {
            const float side = std::min(rect.height, rect.width) * 0.5F;
            draw_icon(frame_, face.icon, rect.centred(side, side),
                      leads_on ? colour.on_primary : colour.primary_pressed);
            return;
        }
        const bool letter = action == KeyAction::type || action == KeyAction::marks;
        const Colour ink = action == KeyAction::space ? colour.text_muted
                           : letter                   ? colour.text
                                                      : colour.primary_pressed;
        Type type = kind_ != KeyboardKind::text ? Type::title : letter ? Type::heading : Type::small;
        // The largest type of which the widest letter stands on the key.
        while (type > Type::small && frame_.type_pixels(type) * 1.4F > rect.width)
            type = static_cast<Type>(static_cast<int>(type) - 1);
        frame_.draw_in(rect, face.label,
                       {.type = type,
                        .weight = letter ? text::Weight::regular : text::Weight::bold,
                        .alignment = text::Alignment::center,
                        .overflow = text::Overflow::ellipsis()},
                       ink);
    }

    Frame& frame_;
    Keyboard& state_;
    KeyboardKind kind_;
    std::vector<Placed> keys_;
    std::vector<Rect> rows_;
};

} // namespace

float keyboard_height(Frame& frame, KeyboardKind kind) {
    if (kind == KeyboardKind::none)
        return 0;
    return row_count * frame.mm(frame.sizes().key) + (row_count + 1) * key_gap(frame);
}

void keyboard(Frame& frame, const Rect& area, KeyboardKind kind) {
    if (kind != KeyboardKind::none)
        Board(frame, area, kind).run();
}

} // namespace istiqbal::ui
