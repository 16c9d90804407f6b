// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/visit.hpp"

#include <algorithm>
#include <cmath>

namespace istiqbal::app {

namespace {

// A record has 64 KiB for everything in it; a point takes some 20 bytes. A signature of more points than this
// (a minute of scribbling) keeps its shape and loses every other point.
constexpr std::size_t most_points = 1600;
constexpr std::size_t most_strokes = 200;

void thin_out(std::vector<ui::Stroke>& strokes) {
    for (ui::Stroke& stroke : strokes) {
        ui::Stroke kept;
        for (std::size_t index = 0; index < stroke.size(); ++index)
            if (index % 2 == 0 || index + 1 == stroke.size())
                kept.push_back(stroke[index]);
        stroke = std::move(kept);
    }
}

std::size_t count_points(const std::vector<ui::Stroke>& strokes) {
    std::size_t points = 0;
    for (const ui::Stroke& stroke : strokes)
        points += stroke.size();
    return points;
}

std::uint16_t fraction(float value) {
    return static_cast<std::uint16_t>(std::lround(std::clamp(value, 0.0F, 1.0F) * 65535.0F));
}

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

Visit::Visit(const form::Form& form, const ui::Strings& strings, std::function<form::Date()> today)
    : form_(form)
    , strings_(strings)
    , today_(std::move(today))
    , interview_(form, today_) {}

const form::Question& Visit::question() const {
    return form_.questions[*form_.find(question_)];
}

std::string Visit::declaration() const {
    return string("declaration.text");
}

std::string Visit::committee_date() const {
    return form::format_date(committee_day_.value_or(today_().plus_days(committee_days)),
                             form::DateStyle::both, presentation_.language);
}

std::vector<std::string> Visit::missing_documents() const {
    std::vector<std::string> labels;
    for (const form::Choice* document : form::missing_documents(interview_))
        labels.push_back(document->label.in(presentation_.language));
    return labels;
}

std::string Visit::committee_notice() const {
    return strings_.format(presentation_.language, "committee.notice", {{"date", committee_date()}});
}

bool Visit::apply(const screens::Intent& intent) {
    return std::visit(Overloaded{
                          [&](const screens::Begin& begin) {
                              if (step_ != Step::welcome)
                                  return false;
                              presentation_.language = begin.language;
                              step_ = Step::before;
                              return true;
                          },
                          [&](const screens::Continue&) { return go_on(); },
                          [&](const screens::Back&) { return go_back(); },
                          [&](const screens::SwitchLanguage&) { return switch_language(); },
                          [&](const screens::SwitchTextSize&) {
                              presentation_.large_text = !presentation_.large_text;
                              return false;
                          },
                          [&](const screens::SwitchContrast&) {
                              presentation_.high_contrast = !presentation_.high_contrast;
                              return false;
                          },
                          [&](const screens::CallEmployee&) {
                              dialog_ = Dialog::employee_called;
                              return false;
                          },
                          [&](const screens::AskStartAgain&) {
                              dialog_ = Dialog::confirm_start_again;
                              return false;
                          },
                          [&](const screens::CloseDialog&) {
                              dialog_ = Dialog::none;
                              return false;
                          },
                          [&](const screens::StartAgain&) {
                              end();
                              return true;
                          },
                          [&](const screens::SetAnswer& answer) {
                              interview_.set(answer.question, answer.typed);
                              note_correction();
                              return false;
                          },
                          [&](const screens::SelectChoice& choice) {
                              interview_.set_selected(choice.question, choice.choice, choice.selected);
                              note_correction();
                              return false;
                          },
                          [&](const screens::Change& wanted) {
                              change(wanted.question);
                              return true;
                          },
                          [&](const screens::Sign& input) {
                              sign(input);
                              return false;
                          },
                          [&](const screens::ClearSignature&) {
                              withdraw_signature();
                              return false;
                          },
                          [&](const screens::AcknowledgeCommittee& known) {
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
    case Step::welcome:
    case Step::sending:
        return false;
    case Step::before: {
        const auto pages = interview_.pages();
        if (pages.empty()) {
            enter_check();
            return true;
        }
        question_ = pages.front()->name;
        step_ = Step::question;
        return true;
    }
    case Step::question:
        return leave_question();
    case Step::check:
        problems_ = interview_.problems();
        if (!problems_.empty())
            return false;
        step_ = Step::declaration;
        something_missing_ = false;
        return true;
    case Step::declaration: {
        something_missing_ = signature_.empty();
        if (something_missing_)
            return false;
        const form::Date day = today_().plus_days(committee_days);
        if (committee_day_ && *committee_day_ != day)
            committee_acknowledged_ = false; // another day than was acknowledged
        committee_day_ = day;
        step_ = Step::committee;
        return true;
    }
    case Step::committee:
        something_missing_ = !committee_acknowledged_;
        if (something_missing_)
            return false;
        step_ = Step::sending;
        return true;
    case Step::failed:
        step_ = Step::sending;
        return true;
    case Step::receipt:
        end();
        return true;
    }
    return false;
}

bool Visit::leave_question() {
    problem_ = interview_.check(question_);
    if (problem_)
        return false;
    asked_.insert(question_);
    if (back_to_check_) {
        // A change may bring questions that were not asked before, or make other answers wrong: they come
        // first.
        const auto problems = interview_.problems();
        if (const form::Question* unasked = first_unasked())
            question_ = unasked->name;
        else if (!problems.empty())
            question_ = problems.front().question;
        else
            enter_check();
        return true;
    }
    const auto pages = interview_.pages();
    const auto here = std::find_if(pages.begin(), pages.end(),
                                   [&](const form::Question* page) { return page->name == question_; });
    if (here == pages.end() || here + 1 == pages.end())
        enter_check();
    else
        question_ = (*(here + 1))->name;
    return true;
}

const form::Question* Visit::first_unasked() const {
    for (const form::Question* page : interview_.pages())
        if (asked_.count(page->name) == 0)
            return page;
    return nullptr;
}

void Visit::enter_check() {
    step_ = Step::check;
    problem_.reset();
    problems_.clear();
    back_to_check_ = false;
}

bool Visit::go_back() {
    something_missing_ = false;
    switch (step_) {
    case Step::before:
        end();
        return true;
    case Step::question: {
        problem_.reset();
        if (back_to_check_) {
            enter_check();
            return true;
        }
        const auto pages = interview_.pages();
        const auto here = std::find_if(pages.begin(), pages.end(),
                                       [&](const form::Question* page) { return page->name == question_; });
        if (here == pages.begin() || here == pages.end())
            step_ = Step::before;
        else
            question_ = (*(here - 1))->name;
        return true;
    }
    case Step::check: {
        const auto pages = interview_.pages();
        step_ = pages.empty() ? Step::before : Step::question;
        if (!pages.empty())
            question_ = pages.back()->name;
        return true;
    }
    case Step::declaration:
        enter_check();
        return true;
    case Step::committee:
        step_ = Step::declaration;
        return true;
    case Step::failed:
        step_ = Step::committee;
        return true;
    case Step::welcome:
    case Step::sending:
    case Step::receipt:
        return false;
    }
    return false;
}

// A mistake that was pointed out goes away as soon as it is mended; a new one is not pointed out while
// somebody types.
void Visit::note_correction() {
    withdraw_signature();
    if (problem_ && !interview_.check(question_))
        problem_.reset();
}

void Visit::withdraw_signature() {
    signature_.clear();
    signature_began_.reset();
    committee_acknowledged_ = false;
}

bool Visit::switch_language() {
    if (step_ == Step::sending)
        return false;
    presentation_.language =
        presentation_.language == ui::Language::arabic ? ui::Language::english : ui::Language::arabic;
    if (step_ == Step::receipt)
        return false;
    withdraw_signature();
    if (step_ != Step::declaration && step_ != Step::committee && step_ != Step::failed)
        return false;
    // The answers and the declaration read differently now: they are seen again before they are signed.
    enter_check();
    return true;
}

void Visit::change(const std::string& question) {
    if (!form_.find(question))
        return;
    question_ = question;
    step_ = Step::question;
    back_to_check_ = true;
    problem_ = interview_.check(question);
}

void Visit::sign(const screens::Sign& input) {
    pad_width_mm_ = input.pad_width_mm;
    pad_height_mm_ = input.pad_height_mm;
    if (input.input.begins || signature_.empty()) {
        stroke_refused_ = signature_.size() >= most_strokes;
        if (!stroke_refused_)
            signature_.emplace_back();
    }
    if (stroke_refused_)
        return;
    // That it was missing is said until Continue: a message that went away now would move the pad under the
    // finger.
    for (const platform::TouchPoint& point : input.input.points) {
        if (!signature_began_)
            signature_began_ = point.time;
        const auto since =
            std::chrono::duration_cast<std::chrono::milliseconds>(point.time - *signature_began_).count();
        ui::Stroke& stroke = signature_.back();
        if (!stroke.empty() && stroke.back().x == point.x && stroke.back().y == point.y)
            continue;
        stroke.push_back(
            {point.x, point.y, static_cast<std::uint32_t>(std::max<long long>(0, since)), point.pressure});
    }
    if (count_points(signature_) > most_points)
        thin_out(signature_);
}

seal::Submission Visit::submission(std::int64_t created) const {
    const ui::Language language = presentation_.language;
    seal::Submission record;
    record.form = form_.id;
    record.form_version = form_.version;
    record.language = language == ui::Language::arabic ? "ar" : "en";
    record.channel = "kiosk";
    record.created = created;
    for (const form::SubmittedAnswer& answer : interview_.submission())
        record.answers.push_back(
            {answer.name, answer.label.in(language), answer.value, answer.shown.in(language)});
    record.declaration = declaration();
    seal::DrawnSignature& signature = record.signature.emplace();
    signature.width_mm = static_cast<std::uint32_t>(std::lround(pad_width_mm_));
    signature.height_mm = static_cast<std::uint32_t>(std::lround(pad_height_mm_));
    for (const ui::Stroke& stroke : signature_) {
        auto& drawn = signature.strokes.emplace_back();
        for (const ui::StrokePoint& point : stroke)
            drawn.push_back({fraction(point.x), fraction(point.y), point.milliseconds});
    }
    const form::Date day = committee_day_.value_or(today_().plus_days(committee_days));
    record.committee = seal::CommitteeNotice{committee_notice(), day.iso(), committee_acknowledged_};
    record.missing_documents = missing_documents();
    return record;
}

void Visit::sent(ShownReceipt receipt) {
    receipt_ = std::move(receipt);
    step_ = Step::receipt;
}

void Visit::not_sent() {
    step_ = Step::failed;
}

void Visit::end() {
    interview_.clear();
    signature_.clear();
    signature_began_.reset();
    if (receipt_) {
        overwrite(receipt_->reference);
        overwrite(receipt_->claim_code);
        receipt_.reset();
    }
    problem_.reset();
    problems_.clear();
    committee_day_.reset();
    question_.clear();
    asked_.clear();
    presentation_ = {};
    step_ = Step::welcome;
    dialog_ = Dialog::none;
    back_to_check_ = stroke_refused_ = something_missing_ = committee_acknowledged_ = false;
    pad_width_mm_ = pad_height_mm_ = 0;
}

} // namespace istiqbal::app
