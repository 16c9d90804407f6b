// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/support/display.hpp"

#include "tests/catch.hpp"

namespace istiqbal::journeys {

const Display& Display::shared() {
    static const Display display;
    return display;
}

Display::Display()
    : server_({"Xvfb", "-displayfd", "1", "-screen", "0", "1280x1920x24", "-nolisten", "tcp", "-noreset"}) {
    const auto number = server_.read_line(milliseconds(30'000));
    if (!number)
        FAIL("Xvfb does not start; it is in Debian's package xvfb\n" << server_.errors());
    name_ = ":" + *number;
}

} // namespace istiqbal::journeys
