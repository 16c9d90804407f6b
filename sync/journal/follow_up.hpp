// SPDX-License-Identifier: Apache-2.0
// "What became of my request?" (P7), asked at any terminal with reference and claim code: the office's reply,
// where it has come; else how far a request that was filed here has come. Says nothing else to whoever lacks
// the code.
//
// An unknown reference and a wrong code are one answer and one amount of work: what is stored is looked for,
// Argon2id is run once, the public keys are compared in constant time (with zeros where there is no ticket),
// one signature is verified and one reply is tried to be opened (a decoy where there is none). Only who has
// the right code has more done for them, the decryption of what is theirs.
//
// Five such answers for one reference within ten minutes, known or not, and it rests for ten minutes; counted
// in memory, so that a restart begins anew: 60 random bits do not need more.
//
// Thread safe: one question is answered after the other, each in some 0.1 s. Call it from a worker thread.
#pragma once

#include "sync/journal/journal.hpp"
#include "sync/seal/reply.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <variant>

namespace istiqbal::journal {

class FollowUp {
public:
    using Clock = std::chrono::steady_clock;
    using Derive = std::function<Result<seal::Identity>(const seal::ClaimCode&, const seal::Reference&)>;

    struct NotFound {}; // neither filed here nor replied to, or another code
    struct Resting {    // too many of those: the code was not looked at
        std::chrono::seconds wait{0};
    };
    using Answer = std::variant<seal::Reply, Ticket, NotFound, Resting>;

    static constexpr std::size_t wrong_limit = 5;
    static constexpr std::chrono::minutes window{10};

    struct Clocks {
        std::function<std::int64_t()> unix_time; // seconds since 1970-01-01 UTC: replies expire by it
        std::function<Clock::time_point()> steady = Clock::now;
    };

    // `journal` outlives it. `derive` is what turns a code into the claim key.
    FollowUp(const Journal& journal, const seal::VerifyKey& office, Clocks clocks,
             Derive derive = seal::derive_claim_identity);

    // io, malformed, unsupported: it could not be looked up, whether or not the code is right.
    Result<Answer> ask(const seal::Reference& reference, const seal::ClaimCode& code);

private:
    struct Wrong {
        std::vector<Clock::time_point> times; // oldest first
        Clock::time_point rests_until{};
    };
    // Something to be opened where there is no reply, as large as most are, and by nobody's code.
    struct Decoy {
        seal::VerifyKey signer;
        seal::Reference reference;
        Bytes notice;
    };
    static Decoy make_decoy();
    void forget_old(Clock::time_point now);
    void count_wrong(const std::string& name);
    Result<seal::Reply> open_reply(const std::optional<Bytes>& notice, const seal::Reference& reference,
                                   const seal::Identity& claim) const;

    const Journal& journal_;
    seal::VerifyKey office_;
    Clocks clocks_;
    Derive derive_;
    Decoy decoy_;
    std::mutex mutex_;
    std::map<std::string, Wrong> wrong_; // by canonical reference; bounded
};

} // namespace istiqbal::journal
