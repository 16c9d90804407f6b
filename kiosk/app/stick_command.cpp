// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/stick_command.hpp"

#include "sync/carriage/carriage.hpp"
#include "sync/uplink/enrolment.hpp"

namespace istiqbal::app {

namespace {

int fail(std::FILE* problems, const std::string& reason) {
    std::fprintf(problems, "istiqbal-kiosk: %s\n", reason.c_str());
    return 1;
}

void tell(const carriage::Taken& taken, std::FILE* out, std::FILE* problems) {
    for (const std::string& file : taken.refused)
        std::fprintf(problems, "istiqbal-kiosk: %s is not the office's word on records of this terminal\n",
                     file.c_str());
    std::fprintf(out, "%llu acknowledged\n", static_cast<unsigned long long>(taken.acknowledged));
}

} // namespace

int run_stick_command(const Options& options, std::FILE* out, std::FILE* problems) {
    const auto terminal = uplink::load_terminal(options.terminal);
    if (!terminal)
        return fail(problems, terminal.error().detail);
    const auto opened = journal::Journal::open(terminal->journal_file(), terminal->key.verify_key());
    if (!opened)
        return fail(problems, opened.error().detail);
    journal::Journal& journal = *opened->journal;
    if (options.command == Command::stick_import) {
        const auto taken = carriage::take_acknowledgements(journal, terminal->provision, options.stick);
        if (!taken)
            return fail(problems, taken.error().detail);
        tell(*taken, out, problems);
        return 0;
    }
    const auto copied = carriage::copy_to_stick({journal, terminal->key, terminal->provision}, options.stick);
    if (!copied)
        return fail(problems, copied.error().detail);
    tell(copied->taken, out, problems);
    std::fprintf(out, "%llu copied, in %llu batches\n", static_cast<unsigned long long>(copied->records),
                 static_cast<unsigned long long>(copied->batches));
    return 0;
}

} // namespace istiqbal::app
