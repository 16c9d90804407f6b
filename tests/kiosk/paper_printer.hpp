// SPDX-License-Identifier: Apache-2.0
// A printer for tests: reads ESC/POS back to the picture that would be on paper, and stands in for one on the
// network or on a line, in the states that a printer can be in.
#pragma once

#include "fonts/raster.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace istiqbal::test {

using Bytes = std::vector<std::uint8_t>;

// The sheets that were printed and cut, one after another. What a printer would not understand ends the test.
std::vector<text::Raster> read_escpos(const Bytes& bytes);
// The only one.
text::Raster read_sheet(const Bytes& bytes);
Bytes read_bytes(const std::filesystem::path& file);

// What a scanner that types would type, held over the sheet: one entry a QR code.
std::vector<std::string> scan(const text::Raster& sheet);

// Answers to DLE EOT 4 and 2.
inline constexpr int all_well = 0x12;
inline constexpr int roll_ended = 0x72;
inline constexpr int cover_open = 0x16;

struct PrinterHabits {
    int roll = all_well; // its answer about the paper; below 0: none
    int cause = all_well;
    // After so many bytes of pictures it changes its mind about the paper, or hangs up; none if 0.
    std::size_t roll_ends_after = 0;
    std::size_t hangs_up_after = 0;
};

// Listens on a port of loopback, one client after another, until it goes.
class PaperPrinter {
public:
    explicit PaperPrinter(const PrinterHabits& habits = {});
    ~PaperPrinter();
    PaperPrinter(const PaperPrinter&) = delete;
    PaperPrinter& operator=(const PaperPrinter&) = delete;

    std::string name() const { return "127.0.0.1:" + std::to_string(port_); }
    // From any thread: somebody put paper in, or took it out.
    void set_roll(int answer) { roll_ = answer; }
    // What it was sent, questions apart. Once nobody prints any more.
    Bytes received();

private:
    void serve(int client);
    bool wait_for_news(int descriptor) const;

    PrinterHabits habits_;
    std::atomic<int> roll_;
    int listener_;
    int port_ = 0;
    std::atomic<bool> closing_ = false;
    std::thread thread_;
    Bytes received_;
};

// The same reading of a stream, byte by byte: questions are answered, the rest is kept.
class PrinterEar {
public:
    // What is to be answered to this byte: which question, or 0.
    int hear(std::uint8_t byte);
    const Bytes& kept() const { return kept_; }
    std::size_t dots() const { return dots_; } // bytes of pictures so far

private:
    Bytes kept_;
    std::size_t dots_ = 0;
    std::size_t picture_left_ = 0;
};

} // namespace istiqbal::test
