// SPDX-License-Identifier: Apache-2.0
#include "sync/office/notices.hpp"
#include "sync/seal/pae.hpp"
#include "tests/sync/carriage/stick_scene.hpp"

using namespace istiqbal;
using seal::ErrorClass;
using test::files_in;
using test::noon;
using test::StickScene;

namespace {

// A batch on the stick that the terminal's own program would not have put there.
void put_batch(StickScene& scene, const test::Terminal& terminal, std::span<const seal::Bytes> records,
               std::uint64_t first = 1) {
    const auto& provision = terminal.terminal->provision;
    const std::array recipients{provision.hub, provision.intake};
    const auto sealed = seal::wrap_batch(terminal.batch_of(records), recipients).value();
    test::put_file(scene.batches / carriage::file_name(carriage::make_name(
                                       carriage::Kind::batch, terminal.id(), 1, first, records.size(),
                                       seal::labelled_hash(seal::Label::content, {sealed}))),
                   sealed);
}

} // namespace

TEST_CASE("import: a stick, its folder and a file by any name are the same") {
    StickScene scene;
    scene.terminal.append(2);
    scene.copy();
    const auto file = scene.batches / files_in(scene.batches).at(0);
    CHECK(scene.import(scene.stick)[0].filed == 2);
    CHECK(scene.import(scene.batches)[0].already == 2);
    const auto renamed = scene.folder / "from a friend.bin";
    std::filesystem::copy_file(file, renamed);
    CHECK(scene.import(renamed)[0].already == 2);
    // The acknowledgement lies beside each, and is the same.
    const auto beside = files_in(scene.folder / "acks");
    CHECK(beside == files_in(scene.acks));
    CHECK(beside.size() == 1);
    CHECK(scene.cases() == 2);
}

TEST_CASE("import: nothing there to be imported is said") {
    StickScene scene;
    const auto import = [&](const std::filesystem::path& path) {
        return office::import_path(*scene.office.store, *scene.office.keys, path, noon);
    };
    CHECK(import(scene.folder / "nothing").error().kind == ErrorClass::not_found);
    CHECK(import(scene.stick).error().kind == ErrorClass::not_found);
    test::put_file(scene.batches / "holiday.jpg", seal::Bytes(100));
    CHECK(import(scene.stick).error().kind == ErrorClass::not_found);
}

TEST_CASE("import: what is altered, cut, foreign or no file is put aside, and the rest is filed") {
    StickScene scene;
    test::Office other(scene.folder / "other-office");
    test::Terminal stranger(scene.folder / "stranger", other, scene.hub.shown(), scene.hub.url());
    scene.terminal.append(2);
    scene.copy();
    const auto good_name = files_in(scene.batches).at(0);
    const auto good = carriage::read_file(scene.batches / good_name, seal::wrapped_batch_limit).value();
    const auto put = [&](std::uint64_t first, seal::ByteView bytes) {
        const auto file = scene.batches / carriage::file_name(carriage::make_name(
                                              carriage::Kind::batch, scene.terminal.id(), 9, first, 1, {}));
        test::put_file(file, bytes);
        return file;
    };
    auto altered = good;
    altered[altered.size() - 100] ^= 1;
    put(1, altered);
    put(2, seal::ByteView(good).first(good.size() / 2));
    put(3, seal::Bytes(1000, 0x20));
    put(4, seal::Bytes(seal::wrapped_batch_limit + 1));
    put(5, seal::Bytes());
    // Sealed to this office and signed by a terminal of another.
    const auto records = stranger.make_chain({}, 1);
    put(6, seal::wrap_batch(stranger.batch_of(records), {&scene.terminal.terminal->provision.intake, 1})
               .value());
    // Sealed to the hub alone, as it goes by network.
    const auto own = scene.terminal.make_chain({9, 1, {}}, 1);
    put(7, scene.terminal.wrapped(own));
    std::filesystem::create_symlink(scene.batches / good_name,
                                    scene.batches / put(8, {}).replace_extension(".x"));
    std::filesystem::rename(scene.batches / put(8, {}).replace_extension(".x"), put(8, {}));
    std::filesystem::create_directory(put(9, {}).string() + ".d");
    std::filesystem::remove(put(9, {}));
    std::filesystem::rename(put(9, {}).string() + ".d", scene.batches / "a folder");

    std::map<std::string, ErrorClass> refused;
    std::uint64_t filed = 0;
    for (const auto& each : scene.import()) {
        filed += each.filed;
        if (each.refused)
            refused.emplace(each.file.filename().string(), each.refused->kind);
    }
    CHECK(filed == 2);
    const auto why = [&](std::uint64_t first) {
        const auto at = refused.find(carriage::file_name(
            carriage::make_name(carriage::Kind::batch, scene.terminal.id(), 9, first, 1, {})));
        REQUIRE(at != refused.end());
        return at->second;
    };
    CHECK(why(1) == ErrorClass::bad_signature);
    CHECK((why(2) == ErrorClass::bad_signature || why(2) == ErrorClass::malformed));
    CHECK(why(3) == ErrorClass::malformed);
    CHECK(why(4) == ErrorClass::too_large);
    CHECK(why(5) == ErrorClass::malformed);
    CHECK(why(6) == ErrorClass::wrong_key);
    CHECK(why(7) == ErrorClass::wrong_key);
    CHECK(why(8) == ErrorClass::insecure);
    CHECK(scene.cases() == 2);
}

TEST_CASE("import: a revoked terminal's records are put aside, what came before stays acknowledged") {
    StickScene scene;
    scene.terminal.append(2);
    scene.copy();
    scene.import();
    REQUIRE(office::revoke(*scene.office.store, *scene.office.keys, {scene.terminal.id(), noon, "stolen", {}},
                           noon));
    scene.terminal.append(1);
    std::filesystem::remove_all(scene.acks);
    scene.copy();
    const auto imported = scene.import();
    REQUIRE(imported.size() == 1);
    CHECK(imported[0].already == 2);
    CHECK(imported[0].quarantined == 1);
    CHECK(imported[0].acknowledged == 2);
    REQUIRE(imported[0].warnings.size() == 1);
    CHECK(imported[0].warnings[0].find("stolen") != std::string::npos);
    CHECK(scene.cases() == 2);
    // The journal keeps what nobody signed for.
    CHECK(scene.copy().taken.acknowledged == 2);
    CHECK(scene.counts().unsent == 1);
}

TEST_CASE("import: a certificate out of its time is refused as at the hub") {
    StickScene scene;
    scene.terminal.append(1);
    scene.copy();
    const auto later = noon + 10 * std::int64_t{365} * 86'400;
    const auto imported = scene.import(scene.stick, later);
    REQUIRE(imported[0].refused);
    CHECK(imported[0].refused->kind == ErrorClass::expired);
    CHECK(scene.cases() == 0);
}

TEST_CASE("import: two clones of a terminal on one stick, and neither takes the other's place") {
    StickScene scene;
    const auto records = scene.terminal.make_chain({}, 2);
    const auto clone = scene.terminal.make_chain({}, 2, "clone");
    for (const auto& record : records)
        REQUIRE(scene.terminal.journal->append(record));
    put_batch(scene, scene.terminal, clone);
    scene.copy();
    REQUIRE(files_in(scene.batches).size() == 2);
    std::uint64_t filed = 0;
    std::uint64_t aside = 0;
    for (const auto& each : scene.import()) {
        filed += each.filed;
        aside += each.quarantined;
        CHECK(each.acknowledged == each.filed);
    }
    CHECK(filed == 2);
    CHECK(aside == 2);
    // Whatever became of the clone's, its file is not this terminal's to remove.
    scene.copy();
    CHECK(!files_in(scene.batches).empty());
}

TEST_CASE("import: batches that arrive in the wrong order are all filed, and the gap is said") {
    StickScene scene;
    const auto records = scene.terminal.make_chain({}, 4);
    put_batch(scene, scene.terminal, {records.data() + 2, 2}, 3);
    const auto late = scene.import();
    CHECK(late[0].filed == 2);
    CHECK(late[0].warnings.size() == 1);
    put_batch(scene, scene.terminal, {records.data(), 2}, 1);
    std::uint64_t filed = 0;
    for (const auto& each : scene.import())
        filed += each.filed;
    CHECK(filed == 2);
    CHECK(scene.cases() == 4);
}

TEST_CASE("import: acknowledgements that cannot be written go by the hub alone") {
    StickScene scene;
    scene.terminal.append(2);
    scene.copy();
    test::put_file(scene.acks, seal::Bytes(3));
    const auto imported = scene.import();
    CHECK(imported[0].filed == 2);
    CHECK(imported[0].acknowledged == 0);
    CHECK(imported[0].warnings.size() == 1);
    REQUIRE(scene.office.pull()->acknowledged == 2);
    scene.sync();
    CHECK(scene.counts().purged == 2);
}
