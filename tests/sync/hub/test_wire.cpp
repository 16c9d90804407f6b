// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/public_file.hpp"
#include "sync/hub/wire.hpp"
#include "tests/catch.hpp"
#include "tests/sync/samples.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <map>

using namespace istiqbal;
using seal::ErrorClass;

TEST_CASE("lists are read as they were written") {
    const std::vector<hub::Listed> items = {{5, {1, 2, 3}}, {9, {}}, {10, seal::Bytes(1000, 7)}};
    const auto bytes = hub::build_list(hub::ack_list, items);
    CHECK(hub::parse_list(hub::ack_list, bytes, 4).value() == items);
    CHECK(hub::parse_list(hub::ack_list, hub::build_list(hub::ack_list, {}), 4)->empty());

    CHECK(hub::parse_list(hub::record_list, bytes, 4).error().kind == ErrorClass::malformed);
    CHECK(hub::parse_list(hub::ack_list, bytes, 5).error().kind == ErrorClass::malformed);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(hub::parse_list(hub::ack_list, seal::ByteView(bytes).first(size), 4));
    auto longer = bytes;
    longer.push_back(0);
    CHECK(hub::parse_list(hub::ack_list, longer, 4).error().kind == ErrorClass::malformed);
    auto newer = bytes;
    newer[5] = 2;
    CHECK(hub::parse_list(hub::ack_list, newer, 4).error().kind == ErrorClass::unsupported);
    auto boundless = bytes;
    boundless[8] = 0xff;
    CHECK(hub::parse_list(hub::ack_list, boundless, 4).error().kind == ErrorClass::too_large);
    const auto twice = hub::build_list(hub::ack_list, {{5, {1}}, {5, {1}}});
    CHECK(hub::parse_list(hub::ack_list, twice, 4).error().kind == ErrorClass::malformed);
}

TEST_CASE("tests/vectors/lists.json: each is accepted, or refused with the class that is written there") {
    using Json = nlohmann::json;
    const std::map<std::string, hub::ListKind> kinds{{"list-records", hub::record_list},
                                                     {"list-acknowledgements", hub::ack_list},
                                                     {"list-notices", hub::notice_list}};
    std::ifstream in(ISTIQBAL_SOURCE_DIR "/tests/vectors/lists.json");
    REQUIRE(in);
    std::map<std::string, int> refused;
    for (const Json& sample : Json::parse(in)) {
        INFO(sample.at("of") << ": " << sample.at("why"));
        const auto bytes = seal::from_base64(sample.at("bytes").get<std::string>()).value();
        const auto items = hub::parse_list(kinds.at(sample.at("of")), bytes, sample.at("after"));
        CHECK((items ? "accepted" : seal::name(items.error().kind)) == sample.at("class").get<std::string>());
        if (!items) {
            ++refused[sample.at("of")];
            continue;
        }
        Json found = Json::array();
        for (const hub::Listed& item : *items)
            found.push_back({item.number, seal::base64(item.bytes)});
        CHECK(found == sample.at("items"));
    }
    for (const auto& [of, kind] : kinds)
        CHECK(refused[of] >= 10);
}

TEST_CASE("public key files") {
    const hub::HubPublic one{test::identity(1).recipient(), test::signing_key(2).verify_key()};
    const hub::OfficePublic two{test::signing_key(3).verify_key(), test::identity(4).recipient(),
                                test::identity(5).recipient()};
    CHECK(hub::parse_hub_public(seal::view(hub::to_text(one))).value() == one);
    CHECK(hub::parse_office_public(seal::view(hub::to_text(two))).value() == two);
    CHECK_FALSE(hub::parse_hub_public(seal::view(hub::to_text(two))));
    CHECK_FALSE(hub::parse_office_public(seal::view(hub::to_text(one))));
    for (const char* wrong : {"", "[]", "{}", "{\"istiqbal\":\"hub\",\"version\":1}", "{\"istiqbal\":7}",
                              "{\"istiqbal\":\"hub\",\"version\":1,\"recipient\":5,\"key\":[]}"})
        CHECK_FALSE(hub::parse_hub_public(seal::view(wrong)));
    CHECK(hub::parse_hub_public(seal::Bytes(10'000, ' ')).error().kind == ErrorClass::too_large);
}
