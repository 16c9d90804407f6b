// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/centre.hpp"

using namespace istiqbal;
using seal::ErrorClass;
using test::noon;

namespace {

const hub::HubPublic& some_hub() {
    static const hub::HubPublic hub{test::identity(40).recipient(), test::signing_key(41).verify_key()};
    return hub;
}

seal::Invitation invite(test::Office& office, std::int64_t now, const std::string& mode = "lobby") {
    return office::invite(*office.store, *office.keys, {"بهو", mode, some_hub(), {"http://127.0.0.1:1"}, {}},
                          now)
        .value();
}

// What the office answers to the request that lies in `directory`, as a file.
std::filesystem::path answer(test::Office& office, const std::filesystem::path& directory, std::int64_t now) {
    const auto request = seal::load_file(directory / "request.json", seal::enrolment_request_limit);
    REQUIRE(request);
    const auto enrolled = office::enroll(*office.store, *office.keys, *request, now);
    REQUIRE(enrolled);
    const auto file = directory / ("answer-" + std::to_string(now) + ".json");
    REQUIRE(seal::save_file(file, enrolled->provision_file));
    return file;
}

} // namespace

TEST_CASE("a terminal asks with a one-time code, is certified, and knows its centre") {
    const test::Folder folder;
    test::Office office(folder / "office");
    const auto directory = folder / "terminal";
    CHECK(uplink::load_terminal(directory).error().kind == ErrorClass::not_found);
    const auto request = uplink::create_enrolment_request(directory, invite(office, noon), noon);
    REQUIRE(request);
    CHECK(request->office_fingerprint == office.keys->shown.key.fingerprint());
    CHECK(uplink::load_terminal(directory).error().detail.find("enroll install") != std::string::npos);

    const auto installed = uplink::install_provision(directory, answer(office, directory, noon));
    REQUIRE(installed);
    CHECK(installed->name() == "بهو");
    CHECK(installed->mode() == "lobby");
    CHECK(installed->key.verify_key().fingerprint() == request->fingerprint);
    CHECK(installed->provision.office == office.keys->shown.key);
    const auto loaded = uplink::load_terminal(directory);
    REQUIRE(loaded);
    CHECK(loaded->provision.intake == office.keys->shown.intake);

    SECTION("asking again keeps the key, and the office decides anew what the terminal is") {
        const auto again =
            uplink::create_enrolment_request(directory, invite(office, noon + 10, "exit"), noon + 10);
        REQUIRE(again);
        CHECK(again->fingerprint == request->fingerprint);
        const auto renewed = uplink::install_provision(directory, answer(office, directory, noon + 10));
        REQUIRE(renewed);
        CHECK(renewed->mode() == "exit");
        CHECK(uplink::install_provision(directory, directory / ("answer-" + std::to_string(noon) + ".json"))
                  .error()
                  .kind == ErrorClass::expired);
    }
    SECTION("another office cannot take the terminal over, by a code or by an answer") {
        test::Office other(folder / "other");
        CHECK(uplink::create_enrolment_request(directory, invite(other, noon), noon).error().kind ==
              ErrorClass::wrong_key);
        CHECK(uplink::load_terminal(directory)->provision.office == office.keys->shown.key);
    }
    SECTION("an answer for another terminal is refused") {
        const auto second = folder / "second";
        REQUIRE(uplink::create_enrolment_request(second, invite(office, noon), noon));
        CHECK(uplink::install_provision(directory, answer(office, second, noon + 10)).error().kind ==
              ErrorClass::wrong_key);
    }
    SECTION("a file that is not an answer is refused") {
        CHECK(uplink::install_provision(directory, request->file).error().kind == ErrorClass::malformed);
        CHECK(uplink::install_provision(directory, directory / "nothing").error().kind ==
              ErrorClass::not_found);
    }
    SECTION("a key that others may read is not used") {
        std::filesystem::permissions(directory / "terminal.key", std::filesystem::perms(0644));
        CHECK(uplink::load_terminal(directory).error().kind == ErrorClass::insecure);
    }
}

TEST_CASE("a terminal takes the answer of the office alone whose code it asked with") {
    const test::Folder folder;
    test::Office office(folder / "office");
    test::Office stranger(folder / "stranger");
    const auto directory = folder / "terminal";
    REQUIRE(uplink::create_enrolment_request(directory, invite(office, noon), noon));
    // A stranger certifies the same key, and signs all of it well.
    const auto key = seal::SigningKey::load(directory / "terminal.key").value().verify_key();
    seal::Provision forged;
    forged.certificate_file =
        seal::issue_certificate(stranger.keys->signing, {key, "x", "lobby"}, noon, noon + 1000).value();
    forged.intake = stranger.keys->shown.intake;
    forged.recovery = stranger.keys->shown.recovery;
    forged.hub = some_hub().recipient;
    forged.hub_key = some_hub().key;
    forged.hub_urls = {"http://127.0.0.1:1"};
    forged.issued = noon;
    REQUIRE(seal::save_file(folder / "forged.json",
                            seal::build_provision(stranger.keys->signing, forged).value()));
    CHECK(uplink::install_provision(directory, folder / "forged.json").error().kind == ErrorClass::wrong_key);
    CHECK(uplink::load_terminal(directory).error().kind == ErrorClass::not_found);

    std::filesystem::remove(directory / "request.json");
    CHECK(uplink::install_provision(directory, folder / "forged.json").error().kind == ErrorClass::not_found);
}
