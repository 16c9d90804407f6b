// SPDX-License-Identifier: Apache-2.0
#include "sync/office/reinstatement.hpp"

#include "sync/office/notices.hpp"

#include <algorithm>

namespace istiqbal::office {

using seal::ErrorClass;
using seal::Result;

namespace {

Result<void> check(Store& store, const seal::TerminalId& terminal) {
    const auto revocations = store.revocations();
    const auto terminals = store.terminals();
    if (!revocations || !terminals)
        return tl::unexpected(revocations ? terminals.error() : revocations.error());
    if (std::none_of(revocations->begin(), revocations->end(),
                     [&](const seal::Revocation& each) { return each.terminal == terminal; }))
        return seal::fail(ErrorClass::not_found, "that terminal is not revoked");
    if (std::any_of(terminals->begin(), terminals->end(),
                    [&](const TerminalEntry& each) { return each.terminal == terminal && each.succeeded; }))
        return seal::fail(ErrorClass::wrong_key, "that terminal was enrolled anew, and is another now");
    return {};
}

} // namespace

Result<Filed> reinstate(Store& store, const OfficeKeys& keys, const seal::TerminalId& terminal,
                        std::int64_t now) {
    auto transaction = store.begin();
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto good = check(store, terminal); !good)
        return tl::unexpected(good.error());
    if (auto removed = store.remove_revocation(terminal); !removed)
        return tl::unexpected(removed.error());
    if (auto issued = issue_revocations(store, keys, now); !issued)
        return tl::unexpected(issued.error());
    const auto aside = store.take_back(terminal);
    const auto hubs = store.hubs();
    if (!aside || !hubs)
        return tl::unexpected(aside ? hubs.error() : aside.error());
    Filed filed;
    for (const PutAside& each : *aside) {
        const auto hub = std::find_if(hubs->begin(), hubs->end(),
                                      [&](const Hub& known) { return known.number == each.hub; });
        if (hub == hubs->end())
            return seal::fail(ErrorClass::not_found, "a record came by a hub that is not known");
        auto clerk = FilingClerk::open(store, keys, *hub, filed, now);
        if (!clerk)
            return tl::unexpected(clerk.error());
        const seal::ByteView record = each.envelope;
        if (auto done = clerk->take({&record, 1}); !done)
            return tl::unexpected(done.error());
    }
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return filed;
}

} // namespace istiqbal::office
