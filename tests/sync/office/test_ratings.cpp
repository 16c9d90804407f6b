// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/intake.hpp"
#include "sync/office/ratings.hpp"
#include "tests/sync/centre.hpp"

#include <sqlite3.h>

using namespace istiqbal;
using office::Grouping;
using office::RatingRow;
using test::noon;

namespace {

std::vector<RatingRow> sample() {
    std::vector<RatingRow> rows;
    for (const int score : {5, 4, 4, 3, 1})
        rows.push_back({noon, score, "housing", "", score == 1 ? "waiting staff" : "", ""});
    rows.push_back({noon, 1, "training", "", "waiting", ""});
    rows.push_back({noon, 1, "training", "", "place", "burst"});
    return rows;
}

} // namespace

TEST_CASE("satisfaction in figures") {
    const auto all = office::figures(sample(), false);
    CHECK(all.count == 6);
    CHECK(all.flagged == 1);
    CHECK(all.distribution == std::array<std::uint64_t, 5>{2, 0, 1, 2, 1});
    CHECK(all.mean == Approx(3.0));
    // s = 1.673, t(5) = 2.571, n = 6
    CHECK(all.low == Approx(1.244).margin(0.002));
    CHECK(all.high == Approx(4.756).margin(0.002));
    CHECK(all.satisfied == Approx(0.5));
    CHECK(all.reasons == std::map<std::string, std::uint64_t>{{"staff", 1}, {"waiting", 2}});
    const auto with = office::figures(sample(), true);
    CHECK(with.count == 7);
    CHECK(with.flagged == 1);
    CHECK(with.reasons.at("place") == 1);
    CHECK(office::figures({}, false).count == 0);
    const auto one = office::figures({{noon, 5, "", "", "", ""}}, false);
    CHECK(one.low == 1);
    CHECK(one.high == 5);
    // Many: the interval narrows as the normal's, 1.96 s/√n.
    std::vector<RatingRow> many;
    for (int index = 0; index < 1000; ++index)
        many.push_back({noon, 2 + index % 3, "", "", "", ""});
    CHECK(office::figures(many, false).high - office::figures(many, false).mean ==
          Approx(0.0507).margin(0.0005));
}

TEST_CASE("ratings are told by service and by day") {
    const auto by_service = office::ratings_report(sample(), Grouping::service, false);
    CHECK(by_service.find("housing") < by_service.find("training"));
    CHECK(by_service.find("flagged     1  (left out)") != std::string::npos);
    CHECK(by_service.find("place") == std::string::npos);
    CHECK(office::ratings_report(sample(), Grouping::department, false).find("(not asked)") !=
          std::string::npos);
    CHECK(office::ratings_report(sample(), Grouping::none, true).find("ratings     7") != std::string::npos);
    std::vector<RatingRow> rows = sample();
    rows.push_back({noon, 2, "", "finance", "follow_up", "", "colleague"});
    rows.push_back({noon, 5, "", "finance", "", "", "visitor"});
    const auto by_rater = office::ratings_report(rows, Grouping::rater, false);
    CHECK(by_rater.find("colleague\n") < by_rater.find("visitor\n"));
    CHECK(by_rater.find("visitor\n") != std::string::npos);
    CHECK(office::parse_grouping("rater") == Grouping::rater);
    CHECK(office::ratings_report({}, Grouping::none, false) == "no ratings yet\n");
    CHECK(office::parse_grouping("day") == Grouping::day);
    CHECK_FALSE(office::parse_grouping("employee"));
}

TEST_CASE("ratings are filed apart from cases, acknowledged and purged as those are") {
    test::Centre centre;
    auto& terminal = centre.terminal;
    const auto& provision = terminal.terminal->provision;
    journal::Intake intake(*terminal.journal, terminal.terminal->key, {provision.intake, provision.recovery});
    REQUIRE(intake.file(test::rating(5)));
    REQUIRE(intake.submit(test::submission()));
    auto flagged = test::rating(1);
    flagged.answers.push_back({"flagged", "", "burst", ""});
    flagged.answers.push_back({"rater", "", "colleague", ""});
    REQUIRE(intake.file(flagged));
    const auto unsent = terminal.journal->unsent(10, 1 << 20);
    REQUIRE(unsent->envelopes.size() == 3);
    REQUIRE(
        centre.hub.router->handle({"POST", "/v1/batches", {}, terminal.wrapped(unsent->envelopes)}).status ==
        200);

    uplink::CurlTransport transport({centre.hub.url()});
    const auto office_hub = centre.office.store->hubs()->front();
    const auto pulled = office::pull(*centre.office.store, *centre.office.keys, office_hub, transport, noon);
    REQUIRE(pulled);
    CHECK(pulled->filed == 3);
    CHECK(pulled->acknowledged == 3);
    CHECK(pulled->warnings.empty());
    CHECK(centre.office.store->cases()->size() == 1);
    const auto rows = centre.office.store->ratings();
    REQUIRE(rows);
    REQUIRE(rows->size() == 2);
    CHECK(rows->at(0).score == 5);
    CHECK(rows->at(0).service == "housing");
    CHECK(rows->at(0).reasons == "staff waiting");
    CHECK(rows->at(0).rater.empty());
    CHECK(rows->at(1).flag == "burst");
    CHECK(rows->at(1).rater == "colleague");
    CHECK(centre.office.store->unacknowledged(office_hub)->empty());
}

TEST_CASE("an office of before ratings, completions and who rated is brought up to them") {
    const test::Folder folder;
    const auto file = folder / "office.db";
    { REQUIRE(office::Store::open(file)); }
    sqlite3* older = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &older) == SQLITE_OK);
    REQUIRE(sqlite3_exec(older,
                         "DROP TABLE confirmed; DROP TABLE carriers; DROP TABLE invitations; DROP TABLE "
                         "decisions; DROP INDEX "
                         "cases_by_status; DROP "
                         "TABLE posted; DROP TABLE "
                         "notices; DROP TABLE revocations;"
                         "DROP TABLE completions; DROP TABLE documents;"
                         "DROP VIEW filed; DROP TABLE ratings; PRAGMA user_version=1",
                         nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(older);
    {
        const auto store = office::Store::open(file);
        REQUIRE(store);
        CHECK((*store)->ratings()->empty());
        CHECK((*store)->cases()->empty());
    }
    // And those of the versions between.
    for (const char* back :
         {"DROP VIEW filed; CREATE VIEW filed AS SELECT hub FROM cases; DROP TABLE confirmed; DROP TABLE "
          "carriers; DROP TABLE "
          "invitations; DROP TABLE decisions; DROP INDEX cases_by_status; "
          "DROP TABLE posted; DROP "
          "TABLE notices; DROP "
          "TABLE revocations;"
          "DROP TABLE completions; DROP TABLE documents; ALTER TABLE ratings DROP COLUMN rater;"
          "PRAGMA user_version=2",
          "DROP VIEW filed; CREATE VIEW filed AS SELECT hub FROM cases; DROP TABLE confirmed; DROP TABLE "
          "carriers; DROP TABLE "
          "invitations; DROP TABLE decisions; DROP INDEX cases_by_status; "
          "DROP TABLE posted; DROP "
          "TABLE notices; DROP "
          "TABLE revocations;"
          "ALTER TABLE ratings DROP COLUMN rater; PRAGMA user_version=3",
          "DROP VIEW filed; CREATE VIEW filed AS SELECT hub FROM cases; DROP TABLE confirmed; DROP TABLE "
          "carriers; DROP TABLE "
          "invitations; DROP TABLE decisions; DROP INDEX cases_by_status; "
          "DROP TABLE posted; DROP "
          "TABLE notices; DROP "
          "TABLE revocations; PRAGMA user_version=4"}) {
        REQUIRE(sqlite3_open(file.c_str(), &older) == SQLITE_OK);
        REQUIRE(sqlite3_exec(older, back, nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(older);
        const auto store = office::Store::open(file);
        REQUIRE(store);
        CHECK((*store)->ratings()->empty());
        CHECK((*store)->cases()->empty());
    }
}
