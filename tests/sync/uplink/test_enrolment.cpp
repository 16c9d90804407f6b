// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/centre.hpp"

using namespace istiqbal;
using seal::ErrorClass;
using test::noon;

namespace {

// What the office answers to the request that lies in `directory`, as a file.
std::filesystem::path answer(test::Office& office, const std::filesystem::path& directory, std::int64_t now) {
    const hub::HubPublic hub{test::identity(40).recipient(), test::signing_key(41).verify_key()};
    const auto request = seal::load_file(directory / "request.json", seal::enrolment_file_limit);
    REQUIRE(request);
    const auto enrolled =
        office::enroll(*office.store, *office.keys, *request, hub, {"http://127.0.0.1:1"}, now);
    REQUIRE(enrolled);
    const auto file = directory / ("answer-" + std::to_string(now) + ".json");
    REQUIRE(seal::save_file(file, enrolled->provision_file));
    return file;
}

} // namespace

TEST_CASE("a terminal asks, is certified, and knows its centre") {
    const test::Folder folder;
    test::Office office(folder / "office");
    const auto directory = folder / "terminal";
    CHECK(uplink::load_terminal(directory).error().kind == ErrorClass::not_found);
    const auto request = uplink::create_enrolment_request(directory, "بهو", "lobby", noon);
    REQUIRE(request);
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

    SECTION("asking again keeps the key") {
        const auto again = uplink::create_enrolment_request(directory, "بهو ٢", "exit", noon + 10);
        REQUIRE(again);
        CHECK(again->fingerprint == request->fingerprint);
        const auto renewed = uplink::install_provision(directory, answer(office, directory, noon + 10));
        REQUIRE(renewed);
        CHECK(renewed->mode() == "exit");
        CHECK(uplink::install_provision(directory, directory / ("answer-" + std::to_string(noon) + ".json"))
                  .error()
                  .kind == ErrorClass::expired);
    }
    SECTION("another office cannot take the terminal over") {
        test::Office other(folder / "other");
        CHECK(uplink::install_provision(directory, answer(other, directory, noon + 10)).error().kind ==
              ErrorClass::wrong_key);
        CHECK(uplink::load_terminal(directory)->provision.office == office.keys->shown.key);
    }
    SECTION("an answer for another terminal is refused") {
        const auto second = folder / "second";
        REQUIRE(uplink::create_enrolment_request(second, "b", "branch", noon));
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

TEST_CASE("a mode or a name that no office certifies is refused before it is written") {
    const test::Folder folder;
    CHECK_FALSE(uplink::create_enrolment_request(folder / "terminal", "name", "garden", noon));
    CHECK_FALSE(uplink::create_enrolment_request(folder / "terminal", "", "lobby", noon));
    CHECK_FALSE(std::filesystem::exists(folder / "terminal" / "request.json"));
}
