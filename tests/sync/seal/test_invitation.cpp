// SPDX-License-Identifier: Apache-2.0
// One-time codes and requests: tests/vectors/enrolment.json, accepted and refused ones.
#include "sync/seal/invitation.hpp"
#include "tests/catch.hpp"
#include "tests/sync/samples.hpp"

#include <nlohmann/json.hpp>

#include <fstream>

using namespace istiqbal;
using Json = nlohmann::json;

namespace {

Json vectors() {
    std::ifstream in(ISTIQBAL_SOURCE_DIR "/tests/vectors/enrolment.json");
    REQUIRE(in);
    return Json::parse(in);
}

seal::Bytes unhex(const Json& sample, const char* key) {
    return seal::from_hex(sample.at(key).get<std::string>()).value();
}

} // namespace

TEST_CASE("tests/vectors/enrolment.json: each is accepted, or refused with the class that is written there") {
    std::size_t accepted = 0;
    std::size_t refused = 0;
    for (const Json& sample : vectors()) {
        const std::string of = sample.at("of");
        INFO(of << ": " << sample.at("why").get<std::string>());
        const std::string bytes = sample.at("text");
        std::string found = "accepted";
        if (of == "invitation") {
            if (const auto invitation = seal::parse_invitation(bytes); !invitation)
                found = seal::name(invitation.error().kind);
            else if (sample.contains("secret")) {
                CHECK(seal::equal(invitation->secret.bytes(), unhex(sample, "secret")));
                CHECK(seal::hex(seal::invitation_id(invitation->secret.bytes())) == sample.at("id"));
                CHECK(invitation->expires == sample.at("expires"));
                CHECK(invitation->office.hex() == sample.at("office"));
                CHECK((invitation->succeeds ? Json(seal::hex(*invitation->succeeds)) : Json()) ==
                      sample.at("succeeds"));
            }
        } else {
            const auto request = seal::parse_enrolment_request(seal::view(bytes));
            const auto proved = request.and_then([&](const seal::EnrolmentRequest& parsed) {
                return seal::check_proof(parsed, unhex(sample, "secret"));
            });
            if (!proved)
                found = seal::name(proved.error().kind);
            else
                CHECK(seal::hex(request->proof) == sample.at("proof"));
        }
        CHECK(found == sample.at("class"));
        ++(found == "accepted" ? accepted : refused);
    }
    CHECK(accepted >= 4);
    CHECK(refused >= 12);
}

TEST_CASE("an invitation is what a file holds, and what a scanner types") {
    const seal::Invitation invitation{seal::SecretBuffer(seal::Bytes(16, 9)), 1900,
                                      test::signing_key(20).verify_key(), seal::TerminalId{7}};
    const auto line = std::string(seal::invitation_text(invitation).text());
    // Nothing that a QR code keeps in more than its alphanumeric mode, and nothing that a keyboard moves.
    CHECK(line.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == std::string::npos);
    CHECK(line.size() <= 160);
    for (const std::string& text : {line, line + "\r\n", "# about it\n\n  " + line + "\n# more\n"}) {
        const auto read = seal::parse_invitation(text);
        REQUIRE(read);
        CHECK(read->expires == 1900);
        CHECK(read->succeeds == seal::TerminalId{7});
    }
    // Any one character that is mistyped shows.
    for (std::size_t at = 22; at < line.size(); ++at) {
        std::string wrong = line;
        wrong[at] = wrong[at] == 'Q' ? 'P' : 'Q';
        CHECK(seal::parse_invitation(wrong).error().kind == seal::ErrorClass::bad_checksum);
    }
}

TEST_CASE("a request proves the code for its own key, office, terminal and time alone") {
    seal::Invitation invitation{
        seal::SecretBuffer(seal::Bytes(16, 9)), 1900, test::signing_key(20).verify_key(), {}};
    const auto file = seal::build_enrolment_request(test::signing_key(1), invitation, 1000).value();
    const auto request = seal::parse_enrolment_request(file).value();
    const auto& secret = invitation.secret;
    CHECK(seal::check_proof(request, secret.bytes()));
    const auto refused = [&](const seal::EnrolmentRequest& other) {
        return seal::check_proof(other, secret.bytes()).error().kind == seal::ErrorClass::bad_signature;
    };
    auto other = request;
    other.key = test::signing_key(2).verify_key();
    CHECK(refused(other));
    other = request;
    other.office = test::signing_key(2).verify_key();
    CHECK(refused(other));
    other = request;
    other.succeeds = seal::TerminalId{1};
    CHECK(refused(other));
    other = request;
    other.created += 1;
    CHECK(refused(other));
    CHECK_FALSE(seal::check_proof(request, seal::Bytes(16, 8)));
    CHECK_FALSE(seal::check_proof(request, seal::Bytes(15, 9)));
}
