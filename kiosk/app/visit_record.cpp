// SPDX-License-Identifier: Apache-2.0
// Visit: what it hands over, as a record and as a draft, and the way back from a draft.
#include "kiosk/app/visit.hpp"

#include <algorithm>

namespace istiqbal::app {

namespace {

std::string asks_word(screens::Asks asks) {
    switch (asks) {
    case screens::Asks::unsaid:
        return {};
    case screens::Asks::themself:
        return "themself";
    case screens::Asks::another:
        break;
    }
    return "another";
}

std::string consent_word(screens::ConsentGiven consent) {
    switch (consent) {
    case screens::ConsentGiven::unsaid:
        return {};
    case screens::ConsentGiven::read_out:
        return "read_out";
    case screens::ConsentGiven::on_paper:
        break;
    }
    return "on_paper";
}

} // namespace

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
        record.committee =
            seal::CommitteeNotice{committee_notice(), committee_day().iso(), committee_acknowledged_};
    }
    for (const form::Choice* document : documents_lacking())
        record.missing_documents.push_back({document->name, document->label.in(language())});
    if (taking_)
        record.taken_by = taken_by();
    if (journey_.completes) {
        const auto reference = completed();
        record.completes = reference ? reference->text() : std::string();
        for (const form::Choice* document : documents_held())
            if (was_brought(document->name))
                record.brought_documents.push_back({document->name, document->label.in(language())});
    }
    return record;
}

// What the representative was not shown has not come.
bool Visit::was_brought(const std::string& document) const {
    return std::none_of(documents_.begin(), documents_.end(),
                        [&](const SeenDocument& seen) { return seen.document == document && !seen.seen; });
}

Draft Visit::draft() const {
    Draft draft;
    draft.journey = journey_.id;
    draft.language = language() == ui::Language::arabic ? "ar" : "en";
    if (taking_) {
        draft.channel = taking_->channel;
        draft.received = taking_->received.iso();
        draft.asks = asks_word(taking_->asks);
        draft.asker_name = taking_->name;
        draft.asker_relation = taking_->relation;
        draft.asker_mobile = taking_->mobile;
        draft.consent = consent_word(taking_->consent);
    }
    draft.completes = completes_;
    if (step_ == Step::question || step_ == Step::before)
        draft.question = page_;
    draft.asked.assign(asked_.begin(), asked_.end());
    for (form::TypedAnswer& answer : interview_.typed_answers())
        draft.answers.push_back({std::move(answer.path), std::move(answer.typed)});
    return draft;
}

void Visit::restore(const Draft& draft) {
    completes_ = draft.completes;
    std::vector<form::TypedAnswer> answers;
    for (const Draft::Entry& entry : draft.answers)
        answers.push_back({entry.question, entry.typed});
    interview_.restore(answers);
    asked_.insert(draft.asked.begin(), draft.asked.end());
    if (step_ == Step::taking) // not all of it was said
        return;
    if (journey_.completes && !completed())
        step_ = Step::reference;
    else if (const form::Page* here = interview_.page(draft.question))
        to_page(*here);
    else if (const form::Page* unasked = first_unasked())
        to_page(*unasked);
    else
        enter_check();
}

Taking taking_of(const Draft& draft, std::string representative, form::Date today) {
    Taking taking{std::move(representative), draft.channel,
                  form::Date::from_iso(draft.received).value_or(today)};
    for (const auto asks : {screens::Asks::themself, screens::Asks::another})
        if (draft.asks == asks_word(asks))
            taking.asks = asks;
    taking.name = draft.asker_name;
    taking.relation = draft.asker_relation;
    taking.mobile = draft.asker_mobile;
    for (const auto consent : {screens::ConsentGiven::read_out, screens::ConsentGiven::on_paper})
        if (draft.consent == consent_word(consent))
            taking.consent = consent;
    return taking;
}

} // namespace istiqbal::app
