// SPDX-License-Identifier: Apache-2.0
// What goes to the printer is read again as the printer would, and compared with the picture.
#include "kiosk/platform/printer.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/paper_printer.hpp"
#include "tests/sync/folder.hpp"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include <csignal>

using namespace istiqbal;
using namespace istiqbal::platform;
using test::Bytes;
using test::PaperPrinter;
using text::Raster;

namespace {

// Long enough that no socket takes it whole before the other side has read, and full of bytes that mean
// something to a printer: DLE EOT, GS v 0, line feeds.
Raster sample(int height = 600) {
    constexpr int words[] = {0x10, 0x04, 0x04, 0x1D, 'v', '0', 0x0A, 0x0D, 0xFF, 0x00, 0x11, 0x13};
    constexpr int across = 576;
    Raster raster(across, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < across; ++x)
            raster.set(x, y, (words[(x / 8 + y) % 12] >> (7 - x % 8) & 1) != 0);
    return raster;
}

constexpr PrintLimits hasty{std::chrono::milliseconds(1500), std::chrono::milliseconds(20'000)};

std::optional<PrintTrouble> trouble(const std::string& printer, const Bytes& bytes,
                                    const PrintLimits& limits = hasty) {
    const auto printed = print(printer, bytes, limits);
    return printed ? std::nullopt : std::optional(printed.error());
}

// A serial line as the kernel makes one, with a printer at its other end.
class Line {
public:
    Line()
        : master_(posix_openpt(O_RDWR | O_NOCTTY)) {
        REQUIRE(master_ >= 0);
        REQUIRE(grantpt(master_) == 0);
        REQUIRE(unlockpt(master_) == 0);
        name_ = ptsname(master_);
        held_ = open(name_.c_str(), O_RDWR | O_NOCTTY); // the line stays when print() has closed it
        REQUIRE(held_ >= 0);
    }
    ~Line() {
        plug_out();
        close(held_);
        close(master_);
    }
    const std::string& name() const { return name_; }
    void plug_in(int roll) {
        thread_ = std::thread([this, roll] {
            std::uint8_t byte = 0;
            for (bool last = false; !last;) {
                last = out_;
                for (pollfd waiting{master_, POLLIN, 0};
                     poll(&waiting, 1, 20) == 1 && read(master_, &byte, 1) == 1;)
                    if (const int question = ear_.hear(byte); question == 4 || question == 2) {
                        const auto said = static_cast<std::uint8_t>(question == 4 ? roll : test::all_well);
                        if (write(master_, &said, 1) != 1)
                            return;
                    }
            }
        });
    }
    void plug_out() {
        out_ = true;
        if (thread_.joinable())
            thread_.join();
    }
    const Bytes& received() {
        plug_out();
        return ear_.kept();
    }

private:
    int master_;
    int held_ = -1;
    std::string name_;
    std::atomic<bool> out_ = false;
    test::PrinterEar ear_;
    std::thread thread_;
};

} // namespace

TEST_CASE("a picture comes out of the printer as it went in", "[printer]") {
    const Raster raster = sample();
    CHECK(test::read_sheet(to_escpos(raster)) == raster);
    const Raster endless = sample(longest_paper + 300);
    const Raster cut = test::read_sheet(to_escpos(endless));
    CHECK(cut.height() == longest_paper);
    CHECK(cut == sample(longest_paper));
    CHECK(test::read_sheet(to_escpos({})).height() == 0);
}

TEST_CASE("a file takes what a printer would, one sheet after another", "[printer]") {
    const test::Folder folder;
    const std::string file = folder / "printer";
    REQUIRE_FALSE(trouble(file, to_escpos(sample(64))));
    REQUIRE_FALSE(trouble(file, to_escpos(sample(32))));
    const auto sheets = test::read_escpos(test::read_bytes(file));
    REQUIRE(sheets.size() == 2);
    CHECK(sheets[0] == sample(64));
    CHECK(sheets[1] == sample(32));
}

TEST_CASE("a printer on the network is asked how it is, and gets all of it", "[printer]") {
    const Bytes bytes = to_escpos(sample());
    SECTION("it has paper") {
        PaperPrinter printer;
        REQUIRE_FALSE(trouble(printer.name(), bytes));
        CHECK(test::read_sheet(printer.received()) == sample());
    }
    SECTION("it never says anything") {
        PaperPrinter printer({.roll = -1});
        REQUIRE_FALSE(trouble(printer.name(), bytes));
        CHECK(test::read_sheet(printer.received()) == sample());
    }
    SECTION("it says something else") {
        PaperPrinter printer({.roll = 0x10}); // as the first byte of a status that is sent unasked
        REQUIRE_FALSE(trouble(printer.name(), bytes));
        CHECK(test::read_sheet(printer.received()) == sample());
    }
}

TEST_CASE("a printer on the network that cannot print is said so", "[printer]") {
    const Bytes bytes = to_escpos(sample(longest_paper));
    SECTION("it has no paper") {
        PaperPrinter printer({.roll = test::roll_ended});
        CHECK(trouble(printer.name(), bytes) == PrintTrouble::no_paper);
        CHECK(printer.received().empty());
    }
    SECTION("its cover is open") {
        PaperPrinter printer({.cause = test::cover_open});
        CHECK(trouble(printer.name(), bytes) == PrintTrouble::offline);
        CHECK(printer.received().empty());
    }
    SECTION("the roll ends in the middle") {
        PaperPrinter printer({.roll_ends_after = 5000});
        CHECK(trouble(printer.name(), bytes) == PrintTrouble::no_paper);
    }
    SECTION("it hangs up in the middle") {
        // As every program has it, unless something has it ignored.
        std::signal(SIGPIPE, SIG_DFL);
        PaperPrinter printer({.hangs_up_after = 5000});
        CHECK(trouble(printer.name(), bytes) == PrintTrouble::failed);
    }
    SECTION("it hangs up in the middle and never said anything") {
        PaperPrinter printer({.roll = -1, .hangs_up_after = 5000});
        CHECK(trouble(printer.name(), bytes) == PrintTrouble::failed);
    }
}

TEST_CASE("a printer on a line gets every byte as it is", "[printer]") {
    const Bytes bytes = to_escpos(sample());
    Line line;
    SECTION("it has paper") {
        line.plug_in(test::all_well);
        REQUIRE_FALSE(trouble(line.name(), bytes));
        CHECK(test::read_sheet(line.received()) == sample());
    }
    SECTION("it has none") {
        line.plug_in(test::roll_ended);
        CHECK(trouble(line.name(), bytes) == PrintTrouble::no_paper);
        CHECK(line.received().empty());
    }
    SECTION("nobody reads") {
        CHECK(trouble(line.name(), bytes) == PrintTrouble::stuck);
    }
    SECTION("nobody reads, and it is given up") {
        std::atomic<bool> given_up = true;
        const auto printed = print(line.name(), bytes, {}, &given_up);
        REQUIRE_FALSE(printed);
        CHECK(printed.error() == PrintTrouble::failed);
    }
}

TEST_CASE("a printer that is not there is said to be", "[printer]") {
    const Bytes bytes = to_escpos(sample(32));
    CHECK(trouble("/no/such/folder/printer", bytes) == PrintTrouble::unreachable);
    CHECK(trouble("127.0.0.1:1", bytes) == PrintTrouble::unreachable);
    CHECK(trouble("[::1]:1", bytes) == PrintTrouble::unreachable);
    CHECK(trouble("/dev/full", bytes) == PrintTrouble::no_paper);
    CHECK_FALSE(trouble("/dev/null", bytes));
}
