// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/carriage/stick_scene.hpp"

using namespace istiqbal;
using carriage::Trouble;
using test::files_in;
using test::StickScene;

TEST_CASE("carriage: by stick to the office and back, and the journal lets go") {
    StickScene scene;
    scene.terminal.append(5);
    const auto copied = scene.copy();
    CHECK(copied.records == 5);
    CHECK(copied.batches == 1);
    CHECK(copied.taken.acknowledged == 0);
    // A copy is no acknowledgement.
    CHECK(scene.counts().unsent == 5);

    const auto imported = scene.import();
    REQUIRE(imported.size() == 1);
    CHECK(!imported[0].refused);
    CHECK(imported[0].filed == 5);
    CHECK(imported[0].acknowledged == 5);
    CHECK(imported[0].warnings.empty());
    CHECK(files_in(scene.acks).size() == 1);
    CHECK(scene.cases() == 5);

    const auto again = scene.copy();
    CHECK(again.taken.acknowledged == 5);
    CHECK(again.taken.refused.empty());
    CHECK(again.records == 0);
    CHECK(scene.counts().purged == 5);
    CHECK(scene.counts().unsent == 0);
    // What everybody has is no longer carried about.
    CHECK(files_in(scene.batches).empty());
    CHECK(files_in(scene.acks).empty());
}

TEST_CASE("carriage: the same records are one file, however often they are copied") {
    StickScene scene;
    scene.terminal.append(3);
    scene.copy();
    const auto first = files_in(scene.batches);
    scene.copy();
    CHECK(files_in(scene.batches) == first);
    scene.terminal.append(2);
    CHECK(scene.copy().records == 5);
    // The shorter one is in the longer one.
    const auto longer = files_in(scene.batches);
    REQUIRE(longer.size() == 1);
    CHECK(longer != first);
    CHECK(scene.import()[0].filed == 5);
}

TEST_CASE("carriage: nothing of a record can be read on the stick, and no terminal can open it") {
    StickScene scene;
    scene.terminal.append(2);
    scene.copy();
    const auto names = files_in(scene.batches);
    REQUIRE(names.size() == 1);
    const auto bytes = carriage::read_file(scene.batches / names[0], seal::wrapped_batch_limit).value();
    const std::string text(bytes.begin(), bytes.end());
    CHECK(text.find("ISTB") == std::string::npos);
    CHECK(text.find("ISTR") == std::string::npos);
    CHECK(text.find("istiqbal") == std::string::npos);
    CHECK(text.starts_with("age-encryption.org/v1\n"));
    const auto stranger = test::identity(77);
    CHECK(seal::unwrap_batch(bytes, {&stranger, 1}).error().kind == seal::ErrorClass::wrong_key);
    // The hub takes the very same file.
    CHECK(scene.hub.router->handle({"POST", "/v1/batches", {}, bytes}).status == 200);
}

TEST_CASE("carriage: by network first, then by stick, is one case each") {
    StickScene scene;
    scene.terminal.append(4);
    scene.copy();
    scene.sync();
    REQUIRE(scene.office.pull()->filed == 4);
    const auto imported = scene.import();
    CHECK(imported[0].filed == 0);
    CHECK(imported[0].already == 4);
    CHECK(imported[0].quarantined == 0);
    // Acknowledged by the hub before, and on the stick again.
    CHECK(imported[0].acknowledged == 4);
    CHECK(scene.cases() == 4);
    scene.sync();
    CHECK(scene.counts().purged == 4);
    // The journal has let go already: to take the word again changes nothing.
    const auto copied = scene.copy();
    CHECK(copied.taken.acknowledged == 0);
    CHECK(copied.taken.refused.empty());
}

TEST_CASE("carriage: by stick first, then by network, is one case each") {
    StickScene scene;
    scene.terminal.append(4);
    scene.copy();
    REQUIRE(scene.import()[0].filed == 4);
    scene.sync();
    const auto pulled = scene.office.pull();
    REQUIRE(pulled);
    CHECK(pulled->filed == 0);
    CHECK(pulled->already == 4);
    CHECK(pulled->quarantined == 0);
    CHECK(scene.cases() == 4);
    // The office's word on what came by stick went by the hub as well.
    scene.sync();
    CHECK(scene.counts().purged == 4);
}

TEST_CASE("carriage: what went by stick alone is no gap and no fork at the hub") {
    StickScene scene;
    scene.terminal.append(3);
    scene.copy();
    scene.import();
    REQUIRE(scene.office.pull());
    REQUIRE(scene.copy().taken.acknowledged == 3);
    scene.terminal.append(2);
    scene.sync();
    CHECK(scene.counts().unsent == 0);
    CHECK(scene.hub.counts().records == 2);
    CHECK(scene.hub.counts().alarms == 0);
    const auto pulled = scene.office.pull();
    REQUIRE(pulled);
    CHECK(pulled->filed == 2);
    CHECK(pulled->warnings.empty());
    // A clone that goes on from another third record contradicts what the office has.
    const auto forked = scene.terminal.make_chain({1, 4, seal::Digest{9}}, 1, "clone");
    CHECK(scene.hub.router->handle({"POST", "/v1/batches", {}, scene.terminal.wrapped(forked)}).status ==
          409);
}

TEST_CASE("carriage: many records are many batches, and all of them arrive") {
    StickScene scene;
    for (int hundred = 0; hundred < 3; ++hundred)
        scene.terminal.append(100);
    std::vector<std::uint64_t> checked;
    const auto copied = scene.try_copy(scene.terminal, [&](const carriage::Progress& progress) {
        if (progress.phase == carriage::Progress::Phase::checking)
            checked.push_back(progress.done);
        CHECK(progress.total == 300);
        return true;
    });
    REQUIRE(copied);
    CHECK(copied->records == 300);
    CHECK(copied->batches == 2);
    CHECK(checked == std::vector<std::uint64_t>{0, 256, 300});
    const auto imported = scene.import();
    REQUIRE(imported.size() == 2);
    CHECK(imported[0].filed == 256);
    CHECK(imported[1].filed == 44);
    CHECK(scene.copy().taken.acknowledged == 300);
}

TEST_CASE("carriage: several terminals use one stick, and each takes its own") {
    StickScene scene;
    test::Terminal other(scene.folder / "other", scene.office, scene.hub.shown(), scene.hub.url());
    scene.terminal.append(3);
    other.append(2);
    scene.copy();
    CHECK(scene.copy(other).records == 2);
    CHECK(files_in(scene.batches).size() == 2);
    CHECK(scene.import().size() == 2);
    CHECK(scene.copy(other).taken.acknowledged == 2);
    // The other's batch and acknowledgement are as they were.
    CHECK(files_in(scene.batches).size() == 1);
    CHECK(files_in(scene.acks).size() == 1);
    CHECK(scene.copy().taken.acknowledged == 3);
}

TEST_CASE("carriage: the only copy of records that a journal lost stays on the stick") {
    StickScene scene;
    const auto records = scene.terminal.make_chain({}, 3);
    for (const auto& record : records)
        REQUIRE(scene.terminal.journal->append(record));
    scene.copy();
    const auto carried = files_in(scene.batches);
    // The journal goes lost, and a new epoch begins.
    const auto file = scene.terminal.terminal->journal_file();
    scene.terminal.journal.reset();
    for (const char* suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(file.string() + suffix);
    auto opened = journal::Journal::open(file, scene.terminal.terminal->key.verify_key());
    REQUIRE(opened);
    scene.terminal.journal = std::move(opened->journal);
    REQUIRE(scene.terminal.journal->position().epoch == 2);
    scene.terminal.append(1);
    CHECK(scene.copy().records == 1);
    CHECK(files_in(scene.batches).size() == 2);
    std::uint64_t filed = 0;
    for (const auto& each : scene.import())
        filed += each.filed;
    CHECK(filed == 4);
    // Its acknowledgement speaks of records that are not here: told, and left.
    const auto copied = scene.copy();
    CHECK(copied.taken.acknowledged == 1);
    CHECK(copied.taken.refused.size() == 1);
}

TEST_CASE("carriage: acknowledgements that do not hold change nothing") {
    StickScene scene;
    test::Office stranger(scene.folder / "stranger");
    const auto records = scene.terminal.make_chain({}, 2);
    for (const auto& record : records)
        REQUIRE(scene.terminal.journal->append(record));
    const auto hash = seal::record_hash(seal::parse_envelope(records[0]).value());
    const seal::OfficeAck ack{scene.terminal.id(), 1, {{1, hash}}};
    const auto name = [&](std::uint64_t sequence) {
        return scene.acks / carriage::file_name(carriage::make_name(
                                carriage::Kind::acknowledgement, scene.terminal.id(), 1, sequence, 1, hash));
    };
    const auto good = seal::build_office_ack(scene.office.keys->signing, ack).value();
    auto altered = good;
    altered[40] ^= 1;
    const seal::OfficeAck wrong_hash{scene.terminal.id(), 1, {{1, seal::Digest{1}}}};
    test::put_file(name(1), seal::build_office_ack(stranger.keys->signing, ack).value());
    test::put_file(name(2), altered);
    test::put_file(name(3), seal::ByteView(good).first(50));
    test::put_file(name(4), seal::Bytes(seal::office_ack_limit + 1));
    test::put_file(name(5), seal::build_office_ack(scene.office.keys->signing, wrong_hash).value());
    test::put_file(scene.acks / "notes.txt", good);
    std::filesystem::create_symlink(scene.acks / "notes.txt", name(6));
    std::filesystem::create_directory(name(7));
    const auto taken = carriage::take_acknowledgements(*scene.terminal.journal,
                                                       scene.terminal.terminal->provision, scene.stick);
    REQUIRE(taken);
    CHECK(taken->acknowledged == 0);
    CHECK(taken->refused.size() == 7);
    CHECK(scene.counts().unsent == 2);
    // The same once more, with a good one among them.
    test::put_file(name(8), good);
    CHECK(scene.copy().taken.acknowledged == 1);
    CHECK(scene.counts().purged == 1);
    CHECK(scene.counts().unsent == 1);
}

TEST_CASE("carriage: a stick that is not there, and one without room for folders") {
    StickScene scene;
    scene.terminal.append(1);
    std::filesystem::remove(scene.stick);
    CHECK(scene.try_copy(scene.terminal).error().trouble == Trouble::gone);
    test::put_file(scene.stick, seal::Bytes(3));
    CHECK(scene.try_copy(scene.terminal).error().trouble == Trouble::gone);
    std::filesystem::remove(scene.stick);
    test::put_file(scene.batches, seal::Bytes(3));
    CHECK(scene.try_copy(scene.terminal).error().trouble == Trouble::faulty);
    std::filesystem::remove(scene.batches);
    std::filesystem::create_directory(scene.folder / "elsewhere");
    std::filesystem::create_directory_symlink(scene.folder / "elsewhere", scene.batches);
    CHECK(scene.try_copy(scene.terminal).error().trouble == Trouble::faulty);
    CHECK(files_in(scene.folder / "elsewhere").empty());
    CHECK(scene.counts().unsent == 1);
}

TEST_CASE("carriage: a stick that is taken out midway") {
    StickScene scene;
    scene.terminal.append(2);
    using Phase = carriage::Progress::Phase;
    for (const Phase phase : {Phase::writing, Phase::checking}) {
        const auto away = scene.folder / "away";
        const auto copied = scene.try_copy(scene.terminal, [&](const carriage::Progress& progress) {
            if (progress.phase == phase && std::filesystem::exists(scene.stick))
                std::filesystem::rename(scene.stick, away);
            return true;
        });
        REQUIRE(!copied);
        CHECK(copied.error().trouble == Trouble::gone);
        std::filesystem::rename(away, scene.stick);
        CHECK(scene.counts().unsent == 2);
    }
    // An empty folder is left where it was mounted: what was written there is on no stick.
    const auto copied = scene.try_copy(scene.terminal, [&](const carriage::Progress& progress) {
        if (progress.phase == Phase::writing && progress.done == 0) {
            std::filesystem::rename(scene.stick, scene.folder / "away");
            std::filesystem::create_directories(scene.batches);
        }
        return true;
    });
    REQUIRE(!copied);
    CHECK(copied.error().trouble == Trouble::gone);
}

TEST_CASE("carriage: a stick that gives back other bytes") {
    StickScene scene;
    scene.terminal.append(2);
    for (const bool shorter : {false, true}) {
        const auto copied = scene.try_copy(scene.terminal, [&](const carriage::Progress& progress) {
            const auto names = files_in(scene.batches);
            if (progress.phase != carriage::Progress::Phase::checking || progress.done > 0)
                return true;
            auto bytes = carriage::read_file(scene.batches / names.at(0), seal::wrapped_batch_limit).value();
            bytes[bytes.size() / 2] ^= 1;
            bytes.resize(bytes.size() - (shorter ? 512 : 0));
            test::put_file(scene.batches / names.at(0), bytes);
            return true;
        });
        REQUIRE(!copied);
        CHECK(copied.error().trouble == Trouble::unfaithful);
        // The office says the same of it, and a good stick brings it all.
        CHECK(scene.import()[0].refused);
        CHECK(scene.cases() == 0);
    }
    scene.copy();
    CHECK(scene.import()[0].filed == 2);
}

TEST_CASE("carriage: a copy that is given up leaves nothing half written") {
    StickScene scene;
    scene.terminal.append(2);
    const auto copied = scene.try_copy(scene.terminal, [](const carriage::Progress&) { return false; });
    REQUIRE(!copied);
    CHECK(copied.error().trouble == Trouble::given_up);
    CHECK(files_in(scene.batches).empty());
}
