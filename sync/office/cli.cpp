// SPDX-License-Identifier: Apache-2.0
#include "sync/office/cli.hpp"

#include "sync/office/cli_parts.hpp"
#include "sync/office/decision_report.hpp"
#include "sync/office/pull.hpp"
#include "sync/office/ratings.hpp"
#include "sync/office/report.hpp"
#include "sync/seal/age.hpp"
#include "sync/seal/reference.hpp"
#include "sync/uplink/curl_transport.hpp"

#include <ctime>
#include <fstream>
#include <iostream>
#include <system_error>

namespace istiqbal::office::cli {

namespace fs = std::filesystem;

namespace {

void print(Streams streams, const Pulled& pulled) {
    for (const std::string& warning : pulled.warnings)
        streams.err << "istiqbal-office: warning: " << warning << "\n";
    streams.out << pulled.filed << " new, " << pulled.already << " already filed, " << pulled.quarantined
                << " put aside, " << pulled.acknowledged << " acknowledged";
    if (pulled.posted > 0)
        streams.out << ", " << pulled.posted << " notices brought to the hub";
    streams.out << "\n";
}

// Padding behind the JSON is of the record, not for a reader.
std::string_view without_padding(std::string_view json) {
    const auto last = json.find_last_not_of(' ');
    return last == std::string_view::npos ? std::string_view() : json.substr(0, last + 1);
}

int print_json(const Office& office, const SignedRecord& record, Streams streams) {
    const auto plain = seal::open_record(record.envelope, record.key, {&office.keys.intake, 1});
    if (!plain)
        return fail(streams, plain.error());
    streams.out << without_padding(plain->text()) << "\n";
    return 0;
}

int print_report(const Office& office, const Case& shown, const seal::Submission& submission,
                 Streams streams) {
    const auto decisions = office.store->decisions_of(shown);
    if (!decisions)
        return fail(streams, decisions.error());
    streams.out << case_report(shown, submission) << history_report(office.keys, *decisions);
    return 0;
}

int show_case(const Office& office, const Case& shown, const ShowOptions& options, Streams streams) {
    const auto record = office.store->record_in(shown.envelope);
    if (!record)
        return fail(streams, record.error());
    auto submission = seal::open_submission(record->envelope, record->key, {&office.keys.intake, 1});
    if (!submission)
        return fail(streams, submission.error());
    if (!options.signature_file.empty()) {
        if (!submission->signature) {
            seal::wipe(*submission);
            return fail(streams, shown.reference + " bears no finger signature");
        }
        const std::string svg = signature_svg(*submission->signature);
        if (auto saved = seal::save_file(options.signature_file, seal::view(svg)); !saved)
            return fail(streams, options.signature_file, saved.error());
    }
    const int status = options.json ? print_json(office, *record, streams)
                                    : print_report(office, shown, *submission, streams);
    seal::wipe(*submission);
    return status;
}

seal::Result<void> unseal_to(std::istream& sealed, std::ostream& plain,
                             const std::vector<seal::Identity>& identities) {
    if (auto done = seal::age::decrypt(sealed, plain, identities); !done)
        return done;
    plain.flush();
    if (!plain)
        return seal::fail(seal::ErrorClass::io, "the output could not be written");
    return {};
}

// Written beside the target and renamed, so that a file cut midway is never taken for the whole.
int unseal_to_file(std::istream& sealed, const fs::path& target,
                   const std::vector<seal::Identity>& identities, Streams streams) {
    const fs::path partial = target.string() + ".partial";
    std::error_code error;
    std::ofstream plain(partial, std::ios::binary | std::ios::trunc);
    fs::permissions(partial, fs::perms::owner_read | fs::perms::owner_write, error);
    if (!plain || error)
        return fail(streams, partial.string() + " cannot be written");
    const auto done = unseal_to(sealed, plain, identities);
    plain.close();
    if (done)
        fs::rename(partial, target, error);
    if (!done || error) {
        std::error_code ignored;
        fs::remove(partial, ignored);
        return done ? fail(streams, target.string() + ": " + error.message()) : fail(streams, done.error());
    }
    return 0;
}

} // namespace

int answer_records(const Office& office, Streams streams) {
    const auto followed = follow_records(*office.store, office.keys, std::time(nullptr));
    if (!followed)
        return fail(streams, followed.error());
    for (const std::string& warning : followed->warnings)
        streams.err << "istiqbal-office: warning: " << warning << "\n";
    for (const std::string& reference : followed->reopened)
        streams.out << reference << " was completed and is to be checked again\n";
    if (followed->received > 0 || !followed->reopened.empty())
        bring_to_hubs(office, streams);
    return 0;
}

int init(const fs::path& directory, Streams streams) {
    const auto shown = init_directory(directory);
    if (!shown)
        return fail(streams, shown.error());
    if (auto store = Store::open(database_file(directory)); !store)
        return fail(streams, database_file(directory), store.error());
    streams.out << "office made in " << directory.string()
                << "\npublic file: " << public_file(directory).string()
                << "\nfingerprint: " << shown->key.fingerprint()
                << "\nrecovery identity: " << recovery_file(directory).string()
                << "\n  Carry it to a safe place away from this machine, and delete it here.\n";
    return 0;
}

int pull(const fs::path& directory, Streams streams) {
    const auto office = open_office(directory);
    if (!office)
        return fail(streams, office.error());
    const auto hubs = office->store->hubs();
    if (!hubs)
        return fail(streams, hubs.error());
    if (hubs->empty())
        return fail(streams, "no hub is known yet; invite and enroll a terminal first");
    int status = 0;
    for (const Hub& hub : *hubs) {
        uplink::CurlTransport transport(hub.urls);
        const auto pulled = office::pull(*office->store, office->keys, hub, transport, std::time(nullptr));
        if (pulled)
            print(streams, *pulled);
        else
            status = fail(streams, (hub.urls.empty() ? std::string("hub") : hub.urls.front()) + ": " +
                                       pulled.error().detail);
    }
    return answer_records(*office, streams) == 0 ? status : 1;
}

int list(const fs::path& directory, const ListOptions& options, Streams streams) {
    const auto office = open_office(directory);
    if (!office)
        return fail(streams, office.error());
    const auto cases = office->store->cases();
    const auto aside = office->store->quarantined();
    if (!cases || !aside)
        return fail(streams, cases ? aside.error() : cases.error());
    streams.out << (options.due ? due_table(*cases, std::time(nullptr)) : case_table(*cases));
    if (*aside > 0)
        streams.err << "istiqbal-office: warning: " << *aside
                    << " records are put aside: they did not verify\n";
    return 0;
}

int show(const fs::path& directory, const ShowOptions& options, Streams streams) {
    const auto reference = seal::Reference::parse(options.reference);
    if (!reference)
        return fail(streams,
                    "'" + printable(options.reference) + "' is not a reference: " + reference.error().detail);
    const auto office = open_office(directory);
    if (!office)
        return fail(streams, office.error());
    const auto found = office->store->cases_of(reference->text());
    if (!found)
        return fail(streams, found.error());
    if (found->empty())
        return fail(streams, "no case has the reference " + reference->text());
    for (const Case& shown : *found) {
        if (const int status = show_case(*office, shown, options, streams); status != 0)
            return status;
    }
    return 0;
}

int ratings(const fs::path& directory, const RatingsOptions& options, Streams streams) {
    const auto by = parse_grouping(options.by);
    if (!by)
        return fail(streams, "ratings are told by service, department, rater or day");
    const auto office = open_office(directory);
    if (!office)
        return fail(streams, office.error());
    const auto rows = office->store->ratings();
    if (!rows)
        return fail(streams, rows.error());
    streams.out << ratings_report(*rows, *by, options.flagged);
    return 0;
}

int unseal(const UnsealOptions& options, Streams streams) {
    const auto identity_text = seal::load_secret_file(options.identity_file);
    if (!identity_text)
        return fail(streams, options.identity_file, identity_text.error());
    const auto identities = seal::parse_identities(identity_text->text());
    if (!identities)
        return fail(streams, options.identity_file, identities.error());
    std::ifstream file;
    const bool from_input = options.file == "-";
    if (!from_input) {
        file.open(options.file, std::ios::binary);
        if (!file || fs::is_directory(options.file))
            return fail(streams, options.file.string() + " cannot be read");
    }
    std::istream& sealed = from_input ? std::cin : file;
    if (!options.out_file.empty())
        return unseal_to_file(sealed, options.out_file, *identities, streams);
    const auto done = unseal_to(sealed, streams.out, *identities);
    return done ? 0 : fail(streams, options.file, done.error());
}

} // namespace istiqbal::office::cli
