// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/follow_up.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace istiqbal::app {

using screens::RequestState;
using screens::TypingProblem;

namespace {

RequestState state_of(journal::TicketState state) {
    switch (state) {
    case journal::TicketState::waiting:
        return RequestState::waiting;
    case journal::TicketState::on_its_way:
        return RequestState::on_its_way;
    case journal::TicketState::with_office:
        return RequestState::with_office;
    case journal::TicketState::unknown:
        break;
    }
    return RequestState::unsure;
}

RequestState state_of(seal::ReplyState state) {
    switch (state) {
    case seal::ReplyState::received:
        return RequestState::received;
    case seal::ReplyState::before_committee:
        return RequestState::before_committee;
    case seal::ReplyState::accepted:
        return RequestState::accepted;
    case seal::ReplyState::refused:
        return RequestState::refused;
    case seal::ReplyState::needs_completion:
        return RequestState::needs_completion;
    case seal::ReplyState::delivered:
        break;
    }
    return RequestState::delivered;
}

} // namespace

TypingProblem typing_problem(const seal::Error& error, std::string_view typed) {
    if (typed.find_first_not_of(" -\t\r\n") == std::string_view::npos)
        return TypingProblem::empty;
    return error.kind == seal::ErrorClass::bad_checksum ? TypingProblem::slip : TypingProblem::incomplete;
}

void FollowUp::begin() {
    end();
    to(Step::reference);
}

void FollowUp::to(Step step) {
    step_ = step;
    problem_ = TypingProblem::none;
}

bool FollowUp::apply(const screens::Intent& intent) {
    if (!open())
        return false;
    if (const auto* reference = std::get_if<screens::TypeReference>(&intent))
        return type(Step::reference, reference_, reference->typed);
    if (const auto* code = std::get_if<screens::TypeClaimCode>(&intent))
        return type(Step::code, code_, code->typed);
    if (std::holds_alternative<screens::Continue>(intent))
        return go_on();
    if (std::holds_alternative<screens::Back>(intent))
        return go_back();
    return false;
}

bool FollowUp::type(Step at, form::WipedText& text, const form::WipedText& typed) {
    if (step_ != at)
        return false;
    form::wipe(text);
    text = typed;
    problem_ = TypingProblem::none;
    const auto receipt = seal::ReceiptLine::parse(text);
    if (receipt)
        look_up(*receipt);
    return receipt.has_value();
}

bool FollowUp::go_on() {
    switch (step_) {
    case Step::reference: {
        const auto reference = seal::Reference::parse(reference_);
        if (!reference) {
            problem_ = typing_problem(reference.error(), reference_);
            return false;
        }
        to(Step::code);
        return true;
    }
    case Step::code: {
        const auto reference = seal::Reference::parse(reference_);
        const auto code = seal::ClaimCode::parse(code_);
        if (!reference || !code) {
            problem_ = code ? TypingProblem::incomplete : typing_problem(code.error(), code_);
            return false;
        }
        look_up({*reference, *code});
        return true;
    }
    case Step::known:
        end();
        return true;
    case Step::unknown:
        to(Step::reference); // as it was typed, to be compared with the receipt
        return true;
    case Step::closed:
    case Step::looking:
    case Step::resting:
        return false;
    }
    return false;
}

bool FollowUp::go_back() {
    switch (step_) {
    case Step::code:
    case Step::unknown:
        form::wipe(code_);
        to(Step::reference);
        return true;
    case Step::reference:
    case Step::known:
    case Step::resting:
        end();
        return true;
    case Step::closed:
    case Step::looking:
        return false;
    }
    return false;
}

void FollowUp::look_up(const seal::ReceiptLine& receipt) {
    // As the office writes it, also where it was scanned: the person may want to read it again.
    const std::string text = receipt.reference.text();
    form::wipe(reference_);
    reference_.assign(text.begin(), text.end());
    form::wipe(code_);
    wanted_ = receipt;
    to(Step::looking);
}

std::optional<seal::ReceiptLine> FollowUp::take_wanted() {
    return std::exchange(wanted_, std::nullopt);
}

void FollowUp::answered(seal::Result<journal::FollowUp::Answer> answer) {
    if (step_ != Step::looking)
        return;
    wanted_.reset();
    if (!answer) {
        to(Step::code);
        problem_ = TypingProblem::not_looked_up;
    } else if (auto* reply = std::get_if<seal::Reply>(&*answer)) {
        state_ = state_of(reply->state);
        reply_ = std::move(*reply);
        to(Step::known);
    } else if (const auto* ticket = std::get_if<journal::Ticket>(&*answer)) {
        state_ = state_of(ticket->state);
        to(Step::known);
    } else if (const auto* resting = std::get_if<journal::FollowUp::Resting>(&*answer)) {
        rests_until_ = now_() + resting->wait;
        to(Step::resting);
    } else {
        to(Step::unknown);
    }
}

int FollowUp::minutes_of_rest() const {
    if (!rests_until_)
        return 0;
    return std::max(
        0, static_cast<int>(std::chrono::ceil<std::chrono::minutes>(*rests_until_ - now_()).count()));
}

bool FollowUp::follow(Time now) {
    if (step_ != Step::resting || now < *rests_until_)
        return false;
    rests_until_.reset();
    to(Step::reference);
    return true;
}

std::optional<FollowUp::Time> FollowUp::due() const {
    if (step_ != Step::resting)
        return std::nullopt;
    // The minutes that are said change on the way.
    const auto left = *rests_until_ - now_();
    const auto whole = std::chrono::floor<std::chrono::minutes>(left);
    return whole > std::chrono::minutes(0) && whole < left ? *rests_until_ - whole : *rests_until_;
}

void FollowUp::end() {
    form::wipe(reference_);
    form::wipe(code_);
    wanted_.reset();
    if (reply_)
        seal::wipe(*reply_);
    reply_.reset();
    state_ = RequestState::waiting;
    rests_until_.reset();
    to(Step::closed);
}

} // namespace istiqbal::app
