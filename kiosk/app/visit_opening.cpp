// SPDX-License-Identifier: Apache-2.0
// Visit: the pages before its questions. How the request reached us (branch mode), and which request is
// completed (P6).
#include "kiosk/app/follow_up.hpp"
#include "kiosk/app/visit.hpp"
#include "kiosk/form/checks.hpp"

namespace istiqbal::app {

using screens::TakingPage;
using screens::TypingProblem;

bool Visit::follow_taking(const screens::Intent& intent) {
    withdraw_signature();
    switch (taking_pages_->apply(intent)) {
    case TakingPages::Way::stays:
        return false;
    case TakingPages::Way::turned:
        return true;
    case TakingPages::Way::back:
        if (back_to_check_)
            enter_check();
        else
            step_ = Step::left;
        return true;
    case TakingPages::Way::done:
        if (back_to_check_)
            enter_check();
        else
            step_ = Step::before;
        return true;
    }
    return false;
}

bool Visit::follow_reference(const screens::Intent& intent) {
    if (const auto* typed = std::get_if<screens::TypeReference>(&intent)) {
        withdraw_signature();
        form::wipe(completes_);
        reference_problem_ = TypingProblem::none;
        // The receipt's code says both; the secret half is none of this and is kept nowhere.
        if (const auto receipt = seal::ReceiptLine::parse(typed->typed)) {
            const std::string text = receipt->reference.text();
            completes_.assign(text.begin(), text.end());
            return leave_reference();
        }
        completes_ = typed->typed;
        return false;
    }
    if (std::holds_alternative<screens::Continue>(intent)) {
        const auto reference = completed();
        if (reference)
            return leave_reference();
        reference_problem_ = typing_problem(reference.error(), completes_);
        return false;
    }
    if (!std::holds_alternative<screens::Back>(intent))
        return false;
    reference_problem_ = TypingProblem::none;
    if (back_to_check_ && completed())
        enter_check();
    else if (!back_to_check_)
        step_ = Step::before;
    else
        return false;
    return true;
}

void Visit::complete(std::string_view reference) {
    form::wipe(completes_);
    completes_.assign(reference.begin(), reference.end());
}

bool Visit::leave_reference() {
    if (back_to_check_)
        enter_check();
    else
        begin_questions();
    return true;
}

seal::Result<seal::Reference> Visit::completed() const {
    return seal::Reference::parse(completes_);
}

void Visit::begin_questions() {
    if (interview_.pages().empty())
        enter_check();
    else
        to_page(interview_.pages().front());
}

bool Visit::change_opening(const screens::ChangeOpening& wanted) {
    if (step_ != Step::check)
        return false;
    if (wanted.reference && journey_.completes) {
        step_ = Step::reference;
    } else if (!wanted.reference && taking_pages_) {
        taking_pages_->change(wanted.page);
        step_ = Step::taking;
    } else {
        return false;
    }
    back_to_check_ = true;
    return true;
}

bool Visit::changed() const {
    return interview_.changed() || !completes_.empty() || (taking_ && !taking_->name.empty());
}

seal::TakenBy Visit::taken_by() const {
    seal::TakenBy taken{taking_->representative, taking_->received.iso(), consent(), {}};
    for (const SeenDocument& document : documents_)
        taken.documents_seen.push_back(
            {document_label(document.document), document.seen, document.matches, document.unexpired});
    if (taking_->asks == screens::Asks::another)
        taken.asked_by = seal::AskedBy{std::string(form::trim(taking_->name)),
                                       string("taking.relation." + taking_->relation),
                                       form::saudi_mobile(taking_->mobile).value_or(std::string())};
    return taken;
}

// Of who is not there the representative said it. Who is there has read it, or had it read out by a witness.
seal::Consent Visit::consent() const {
    if (taking_->consent != screens::ConsentGiven::unsaid)
        return taking_->consent == screens::ConsentGiven::on_paper ? seal::Consent::on_paper
                                                                   : seal::Consent::read_out;
    const auto& witness = signing_.witness();
    if (!witness)
        return seal::Consent::in_person;
    return witness->reason == seal::Witness::Reason::on_paper ? seal::Consent::on_paper
                                                              : seal::Consent::read_out;
}

} // namespace istiqbal::app
