// SPDX-License-Identifier: Apache-2.0
// Arrows and signs.
#include "kiosk/ui/icon_pen.hpp"

namespace istiqbal::ui {

bool draw_sign(IconPen& pen, Icon icon) {
    switch (icon) {
    case Icon::none:
        return true;
    case Icon::back:
        pen.line({{20, 12}, {4, 12}});
        pen.line({{11, 5}, {4, 12}, {11, 19}}, 0.6F);
        return true;
    case Icon::forward:
        pen.line({{4, 12}, {20, 12}});
        pen.line({{13, 5}, {20, 12}, {13, 19}}, 0.6F);
        return true;
    case Icon::chevron_back:
        pen.line({{15, 5}, {8, 12}, {15, 19}}, 0.6F);
        return true;
    case Icon::chevron_forward:
        pen.line({{9, 5}, {16, 12}, {9, 19}}, 0.6F);
        return true;
    case Icon::up:
        pen.line({{5, 15.5F}, {12, 8.5F}, {19, 15.5F}}, 0.6F);
        return true;
    case Icon::down:
        pen.line({{5, 8.5F}, {12, 15.5F}, {19, 8.5F}}, 0.6F);
        return true;
    case Icon::check:
        pen.line({{4.5F, 12.8F}, {9.8F, 18}, {19.8F, 6.6F}}, 0.6F);
        return true;
    case Icon::cross:
        pen.line({{5.5F, 5.5F}, {18.5F, 18.5F}});
        pen.line({{18.5F, 5.5F}, {5.5F, 18.5F}});
        return true;
    case Icon::plus:
        pen.line({{12, 4.5F}, {12, 19.5F}});
        pen.line({{4.5F, 12}, {19.5F, 12}});
        return true;
    case Icon::minus:
        pen.line({{4.5F, 12}, {19.5F, 12}});
        return true;
    case Icon::restart:
        pen.arc({12, 12.5F}, 8.2F, 218, 500);
        pen.line({{4.9F, 2.9F}, {5.2F, 7.7F}, {10, 7.6F}}, 0.6F);
        return true;
    case Icon::refresh:
        pen.arc({12, 12.5F}, 8.2F, 40, 322);
        pen.line({{19.1F, 2.9F}, {18.8F, 7.7F}, {14, 7.6F}}, 0.6F);
        return true;
    case Icon::sync:
        pen.arc({12, 12}, 8.4F, 190, 335);
        pen.line({{20.4F, 3.6F}, {20, 8.6F}, {15.2F, 8.2F}}, 0.6F);
        pen.arc({12, 12}, 8.4F, 10, 155);
        pen.line({{3.6F, 20.4F}, {4, 15.4F}, {8.8F, 15.8F}}, 0.6F);
        return true;
    case Icon::search:
        pen.circle({10.6F, 10.6F}, 7);
        pen.line({{15.8F, 15.8F}, {20.8F, 20.8F}});
        return true;
    case Icon::list:
        for (const float y : {6.0F, 12.0F, 18.0F}) {
            pen.dot({4.2F, y}, 1.5F);
            pen.line({{9, y}, {20.5F, y}});
        }
        return true;
    case Icon::grid:
        for (const float x : {3.6F, 14.0F})
            for (const float y : {3.6F, 14.0F})
                pen.box(x, y, x + 6.4F, y + 6.4F, 1.4F);
        return true;
    case Icon::play:
        pen.shape({{7, 4}, {19.5F, 12}, {7, 20}}, 2);
        return true;
    case Icon::pause:
        pen.line({{8.5F, 5}, {8.5F, 19}});
        pen.line({{15.5F, 5}, {15.5F, 19}});
        return true;
    case Icon::send:
        pen.shape({{21, 3}, {3, 9.8F}, {10.6F, 13.4F}, {14.2F, 21}}, 1.2F);
        pen.line({{20.4F, 3.6F}, {10.6F, 13.4F}});
        return true;
    case Icon::exit:
        pen.line({{10.5F, 20.5F}, {4, 20.5F}, {4, 3.5F}, {10.5F, 3.5F}}, 2);
        pen.line({{9.5F, 12}, {20.5F, 12}});
        pen.line({{16, 7.4F}, {20.5F, 12}, {16, 16.6F}}, 0.6F);
        return true;
    case Icon::warning:
        pen.shape({{12, 2.8F}, {22.2F, 20.6F}, {1.8F, 20.6F}}, 2.4F);
        pen.line({{12, 9.6F}, {12, 13.8F}});
        pen.dot({12, 17.2F});
        return true;
    case Icon::information:
        pen.circle({12, 12}, 9.2F);
        pen.dot({12, 7.7F});
        pen.line({{12, 11.6F}, {12, 16.6F}});
        return true;
    case Icon::question:
        pen.circle({12, 12}, 9.2F);
        pen.from({9.2F, 9.5F})
            .bend({9.2F, 5.9F}, {14.9F, 5.9F}, {14.9F, 9.5F})
            .bend({14.9F, 11.7F}, {12, 11.6F}, {12, 13.8F})
            .end();
        pen.dot({12, 17});
        return true;
    default:
        return false;
    }
}

} // namespace istiqbal::ui
