// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/visit.hpp"

#include <algorithm>
#include <utility>

namespace istiqbal::app {

namespace {

void overwrite(std::string& text) {
    explicit_bzero(text.data(), text.size());
    text.clear();
}

template <class... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

} // namespace

Visit::Visit(const catalogue::Journey& journey, const form::Form& form, const ui::Strings& strings,
             std::function<form::Date()> today, const ui::Presentation& presentation,
             std::optional<Taking> taking, form::Surroundings surroundings)
    : journey_(journey)
    , form_(form)
    , strings_(strings)
    , today_(std::move(today))
    , presentation_(presentation)
    , taking_(std::move(taking))
    , interview_(form, today_, std::move(surroundings)) {
    interview_.set_language(language());
    if (!taking_)
        return;
    taking_pages_.emplace(*taking_, today_);
    if (!taking_pages_->complete()) {
        taking_pages_->begin();
        step_ = Step::taking;
    }
}

Visit::~Visit() {
    if (receipt_) {
        overwrite(receipt_->reference);
        overwrite(receipt_->claim_code);
    }
}

const form::Page& Visit::page() const {
    return *interview_.page(page_);
}

std::string Visit::declaration() const {
    return string("declaration.text");
}

form::Date Visit::committee_day() const {
    return committee_day_.value_or(today_().plus_days(committee_days));
}

std::string Visit::committee_date() const {
    return form::format_date(committee_day(), form::DateStyle::both, language());
}

std::vector<std::string> Visit::missing_documents() const {
    std::vector<std::string> labels;
    for (const form::Choice* document : documents_lacking())
        labels.push_back(document->label.in(language()));
    return labels;
}

std::vector<const form::Choice*> Visit::documents_lacking() const {
    if (journey_.completes)
        return {}; // the completed request knows
    std::vector<const form::Choice*> lacking = form::missing_documents(interview_);
    for (const form::Choice* held : documents_held())
        for (const SeenDocument& document : documents_)
            if (document.document == held->name && !document.seen)
                lacking.push_back(held);
    return lacking;
}

std::string Visit::document_label(const std::string& document) const {
    for (const form::Choice* choice : documents_held())
        if (choice->name == document)
            return choice->label.in(language());
    return document;
}

std::string Visit::committee_notice() const {
    return strings_.format(language(), "committee.notice", {{"date", committee_date()}});
}

bool Visit::handed_over() const {
    return taking_ && taking_->present() && (step_ == Step::declaration || step_ == Step::committee);
}

bool Visit::apply(const screens::Intent& intent) {
    if (step_ == Step::taking)
        return follow_taking(intent);
    if (step_ == Step::reference)
        return follow_reference(intent);
    return std::visit(Overloaded{
                          [&](const screens::Continue&) { return go_on(); },
                          [&](const screens::Back&) { return go_back(); },
                          [&](const screens::SetAnswer& answer) {
                              if (sealed())
                                  return false;
                              interview_.set(answer.question, answer.typed);
                              return note_correction();
                          },
                          [&](const screens::SelectChoice& choice) {
                              if (sealed())
                                  return false;
                              interview_.set_selected(choice.question, choice.choice, choice.selected);
                              return note_correction();
                          },
                          [&](const screens::Change& wanted) { return change(wanted.question); },
                          [&](const screens::ChangeOpening& wanted) { return change_opening(wanted); },
                          [&](const screens::AddEntry& wanted) { return add_entry(wanted.repeat); },
                          [&](const screens::ChangeEntry& wanted) { return change_entry(wanted.entry); },
                          [&](const screens::AskRemoveEntry& wanted) {
                              ask_remove_entry(wanted.entry);
                              return false;
                          },
                          [&](const screens::RemoveEntry& wanted) { return remove_entry(wanted.entry); },
                          [&](const screens::KeepEntry&) {
                              removing_.clear();
                              return false;
                          },
                          [&](const screens::MatchDocument& match) {
                              if (step_ != Step::documents)
                                  return false;
                              for (SeenDocument& document : documents_)
                                  if (document.document == match.document)
                                      document = {match.document, match.seen, match.matches, match.unexpired};
                              return false;
                          },
                          [&](const screens::Sign& input) {
                              if (step_ == Step::declaration)
                                  signing_.add(input);
                              return false;
                          },
                          [&](const screens::ClearSignature&) {
                              if (step_ == Step::declaration)
                                  withdraw_signature();
                              return false;
                          },
                          [&](const screens::AcknowledgeCommittee& known) {
                              if (step_ != Step::committee)
                                  return false;
                              committee_acknowledged_ = known.acknowledged;
                              something_missing_ = something_missing_ && !known.acknowledged;
                              return false;
                          },
                          [](const auto&) { return false; },
                      },
                      intent);
}

bool Visit::go_on() {
    switch (step_) {
    case Step::before:
        if (journey_.completes)
            step_ = Step::reference;
        else
            begin_questions();
        return true;
    case Step::question:
        return leave_question();
    case Step::check:
        return leave_check();
    case Step::documents: {
        // A document that was not seen is missing, and may come later (P6); one that was seen must fit.
        something_missing_ =
            std::any_of(documents_.begin(), documents_.end(), [](const SeenDocument& document) {
                return document.seen && !(document.matches && document.unexpired);
            });
        return !something_missing_ && after_documents();
    }
    case Step::hand_over:
        step_ = first_to_sign();
        return true;
    case Step::declaration:
        something_missing_ = !signing_.done();
        if (something_missing_)
            return false;
        return journey_.committee ? to_committee() : to_sending();
    case Step::committee:
        something_missing_ = !committee_acknowledged_;
        return !something_missing_ && to_sending();
    case Step::failed:
        step_ = Step::sending;
        return true;
    case Step::receipt:
        step_ = Step::finished;
        return true;
    case Step::taking:
    case Step::reference:
    case Step::hand_back:
    case Step::sending:
    case Step::left:
    case Step::finished:
        return false;
    }
    return false;
}

bool Visit::leave_question() {
    page_problems_ = interview_.check_page(page_);
    if (!page_problems_.empty())
        return false;
    asked_.insert(page_);
    if (back_to_check_ && !walks_entry()) {
        // A change may bring questions that were not asked before, or make other answers wrong: they come
        // first.
        const auto problems = interview_.problems();
        if (const form::Page* unasked = first_unasked())
            to_page(*unasked);
        else if (!problems.empty())
            to_page(*page_of(problems.front().question));
        else
            enter_check();
    } else if (const form::Page* next = interview_.next(page_)) {
        to_page(*next);
    } else {
        enter_check();
    }
    return true;
}

void Visit::to_page(const form::Page& page) {
    page_ = page.id;
    page_problems_.clear();
    removing_.clear();
    step_ = Step::question;
}

const form::Page* Visit::page_of(const std::string& path) const {
    for (const form::Page& page : interview_.pages()) {
        const bool holds = std::any_of(page.items.begin(), page.items.end(),
                                       [&](const form::Item& item) { return item.path == path; });
        if (holds || page.id == path)
            return &page;
    }
    return nullptr;
}

bool Visit::leave_check() {
    problems_ = interview_.problems();
    if (!problems_.empty())
        return false;
    something_missing_ = false;
    if (!documents_to_see())
        return after_documents();
    enter_documents();
    return true;
}

bool Visit::after_documents() {
    something_missing_ = false;
    if (!journey_.declaration && !journey_.committee)
        return to_sending();
    if (taking_ && taking_->present()) {
        step_ = Step::hand_over;
        return true;
    }
    if (!journey_.declaration)
        return to_committee();
    step_ = Step::declaration;
    return true;
}

bool Visit::to_committee() {
    const form::Date day = today_().plus_days(committee_days);
    if (committee_day_ && *committee_day_ != day)
        committee_acknowledged_ = false; // another day than was acknowledged
    committee_day_ = day;
    step_ = Step::committee;
    return true;
}

bool Visit::to_sending() {
    step_ = handed_over() ? Step::hand_back : Step::sending;
    return true;
}

const form::Page* Visit::first_unasked() const {
    const auto& pages = interview_.pages();
    const auto found = std::find_if(pages.begin(), pages.end(),
                                    [&](const form::Page& page) { return asked_.count(page.id) == 0; });
    return found == pages.end() ? nullptr : &*found;
}

void Visit::enter_check() {
    step_ = Step::check;
    page_problems_.clear();
    entry_.clear();
    removing_.clear();
    problems_.clear();
    back_to_check_ = false;
}

std::vector<const form::Choice*> Visit::documents_held() const {
    std::vector<const form::Choice*> held;
    for (const form::Page& page : interview_.pages())
        for (const form::Item& item : page.items)
            if (item.question->has(form::Appearance::document_checklist))
                for (const form::Choice& choice : item.question->choices())
                    if (interview_.selected(item.path, choice.name))
                        held.push_back(&choice);
    return held;
}

void Visit::enter_documents() {
    std::vector<SeenDocument> documents;
    for (const form::Choice* choice : documents_held()) {
        const auto before =
            std::find_if(documents_.begin(), documents_.end(),
                         [&](const SeenDocument& document) { return document.document == choice->name; });
        documents.push_back(before != documents_.end() ? *before : SeenDocument{choice->name});
    }
    documents_ = std::move(documents);
    step_ = Step::documents;
}

bool Visit::go_back() {
    something_missing_ = false;
    switch (step_) {
    case Step::before:
        if (taking_pages_)
            taking_pages_->begin_at_end();
        step_ = taking_pages_ ? Step::taking : Step::left;
        return true;
    case Step::question: {
        if (back_to_check_ && !walks_entry())
            enter_check();
        else if (const form::Page* previous = interview_.previous(page_))
            to_page(*previous);
        else if (journey_.completes)
            step_ = Step::reference;
        else
            step_ = Step::before;
        return true;
    }
    case Step::check: {
        const form::Page* last = interview_.last();
        if (last == nullptr)
            step_ = Step::before;
        else
            to_page(*last);
        return true;
    }
    case Step::documents:
        enter_check();
        return true;
    case Step::hand_over:
        before_signing();
        return true;
    case Step::declaration:
    case Step::committee:
        if (step_ != first_to_sign()) {
            step_ = Step::declaration;
        } else if (handed_over()) {
            // The pages before are the representative's, and so is the desk behind them.
            unsigned_ = true;
            step_ = Step::hand_back;
        } else {
            before_signing();
        }
        return true;
    case Step::failed:
        if (journey_.committee)
            step_ = Step::committee;
        else if (journey_.declaration)
            step_ = Step::declaration;
        else
            enter_check();
        return true;
    case Step::hand_back:
        step_ = journey_.committee && !unsigned_ ? Step::committee : first_to_sign();
        unsigned_ = false;
        return true;
    case Step::taking:
    case Step::reference:
    case Step::sending:
    case Step::receipt:
    case Step::left:
    case Step::finished:
        return false;
    }
    return false;
}

// A mistake that was pointed out goes away as soon as it is mended; a new one is not pointed out while
// somebody types. Returns whether the page is gone: what was answered can leave nothing on it to ask.
bool Visit::note_correction() {
    withdraw_signature();
    // A document was matched with what was said before.
    for (SeenDocument& document : documents_)
        document.matches = false;
    page_problems_.erase(
        std::remove_if(page_problems_.begin(), page_problems_.end(),
                       [&](const form::Problem& problem) { return !interview_.check(problem.question); }),
        page_problems_.end());
    if (step_ != Step::question || interview_.page(page_) != nullptr)
        return false;
    enter_check();
    return true;
}

bool Visit::sealed() const {
    return step_ == Step::sending || step_ == Step::receipt || step_ == Step::left || step_ == Step::finished;
}

void Visit::before_signing() {
    if (documents_to_see())
        enter_documents();
    else
        enter_check();
}

void Visit::withdraw_signature() {
    signing_.withdraw();
    committee_acknowledged_ = false;
}

bool Visit::language_changed() {
    interview_.set_language(language());
    if (sealed())
        return false;
    withdraw_signature();
    something_missing_ = false;
    if (handed_over() || (step_ == Step::hand_back && !unsigned_)) {
        // The tablet stays in the beneficiary's hands, who sign what they can read now.
        const Step first = first_to_sign();
        return std::exchange(step_, first) != first;
    }
    switch (step_) {
    case Step::documents:
    case Step::hand_over:
    case Step::declaration:
    case Step::committee:
    case Step::failed:
        // The answers and the declaration read differently now: they are seen again before they are signed.
        enter_check();
        return true;
    default:
        return false;
    }
}

void Visit::witnessed(seal::Witness witness) {
    if (step_ != Step::declaration)
        return;
    signing_.witnessed(std::move(witness));
    something_missing_ = false;
}

void Visit::handed_back() {
    if (step_ != Step::hand_back)
        return;
    if (std::exchange(unsigned_, false))
        before_signing();
    else
        step_ = Step::sending;
}

bool Visit::change(const std::string& question) {
    const form::Page* page = step_ == Step::check ? page_of(question) : nullptr;
    if (page == nullptr)
        return false;
    to_page(*page);
    back_to_check_ = true;
    page_problems_ = interview_.check_page(page_);
    return true;
}

void Visit::sent(const seal::ReceiptLine& receipt) {
    if (step_ != Step::sending)
        return;
    receipt_ = ShownReceipt{receipt.reference.text(), receipt.claim_code.text()};
    std::string line = receipt.text();
    if (auto code = ui::QrCode::encode(line))
        receipt_->code = std::move(*code);
    overwrite(line);
    step_ = Step::receipt;
}

void Visit::not_sent() {
    if (step_ == Step::sending)
        step_ = Step::failed;
}

} // namespace istiqbal::app
