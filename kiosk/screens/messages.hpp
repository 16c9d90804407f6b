// SPDX-License-Identifier: Apache-2.0
// Pages that only tell: the record is being sealed, sealing failed, the visit is over, the terminal cannot
// take requests.
#pragma once

#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

void sending(ui::Frame& frame, Intents& intents);

// Nothing was kept in clear and nothing was sent; the answers are still here and can be sent again.
void sending_failed(ui::Frame& frame, Intents& intents);

// The visit is over and nothing of it is left here; goes back to rest by itself.
void finished(ui::Frame& frame, Intents& intents);

// `reason` is for the employee who is called.
void out_of_service(ui::Frame& frame, std::string_view reason, Intents& intents);

} // namespace istiqbal::screens
