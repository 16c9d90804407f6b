// SPDX-License-Identifier: Apache-2.0
#include "sync/office/enrolment.hpp"

#include "sync/office/notices.hpp"
#include "sync/seal/hub_url.hpp"

#include <algorithm>

namespace istiqbal::office {

using seal::ErrorClass;
using seal::Result;

namespace {

constexpr std::int64_t day = 86'400;

Result<void> check_order(Store& store, const InvitationOrder& order) {
    if (auto good = seal::check_certified(order.name, order.mode); !good)
        return good;
    const bool urls_good = std::all_of(order.hub_urls.begin(), order.hub_urls.end(),
                                       [](const auto& url) { return seal::is_hub_url(url); });
    if (order.hub_urls.empty() || order.hub_urls.size() > seal::hub_url_count_limit || !urls_good)
        return seal::fail(ErrorClass::malformed, "a hub has 1 to 8 addresses, http:// or https://");
    if (!order.succeeds)
        return {};
    const auto terminals = store.terminals();
    if (!terminals)
        return tl::unexpected(terminals.error());
    const auto found = std::find_if(terminals->begin(), terminals->end(), [&](const TerminalEntry& each) {
        return each.terminal == *order.succeeds;
    });
    if (found == terminals->end())
        return seal::fail(ErrorClass::not_found, "this office has no such terminal");
    return {};
}

// The code that the request was made with.
Result<KeptInvitation> find_invitation(Store& store, const OfficeKeys& keys,
                                       const seal::EnrolmentRequest& request, std::int64_t now) {
    if (request.office != keys.shown.key)
        return seal::fail(ErrorClass::wrong_key, "the request was made with another office's one-time code");
    auto kept = store.invitation(request.invitation);
    if (!kept)
        return tl::unexpected(kept.error());
    if (!*kept)
        return seal::fail(ErrorClass::wrong_key, "this office issued no such one-time code");
    if ((*kept)->used)
        return seal::fail(ErrorClass::spent, "the one-time code was used already; issue another");
    if (now >= (*kept)->expires || (*kept)->secret.empty())
        return seal::fail(ErrorClass::expired, "the one-time code's 15 minutes are over; issue another");
    if (auto proved = seal::check_proof(request, (*kept)->secret.bytes()); !proved)
        return tl::unexpected(proved.error());
    if (request.succeeds != (*kept)->succeeds)
        return seal::fail(ErrorClass::wrong_key, "the one-time code is for another terminal");
    if (request.succeeds && request.key.id() == *request.succeeds)
        return seal::fail(ErrorClass::wrong_key, "the terminal made no new key");
    return std::move(**kept);
}

// Enrolled anew, a terminal is not what it was: whoever holds the key of before is not believed.
Result<void> replace(Store& store, const OfficeKeys& keys, const seal::TerminalId& before,
                     const seal::TerminalId& after, std::int64_t now) {
    if (auto kept =
            store.keep_revocation({before, now, "enrolled anew as " + seal::hex(after), std::nullopt});
        !kept)
        return kept;
    if (auto issued = issue_revocations(store, keys, now); !issued)
        return tl::unexpected(issued.error());
    return say_again(store, keys, before, after, now);
}

Result<seal::Bytes> provision_for(const OfficeKeys& keys, const KeptInvitation& invitation,
                                  const seal::Bytes& certificate_file, std::int64_t now) {
    seal::Provision provision;
    provision.certificate_file = certificate_file;
    provision.intake = keys.shown.intake;
    provision.recovery = keys.shown.recovery;
    provision.hub = invitation.hub.recipient;
    provision.hub_key = invitation.hub.key;
    provision.hub_urls = invitation.hub_urls;
    provision.issued = now;
    return seal::build_provision(keys.signing, provision);
}

} // namespace

Result<seal::Invitation> invite(Store& store, const OfficeKeys& keys, const InvitationOrder& order,
                                std::int64_t now, const seal::RandomSource& random) {
    if (auto good = check_order(store, order); !good)
        return tl::unexpected(good.error());
    seal::Invitation invitation{seal::SecretBuffer(16), now + seal::invitation_seconds, keys.shown.key,
                                order.succeeds};
    random(invitation.secret.writable());
    const KeptInvitation kept{seal::SecretBuffer(invitation.secret.bytes()),
                              order.name,
                              order.mode,
                              order.hub,
                              order.hub_urls,
                              order.succeeds,
                              invitation.expires,
                              false};
    if (auto done = store.keep_invitation(kept, now); !done)
        return tl::unexpected(done.error());
    return invitation;
}

Result<Enrolled> enroll(Store& store, const OfficeKeys& keys, seal::ByteView request_file, std::int64_t now) {
    const auto request = seal::parse_enrolment_request(request_file);
    if (!request)
        return tl::unexpected(request.error());
    auto transaction = store.begin();
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto invitation = find_invitation(store, keys, *request, now);
    if (!invitation)
        return tl::unexpected(invitation.error());
    const auto certificate_file = seal::issue_certificate(
        keys.signing, {request->key, invitation->name, invitation->mode}, now, now + certificate_days * day);
    if (!certificate_file)
        return tl::unexpected(certificate_file.error());
    const auto certificate = seal::parse_certificate(*certificate_file, keys.shown.key);
    if (!certificate)
        return tl::unexpected(certificate.error());
    auto provision_file = provision_for(keys, *invitation, *certificate_file, now);
    if (!provision_file)
        return tl::unexpected(provision_file.error());

    if (auto done = store.add_terminal(*certificate, *certificate_file); !done)
        return tl::unexpected(done.error());
    if (auto done = store.add_hub(invitation->hub.key, invitation->hub_urls); !done)
        return tl::unexpected(done.error());
    if (auto done = store.spend_invitation(request->invitation, certificate->terminal, now); !done)
        return tl::unexpected(done.error());
    if (request->succeeds)
        if (auto done = replace(store, keys, *request->succeeds, certificate->terminal, now); !done)
            return tl::unexpected(done.error());
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return Enrolled{*certificate, std::move(*provision_file), request->succeeds};
}

} // namespace istiqbal::office
