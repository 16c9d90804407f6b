// SPDX-License-Identifier: Apache-2.0
#include "sync/office/notices.hpp"

#include "sync/hub/wire.hpp"
#include "sync/office/ask.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace istiqbal::office {

using seal::ErrorClass;
using seal::Result;

namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr std::size_t page = 16; // notices held in memory at a time; one may be of 8 MiB

// A hub that was restored from an older copy lacks what it confirmed since: then all is brought again, of
// which it takes what it does not have.
Result<void> look_for_restored_hub(Store& store, const OfficeKeys& keys, const Hub& hub,
                                   uplink::Transport& transport, std::int64_t now) {
    const auto confirmed = store.last_posted(hub);
    if (!confirmed)
        return tl::unexpected(confirmed.error());
    if (*confirmed == 0)
        return {};
    const auto body = ask(transport, keys, {"GET", std::string(hub::office_last_notice_path), {}, {}}, now);
    if (!body)
        return tl::unexpected(body.error());
    const auto last = number_in(*body, "last");
    if (!last)
        return no_hub();
    return *last < *confirmed ? store.forget_posted(hub) : Result<void>();
}

std::string words_for(const seal::Bytes& notice, int status) {
    const auto parsed = seal::parse_notice(notice);
    const std::string what = parsed ? std::string(seal::name(parsed->head.kind)) + ", revision " +
                                          std::to_string(parsed->head.revision)
                                    : std::string("unreadable");
    const std::string why = status == 409 ? "it holds a later one, or another of that revision; was this "
                                            "office restored from an older copy?"
                                          : "it answered " + std::to_string(status);
    return "the hub did not take a notice (" + what + "): " + why;
}

} // namespace

Result<std::uint64_t> issue_notice(Store& store, const OfficeKeys& keys, const NoticeIssue& issue,
                                   std::int64_t now) {
    const auto last = store.revision(issue.kind, issue.scope, issue.subject);
    if (!last)
        return tl::unexpected(last.error());
    seal::NoticeHead head{issue.kind, issue.scope, issue.subject, 0, now, issue.expires};
    head.revision = std::max(*last + 1, static_cast<std::uint64_t>(std::max<std::int64_t>(now, 0)));
    const auto bytes = seal::build_notice(keys.signing, head, issue.body);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto notice = seal::parse_notice(*bytes);
    if (!notice)
        return tl::unexpected(notice.error());
    return store.keep_notice(*notice).map([&head] { return head.revision; });
}

Result<std::uint64_t> issue_reply(Store& store, const OfficeKeys& keys, const seal::Reply& reply,
                                  const seal::Recipient& claim_key, std::int64_t now) {
    const auto reference = seal::Reference::parse(reply.reference);
    if (!reference)
        return tl::unexpected(reference.error());
    auto body = seal::seal_reply(reply, claim_key);
    if (!body)
        return tl::unexpected(body.error());
    return issue_notice(store, keys,
                        {seal::NoticeKind::reply,
                         {},
                         seal::reply_subject(*reference),
                         now + notice_days * day_seconds,
                         std::move(*body)},
                        now);
}

Result<std::uint64_t> issue_revocations(Store& store, const OfficeKeys& keys, std::int64_t now) {
    const auto revocations = store.revocations();
    if (!revocations)
        return tl::unexpected(revocations.error());
    auto body = seal::to_json(*revocations);
    if (!body)
        return tl::unexpected(body.error());
    return issue_notice(
        store, keys,
        {seal::NoticeKind::revocations, {}, {}, now + notice_days * day_seconds, std::move(*body)}, now);
}

Result<void> say_again(Store& store, const OfficeKeys& keys, const seal::TerminalId& said_to,
                       const seal::TerminalId& say_to, std::int64_t now) {
    const auto said = store.notices_for(said_to, now);
    if (!said)
        return tl::unexpected(said.error());
    for (const IssuedNotice& each : *said) {
        const auto notice = seal::open_notice(each.notice, keys.shown.key);
        if (!notice)
            return tl::unexpected(notice.error());
        const seal::NoticeHead& head = notice->head;
        const auto issued = issue_notice(
            store, keys,
            {head.kind, say_to, head.subject, head.expires, {notice->body.begin(), notice->body.end()}}, now);
        if (!issued)
            return tl::unexpected(issued.error());
    }
    return {};
}

Result<std::uint64_t> revoke(Store& store, const OfficeKeys& keys, const seal::Revocation& revocation,
                             std::int64_t now) {
    const auto key = store.terminal_key(revocation.terminal);
    if (!key)
        return tl::unexpected(key.error());
    if (!*key)
        return seal::fail(ErrorClass::not_found, "this office has no such terminal");
    auto transaction = store.begin();
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto kept = store.keep_revocation(revocation); !kept)
        return tl::unexpected(kept.error());
    const auto revision = issue_revocations(store, keys, now);
    if (!revision)
        return revision;
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return revision;
}

Result<Posted> post_notices(Store& store, const OfficeKeys& keys, const Hub& hub,
                            uplink::Transport& transport, std::int64_t now) {
    if (auto looked = look_for_restored_hub(store, keys, hub, transport, now); !looked)
        return tl::unexpected(looked.error());
    Posted posted;
    for (;;) {
        auto notices = store.notices_to_post(hub, now, page);
        if (!notices)
            return tl::unexpected(notices.error());
        if (notices->empty())
            return posted;
        for (IssuedNotice& issued : *notices) {
            auto answer = ask_any(transport, keys,
                                  {"POST", std::string(hub::office_notices_path), {}, issued.notice}, now);
            if (!answer)
                return tl::unexpected(answer.error());
            const bool taken = answer->status == 200;
            // What the hub will never take keeps nothing behind it waiting, and is not brought again.
            const bool never = answer->status == 409 || answer->status == 400 || answer->status == 403;
            if (!taken && !never)
                return refused_by(*answer);
            const auto number = taken ? number_in(answer->body, "number") : std::optional<std::uint64_t>(0);
            if (!number)
                return no_hub();
            if (!taken)
                posted.warnings.push_back(words_for(issued.notice, answer->status));
            if (auto done = store.mark_posted(hub, issued, *number); !done)
                return tl::unexpected(done.error());
            posted.posted += taken ? 1 : 0;
        }
    }
}

} // namespace istiqbal::office
