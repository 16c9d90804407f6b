// SPDX-License-Identifier: Apache-2.0
// What a person can ask of the terminal. A screen shows state and answers with these; it changes nothing
// itself.
#pragma once

#include "kiosk/form/calendar.hpp"
#include "kiosk/ui/ink_pad.hpp"
#include "kiosk/ui/page.hpp"

#include <string>
#include <variant>
#include <vector>

namespace istiqbal::screens {

// Finding one's way.

struct Begin { // on the welcome page
    ui::Language language;
};
enum class Destination { home, information, follow_up, rating };
struct Open {
    Destination destination;
};
struct BeginJourney {
    std::string id; // catalogue::Journey::id
};
struct Continue {};
struct Back {};
struct SwitchLanguage {};
struct SwitchTextSize {};
struct SwitchContrast {};
struct CallEmployee {};
struct AskStartAgain {}; // asks first
struct StartAgain {};    // was asked and means it; also the end of a visit
struct CloseDialog {};   // goes on where they were; also "I am still here"

// Going through a journey.

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
    std::string question; // its path, or the id of its page
};
// The entries of a repeat, by path: "household[2]".
struct AddEntry {
    std::string repeat; // id of the page that lists them
};
struct ChangeEntry {
    std::string entry;
};
struct AskRemoveEntry { // asks first
    std::string entry;
};
struct RemoveEntry {
    std::string entry;
};
struct KeepEntry {};      // was asked and does not mean it
struct MatchDocument {    // P3
    std::string document; // the choice's name
    bool seen;
    bool matches;
    bool unexpired;
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

struct PrintReceipt {}; // once more

enum class Witnessed { cannot_sign, by_telephone, on_paper };
struct AskWitness { // for who cannot sign, or is not there
    Witnessed why;
};

// Before the questions: how a request reached us, and which one is completed.

enum class TakingPage { who, name, relation, mobile, received, consent };
struct SayWhoAsks {
    bool another; // for the beneficiary; or the beneficiary themself
};
struct TypeAskerName {
    form::WipedText typed;
};
struct ChooseRelation {
    std::string relation; // of screens::relations
};
struct TypeAskerMobile {
    form::WipedText typed;
};
struct ChooseReceived {
    form::Date day;
};
struct SayConsent {
    bool on_paper; // or it was read out
};
struct ChangeOpening { // at check-your-answers
    bool reference;    // of what is completed; else a page of how the request came
    TakingPage page = TakingPage::who;
};

// Staff: who signs in by PIN, and what they do at the desk or on the panel.

struct AskStaff {}; // the hidden gesture
struct ChoosePerson {
    std::string person; // id in the roster
};
struct TryPin {
    form::WipedText pin;
};
struct NewRequest {};
struct ChooseChannel {
    std::string channel; // "C1" … "C8"
};
struct OpenDraft {
    std::string draft;
};
struct AskRemoveDraft {
    std::string draft;
};
struct Lock {};
struct SyncNow {};
struct CopyToStick {}; // also once more
struct ChooseStick {
    std::size_t index; // of those that are shown
};
struct ShowStaffTab {
    std::size_t tab;
};
struct TestPrint {};
struct RestartProgram {};

// Rating (G5, G6, G7).

struct Rate {
    int score; // 1 (least satisfied) to 5 (most), whichever side of the screen it stands on
};
enum class RatedList { services, departments, colleagues }; // colleagues: departments that serve employees
struct ChooseRated {                                        // what is rated, where the terminal does not know
    RatedList list;
    std::string id; // empty: only the list is turned to
};
struct AskRated {}; // at an exit terminal: something else than what it rests at
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

// Following up (P7).
struct TypeReference {
    form::WipedText typed;
};
struct TypeClaimCode {
    form::WipedText typed;
};
struct CompleteRequest {}; // the one that is followed up (P6)

using Intent =
    std::variant<Begin, Open, BeginJourney, Continue, Back, SwitchLanguage, SwitchTextSize, SwitchContrast,
                 CallEmployee, AskStartAgain, StartAgain, CloseDialog, //
                 SetAnswer, SelectChoice, Change, AddEntry, ChangeEntry, AskRemoveEntry, RemoveEntry,
                 KeepEntry, MatchDocument, Sign, ClearSignature, AcknowledgeCommittee, AskWitness,
                 PrintReceipt, //
                 SayWhoAsks, TypeAskerName, ChooseRelation, TypeAskerMobile, ChooseReceived, SayConsent,
                 ChangeOpening, //
                 AskStaff, ChoosePerson, TryPin, NewRequest, ChooseChannel, OpenDraft, AskRemoveDraft, Lock,
                 SyncNow, CopyToStick, ChooseStick, ShowStaffTab, TestPrint, RestartProgram, //
                 Rate, ChooseRated, AskRated, MarkReason, TypeComment, SkipRating,           //
                 Read, TurnPage, TypeQuery,                                                  //
                 TypeReference, TypeClaimCode, CompleteRequest>;
using Intents = std::vector<Intent>;

// The intent behind what was tapped around the body of a page.
void answer(ui::PageAction action, Intents& intents);

} // namespace istiqbal::screens
