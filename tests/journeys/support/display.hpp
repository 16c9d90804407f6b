// SPDX-License-Identifier: Apache-2.0
// A screen for the test programs: an Xvfb of their own, on a display number that nobody else has.
#pragma once

#include "tests/journeys/support/process.hpp"

namespace istiqbal::journeys {

// The test program's one display, 1280 × 1920, started at the first call and gone with the program. Fails the
// test with a plain sentence if there is no Xvfb.
class Display {
public:
    static const Display& shared();

    const std::string& name() const { return name_; } // ":7"

private:
    Display();

    Process server_;
    std::string name_;
};

} // namespace istiqbal::journeys
