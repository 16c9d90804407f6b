// SPDX-License-Identifier: Apache-2.0
#include "sync/carriage/stick.hpp"
#include "tests/sync/carriage/stick_scene.hpp"

#include <nlohmann/json.hpp>

using namespace istiqbal;
using carriage::Kind;

namespace {

const seal::TerminalId terminal{0xd3, 0x46};

} // namespace

TEST_CASE("stick: a name is written and read one way only") {
    const auto name = carriage::make_name(Kind::batch, terminal, 1, 257, 256, seal::Digest{0xab, 0xcd});
    const std::string text = "d3460000000000000000000000000000-1-257-256-abcd000000000000.istb";
    CHECK(carriage::file_name(name) == text);
    CHECK(carriage::parse_name(text) == name);
    CHECK(name.last_sequence() == 512);
    CHECK(name.ends_with(seal::Digest{0xab, 0xcd}));
    CHECK(!name.ends_with(seal::Digest{0xab}));
    // FAT and exFAT: no reserved character, no trailing dot, at most 255 letters.
    CHECK(text.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz-.") == std::string::npos);
    const auto longest =
        carriage::make_name(Kind::acknowledgement, terminal, UINT32_MAX, INT64_MAX, 4096, {});
    CHECK(carriage::file_name(longest).size() < 120);
    CHECK(carriage::parse_name(carriage::file_name(longest)) == longest);
    for (const char* other : {
             "",
             ".istb",
             "-.istb",
             "a.istb",
             "----.istb",
             ".",
             "..",
             "d3460000000000000000000000000000-1-257-256-abcd000000000000.ISTB",
             "D3460000000000000000000000000000-1-257-256-abcd000000000000.istb",
             "d346000000000000000000000000000-1-257-256-abcd000000000000.istb",
             "d3460000000000000000000000000000-01-257-256-abcd000000000000.istb",
             "d3460000000000000000000000000000-0-257-256-abcd000000000000.istb",
             "d3460000000000000000000000000000-1-+57-256-abcd000000000000.istb",
             "d3460000000000000000000000000000-1-257-257-abcd000000000000.istb",
             "d3460000000000000000000000000000-4294967296-257-256-abcd000000000000.istb",
             "d3460000000000000000000000000000-1-9223372036854775808-256-abcd000000000000.istb",
             "d3460000000000000000000000000000-1-257-256-abcd00000000000.istb",
             "d3460000000000000000000000000000-1-257-256-abcd000000000000-1.istb",
             "d3460000000000000000000000000000-1-257-256-abcd000000000000.istb.part",
             "d3460000000000000000000000000000-1-257-256-abcd000000000000.istb ",
             "d3460000000000000000000000000000-1-257-256-abcd000000000000",
             "d3460000000000000000000000000000-1-257-abcd000000000000.istb",
         }) {
        INFO(other);
        CHECK(!carriage::parse_name(other));
    }
}

TEST_CASE("PROTOCOL.md: names on a stick") {
    std::ifstream in(ISTIQBAL_SOURCE_DIR "/sync/PROTOCOL.md");
    int found = 0;
    for (std::string line; std::getline(in, line);) {
        if (line.rfind("{\"vector\":\"carriage-", 0) != 0)
            continue;
        ++found;
        const auto vector = nlohmann::json::parse(line);
        const auto bytes = [&](const char* key) {
            return seal::from_hex(vector.at(key).get<std::string>()).value();
        };
        const auto name = carriage::make_name(
            vector.at("vector") == "carriage-batch" ? Kind::batch : Kind::acknowledgement,
            seal::Reader(bytes("terminal")).array<16>(), vector.at("epoch"), vector.at("first_sequence"),
            vector.at("count"), seal::Reader(bytes("last_hash")).array<32>());
        const std::string file = vector.at("file");
        CHECK(carriage::file_name(name) == file);
        CHECK(carriage::parse_name(file) == name);
    }
    CHECK(found == 2);
}

TEST_CASE("stick: names of two terminals, epochs or clones never meet") {
    const seal::Digest hash{1};
    const auto text = [](const carriage::Name& name) { return carriage::file_name(name); };
    const auto one = text(carriage::make_name(Kind::batch, terminal, 1, 1, 5, hash));
    CHECK(one != text(carriage::make_name(Kind::batch, {}, 1, 1, 5, hash)));
    CHECK(one != text(carriage::make_name(Kind::batch, terminal, 2, 1, 5, hash)));
    CHECK(one != text(carriage::make_name(Kind::batch, terminal, 1, 2, 5, hash)));
    CHECK(one != text(carriage::make_name(Kind::batch, terminal, 1, 1, 6, hash)));
    CHECK(one != text(carriage::make_name(Kind::batch, terminal, 1, 1, 5, seal::Digest{2})));
    CHECK(one != text(carriage::make_name(Kind::acknowledgement, terminal, 1, 1, 5, hash)));
}

TEST_CASE("stick: a folder is listed in the order of the chain, up to a limit") {
    const test::Folder folder;
    const auto put = [&](std::uint64_t first) {
        test::put_file(folder / ("s/" + carriage::file_name(
                                            carriage::make_name(Kind::batch, terminal, 1, first, 1, {}))),
                       {});
    };
    CHECK(carriage::names_in(folder / "s", Kind::batch)->empty());
    for (const std::uint64_t first : {10, 9, 200, 1})
        put(first);
    test::put_file(folder / "s/System Volume Information", {});
    const auto names = carriage::names_in(folder / "s", Kind::batch);
    REQUIRE(names);
    REQUIRE(names->size() == 4);
    CHECK((*names)[0].first_sequence == 1);
    CHECK((*names)[2].first_sequence == 10);
    CHECK(carriage::names_in(folder / "s", Kind::acknowledgement)->empty());
    for (std::uint64_t first = 1000; first < 1000 + carriage::file_limit; ++first)
        put(first);
    CHECK(carriage::names_in(folder / "s", Kind::batch)->size() == carriage::file_limit);
    CHECK(!carriage::names_in(folder / "s/System Volume Information", Kind::batch));
}

TEST_CASE("stick: a file is replaced whole, and what was cut off before is in nobody's way") {
    const test::Folder folder;
    const auto where = folder / "s";
    REQUIRE(carriage::make_folder(where));
    REQUIRE(carriage::make_folder(where));
    test::put_file(where / "a.part", seal::Bytes(10));
    const seal::Bytes large(300'001, 7);
    REQUIRE(carriage::write_file(where, "a", large));
    REQUIRE(carriage::write_file(where, "a", seal::Bytes(5, 1)));
    CHECK(test::files_in(where) == std::vector<std::string>{"a"});
    CHECK(*carriage::read_back(where / "a", 10) == seal::Bytes(5, 1));
    REQUIRE(carriage::write_file(where, "a", large));
    CHECK(*carriage::read_back(where / "a", large.size()) == large);
    CHECK(*carriage::read_file(where / "a", large.size()) == large);
    CHECK(carriage::read_file(where / "a", large.size() - 1).error().kind == seal::ErrorClass::too_large);
    CHECK(carriage::read_back(where / "a", 5).error().trouble == carriage::Trouble::unfaithful);
    CHECK(carriage::read_back(where / "b", 5).error().trouble == carriage::Trouble::gone);
    CHECK(carriage::read_file("/dev/zero", 100).error().kind == seal::ErrorClass::insecure);
    REQUIRE(carriage::sync_stick(where));
    carriage::remove_file(where, "a");
    CHECK(test::files_in(where).empty());
}
