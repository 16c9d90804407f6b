// SPDX-License-Identifier: Apache-2.0
// "What became of my request?" (P7), asked at the terminal with reference and claim code. Says no more than
// whether both belong to a request filed here, and how far it has come.
//
// An unknown reference and a wrong code are one answer, and take the same time: Argon2id is always run, and
// the public keys are compared in constant time. Five such answers for one reference within ten minutes,
// known or not, and it rests for ten minutes; counted in memory, so that a restart begins anew: 60 random
// bits do not need more.
//
// Thread safe: one question is answered after the other, each in some 0.1 s. Call it from a worker thread.
#pragma once

#include "sync/journal/journal.hpp"
#include "sync/seal/reference.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <variant>

namespace istiqbal::journal {

class FollowUp {
public:
    using Clock = std::chrono::steady_clock;

    struct NotFound {}; // not filed here, or another code
    struct Resting {    // too many of those: the code was not looked at
        std::chrono::seconds wait{0};
    };
    using Answer = std::variant<Ticket, NotFound, Resting>;

    static constexpr std::size_t wrong_limit = 5;
    static constexpr std::chrono::minutes window{10};

    // `journal` outlives it.
    explicit FollowUp(const Journal& journal, std::function<Clock::time_point()> now = Clock::now)
        : journal_(journal)
        , now_(std::move(now)) {}

    Result<Answer> ask(const seal::Reference& reference, const seal::ClaimCode& code);

private:
    struct Wrong {
        std::vector<Clock::time_point> times; // oldest first
        Clock::time_point rests_until{};
    };
    void forget_old(Clock::time_point now);

    const Journal& journal_;
    std::function<Clock::time_point()> now_;
    std::mutex mutex_;
    std::map<std::string, Wrong> wrong_; // by canonical reference; bounded
};

} // namespace istiqbal::journal
