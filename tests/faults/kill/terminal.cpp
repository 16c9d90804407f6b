// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/kill/terminal.hpp"

#include "tests/catch.hpp"

#include <csignal>
#include <sstream>

namespace istiqbal::faults {

namespace {

const journeys::Environment direct{{"no_proxy", "*"}};

} // namespace

void Terminal::start() {
    filing_ = carrying_ = said_anything_ = false;
    process_ = std::make_unique<journeys::Process>(
        std::vector<std::string>{ISTIQBAL_TEST_TERMINAL, folder_, name_, "file"}, direct);
}

void Terminal::take(const std::string& line) {
    said_anything_ = true;
    std::istringstream words(line);
    std::string what;
    words >> what;
    if (what == "filing") {
        filing_ = true;
    } else if (what == "receipt") {
        filing_ = false;
        ShownReceipt receipt;
        words >> receipt.reference >> receipt.claim_code >> receipt.epoch >> receipt.sequence >>
            receipt.number;
        REQUIRE(words);
        receipts_.push_back(std::move(receipt));
    } else if (what == "rated") {
        filing_ = false;
        ++ratings_;
    } else if (what == "carrying") {
        carrying_ = true;
        ++batches_;
    } else if (what == "carried") {
        carrying_ = false;
    } else {
        FAIL("a terminal said: " << line);
    }
}

bool Terminal::listen() {
    while (const auto line = process_->read_line(milliseconds(0)))
        take(*line);
    return !process_->wait(milliseconds(0));
}

void Terminal::kill() {
    process_->signal(SIGKILL);
    REQUIRE(process_->wait(milliseconds(10'000)) == 128 + SIGKILL);
    while (const auto line = process_->read_line(milliseconds(0)))
        take(*line);
}

void Terminal::start_draining() {
    process_ = std::make_unique<journeys::Process>(
        std::vector<std::string>{ISTIQBAL_TEST_TERMINAL, folder_, name_, "drain"}, direct);
}

bool Terminal::is_drained() {
    const auto status = process_->wait(milliseconds(0));
    if (status.value_or(0) != 0)
        FAIL("a terminal ended with " << *status << ": " << errors());
    return status.has_value();
}

} // namespace istiqbal::faults
