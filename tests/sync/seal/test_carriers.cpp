// SPDX-License-Identifier: Apache-2.0
// Carriers: a record that was taken under a key of before, under the present one.
#include "sync/seal/envelope.hpp"
#include "tests/catch.hpp"
#include "tests/sync/samples.hpp"

#include <nlohmann/json.hpp>

#include <fstream>

using namespace istiqbal;
using seal::ErrorClass;

namespace {

seal::Bytes record() {
    const std::vector<seal::Recipient> recipients{test::identity(2).recipient()};
    return test::chain(test::signing_key(1), {}, 1, recipients).front();
}

seal::Bytes carrier(const seal::Bytes& carried, const seal::SigningKey& key = test::signing_key(2)) {
    return seal::carry_record({2, 1, {}}, key, seal::parse_envelope(carried).value()).value();
}

} // namespace

TEST_CASE("a carrier holds the record as it was signed, under its own signature") {
    const auto inner = record();
    const auto bytes = carrier(inner);
    const auto parsed = seal::parse_envelope(bytes);
    REQUIRE(parsed);
    CHECK(parsed->carries);
    CHECK(parsed->position == seal::Position{2, 1, {}});
    CHECK(seal::verify_envelope(*parsed, test::signing_key(2).verify_key()));
    const auto carried = seal::carried_record(*parsed);
    REQUIRE(carried);
    CHECK(seal::equal(carried->bytes, inner));
    CHECK(seal::verify_envelope(*carried, test::signing_key(1).verify_key()));
    const auto identity = test::identity(2);
    CHECK(seal::open_record(*carried, test::signing_key(1).verify_key(), {&identity, 1}));
    CHECK(seal::open_record(*parsed, test::signing_key(2).verify_key(), {&identity, 1}).error().kind ==
          ErrorClass::malformed);

    SECTION("carried again, it is not within another twice") {
        const auto again = carrier(bytes, test::signing_key(3));
        CHECK(seal::equal(seal::carried_record(seal::parse_envelope(again).value())->bytes, inner));
    }
    SECTION("an altered record shows by both signatures") {
        auto altered = bytes;
        altered[seal::envelope_header_size + 200] ^= 1;
        const auto wrong = seal::parse_envelope(altered).value();
        CHECK(seal::verify_envelope(wrong, test::signing_key(2).verify_key()).error().kind ==
              ErrorClass::bad_signature);
    }
    SECTION("a terminal's own record, and what is no carrier") {
        CHECK(
            seal::carry_record({}, test::signing_key(1), seal::parse_envelope(inner).value()).error().kind ==
            ErrorClass::malformed);
        CHECK(seal::carried_record(seal::parse_envelope(inner).value()).error().kind ==
              ErrorClass::malformed);
    }
    SECTION("the largest record fits") {
        const std::vector<seal::Recipient> recipients{test::identity(2).recipient(),
                                                      test::identity(3).recipient()};
        const seal::SecretBuffer plain(seal::plaintext_limit);
        const auto large = seal::seal_record({}, test::signing_key(1), recipients, plain.bytes()).value();
        CHECK(seal::parse_envelope(carrier(large))->carries);
    }
}

TEST_CASE("tests/vectors/carriers.json: each is accepted, or refused with the class that is written there") {
    std::ifstream in(ISTIQBAL_SOURCE_DIR "/tests/vectors/carriers.json");
    REQUIRE(in);
    const auto samples = nlohmann::json::parse(in);
    CHECK(samples.size() >= 6);
    for (const auto& sample : samples) {
        INFO(sample.at("why").get<std::string>());
        const auto bytes = seal::from_base64(sample.at("bytes").get<std::string>()).value();
        const auto key = seal::VerifyKey::from_hex(sample.at("terminal").get<std::string>()).value();
        const auto before = seal::VerifyKey::from_hex(sample.at("before").get<std::string>()).value();
        const auto found = seal::parse_envelope(bytes).and_then([&](const seal::EnvelopeView& parsed) {
            return seal::verify_envelope(parsed, key)
                .and_then([&] { return seal::carried_record(parsed); })
                .and_then([&](const seal::EnvelopeView& carried) {
                    if (sample.contains("hash"))
                        CHECK(seal::hex(seal::record_hash(carried)) == sample.at("hash"));
                    return seal::verify_envelope(carried, before);
                });
        });
        CHECK((found ? "accepted" : std::string(seal::name(found.error().kind))) == sample.at("class"));
    }
}
