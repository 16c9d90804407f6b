// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/notice.hpp"

#include "sync/seal/bundle.hpp"
#include "sync/seal/json.hpp"
#include "sync/seal/pae.hpp"
#include "sync/seal/reference.hpp"
#include "sync/seal/revocations.hpp"
#include "sync/seal/settings.hpp"

#include <algorithm>

namespace istiqbal::seal {

namespace {

constexpr std::string_view magic = "ISTN";
constexpr std::uint16_t version = 1;
constexpr std::uint64_t time_limit = std::uint64_t{1} << 53;
constexpr std::size_t reply_body_limit = std::size_t{65} * 1024; // 64 KiB of padded JSON, and age's own
constexpr std::size_t announcement_count_limit = 1024;

Label label_of(NoticeKind kind) {
    switch (kind) {
    case NoticeKind::reply:
        return Label::reply;
    case NoticeKind::content:
        return Label::content;
    default:
        return Label::notice;
    }
}

bool is_known(std::uint16_t kind) {
    return std::any_of(notice_kinds.begin(), notice_kinds.end(),
                       [kind](NoticeKind known) { return static_cast<std::uint16_t>(known) == kind; });
}

Result<void> check_head(const NoticeHead& head) {
    const bool is_reply = head.kind == NoticeKind::reply;
    const bool for_everyone = is_reply || head.kind == NoticeKind::revocations;
    if (for_everyone && !head.is_general())
        return fail(ErrorClass::malformed, "a notice of this kind is for every terminal");
    if (is_reply == (head.subject == NoticeSubject{}))
        return fail(ErrorClass::malformed, "a reply has a subject, and nothing else has one");
    if (head.revision == 0 || head.revision > revision_limit)
        return fail(ErrorClass::malformed, "the notice has no revision");
    const auto issued = static_cast<std::uint64_t>(head.issued);
    const auto expires = static_cast<std::uint64_t>(head.expires);
    if (issued > time_limit || expires > time_limit || expires <= issued)
        return fail(ErrorClass::malformed, "the notice's times are not in order");
    return {};
}

template <class T>
Result<void> outcome_of(const Result<T>& result) {
    return result ? Result<void>() : tl::unexpected<Error>(result.error());
}

} // namespace

std::string_view name(NoticeKind kind) {
    switch (kind) {
    case NoticeKind::reply:
        return "reply";
    case NoticeKind::content:
        return "content";
    case NoticeKind::settings:
        return "settings";
    case NoticeKind::announcements:
        return "announcements";
    case NoticeKind::revocations:
        break;
    }
    return "revocations";
}

std::size_t notice_body_limit(NoticeKind kind) {
    switch (kind) {
    case NoticeKind::reply:
        return reply_body_limit;
    case NoticeKind::content:
        return content_limit;
    case NoticeKind::settings:
        return settings_limit;
    case NoticeKind::announcements:
        return announcements_limit;
    case NoticeKind::revocations:
        break;
    }
    return revocations_limit;
}

Result<Bytes> build_notice(const SigningKey& office, const NoticeHead& head, ByteView body) {
    if (Result<void> checked = check_head(head); !checked)
        return tl::unexpected<Error>(checked.error());
    if (Result<void> checked = check_notice_body(head.kind, body); !checked)
        return tl::unexpected<Error>(checked.error());
    Writer writer;
    writer.reserve(notice_overhead + body.size());
    writer.raw(view(magic)).u16(version).u16(static_cast<std::uint16_t>(head.kind));
    writer.raw(head.scope).raw(head.subject).u64(head.revision);
    writer.u64(static_cast<std::uint64_t>(head.issued)).u64(static_cast<std::uint64_t>(head.expires));
    writer.u32(static_cast<std::uint32_t>(body.size())).raw(body);
    const SignatureBytes signature = office.sign(pae(label_of(head.kind), {writer.bytes()}));
    return writer.raw(signature).finish();
}

Result<NoticeView> parse_notice(ByteView bytes) {
    if (bytes.size() > notice_limit)
        return fail(ErrorClass::too_large, "the notice is too large");
    Reader reader(bytes);
    const ByteView found_magic = reader.take(magic.size());
    const std::uint16_t found_version = reader.u16();
    const std::uint16_t kind = reader.u16();
    if (reader.failed() || !equal(found_magic, view(magic)))
        return fail(ErrorClass::malformed, "not a notice");
    if (found_version != version)
        return fail(ErrorClass::unsupported, "a notice of another version");
    if (!is_known(kind))
        return fail(ErrorClass::unsupported, "a notice of a kind that is not known here");
    NoticeView notice;
    notice.head.kind = static_cast<NoticeKind>(kind);
    notice.head.scope = reader.array<16>();
    notice.head.subject = reader.array<16>();
    notice.head.revision = reader.u64();
    notice.head.issued = static_cast<std::int64_t>(reader.u64());
    notice.head.expires = static_cast<std::int64_t>(reader.u64());
    const std::uint32_t size = reader.u32();
    if (!reader.failed() && size > notice_body_limit(notice.head.kind))
        return fail(ErrorClass::too_large, "the notice's body is too large");
    notice.body = reader.take(size);
    notice.signature = reader.take(sizeof(SignatureBytes));
    notice.bytes = bytes;
    if (reader.failed() || reader.left() != 0)
        return fail(ErrorClass::malformed, "the notice has the wrong length");
    if (Result<void> checked = check_head(notice.head); !checked)
        return tl::unexpected<Error>(checked.error());
    return notice;
}

Result<void> verify_notice(const NoticeView& notice, const VerifyKey& office) {
    const ByteView signed_bytes = notice.bytes.first(notice.bytes.size() - sizeof(SignatureBytes));
    if (!office.verify(pae(label_of(notice.head.kind), {signed_bytes}), notice.signature))
        return fail(ErrorClass::bad_signature, "the notice is not the office's, or was altered");
    return {};
}

Result<NoticeView> open_notice(ByteView bytes, const VerifyKey& office) {
    Result<NoticeView> notice = parse_notice(bytes);
    if (notice)
        if (Result<void> verified = verify_notice(*notice, office); !verified)
            return tl::unexpected<Error>(verified.error());
    return notice;
}

Result<void> check_notice_body(NoticeKind kind, ByteView body) {
    if (body.size() > notice_body_limit(kind))
        return fail(ErrorClass::too_large, "the notice's body is too large");
    switch (kind) {
    case NoticeKind::reply:
        return body.empty() ? fail(ErrorClass::malformed, "the reply is empty") : Result<void>();
    case NoticeKind::content:
        return outcome_of(parse_bundle(body));
    case NoticeKind::settings:
        return outcome_of(settings_from_json(body));
    case NoticeKind::announcements:
        return check_announcements(body);
    case NoticeKind::revocations:
        break;
    }
    return outcome_of(revocations_from_json(body));
}

Result<void> check_announcements(ByteView text) {
    const Result<nlohmann::json> object = json::parse_object(text, announcements_limit);
    if (!object)
        return tl::unexpected<Error>(object.error());
    json::Fields fields(*object);
    fields.array("announcements", announcement_count_limit);
    return fields.finish();
}

NoticeSubject reply_subject(const Reference& reference) {
    const Digest hash = labelled_hash(Label::reply, {view("reply-subject"), view(reference.canonical())});
    NoticeSubject subject{};
    std::copy_n(hash.begin(), subject.size(), subject.begin());
    return subject;
}

} // namespace istiqbal::seal
