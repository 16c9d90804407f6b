// SPDX-License-Identifier: Apache-2.0
// QR codes: the modules are libqrencode's, drawn whole with the quiet zone around them.
#include "kiosk/ui/widgets/qr.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

#include <qrencode.h>

#include <cmath>
#include <memory>

using namespace istiqbal;
using namespace istiqbal::ui;
using test::Headless;

TEST_CASE("A code has the modules that libqrencode gives", "[qr]") {
    const std::string text = GENERATE("1", "7KQ4-9M2X-C ABCD-EFGH-JKMN-P", "https://example.org/كود");
    const auto code = QrCode::encode(text);
    REQUIRE(code.has_value());
    const std::unique_ptr<QRcode, void (*)(QRcode*)> expected(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
    REQUIRE(expected != nullptr);
    REQUIRE(code->side() == expected->width);
    int dark = 0;
    bool equal = true;
    for (int row = 0; row < code->side(); ++row)
        for (int column = 0; column < code->side(); ++column) {
            const bool wanted = (expected->data[row * expected->width + column] & 1U) != 0;
            equal = equal && code->dark(column, row) == wanted;
            dark += wanted ? 1 : 0;
        }
    CHECK(equal);
    CHECK(dark > code->side() * code->side() / 4);
    // The finder pattern at the top left: seven dark, a light frame around it.
    for (int at = 0; at < 7; ++at)
        CHECK(code->dark(at, 0));
    CHECK_FALSE(code->dark(7, 0));
    CHECK_FALSE(code->dark(1, 1));
    CHECK(code->dark(3, 3));
}

TEST_CASE("What cannot be a code is refused without being repeated", "[qr]") {
    CHECK_FALSE(QrCode::encode("").has_value());
    CHECK_FALSE(QrCode::encode(std::string_view("a\0b", 3)).has_value());
    CHECK(QrCode::encode(std::string(QrCode::longest_text, 'x')).has_value());
    const auto refused = QrCode::encode(std::string(QrCode::longest_text + 1, 'x'));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().find("xx") == std::string::npos);
}

TEST_CASE("A code stands in the middle in whole pixels, quiet zone and all, or not at all", "[qr]") {
    Headless screen;
    const auto code = QrCode::encode("7KQ4-9M2X-C");
    REQUIRE(code.has_value());
    const auto whole = static_cast<float>(code->side() + 8);
    screen.settle([&](Frame& frame) {
        const Rect square = qr_code(frame, {100, 100, 401, 333}, *code, "Code of the request");
        CHECK(square.width == square.height);
        CHECK(square.width <= 333);
        CHECK(square.x == std::round(square.x));
        CHECK(square.y == std::round(square.y));
        const float module = square.width / whole;
        CHECK(module == std::round(module));
        CHECK(square.width + whole > 333); // as large as it can be
    });
    REQUIRE_FALSE(screen.semantics.nodes().empty());
    CHECK(screen.semantics.nodes().front().role == Role::image);
    screen.settle([&](Frame& frame) {
        CHECK(qr_code(frame, {100, 100, whole, whole}, *code, "Code of the request").empty());
    });
    CHECK(screen.semantics.nodes().empty());
}
