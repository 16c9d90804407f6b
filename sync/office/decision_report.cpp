// SPDX-License-Identifier: Apache-2.0
#include "sync/office/decision_report.hpp"

#include "sync/office/report.hpp"

#include <fmt/format.h>

namespace istiqbal::office {

namespace {

constexpr std::int64_t day_seconds = 86'400;

std::string lateness(std::int64_t days) {
    if (days == 0)
        return "due today";
    return fmt::format("{} {} late", days, days == 1 ? "day" : "days");
}

std::string told(const seal::Reply& reply) {
    std::string out;
    for (const seal::MissingDocument& document : reply.missing)
        out += "    to come: " + isolated(document.shown.ar) + " / " + isolated(document.shown.en) + "\n";
    if (reply.next)
        out += "    next step expected: " + isolated(*reply.next) + "\n";
    for (const std::string* note : {&reply.note.ar, &reply.note.en})
        if (!note->empty())
            out += "    " + isolated_lines(*note, "    ") + "\n";
    return out;
}

} // namespace

std::string due_table(const std::vector<Case>& cases, std::int64_t now) {
    const auto due = due_cases(cases, now);
    if (due.empty())
        return "no case is due\n";
    std::vector<std::vector<std::string>> rows = {
        {"REFERENCE", "FORM", "RECEIVED", "FOURTEENTH DAY", "STATUS", "DUE"}};
    for (const DueCase& each : due)
        rows.push_back({each.row->reference, each.row->form, civil_day(each.row->received),
                        civil_day(each.row->received + committee_days * day_seconds), each.row->status,
                        lateness(each.days)});
    return table(rows);
}

std::string history_report(const OfficeKeys& keys, const std::vector<Decision>& decisions) {
    if (decisions.empty())
        return {};
    std::string out = "\nHistory\n";
    for (const Decision& decision : decisions) {
        out += "  " + local_time(decision.when) + "  " + isolated(decision.status);
        if (!decision.by.empty())
            out += ", by " + isolated(decision.by);
        if (decision.early)
            out += ", before the fourteenth day";
        out += "\n";
        if (auto reply = reply_of(keys, decision)) {
            out += told(*reply);
            seal::wipe(*reply);
        } else {
            out += "    what the person was told cannot be opened: " + reply.error().message() + "\n";
        }
    }
    return out;
}

} // namespace istiqbal::office
