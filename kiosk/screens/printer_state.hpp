// SPDX-License-Identifier: Apache-2.0
// How the printer is, as far as screens tell it to visitors and to staff.
#pragma once

namespace istiqbal::screens {

enum class PrinterState {
    none, // the terminal has no printer
    ready,
    busy,
    printed, // it has taken all of it
    no_paper,
    offline,     // the cover is open, or it has a fault
    unreachable, // it is not there
    stopped      // in the middle
};

} // namespace istiqbal::screens
