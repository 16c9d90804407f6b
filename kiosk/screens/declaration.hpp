// SPDX-License-Identifier: Apache-2.0
// The declaration and the signature: the person is sure of the data, signs it, and answers for it (P4).
#pragma once

#include "kiosk/screens/intents.hpp"

namespace istiqbal::screens {

struct DeclarationView {
    std::string_view declaration; // as it will be kept with the signature
    const std::vector<ui::Stroke>& signature;
    bool signature_missing = false; // the person tried to go on without signing
};

void declaration(ui::Frame& frame, const DeclarationView& view, Intents& intents);

} // namespace istiqbal::screens
