// SPDX-License-Identifier: Apache-2.0
// invite and enroll.
#include "sync/office/cli_parts.hpp"
#include "sync/office/enrolment.hpp"
#include "sync/office/invitation_qr.hpp"
#include "sync/office/report.hpp"

#include <algorithm>
#include <array>
#include <ctime>

namespace istiqbal::office::cli {

namespace fs = std::filesystem;

namespace {

// As the clock on the wall shows it.
std::string clock_at(std::int64_t unix_time) {
    const std::time_t time = unix_time;
    std::tm local{};
    std::array<char, 16> text{};
    if (::localtime_r(&time, &local) == nullptr)
        return {};
    return {text.data(), std::strftime(text.data(), text.size(), "%H:%M", &local)};
}

seal::Result<hub::HubPublic> hub_in(const fs::path& file) {
    return seal::load_file(file, hub::public_file_limit).and_then([](const seal::Bytes& bytes) {
        return hub::parse_hub_public(bytes);
    });
}

// A terminal that is enrolled anew keeps what the order does not change: name, mode and hub.
seal::Result<void> keep_what_was(Store& store, const OfficeKeys& keys, InvitationOrder& order) {
    const auto certificate = store.certificate(*order.succeeds, keys.shown.key);
    const auto last = store.invitation_of(*order.succeeds);
    if (!certificate || !last)
        return tl::unexpected(certificate ? last.error() : certificate.error());
    if (*certificate) {
        order.name = order.name.empty() ? (*certificate)->name : order.name;
        order.mode = order.mode.empty() ? (*certificate)->mode : order.mode;
    }
    if (*last && order.hub_urls.empty()) {
        order.hub = (*last)->hub;
        order.hub_urls = (*last)->hub_urls;
    }
    return {};
}

seal::Result<InvitationOrder> order_of(const Office& office, const InviteOptions& options) {
    InvitationOrder order{options.name, options.mode, {}, options.hub_urls, std::nullopt};
    if (!options.renews.empty()) {
        const auto terminal = find_terminal(*office.store, options.renews);
        if (!terminal)
            return tl::unexpected(terminal.error());
        order.succeeds = *terminal;
        if (auto kept = keep_what_was(*office.store, office.keys, order); !kept)
            return tl::unexpected(kept.error());
    }
    if (!options.hub_public_file.empty()) {
        const auto hub = hub_in(options.hub_public_file);
        if (!hub)
            return seal::fail(hub.error().kind, options.hub_public_file.string() + ": " + hub.error().detail);
        order.hub = *hub;
    }
    if (order.hub.key == seal::VerifyKey() || order.hub_urls.empty() ||
        (options.hub_urls.empty() != options.hub_public_file.empty()))
        return seal::fail(seal::ErrorClass::malformed,
                          "say --hub and --hub-url: where the terminal sends to");
    if (order.mode.empty())
        order.mode = "lobby";
    return order;
}

seal::SecretBuffer file_of(const InvitationOrder& order, const seal::Invitation& invitation,
                           const seal::SecretBuffer& text) {
    seal::SecretBuffer file(seal::view("# One-time code for a terminal: " + order.name + " (" + order.mode +
                                       "), until " + clock_at(invitation.expires) +
                                       "\n# Whoever has it can be that terminal: show it to nobody else.\n" +
                                       "# Office fingerprint: " + invitation.office.fingerprint() + "\n"));
    file.append(text.bytes());
    file.append(seal::view("\n"));
    return file;
}

} // namespace

int invite(const fs::path& directory, const InviteOptions& options, Streams streams) {
    const auto office = open_office(directory);
    if (!office)
        return fail(streams, office.error());
    const auto order = order_of(*office, options);
    if (!order)
        return fail(streams, order.error().detail);
    const auto invitation = invite(*office->store, office->keys, *order, std::time(nullptr));
    if (!invitation)
        return fail(streams, invitation.error());
    const seal::SecretBuffer text = seal::invitation_text(*invitation);
    if (!options.out_file.empty()) {
        const seal::SecretBuffer file = file_of(*order, *invitation, text);
        if (auto saved = seal::save_secret_file(options.out_file, file.bytes()); !saved)
            return fail(streams, options.out_file, saved.error());
    }
    if (!options.qr_file.empty()) {
        const auto svg = invitation_svg(text);
        const auto saved = svg ? seal::save_secret_file(options.qr_file, svg->bytes())
                               : seal::Result<void>(tl::unexpected(svg.error()));
        if (!saved)
            return fail(streams, options.qr_file, saved.error());
    }
    streams.out << "one-time code for: " << printable(order->name) << " (" << order->mode << ")\n";
    if (order->succeeds)
        streams.out << "in place of terminal: " << seal::hex(*order->succeeds) << "\n";
    streams.out << "good until: " << clock_at(invitation->expires)
                << ", once\noffice fingerprint:   " << office->keys.shown.key.fingerprint() << "\n";
    if (!options.out_file.empty())
        streams.out << "code: " << options.out_file.string() << "\n";
    if (!options.qr_file.empty())
        streams.out << "QR code: " << options.qr_file.string() << "\n";
    if (options.out_file.empty() && options.qr_file.empty())
        streams.out << text.text() << "\n";
    return 0;
}

int enroll(const fs::path& directory, const EnrollOptions& options, Streams streams) {
    const auto office = open_office(directory);
    if (!office)
        return fail(streams, office.error());
    const auto request = seal::load_file(options.request_file, seal::enrolment_request_limit);
    if (!request)
        return fail(streams, options.request_file, request.error());
    const auto asked = seal::parse_enrolment_request(*request);
    if (!asked)
        return fail(streams, options.request_file, asked.error());
    // What reached a hub before is still filed as it came.
    if (asked->succeeds)
        pull_first(*office, "what it holds of the terminal will be put aside", streams);
    const auto enrolled = enroll(*office->store, office->keys, *request, std::time(nullptr));
    if (!enrolled)
        return fail(streams, enrolled.error());
    if (auto saved = seal::save_file(options.out_file, enrolled->provision_file); !saved)
        return fail(streams, options.out_file, saved.error());
    const auto& certificate = enrolled->certificate;
    streams.out << "enrolled: " << printable(certificate.name) << " (" << certificate.mode << ")\n";
    if (enrolled->succeeds)
        streams.out << "in place of terminal: " << seal::hex(*enrolled->succeeds) << ", which is revoked\n";
    streams.out << "terminal fingerprint: " << certificate.key.fingerprint()
                << "\noffice fingerprint:   " << office->keys.shown.key.fingerprint()
                << "\n  Compare both with the terminal's screen.\nanswer for the terminal: "
                << options.out_file.string() << "\n";
    if (enrolled->succeeds)
        bring_to_hubs(*office, streams);
    return 0;
}

} // namespace istiqbal::office::cli
