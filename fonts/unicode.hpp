// SPDX-License-Identifier: Apache-2.0
#pragma once
// Text before it is laid out: made valid, isolated from its surroundings, wiped when it was private.

#include <string>
#include <string_view>

namespace istiqbal::text {

// Valid UTF-8 without NUL. Each maximal ill-formed part (The Unicode Standard 3.9, "U+FFFD substitution of
// maximal subparts") and each NUL becomes one U+FFFD; well-formed text comes back unchanged.
[[nodiscard]] std::string sanitize_utf8(std::string_view bytes);

// The text as LRI … PDI: a phone number, identifier, date or reference keeps the order of its groups inside
// an Arabic sentence (Unicode Standard Annex 9). Bidirectional controls inside are dropped, so that none
// closes the isolate or reaches out of it.
[[nodiscard]] std::string isolate(std::string_view text);

// The same as FSI … PDI, for what people typed (names): its first strong letter decides its direction.
[[nodiscard]] std::string isolate_first_strong(std::string_view text);

// Overwrites the characters and empties the string. The compiler cannot leave it out.
void wipe(std::string& text) noexcept;

} // namespace istiqbal::text
