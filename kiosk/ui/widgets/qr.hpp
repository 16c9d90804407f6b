// SPDX-License-Identifier: Apache-2.0
// QR codes (ISO/IEC 18004) of short texts, such as a claim code for a scanner that types.
#pragma once

#include "kiosk/form/answers.hpp"
#include "kiosk/ui/frame.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <vector>

namespace istiqbal::ui {

// The modules of a code, overwritten when it goes: it may hold a secret.
class QrCode {
public:
    // At most this many bytes: more would be too fine for a camera at arm's length.
    static constexpr std::size_t longest_text = 300;
    // Medium error correction (15 %), bytes as they are. Refuses an empty, too long or zero-holding text with
    // a sentence for the log, which does not repeat it.
    static tl::expected<QrCode, std::string> encode(std::string_view text);

    int side() const { return side_; } // modules: 21, 25, …
    bool dark(int column, int row) const {
        return modules_[static_cast<std::size_t>(row * side_ + column)] != 0;
    }

private:
    QrCode() = default;
    int side_ = 0;
    std::vector<std::uint8_t, form::WipingAllocator<std::uint8_t>> modules_;
};

// In the middle of `rect`, modules of whole pixels, with the four quiet modules around; dark on light in
// every theme, never mirrored. Told as an image by `name`. Draws nothing where a module would be less than
// two pixels. Returns the square that it took, quiet zone and all.
Rect qr_code(Frame& frame, const Rect& rect, const QrCode& code, std::string_view name);

} // namespace istiqbal::ui
