// SPDX-License-Identifier: Apache-2.0
// Places, papers and keys.
#include "kiosk/ui/icon_pen.hpp"

namespace istiqbal::ui {

namespace {

void book(IconPen& pen) {
    pen.from({12, 6.6F}).bend({9.6F, 4.4F}, {6.2F, 4}, {2.8F, 4.4F}).to({2.8F, 18});
    pen.bend({6.4F, 17.4F}, {9.6F, 17.8F}, {12, 20}).end();
    pen.from({12, 6.6F}).bend({14.4F, 4.4F}, {17.8F, 4}, {21.2F, 4.4F}).to({21.2F, 18});
    pen.bend({17.6F, 17.4F}, {14.4F, 17.8F}, {12, 20}).end();
    pen.line({{12, 6.6F}, {12, 20}});
}

void padlock(IconPen& pen, bool closed) {
    pen.box(4.6F, 10.4F, 19.4F, 21);
    pen.dot({12, 15.7F}, 1.6F);
    pen.from({7.8F, 10.4F}).to({7.8F, 7.4F});
    if (closed)
        pen.bend({7.8F, 1.6F}, {16.2F, 1.6F}, {16.2F, 7.4F}).to({16.2F, 10.4F}).end();
    else
        pen.bend({7.8F, 2}, {14.6F, 1.2F}, {15.9F, 5.6F}).end();
}

} // namespace

bool draw_thing(IconPen& pen, Icon icon) {
    switch (icon) {
    case Icon::home:
        pen.line({{2.8F, 11.4F}, {12, 3.4F}, {21.2F, 11.4F}}, 1.6F);
        pen.line({{5.4F, 9.6F}, {5.4F, 20.6F}, {18.6F, 20.6F}, {18.6F, 9.6F}}, 2);
        pen.line({{9.7F, 20.4F}, {9.7F, 14.2F}, {14.3F, 14.2F}, {14.3F, 20.4F}}, 1);
        return true;
    case Icon::building:
        pen.box(4.8F, 3, 19.2F, 21, 1.8F);
        for (const float x : {9.0F, 15.0F})
            for (const float y : {7.6F, 11.8F})
                pen.dot({x, y}, 1.3F);
        pen.line({{10, 20.8F}, {10, 16.4F}, {14, 16.4F}, {14, 20.8F}}, 0.8F);
        return true;
    case Icon::briefcase:
        pen.box(2.6F, 7.2F, 21.4F, 20.2F);
        pen.line({{8.4F, 7}, {8.4F, 3.8F}, {15.6F, 3.8F}, {15.6F, 7}}, 1.4F);
        pen.line({{2.8F, 13}, {21.2F, 13}});
        return true;
    case Icon::book:
        book(pen);
        return true;
    case Icon::document:
        pen.shape({{4.8F, 2.6F}, {13.8F, 2.6F}, {19.2F, 8}, {19.2F, 21.4F}, {4.8F, 21.4F}}, 2);
        pen.line({{13.4F, 3}, {13.4F, 8.4F}, {18.8F, 8.4F}}, 1);
        pen.line({{8.6F, 12.8F}, {15.4F, 12.8F}});
        pen.line({{8.6F, 17}, {13, 17}});
        return true;
    case Icon::draft:
        pen.line({{18.4F, 8}, {13.2F, 2.8F}, {4.4F, 2.8F}, {4.4F, 21.2F}, {9.6F, 21.2F}}, 2);
        pen.line({{8.2F, 9}, {12.4F, 9}});
        pen.shape({{12.6F, 21.4F}, {13.3F, 18.2F}, {19.4F, 12.1F}, {21.9F, 14.6F}, {15.8F, 20.7F}}, 0.8F);
        return true;
    case Icon::pencil:
        pen.shape({{3.6F, 20.4F}, {4.8F, 15.4F}, {16, 4.2F}, {19.8F, 8}, {8.6F, 19.2F}}, 1.2F);
        pen.line({{13, 7.2F}, {16.8F, 11}});
        return true;
    case Icon::inbox:
        pen.shape({{6, 4}, {18, 4}, {21.4F, 13}, {21.4F, 20}, {2.6F, 20}, {2.6F, 13}}, 2);
        pen.line({{3, 13}, {8, 13}, {9.6F, 16}, {14.4F, 16}, {16, 13}, {21, 13}}, 1);
        return true;
    case Icon::trash:
        pen.line({{3.6F, 6.4F}, {20.4F, 6.4F}});
        pen.line({{8.8F, 6.2F}, {8.8F, 3.2F}, {15.2F, 3.2F}, {15.2F, 6.2F}}, 1.2F);
        pen.line({{5.8F, 6.6F}, {6.8F, 21}, {17.2F, 21}, {18.2F, 6.6F}}, 2);
        pen.line({{10.2F, 11}, {10.2F, 16.6F}});
        pen.line({{13.8F, 11}, {13.8F, 16.6F}});
        return true;
    case Icon::calendar:
        pen.box(3.2F, 4.8F, 20.8F, 20.8F);
        pen.line({{3.4F, 10}, {20.6F, 10}});
        pen.line({{8, 2.6F}, {8, 6.4F}});
        pen.line({{16, 2.6F}, {16, 6.4F}});
        pen.dot({8, 15.2F}, 1.2F);
        pen.dot({12, 15.2F}, 1.2F);
        pen.dot({16, 15.2F}, 1.2F);
        return true;
    case Icon::clock:
        pen.circle({12, 12}, 9.2F);
        pen.line({{12, 6.6F}, {12, 12}, {15.8F, 14.2F}}, 0.4F);
        return true;
    case Icon::globe:
        pen.circle({12, 12}, 9.2F);
        pen.line({{3, 12}, {21, 12}});
        pen.from({12, 2.9F}).bend({6.8F, 7}, {6.8F, 17}, {12, 21.1F}).end();
        pen.from({12, 2.9F}).bend({17.2F, 7}, {17.2F, 17}, {12, 21.1F}).end();
        return true;
    case Icon::lock:
        padlock(pen, true);
        return true;
    case Icon::unlock:
        padlock(pen, false);
        return true;
    case Icon::key:
        pen.circle({7.8F, 16.2F}, 4.8F);
        pen.line({{11.4F, 12.6F}, {20.8F, 3.2F}});
        pen.line({{16.2F, 7.8F}, {19.2F, 10.8F}});
        return true;
    case Icon::shield:
        pen.from({12, 2.6F}).bend({9.6F, 4.4F}, {7, 5.2F}, {4.2F, 5.4F}).to({4.2F, 11});
        pen.bend({4.2F, 16.2F}, {7.4F, 19.6F}, {12, 21.4F}).bend({16.6F, 19.6F}, {19.8F, 16.2F}, {19.8F, 11});
        pen.to({19.8F, 5.4F}).bend({17, 5.2F}, {14.4F, 4.4F}, {12, 2.6F}).end(true);
        pen.line({{8.4F, 12}, {11, 14.6F}, {15.6F, 9.4F}}, 0.5F);
        return true;
    default:
        return false;
    }
}

} // namespace istiqbal::ui
