// SPDX-License-Identifier: Apache-2.0
// Branch mode: the tablet goes into the beneficiary's hands for the declaration and the signature (P4, C8).
// What the representative sees is gone from the screen then; the way back to it is their PIN.
#pragma once

#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

void hand_over(ui::Frame& frame, Intents& intents);

} // namespace istiqbal::screens
