// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/qr.hpp"

#include <qrencode.h>

#include <cmath>
#include <cstring>
#include <memory>

namespace istiqbal::ui {

namespace {

constexpr int quiet_modules = 4; // ISO/IEC 18004, 5.3.8
// A code is read by a machine: black on white whatever the theme.
constexpr Colour paper = 0xFFFFFFFFU;
constexpr Colour black = 0xFF000000U;

struct Release {
    void operator()(QRcode* code) const {
        explicit_bzero(code->data,
                       static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width));
        QRcode_free(code);
    }
};

} // namespace

tl::expected<QrCode, std::string> QrCode::encode(std::string_view text) {
    if (text.empty() || text.size() > longest_text || text.find('\0') != std::string_view::npos)
        return tl::unexpected(std::string("a QR code takes 1 to 300 bytes, none of them zero"));
    const form::WipedText bytes(text);
    const std::unique_ptr<QRcode, Release> code(QRcode_encodeString8bit(bytes.c_str(), 0, QR_ECLEVEL_M));
    if (!code)
        return tl::unexpected(std::string("the QR code could not be made: ") + std::strerror(errno));
    QrCode made;
    made.side_ = code->width;
    const auto count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
    made.modules_.resize(count);
    // libqrencode keeps more than the colour in a module's byte.
    for (std::size_t module = 0; module < count; ++module)
        made.modules_[module] = code->data[module] & 1U;
    return made;
}

Rect qr_code(Frame& frame, const Rect& rect, const QrCode& code, std::string_view name) {
    const int modules = code.side() + 2 * quiet_modules;
    const float module = std::floor(std::min(rect.width, rect.height) / static_cast<float>(modules));
    if (module < 2)
        return {};
    const float side = module * static_cast<float>(modules);
    const Rect square{std::round(rect.centre_x() - side / 2), std::round(rect.centre_y() - side / 2), side,
                      side};
    ImDrawList& list = frame.list();
    list.AddRectFilled(ImVec2(square.x, square.y), ImVec2(square.right(), square.bottom()), paper,
                       module * 2);
    const float left = square.x + module * quiet_modules;
    const float top = square.y + module * quiet_modules;
    for (int row = 0; row < code.side(); ++row) {
        for (int column = 0; column < code.side();) {
            int end = column;
            while (end < code.side() && code.dark(end, row))
                ++end;
            if (end > column) {
                const float y = top + module * static_cast<float>(row);
                list.AddRectFilled(ImVec2(left + module * static_cast<float>(column), y),
                                   ImVec2(left + module * static_cast<float>(end), y + module), black);
            }
            column = std::max(end, column + 1);
        }
    }
    frame.tell(Role::image, name, square);
    return square;
}

} // namespace istiqbal::ui
