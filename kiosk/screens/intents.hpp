// SPDX-License-Identifier: Apache-2.0
// What a person can ask of the terminal. A screen shows state and answers with these; it changes nothing
// itself.
#pragma once

#include "kiosk/ui/page.hpp"
#include "kiosk/ui/signature_pad.hpp"

#include <string>
#include <variant>
#include <vector>

namespace istiqbal::screens {

struct Begin {
    ui::Language language;
};
struct Continue {};
struct Back {};
struct SwitchLanguage {};
struct SwitchTextSize {};
struct CallEmployee {};
struct AskStartAgain {}; // asks first
struct StartAgain {};    // was asked and means it; also the end of a visit
struct CloseDialog {};   // goes on where they were; also "I am still here"
// An answer in the words of form::Interview::set().
struct SetAnswer {
    std::string question;
    form::WipedText typed;
};
struct SelectChoice {
    std::string question;
    std::string choice;
    bool selected;
};
struct Change {
    std::string question;
};
struct Sign {
    ui::PadInput input;
    float pad_width_mm;
    float pad_height_mm;
};
struct ClearSignature {};
struct AcknowledgeCommittee {
    bool acknowledged;
};

using Intent = std::variant<Begin, Continue, Back, SwitchLanguage, SwitchTextSize, CallEmployee,
                            AskStartAgain, StartAgain, CloseDialog, SetAnswer, SelectChoice, Change, Sign,
                            ClearSignature, AcknowledgeCommittee>;
using Intents = std::vector<Intent>;

// The intent behind what was tapped around the body of a page.
void answer(ui::PageAction action, Intents& intents);

} // namespace istiqbal::screens
