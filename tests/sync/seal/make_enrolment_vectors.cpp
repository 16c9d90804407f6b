// SPDX-License-Identifier: Apache-2.0
// Prints tests/vectors/enrolment.json from fixed keys; run by hand when the protocol changes.
#include "sync/seal/bech32.hpp"
#include "sync/seal/invitation.hpp"
#include "sync/seal/signed_file.hpp"
#include "tests/sync/samples.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>

using namespace istiqbal;
using Json = nlohmann::ordered_json;

namespace {

const seal::SigningKey& terminal() {
    static const auto key = seal::SigningKey::from_seed(seal::Bytes(32, 0x01)).value();
    return key;
}
const seal::VerifyKey& office() {
    static const auto key = seal::SigningKey::from_seed(seal::Bytes(32, 0x02)).value().verify_key();
    return key;
}

seal::Invitation invitation(std::optional<seal::TerminalId> succeeds = std::nullopt) {
    return {seal::SecretBuffer(seal::Bytes(16, 0x06)), 1900, office(), succeeds};
}

// The line of these bytes, whatever they are.
std::string line_of(const seal::Bytes& bytes) {
    std::string text = seal::bech32::encode("istiqbal-invitation-", bytes);
    std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    });
    return text;
}

seal::Bytes layout(std::uint16_t version, std::uint16_t zero, std::uint64_t expires, const seal::Bytes& key) {
    return seal::Writer()
        .u16(version)
        .u16(zero)
        .raw(seal::Bytes(16, 0x06))
        .u64(expires)
        .raw(key)
        .raw(seal::TerminalId{})
        .finish();
}

} // namespace

int main() {
    Json list = Json::array();
    const auto add = [&](const char* of, const char* why, const char* kind,
                         const std::string& bytes) -> Json& {
        list.push_back({{"of", of}, {"why", why}, {"class", kind}, {"text", bytes}});
        return list.back();
    };
    const std::string good(seal::invitation_text(invitation()).text());
    for (const bool renewal : {false, true}) {
        const auto made = invitation(renewal ? std::optional(terminal().verify_key().id()) : std::nullopt);
        Json& sample = add("invitation", renewal ? "a terminal is enrolled anew" : "a new terminal",
                           "accepted", std::string(seal::invitation_text(made).text()));
        sample["secret"] = seal::hex(made.secret.bytes());
        sample["id"] = seal::hex(seal::invitation_id(made.secret.bytes()));
        sample["expires"] = made.expires;
        sample["office"] = office().hex();
        sample["succeeds"] = made.succeeds ? Json(seal::hex(*made.succeeds)) : Json();
    }
    std::string small = good;
    std::transform(small.begin(), small.end(), small.begin(), [](char letter) {
        return static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
    });
    add("invitation", "typed in small letters, with white space", "accepted", " \t" + small + "\r\n");
    add("invitation", "a file with comments", "accepted", "# one\n\n" + good + "\n# two\n");
    add("invitation", "nothing", "malformed", "");
    add("invitation", "comments alone", "malformed", "# one\n# two\n");
    add("invitation", "two lines", "malformed", good + "\n" + good + "\n");
    add("invitation", "capitals and small letters", "malformed", small.substr(0, 40) + good.substr(40));
    add("invitation", "something else in bech32", "malformed",
        std::string(test::identity(1).recipient().text()));
    std::string wrong = good;
    wrong[60] = wrong[60] == 'Q' ? 'P' : 'Q';
    add("invitation", "one character is wrong", "bad_checksum", wrong);
    const auto key = office().bytes();
    const seal::Bytes key_bytes(key.begin(), key.end());
    add("invitation", "version 2", "unsupported", line_of(layout(2, 0, 1900, key_bytes)));
    add("invitation", "not zero where zero is due", "malformed", line_of(layout(1, 1, 1900, key_bytes)));
    add("invitation", "a time beyond 2^53", "malformed",
        line_of(layout(1, 0, (std::uint64_t{1} << 53U) + 1, key_bytes)));
    auto bytes = layout(1, 0, 1900, key_bytes);
    bytes.pop_back();
    add("invitation", "a byte short", "malformed", line_of(bytes));
    bytes.resize(bytes.size() + 2);
    add("invitation", "a byte more", "malformed", line_of(bytes));
    add("invitation", "above 4,096 bytes", "too_large", good + std::string(4096, ' '));

    const auto request = seal::build_enrolment_request(terminal(), invitation(), 1000).value();
    const std::string file(seal::text(request));
    const auto of_request = [&](const char* why, const char* kind, const std::string& text,
                                std::uint8_t secret = 0x06) -> Json& {
        Json& sample = add("enrolment-request", why, kind, text);
        sample["secret"] = seal::hex(seal::Bytes(16, secret));
        return sample;
    };
    of_request("good", "accepted", file)["proof"] =
        seal::hex(seal::parse_enrolment_request(request).value().proof);
    of_request("made with another code", "bad_signature", file, 0x07);
    const auto parsed = seal::parse_enrolment_request(request).value();
    const nlohmann::json payload{{"key", terminal().verify_key().hex()},
                                 {"office", office().hex()},
                                 {"invitation", seal::hex(parsed.invitation)},
                                 {"succeeds", nullptr},
                                 {"created", 1001},
                                 {"proof", seal::hex(parsed.proof)}};
    const auto build = [](const seal::SigningKey& signer, const nlohmann::json& what) {
        return std::string(
            seal::text(seal::signed_file::build(signer, "enrolment-request", what, 4096).value()));
    };
    of_request("another time under the same proof", "bad_signature", build(terminal(), payload));
    of_request("signed by another key", "bad_signature", build(test::signing_key(9), payload));
    auto changed = payload;
    changed.erase("office");
    of_request("without the office", "malformed", build(terminal(), changed));
    changed = payload;
    changed["name"] = "Lobby";
    of_request("a key that is not known", "malformed", build(terminal(), changed));
    changed = payload;
    changed["proof"] = "00";
    of_request("a proof that is too short", "malformed", build(terminal(), changed));
    of_request("version 2", "unsupported", [&] {
        std::string text = file;
        return text.replace(text.find("\"version\":1"), 11, "\"version\":2");
    }());
    of_request(
        "another kind of file", "malformed",
        std::string(seal::text(seal::signed_file::build(terminal(), "certificate", payload, 4096).value())));
    of_request("above 4,096 bytes", "too_large", file + std::string(4096, ' '));
    std::cout << list.dump(1) << "\n";
}
