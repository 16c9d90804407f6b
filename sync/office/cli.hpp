// SPDX-License-Identifier: Apache-2.0
// The commands of istiqbal-office, apart from reading its command line. Each gives the process's exit status:
// 0, or 1 after a line on `err` that says what is wrong. Nothing is printed to `out` after an error.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace istiqbal::office::cli {

struct Streams {
    std::ostream& out;
    std::ostream& err;
};

int init(const std::filesystem::path& directory, Streams streams);

struct EnrollOptions {
    std::filesystem::path request_file;
    std::filesystem::path hub_public_file;
    std::vector<std::string> hub_urls;
    std::filesystem::path out_file;
};
int enroll(const std::filesystem::path& directory, const EnrollOptions& options, Streams streams);

// From every hub that terminals were enrolled with. A hub that is down fails the command after the others are
// done.
int pull(const std::filesystem::path& directory, Streams streams);

int list(const std::filesystem::path& directory, Streams streams);

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

struct UnsealOptions {
    std::filesystem::path identity_file;
    std::filesystem::path file;     // "-": standard input
    std::filesystem::path out_file; // empty: streams.out, binary
};
int unseal(const UnsealOptions& options, Streams streams);

} // namespace istiqbal::office::cli
