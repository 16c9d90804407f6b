// SPDX-License-Identifier: Apache-2.0
// Intake: from a person's answers to a receipt. Gives the submission its reference and claim code, its place
// in the chain, seals it to the office's two keys, signs it, and returns the receipt only once the record is
// durable.
//
// Fails closed: on any error nothing is written in clear, nothing half-written, and there is no receipt.
// Every buffer that held the plaintext, the submission included, is wiped before submit() or file() returns.
#pragma once

#include "sync/journal/journal.hpp"
#include "sync/seal/reference.hpp"
#include "sync/seal/submission.hpp"

namespace istiqbal::journal {

// What the person takes away. The code is the only copy there is.
struct Receipt {
    seal::Reference reference;
    seal::ClaimCode claim_code;
    std::uint32_t epoch = 0;
    std::uint64_t sequence = 0;
};

// Where a rating lies. There is nothing to take away: it is anonymous.
struct Filed {
    std::uint32_t epoch = 0;
    std::uint64_t sequence = 0;
};

class Intake {
public:
    // `journal` and `terminal` outlive the intake. `recipients`: the office's intake key and its recovery
    // key.
    Intake(Journal& journal, const seal::SigningKey& terminal, std::vector<seal::Recipient> recipients,
           seal::RandomSource random = seal::system_random);

    // Takes some 0.1 s (Argon2id for the claim code): call it from a worker thread. Calls from several
    // threads are made one after another. The screens' part of the submission is filled in; the rest is set
    // here. malformed: a rating, or what seal::check() refuses.
    Result<Receipt> submit(seal::Submission submission);

    // A rating: no reference, no claim code and no Argon2id, so it takes one seal and one durable commit.
    // malformed: not a rating.
    Result<Filed> file(seal::Submission rating);

private:
    Result<Filed> store(seal::Submission& submission, const std::optional<TicketKey>& ticket);

    Journal& journal_;
    const seal::SigningKey& terminal_;
    std::vector<seal::Recipient> recipients_;
    seal::RandomSource random_;
    std::mutex mutex_; // position, seal and append belong together
};

} // namespace istiqbal::journal
