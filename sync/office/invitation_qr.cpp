// SPDX-License-Identifier: Apache-2.0
#include "sync/office/invitation_qr.hpp"

#include <fmt/format.h>
#include <qrencode.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace istiqbal::office {

namespace {

constexpr int quiet_modules = 4; // ISO/IEC 18004, 5.3.8
constexpr int longest_text = 300;

struct Release {
    void operator()(QRcode* code) const {
        explicit_bzero(code->data,
                       static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width));
        QRcode_free(code);
    }
};

} // namespace

seal::Result<seal::SecretBuffer> invitation_svg(const seal::SecretBuffer& text) {
    if (text.empty() || text.size() > longest_text)
        return seal::fail(seal::ErrorClass::too_large,
                          "the text does not fit a QR code that is easy to scan");
    const std::unique_ptr<QRcode, Release> code(
        QRcode_encodeData(static_cast<int>(text.size()), text.data(), 0, QR_ECLEVEL_M));
    if (!code)
        return seal::fail(seal::ErrorClass::io,
                          std::string("the QR code could not be made: ") + std::strerror(errno));
    const int side = code->width + 2 * quiet_modules;
    seal::SecretBuffer svg(
        seal::view(fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}mm\" height=\"{0}mm\" "
                               "viewBox=\"0 0 {0} {0}\" shape-rendering=\"crispEdges\">\n"
                               "<rect width=\"{0}\" height=\"{0}\" fill=\"#fff\"/>\n<path fill=\"#000\" d=\"",
                               side)));
    for (int row = 0; row < code->width; ++row)
        for (int column = 0; column < code->width; ++column)
            if ((code->data[row * code->width + column] & 1U) != 0)
                svg.append(
                    seal::view(fmt::format("M{} {}h1v1h-1z", column + quiet_modules, row + quiet_modules)));
    svg.append(seal::view("\"/>\n</svg>\n"));
    return svg;
}

} // namespace istiqbal::office
