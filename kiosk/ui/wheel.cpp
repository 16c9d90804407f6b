// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/wheel.hpp"

#include <chrono>
#include <cmath>

namespace istiqbal::ui {

namespace {

constexpr float drag_threshold_mm = 3; // a finger that trembles less than this taps
constexpr float flick_seconds = 0.32F; // how far ahead a flick aims
constexpr float settling = 11;         // share of the way left that is gone in a second, roughly
constexpr float at_rest = 0.004F;      // rows

class Turning {
public:
    Turning(Frame& frame, const Rect& rect, const WheelSpec& spec, Wheel& state)
        : frame_(frame)
        , rect_(rect)
        , state_(state)
        , last_(static_cast<float>(std::max(1, spec.count) - 1))
        , row_height_(rect.height / static_cast<float>(spec.rows)) {
        state_.position = std::clamp(state_.position, 0.0F, last_);
        if (state_.target)
            state_.target = std::clamp(*state_.target, 0, static_cast<int>(last_));
    }

    bool follow(const Press& press) {
        const platform::Input& input = frame_.input();
        bool moved = false;
        if (input.pressed && press.active) {
            state_.turned = false;
            state_.velocity = 0;
            state_.target.reset();
        }
        if (press.active && input.down && !input.path.empty())
            moved = drag();
        if (press.clicked && !state_.turned) {
            const float rows_away = (input.position.y - rect_.centre_y()) / row_height_;
            aim(state_.position + std::round(rows_away));
            moved = true;
        } else if (!press.active && !state_.target) {
            // Let go, here or beside the wheel.
            if (state_.turned)
                aim(state_.position + state_.velocity * flick_seconds);
            state_.turned = false;
        }
        return moved;
    }

    void aim(float position) {
        state_.target = static_cast<int>(std::lround(std::clamp(position, 0.0F, last_)));
        state_.velocity = 0;
    }

    void settle() {
        if (!state_.target)
            return;
        const float left = static_cast<float>(*state_.target) - state_.position;
        if (std::abs(left) < at_rest) {
            state_.position = static_cast<float>(*state_.target);
            state_.target.reset();
            return;
        }
        state_.position += left * (1 - std::exp(-settling * ImGui::GetIO().DeltaTime));
        frame_.wake_at(frame_.now());
    }

    float row_height() const { return row_height_; }

private:
    bool drag() {
        Memory& memory = frame_.memory();
        const platform::TouchPoint& finger = frame_.input().position;
        const float way = finger.y - memory.touch_began.y;
        if (!state_.turned && std::abs(way) < frame_.mm(drag_threshold_mm))
            return false;
        if (!state_.turned) {
            state_.turned = true;
            memory.touch_last = finger;
        }
        const float rows = (memory.touch_last.y - finger.y) / row_height_;
        const float seconds = std::chrono::duration<float>(finger.time - memory.touch_last.time).count();
        state_.position = std::clamp(state_.position + rows, 0.0F, last_);
        if (seconds > 0) {
            constexpr float fastest = 60; // rows a second
            const float velocity = std::clamp(rows / seconds, -fastest, fastest);
            state_.velocity = state_.velocity * 0.4F + velocity * 0.6F;
        }
        memory.touch_last = finger;
        return rows != 0;
    }

    Frame& frame_;
    const Rect& rect_;
    Wheel& state_;
    float last_;
    float row_height_;
};

// The row under the finger; what is turned shows itself by turning.
void draw_press(Frame& frame, const Rect& rect, const Wheel& state, float row_height) {
    if (state.turned)
        return;
    const float rows_away = std::round((frame.input().position.y - rect.centre_y()) / row_height);
    frame.fill(
        {rect.x, std::round(rect.centre_y() + (rows_away - 0.5F) * row_height), rect.width, row_height},
        frame.colours().surface_pressed, frame.theme().radius_small);
}

// The largest type in which the label stands on one line.
Type type_of(Frame& frame, const std::string& label, TextSpec spec, float width) {
    for (const Type type : {Type::label, Type::body}) {
        spec.type = type;
        if (frame.shape(label, spec)->width() <= width)
            return type;
    }
    return Type::small;
}

void draw_rows(Frame& frame, const Rect& rect, const WheelSpec& spec, const Wheel& state, float row_height) {
    const int middle = static_cast<int>(std::lround(state.position));
    const int reach = spec.rows / 2 + 1;
    const Colours& colour = frame.colours();
    for (int row = std::max(0, middle - reach); row <= std::min(spec.count - 1, middle + reach); ++row) {
        const float away = static_cast<float>(row) - state.position;
        const Rect place{rect.x, std::round(rect.centre_y() + (away - 0.5F) * row_height), rect.width,
                         row_height};
        if (place.intersect(rect).height < 1)
            continue;
        const bool lit = row == middle && spec.chosen;
        TextSpec text{.weight = lit ? text::Weight::bold : text::Weight::regular,
                      .alignment = text::Alignment::center,
                      .overflow = text::Overflow::ellipsis()};
        const std::string label = spec.label(row);
        text.type = type_of(frame, label, text, rect.width);
        frame.draw_in(place, label, text, lit ? colour.primary_pressed : colour.text_muted);
    }
}

} // namespace

float wheel_row_height(Frame& frame) {
    return std::max(frame.mm(frame.sizes().target), std::round(frame.type_pixels(Type::label) * 1.7F));
}

WheelResult wheel(Frame& frame, std::string_view id, const Rect& rect, const WheelSpec& spec, Wheel& state) {
    WheelResult result;
    Turning turning(frame, rect, spec, state);
    const Rect middle = rect.centred(rect.width, turning.row_height());
    const Press press = frame.touch(id, rect);
    result.moved = turning.follow(press);
    // By key it means what stands in the middle; the rows beside it are stops of their own.
    result.moved |= frame.stop(id, middle).clicked;
    turning.settle();

    const float row_height = turning.row_height();
    frame.push_clip(rect, Beyond::scrolls);
    if (press.held)
        draw_press(frame, rect, state, row_height);
    draw_rows(frame, rect, spec, state, row_height);
    frame.pop_clip();
    result.row = static_cast<int>(std::lround(state.position));

    frame.tell(Role::spinbutton, spec.name, middle, {.selected = spec.chosen}, spec.label(result.row));
    for (const int step : {-1, 1}) {
        const int row = result.row + step;
        if (row < 0 || row >= spec.count)
            continue;
        const Rect place{middle.x, middle.y + static_cast<float>(step) * row_height, middle.width,
                         row_height};
        if (frame.stop(std::string(id) + (step < 0 ? ".before" : ".after"), place).clicked) {
            turning.aim(static_cast<float>(row));
            frame.wake_at(frame.now());
            result.moved = true;
        }
        frame.tell(Role::button,
                   frame.string("wheel.step", {{"part", std::string(spec.name)}, {"value", spec.label(row)}}),
                   place);
    }
    return result;
}

} // namespace istiqbal::ui
