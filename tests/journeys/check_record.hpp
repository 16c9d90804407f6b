// SPDX-License-Identifier: Apache-2.0
// What the office reads, held against what the person did and saw.
#pragma once

#include "sync/seal/submission.hpp"
#include "tests/journeys/support/visitor.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace istiqbal::journeys {

// Machine values by question, in the order of the form; a question that is not named has no answer in the
// record.
using Values = std::vector<std::pair<std::string, std::string>>;

void check_values(const seal::Submission& record, const Values& expected);

// P4: what was seen is what is signed. Every row of check-your-answers is in the record in the same words,
// and the record holds nothing that had no row but what was calculated.
void check_shown(const seal::Submission& record, const Tree& check_page, const Visitor& visitor);

// The strokes that the driver's `sign` draws (kiosk/app/driver.cpp), to a hundredth of the pad.
void check_signature(const seal::DrawnSignature& signature);

// The secret code of the receipt opens what is sealed to the record's claim key.
void check_claim(const seal::Submission& record, const std::string& reference, const std::string& claim_code);

// Files under the folder that hold the text as it is.
std::vector<std::string> files_with(const std::filesystem::path& folder, const std::string& text);

} // namespace istiqbal::journeys
