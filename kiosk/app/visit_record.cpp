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
        draft.question = question_;
    draft.asked.assign(asked_.begin(), asked_.end());
    for (const form::Question& question : form_.questions)
        if (const std::string_view typed = interview_.typed(question.name); !typed.empty())
            draft.answers.push_back({question.name, form::WipedText(typed)});
    return draft;
}

void Visit::restore(const Draft& draft) {
    for (const Draft::Entry& entry : draft.answers)
        interview_.set(entry.question, entry.typed);
    for (const std::string& name : draft.asked)
        if (form_.find(name))
            asked_.insert(name);
    const auto pages = interview_.pages();
    const auto here = std::find_if(pages.begin(), pages.end(),
                                   [&](const form::Question* page) { return page->name == draft.question; });
    if (here != pages.end()) {
        question_ = draft.question;
        step_ = Step::question;
    } else if (const form::Question* unasked = first_unasked()) {
        question_ = unasked->name;
        step_ = Step::question;
    } else {
        enter_check();
    }
}

} // namespace istiqbal::app
