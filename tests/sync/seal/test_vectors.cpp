// SPDX-License-Identifier: Apache-2.0
// The vectors in sync/PROTOCOL.md (lines of JSON in its ```vectors blocks) and files that the stock age
// made. Both are read from the files: change one and this fails.
#include "sync/seal/ack.hpp"
#include "sync/seal/age_header.hpp"
#include "sync/seal/batch.hpp"
#include "sync/seal/pae.hpp"
#include "sync/seal/reference.hpp"
#include "sync/seal/request.hpp"
#include "sync/seal/submission.hpp"
#include "tests/catch.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <map>

using namespace istiqbal;
using Json = nlohmann::json;

namespace {

std::map<std::string, Json> protocol_vectors() {
    std::ifstream in(ISTIQBAL_SOURCE_DIR "/sync/PROTOCOL.md");
    REQUIRE(in);
    std::map<std::string, Json> vectors;
    bool inside = false;
    for (std::string line; std::getline(in, line);) {
        if (line.rfind("```", 0) == 0)
            inside = line == "```vectors";
        else if (inside && !line.empty()) {
            const Json vector = Json::parse(line);
            vectors[vector.at("vector")] = vector;
        }
    }
    return vectors;
}

const Json& vector(const std::string& name) {
    static const std::map<std::string, Json> all = protocol_vectors();
    INFO(name);
    REQUIRE(all.count(name) == 1);
    return all.at(name);
}

std::string text(const Json& vector, const char* key) {
    return vector.at(key).get<std::string>();
}
seal::Bytes unhex(const Json& vector, const char* key) {
    return seal::from_hex(text(vector, key)).value();
}
seal::Bytes unbase64(const Json& vector, const char* key) {
    return seal::from_base64(text(vector, key)).value();
}
seal::VerifyKey verify_key(const Json& vector, const char* key) {
    return seal::VerifyKey::from_hex(text(vector, key)).value();
}

} // namespace

TEST_CASE("PROTOCOL.md: keys and identities") {
    const Json& key = vector("key");
    const auto signing = seal::SigningKey::from_seed(unhex(key, "seed")).value();
    CHECK(signing.verify_key().hex() == text(key, "public"));
    CHECK(seal::hex(signing.verify_key().id()) == text(key, "id"));
    CHECK(signing.verify_key().fingerprint() == text(key, "fingerprint"));
    const Json& identity = vector("identity");
    const auto read = seal::Identity::from_text(text(identity, "text")).value();
    CHECK(seal::hex(read.secret()) == text(identity, "secret"));
    CHECK(read.recipient().text() == text(identity, "recipient"));
}

TEST_CASE("PROTOCOL.md: signing input, hash and HKDF") {
    const Json& pae = vector("pae");
    const auto first = seal::from_hex(pae.at("parts")[0].get<std::string>()).value();
    const auto last = seal::from_hex(pae.at("parts")[2].get<std::string>()).value();
    CHECK(text(pae, "label") == seal::name(seal::Label::record));
    CHECK(seal::pae(seal::Label::record, {first, {}, last}) == unhex(pae, "pae"));
    CHECK(seal::hex(seal::labelled_hash(seal::Label::record, {first, {}, last})) == text(pae, "hash"));
    const Json& hkdf = vector("hkdf");
    CHECK(seal::hex(
              seal::age::hkdf_sha256(unhex(hkdf, "key"), unhex(hkdf, "salt"), text(hkdf, "info")).bytes()) ==
          text(hkdf, "out"));
}

TEST_CASE("RFC 5869: the first 32 bytes of test cases 1 and 3") {
    const seal::Bytes material(22, 0x0b);
    const auto salt = seal::from_hex("000102030405060708090a0b0c").value();
    CHECK(seal::hex(
              seal::age::hkdf_sha256(material, salt, "\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9").bytes()) ==
          "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    CHECK(seal::hex(seal::age::hkdf_sha256(material, {}, "").bytes()) ==
          "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

TEST_CASE("PROTOCOL.md: an age file") {
    const Json& age = vector("age");
    const auto identity = seal::Identity::from_text(text(age, "identity")).value();
    const auto opened = seal::age::decrypt(unbase64(age, "file"), std::span(&identity, 1), 100);
    REQUIRE(opened);
    CHECK(seal::hex(opened->bytes()) == text(age, "plaintext"));
}

TEST_CASE("PROTOCOL.md: reference and claim code") {
    const Json& claim = vector("claim");
    const auto reference = seal::Reference::parse(text(claim, "reference")).value();
    const auto code = seal::ClaimCode::parse(text(claim, "code")).value();
    CHECK(reference.text() == text(claim, "reference"));
    CHECK(code.text() == text(claim, "code"));
    CHECK(seal::derive_claim_identity(code, reference)->recipient().text() == text(claim, "recipient"));
}

TEST_CASE("PROTOCOL.md: the record envelope") {
    const Json& sample = vector("envelope");
    const seal::Bytes bytes = unbase64(sample, "envelope");
    const auto envelope = seal::parse_envelope(bytes);
    REQUIRE(envelope);
    CHECK(envelope->position.epoch == sample.at("epoch"));
    CHECK(envelope->position.sequence == sample.at("sequence"));
    CHECK(seal::hex(seal::record_hash(*envelope)) == text(sample, "hash"));
    const auto identity = seal::Identity::from_text(text(sample, "identity")).value();
    const auto opened = seal::open_record(*envelope, verify_key(sample, "terminal"), std::span(&identity, 1));
    REQUIRE(opened);
    const auto padded = seal::pad_plaintext(seal::view(text(sample, "plaintext")));
    CHECK(opened->text() == padded->text());
}

TEST_CASE("PROTOCOL.md: certificate and batch") {
    const Json& sample = vector("certificate");
    const auto certificate =
        seal::parse_certificate(seal::view(text(sample, "file")), verify_key(sample, "office"));
    REQUIRE(certificate);
    CHECK(seal::hex(certificate->terminal) == text(sample, "terminal"));
    CHECK(certificate->issued == sample.at("issued"));
    CHECK(certificate->expires == sample.at("expires"));
    const Json& wrapped = vector("batch");
    const seal::Bytes bytes = unbase64(wrapped, "batch");
    const auto batch = seal::parse_and_verify_batch(bytes, verify_key(wrapped, "office"), wrapped.at("now"));
    REQUIRE(batch);
    CHECK(batch->records.size() == wrapped.at("count"));
    CHECK(seal::hex(batch->hash) == text(wrapped, "hash"));
    CHECK(seal::hex(seal::ByteView(bytes).first(seal::batch_manifest_size)) == text(wrapped, "front"));
}

TEST_CASE("PROTOCOL.md: acknowledgements and signed requests") {
    const Json& hub = vector("hub-ack");
    const auto spooled = seal::parse_hub_ack(unhex(hub, "ack"), verify_key(hub, "hub"));
    REQUIRE(spooled);
    CHECK(spooled->sequence == hub.at("sequence"));
    CHECK(seal::hex(spooled->batch_hash) == text(vector("batch"), "hash"));
    const Json& office = vector("office-ack");
    const auto opened = seal::parse_office_ack(unhex(office, "ack"), verify_key(office, "office"));
    REQUIRE(opened);
    CHECK(opened->records.at(0).sequence == office.at("sequence"));
    CHECK(seal::hex(opened->records.at(0).hash) == text(vector("envelope"), "hash"));
    const Json& request = vector("request");
    const auto signature = seal::parse_request_signature(text(request, "header"));
    REQUIRE(signature);
    CHECK(seal::verify_request(*signature, verify_key(request, "office"), text(request, "method"),
                               text(request, "target"), seal::view(text(request, "body")),
                               request.at("now")));
}

TEST_CASE("a submission of version 1 is read as what it was") {
    const auto old = seal::submission_from_json(seal::view(text(vector("submission-1"), "json")));
    REQUIRE(old);
    const auto written = seal::submission_from_json(seal::view(text(vector("submission"), "json")));
    REQUIRE(written);
    REQUIRE(old->missing_documents.size() == 1);
    CHECK(old->missing_documents[0] == seal::ListedDocument{"", written->missing_documents.at(0).shown});
    auto named = *old;
    named.missing_documents = written->missing_documents;
    CHECK(named == *written);
}

TEST_CASE("submissions of every kind are written as PROTOCOL.md shows them") {
    for (const char* kind : {"submission", "completion", "rating"}) {
        const std::string json = text(vector(kind), "json");
        const auto submission = seal::submission_from_json(seal::view(json));
        REQUIRE(submission);
        CHECK((submission->kind == seal::SubmissionKind::rating) == (kind == std::string("rating")));
        CHECK(seal::to_json(*submission)->text() == json);
    }
}

TEST_CASE("PROTOCOL.md: its examples are cases of tests/vectors/") {
    std::map<std::string, int> found;
    for (const char* file : {"records.json", "files.json", "submissions.json"}) {
        std::ifstream in(ISTIQBAL_SOURCE_DIR "/tests/vectors/" + std::string(file));
        REQUIRE(in);
        for (const Json& sample : Json::parse(in))
            if (sample.at("class") == "accepted")
                ++found[sample.contains("text") ? text(sample, "text") : text(sample, "bytes")];
    }
    const std::vector<std::pair<const char*, const char*>> examples{
        {"age", "file"},         {"envelope", "envelope"}, {"batch", "batch"},
        {"certificate", "file"}, {"request", "header"},    {"submission", "json"},
        {"rating", "json"},      {"completion", "json"},   {"submission-1", "json"}};
    for (const auto& [name, key] : examples) {
        INFO(name);
        CHECK(found[text(vector(name), key)] >= 1);
    }
    for (const char* name : {"hub-ack", "office-ack"}) {
        INFO(name);
        CHECK(found[seal::base64(unhex(vector(name), "ack"))] >= 1);
    }
}

TEST_CASE("tests/vectors/age.json: files that the stock age made") {
    std::ifstream in(ISTIQBAL_SOURCE_DIR "/tests/vectors/age.json");
    REQUIRE(in);
    const Json files = Json::parse(in);
    REQUIRE_FALSE(files.empty());
    for (const Json& sample : files) {
        const auto identity = seal::Identity::from_text(text(sample, "identity")).value();
        const auto opened = seal::age::decrypt(unbase64(sample, "file"), std::span(&identity, 1), 1 << 20);
        REQUIRE(opened);
        CHECK(opened->text() == text(sample, "plaintext"));
    }
}
