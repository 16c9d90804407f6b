// SPDX-License-Identifier: Apache-2.0
// decide.
#include "sync/office/cli_parts.hpp"
#include "sync/office/decisions.hpp"
#include "sync/office/report.hpp"
#include "sync/seal/reference.hpp"

#include <pwd.h>
#include <unistd.h>

#include <ctime>

namespace istiqbal::office::cli {

namespace {

// Who works at this office's machine.
std::string user_name() {
    const passwd* user = ::getpwuid(::geteuid());
    return user != nullptr && user->pw_name != nullptr ? std::string(user->pw_name)
                                                       : "user " + std::to_string(::geteuid());
}

// P5. A decision that comes before its time is made by somebody who knows that it does.
bool is_meant(const Case& row, const DecideOptions& options, std::int64_t now) {
    if (options.yes)
        return true;
    const std::int64_t days = -days_past_due(row, now);
    return options.ask && options.ask(row.reference + " was received on " + civil_day(row.received) +
                                      "; the two weeks of the committee end in " + std::to_string(days) +
                                      (days == 1 ? " day" : " days") + ". Decide before they are over?");
}

int too_early(const DecideOptions& options, Streams streams) {
    return fail(streams, options.ask ? "nothing was decided"
                                     : "the two weeks of the committee are not over, and there is nobody to "
                                       "be asked: --yes says that it is meant");
}

int say_order_fault(Streams streams, const seal::Error& error) {
    return fail(streams, error.kind == seal::ErrorClass::malformed ? error.detail : error.message());
}

} // namespace

int decide(const std::filesystem::path& directory, const DecideOptions& options, Streams streams) {
    const auto step = parse_step(options.step);
    if (!step)
        return fail(streams, "'" + printable(options.step) + "' is no step of a case");
    const auto reference = seal::Reference::parse(options.reference);
    if (!reference)
        return fail(streams,
                    "'" + printable(options.reference) + "' is not a reference: " + reference.error().detail);
    const auto office = open_office(directory);
    if (!office)
        return fail(streams, office.error());
    const auto row = case_to_decide(*office->store, reference->text());
    if (!row)
        return say_order_fault(streams, row.error());

    const std::int64_t now = std::time(nullptr);
    DecisionOrder order;
    order.reference = reference->text();
    order.step = *step;
    order.note = {options.note_ar, options.note_en};
    order.missing = options.missing;
    if (!options.next.empty())
        order.next = options.next;
    order.by = user_name();
    // Whether the way is open is said first: nobody is asked about what cannot be.
    const auto status = parse_status(row->status);
    if (status && after(*status, *step, goes_to_committee(*row)) && is_early(*row, *step, now)) {
        order.early = is_meant(*row, options, now);
        if (!order.early)
            return too_early(options, streams);
    }
    const auto decided = office::decide(*office->store, office->keys, order, now);
    if (!decided)
        return say_order_fault(streams, decided.error());
    streams.out << order.reference << ": " << name(*decided) << "\n";
    bring_to_hubs(*office, streams);
    return 0;
}

} // namespace istiqbal::office::cli
