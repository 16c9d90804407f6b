// SPDX-License-Identifier: Apache-2.0
// import.
#include "sync/office/cli_parts.hpp"
#include "sync/office/import.hpp"
#include "sync/office/report.hpp"

#include <ctime>

namespace istiqbal::office::cli {

namespace {

// A line for each file; whether it was taken.
bool tell(const ImportedFile& imported, Streams streams) {
    const std::string name = printable(imported.file.filename().string());
    if (imported.refused) {
        streams.err << "istiqbal-office: " << name << " is refused: " << imported.refused->message() << "\n";
        return false;
    }
    for (const std::string& warning : imported.warnings)
        streams.err << "istiqbal-office: warning: " << name << ": " << warning << "\n";
    streams.out << name << ": " << imported.filed << " new, " << imported.already << " already filed, "
                << imported.quarantined << " put aside, " << imported.acknowledged
                << " acknowledged on the stick\n";
    return true;
}

} // namespace

int import(const std::filesystem::path& directory, const std::vector<std::filesystem::path>& paths,
           Streams streams) {
    const auto office = open_office(directory);
    if (!office)
        return fail(streams, office.error());
    int status = 0;
    for (const std::filesystem::path& path : paths) {
        const auto imported = import_path(*office->store, office->keys, path, std::time(nullptr));
        if (!imported) {
            status = fail(streams, imported.error().detail);
            continue;
        }
        for (const ImportedFile& each : *imported)
            if (!tell(each, streams))
                status = 1;
    }
    return answer_records(*office, streams) == 0 ? status : 1;
}

} // namespace istiqbal::office::cli
