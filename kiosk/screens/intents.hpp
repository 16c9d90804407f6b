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

// Rating (G5, G6, G7).
struct Rate {
    int score; // 1 (least satisfied) to 5 (most), whichever side of the screen it stands on
};
struct ChooseRated { // what is rated, where the terminal does not know
    bool department; // or a service
    std::string id;
};
struct MarkReason {
    std::string id;
    bool marked;
};
struct TypeComment {
    form::WipedText typed;
};
struct SkipRating {};

// Reading (G3, G6).
enum class Shelf {
    home,
    search,
    services,
    service,
    questions,
    question,
    corrections,
    library,
    document,
    section,
    announcements,
    announcement
};
struct ReadingPlace {
    Shelf shelf = Shelf::home;
    std::size_t item = 0;    // in the catalogue's list of the shelf; for corrections the first one shown
    std::size_t section = 0; // of a document
    bool operator==(const ReadingPlace&) const = default;
};
struct Read {
    ReadingPlace place;
};
struct TurnPage {
    std::size_t page;
};
struct TypeQuery {
    form::WipedText typed;
};
// Also the home page's tiles: the journey of the catalogue with that id.
struct BeginJourney {
    std::string id;
};

// Following up (P7).
struct TypeReference {
    form::WipedText typed;
};
struct TypeClaimCode {
    form::WipedText typed;
};

using Intent =
    std::variant<Begin, Continue, Back, SwitchLanguage, SwitchTextSize, CallEmployee, AskStartAgain,
                 StartAgain, CloseDialog, SetAnswer, SelectChoice, Change, Sign, ClearSignature,
                 AcknowledgeCommittee, Rate, ChooseRated, MarkReason, TypeComment, SkipRating, Read, TurnPage,
                 TypeQuery, BeginJourney, TypeReference, TypeClaimCode>;
using Intents = std::vector<Intent>;

// The intent behind what was tapped around the body of a page.
void answer(ui::PageAction action, Intents& intents);

} // namespace istiqbal::screens
