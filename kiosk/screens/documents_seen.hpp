// SPDX-License-Identifier: Apache-2.0
// Branch mode: the representative ticks each document as seen, matching the answers and unexpired, under
// their own name (P3).
#pragma once

#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

struct DocumentRow {
    std::string document; // the choice's name
    std::string label;
    bool seen = false;
    bool matches = false;
    bool unexpired = false;
};

struct DocumentsSeenView {
    std::string_view representative;
    const std::vector<DocumentRow>& documents;
    bool something_missing = false; // a document was seen, and does not match or has expired
};

void documents_seen(ui::Frame& frame, const DocumentsSeenView& view, Intents& intents);

} // namespace istiqbal::screens
