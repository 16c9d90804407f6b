// SPDX-License-Identifier: Apache-2.0
// One-time codes at the office: what each refusal is, and that a code works once.
#include "sync/seal/signed_file.hpp"
#include "tests/sync/centre.hpp"

using namespace istiqbal;
using seal::ErrorClass;
using test::noon;

namespace {

office::InvitationOrder order(const std::string& name = "بهو", const std::string& mode = "lobby") {
    return {name,
            mode,
            {test::identity(40).recipient(), test::signing_key(41).verify_key()},
            {"http://127.0.0.1:1"},
            std::nullopt};
}

struct Asked {
    explicit Asked(test::Office& office)
        : invitation(office::invite(*office.store, *office.keys, order(), noon).value()) {}
    seal::Bytes request(std::uint8_t seed = 60) const {
        return seal::build_enrolment_request(test::signing_key(seed), invitation, noon).value();
    }

    seal::Invitation invitation;
};

ErrorClass refusal(test::Office& office, const seal::Bytes& request, std::int64_t now = noon + 1) {
    const auto enrolled = office::enroll(*office.store, *office.keys, request, now);
    REQUIRE_FALSE(enrolled);
    return enrolled.error().kind;
}

} // namespace

TEST_CASE("a one-time code makes one terminal, and is spent") {
    const test::Folder folder;
    test::Office office(folder / "office");
    const Asked asked(office);
    const auto enrolled = office::enroll(*office.store, *office.keys, asked.request(), noon + 899);
    REQUIRE(enrolled);
    CHECK(enrolled->certificate.name == "بهو");
    CHECK(enrolled->certificate.mode == "lobby");
    CHECK(enrolled->certificate.terminal == test::signing_key(60).verify_key().id());
    CHECK(office.store->terminals().value().size() == 1);

    CHECK(refusal(office, asked.request()) == ErrorClass::spent);
    CHECK(refusal(office, asked.request(61)) == ErrorClass::spent);
    CHECK(office.store->terminals().value().size() == 1);
    const auto kept = office.store->invitation(seal::invitation_id(asked.invitation.secret.bytes())).value();
    REQUIRE(kept);
    CHECK(kept->secret.empty());
}

TEST_CASE("a one-time code holds for fifteen minutes, and its secret no longer than that") {
    const test::Folder folder;
    test::Office office(folder / "office");
    const Asked asked(office);
    CHECK(asked.invitation.expires == noon + 900);
    CHECK(refusal(office, asked.request(), noon + 900) == ErrorClass::expired);
    const auto id = seal::invitation_id(asked.invitation.secret.bytes());
    CHECK_FALSE(office.store->invitation(id).value()->secret.empty());
    REQUIRE(office::invite(*office.store, *office.keys, order(), noon + 900));
    CHECK(office.store->invitation(id).value()->secret.empty());
    // A clock that is set back does not bring it to life.
    CHECK(refusal(office, asked.request(), noon) == ErrorClass::expired);
}

TEST_CASE("another office's code, and one that nobody issued, are refused") {
    const test::Folder folder;
    test::Office office(folder / "office");
    test::Office other(folder / "other");
    const Asked asked(other);
    CHECK(refusal(office, asked.request()) == ErrorClass::wrong_key);
    const seal::Invitation invented{seal::SecretBuffer(16), noon + 900, office.keys->shown.key, std::nullopt};
    CHECK(refusal(office, seal::build_enrolment_request(test::signing_key(60), invented, noon).value()) ==
          ErrorClass::wrong_key);
    CHECK(office.store->terminals().value().empty());
}

TEST_CASE("who knows a code's name and not its secret enrols nothing, and does not spend it") {
    const test::Folder folder;
    test::Office office(folder / "office");
    const Asked asked(office);
    // Another key under the same proof, as somebody who carries the request might try.
    const auto honest = seal::parse_enrolment_request(asked.request()).value();
    const nlohmann::json payload{{"key", test::signing_key(66).verify_key().hex()},
                                 {"office", honest.office.hex()},
                                 {"invitation", seal::hex(honest.invitation)},
                                 {"succeeds", nullptr},
                                 {"created", honest.created},
                                 {"proof", seal::hex(honest.proof)}};
    const auto forged =
        seal::signed_file::build(test::signing_key(66), "enrolment-request", payload, 4096).value();
    CHECK(refusal(office, forged) == ErrorClass::bad_signature);
    auto altered = asked.request();
    altered[altered.size() / 2] ^= 1;
    CHECK_FALSE(office::enroll(*office.store, *office.keys, altered, noon));
    CHECK(office::enroll(*office.store, *office.keys, asked.request(), noon));
}

TEST_CASE("an order that makes no terminal is refused before there is a code") {
    const test::Folder folder;
    test::Office office(folder / "office");
    const auto refused = [&](const office::InvitationOrder& wrong) {
        const auto invited = office::invite(*office.store, *office.keys, wrong, noon);
        REQUIRE_FALSE(invited);
        return invited.error().kind;
    };
    CHECK(refused(order("")) == ErrorClass::malformed);
    CHECK(refused(order("two\nlines")) == ErrorClass::malformed);
    CHECK(refused(order("x", "garden")) == ErrorClass::malformed);
    auto wrong = order();
    wrong.hub_urls = {"ftp://hub"};
    CHECK(refused(wrong) == ErrorClass::malformed);
    wrong.hub_urls.clear();
    CHECK(refused(wrong) == ErrorClass::malformed);
    wrong = order();
    wrong.succeeds = seal::TerminalId{1};
    CHECK(refused(wrong) == ErrorClass::not_found);
}
