// SPDX-License-Identifier: Apache-2.0
// Notices of every kind, as an office would issue them.
#pragma once

#include "sync/seal/bundle.hpp"
#include "sync/seal/reply.hpp"
#include "sync/seal/revocations.hpp"
#include "sync/seal/settings.hpp"
#include "tests/sync/samples.hpp"

namespace istiqbal::test {

inline constexpr std::int64_t issued = 1'767'225'600;
inline constexpr std::int64_t month = std::int64_t{30} * 86'400;

inline seal::TerminalSettings settings(std::uint32_t idle_seconds = 120) {
    seal::TerminalSettings out;
    out.name = seal::TerminalSettings::Name{"بهو المدخل", "Entrance hall"};
    out.rates = "service:housing";
    out.density = 250;
    out.reduced_motion = true;
    out.idle_seconds = idle_seconds;
    out.printer = "/dev/usb/lp0";
    out.retention_days = 30;
    out.hub_urls = {"https://hub.example.org", "http://192.0.2.7:8470"};
    out.digits = seal::TerminalSettings::Digits::arabic_indic;
    return out;
}

inline std::vector<seal::BundleFile> bundle_files() {
    const auto bytes = [](std::string_view text) { return seal::Bytes(text.begin(), text.end()); };
    return {{"catalogue/services.json", bytes("{}")},
            {"forms/register/survey.csv", bytes("type,name\ntext,full_name\n")},
            {"strings/ar.json", bytes("{\"a\":\"أ\"}")},
            {"theme/theme.toml", {}}};
}

inline seal::Reply reply(const std::string& reference) {
    seal::Reply out;
    out.reference = reference;
    out.state = seal::ReplyState::needs_completion;
    out.note = {"نأمل إحضار ما يلي.", "Please bring the following."};
    out.missing = {{"id_copy", {"صورة الهوية", "Copy of the identity card"}}};
    out.next = "2026-02-01";
    return out;
}

inline std::string announcements() {
    return R"({"announcements":[{"id":"a","title":{"ar":"عنوان","en":"Title"}}]})";
}

inline seal::Bytes body_of(seal::NoticeKind kind) {
    switch (kind) {
    case seal::NoticeKind::reply:
        return seal::seal_reply(reply("0000-0000-0"), identity(9).recipient(), seeded(60)).value();
    case seal::NoticeKind::content:
        return seal::build_bundle(bundle_files()).value();
    case seal::NoticeKind::settings:
        return seal::to_json(settings()).value();
    case seal::NoticeKind::announcements: {
        const std::string text = announcements();
        return seal::Bytes(text.begin(), text.end());
    }
    case seal::NoticeKind::revocations:
        break;
    }
    return seal::to_json(std::vector{seal::Revocation{signing_key(1).verify_key().id(), issued, "فُقد", 2}})
        .value();
}

inline seal::NoticeHead head_of(seal::NoticeKind kind, std::uint64_t revision = 1) {
    seal::NoticeHead head{kind, {}, {}, revision, issued, issued + month};
    if (kind == seal::NoticeKind::reply)
        head.subject = seal::reply_subject(seal::Reference::parse("0000-0000-0").value());
    return head;
}

inline seal::Bytes notice(const seal::SigningKey& office, const seal::NoticeHead& head,
                          const seal::Bytes& body) {
    return seal::build_notice(office, head, body).value();
}
inline seal::Bytes notice(const seal::SigningKey& office, seal::NoticeKind kind, std::uint64_t revision = 1) {
    return notice(office, head_of(kind, revision), body_of(kind));
}
// A revision that differs from others of its number in `idle_seconds`.
inline seal::Bytes settings_notice(const seal::SigningKey& office, std::uint64_t revision,
                                   std::uint32_t idle_seconds = 120, const seal::TerminalId& scope = {},
                                   std::int64_t expires = issued + month) {
    auto head = head_of(seal::NoticeKind::settings, revision);
    head.scope = scope;
    head.expires = expires;
    return notice(office, head, seal::to_json(settings(idle_seconds)).value());
}

} // namespace istiqbal::test
