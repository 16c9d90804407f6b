// SPDX-License-Identifier: Apache-2.0
// Drawn icons of one style: rounded strokes on a square of 24 units. Those that point along the reading
// direction are mirrored with it; check marks and clocks are not.
#pragma once

#include "kiosk/ui/frame.hpp"

namespace istiqbal::ui {

enum class Icon {
    none,
    // Ways and signs.
    back,    // towards the leading edge
    forward, // towards the trailing edge
    chevron_back,
    chevron_forward,
    up, // chevrons
    down,
    check,
    cross,
    plus,
    minus,
    restart, // from the beginning
    refresh,
    sync,
    search,
    list,
    grid,
    play,
    pause,
    send,
    exit,
    warning,
    information,
    question,
    // People and what they say.
    person,
    people,
    person_add,
    hand_heart, // help given
    hands,      // a hand raised: volunteering
    heart,
    thumb_up,
    star,
    chat,
    message,
    mail,
    phone,
    megaphone,
    flag,
    lightbulb,
    call, // a reception bell: someone comes
    bell,
    tablet_hand_over,
    signature,
    // Things.
    home,
    building,
    briefcase,
    book,
    document,
    draft,
    pencil,
    inbox,
    trash,
    calendar,
    clock,
    globe,
    lock,
    unlock,
    key,
    shield,
    // The terminal.
    eye,
    contrast,
    text_size,
    settings,
    keyboard,
    backspace, // towards what was typed before
    shift,
    enter,
    printer,
    usb,
    wifi,
    wifi_off,
    battery,
    power,
    storage,
    chip,
    qr,
};

// For names in data files ("hand_heart"), which are the enumerators' own. An unknown name is Icon::document.
Icon icon_by_name(std::string_view name);
// The name of an icon; "none" for none.
std::string_view icon_name(Icon icon);

// `square` is the icon's box; strokes are a twelfth of it.
void draw_icon(Frame& frame, Icon icon, const Rect& square, Colour colour);

} // namespace istiqbal::ui
