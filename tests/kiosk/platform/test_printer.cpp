// SPDX-License-Identifier: Apache-2.0
// What goes to the printer is decoded again as the printer would, and compared with the picture.
#include "kiosk/platform/printer.hpp"
#include "tests/catch.hpp"
#include "tests/sync/folder.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <thread>

using namespace istiqbal::platform;
using Bytes = std::vector<std::uint8_t>;

namespace {

// White, with a black frame of a sixteenth and a grey right half.
Picture sample(int width, int height) {
    Picture picture{{width, height}, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const int rim = width / 16;
            const bool frame = x < rim || y < rim || x >= width - rim || y >= height - rim;
            const std::uint8_t shade = frame ? 0 : x > width / 2 ? 128 : 255;
            picture.rgb.insert(picture.rgb.end(), 3, shade);
        }
    return picture;
}

// A printer's reading of the bytes: every band under the last. Anything else than what a printer knows ends
// the test.
Raster read_escpos(const Bytes& bytes) {
    Raster paper;
    std::size_t at = 0;
    const auto expect = [&](std::initializer_list<int> wanted) {
        for (const int byte : wanted) {
            REQUIRE(at < bytes.size());
            REQUIRE(static_cast<int>(bytes[at++]) == byte);
        }
    };
    expect({0x1B, '@'});
    while (bytes.at(at) == 0x1D) {
        expect({0x1D, 'v', '0', 0});
        const int width = bytes.at(at) + 256 * bytes.at(at + 1);
        const int rows = bytes.at(at + 2) + 256 * bytes.at(at + 3);
        at += 4;
        paper.width = width * 8;
        paper.height += rows;
        for (int byte = 0; byte < width * rows; ++byte)
            paper.bits.push_back(bytes.at(at++));
    }
    expect({0x1B, 'd', 4, 0x1D, 'V', 66, 0});
    REQUIRE(at == bytes.size());
    return paper;
}

double black_share(const Raster& raster, int left, int right) {
    int black = 0;
    const int top = raster.height / 4;
    const int bottom = raster.height * 3 / 4;
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x)
            black += raster.black(x, y) ? 1 : 0;
    return static_cast<double>(black) / ((right - left) * (bottom - top));
}

Bytes read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Listens on a port of loopback, answers `status` to a question about paper, and keeps what came.
class NetworkPrinter {
public:
    explicit NetworkPrinter(int status)
        : listener_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(listen(listener_, 1) == 0);
        socklen_t size = sizeof address;
        REQUIRE(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this, status] { serve(status); });
    }
    ~NetworkPrinter() {
        shutdown(listener_, SHUT_RDWR);
        close(listener_);
        if (thread_.joinable())
            thread_.join();
    }
    std::string name() const { return "127.0.0.1:" + std::to_string(port_); }
    Bytes received() {
        thread_.join();
        return received_;
    }

private:
    void serve(int status) {
        const int client = accept(listener_, nullptr, nullptr);
        if (client < 0)
            return;
        std::uint8_t buffer[4096];
        ssize_t got = read(client, buffer, 3);
        if (got == 3 && status >= 0) {
            const auto answer = static_cast<std::uint8_t>(status);
            if (write(client, &answer, 1) != 1)
                return;
        }
        while ((got = read(client, buffer, sizeof buffer)) > 0)
            received_.insert(received_.end(), buffer, buffer + got);
        close(client);
    }

    int listener_;
    int port_ = 0;
    std::thread thread_;
    Bytes received_;
};

} // namespace

TEST_CASE("A picture comes out of the printer as it went in", "[printer]") {
    const Picture picture = sample(1080, 1920);
    const Raster raster = to_raster(picture);
    CHECK(raster.width == paper_dots);
    CHECK(raster.height == 1024);
    CHECK(raster.black(0, 0));
    CHECK(raster.black(paper_dots - 1, raster.height - 1));
    CHECK(black_share(raster, 60, 280) < 0.001);
    CHECK(black_share(raster, 300, 530) == Approx(0.5).margin(0.03)); // grey is every other dot

    const Raster paper = read_escpos(to_escpos(raster));
    CHECK(paper.width == raster.width);
    CHECK(paper.height == raster.height);
    CHECK(paper.bits == raster.bits);
}

TEST_CASE("A picture smaller than the paper grows, an endless one is cut, none prints nothing", "[printer]") {
    CHECK(to_raster(sample(64, 32)).height == 288);
    CHECK(to_raster(sample(64, 4000)).height == longest_paper);
    const Raster nothing = to_raster({});
    CHECK(nothing.height == 0);
    CHECK(read_escpos(to_escpos(nothing)).height == 0);
}

TEST_CASE("A file takes what a printer would", "[printer]") {
    const istiqbal::test::Folder folder;
    const std::string file = folder / "printed";
    const Bytes bytes = to_escpos(to_raster(sample(64, 64)));
    REQUIRE(print(file, bytes));
    CHECK(read_file(file) == bytes);
}

TEST_CASE("A printer on the network is asked for paper first", "[printer]") {
    const Bytes bytes = to_escpos(to_raster(sample(64, 64)));
    SECTION("it has some") {
        NetworkPrinter printer(0x12);
        REQUIRE(print(printer.name(), bytes));
        CHECK(printer.received() == bytes);
    }
    SECTION("it says nothing") {
        NetworkPrinter printer(-1);
        REQUIRE(print(printer.name(), bytes));
        CHECK(printer.received() == bytes);
    }
    SECTION("it has none") {
        NetworkPrinter printer(0x72);
        const auto printed = print(printer.name(), bytes);
        REQUIRE_FALSE(printed);
        CHECK(printed.error() == PrintTrouble::no_paper);
        CHECK(printer.received().empty());
    }
}

TEST_CASE("A printer that is not there is said to be", "[printer]") {
    const auto trouble = [](const std::string& printer) {
        const auto printed = print(printer, {0x1B, '@'}, std::chrono::milliseconds(500));
        REQUIRE_FALSE(printed);
        return printed.error();
    };
    CHECK(trouble("/no/such/folder/printer") == PrintTrouble::unreachable);
    CHECK(trouble("127.0.0.1:1") == PrintTrouble::unreachable);
    CHECK(trouble("/dev/full") == PrintTrouble::no_paper);
}
