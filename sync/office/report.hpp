// SPDX-License-Identifier: Apache-2.0
// Cases in words for a terminal window: the list, one case whole, and the finger signature as a picture.
//
// What is printed came from other people's fingers: control characters and direction overrides are replaced
// (U+FFFD), and each text that is not plain ASCII stands in a direction isolate, so an Arabic name neither
// moves the columns nor writes over them.
#pragma once

#include "sync/office/store.hpp"
#include "sync/seal/submission.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::office {

// `text` made fit to be printed on one line.
std::string printable(std::string_view text);

// The same, in an isolate unless it is plain ASCII.
std::string isolated(std::string_view text);

// Of several lines, each on a line of its own behind `indent`.
std::string isolated_lines(std::string_view text, std::string_view indent);

std::string local_time(std::int64_t seconds); // "2026-11-23 02:16"

// Columns on a terminal: combining marks and format characters take none, wide characters two.
std::size_t display_width(std::string_view text);

// Rows of as many cells, under one another; the first is the head. No row is empty.
std::string table(const std::vector<std::vector<std::string>>& rows);

// One line a case, newest first, under a head; says so when there is none.
std::string case_table(const std::vector<Case>& cases);

// Questions and answers as they were shown, the declaration, the signature in figures, the committee's date
// the documents still to come, and the records that completed it.
std::string case_report(const Case& shown, const seal::Submission& submission);

// The strokes, in millimetres of the pad that was signed on.
std::string signature_svg(const seal::DrawnSignature& signature);

} // namespace istiqbal::office
