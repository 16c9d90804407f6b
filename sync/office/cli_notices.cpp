// SPDX-License-Identifier: Apache-2.0
// publish and revoke.
#include "sync/office/cli_parts.hpp"
#include "sync/office/notices.hpp"
#include "sync/office/pull.hpp"
#include "sync/office/reinstatement.hpp"
#include "sync/office/report.hpp"
#include "sync/seal/bundle_folder.hpp"
#include "sync/seal/settings.hpp"
#include "sync/uplink/curl_transport.hpp"

#include <algorithm>
#include <ctime>

namespace istiqbal::office::cli {

namespace fs = std::filesystem;
using seal::NoticeKind;

namespace {

constexpr std::int64_t day_seconds = 86'400;

std::string address_of(const Hub& hub) {
    return hub.urls.empty() ? std::string("hub") : hub.urls.front();
}

void warn(Streams streams, const std::string& what) {
    streams.err << "istiqbal-office: warning: " << what << "\n";
}

int publish(const fs::path& directory, const PublishOptions& options, NoticeKind kind,
            seal::Result<seal::Bytes> body, Streams streams) {
    if (!body)
        return fail(streams, options.path, body.error());
    const auto office = open_office(directory);
    if (!office)
        return fail(streams, office.error());
    const std::int64_t now = std::time(nullptr);
    const std::int64_t days = options.days > 0 ? options.days : notice_days;
    NoticeIssue issue{kind, {}, {}, now + days * day_seconds, std::move(*body)};
    if (!options.terminal.empty()) {
        const auto terminal = find_terminal(*office->store, options.terminal);
        if (!terminal)
            return fail(streams, terminal.error());
        issue.scope = *terminal;
    }
    auto transaction = office->store->begin();
    if (!transaction)
        return fail(streams, transaction.error());
    const auto revision = issue_notice(*office->store, office->keys, issue, now);
    if (!revision)
        return fail(streams, options.path, revision.error());
    if (auto done = transaction->commit(); !done)
        return fail(streams, done.error());
    streams.out << "published: " << seal::name(kind) << ", revision " << *revision << "\n";
    bring_to_hubs(*office, streams);
    return 0;
}

// As the terminals will read it.
seal::Result<seal::Bytes> settings_in(const fs::path& file) {
    const auto text = seal::load_file(file, seal::settings_limit);
    if (!text)
        return tl::unexpected(text.error());
    return seal::settings_from_json(*text, seal::UnknownKeys::refused)
        .and_then([](const seal::TerminalSettings& settings) { return seal::to_json(settings); });
}

} // namespace

seal::Result<seal::TerminalId> find_terminal(Store& store, const std::string& wanted) {
    const auto terminals = store.terminals();
    if (!terminals)
        return tl::unexpected(terminals.error());
    const TerminalEntry* found = nullptr;
    for (const TerminalEntry& each : *terminals) {
        if (seal::hex(each.terminal) == wanted)
            return each.terminal;
        if (each.name != wanted || each.succeeded)
            continue;
        if (found != nullptr)
            return seal::fail(seal::ErrorClass::malformed,
                              "several terminals are called so; name one by its id: " +
                                  seal::hex(found->terminal) + ", " + seal::hex(each.terminal));
        found = &each;
    }
    if (found == nullptr)
        return seal::fail(seal::ErrorClass::not_found, "this office has no terminal of that id or name");
    return found->terminal;
}

void pull_first(const Office& office, const std::string& otherwise, Streams streams) {
    const auto hubs = office.store->hubs();
    if (!hubs)
        return warn(streams, hubs.error().message());
    for (const Hub& hub : *hubs) {
        uplink::CurlTransport transport(hub.urls);
        if (const auto pulled = office::pull(*office.store, office.keys, hub, transport, std::time(nullptr));
            !pulled)
            warn(streams, address_of(hub) + ": " + pulled.error().detail + "; " + otherwise);
    }
}

void bring_to_hubs(const Office& office, Streams streams) {
    const auto hubs = office.store->hubs();
    if (!hubs)
        return warn(streams, hubs.error().message());
    for (const Hub& hub : *hubs) {
        uplink::CurlTransport transport(hub.urls);
        const auto posted = post_notices(*office.store, office.keys, hub, transport, std::time(nullptr));
        if (!posted) {
            warn(streams, address_of(hub) + ": " + posted.error().detail + "; it goes with the next pull");
            continue;
        }
        for (const std::string& warning : posted->warnings)
            warn(streams, address_of(hub) + ": " + warning);
    }
}

int publish_content(const fs::path& directory, const PublishOptions& options, Streams streams) {
    return publish(directory, options, NoticeKind::content, seal::bundle_of(options.path), streams);
}

int publish_settings(const fs::path& directory, const PublishOptions& options, Streams streams) {
    return publish(directory, options, NoticeKind::settings, settings_in(options.path), streams);
}

int publish_announcements(const fs::path& directory, const PublishOptions& options, Streams streams) {
    return publish(directory, options, NoticeKind::announcements,
                   seal::load_file(options.path, seal::announcements_limit), streams);
}

int close_epoch(const fs::path& directory, const CloseEpochOptions& options, Streams streams) {
    const auto office = open_office(directory);
    if (!office)
        return fail(streams, office.error());
    const auto terminal = find_terminal(*office->store, options.terminal);
    if (!terminal)
        return fail(streams, terminal.error());
    pull_first(*office, "what it holds of the terminal will be put aside", streams);
    const auto last = office->store->last_epoch(*terminal);
    if (!last)
        return fail(streams, last.error());
    const auto epoch = static_cast<std::uint32_t>(std::max<std::uint64_t>(*last, 1));
    return revoke(directory, {seal::hex(*terminal), options.reason, epoch}, streams);
}

int reinstate(const fs::path& directory, const std::string& wanted, Streams streams) {
    const auto office = open_office(directory);
    if (!office)
        return fail(streams, office.error());
    const auto terminal = find_terminal(*office->store, wanted);
    if (!terminal)
        return fail(streams, terminal.error());
    const auto filed = office::reinstate(*office->store, office->keys, *terminal, std::time(nullptr));
    if (!filed)
        return fail(streams, filed.error());
    for (const std::string& warning : filed->warnings)
        warn(streams, warning);
    streams.out << "reinstated: " << seal::hex(*terminal) << "; " << filed->filed << " records filed, "
                << filed->already << " were already, " << filed->quarantined << " stay aside\n";
    bring_to_hubs(*office, streams);
    pull_first(*office, "what it put aside comes with a later pull", streams);
    return 0;
}

int revoke(const fs::path& directory, const RevokeOptions& options, Streams streams) {
    const auto office = open_office(directory);
    if (!office)
        return fail(streams, office.error());
    const auto terminal = find_terminal(*office->store, options.terminal);
    if (!terminal)
        return fail(streams, terminal.error());
    pull_first(*office, "what it holds of the terminal will be put aside", streams);
    seal::Revocation revocation{*terminal, std::time(nullptr), options.reason, std::nullopt};
    if (options.epoch > 0)
        revocation.epoch = options.epoch;
    const auto revision = office::revoke(*office->store, office->keys, revocation, revocation.since);
    if (!revision)
        return fail(streams, revision.error());
    streams.out << "revoked: " << seal::hex(*terminal);
    if (options.epoch > 0)
        streams.out << ", epochs up to " << options.epoch;
    streams.out << "\n";
    bring_to_hubs(*office, streams);
    return 0;
}

} // namespace istiqbal::office::cli
