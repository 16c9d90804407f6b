// SPDX-License-Identifier: Apache-2.0
// One person's way through one journey: where they are in it, what they answered, what they signed. Intents
// move it along; nothing here draws or stores. When it ends, everything of it is overwritten.
//
//     taking … → before → reference → question … → check → documents → hand over → declaration → committee →
//     hand back → sending → receipt
//                 ↑__Change__│                                                            └→ failed → (again)
//
// Taking, documents, hand over and hand back belong to branch mode (P3, C1–C8): a representative says how the
// request came, asks the questions and matches the documents, and hands the tablet over for the signature
// alone. The reference is asked where the journey completes another request (P6). Declaration and committee
// come where the journey has them. Back from the first page leaves; Continue on the receipt finishes.
//
// One thread: the window's.
#pragma once

#include "kiosk/app/draft.hpp"
#include "kiosk/app/signing.hpp"
#include "kiosk/app/taking.hpp"
#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/form/interview.hpp"
#include "kiosk/screens/follow_up.hpp"
#include "kiosk/screens/intents.hpp"
#include "kiosk/ui/widgets/qr.hpp"
#include "sync/seal/receipt_line.hpp"
#include "sync/seal/submission.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace istiqbal::app {

enum class Step {
    taking,
    before,
    reference,
    question,
    check,
    documents,
    hand_over,
    declaration,
    committee,
    hand_back,
    sending,
    failed,
    receipt,
    left,    // gone back out of the first page
    finished // the receipt was taken
};

// What the receipt page shows; wiped with the visit.
struct ShownReceipt {
    std::string reference;
    std::string claim_code;
    std::optional<ui::QrCode> code{}; // both, for a scanner
};

// What the representative found of one document, under their own name (P3).
struct SeenDocument {
    std::string document; // the choice's name
    bool seen = false;    // the original was presented
    bool matches = false; // it says what the answers say
    bool unexpired = false;
};

class Visit {
public:
    // What it is made of outlives it. `today` is the terminal's civil day; `presentation` belongs to the
    // session, which tells of a change of language. A `taking` that says everything already is not asked for.
    Visit(const catalogue::Journey& journey, const form::Form& form, const ui::Strings& strings,
          std::function<form::Date()> today, const ui::Presentation& presentation,
          std::optional<Taking> taking = {}, form::Surroundings surroundings = {});
    ~Visit();
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

    // What the screens show.
    Step step() const { return step_; }
    const catalogue::Journey& journey() const { return journey_; }
    const form::Form& form() const { return form_; }
    const form::Interview& interview() const { return interview_; }
    const form::Page& page() const; // at Step::question
    // What is wrong on that page, once somebody tried to leave it.
    const std::vector<form::Problem>& page_problems() const { return page_problems_; }
    // The entry that the person asked to remove and was not yet asked back about; empty if there is none.
    const std::string& removing() const { return removing_; }
    const std::vector<form::Problem>& problems() const { return problems_; } // at Step::check
    const Signing& signing() const { return signing_; }
    const std::optional<Taking>& taking() const { return taking_; }
    const TakingPages& taking_pages() const { return *taking_pages_; } // with taking()
    std::string_view typed_reference() const { return completes_; }    // of the request that is completed
    screens::TypingProblem reference_problem() const { return reference_problem_; }
    seal::Result<seal::Reference> completed() const;
    // Somebody entered something that is worth keeping.
    bool changed() const;
    const std::vector<SeenDocument>& documents_seen() const { return documents_; } // at Step::documents
    bool something_missing() const { return something_missing_; } // signature, acknowledgement or a tick
    bool committee_acknowledged() const { return committee_acknowledged_; }
    const std::optional<ShownReceipt>& receipt() const { return receipt_; }
    std::string declaration() const;
    std::string committee_notice() const;
    form::Date committee_day() const;   // not before which it answers
    std::string committee_date() const; // the same, in both calendars
    // What is still to come: not there, or not seen by the representative (P6).
    std::vector<std::string> missing_documents() const;
    std::string document_label(const std::string& document) const; // of a choice in a checklist
    // Whether the tablet is in the beneficiary's hands: nothing but what they sign may come until it is back.
    bool handed_over() const;

    // Which request it completes is known: its reference need not be typed.
    void complete(std::string_view reference);

    // Moves on. Returns whether the page is another one now, so that its widgets begin anew.
    bool apply(const screens::Intent& intent);
    // The language changed. What was signed in the other one is withdrawn, and read again before it is
    // signed. Returns whether the page is another one now.
    bool language_changed();
    // Somebody with a PIN vouches for a person who cannot sign.
    void witnessed(seal::Witness witness);
    // At Step::hand_back: the representative has the tablet again and said so by PIN. Sends what was signed,
    // or, where the beneficiary asked to go back, leads to the pages before the signature.
    void handed_back();

    // At Step::sending: everything the person entered and saw, for Intake. `created`: seconds since
    // 1970-01-01 UTC.
    seal::Submission submission(std::int64_t created) const;
    void sent(const seal::ReceiptLine& receipt);
    void not_sent();

    // Branch mode: what is kept when the tablet goes dark, signatures excepted, and the way back to it.
    Draft draft() const;
    // Answers that the form has no question for any more are left out; goes on at the question where it was.
    void restore(const Draft& draft);

private:
    bool follow_taking(const screens::Intent& intent);
    bool follow_reference(const screens::Intent& intent);
    bool leave_reference();
    bool change_opening(const screens::ChangeOpening& wanted);
    void begin_questions();
    seal::TakenBy taken_by() const;
    bool go_on();
    bool go_back();
    bool leave_question();
    bool leave_check();
    bool after_documents();
    bool to_committee();
    bool to_sending();
    const form::Page* first_unasked() const;
    const form::Page* page_of(const std::string& path) const; // on which a question or a repeat stands
    void to_page(const form::Page& page);
    void enter_check();
    void enter_documents();
    bool change(const std::string& question);
    // visit_entries.cpp
    bool lists(const std::string& repeat) const;
    bool lists_entry(const std::string& entry) const;
    bool enter_entry(const std::string& entry);
    bool add_entry(const std::string& repeat);
    bool change_entry(const std::string& entry);
    void ask_remove_entry(const std::string& entry);
    bool remove_entry(const std::string& entry);
    bool walks_entry() const;
    bool note_correction();
    bool sealed() const; // what was entered is on its way: it cannot change any more
    void before_signing();
    Step first_to_sign() const { return journey_.declaration ? Step::declaration : Step::committee; }
    void withdraw_signature();
    seal::Consent consent() const;
    bool was_brought(const std::string& document) const;
    bool documents_to_see() const { return taking_ && !documents_held().empty(); }
    std::vector<const form::Choice*> documents_lacking() const;
    // Of the relevant checklists, those that the person says they have.
    std::vector<const form::Choice*> documents_held() const;
    ui::Language language() const { return presentation_.language; }
    const std::string& string(std::string_view key) const { return strings_.get(language(), key); }

    const catalogue::Journey& journey_;
    const form::Form& form_;
    const ui::Strings& strings_;
    std::function<form::Date()> today_;
    const ui::Presentation& presentation_;
    std::optional<Taking> taking_;
    std::optional<TakingPages> taking_pages_; // of it
    Step step_ = Step::before;
    form::WipedText completes_; // as typed
    screens::TypingProblem reference_problem_ = screens::TypingProblem::none;
    form::Interview interview_;
    std::string page_;            // id of the one on the screen
    std::set<std::string> asked_; // ids of those that were passed with Continue
    bool back_to_check_ = false;  // reached by "Change"
    std::string entry_;           // of a repeat, entered from the page that lists it
    std::string removing_;
    bool unsigned_ = false; // the tablet comes back before anything was signed for good
    std::vector<form::Problem> page_problems_;
    std::vector<form::Problem> problems_;
    std::vector<SeenDocument> documents_;
    Signing signing_;
    bool something_missing_ = false;
    bool committee_acknowledged_ = false;
    std::optional<form::Date> committee_day_; // as it was told, should midnight pass before sending
    std::optional<ShownReceipt> receipt_;
};

// How the request of a draft came; `representative` is who goes on with it. A draft of before this was asked
// leaves it unsaid.
Taking taking_of(const Draft& draft, std::string representative, form::Date today);

// P5: the committee answers in not less than two weeks.
inline constexpr int committee_days = 14;

} // namespace istiqbal::app
