// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/follow_up.hpp"

#include <sodium.h>

#include <algorithm>

namespace istiqbal::journal {

using seal::ErrorClass;

namespace {

// Each takes a tenth of a second to make, besides the typing.
constexpr std::size_t reference_limit = 4096;

} // namespace

FollowUp::FollowUp(const Journal& journal, const seal::VerifyKey& office, Clocks clocks, Derive derive)
    : journal_(journal)
    , office_(office)
    , clocks_(std::move(clocks))
    , derive_(std::move(derive))
    , decoy_(make_decoy()) {}

FollowUp::Decoy FollowUp::make_decoy() {
    const auto key = seal::SigningKey::generate();
    const auto reference = seal::Reference::generate();
    seal::Reply reply;
    reply.reference = reference.text();
    const seal::NoticeHead head{seal::NoticeKind::reply, {}, seal::reply_subject(reference), 1, 0, 1};
    Result<Bytes> notice =
        seal::seal_reply(reply, seal::Identity::generate().recipient()).and_then([&](const Bytes& body) {
            return seal::build_notice(key, head, body);
        });
    return {key.verify_key(), reference, notice ? std::move(*notice) : Bytes()};
}

Result<seal::Reply> FollowUp::open_reply(const std::optional<Bytes>& notice, const seal::Reference& reference,
                                         const seal::Identity& claim) const {
    Result<seal::Reply> opened =
        seal::open_notice(notice ? ByteView(*notice) : ByteView(decoy_.notice),
                          notice ? office_ : decoy_.signer)
            .and_then([&](const seal::NoticeView& view) {
                return seal::open_reply(view, notice ? reference : decoy_.reference, claim);
            });
    if (!notice)
        return seal::fail(ErrorClass::wrong_key, "there is no reply");
    return opened;
}

Result<FollowUp::Answer> FollowUp::ask(const seal::Reference& reference, const seal::ClaimCode& code) {
    const std::lock_guard guard(mutex_);
    const std::string name = reference.canonical();
    const Clock::time_point now = clocks_.steady();
    forget_old(now);
    if (const auto found = wrong_.find(name); found != wrong_.end() && found->second.rests_until > now)
        return Answer(Resting{std::chrono::ceil<std::chrono::seconds>(found->second.rests_until - now)});
    const std::int64_t today = clocks_.unix_time();
    const Result<std::optional<Ticket>> ticket = journal_.ticket(reference);
    if (!ticket)
        return tl::unexpected<seal::Error>(ticket.error());
    Result<std::optional<Bytes>> notice =
        journal_.notice(seal::NoticeKind::reply, today, seal::reply_subject(reference));
    if (!notice)
        return tl::unexpected<seal::Error>(notice.error());
    if (*notice)
        if (const auto head = seal::parse_notice(**notice); !head || head->head.expires <= today)
            notice->reset();
    const Result<seal::Identity> identity = derive_(code, reference);
    if (!identity)
        return tl::unexpected<seal::Error>(identity.error());
    const seal::Recipient stored = *ticket ? (*ticket)->claim_key : seal::Recipient();
    const seal::Recipient& derived = identity->recipient();
    const bool same =
        sodium_memcmp(derived.bytes().data(), stored.bytes().data(), stored.bytes().size()) == 0;
    Result<seal::Reply> reply = open_reply(*notice, reference, *identity);
    if (reply || (same && *ticket))
        wrong_.erase(name);
    if (reply)
        return Answer(std::move(*reply));
    if (same && *ticket)
        return Answer(**ticket);
    // A reply that is damaged, or of a newer office, is no fault of the code's.
    if (reply.error().kind != ErrorClass::wrong_key)
        return tl::unexpected<seal::Error>(reply.error());
    count_wrong(name);
    return Answer(NotFound{});
}

void FollowUp::count_wrong(const std::string& name) {
    const Clock::time_point now = clocks_.steady();
    Wrong& wrong = wrong_[name];
    wrong.times.push_back(now);
    if (wrong.times.size() >= wrong_limit) {
        wrong.times.clear();
        wrong.rests_until = now + window;
    }
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
