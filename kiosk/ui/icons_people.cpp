// SPDX-License-Identifier: Apache-2.0
// People, hands and what they say.
#include "kiosk/ui/icon_pen.hpp"

namespace istiqbal::ui {

namespace {

void bubble(IconPen& pen) {
    pen.from({11.4F, 16.8F}).to({18.4F, 16.8F}).bend({20, 16.8F}, {21, 15.8F}, {21, 14.2F});
    pen.to({21, 6.4F}).bend({21, 4.8F}, {20, 3.8F}, {18.4F, 3.8F}).to({5.6F, 3.8F});
    pen.bend({4, 3.8F}, {3, 4.8F}, {3, 6.4F}).to({3, 14.2F}).bend({3, 15.8F}, {4, 16.8F}, {5.6F, 16.8F});
    pen.to({6.8F, 16.8F}).end();
    pen.line({{6.8F, 16.8F}, {6.8F, 20.8F}});
    pen.line({{6.8F, 20.8F}, {11.4F, 16.8F}});
}

void raised_hand(IconPen& pen) {
    pen.from({7.5F, 12.6F}).to({7.5F, 6.3F});
    pen.bend({7.5F, 4.4F}, {10.3F, 4.4F}, {10.3F, 6.3F}).to({10.3F, 11}).end();
    pen.from({10.3F, 6.3F}).to({10.3F, 4.2F});
    pen.bend({10.3F, 2.3F}, {13.1F, 2.3F}, {13.1F, 4.2F}).to({13.1F, 11}).end();
    pen.from({13.1F, 5.6F}).bend({13.1F, 3.6F}, {15.9F, 3.6F}, {15.9F, 5.6F}).to({15.9F, 11.4F}).end();
    pen.from({15.9F, 8}).bend({15.9F, 6.1F}, {18.7F, 6.1F}, {18.7F, 8}).to({18.7F, 14.4F});
    pen.bend({18.7F, 18.8F}, {16.2F, 21.6F}, {12.8F, 21.6F});
    pen.bend({9.7F, 21.6F}, {8.4F, 20.2F}, {7.2F, 18.3F}).to({4.1F, 13.6F});
    pen.bend({3, 11.8F}, {5.3F, 10.3F}, {6.5F, 11.8F}).to({7.5F, 13}).end();
}

void helping_hand(IconPen& pen) {
    pen.heart({14.6F, 6.6F}, 8.4F);
    pen.line({{2.6F, 13.4F}, {5.4F, 13.4F}, {5.4F, 20.6F}, {2.6F, 20.6F}}, 0.8F);
    pen.from({5.4F, 14.4F}).bend({7.6F, 13}, {9.6F, 13.4F}, {11.2F, 15}).to({14.2F, 15});
    pen.bend({16.4F, 15}, {16.4F, 17.9F}, {14.2F, 17.9F}).to({11, 17.9F}).end();
    pen.from({16.2F, 16.4F}).to({19.4F, 14.3F}).bend({21.4F, 13}, {22.6F, 15.2F}, {21, 16.5F});
    pen.to({16, 20.2F}).bend({13.6F, 21.6F}, {10, 20.6F}, {5.4F, 19.6F}).end();
}

} // namespace

bool draw_person_icon(IconPen& pen, Icon icon) {
    switch (icon) {
    case Icon::person:
        pen.circle({12, 7.8F}, 4.3F);
        pen.arc({12, 22}, 8, 190, 350);
        return true;
    case Icon::people:
        pen.circle({8.8F, 8.2F}, 3.7F);
        pen.arc({8.8F, 20.6F}, 6.6F, 187, 353);
        pen.arc({15.6F, 8.2F}, 3.7F, -70, 70);
        pen.from({17.6F, 14.4F}).bend({20, 15.2F}, {21.6F, 17.2F}, {21.8F, 19.8F}).end();
        return true;
    case Icon::person_add:
        pen.circle({9.2F, 7.8F}, 4);
        pen.arc({9.2F, 21.2F}, 7.2F, 189, 351);
        pen.line({{19, 6.5F}, {19, 12.5F}});
        pen.line({{16, 9.5F}, {22, 9.5F}});
        return true;
    case Icon::hand_heart:
        helping_hand(pen);
        return true;
    case Icon::hands:
        raised_hand(pen);
        return true;
    case Icon::heart:
        pen.heart({12, 12.2F}, 18.6F);
        return true;
    case Icon::thumb_up:
        pen.line({{7.2F, 10.8F}, {3, 10.8F}, {3, 20.6F}, {7.2F, 20.6F}}, 1);
        pen.from({7.2F, 11.2F}).to({11.2F, 3.4F}).bend({13.4F, 3}, {14.5F, 4.8F}, {14.1F, 6.6F});
        pen.to({13.4F, 9.4F}).to({18.8F, 9.4F}).bend({20.8F, 9.4F}, {21.8F, 10.9F}, {21.3F, 12.6F});
        pen.to({19.6F, 18.5F}).bend({19.2F, 20}, {18.3F, 20.6F}, {16.9F, 20.6F}).to({7.2F, 20.6F});
        pen.end(true);
        return true;
    case Icon::star:
        pen.shape({{12, 2.8F},
                   {14.7F, 8.9F},
                   {21.4F, 9.6F},
                   {16.4F, 14.1F},
                   {17.8F, 20.7F},
                   {12, 17.3F},
                   {6.2F, 20.7F},
                   {7.6F, 14.1F},
                   {2.6F, 9.6F},
                   {9.3F, 8.9F}},
                  0);
        return true;
    case Icon::chat:
        bubble(pen);
        for (const float x : {8.0F, 12.0F, 16.0F})
            pen.dot({x, 10.2F}, 1.2F);
        return true;
    case Icon::message:
        bubble(pen);
        pen.line({{7.4F, 8.4F}, {16.6F, 8.4F}});
        pen.line({{7.4F, 12.2F}, {13, 12.2F}});
        return true;
    case Icon::mail:
        pen.box(2.6F, 4.8F, 21.4F, 19.2F);
        pen.line({{3.6F, 6.8F}, {12, 13}, {20.4F, 6.8F}}, 1.6F);
        return true;
    case Icon::phone:
        pen.from({6.6F, 3.4F}).to({9.2F, 3.4F}).to({10.9F, 8}).to({8.7F, 9.9F});
        pen.bend({9.9F, 12.4F}, {11.6F, 14.1F}, {14.1F, 15.3F}).to({16, 13.1F}).to({20.6F, 14.8F});
        pen.to({20.6F, 17.4F}).bend({20.6F, 19.3F}, {19, 20.7F}, {17.2F, 20.5F});
        pen.bend({9.8F, 19.7F}, {4.3F, 14.2F}, {3.5F, 6.8F}).bend({3.3F, 5}, {4.7F, 3.4F}, {6.6F, 3.4F});
        pen.end(true);
        return true;
    case Icon::megaphone:
        pen.shape({{3, 9}, {8.6F, 9}, {17.6F, 4}, {17.6F, 19}, {8.6F, 14}, {3, 14}}, 1.4F);
        pen.line({{6.4F, 14.2F}, {7.6F, 20.2F}, {11, 20.2F}, {10.2F, 15.2F}}, 1);
        pen.arc({17.8F, 11.5F}, 3.6F, -48, 48);
        return true;
    case Icon::flag:
        pen.line({{5, 21}, {5, 3.4F}});
        pen.from({5, 4.6F}).bend({9, 2.4F}, {13.4F, 7}, {19.6F, 4.6F}).to({19.6F, 13.8F});
        pen.bend({13.4F, 16.2F}, {9, 11.6F}, {5, 13.8F}).end();
        return true;
    case Icon::lightbulb:
        pen.from({9, 17}).bend({9, 14.4F}, {5.6F, 13.4F}, {5.6F, 9.3F});
        pen.bend({5.6F, 5.7F}, {8.4F, 2.8F}, {12, 2.8F}).bend({15.6F, 2.8F}, {18.4F, 5.7F}, {18.4F, 9.3F});
        pen.bend({18.4F, 13.4F}, {15, 14.4F}, {15, 17}).end(true);
        pen.line({{10.2F, 20.9F}, {13.8F, 20.9F}});
        return true;
    case Icon::call:
        pen.arc({12, 16}, 8.2F, 180, 360);
        pen.line({{3.8F, 16}, {20.2F, 16}});
        pen.line({{2.6F, 20}, {21.4F, 20}});
        pen.line({{12, 7.6F}, {12, 4.6F}});
        pen.line({{9.8F, 4.2F}, {14.2F, 4.2F}});
        return true;
    case Icon::bell:
        pen.from({4, 17.2F}).bend({6, 15.2F}, {6, 13.4F}, {6, 10});
        pen.bend({6, 5.8F}, {9, 3.2F}, {12, 3.2F}).bend({15, 3.2F}, {18, 5.8F}, {18, 10});
        pen.bend({18, 13.4F}, {18, 15.2F}, {20, 17.2F}).end(true);
        pen.arc({12, 18.4F}, 2.8F, 25, 155);
        return true;
    case Icon::tablet_hand_over:
        pen.box(2.8F, 3, 13, 21, 2);
        pen.line({{7.2F, 17.4F}, {8.6F, 17.4F}});
        pen.line({{10.4F, 11}, {21.2F, 11}});
        pen.line({{17.2F, 6.8F}, {21.4F, 11}, {17.2F, 15.2F}}, 0.6F);
        return true;
    case Icon::signature:
        pen.from({3.4F, 16})
            .bend({6.6F, 16}, {10.2F, 4}, {7.8F, 4})
            .bend({5.4F, 4}, {5.8F, 16.6F}, {9.2F, 16.6F});
        pen.bend({11.4F, 16.6F}, {11.6F, 11.2F}, {13, 11.2F})
            .bend({14.4F, 11.2F}, {13.2F, 15.8F}, {15.2F, 15.8F});
        pen.bend({16.8F, 15.8F}, {17, 13.2F}, {20.6F, 13.2F}).end();
        pen.line({{3.2F, 20.8F}, {20.8F, 20.8F}});
        return true;
    default:
        return false;
    }
}

} // namespace istiqbal::ui
