// SPDX-License-Identifier: Apache-2.0
// A terminal as the kill test runs it (terminal_program.cpp), and what it promised to people over all of its
// lives.
#pragma once

#include "tests/journeys/support/process.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace istiqbal::faults {

using std::chrono::milliseconds;

// What was on the screen.
struct ShownReceipt {
    std::string reference;
    std::string claim_code;
    std::uint32_t epoch = 0;
    std::uint64_t sequence = 0;
    std::string number; // the record's own, in its answers
};

class Terminal {
public:
    Terminal(std::filesystem::path folder, std::string name)
        : folder_(std::move(folder))
        , name_(std::move(name)) {}

    const std::filesystem::path& folder() const { return folder_; }

    void start();
    // Takes in what it said. False: it ended by itself, which it never does.
    bool listen();
    // kill -9, and takes in what it said before.
    void kill();
    // A last life, in which it files nothing and ends when the office has acknowledged everything.
    void start_draining();
    bool is_drained(); // one that failed ends the test

    std::string errors() const { return process_ ? process_->errors() : std::string(); }

    // At the moment, or when it was killed.
    bool is_filing() const { return filing_; }
    bool is_carrying() const { return carrying_; }
    bool said_anything() const { return said_anything_; }
    std::uint64_t promises() const { return receipts_.size() + ratings_; } // in all of its lives
    std::uint64_t batches() const { return batches_; }

    const std::vector<ShownReceipt>& receipts() const { return receipts_; }
    std::uint64_t ratings() const { return ratings_; }

private:
    void take(const std::string& line);

    std::filesystem::path folder_;
    std::string name_;
    std::unique_ptr<journeys::Process> process_;
    bool filing_ = false;
    bool carrying_ = false;
    bool said_anything_ = false;
    std::uint64_t batches_ = 0;
    std::uint64_t ratings_ = 0;
    std::vector<ShownReceipt> receipts_;
};

} // namespace istiqbal::faults
