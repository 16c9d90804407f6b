// SPDX-License-Identifier: Apache-2.0
// The line in the receipt's QR code, as scanners type it.
#include "sync/seal/receipt_line.hpp"
#include "tests/catch.hpp"

#include <cctype>

using namespace istiqbal;
using seal::ErrorClass;
using seal::ReceiptLine;

namespace {

ReceiptLine sample() {
    return {seal::Reference::generate(), seal::ClaimCode::generate()};
}

ErrorClass refusal(std::string_view typed) {
    const auto read = ReceiptLine::parse(typed);
    REQUIRE_FALSE(read);
    return read.error().kind;
}

} // namespace

TEST_CASE("A receipt's line is read back as it was written", "[receipt_line]") {
    for (int round = 0; round < 100; ++round) {
        const ReceiptLine written = sample();
        const auto read = ReceiptLine::parse(written.text());
        REQUIRE(read);
        CHECK(read->reference == written.reference);
        CHECK(read->claim_code.canonical() == written.claim_code.canonical());
    }
}

TEST_CASE("A receipt's line holds only what a QR code's alphanumeric mode has", "[receipt_line]") {
    const std::string line = sample().text();
    CHECK(line.rfind("ISTIQBAL:", 0) == 0);
    CHECK(line.size() == 37);
    CHECK(line.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ:-") == std::string::npos);
}

TEST_CASE("A scanner may type it in small letters, with the end of a line", "[receipt_line]") {
    const ReceiptLine written = sample();
    std::string typed = written.text();
    for (char& letter : typed)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    const auto read = ReceiptLine::parse(" " + typed + "\r\n");
    REQUIRE(read);
    CHECK(read->reference == written.reference);
}

TEST_CASE("What is not a whole receipt's line is refused", "[receipt_line]") {
    const ReceiptLine written = sample();
    const std::string line = written.text();
    for (std::size_t length = 0; length < line.size(); ++length)
        CHECK_FALSE(ReceiptLine::parse(line.substr(0, length)));
    CHECK(refusal("") == ErrorClass::malformed);
    CHECK(refusal(written.reference.text()) == ErrorClass::malformed);
    CHECK(refusal("ISTIQBAL" + line.substr(9)) == ErrorClass::malformed);
    CHECK(refusal("X" + line) == ErrorClass::malformed);
    CHECK(refusal("ISTIQBAL:" + written.reference.text()) == ErrorClass::malformed);
    CHECK(refusal(line + ":") == ErrorClass::malformed);
    CHECK(refusal(line + std::string(300, ' ')) == ErrorClass::too_large);

    std::string slip = line;
    slip[9] = slip[9] == '0' ? '1' : '0';
    CHECK(refusal(slip) == ErrorClass::bad_checksum);
    slip = line;
    slip.back() = slip.back() == '0' ? '1' : '0';
    CHECK(refusal(slip) == ErrorClass::bad_checksum);
}
