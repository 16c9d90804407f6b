// SPDX-License-Identifier: Apache-2.0
// A person asks after a request: the reference, the claim code, and the office's reply or what this terminal
// knows (P7, G9). It draws nothing and looks nothing up itself: it says what it wants looked up and takes the
// answer.
//
//     reference → code → looking → known
//                   ↑            ├→ unknown → (again)
//                   │            └→ resting → (again, when the wait is over)
//                   └ the receipt's QR code, scanned into either field, leads straight to looking
//
// A reference that does not exist and a wrong code are one answer, so that nobody learns which requests
// exist. The code that was typed is overwritten as soon as it is handed over.
//
// One thread: the window's.
#pragma once

#include "kiosk/screens/follow_up.hpp"
#include "kiosk/screens/intents.hpp"
#include "sync/journal/follow_up.hpp"
#include "sync/seal/receipt_line.hpp"

#include <chrono>
#include <functional>
#include <optional>

namespace istiqbal::app {

// What is wrong with a reference or a code that was typed.
screens::TypingProblem typing_problem(const seal::Error& error, std::string_view typed);

class FollowUp {
public:
    using Time = platform::Clock::time_point;
    enum class Step { closed, reference, code, looking, known, unknown, resting };

    explicit FollowUp(std::function<Time()> now)
        : now_(std::move(now)) {}

    void begin(); // at the reference
    bool open() const { return step_ != Step::closed; }
    Step step() const { return step_; }

    // What the screens show.
    std::string_view typed_reference() const { return reference_; }
    std::string_view typed_code() const { return code_; }
    screens::TypingProblem problem() const { return problem_; }        // of what is typed at this step
    screens::RequestState state() const { return state_; }             // at Step::known
    const std::optional<seal::Reply>& reply() const { return reply_; } // what the office says, at Step::known
    int minutes_of_rest() const;                                       // rounded up, at Step::resting

    // Moves on; ignores what is not its own. Returns whether the page is another one now. Back from the first
    // page and Continue from what is known close it: open() is false then.
    bool apply(const screens::Intent& intent);

    // What a worker is to ask journal::FollowUp, once after each way to Step::looking.
    std::optional<seal::ReceiptLine> take_wanted();
    // Its answer. A failure (a disk, memory) leads back to the code with a sentence that says so. Ignored
    // when nobody waits for it any more.
    void answered(seal::Result<journal::FollowUp::Answer> answer);

    // Time passes: true when the page is another one now. `due` is when it must be called again.
    bool follow(Time now);
    std::optional<Time> due() const;

    // Overwrites everything that was typed and shown.
    void end();

private:
    bool type(Step at, form::WipedText& text, const form::WipedText& typed);
    bool go_on();
    bool go_back();
    void look_up(const seal::ReceiptLine& receipt);
    void to(Step step);

    std::function<Time()> now_;
    Step step_ = Step::closed;
    form::WipedText reference_;
    form::WipedText code_;
    screens::TypingProblem problem_ = screens::TypingProblem::none;
    std::optional<seal::ReceiptLine> wanted_;
    screens::RequestState state_ = screens::RequestState::waiting;
    std::optional<seal::Reply> reply_;
    std::optional<Time> rests_until_;
};

} // namespace istiqbal::app
