// SPDX-License-Identifier: Apache-2.0
// Envelopes, certificates, batches, acknowledgements and signed requests: what is built is read, what is bent
// is refused with its class.
#include "sync/seal/ack.hpp"
#include "sync/seal/age.hpp"
#include "sync/seal/batch.hpp"
#include "sync/seal/invitation.hpp"
#include "sync/seal/request.hpp"
#include "sync/seal/submission.hpp"
#include "tests/catch.hpp"
#include "tests/sync/samples.hpp"

using namespace istiqbal;
using seal::ErrorClass;

namespace {

const seal::SigningKey& terminal() {
    static const seal::SigningKey key = test::signing_key(1);
    return key;
}

const seal::SigningKey& office() {
    static const seal::SigningKey key = test::signing_key(11);
    return key;
}

std::vector<seal::Recipient> recipients() {
    return {test::identity(2).recipient(), test::identity(3).recipient()};
}

seal::Bytes certificate() {
    return seal::issue_certificate(office(), {terminal().verify_key(), "البهو", "lobby"}, 100, 200).value();
}

template <class T>
ErrorClass refusal(const seal::Result<T>& result) {
    REQUIRE_FALSE(result);
    return result.error().kind;
}

// Every single flipped bit must be refused by `parse`.
template <class Parse>
void check_bit_flips(const seal::Bytes& good, Parse&& parse) {
    REQUIRE(parse(good));
    for (std::size_t bit = 0; bit<good.size() * 8; bit += good.size()> 600 ? 7 : 1) {
        seal::Bytes bent = good;
        bent[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        if (parse(bent))
            FAIL("bit " << bit << " may be flipped");
    }
    for (std::size_t size = 0; size < good.size(); size += 1 + size / 50)
        CHECK_FALSE(parse(seal::Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size))));
    seal::Bytes longer = good;
    longer.push_back(0);
    CHECK_FALSE(parse(longer));
}

} // namespace

TEST_CASE("an envelope is read back, and any flipped bit is refused") {
    const auto envelope = test::chain(terminal(), {3, 7, seal::Digest{5}}, 1, recipients()).front();
    const auto parsed = seal::parse_envelope(envelope);
    REQUIRE(parsed);
    CHECK(parsed->position == seal::Position{3, 7, seal::Digest{5}});
    CHECK(parsed->terminal == terminal().verify_key().id());
    check_bit_flips(envelope, [](const seal::Bytes& bytes) {
        const auto read = seal::parse_envelope(bytes);
        return read && seal::verify_envelope(*read, terminal().verify_key());
    });
    CHECK(refusal(seal::verify_envelope(*parsed, office().verify_key())) == ErrorClass::wrong_key);
}

TEST_CASE("an envelope's rules hold on writing too") {
    const auto padded = seal::pad_plaintext(seal::view("{}"));
    CHECK(refusal(seal::seal_record({0, 1, {}}, terminal(), recipients(), padded->bytes())) ==
          ErrorClass::malformed);
    CHECK(refusal(seal::seal_record({1, 0, {}}, terminal(), recipients(), padded->bytes())) ==
          ErrorClass::malformed);
    CHECK(refusal(seal::seal_record({1, 1, seal::Digest{1}}, terminal(), recipients(), padded->bytes())) ==
          ErrorClass::malformed);
    CHECK(refusal(seal::seal_record({}, terminal(), recipients(), seal::view("{}"))) ==
          ErrorClass::malformed);
    CHECK_FALSE(seal::seal_record({}, terminal(), {}, padded->bytes()));
    // Also to as many as age takes, a batch holds three of the largest.
    const std::vector<seal::Recipient> many(seal::age::recipient_limit, recipients().front());
    const auto largest = seal::seal_record({}, terminal(), many, seal::Bytes(seal::plaintext_limit, ' '));
    REQUIRE(largest);
    CHECK(largest->size() <= seal::envelope_limit);
    CHECK(3 * seal::envelope_limit <= seal::batch_envelopes_limit);
    seal::Bytes too_large = *largest;
    const std::uint32_t size = seal::ciphertext_limit + 1;
    for (std::size_t byte = 0; byte < 4; ++byte)
        too_large[68 + byte] = static_cast<std::uint8_t>(size >> (24 - 8 * byte));
    CHECK(refusal(seal::parse_envelope(too_large)) == ErrorClass::too_large);
}

TEST_CASE("a ciphertext signed again by another terminal shows") {
    auto submission = test::submission();
    const auto json = seal::to_json(submission);
    const auto padded = seal::pad_plaintext(json->bytes());
    const auto thief = test::signing_key(12);
    const auto stolen = seal::seal_record({}, thief, recipients(), padded->bytes());
    const auto moved = seal::seal_record({1, 2, seal::Digest{1}}, terminal(), recipients(), padded->bytes());
    const auto identity = test::identity(2);
    CHECK(refusal(seal::open_submission(*seal::parse_envelope(*stolen), thief.verify_key(),
                                        std::span(&identity, 1))) == ErrorClass::wrong_key);
    CHECK(refusal(seal::open_submission(*seal::parse_envelope(*moved), terminal().verify_key(),
                                        std::span(&identity, 1))) == ErrorClass::wrong_key);
}

TEST_CASE("enrolment: certificate, provision") {
    for (const char* name : {"", "\xff", "two\nlines"})
        CHECK(refusal(seal::check_certified(name, "lobby")) == ErrorClass::malformed);
    CHECK_FALSE(seal::issue_certificate(office(), {terminal().verify_key(), "x", "attic"}, 1, 2));
    const seal::Invitation invitation{seal::SecretBuffer(16), 60, office().verify_key(), std::nullopt};
    const auto request = seal::build_enrolment_request(terminal(), invitation, 50);
    REQUIRE(request);
    CHECK(refusal(seal::parse_certificate(*request, terminal().verify_key())) == ErrorClass::malformed);

    const auto read = seal::parse_certificate(certificate(), office().verify_key());
    REQUIRE(read);
    CHECK(read->terminal == terminal().verify_key().id());
    CHECK(seal::check_validity(*read, 100));
    CHECK(refusal(seal::check_validity(*read, 99)) == ErrorClass::expired);
    CHECK(refusal(seal::check_validity(*read, 200)) == ErrorClass::expired);
    CHECK(refusal(seal::parse_certificate(certificate(), terminal().verify_key())) ==
          ErrorClass::bad_signature);

    seal::Provision provision;
    provision.certificate_file = certificate();
    provision.intake = test::identity(2).recipient();
    provision.recovery = test::identity(3).recipient();
    provision.hub = test::identity(4).recipient();
    provision.hub_key = test::signing_key(13).verify_key();
    provision.hub_urls = {"http://127.0.0.1:8080", "https://hub.example"};
    provision.issued = 120;
    const auto file = seal::build_provision(office(), provision);
    REQUIRE(file);
    const auto opened = seal::parse_provision(*file, terminal().verify_key());
    REQUIRE(opened);
    CHECK(opened->office == office().verify_key());
    CHECK(opened->hub_urls == provision.hub_urls);
    CHECK(opened->certificate_file == provision.certificate_file);
    CHECK(opened->certificate.name == "البهو");
    CHECK(refusal(seal::parse_provision(*file, test::signing_key(12).verify_key())) == ErrorClass::wrong_key);
    CHECK(refusal(seal::parse_provision(*file, terminal().verify_key(), terminal().verify_key())) ==
          ErrorClass::wrong_key);
    CHECK(seal::parse_provision(*file, terminal().verify_key(), office().verify_key()));
    provision.hub_urls = {"ftp://hub.example"};
    CHECK_FALSE(seal::build_provision(office(), provision));
    provision.hub_urls = {};
    CHECK_FALSE(seal::build_provision(office(), provision));
}

TEST_CASE("no flipped bit of a certificate passes") {
    const seal::Bytes good = certificate();
    for (std::size_t bit = 0; bit < good.size() * 8; bit += 3) {
        seal::Bytes bent = good;
        bent[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        // The line feed at the end is white space, and white space of another kind is the same file.
        if (bit / 8 + 1 < good.size())
            CHECK_FALSE(seal::parse_certificate(bent, office().verify_key()));
    }
}

TEST_CASE("a batch is read back, and any flipped bit is refused") {
    const auto envelopes = test::chain(terminal(), {2, 5, seal::Digest{8}}, 4, recipients());
    const auto batch = seal::build_batch(terminal(), certificate(), envelopes);
    REQUIRE(batch);
    const auto read = seal::parse_and_verify_batch(*batch, office().verify_key(), 150);
    REQUIRE(read);
    CHECK(read->epoch == 2);
    CHECK(read->first_sequence == 5);
    CHECK(read->last_sequence() == 8);
    CHECK(read->previous == seal::Digest{8});
    CHECK(read->records[3].hash == read->last_hash);
    CHECK(read->hash == seal::batch_hash(*batch));
    for (std::size_t index = 0; index < envelopes.size(); ++index)
        CHECK(seal::equal(read->records[index].envelope.bytes, envelopes[index]));
    check_bit_flips(*batch, [](const seal::Bytes& bytes) {
        return seal::parse_and_verify_batch(bytes, office().verify_key(), 150).has_value();
    });
    CHECK(refusal(seal::parse_and_verify_batch(*batch, terminal().verify_key(), 150)) ==
          ErrorClass::wrong_key);
    CHECK(refusal(seal::parse_and_verify_batch(*batch, office().verify_key(), 200)) == ErrorClass::expired);
    const auto hub = test::identity(4);
    const auto wrapped = seal::wrap_batch(*batch, std::vector{hub.recipient()});
    REQUIRE(wrapped);
    CHECK(seal::equal(seal::unwrap_batch(*wrapped, std::span(&hub, 1))->bytes(), *batch));
}

TEST_CASE("a batch does not take what does not follow") {
    auto envelopes = test::chain(terminal(), {}, 4, recipients());
    SECTION("a gap") {
        envelopes.erase(envelopes.begin() + 1);
    }
    SECTION("swapped") {
        std::swap(envelopes[1], envelopes[2]);
    }
    SECTION("twice") {
        envelopes[2] = envelopes[1];
    }
    SECTION("another fork") {
        envelopes[2] = test::chain(terminal(), {1, 3, seal::Digest{9}}, 1, recipients())[0];
    }
    CHECK(refusal(seal::build_batch(terminal(), certificate(), envelopes)) == ErrorClass::broken_chain);
    CHECK_FALSE(seal::build_batch(terminal(), certificate(), {}));
    CHECK(refusal(seal::build_batch(test::signing_key(12), certificate(),
                                    test::chain(terminal(), {}, 1, recipients()))) == ErrorClass::wrong_key);
    CHECK(refusal(seal::build_batch(terminal(), certificate(),
                                    std::vector<seal::Bytes>(257, envelopes[0]))) == ErrorClass::too_large);
}

TEST_CASE("acknowledgements are read back, and any flipped bit is refused") {
    const auto hub = test::signing_key(13);
    const seal::HubAck spooled{terminal().verify_key().id(), 1, 9, seal::Digest{1}, seal::Digest{2}};
    const seal::Bytes hub_bytes = seal::build_hub_ack(hub, spooled);
    CHECK(hub_bytes.size() == seal::hub_ack_size);
    CHECK(seal::parse_hub_ack(hub_bytes, hub.verify_key()) == spooled);
    check_bit_flips(hub_bytes, [&](const seal::Bytes& bytes) {
        return seal::parse_hub_ack(bytes, hub.verify_key()).has_value();
    });
    CHECK(refusal(seal::parse_hub_ack(hub_bytes, office().verify_key())) == ErrorClass::bad_signature);

    const seal::OfficeAck opened{
        terminal().verify_key().id(), 1, {{3, seal::Digest{1}}, {4, seal::Digest{2}}, {9, {}}}};
    const auto bytes = seal::build_office_ack(office(), opened);
    REQUIRE(bytes);
    CHECK(seal::parse_office_ack(*bytes, office().verify_key()) == opened);
    check_bit_flips(*bytes, [](const seal::Bytes& bent) {
        return seal::parse_office_ack(bent, office().verify_key()).has_value();
    });
    CHECK_FALSE(seal::parse_hub_ack(*bytes, office().verify_key())); // one kind never passes for the other
    CHECK_FALSE(seal::parse_office_ack(hub_bytes, hub.verify_key()));
    CHECK_FALSE(seal::build_office_ack(office(), {opened.terminal, 1, {}}));
    CHECK_FALSE(seal::build_office_ack(office(), {opened.terminal, 1, {{4, {}}, {3, {}}}}));
    std::vector<seal::AcknowledgedRecord> many(4097);
    for (std::size_t index = 0; index < many.size(); ++index)
        many[index].sequence = index + 1;
    CHECK(refusal(seal::build_office_ack(office(), {opened.terminal, 1, many})) == ErrorClass::too_large);
}

TEST_CASE("a signed request holds for its method, target, body and time") {
    const std::string value =
        seal::sign_request(office(), "GET", "/v1/records?after=5", seal::view("body"), 1000, test::seeded(1));
    const auto read = seal::parse_request_signature(value);
    REQUIRE(read);
    const auto verify = [&](std::string_view method, std::string_view target, std::string_view body,
                            std::int64_t now) {
        return seal::verify_request(*read, office().verify_key(), method, target, seal::view(body), now);
    };
    CHECK(verify("GET", "/v1/records?after=5", "body", 1300));
    CHECK(refusal(verify("PUT", "/v1/records?after=5", "body", 1000)) == ErrorClass::bad_signature);
    CHECK(refusal(verify("GET", "/v1/records?after=6", "body", 1000)) == ErrorClass::bad_signature);
    CHECK(refusal(verify("GET", "/v1/records?after=5", "", 1000)) == ErrorClass::bad_signature);
    CHECK(refusal(verify("GET", "/v1/records?after=5", "body", 1301)) == ErrorClass::expired);
    CHECK(refusal(verify("GET", "/v1/records?after=5", "body", 699)) == ErrorClass::expired);
    CHECK(refusal(seal::verify_request(*read, terminal().verify_key(), "GET", "/v1/records?after=5",
                                       seal::view("body"), 1000)) == ErrorClass::wrong_key);
    CHECK(refusal(seal::parse_request_signature("v2" + value.substr(2))) == ErrorClass::unsupported);
    for (const std::string& bad :
         {std::string(), value + " ", value + "0", value.substr(1), "v1 " + value.substr(4)})
        CHECK(refusal(seal::parse_request_signature(bad)) == ErrorClass::malformed);
}
