// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

void answer(ui::PageAction action, Intents& intents) {
    switch (action) {
    case ui::PageAction::none:
        return;
    case ui::PageAction::back:
        intents.emplace_back(Back{});
        return;
    case ui::PageAction::primary:
        intents.emplace_back(Continue{});
        return;
    case ui::PageAction::start_again:
        intents.emplace_back(AskStartAgain{});
        return;
    case ui::PageAction::call_employee:
        intents.emplace_back(CallEmployee{});
        return;
    case ui::PageAction::switch_language:
        intents.emplace_back(SwitchLanguage{});
        return;
    case ui::PageAction::staff:
        intents.emplace_back(AskStaff{});
        return;
    case ui::PageAction::switch_text_size:
        intents.emplace_back(SwitchTextSize{});
        return;
    case ui::PageAction::switch_contrast:
        intents.emplace_back(SwitchContrast{});
        return;
    }
}

} // namespace istiqbal::screens
