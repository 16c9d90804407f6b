// SPDX-License-Identifier: Apache-2.0
// The commands of istiqbal-office, apart from reading its command line. Each gives the process's exit status:
// 0, or 1 after a line on `err` that says what is wrong. Nothing is printed to `out` after an error.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace istiqbal::office::cli {

struct Streams {
    std::ostream& out;
    std::ostream& err;
};

int init(const std::filesystem::path& directory, Streams streams);

struct InviteOptions {
    std::string name;   // of the terminal, for people
    std::string mode;   // empty: "lobby", or as it was
    std::string renews; // id or name of the terminal that is enrolled anew; empty: a new one
    std::filesystem::path hub_public_file;
    std::vector<std::string> hub_urls;
    std::filesystem::path out_file; // the code as text; neither: it is printed
    std::filesystem::path qr_file;  // the same as an SVG
};
// A one-time code for a terminal.
int invite(const std::filesystem::path& directory, const InviteOptions& options, Streams streams);

struct EnrollOptions {
    std::filesystem::path request_file; // made with such a code
    std::filesystem::path out_file;
};
int enroll(const std::filesystem::path& directory, const EnrollOptions& options, Streams streams);

// From every hub that terminals were enrolled with. A hub that is down fails the command after the others are
// done.
int pull(const std::filesystem::path& directory, Streams streams);

// Batches that came on a stick: files, folders of them, or sticks. One that does not verify fails the command
// after the others are done.
int import(const std::filesystem::path& directory, const std::vector<std::filesystem::path>& paths,
           Streams streams);

struct ListOptions {
    bool due = false; // those without a decision whose fourteenth day has come (P5), most late first
};
int list(const std::filesystem::path& directory, const ListOptions& options, Streams streams);

struct DecideOptions {
    std::string reference; // as a person types it
    std::string step;      // office::name(Step)
    std::string note_ar;   // both or none
    std::string note_en;
    std::vector<std::string> missing; // with "complete": choice names, or NAME=ARABIC=ENGLISH
    std::string next;                 // yyyy-mm-dd; empty: not said
    bool yes = false;                 // an early decision is meant
    // Asks the person at the terminal yes or no; empty: nobody is there to be asked.
    std::function<bool(const std::string&)> ask{};
};
// Moves the case, and brings the person's reply to every hub that can be reached.
int decide(const std::filesystem::path& directory, const DecideOptions& options, Streams streams);

struct ShowOptions {
    std::string reference;                // as a person types it
    bool json = false;                    // the record's own JSON instead of the report
    std::filesystem::path signature_file; // empty: none; else an SVG is written there
};
int show(const std::filesystem::path& directory, const ShowOptions& options, Streams streams);

struct RatingsOptions {
    bool flagged = false; // count those that may be misuse, too
    std::string by;       // "", "service", "department", "rater" or "day"
};
int ratings(const std::filesystem::path& directory, const RatingsOptions& options, Streams streams);

struct PublishOptions {
    std::filesystem::path path; // a folder of content; else a file
    std::string terminal;       // id or name; empty: every terminal
    std::int64_t days = 0;      // until it is said to have expired; 0: office::notice_days
};
// What a person made is checked, signed and stored, and brought to every hub that can be reached; to the
// others it goes with the next pull.
int publish_content(const std::filesystem::path& directory, const PublishOptions& options, Streams streams);
int publish_settings(const std::filesystem::path& directory, const PublishOptions& options, Streams streams);
int publish_announcements(const std::filesystem::path& directory, const PublishOptions& options,
                          Streams streams);

struct RevokeOptions {
    std::string terminal; // id or name
    std::string reason;
    std::uint32_t epoch = 0; // closed up to this one; 0: the terminal itself is revoked
};
// Pulls first, so that what had reached a hub before is still filed.
int revoke(const std::filesystem::path& directory, const RevokeOptions& options, Streams streams);

struct CloseEpochOptions {
    std::string terminal; // id or name
    std::string reason;
};
// Closes the epochs up to the last one of which the office has anything: of a terminal that was lost, and
// goes on with a new journal. Else as revoke().
int close_epoch(const std::filesystem::path& directory, const CloseEpochOptions& options, Streams streams);

// Takes back what was said of the terminal, and files what was put aside meanwhile and verifies.
int reinstate(const std::filesystem::path& directory, const std::string& terminal, Streams streams);

struct UnsealOptions {
    std::filesystem::path identity_file;
    std::filesystem::path file;     // "-": standard input
    std::filesystem::path out_file; // empty: streams.out, binary
};
int unseal(const UnsealOptions& options, Streams streams);

} // namespace istiqbal::office::cli
