// SPDX-License-Identifier: Apache-2.0
#include "sync/office/enrolment.hpp"

namespace istiqbal::office {

seal::Result<Enrolled> enroll(Store& store, const OfficeKeys& keys, seal::ByteView request_file,
                              const hub::HubPublic& hub, const std::vector<std::string>& hub_urls,
                              std::int64_t now) {
    constexpr std::int64_t day = 86'400;
    const auto request = seal::parse_enrolment_request(request_file);
    if (!request)
        return tl::unexpected(request.error());
    auto certificate_file =
        seal::issue_certificate(keys.signing, *request, now, now + certificate_days * day);
    if (!certificate_file)
        return tl::unexpected(certificate_file.error());
    const auto certificate = seal::parse_certificate(*certificate_file, keys.shown.key);
    if (!certificate)
        return tl::unexpected(certificate.error());

    seal::Provision provision;
    provision.certificate_file = *certificate_file;
    provision.intake = keys.shown.intake;
    provision.recovery = keys.shown.recovery;
    provision.hub = hub.recipient;
    provision.hub_key = hub.key;
    provision.hub_urls = hub_urls;
    provision.issued = now;
    auto provision_file = seal::build_provision(keys.signing, provision);
    if (!provision_file)
        return tl::unexpected(provision_file.error());

    auto transaction = store.begin();
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto done = store.add_terminal(*certificate, *certificate_file); !done)
        return tl::unexpected(done.error());
    if (auto done = store.add_hub(hub.key, hub_urls); !done)
        return tl::unexpected(done.error());
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return Enrolled{*certificate, std::move(*provision_file)};
}

} // namespace istiqbal::office
