// SPDX-License-Identifier: Apache-2.0
// A content bundle (PROTOCOL.md, "Content bundle"): the files of an office's forms, catalogue, strings and
// theme, in one piece, as the body of a notice.
//
//     "ISTC", version 1 (2), zero (2), count (4),
//     count times [name size (2), name, file size (4), H(content, "file", name, file) (32)],
//     the files one after another
//
// Names are paths below the content's folder: forms/, catalogue/, strings/ or theme/, then 1 to 4 parts of
// A–Z a–z 0–9 _ - . that do not begin with a dot, ascending by byte; no name is a folder of another, and no
// two are the same to a file system that does not tell letter cases apart. So a bundle can be unpacked into a
// folder of its own without looking at a name again.
#pragma once

#include "sync/seal/bytes.hpp"

#include <string>
#include <vector>

namespace istiqbal::seal {

inline constexpr std::size_t bundle_limit = std::size_t{8} << 20U; // bytes of the whole bundle
inline constexpr std::size_t bundle_file_count_limit = 512;
inline constexpr std::size_t bundle_name_limit = 128; // bytes

struct BundleFile {
    std::string name; // "forms/register/survey.csv"
    Bytes content;

    bool operator==(const BundleFile&) const = default;
};

// Points into the bundle, which must outlive it.
struct BundleEntry {
    std::string name;
    ByteView content;
};

bool is_bundle_name(std::string_view name);

// Puts the files into order. malformed: no file, a name that is not allowed or there twice. too_large.
Result<Bytes> build_bundle(std::vector<BundleFile> files);

// Everything is checked, the hashes too. malformed, unsupported, too_large, bad_checksum (a hash does not
// hold).
Result<std::vector<BundleEntry>> parse_bundle(ByteView bundle);

} // namespace istiqbal::seal
