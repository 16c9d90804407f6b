// SPDX-License-Identifier: Apache-2.0
// Deciding (P5, P6, P7): a case goes its way step by step, and the person is told at each of them.
//
//     new ─ check ─▶ checked ─ committee ─▶ before the committee ─ accept ─▶ accepted ─ deliver ─▶ delivered
//      │               │  ▲                    │         ▲  └───── refuse ─▶ refused
//      └── complete ──▶│  └─ check, or a       │         └─ committee ─────────┘ (heard again)
//                      ▼     completing record ▼
//                   needs completion ◀── complete
//
// What never goes before the committee (an inquiry, say: its record bears no committee date) is accepted,
// refused or delivered from "checked". No other way is open.
//
// Each step is one row that is never changed, together with the reply to the person, in one transaction:
// what the office knows was decided is what the person is told. The row keeps that reply sealed to the
// office's own keys, since nobody but the person opens the one that goes out.
//
// P5: a request that goes to the committee is answered in not less than two weeks. The fourteenth day is
// counted from the day on which the office received the case, by the civil calendar of Saudi Arabia (UTC+3
// all year). A decision before it is made only by somebody who was asked and means it.
#pragma once

#include "sync/office/directory.hpp"
#include "sync/office/store.hpp"
#include "sync/seal/reply.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::office {

enum class CaseStatus {
    fresh, // "new"
    checked,
    before_committee,
    accepted,
    refused,
    needs_completion,
    delivered,
};
// As the list and the database say it: "before the committee".
std::string_view name(CaseStatus status);
std::optional<CaseStatus> parse_status(std::string_view text);

enum class Step { check, committee, accept, refuse, complete, deliver };
inline constexpr std::array steps{Step::check,  Step::committee, Step::accept,
                                  Step::refuse, Step::complete,  Step::deliver};
// As it is typed: "checked", "committee", "accept", "refuse", "complete", "delivered".
std::string_view name(Step step);
std::optional<Step> parse_step(std::string_view typed);

// Where the step leads from there; nothing: that way is not open.
std::optional<CaseStatus> after(CaseStatus status, Step step, bool to_committee);
inline bool goes_to_committee(const Case& row) {
    return !row.committee_date.empty();
}

inline constexpr std::int64_t committee_days = 14;
std::string civil_day(std::int64_t time); // yyyy-mm-dd, of seconds since 1970-01-01 UTC
// Days since the fourteenth: 0 on it, negative before.
std::int64_t days_past_due(const Case& row, std::int64_t now);
// Whether it would be a decision before its time.
bool is_early(const Case& row, Step step, std::int64_t now);

// A case without a decision whose fourteenth day has come. What waits for the person to complete it waits for
// nobody at the office.
struct DueCase {
    const Case* row = nullptr;
    std::int64_t days = 0; // since the fourteenth day
};
std::vector<DueCase> due_cases(const std::vector<Case>& cases, std::int64_t now); // most late first

struct DecisionOrder {
    std::string reference; // "7KQ4-9M2X-C"
    Step step = Step::check;
    seal::LocalWords note; // in both languages or in none
    // With Step::complete: choice names of documents, or "NAME=ARABIC=ENGLISH" for one that no record of this
    // office has named yet. None: those that the case lacks.
    std::vector<std::string> missing;
    std::optional<std::string> next; // yyyy-mm-dd: when to expect the next step
    std::string by;                  // who decides
    bool early = false;              // was asked whether it is too early, and means it
};

// The request that bears the reference; of several the one filed first. not_found; malformed: it is a record
// that completes another, which the detail names.
seal::Result<Case> case_to_decide(Store& store, const std::string& reference);

// In a transaction of its own. malformed: the way is not open, the decision is early and was not meant, a
// document is not known, or the reply is none that can be sent; the detail is for the person who decides.
seal::Result<CaseStatus> decide(Store& store, const OfficeKeys& keys, const DecisionOrder& order,
                                std::int64_t now);

// What follows from records that were filed: each case that nobody has answered yet gets the reply
// "received", and a case that needed completion and was completed since is "checked" again. Idempotent, and
// in transactions of its own, so that a pull that is cut short is made up for by the next.
struct Followed {
    std::uint64_t received = 0;
    std::vector<std::string> reopened; // references
    std::vector<std::string> warnings; // a line each
};
seal::Result<Followed> follow_records(Store& store, const OfficeKeys& keys, std::int64_t now);

// The reply that a step sent, opened with the office's own key.
seal::Result<seal::Reply> reply_of(const OfficeKeys& keys, const Decision& decision);

} // namespace istiqbal::office
