// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/follow_up.hpp"

#include <sodium.h>

#include <algorithm>

namespace istiqbal::journal {

namespace {

// Each takes a tenth of a second to make, besides the typing.
constexpr std::size_t reference_limit = 4096;

} // namespace

Result<FollowUp::Answer> FollowUp::ask(const seal::Reference& reference, const seal::ClaimCode& code) {
    const std::lock_guard guard(mutex_);
    const std::string name = reference.canonical();
    forget_old(now_());
    if (const auto found = wrong_.find(name); found != wrong_.end() && found->second.rests_until > now_())
        return Answer(Resting{std::chrono::ceil<std::chrono::seconds>(found->second.rests_until - now_())});
    const Result<std::optional<Ticket>> ticket = journal_.ticket(reference);
    if (!ticket)
        return tl::unexpected<seal::Error>(ticket.error());
    const Result<seal::Identity> identity = seal::derive_claim_identity(code, reference);
    if (!identity)
        return tl::unexpected<seal::Error>(identity.error());
    const seal::Recipient stored = *ticket ? (*ticket)->claim_key : seal::Recipient();
    const seal::Recipient& derived = identity->recipient();
    const bool same =
        sodium_memcmp(derived.bytes().data(), stored.bytes().data(), stored.bytes().size()) == 0;
    if (same && *ticket) {
        wrong_.erase(name);
        return Answer(**ticket);
    }
    const Clock::time_point now = now_();
    Wrong& wrong = wrong_[name];
    wrong.times.push_back(now);
    if (wrong.times.size() >= wrong_limit) {
        wrong.times.clear();
        wrong.rests_until = now + window;
    }
    return Answer(NotFound{});
}

void FollowUp::forget_old(Clock::time_point now) {
    for (auto entry = wrong_.begin(); entry != wrong_.end();) {
        Wrong& wrong = entry->second;
        wrong.times.erase(std::remove_if(wrong.times.begin(), wrong.times.end(),
                                         [now](Clock::time_point time) { return time + window <= now; }),
                          wrong.times.end());
        entry = wrong.times.empty() && wrong.rests_until <= now ? wrong_.erase(entry) : std::next(entry);
    }
    if (wrong_.size() >= reference_limit)
        wrong_.erase(wrong_.begin());
}

} // namespace istiqbal::journal
