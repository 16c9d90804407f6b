// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/rating_guard.hpp"

namespace istiqbal::app {

std::string_view Suspicion::word() const {
    if (hammered)
        return "hammered";
    if (many_fingers)
        return "many_fingers";
    if (too_soon)
        return "too_soon";
    return too_often ? "too_often" : "";
}

void RatingGuard::touched(Time when) {
    taps_.add(when);
}

Suspicion RatingGuard::rated(Time when) {
    ratings_.add(when);
    Suspicion suspicion;
    suspicion.too_soon = ended_ && when - *ended_ < rules_.apart;
    suspicion.too_often = ratings_.all_within(when, rules_.ratings);
    suspicion.hammered = taps_.all_within(when, rules_.taps);
    suspicion.many_fingers = more_fingers_ && when - *more_fingers_ < rules_.apart;
    return suspicion;
}

} // namespace istiqbal::app
