// SPDX-License-Identifier: Apache-2.0
// The declaration and the signature: the person is sure of the data, signs it, and answers for it (P4).
#pragma once

#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

struct DeclarationView {
    std::string_view declaration; // as it will be kept with the signature
    const std::vector<ui::Stroke>& signature;
    bool signature_missing = false; // the person tried to go on without signing
    // Who cannot sign, or is not there, has it witnessed: by whom, and which ways are open.
    std::string_view witness = {};
    std::vector<Witnessed> ways = {Witnessed::cannot_sign};
    bool present = true; // the person is there and can sign on the glass
};

void declaration(ui::Frame& frame, const DeclarationView& view, Intents& intents);

} // namespace istiqbal::screens
