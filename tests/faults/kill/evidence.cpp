// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/kill/evidence.hpp"

#include "sync/hub/directory.hpp"
#include "sync/office/directory.hpp"
#include "sync/uplink/enrolment.hpp"
#include "tests/catch.hpp"

#include <sqlite3.h>

#include <fstream>
#include <map>

namespace istiqbal::faults {

using simulation::Disk;
using simulation::Place;
using simulation::StoredRecord;

namespace {

// As the simulation's observer wants it; `name` is what it calls such a database.
Disk::Image image_of(const std::filesystem::path& database, const std::string& name) {
    Disk::Image image;
    for (const char* suffix : {"", "-wal", "-journal"}) {
        const std::filesystem::path file = database.string() + suffix;
        std::ifstream in(file, std::ios::binary);
        if (!in)
            continue;
        seal::Bytes& bytes = image[name + suffix];
        bytes.resize(std::filesystem::file_size(file));
        in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        REQUIRE(in);
    }
    return image;
}

seal::VerifyKey key_of(const Terminal& terminal) {
    const auto enrolled = uplink::load_terminal(terminal.folder());
    REQUIRE(enrolled);
    return enrolled->key.verify_key();
}

} // namespace

Evidence::Evidence(const journeys::Centre& centre)
    : centre_(centre)
    , observer_(centre.path("evidence")) {}

FiledNow Evidence::filed_now() const {
    // In place, and not on a copy: a commit that was cut is rolled back, as the next program would do.
    FiledNow filed;
    sqlite3* database = nullptr;
    sqlite3_stmt* row = nullptr;
    const auto file = office::database_file(centre_.path("office"));
    const char* sql = "SELECT (SELECT count(*) FROM cases) + (SELECT count(*) FROM ratings), reference"
                      " FROM cases ORDER BY number DESC LIMIT 1";
    REQUIRE(sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_prepare_v2(database, sql, -1, &row, nullptr) == SQLITE_OK);
    if (sqlite3_step(row) == SQLITE_ROW) {
        filed.count = static_cast<std::uint64_t>(sqlite3_column_int64(row, 0));
        filed.last_case = reinterpret_cast<const char*>(sqlite3_column_text(row, 1));
    }
    sqlite3_finalize(row);
    REQUIRE(sqlite3_close(database) == SQLITE_OK);
    return filed;
}

simulation::OfficeImage Evidence::office() {
    const auto image =
        observer_.office(image_of(office::database_file(centre_.path("office")), simulation::office_name));
    REQUIRE(image);
    return *image;
}

simulation::HubImage Evidence::hub() {
    const auto image = observer_.hub(image_of(hub::database_file(centre_.path("hub")), simulation::hub_name));
    REQUIRE(image);
    return *image;
}

simulation::TerminalImage Evidence::terminal(const Terminal& terminal) {
    const auto image = observer_.terminal(
        image_of(terminal.folder() / "journal.db", simulation::journal_name), key_of(terminal).id());
    REQUIRE(image);
    return *image;
}

void Evidence::check_purged(const Terminal& terminal) {
    std::map<Place, seal::Digest> filed;
    for (const auto& each : office().filed)
        filed[each.record.place] = each.record.hash;
    for (const StoredRecord& record : this->terminal(terminal).records) {
        if (!record.envelope.empty())
            continue;
        INFO("purged: " << record.place.text());
        REQUIRE(filed.count(record.place) == 1);
        CHECK(filed[record.place] == record.hash);
    }
}

void Evidence::check_office(const std::vector<Terminal>& terminals) {
    const simulation::OfficeImage image = office();
    CHECK(image.quarantine.empty());
    const auto keys = office::load_directory(centre_.path("office"));
    REQUIRE(keys);
    std::map<seal::TerminalId, seal::VerifyKey> signers;
    for (const Terminal& terminal : terminals)
        signers.emplace(key_of(terminal).id(), key_of(terminal));

    std::map<std::string, seal::Submission> by_reference;
    std::set<std::string> numbers;
    std::set<Place> places;
    for (const auto& filed : image.filed) {
        INFO(filed.record.place.text());
        CHECK(places.insert(filed.record.place).second);
        const auto envelope = seal::parse_envelope(filed.record.envelope);
        REQUIRE(envelope);
        const auto record = seal::open_submission(*envelope, signers.at(filed.record.place.terminal),
                                                  std::span(&keys->intake, 1));
        REQUIRE(record);
        const bool is_rating = record->kind == seal::SubmissionKind::rating;
        // No record twice, also not at another place.
        CHECK(
            numbers.insert(is_rating ? record->answers.back().value : record->answers.front().value).second);
        if (!is_rating)
            CHECK(by_reference.emplace(filed.reference, *record).second);
    }
    for (const Terminal& terminal : terminals) {
        const seal::TerminalId id = key_of(terminal).id();
        for (const ShownReceipt& receipt : terminal.receipts()) {
            INFO("receipt " << receipt.reference << ", record " << receipt.number);
            REQUIRE(by_reference.count(receipt.reference) == 1);
            const seal::Submission& record = by_reference[receipt.reference];
            CHECK(record.terminal == id);
            CHECK(record.epoch == receipt.epoch);
            CHECK(record.sequence == receipt.sequence);
            CHECK(record.answers.front().value == receipt.number);
        }
    }
}

void Evidence::check_hub() {
    const simulation::HubImage image = hub();
    CHECK(image.evidence.empty());
    CHECK(image.records.size() == office().filed.size());
}

void Evidence::check_terminals(const std::vector<Terminal>& terminals) {
    const simulation::OfficeImage filed = office();
    for (const Terminal& terminal : terminals) {
        const seal::VerifyKey key = key_of(terminal);
        std::map<std::uint64_t, seal::Digest> chain;
        for (const auto& each : filed.filed)
            if (each.record.place.terminal == key.id()) {
                CHECK(each.record.place.epoch == 1);
                chain[each.record.place.sequence] = each.record.hash;
            }
        REQUIRE_FALSE(chain.empty());
        // Every place is taken, and none is missing.
        CHECK(chain.begin()->first == 1);
        CHECK(chain.rbegin()->first == chain.size());
        check_purged(terminal);
        const auto opened = journal::Journal::open(terminal.folder() / "journal.db", key);
        REQUIRE(opened);
        CHECK(opened->condition == journal::Condition::intact);
        CHECK(opened->reason.empty());
        CHECK(opened->journal->position().sequence == chain.size() + 1);
        CHECK(opened->journal->position().previous == chain.rbegin()->second);
        const journal::Counts counts = opened->journal->counts();
        CHECK(counts.unsent == 0);
        CHECK(counts.spooled == 0);
        CHECK(counts.purged == chain.size());
    }
}

} // namespace istiqbal::faults
