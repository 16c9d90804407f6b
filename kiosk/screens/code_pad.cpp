// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/code_pad.hpp"

#include "kiosk/ui/icons.hpp"

#include <array>
#include <cmath>

namespace istiqbal::screens {

using namespace ui;

namespace {

constexpr std::array<std::string_view, 4> rows{"123456789", "0ABCDEFGH", "JKMNPQRST", "VWXYZ"};
constexpr int columns = 9;

struct Pad {
    Frame& frame;
    float gap;
    float key_width;
    float key_height;

    // Keys are not mirrored.
    Rect key(const Rect& area, int column, int row, int wide = 1) const {
        const float left = area.centre_x() - (columns * key_width + (columns - 1) * gap) / 2;
        return {left + static_cast<float>(column) * (key_width + gap),
                area.y + static_cast<float>(row) * (key_height + gap),
                key_width * static_cast<float>(wide) + gap * static_cast<float>(wide - 1), key_height};
    }
};

Pad pad_in(Frame& frame, float width) {
    const float gap = std::round(frame.mm(frame.sizes().space.tiny) * 0.8F);
    const float fitting = std::floor((width - gap * (columns - 1)) / columns);
    const float widest = frame.mm(frame.sizes().key * 1.4F);
    // A tall screen has room for larger ones.
    const bool tall = frame.screen().height > frame.screen().width;
    return {frame, gap, std::min(fitting, widest), frame.mm(frame.sizes().key * (tall ? 1.2F : 1.0F))};
}

bool surface(Frame& frame, std::string_view id, const Rect& box, std::string_view name) {
    const Colours& colour = frame.colours();
    const Press press = frame.press(id, box);
    frame.fill(box, press.held ? colour.primary_soft : colour.surface, frame.theme().radius_small);
    frame.outline(box, press.held ? colour.primary : colour.outline, frame.theme().line,
                  frame.theme().radius_small);
    frame.tell(Role::key, name, box);
    return press.clicked;
}

} // namespace

float code_pad_height(Frame& frame) {
    const Pad pad = pad_in(frame, 0);
    return pad.key_height * rows.size() + pad.gap * (rows.size() - 1);
}

void code_pad(Frame& frame, const Rect& area) {
    const Pad pad = pad_in(frame, area.width);
    Keyboard& keyboard = frame.memory().keyboard;
    const TextSpec label{
        .type = Type::label, .weight = text::Weight::bold, .alignment = text::Alignment::center};
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto number = static_cast<int>(row);
        if (row > 0)
            frame.end_focus_group();
        frame.begin_focus_group("code.row" + std::to_string(row),
                                frame.string("key.row", {{"number", row + 1}}),
                                pad.key(area, 0, number, columns));
        for (std::size_t column = 0; column < rows[row].size(); ++column) {
            const std::string_view letter = rows[row].substr(column, 1);
            const Rect box = pad.key(area, static_cast<int>(column), number);
            if (surface(frame, "code." + std::string(letter), box, letter))
                keyboard.typed += letter;
            frame.draw_in(box, letter, label, frame.colours().text);
        }
    }
    const int after = static_cast<int>(rows.back().size());
    const Rect box = pad.key(area, after, static_cast<int>(rows.size()) - 1, columns - after);
    if (surface(frame, "code.backspace", box, frame.string("key.backspace")))
        keyboard.keys.push_back(platform::Key::backspace);
    frame.end_focus_group();
    const float side = std::round(frame.type_pixels(Type::label) * 1.2F);
    draw_icon(frame, Icon::backspace, box.centred(side, side), frame.colours().text);
}

} // namespace istiqbal::screens
