// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/pin_pad.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/ui/icons.hpp"

#include <fmt/format.h>

#include <array>

namespace istiqbal::ui {

namespace {

using platform::Key;

constexpr int row_count = 4;
constexpr int column_count = 3;

void add(form::WipedText& pin, char digit) {
    // Its own memory from the first digit on, so that it never moves.
    pin.reserve(64);
    if (pin.size() < longest_pin)
        pin.push_back(digit);
}

// The ASCII digits of what a keyboard typed: Latin, Arabic-Indic and extended ones; all else is dropped.
void add_typed(form::WipedText& pin, std::string_view typed) {
    for (std::size_t at = 0; at < typed.size(); ++at) {
        const auto byte = static_cast<unsigned char>(typed[at]);
        if (byte >= '0' && byte <= '9') {
            add(pin, typed[at]);
            continue;
        }
        if ((byte != 0xD9 && byte != 0xDB) || at + 1 >= typed.size())
            continue;
        // U+0660 to U+0669 are D9 A0 to D9 A9, U+06F0 to U+06F9 are DB B0 to DB B9.
        const int zero = byte == 0xD9 ? 0xA0 : 0xB0;
        const int value = static_cast<unsigned char>(typed[at + 1]) - zero;
        if (value >= 0 && value <= 9)
            add(pin, static_cast<char>('0' + value));
        ++at;
    }
}

class Pad {
public:
    Pad(Frame& frame, const Rect& area, const PinSpec& spec)
        : frame_(frame)
        , spec_(spec)
        , pin_(frame.memory().pin)
        , open_(spec.wait.count() <= 0)
        , gap_(frame.mm(frame.sizes().space.tiny) * 2)
        , rest_(area) {}

    bool run() {
        typed();
        dots(rest_.cut_top(line_height(frame_)));
        said(rest_.cut_top(line_height(frame_)));
        const float key = frame_.mm(frame_.sizes().key);
        const float height = row_count * key + (row_count - 1) * gap_;
        const float width = key * 1.5F * column_count + (column_count - 1) * gap_;
        const Rect rows{rest_.x, rest_.y, rest_.width, height};
        const Rect board = rows.centred(std::min(rest_.width, width), height);
        for (int row = 0; row < row_count; ++row) {
            begin_row(board, row);
            if (row < row_count - 1) {
                for (int column = 0; column < column_count; ++column)
                    digit_key(board, row * column_count + column + 1, row, column);
            } else {
                delete_key(cell(board, row, 0));
                digit_key(board, 0, row, 1);
                enter_key(cell(board, row, 2));
            }
            frame_.end_focus_group();
        }
        return confirmed_;
    }

    static float line_height(Frame& frame) {
        return std::max(frame.mm(frame.sizes().target) * 0.7F, frame.type_pixels(Type::body) * 1.8F);
    }

private:
    void typed() {
        std::string text = frame_.take_typed();
        if (open_)
            add_typed(pin_, text);
        text::wipe(text);
        for (const Key key : frame_.take_keys()) {
            if (!open_)
                continue;
            if (key == Key::backspace)
                remove_last();
            else if (key == Key::enter)
                confirm();
        }
    }

    void remove_last() {
        if (pin_.empty())
            return;
        pin_.back() = 0;
        pin_.pop_back();
    }

    void confirm() { confirmed_ = confirmed_ || (open_ && pin_.size() >= spec_.least_digits); }

    void dots(const Rect& line) {
        const Colours& colour = frame_.colours();
        const std::size_t places = std::max(spec_.least_digits, pin_.size());
        const float radius = frame_.mm(frame_.sizes().space.small) * 0.5F;
        const float step = std::min(radius * 4, line.width / static_cast<float>(longest_pin + 1));
        // The dots fill from the left, as digits are written in both languages.
        float x = line.centre_x() - step * static_cast<float>(places - 1) / 2;
        for (std::size_t place = 0; place < places; ++place, x += step) {
            const ImVec2 centre(x, line.centre_y());
            if (place < pin_.size())
                frame_.list().AddCircleFilled(centre, radius, spec_.invalid ? colour.error : colour.primary);
            else
                frame_.list().AddCircle(centre, radius, spec_.invalid ? colour.error : colour.outline_strong,
                                        0, std::max(1.5F, frame_.mm(frame_.theme().line)));
        }
        const Rect field = line.centred(line.width, frame_.mm(frame_.sizes().target));
        if (open_ && frame_.stop("pin.digits", field).clicked)
            confirm();
        frame_.tell(Role::text_field, spec_.name, field,
                    {.enabled = open_, .focused = open_, .invalid = spec_.invalid},
                    frame_.string("pin.digits", {{"count", pin_.size()}}));
    }

    void said(const Rect& line) {
        if (open_)
            return;
        const auto seconds = spec_.wait.count();
        const std::string time = text::isolate(fmt::format("{}:{:02}", seconds / 60, seconds % 60));
        const std::string words = frame_.string("pin.wait", {{"time", time}});
        frame_.draw_in(line, words,
                       {.type = Type::body,
                        .weight = text::Weight::bold,
                        .alignment = text::Alignment::center,
                        .overflow = text::Overflow::ellipsis()},
                       frame_.colours().error);
        frame_.tell(Role::alert, words, line);
    }

    Rect cell(const Rect& board, int row, int column) const {
        const float width = (board.width - (column_count - 1) * gap_) / column_count;
        const float height = (board.height - (row_count - 1) * gap_) / row_count;
        return {board.x + static_cast<float>(column) * (width + gap_),
                board.y + static_cast<float>(row) * (height + gap_), width, height};
    }

    void begin_row(const Rect& board, int row) {
        Rect whole = cell(board, row, 0);
        whole.width = board.width;
        frame_.begin_focus_group("pin.row" + std::to_string(row),
                                 frame_.string("key.row", {{"number", row + 1}}), whole);
    }

    // A key's surface; whether it was chosen.
    bool surface(std::string_view id, const Rect& rect, std::string_view name, bool enabled, bool leads_on) {
        const Colours& colour = frame_.colours();
        const Press press = frame_.press(id, rect, enabled);
        Colour fill = enabled ? colour.surface : colour.surface_sunken;
        if (leads_on && enabled)
            fill = press.held ? colour.primary_pressed : colour.primary;
        else if (press.held)
            fill = colour.primary_soft;
        frame_.fill(rect, fill, frame_.theme().radius);
        if (!leads_on || !enabled)
            frame_.outline(rect, press.held ? colour.primary : colour.outline, frame_.theme().line,
                           frame_.theme().radius);
        frame_.tell(Role::key, name, rect, {.enabled = enabled});
        return press.clicked;
    }

    void digit_key(const Rect& board, int digit, int row, int column) {
        const std::string name = std::to_string(digit);
        const Rect rect = cell(board, row, column);
        if (surface("pin." + name, rect, name, open_, false)) {
            add(pin_, static_cast<char>('0' + digit));
            frame_.wake_at(frame_.now());
        }
        frame_.draw_in(rect, name, {.type = Type::heading, .alignment = text::Alignment::center},
                       open_ ? frame_.colours().text : frame_.colours().text_muted);
    }

    void delete_key(const Rect& rect) {
        const bool enabled = open_ && !pin_.empty();
        if (surface("pin.delete", rect, frame_.string("key.backspace"), enabled, false)) {
            remove_last();
            frame_.wake_at(frame_.now());
        }
        icon(Icon::backspace, rect, enabled ? frame_.colours().primary_pressed : frame_.colours().text_muted);
    }

    void enter_key(const Rect& rect) {
        const bool enabled = open_ && pin_.size() >= spec_.least_digits;
        if (surface("pin.enter", rect, frame_.string("pin.enter"), enabled, true))
            confirm();
        icon(Icon::check, rect, enabled ? frame_.colours().on_primary : frame_.colours().text_muted);
    }

    void icon(Icon shown, const Rect& rect, Colour colour) {
        const float side = std::min(rect.width, rect.height) * 0.45F;
        draw_icon(frame_, shown, rect.centred(side, side), colour);
    }

    Frame& frame_;
    const PinSpec& spec_;
    form::WipedText& pin_;
    bool open_;
    float gap_;
    Rect rest_;
    bool confirmed_ = false;
};

} // namespace

float pin_pad_height(Frame& frame) {
    const float key = frame.mm(frame.sizes().key);
    const float gap = frame.mm(frame.sizes().space.tiny) * 2;
    return 2 * Pad::line_height(frame) + row_count * key + (row_count - 1) * gap;
}

bool pin_pad(Frame& frame, const Rect& area, const PinSpec& spec) {
    return Pad(frame, area, spec).run();
}

form::WipedText take_pin(Memory& memory) {
    form::WipedText taken;
    taken.reserve(64);
    taken = memory.pin;
    form::wipe(memory.pin);
    return taken;
}

} // namespace istiqbal::ui
