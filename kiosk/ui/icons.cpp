// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/icons.hpp"

#include "kiosk/ui/icon_pen.hpp"

#include <array>
#include <utility>

namespace istiqbal::ui {

namespace {

constexpr std::array<std::pair<std::string_view, Icon>, 76> names{{
    {"none", Icon::none},
    {"back", Icon::back},
    {"forward", Icon::forward},
    {"chevron_back", Icon::chevron_back},
    {"chevron_forward", Icon::chevron_forward},
    {"up", Icon::up},
    {"down", Icon::down},
    {"check", Icon::check},
    {"cross", Icon::cross},
    {"plus", Icon::plus},
    {"minus", Icon::minus},
    {"restart", Icon::restart},
    {"refresh", Icon::refresh},
    {"sync", Icon::sync},
    {"search", Icon::search},
    {"list", Icon::list},
    {"grid", Icon::grid},
    {"play", Icon::play},
    {"pause", Icon::pause},
    {"send", Icon::send},
    {"exit", Icon::exit},
    {"warning", Icon::warning},
    {"information", Icon::information},
    {"question", Icon::question},
    {"person", Icon::person},
    {"people", Icon::people},
    {"person_add", Icon::person_add},
    {"hand_heart", Icon::hand_heart},
    {"hands", Icon::hands},
    {"heart", Icon::heart},
    {"thumb_up", Icon::thumb_up},
    {"star", Icon::star},
    {"chat", Icon::chat},
    {"message", Icon::message},
    {"mail", Icon::mail},
    {"phone", Icon::phone},
    {"megaphone", Icon::megaphone},
    {"flag", Icon::flag},
    {"lightbulb", Icon::lightbulb},
    {"call", Icon::call},
    {"bell", Icon::bell},
    {"tablet_hand_over", Icon::tablet_hand_over},
    {"signature", Icon::signature},
    {"home", Icon::home},
    {"building", Icon::building},
    {"briefcase", Icon::briefcase},
    {"book", Icon::book},
    {"document", Icon::document},
    {"draft", Icon::draft},
    {"pencil", Icon::pencil},
    {"inbox", Icon::inbox},
    {"trash", Icon::trash},
    {"calendar", Icon::calendar},
    {"clock", Icon::clock},
    {"globe", Icon::globe},
    {"lock", Icon::lock},
    {"unlock", Icon::unlock},
    {"key", Icon::key},
    {"shield", Icon::shield},
    {"eye", Icon::eye},
    {"contrast", Icon::contrast},
    {"text_size", Icon::text_size},
    {"settings", Icon::settings},
    {"keyboard", Icon::keyboard},
    {"backspace", Icon::backspace},
    {"shift", Icon::shift},
    {"enter", Icon::enter},
    {"printer", Icon::printer},
    {"usb", Icon::usb},
    {"wifi", Icon::wifi},
    {"wifi_off", Icon::wifi_off},
    {"battery", Icon::battery},
    {"power", Icon::power},
    {"storage", Icon::storage},
    {"chip", Icon::chip},
    {"qr", Icon::qr},
}};

bool follows_direction(Icon icon) {
    switch (icon) {
    case Icon::back:
    case Icon::forward:
    case Icon::chevron_back:
    case Icon::chevron_forward:
    case Icon::backspace:
    case Icon::enter:
    case Icon::send:
    case Icon::exit:
    case Icon::list:
    case Icon::question: // Arabic's question mark looks the other way
    case Icon::message:
    case Icon::document:
    case Icon::megaphone:
    case Icon::hand_heart:
    case Icon::tablet_hand_over:
        return true;
    default:
        return false;
    }
}

} // namespace

Icon icon_by_name(std::string_view name) {
    for (const auto& [known, icon] : names)
        if (known == name)
            return icon;
    return Icon::document;
}

std::string_view icon_name(Icon icon) {
    for (const auto& [name, known] : names)
        if (known == icon)
            return name;
    return {};
}

void draw_icon(Frame& frame, Icon icon, const Rect& square, Colour colour) {
    IconPen pen(frame, square, colour, follows_direction(icon) && frame.mirrored());
    if (draw_sign(pen, icon) || draw_person_icon(pen, icon) || draw_thing(pen, icon))
        return;
    draw_device_icon(pen, icon);
}

} // namespace istiqbal::ui
