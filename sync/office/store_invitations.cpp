// SPDX-License-Identifier: Apache-2.0
// The one-time codes' part of the office's store.
#include "sync/office/store.hpp"
#include "sync/seal/invitation.hpp"

#include <nlohmann/json.hpp>

namespace istiqbal::office {

using seal::Result;

namespace {

Result<void> run(Result<store::Statement>& statement) {
    if (auto done = statement->step(); !done)
        return tl::unexpected(done.error());
    return {};
}

Result<std::optional<KeptInvitation>> read(Result<store::Statement>& row) {
    const auto found = row->step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return std::optional<KeptInvitation>();
    KeptInvitation kept;
    kept.secret = seal::SecretBuffer(row->blob(0));
    kept.name = row->text(1);
    kept.mode = row->text(2);
    const std::string hub_file = row->text(3);
    const auto hub = hub::parse_hub_public(seal::view(hub_file));
    if (!hub)
        return tl::unexpected(hub.error());
    kept.hub = *hub;
    const auto urls = nlohmann::json::parse(row->text(4), nullptr, false);
    for (const auto& url : urls)
        if (url.is_string())
            kept.hub_urls.push_back(url.get<std::string>());
    if (const seal::ByteView succeeds = row->blob(5); !succeeds.empty())
        kept.succeeds = seal::Reader(succeeds).array<16>();
    kept.expires = row->integer(6);
    kept.used = row->integer(7) > 0;
    return std::optional(std::move(kept));
}

} // namespace

Result<void> Store::keep_invitation(const KeptInvitation& invitation, std::int64_t now) {
    auto forget =
        database_.prepare("UPDATE invitations SET secret = x'' WHERE expires <= ? AND secret <> x''");
    auto insert = database_.prepare("INSERT INTO invitations (invitation, secret, name, mode, hub, urls, "
                                    "succeeds, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    if (!forget || !insert)
        return tl::unexpected(forget ? insert.error() : forget.error());
    forget->bind(1, now);
    if (auto done = run(forget); !done)
        return done;
    const seal::KeyId id = seal::invitation_id(invitation.secret.bytes());
    const std::string hub = hub::to_text(invitation.hub);
    const std::string urls = nlohmann::json(invitation.hub_urls).dump();
    insert->bind(1, seal::ByteView(id))
        .bind(2, invitation.secret.bytes())
        .bind(3, std::string_view(invitation.name))
        .bind(4, std::string_view(invitation.mode))
        .bind(5, std::string_view(hub))
        .bind(6, std::string_view(urls))
        .bind(7, invitation.succeeds ? seal::ByteView(*invitation.succeeds) : seal::ByteView())
        .bind(8, invitation.expires);
    return run(insert);
}

Result<std::optional<KeptInvitation>> Store::invitation(const seal::KeyId& id) {
    auto row = database_.prepare("SELECT secret, name, mode, hub, urls, succeeds, expires, used FROM "
                                 "invitations WHERE invitation = ?");
    if (!row)
        return tl::unexpected(row.error());
    row->bind(1, seal::ByteView(id));
    return read(row);
}

Result<void> Store::spend_invitation(const seal::KeyId& id, const seal::TerminalId& terminal,
                                     std::int64_t now) {
    auto update = database_.prepare(
        "UPDATE invitations SET secret = x'', used = max(?, 1), terminal = ? WHERE invitation = ?");
    if (!update)
        return tl::unexpected(update.error());
    update->bind(1, now).bind(2, seal::ByteView(terminal)).bind(3, seal::ByteView(id));
    return run(update);
}

Result<std::optional<KeptInvitation>> Store::invitation_of(const seal::TerminalId& terminal) {
    auto row = database_.prepare("SELECT secret, name, mode, hub, urls, succeeds, expires, used FROM "
                                 "invitations WHERE terminal = ? ORDER BY used DESC LIMIT 1");
    if (!row)
        return tl::unexpected(row.error());
    row->bind(1, seal::ByteView(terminal));
    return read(row);
}

Result<std::optional<seal::Certificate>> Store::certificate(const seal::TerminalId& terminal,
                                                            const seal::VerifyKey& office) {
    auto row = database_.prepare("SELECT certificate FROM terminals WHERE terminal = ?");
    if (!row)
        return tl::unexpected(row.error());
    row->bind(1, seal::ByteView(terminal));
    const auto found = row->step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return std::optional<seal::Certificate>();
    return seal::parse_certificate(row->blob(0), office).map([](seal::Certificate certificate) {
        return std::optional(std::move(certificate));
    });
}

} // namespace istiqbal::office
