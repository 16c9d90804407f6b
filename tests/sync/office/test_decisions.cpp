// SPDX-License-Identifier: Apache-2.0
// Deciding: the ways that are open, the fourteenth day (P5), what the person is told, what is completed, and
// that a step is taken whole or not at all.
#include "sync/office/cli.hpp"
#include "sync/office/decision_report.hpp"
#include "tests/sync/centre.hpp"

#include <sqlite3.h>

#include <ctime>
#include <sstream>

using namespace istiqbal;
using office::Case;
using office::CaseStatus;
using office::DecisionOrder;
using office::Step;
using test::noon;

namespace {

constexpr std::int64_t day = 86'400;

const seal::ListedDocument id_copy{"id_copy", "صورة الهوية"};
const seal::ListedDocument contract{"rent_contract", "عقد الإيجار"};

// An office that has one request with two documents missing, as it came from the terminal.
struct Desk {
    explicit Desk(bool to_committee = true, std::int64_t now = noon) {
        auto request = test::submission();
        request.missing_documents = {id_copy, contract};
        if (!to_committee)
            request.committee.reset();
        receipt = submit(std::move(request), now);
        reference = receipt->reference.text();
    }
    journal::Receipt submit(seal::Submission submission, std::int64_t now = noon) {
        const auto& provision = centre.terminal.terminal->provision;
        journal::Intake intake(*centre.terminal.journal, centre.terminal.terminal->key,
                               {provision.intake, provision.recovery});
        auto filed = intake.submit(std::move(submission));
        REQUIRE(filed);
        centre.hub.now = now;
        for (int step = 0; step < 6; ++step)
            REQUIRE(courier.step(now).problem.empty());
        REQUIRE(centre.office.pull(now));
        return *filed;
    }
    seal::Result<CaseStatus> decide(const DecisionOrder& order, std::int64_t now = noon + 20 * day) {
        return office::decide(*centre.office.store, *centre.office.keys, order, now);
    }
    seal::Result<CaseStatus> decide(Step step, std::int64_t now = noon + 20 * day) {
        DecisionOrder order{reference, step, {"للعلم", "For your information"}, {}, {}, "sara", false};
        return decide(order, now);
    }
    office::Followed follow(std::int64_t now = noon) {
        auto followed = office::follow_records(*centre.office.store, *centre.office.keys, now);
        REQUIRE(followed);
        CHECK(followed->warnings.empty());
        return *followed;
    }
    Case row(const std::string& wanted) const {
        const auto found = centre.office.store->cases_of(wanted);
        REQUIRE(found);
        REQUIRE(found->size() == 1);
        return found->front();
    }
    Case row() const { return row(reference); }
    std::vector<office::Decision> history() const { return centre.office.store->decisions_of(row()).value(); }
    // What whoever holds the receipt reads on any terminal; nothing: no reply went out.
    std::optional<seal::Reply> told(const journal::Receipt& holder) const {
        const auto hub = centre.office.store->hubs()->front();
        REQUIRE(centre.office.store->forget_posted(hub));
        const auto notices = centre.office.store->notices_to_post(hub, noon, 100);
        REQUIRE(notices);
        for (const office::IssuedNotice& issued : *notices) {
            const auto notice = seal::open_notice(issued.notice, centre.office.keys->signing.verify_key());
            REQUIRE(notice);
            if (notice->head.subject != seal::reply_subject(holder.reference))
                continue;
            const auto claim = seal::derive_claim_identity(holder.claim_code, holder.reference);
            auto reply = seal::open_reply(*notice, holder.reference, *claim);
            REQUIRE(reply);
            return *reply;
        }
        return std::nullopt;
    }
    std::optional<seal::Reply> told() const { return told(*receipt); }

    test::Centre centre;
    uplink::CurlTransport transport{{centre.hub.url()}};
    uplink::Courier courier{centre.terminal.courier(transport)};
    std::optional<journal::Receipt> receipt;
    std::string reference;
};

Case waiting(const std::string& reference, std::int64_t received, CaseStatus status) {
    Case row;
    row.reference = reference;
    row.form = "support_request";
    row.received = received;
    row.status = office::name(status);
    row.committee_date = "2026-01-15";
    return row;
}

bool says(const std::string& text, const std::string& part) {
    INFO(part << " in\n" << text);
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a case goes along the ways that are open, and no other") {
    using S = CaseStatus;
    const std::vector<S> all{S::fresh,   S::checked,          S::before_committee, S::accepted,
                             S::refused, S::needs_completion, S::delivered};
    const std::map<std::pair<S, Step>, S> open{
        {{S::fresh, Step::check}, S::checked},
        {{S::fresh, Step::complete}, S::needs_completion},
        {{S::checked, Step::committee}, S::before_committee},
        {{S::checked, Step::complete}, S::needs_completion},
        {{S::before_committee, Step::accept}, S::accepted},
        {{S::before_committee, Step::refuse}, S::refused},
        {{S::before_committee, Step::complete}, S::needs_completion},
        {{S::accepted, Step::deliver}, S::delivered},
        {{S::refused, Step::committee}, S::before_committee},
        {{S::needs_completion, Step::check}, S::checked},
    };
    for (const S from : all) {
        CHECK(office::parse_status(office::name(from)) == from);
        for (const Step step : office::steps) {
            INFO(office::name(from) << ", " << office::name(step));
            const auto found = open.find({from, step});
            CHECK(office::after(from, step, true) ==
                  (found == open.end() ? std::nullopt : std::optional(found->second)));
        }
    }
    // What no committee studies.
    CHECK(office::after(S::checked, Step::accept, false) == S::accepted);
    CHECK(office::after(S::checked, Step::deliver, false) == S::delivered);
    CHECK_FALSE(office::after(S::checked, Step::committee, false));
    CHECK_FALSE(office::after(S::before_committee, Step::accept, false));
    CHECK_FALSE(office::parse_step("rate"));
}

TEST_CASE("the fourteenth day begins at midnight in Riyadh") {
    Case row = waiting("A", noon, CaseStatus::before_committee); // 03:00 of 1 January there
    const std::int64_t begins = noon + 14 * day - 3 * 3600;
    CHECK(office::civil_day(begins) == "2026-01-15");
    CHECK(office::is_early(row, Step::accept, begins - 1));
    CHECK(office::is_early(row, Step::refuse, begins - 1));
    CHECK_FALSE(office::is_early(row, Step::accept, begins));
    CHECK_FALSE(office::is_early(row, Step::complete, noon)); // no decision
    CHECK(office::days_past_due(row, noon) == -14);
    CHECK(office::days_past_due(row, begins - 1) == -1);
    CHECK(office::days_past_due(row, begins + 2 * day) == 2);
    row.received = noon + 22 * 3600; // the second of January there
    CHECK(office::is_early(row, Step::accept, begins));
    row.committee_date.clear(); // was never told to wait two weeks
    CHECK_FALSE(office::is_early(row, Step::accept, noon));
}

TEST_CASE("what is due is listed, most late first") {
    const std::int64_t now = noon + 20 * day;
    std::vector<Case> cases{waiting("TODAY", now - 14 * day, CaseStatus::fresh),
                            waiting("LATE", now - 20 * day, CaseStatus::before_committee),
                            waiting("TOMORROW", now - 13 * day, CaseStatus::before_committee),
                            waiting("ACCEPTED", now - 20 * day, CaseStatus::accepted),
                            waiting("REFUSED", now - 20 * day, CaseStatus::refused),
                            waiting("DELIVERED", now - 20 * day, CaseStatus::delivered),
                            waiting("THEIRS", now - 20 * day, CaseStatus::needs_completion),
                            waiting("YESTERDAY", now - 15 * day, CaseStatus::checked)};
    cases.push_back(waiting("COMPLETES", now - 20 * day, CaseStatus::fresh));
    cases.back().completes = "LATE";
    const auto due = office::due_cases(cases, now);
    REQUIRE(due.size() == 3);
    CHECK(due[0].row->reference == "LATE");
    CHECK(due[0].days == 6);
    CHECK(due[1].row->reference == "YESTERDAY");
    CHECK(due[1].days == 1);
    CHECK(due[2].row->reference == "TODAY");
    CHECK(due[2].days == 0);
    const std::string table = office::due_table(cases, now);
    for (const char* part : {"6 days late", "1 day late", "due today", "2026-01-15"})
        CHECK(says(table, part));
    CHECK(table.find("LATE") < table.find("YESTERDAY"));
    CHECK_FALSE(table.find("TOMORROW") != std::string::npos);
    CHECK(office::due_table({}, now) == "no case is due\n");
}

TEST_CASE("each step moves the case, is kept, and reaches the person who holds the code") {
    Desk desk;
    CHECK_FALSE(desk.told());
    CHECK(desk.follow().received == 1);
    REQUIRE(desk.told());
    CHECK(desk.told()->state == seal::ReplyState::received);
    CHECK(desk.told()->next == "2026-01-15"); // as they were told when they sent it
    CHECK(desk.follow().received == 0);       // once

    CHECK(desk.decide(Step::check, noon + day) == CaseStatus::checked);
    CHECK(desk.told()->state == seal::ReplyState::received);
    CHECK(desk.decide(Step::committee, noon + 2 * day) == CaseStatus::before_committee);
    CHECK(desk.row().status == "before the committee");
    CHECK(desk.told()->state == seal::ReplyState::before_committee);

    DecisionOrder order{desk.reference, Step::accept, {"مبارك لكم", "Congratulations"}, {}, "2026-02-10",
                        "sara",         false};
    CHECK(desk.decide(order) == CaseStatus::accepted);
    CHECK(desk.told()->state == seal::ReplyState::accepted);
    CHECK(desk.told()->decided == "2026-01-21");
    CHECK(desk.told()->next == "2026-02-10");
    CHECK(desk.told()->note == order.note);
    CHECK(desk.decide(Step::deliver, noon + 40 * day) == CaseStatus::delivered);
    CHECK(desk.told()->decided == "2026-01-21"); // the committee's day, not the delivery's

    const auto history = desk.history();
    REQUIRE(history.size() == 5);
    CHECK(history[0].status == "new");
    CHECK(history[0].by.empty());
    CHECK(history[3].status == "accepted");
    CHECK(history[3].by == "sara");
    CHECK(history[3].when == noon + 20 * day);
    CHECK_FALSE(history[3].early);
    const std::string report = office::history_report(*desk.centre.office.keys, history);
    for (const char* part : {"accepted, by sara\n", "next step expected: 2026-02-10", "مبارك لكم",
                             "Congratulations", "delivered, by sara"})
        CHECK(says(report, part));
}

TEST_CASE("a way that is not open is refused with the ways that are, and nothing happens") {
    Desk desk;
    desk.follow();
    const auto refused = desk.decide(Step::accept);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().detail == desk.reference + " is new: 'accept' is no way from there; the ways on "
                                                     "are: checked, complete");
    CHECK(desk.history().size() == 1);
    CHECK(desk.told()->state == seal::ReplyState::received);
    DecisionOrder unknown{"7KQ4-9M2X-C", Step::check, {}, {}, {}, "sara", false};
    CHECK(desk.decide(unknown).error().kind == seal::ErrorClass::not_found);
    // What completes another is not decided itself.
    const auto completing = desk.submit(test::completion(desk.reference));
    unknown.reference = completing.reference.text();
    CHECK(says(desk.decide(unknown).error().detail, "completes " + desk.reference));
}

TEST_CASE("a decision before its time is made only by somebody who means it") {
    Desk desk;
    REQUIRE(desk.decide(Step::check, noon));
    REQUIRE(desk.decide(Step::committee, noon));
    const auto early = desk.decide(Step::refuse, noon + 13 * day);
    REQUIRE_FALSE(early);
    CHECK(says(early.error().detail, "the fourteenth day is in 1 days"));
    CHECK(desk.row().status == "before the committee");
    DecisionOrder order{desk.reference, Step::refuse, {}, {}, {}, "sara", true};
    CHECK(desk.decide(order, noon + 13 * day) == CaseStatus::refused);
    CHECK(desk.history().back().early);
    // The committee hears it again; then there is time.
    CHECK(desk.decide(Step::committee, noon + 14 * day) == CaseStatus::before_committee);
    CHECK(desk.decide(Step::accept, noon + 14 * day) == CaseStatus::accepted);
    CHECK_FALSE(desk.history().back().early);
}

TEST_CASE("what no committee studies is answered at once") {
    Desk desk(false);
    desk.follow();
    CHECK_FALSE(desk.told()->next);
    REQUIRE(desk.decide(Step::check, noon));
    CHECK_FALSE(desk.decide(Step::committee, noon));
    CHECK(desk.decide(Step::deliver, noon + day) == CaseStatus::delivered);
    CHECK(desk.told()->decided == "2026-01-02");
}

TEST_CASE("a step is taken whole or not at all") {
    Desk desk;
    REQUIRE(desk.decide(Step::check));
    const auto before = desk.told();
    const auto nothing_happened = [&] {
        CHECK(desk.row().status == "checked");
        CHECK(desk.history().size() == 1);
        CHECK(desk.told() == before);
    };
    DecisionOrder order{desk.reference, Step::committee, {"نص", ""}, {}, {}, "sara", false};
    CHECK(says(desk.decide(order).error().detail, "in both languages or in none"));
    nothing_happened();
    order.note = {std::string(seal::reply_note_limit + 1, 'x'), "x"};
    CHECK(desk.decide(order).error().kind == seal::ErrorClass::too_large);
    nothing_happened();
    order.note = {};
    order.next = "tomorrow";
    CHECK_FALSE(desk.decide(order));
    nothing_happened();
    // The row cannot be written after the reply was issued.
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(office::database_file(desk.centre.office.directory).c_str(), &other) == SQLITE_OK);
    REQUIRE(sqlite3_exec(other,
                         "CREATE TRIGGER no_more BEFORE INSERT ON decisions BEGIN SELECT RAISE(ABORT, 'no'); "
                         "END",
                         nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(other);
    order.next.reset();
    CHECK_FALSE(desk.decide(order));
    nothing_happened();
}

TEST_CASE("what is missing is named, and a record that brings it opens the case again") {
    Desk desk;
    desk.follow();
    CHECK(desk.decide(Step::complete) == CaseStatus::needs_completion);
    auto told = desk.told();
    CHECK(told->state == seal::ReplyState::needs_completion);
    REQUIRE(told->missing.size() == 2);
    CHECK(told->missing[0].document == "id_copy");
    CHECK(told->missing[0].shown.ar == "صورة الهوية");
    CHECK(desk.follow().reopened.empty());

    // Brings the first of them.
    const auto completing = desk.submit(test::completion(desk.reference));
    const auto followed = desk.follow(noon + 21 * day);
    CHECK(followed.reopened == std::vector<std::string>{desk.reference});
    CHECK(followed.received == 1);
    CHECK(desk.row().status == "checked");
    CHECK(desk.history().back().by == completing.reference.text());
    CHECK(desk.told()->state == seal::ReplyState::received);
    CHECK(desk.told(completing)->state == seal::ReplyState::received); // with the second receipt, too
    CHECK(desk.follow(noon + 22 * day).reopened.empty());

    // The rest is asked for by itself, and an older record does not open the case.
    CHECK(desk.decide(Step::complete, noon + 23 * day) == CaseStatus::needs_completion);
    told = desk.told();
    REQUIRE(told->missing.size() == 1);
    CHECK(told->missing[0].document == "rent_contract");
    CHECK(desk.follow(noon + 24 * day).reopened.empty());
    CHECK(desk.decide(Step::check, noon + 25 * day) == CaseStatus::checked); // brought by hand
}

TEST_CASE("documents that are asked for by name are known, or said in both languages") {
    Desk desk;
    auto english = test::submission();
    english.language = "en";
    english.missing_documents = {{"id_copy", "Copy of the ID"}};
    desk.submit(english);
    DecisionOrder order{desk.reference, Step::complete, {}, {"medical_report"}, {}, "sara", false};
    CHECK(says(desk.decide(order).error().detail, "no record names a document 'medical_report'"));
    order.missing = {"medical_report=تقرير طبي"};
    CHECK(says(desk.decide(order).error().detail, "is not NAME=ARABIC=ENGLISH"));
    order.missing = {"medical_report=تقرير طبي=Medical report", "id_copy"};
    REQUIRE(desk.decide(order));
    const auto missing = desk.told()->missing;
    REQUIRE(missing.size() == 2);
    CHECK(missing[0].shown == seal::LocalWords{"تقرير طبي", "Medical report"});
    CHECK(missing[1].shown == seal::LocalWords{"صورة الهوية", "Copy of the ID"});
    CHECK(desk.row().missing == 3); // the two of the form, and the one that was found to be missing
    // A case that lacks nothing needs words at least.
    auto whole = test::submission();
    whole.missing_documents.clear();
    order = {desk.submit(whole).reference.text(), Step::complete, {}, {}, {}, "sara", false};
    CHECK(says(desk.decide(order).error().detail, "lacks no document"));
    order.note = {"رقم الآيبان غير صحيح", "The IBAN is not right"};
    CHECK(desk.decide(order) == CaseStatus::needs_completion);
}

TEST_CASE("the command asks before the two weeks are over, and tells what it did") {
    const std::int64_t now = std::time(nullptr);
    Desk desk(true, now);
    const auto& directory = desk.centre.office.directory;
    std::ostringstream out;
    std::ostringstream err;
    const auto decide = [&](const std::string& step, const std::function<bool(const std::string&)>& ask,
                            bool yes = false) {
        out.str({});
        err.str({});
        office::cli::DecideOptions options;
        options.reference = desk.reference;
        options.step = step;
        options.ask = ask;
        options.yes = yes;
        return office::cli::decide(directory, options, {out, err});
    };
    REQUIRE(decide("checked", {}) == 0);
    CHECK(out.str() == desk.reference + ": checked\n");
    CHECK(err.str().empty()); // and the hub has it
    CHECK(*desk.centre.office.store->last_posted(desk.centre.office.store->hubs()->front()) > 0);
    REQUIRE(decide("committee", {}) == 0);
    CHECK(decide("accept", {}) == 1);
    CHECK(says(err.str(), "nobody to be asked: --yes says that it is meant"));
    std::string asked;
    CHECK(decide("accept", [&](const std::string& question) {
              asked = question;
              return false;
          }) == 1);
    CHECK(says(asked, "end in 14 days"));
    CHECK(says(err.str(), "nothing was decided"));
    CHECK(decide("deliver", [](const std::string&) { return true; }) == 1);
    CHECK(desk.row().status == "before the committee");
    CHECK(decide("accept", [](const std::string&) { return true; }) == 0);
    CHECK(desk.history().back().early);
    CHECK(decide("delivered", {}) == 0);

    out.str({});
    REQUIRE(office::cli::list(directory, {true}, {out, err}) == 0);
    CHECK(out.str() == "no case is due\n");
    office::cli::ShowOptions shown;
    shown.reference = desk.reference;
    REQUIRE(office::cli::show(directory, shown, {out, err}) == 0);
    CHECK(says(out.str(), "\nHistory\n"));
    CHECK(says(out.str(), ", before the fourteenth day\n"));
}
