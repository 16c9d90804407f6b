// SPDX-License-Identifier: Apache-2.0
// The terminal, its keys and what is plugged into it.
#include "kiosk/ui/icon_pen.hpp"

namespace istiqbal::ui {

namespace {

void radio_waves(IconPen& pen) {
    pen.dot({12, 18.8F}, 1.6F);
    for (const float radius : {5.0F, 9.6F, 14.2F})
        pen.arc({12, 19.2F}, radius, 224, 316);
}

void settings(IconPen& pen) {
    struct Slider {
        float y, knob;
    };
    constexpr float knob_radius = 2.3F;
    for (const Slider slider : {Slider{5.6F, 15.5F}, Slider{12, 8.5F}, Slider{18.4F, 14}}) {
        pen.line({{3.4F, slider.y}, {slider.knob - knob_radius, slider.y}});
        pen.circle({slider.knob, slider.y}, knob_radius);
        pen.line({{slider.knob + knob_radius, slider.y}, {20.6F, slider.y}});
    }
}

void storage(IconPen& pen) {
    pen.from({4, 6}).bend({4, 1.6F}, {20, 1.6F}, {20, 6}).bend({20, 10.4F}, {4, 10.4F}, {4, 6}).end(true);
    pen.from({4, 6}).to({4, 18}).bend({4, 22.4F}, {20, 22.4F}, {20, 18}).to({20, 6}).end();
    pen.from({4, 12}).bend({4, 16.4F}, {20, 16.4F}, {20, 12}).end();
}

} // namespace

bool draw_device_icon(IconPen& pen, Icon icon) {
    switch (icon) {
    case Icon::eye:
        pen.from({2, 12}).bend({5.2F, 7}, {8.4F, 5.2F}, {12, 5.2F}).bend({15.6F, 5.2F}, {18.8F, 7}, {22, 12});
        pen.bend({18.8F, 17}, {15.6F, 18.8F}, {12, 18.8F}).bend({8.4F, 18.8F}, {5.2F, 17}, {2, 12}).end(true);
        pen.circle({12, 12}, 3.2F);
        return true;
    case Icon::contrast:
        pen.circle({12, 12}, 9.2F);
        pen.half_disc({12, 12}, 9.2F);
        return true;
    case Icon::text_size:
        pen.line({{2.4F, 19.4F}, {8.4F, 4.6F}, {14.4F, 19.4F}}, 0.6F);
        pen.line({{4.6F, 14.4F}, {12.2F, 14.4F}});
        pen.line({{18.8F, 7.4F}, {18.8F, 14.6F}});
        pen.line({{15.2F, 11}, {22.4F, 11}});
        return true;
    case Icon::settings:
        settings(pen);
        return true;
    case Icon::keyboard:
        pen.box(2.2F, 5.6F, 21.8F, 18.8F);
        for (const float x : {6.4F, 10.1F, 13.9F, 17.6F})
            pen.dot({x, 10}, 1.2F);
        pen.line({{8, 14.6F}, {16, 14.6F}});
        return true;
    case Icon::backspace:
        pen.shape({{8.4F, 5}, {21.4F, 5}, {21.4F, 19}, {8.4F, 19}, {2.2F, 12}}, 1.8F);
        pen.line({{11.8F, 9.2F}, {17.2F, 14.8F}});
        pen.line({{17.2F, 9.2F}, {11.8F, 14.8F}});
        return true;
    case Icon::shift:
        pen.shape({{12, 3.6F},
                   {20.4F, 12.4F},
                   {15.8F, 12.4F},
                   {15.8F, 20.4F},
                   {8.2F, 20.4F},
                   {8.2F, 12.4F},
                   {3.6F, 12.4F}},
                  1);
        return true;
    case Icon::enter:
        pen.line({{20, 5}, {20, 13}, {4.4F, 13}}, 1.6F);
        pen.line({{9.6F, 7.8F}, {4.4F, 13}, {9.6F, 18.2F}}, 0.6F);
        return true;
    case Icon::printer:
        pen.line({{6.8F, 8.2F}, {6.8F, 3}, {17.2F, 3}, {17.2F, 8.2F}}, 1.2F);
        pen.line({{6.6F, 17.4F}, {2.8F, 17.4F}, {2.8F, 8.4F}, {21.2F, 8.4F}, {21.2F, 17.4F}, {17.4F, 17.4F}},
                 2);
        pen.box(6.8F, 13.4F, 17.2F, 21, 1);
        return true;
    case Icon::usb:
        pen.box(6.8F, 8.6F, 17.2F, 21.6F, 2);
        pen.line({{8.8F, 8.4F}, {8.8F, 2.6F}, {15.2F, 2.6F}, {15.2F, 8.4F}}, 1.2F);
        pen.line({{12, 13}, {12, 17}});
        return true;
    case Icon::wifi:
        radio_waves(pen);
        return true;
    case Icon::wifi_off:
        radio_waves(pen);
        pen.line({{3.6F, 3.2F}, {20.4F, 21}});
        return true;
    case Icon::battery:
        pen.box(2.2F, 6.8F, 18.8F, 17.2F);
        pen.line({{21.8F, 10.4F}, {21.8F, 13.6F}});
        pen.line({{6.2F, 10.8F}, {6.2F, 13.2F}});
        pen.line({{10, 10.8F}, {10, 13.2F}});
        return true;
    case Icon::power:
        pen.arc({12, 12.8F}, 8.4F, -52, 232);
        pen.line({{12, 2.8F}, {12, 11}});
        return true;
    case Icon::storage:
        storage(pen);
        return true;
    case Icon::chip:
        pen.box(6, 6, 18, 18, 2);
        for (const float at : {9.5F, 14.5F}) {
            pen.line({{at, 2.6F}, {at, 5.6F}});
            pen.line({{at, 18.4F}, {at, 21.4F}});
            pen.line({{2.6F, at}, {5.6F, at}});
            pen.line({{18.4F, at}, {21.4F, at}});
        }
        pen.dot({12, 12}, 1.4F);
        return true;
    case Icon::qr:
        pen.box(3, 3, 9.6F, 9.6F, 1.2F);
        pen.box(14.4F, 3, 21, 9.6F, 1.2F);
        pen.box(3, 14.4F, 9.6F, 21, 1.2F);
        pen.dot({14.8F, 14.8F});
        pen.dot({20.4F, 14.8F});
        pen.dot({17.6F, 17.6F});
        pen.dot({14.8F, 20.4F});
        pen.dot({20.4F, 20.4F});
        return true;
    default:
        return false;
    }
}

} // namespace istiqbal::ui
