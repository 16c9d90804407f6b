// SPDX-License-Identifier: Apache-2.0
// Which ways are open to a case, and when its time has come.
#include "sync/office/decisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace istiqbal::office {

namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t saudi_offset = std::int64_t{3} * 3600;

constexpr std::array statuses{CaseStatus::fresh,    CaseStatus::checked, CaseStatus::before_committee,
                              CaseStatus::accepted, CaseStatus::refused, CaseStatus::needs_completion,
                              CaseStatus::delivered};

std::int64_t civil_number(std::int64_t time) {
    const std::chrono::seconds civil(time + saudi_offset);
    return std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<day_seconds>>>(civil).count();
}

bool decides(Step step) {
    return step == Step::accept || step == Step::refuse;
}

bool is_decided(CaseStatus status) {
    return status == CaseStatus::accepted || status == CaseStatus::refused || status == CaseStatus::delivered;
}

// Where each step may be taken.
bool is_open(CaseStatus from, Step step, bool to_committee) {
    const CaseStatus studied = to_committee ? CaseStatus::before_committee : CaseStatus::checked;
    switch (step) {
    case Step::check:
        return from == CaseStatus::fresh || from == CaseStatus::needs_completion;
    case Step::committee:
        return to_committee && (from == CaseStatus::checked || from == CaseStatus::refused);
    case Step::accept:
    case Step::refuse:
        return from == studied;
    case Step::complete:
        return from == CaseStatus::fresh || from == CaseStatus::checked ||
               from == CaseStatus::before_committee;
    case Step::deliver:
        return from == CaseStatus::accepted || (!to_committee && from == CaseStatus::checked);
    }
    return false;
}

} // namespace

std::string_view name(CaseStatus status) {
    switch (status) {
    case CaseStatus::fresh:
        return "new";
    case CaseStatus::checked:
        return "checked";
    case CaseStatus::before_committee:
        return "before the committee";
    case CaseStatus::accepted:
        return "accepted";
    case CaseStatus::refused:
        return "refused";
    case CaseStatus::needs_completion:
        return "needs completion";
    case CaseStatus::delivered:
        break;
    }
    return "delivered";
}

std::optional<CaseStatus> parse_status(std::string_view text) {
    const auto found = std::find_if(statuses.begin(), statuses.end(),
                                    [text](CaseStatus status) { return name(status) == text; });
    return found == statuses.end() ? std::nullopt : std::optional(*found);
}

std::string_view name(Step step) {
    switch (step) {
    case Step::check:
        return "checked";
    case Step::committee:
        return "committee";
    case Step::accept:
        return "accept";
    case Step::refuse:
        return "refuse";
    case Step::complete:
        return "complete";
    case Step::deliver:
        break;
    }
    return "delivered";
}

std::optional<Step> parse_step(std::string_view typed) {
    const auto found =
        std::find_if(steps.begin(), steps.end(), [typed](Step step) { return name(step) == typed; });
    return found == steps.end() ? std::nullopt : std::optional(*found);
}

std::optional<CaseStatus> after(CaseStatus status, Step step, bool to_committee) {
    if (!is_open(status, step, to_committee))
        return std::nullopt;
    switch (step) {
    case Step::check:
        return CaseStatus::checked;
    case Step::committee:
        return CaseStatus::before_committee;
    case Step::accept:
        return CaseStatus::accepted;
    case Step::refuse:
        return CaseStatus::refused;
    case Step::complete:
        return CaseStatus::needs_completion;
    case Step::deliver:
        break;
    }
    return CaseStatus::delivered;
}

std::string civil_day(std::int64_t time) {
    const std::chrono::sys_days day{std::chrono::days(civil_number(time))};
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::int64_t days_past_due(const Case& row, std::int64_t now) {
    return civil_number(now) - civil_number(row.received) - committee_days;
}

bool is_early(const Case& row, Step step, std::int64_t now) {
    return decides(step) && goes_to_committee(row) && days_past_due(row, now) < 0;
}

std::vector<DueCase> due_cases(const std::vector<Case>& cases, std::int64_t now) {
    std::vector<DueCase> due;
    for (const Case& row : cases) {
        const auto status = parse_status(row.status);
        if (!row.completes.empty() || !status || is_decided(*status) ||
            *status == CaseStatus::needs_completion)
            continue;
        if (const std::int64_t days = days_past_due(row, now); days >= 0)
            due.push_back({&row, days});
    }
    std::stable_sort(due.begin(), due.end(),
                     [](const DueCase& left, const DueCase& right) { return left.days > right.days; });
    return due;
}

} // namespace istiqbal::office
