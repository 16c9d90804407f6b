// SPDX-License-Identifier: Apache-2.0
// An incomplete request is completed by another record that names its reference (P6). Both stay as they were
// signed; which belongs to which, and what is still missing, is worked out here each time.
#pragma once

#include "sync/office/store.hpp"

namespace istiqbal::office {

// Fills in, in all cases of the office, newest first as Store::cases() reads them: `matched` of what
// completes, and of what is completed `completions`, with which of them each lacking document came, and how
// many are `missing` still. The first record that brings a document counts. A person may name the reference
// of an earlier completion instead of the request's own: it leads to the request. Documents are the same by
// the choice's name; by the words where a record of version 1 has none.
void match_completions(std::vector<Case>& cases);

} // namespace istiqbal::office
