// SPDX-License-Identifier: Apache-2.0
// Visit: what it hands over, as a record and as a draft, and the way back from a draft.
#include "kiosk/app/visit.hpp"

#include <algorithm>

namespace istiqbal::app {

seal::Submission Visit::submission(std::int64_t created) const {
    seal::Submission record;
    record.form = form_.id;
    record.form_version = form_.version;
    record.language = language() == ui::Language::arabic ? "ar" : "en";
    record.channel = taking_ ? taking_->channel : journey_.channel;
    record.created = created;
    for (const form::SubmittedAnswer& answer : interview_.submission())
        record.answers.push_back(
            {answer.name, answer.label.in(language()), answer.value, answer.shown.in(language())});
    if (journey_.declaration) {
        record.declaration = declaration();
        record.signature = signing_.drawn();
        record.witness = signing_.witness();
    }
    if (journey_.committee) {
        const form::Date day = committee_day_.value_or(today_().plus_days(committee_days));
        record.committee = seal::CommitteeNotice{committee_notice(), day.iso(), committee_acknowledged_};
    }
    for (const form::Choice* document : documents_lacking())
        record.missing_documents.push_back({document->name, document->label.in(language())});
    if (taking_) {
        seal::TakenBy taken{taking_->representative, taking_->received.iso(), consent(), {}};
        for (const SeenDocument& document : documents_)
            taken.documents_seen.push_back(
                {document_label(document.document), document.seen, document.matches, document.unexpired});
        record.taken_by = std::move(taken);
    }
    return record;
}

// Who signs has read it; a witness says that it was read out, except of what was signed on paper.
seal::Consent Visit::consent() const {
    const auto& witness = signing_.witness();
    if (!witness)
        return seal::Consent::in_person;
    return witness->reason == seal::Witness::Reason::on_paper ? seal::Consent::on_paper
                                                              : seal::Consent::read_out;
}

Draft Visit::draft() const {
    Draft draft;
    draft.journey = journey_.id;
    draft.language = language() == ui::Language::arabic ? "ar" : "en";
    if (taking_) {
        draft.channel = taking_->channel;
        draft.received = taking_->received.iso();
    }
    if (step_ == Step::question || step_ == Step::before)
        draft.question = page_;
    draft.asked.assign(asked_.begin(), asked_.end());
    for (form::TypedAnswer& answer : interview_.typed_answers())
        draft.answers.push_back({std::move(answer.path), std::move(answer.typed)});
    return draft;
}

void Visit::restore(const Draft& draft) {
    std::vector<form::TypedAnswer> answers;
    for (const Draft::Entry& entry : draft.answers)
        answers.push_back({entry.question, entry.typed});
    interview_.restore(answers);
    asked_.insert(draft.asked.begin(), draft.asked.end());
    if (const form::Page* here = interview_.page(draft.question))
        to_page(*here);
    else if (const form::Page* unasked = first_unasked())
        to_page(*unasked);
    else
        enter_check();
}

} // namespace istiqbal::app
