// SPDX-License-Identifier: Apache-2.0
// A view onto content that may be taller: dragged by the finger with momentum, or paged by an arrow that says
// there is more. Between construction and destruction everything is clipped to the view.
#pragma once

#include "kiosk/ui/frame.hpp"

namespace istiqbal::ui {

class ScrollView {
public:
    // `id` is unique on the screen; the offset is remembered under it. `centred`: content that is shorter
    // than the view stands in its middle, by the height that it had in the last frame.
    ScrollView(Frame& frame, std::string_view id, const Rect& view, bool centred = false);
    ~ScrollView();
    ScrollView(const ScrollView&) = delete;
    ScrollView& operator=(const ScrollView&) = delete;

    Column& column() { return column_; }

private:
    enum class More { none, below, above };

    Scroll& state() { return frame_.memory().scrolls[id_]; }
    void follow_finger(Scroll& scroll);
    void coast(Scroll& scroll);
    // What the arrow leads to, if there is one.
    More more();
    Rect more_box() const;
    void draw_more(Scroll& scroll);

    Frame& frame_;
    std::string id_;
    Rect view_;
    Column column_;
    float lead_ = 0; // pixels above centred content
    More more_ = More::none;
    Press more_press_;
};

} // namespace istiqbal::ui
