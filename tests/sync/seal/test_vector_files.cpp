// SPDX-License-Identifier: Apache-2.0
// tests/vectors/records.json, files.json and submissions.json: what is accepted is read as it says there,
// what is refused has the class that is written there. The second reader (tests/sync/second_reader) is held
// to the same files.
#include "sync/seal/ack.hpp"
#include "sync/seal/age.hpp"
#include "sync/seal/batch.hpp"
#include "sync/seal/invitation.hpp"
#include "sync/seal/reference.hpp"
#include "sync/seal/reply.hpp"
#include "sync/seal/request.hpp"
#include "sync/seal/submission.hpp"
#include "tests/catch.hpp"
#include "tests/sync/seal/vector_list.hpp"

#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>

using namespace istiqbal;
using Json = nlohmann::json;

namespace {

const seal::VerifyKey& terminal() {
    static const seal::VerifyKey key = test::vector_key(0x01).verify_key();
    return key;
}
const seal::VerifyKey& office() {
    static const seal::VerifyKey key = test::vector_key(0x02).verify_key();
    return key;
}
const seal::VerifyKey& hub() {
    static const seal::VerifyKey key = test::vector_key(0x03).verify_key();
    return key;
}

std::string text(const Json& sample, const char* key) {
    return sample.at(key).get<std::string>();
}

seal::Bytes bytes_of(const Json& sample) {
    if (sample.contains("text")) {
        const std::string written = text(sample, "text");
        return {written.begin(), written.end()};
    }
    return seal::from_base64(text(sample, "bytes")).value();
}

const std::string folder = ISTIQBAL_SOURCE_DIR "/tests/vectors/";

// The class of a result; of one that is accepted, what it says is compared as well.
template <class T, class Compare>
std::string outcome(const seal::Result<T>& result, const Compare& compare) {
    if (!result)
        return std::string(seal::name(result.error().kind));
    compare(*result);
    return "accepted";
}

std::string read_envelope(const Json& sample) {
    const seal::Bytes bytes = bytes_of(sample);
    const auto verified = seal::parse_envelope(bytes).and_then([](const seal::EnvelopeView& view) {
        return seal::verify_envelope(view, terminal()).map([&view] { return view; });
    });
    return outcome(verified, [&sample](const seal::EnvelopeView& envelope) {
        CHECK(envelope.position.epoch == sample.at("epoch"));
        CHECK(envelope.position.sequence == sample.at("sequence"));
        CHECK(seal::hex(seal::record_hash(envelope)) == text(sample, "hash"));
        for (const std::uint8_t secret : {0x04, 0x05}) {
            const auto identity = test::vector_identity(secret);
            const auto opened = seal::open_record(envelope, terminal(), {&identity, 1});
            REQUIRE(opened);
            CHECK(opened->text() == seal::pad_plaintext(seal::view(text(sample, "plaintext")))->text());
        }
    });
}

std::string read_batch(const Json& sample) {
    const seal::Bytes bytes = bytes_of(sample);
    return outcome(seal::parse_and_verify_batch(bytes, office(), sample.at("now")),
                   [&sample](const seal::Batch& batch) {
                       CHECK(batch.first_sequence == sample.at("first"));
                       CHECK(batch.records.size() == sample.at("count"));
                       CHECK(seal::hex(batch.hash) == text(sample, "hash"));
                       CHECK(seal::hex(batch.last_hash) == text(sample, "last"));
                   });
}

std::string read_hub_ack(const Json& sample) {
    return outcome(seal::parse_hub_ack(bytes_of(sample), hub()), [&sample](const seal::HubAck& ack) {
        CHECK(ack.epoch == sample.at("epoch"));
        CHECK(ack.sequence == sample.at("sequence"));
        CHECK(seal::hex(ack.record_hash) == text(sample, "record"));
        CHECK(seal::hex(ack.batch_hash) == text(sample, "batch"));
    });
}

std::string read_office_ack(const Json& sample) {
    return outcome(seal::parse_office_ack(bytes_of(sample), office()), [&sample](const seal::OfficeAck& ack) {
        CHECK(ack.epoch == sample.at("epoch"));
        Json records = Json::array();
        for (const seal::AcknowledgedRecord& record : ack.records)
            records.push_back({record.sequence, seal::hex(record.hash)});
        CHECK(records == sample.at("records"));
    });
}

std::string read_request(const Json& sample) {
    const seal::Bytes body = seal::from_base64(text(sample, "body")).value();
    const auto verified = seal::parse_request_signature(text(sample, "text"))
                              .and_then([&](const seal::RequestSignature& signature) {
                                  return seal::verify_request(signature, office(), text(sample, "method"),
                                                              text(sample, "target"), body, sample.at("now"));
                              });
    return verified ? "accepted" : std::string(seal::name(verified.error().kind));
}

std::string read_age(const Json& sample) {
    const auto identity = test::vector_identity(0x04);
    return outcome(seal::age::decrypt(bytes_of(sample), {&identity, 1}, std::size_t{1} << 20U),
                   [&sample](const seal::SecretBuffer& plaintext) {
                       CHECK(plaintext.text() == text(sample, "plaintext"));
                   });
}

std::string read_certificate(const Json& sample) {
    return outcome(seal::parse_certificate(bytes_of(sample), office()),
                   [&sample](const seal::Certificate& certificate) {
                       CHECK(certificate.key == terminal());
                       CHECK(certificate.name == sample.value("name", "Lobby"));
                       CHECK(certificate.mode == sample.value("mode", "lobby"));
                       CHECK(certificate.issued == sample.value("issued", 1000));
                       CHECK(certificate.expires == sample.value("expires", 2000));
                   });
}

std::string read_provision(const Json& sample) {
    return outcome(seal::parse_provision(bytes_of(sample), terminal(), office()),
                   [](const seal::Provision& provision) {
                       CHECK(provision.hub_key == hub());
                       CHECK(provision.intake == test::vector_identity(0x04).recipient());
                       CHECK(provision.recovery == test::vector_identity(0x05).recipient());
                       CHECK(provision.hub == test::vector_identity(0x06).recipient());
                       CHECK(provision.hub_urls.size() == 2);
                   });
}

template <class Code>
std::string read_code(const Json& sample) {
    return outcome(Code::parse(text(sample, "text")),
                   [&sample](const Code& code) { CHECK(code.text() == text(sample, "shown")); });
}

std::string read_submission(const Json& sample) {
    return outcome(seal::submission_from_json(bytes_of(sample)),
                   [&sample](const seal::Submission& submission) {
                       const auto again = seal::to_json(submission);
                       REQUIRE(again);
                       const Json said = Json::parse(text(sample, "text"));
                       if (said.at("version") == 2)
                           CHECK(Json::parse(again->text()) == said);
                       else
                           CHECK(Json::parse(again->text()).at("answers") == said.at("answers"));
                   });
}

std::string read_carrier(const Json& sample) {
    const seal::Bytes bytes = bytes_of(sample);
    const auto inner = seal::parse_envelope(bytes).and_then([](const seal::EnvelopeView& carrier) {
        return seal::verify_envelope(carrier, terminal()).and_then([&carrier] {
            return seal::carried_record(carrier);
        });
    });
    return outcome(inner, [](const seal::EnvelopeView& record) {
        CHECK(seal::verify_envelope(record, test::vector_key(0x07).verify_key()));
    });
}

std::string read_invitation(const Json& sample) {
    const seal::Bytes line = bytes_of(sample);
    return outcome(seal::parse_invitation(seal::text(line)), [&sample](const seal::Invitation& invitation) {
        CHECK(seal::hex(invitation.secret.bytes()) == text(sample, "secret"));
        CHECK(invitation.office == office());
    });
}

std::string read_enrolment_request(const Json& sample) {
    return outcome(seal::parse_enrolment_request(bytes_of(sample)),
                   [&sample](const seal::EnrolmentRequest& request) {
                       const auto secret = seal::from_hex(text(sample, "secret")).value();
                       CHECK(seal::check_proof(request, secret));
                   });
}

std::string read_reply(const Json& sample) {
    const seal::Bytes bytes = bytes_of(sample);
    const auto reference = seal::Reference::parse(text(sample, "reference")).value();
    const auto code = seal::ClaimCode::parse(text(sample, "code")).value();
    const auto claim = seal::derive_claim_identity(code, reference).value();
    const auto reply = seal::open_notice(bytes, office()).and_then([&](const seal::NoticeView& notice) {
        return seal::open_reply(notice, reference, claim);
    });
    return outcome(reply, [](const seal::Reply& said) {
        CHECK(said.state == seal::ReplyState::accepted);
        CHECK(said.note.ar == "قُبل الطلب.");
    });
}

using Read = std::function<std::string(const Json&)>;

// How many of each kind were accepted and refused.
using Counts = std::map<std::string, std::pair<int, int>>;

Counts read_all(const std::string& file, const std::map<std::string, Read>& readers) {
    std::ifstream in(file);
    REQUIRE(in);
    Counts counts;
    for (const Json& sample : Json::parse(in)) {
        const std::string of = text(sample, "of");
        INFO(of << ": " << text(sample, "why"));
        const std::string found = readers.at(of)(sample);
        if (text(sample, "class") == "refused")
            CHECK(found != "accepted");
        else
            CHECK(found == text(sample, "class"));
        auto& [accepted, refused] = counts[of];
        ++(found == "accepted" ? accepted : refused);
    }
    return counts;
}

void require_both(const Counts& counts, std::size_t kinds) {
    CHECK(counts.size() == kinds);
    for (const auto& [of, count] : counts) {
        INFO(of);
        CHECK(count.first >= 1);
        CHECK(count.second >= 5);
    }
}

} // namespace

TEST_CASE("tests/vectors/records.json: envelopes, batches, acknowledgements and requests") {
    require_both(read_all(folder + "records.json", {{"envelope", read_envelope},
                                                    {"batch", read_batch},
                                                    {"hub-ack", read_hub_ack},
                                                    {"office-ack", read_office_ack},
                                                    {"request", read_request}}),
                 5);
}

TEST_CASE("tests/vectors/files.json: age files, certificates, provisions, references and claim codes") {
    require_both(read_all(folder + "files.json", {{"age", read_age},
                                                  {"certificate", read_certificate},
                                                  {"provision", read_provision},
                                                  {"reference", read_code<seal::Reference>},
                                                  {"claim-code", read_code<seal::ClaimCode>}}),
                 5);
}

TEST_CASE("tests/vectors/submissions.json: what a record may say and what it may not") {
    require_both(read_all(folder + "submissions.json", {{"submission", read_submission}}), 1);
}

// Hidden: it runs as the test second_writer_is_read, after tests/sync/second_reader has written.
TEST_CASE("what a second implementation wrote is read, and refused where it refuses", "[.second-writer]") {
    const char* written = std::getenv("ISTIQBAL_WRITTEN_BY_SECOND");
    REQUIRE(written != nullptr);
    const Counts counts = read_all(written, {{"envelope", read_envelope},
                                             {"batch", read_batch},
                                             {"hub-ack", read_hub_ack},
                                             {"office-ack", read_office_ack},
                                             {"carrier", read_carrier},
                                             {"request", read_request},
                                             {"certificate", read_certificate},
                                             {"provision", read_provision},
                                             {"invitation", read_invitation},
                                             {"enrolment-request", read_enrolment_request},
                                             {"reply", read_reply},
                                             {"age", read_age},
                                             {"submission", read_submission},
                                             {"reference", read_code<seal::Reference>},
                                             {"claim-code", read_code<seal::ClaimCode>}});
    CHECK(counts.size() == 15);
}
