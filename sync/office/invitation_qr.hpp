// SPDX-License-Identifier: Apache-2.0
// A one-time code as a picture for a scanner that types.
#pragma once

#include "sync/seal/bytes.hpp"

namespace istiqbal::office {

// An SVG of the QR code (ISO/IEC 18004, medium error correction) with its quiet zone, dark on light, in
// millimetres; it holds the secret. `text`: capitals, digits and dashes.
seal::Result<seal::SecretBuffer> invitation_svg(const seal::SecretBuffer& text);

} // namespace istiqbal::office
