// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/invitation.hpp"

#include "sync/seal/bech32.hpp"
#include "sync/seal/pae.hpp"
#include "sync/seal/signed_file.hpp"

#include <sodium.h>

#include <algorithm>

namespace istiqbal::seal {

namespace {

using Json = nlohmann::json;

constexpr std::string_view prefix = "istiqbal-invitation-";
constexpr std::string_view request_kind = "enrolment-request";
constexpr std::uint16_t version = 1;
constexpr std::size_t secret_size = 16;
constexpr std::size_t layout_size = 76;
constexpr std::uint64_t latest_time = std::uint64_t{1} << 53U;
static_assert(secret_size >= crypto_generichash_KEYBYTES_MIN);

Digest proof_of(const EnrolmentRequest& request, ByteView secret) {
    const TerminalId succeeds = request.succeeds.value_or(TerminalId{});
    Writer created;
    created.u64(static_cast<std::uint64_t>(request.created));
    const Bytes input =
        pae(Label::certificate, {view("enrolment-proof"), request.key.bytes(), request.office.bytes(),
                                 request.invitation, succeeds, created.bytes()});
    Digest proof{};
    crypto_generichash(proof.data(), proof.size(), input.data(), input.size(), secret.data(), secret.size());
    return proof;
}

std::string_view trimmed(std::string_view line) {
    constexpr std::string_view white = " \t\r\n";
    const auto first = line.find_first_not_of(white);
    if (first == std::string_view::npos)
        return {};
    return line.substr(first, line.find_last_not_of(white) - first + 1);
}

// The one line that is neither empty nor a comment.
Result<std::string_view> only_line(std::string_view text) {
    std::string_view found;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#')
            continue;
        if (!found.empty())
            return fail(ErrorClass::malformed, "there is more than one line in the invitation");
        found = line;
    }
    if (found.empty())
        return fail(ErrorClass::malformed, "there is no invitation in it");
    return found;
}

std::optional<TerminalId> terminal_or_none(const TerminalId& id) {
    return id == TerminalId{} ? std::nullopt : std::optional(id);
}

template <std::size_t size>
ByteArray<size> hex_field(json::Fields& fields, const char* key) {
    ByteArray<size> out{};
    const Bytes bytes = fields.hex(key, size);
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

Result<EnrolmentRequest> read_request(const Json& object) {
    json::Fields fields(object);
    EnrolmentRequest request;
    request.key = signed_file::verify_key_field(fields, "key");
    request.office = signed_file::verify_key_field(fields, "office");
    request.invitation = hex_field<16>(fields, "invitation");
    if (!fields.take_null("succeeds"))
        request.succeeds = hex_field<16>(fields, "succeeds");
    request.created = fields.time("created");
    request.proof = hex_field<32>(fields, "proof");
    return fields.finish().map([&request] { return request; });
}

} // namespace

KeyId invitation_id(ByteView secret) {
    const Digest hash = labelled_hash(Label::certificate, {view("invitation-id"), secret});
    return Reader(hash).array<16>();
}

SecretBuffer invitation_text(const Invitation& invitation) {
    SecretBuffer bytes;
    Writer writer;
    writer.u16(version).u16(0);
    bytes.append(writer.bytes());
    bytes.append(invitation.secret.bytes());
    Writer expires;
    bytes.append(expires.u64(static_cast<std::uint64_t>(invitation.expires)).bytes());
    bytes.append(invitation.office.bytes());
    bytes.append(invitation.succeeds.value_or(TerminalId{}));
    std::string text = bech32::encode(prefix, bytes.bytes());
    std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    });
    SecretBuffer out(view(text));
    wipe(text);
    return out;
}

Result<Invitation> parse_invitation(std::string_view text) {
    if (text.size() > invitation_file_limit)
        return fail(ErrorClass::too_large, "that is too long for an invitation");
    const Result<std::string_view> line = only_line(text);
    if (!line)
        return tl::unexpected<Error>(line.error());
    const Result<SecretBuffer> bytes = bech32::decode(prefix, *line);
    if (!bytes)
        return tl::unexpected<Error>(bytes.error());
    Reader reader(bytes->bytes());
    const std::uint16_t found_version = reader.u16();
    const std::uint16_t zero = reader.u16();
    Invitation invitation;
    invitation.secret = SecretBuffer(reader.take(secret_size));
    const std::uint64_t expires = reader.u64();
    const ByteView office = reader.take(sizeof(Digest));
    invitation.succeeds = terminal_or_none(reader.array<16>());
    if (!reader.failed() && found_version != version)
        return fail(ErrorClass::unsupported, "an invitation of another version");
    if (reader.failed() || bytes->size() != layout_size || zero != 0 || expires > latest_time)
        return fail(ErrorClass::malformed, "the invitation breaks its layout");
    invitation.expires = static_cast<std::int64_t>(expires);
    const Result<VerifyKey> key = VerifyKey::from_bytes(office);
    if (!key)
        return tl::unexpected<Error>(key.error());
    invitation.office = *key;
    return invitation;
}

Result<Bytes> build_enrolment_request(const SigningKey& terminal, const Invitation& invitation,
                                      std::int64_t created) {
    EnrolmentRequest request{
        terminal.verify_key(), invitation.office, invitation_id(invitation.secret.bytes()),
        invitation.succeeds,   created,           {}};
    request.proof = proof_of(request, invitation.secret.bytes());
    const Json payload{{"key", request.key.hex()},
                       {"office", request.office.hex()},
                       {"invitation", hex(request.invitation)},
                       {"succeeds", request.succeeds ? Json(hex(*request.succeeds)) : Json()},
                       {"created", created},
                       {"proof", hex(request.proof)}};
    if (Result<EnrolmentRequest> checked = read_request(payload); !checked)
        return tl::unexpected<Error>(checked.error());
    return signed_file::build(terminal, request_kind, payload, enrolment_request_limit);
}

Result<EnrolmentRequest> parse_enrolment_request(ByteView file) {
    const auto container = signed_file::open(file, request_kind, enrolment_request_limit);
    if (!container)
        return tl::unexpected<Error>(container.error());
    const Result<EnrolmentRequest> request =
        json::parse_object(container->payload, enrolment_request_limit).and_then(read_request);
    if (!request)
        return request;
    return signed_file::verify(*container, request_kind, request->key).map([&request] { return *request; });
}

Result<void> check_proof(const EnrolmentRequest& request, ByteView secret) {
    if (secret.size() != secret_size)
        return fail(ErrorClass::malformed, "the secret has the wrong length");
    const Digest expected = proof_of(request, secret);
    if (sodium_memcmp(expected.data(), request.proof.data(), expected.size()) != 0)
        return fail(ErrorClass::bad_signature, "the request was not made with this one-time code");
    return {};
}

} // namespace istiqbal::seal
