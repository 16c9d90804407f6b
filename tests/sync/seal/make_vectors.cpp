// SPDX-License-Identifier: Apache-2.0
// Prints the vectors of sync/PROTOCOL.md as JSON, one object a line, from keys and randomness that are fixed.
#include "sync/seal/ack.hpp"
#include "sync/seal/age_header.hpp"
#include "sync/seal/batch.hpp"
#include "sync/seal/pae.hpp"
#include "sync/seal/reference.hpp"
#include "sync/seal/request.hpp"
#include "tests/sync/samples.hpp"

#include <nlohmann/json.hpp>

#include <iostream>

using namespace istiqbal;
using Json = nlohmann::ordered_json;
using seal::hex;

int main() {
    const auto terminal = seal::SigningKey::from_seed(seal::Bytes(32, 0x01)).value();
    const auto office = seal::SigningKey::from_seed(seal::Bytes(32, 0x02)).value();
    const auto hub = seal::SigningKey::from_seed(seal::Bytes(32, 0x03)).value();
    const auto intake = seal::Identity::from_secret(seal::Bytes(32, 0x04)).value();
    const auto recovery = seal::Identity::from_secret(seal::Bytes(32, 0x05)).value();
    const auto print = [](const Json& vector) { std::cout << vector.dump() << "\n"; };

    print({{"vector", "key"},
           {"seed", hex(seal::Bytes(32, 0x01))},
           {"public", terminal.verify_key().hex()},
           {"id", hex(terminal.verify_key().id())},
           {"fingerprint", terminal.verify_key().fingerprint()}});
    print({{"vector", "identity"},
           {"secret", hex(intake.secret())},
           {"text", intake.text().text()},
           {"recipient", intake.recipient().text()}});
    const auto pae = seal::pae(seal::Label::record, {seal::view("a"), {}, seal::view("bc")});
    print({{"vector", "pae"},
           {"label", "istiqbal/v1/record"},
           {"parts", {"61", "", "6263"}},
           {"pae", hex(pae)},
           {"hash", hex(seal::labelled_hash(seal::Label::record, {seal::view("a"), {}, seal::view("bc")}))}});
    const seal::Bytes material(22, 0x0b);
    print({{"vector", "hkdf"},
           {"key", hex(material)},
           {"salt", "000102"},
           {"info", "payload"},
           {"out", hex(seal::age::hkdf_sha256(material, seal::Bytes{0, 1, 2}, "payload").bytes())}});
    const std::vector<seal::Recipient> recipients{intake.recipient(), recovery.recipient()};
    const auto file = seal::age::encrypt(seal::view("salam"), recipients, test::seeded(77)).value();
    print({{"vector", "age"},
           {"identity", intake.text().text()},
           {"plaintext", hex(seal::view("salam"))},
           {"file", seal::base64(file)}});
    const auto reference = seal::Reference::generate(test::seeded(78));
    const auto code = seal::ClaimCode::generate(test::seeded(79));
    print({{"vector", "claim"},
           {"reference", reference.text()},
           {"code", code.text()},
           {"recipient", seal::derive_claim_identity(code, reference)->recipient().text()}});
    const auto envelopes = test::chain(terminal, {}, 2, recipients);
    const auto first = seal::parse_envelope(envelopes[0]).value();
    print({{"vector", "envelope"},
           {"terminal", terminal.verify_key().hex()},
           {"epoch", 1},
           {"sequence", 1},
           {"envelope", seal::base64(envelopes[0])},
           {"hash", hex(seal::record_hash(first))},
           {"identity", recovery.text().text()},
           {"plaintext", "{\"n\":0}"}});
    const auto certificate =
        seal::issue_certificate(office, {terminal.verify_key(), "Lobby", "lobby"}, 1000, 2000).value();
    print({{"vector", "certificate"},
           {"office", office.verify_key().hex()},
           {"file", seal::text(certificate)},
           {"terminal", hex(terminal.verify_key().id())},
           {"issued", 1000},
           {"expires", 2000}});
    const auto batch = seal::build_batch(terminal, certificate, envelopes).value();
    const std::size_t envelopes_at = batch.size() - envelopes[0].size() - envelopes[1].size();
    print({{"vector", "batch"},
           {"office", office.verify_key().hex()},
           {"now", 1500},
           {"count", 2},
           {"front", hex(seal::ByteView(batch).first(seal::batch_manifest_size))},
           {"signature", hex(seal::ByteView(batch).subspan(envelopes_at - 64, 64))},
           {"hash", hex(*seal::batch_hash(batch))},
           {"batch", seal::base64(batch)}});
    const seal::HubAck spooled{terminal.verify_key().id(), 1, 2,
                               seal::record_hash(seal::parse_envelope(envelopes[1]).value()),
                               *seal::batch_hash(batch)};
    print({{"vector", "hub-ack"},
           {"hub", hub.verify_key().hex()},
           {"sequence", 2},
           {"ack", hex(seal::build_hub_ack(hub, spooled))}});
    const seal::OfficeAck opened{terminal.verify_key().id(), 1, {{1, seal::record_hash(first)}}};
    print({{"vector", "office-ack"},
           {"office", office.verify_key().hex()},
           {"sequence", 1},
           {"ack", hex(*seal::build_office_ack(office, opened))}});
    print({{"vector", "request"},
           {"office", office.verify_key().hex()},
           {"method", "GET"},
           {"target", "/v1/office/records?after=5"},
           {"body", ""},
           {"now", 1500},
           {"header",
            seal::sign_request(office, "GET", "/v1/office/records?after=5", {}, 1500, test::seeded(80))}});
    print({{"vector", "submission"}, {"json", std::string(seal::to_json(test::submission())->text())}});
    print({{"vector", "completion"},
           {"json", std::string(seal::to_json(test::completion("7KQ4-9M2X-C"))->text())}});
    print({{"vector", "rating"}, {"json", std::string(seal::to_json(test::rating())->text())}});
}
