// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/paper_printer.hpp"

#include "tests/catch.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zbar.h>

#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <span>

namespace istiqbal::test {

namespace {

constexpr std::uint8_t initialise[] = {0x1B, '@'};
constexpr std::uint8_t print_raster[] = {0x1D, 'v', '0', 0};
constexpr std::uint8_t feed_and_cut[] = {0x1B, 'd', 4, 0x1D, 'V', 66, 0};

constexpr int any = -1;

bool ends_with(const Bytes& bytes, std::initializer_list<int> tail) {
    return bytes.size() >= tail.size() &&
           std::equal(tail.begin(), tail.end(), bytes.end() - static_cast<std::ptrdiff_t>(tail.size()),
                      [](int wanted, int byte) { return wanted == any || wanted == byte; });
}

} // namespace

int PrinterEar::hear(std::uint8_t byte) {
    kept_.push_back(byte);
    if (picture_left_ > 0) {
        --picture_left_;
        ++dots_;
        return 0;
    }
    if (ends_with(kept_, {0x10, 0x04, any})) {
        kept_.resize(kept_.size() - 3);
        return byte;
    }
    if (ends_with(kept_, {0x1D, 'v', '0', 0, any, any, any, any})) {
        const std::uint8_t* size = kept_.data() + kept_.size() - 4;
        picture_left_ = static_cast<std::size_t>(size[0] + 256 * size[1]) *
                        static_cast<std::size_t>(size[2] + 256 * size[3]);
    }
    return 0;
}

std::vector<text::Raster> read_escpos(const Bytes& bytes) {
    std::vector<text::Raster> sheets;
    std::size_t at = 0;
    const auto expect = [&](std::span<const std::uint8_t> wanted) {
        for (const std::uint8_t byte : wanted) {
            REQUIRE(at < bytes.size());
            REQUIRE(static_cast<int>(bytes[at++]) == static_cast<int>(byte));
        }
    };
    while (at < bytes.size()) {
        struct Band {
            int width;
            int rows;
            std::size_t first;
        };
        std::vector<Band> bands;
        int height = 0;
        expect(initialise);
        while (bytes.at(at) == 0x1D) {
            expect(print_raster);
            const int width = bytes.at(at) + 256 * bytes.at(at + 1);
            const int rows = bytes.at(at + 2) + 256 * bytes.at(at + 3);
            bands.push_back({width, rows, at + 4});
            height += rows;
            at += 4 + static_cast<std::size_t>(width) * static_cast<std::size_t>(rows);
            REQUIRE(at <= bytes.size());
        }
        expect(feed_and_cut);
        text::Raster sheet(bands.empty() ? 0 : bands.front().width * 8, height);
        int y = 0;
        for (const Band& band : bands)
            for (int row = 0; row < band.rows; ++row, ++y)
                for (int x = 0; x < band.width * 8; ++x) {
                    const std::uint8_t byte =
                        bytes[band.first + static_cast<std::size_t>(row * band.width + x / 8)];
                    sheet.set(x, y, (byte >> (7 - x % 8) & 1) != 0);
                }
        sheets.push_back(std::move(sheet));
    }
    return sheets;
}

text::Raster read_sheet(const Bytes& bytes) {
    auto sheets = read_escpos(bytes);
    REQUIRE(sheets.size() == 1);
    return std::move(sheets.front());
}

Bytes read_bytes(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> scan(const text::Raster& sheet) {
    const auto width = static_cast<unsigned>(sheet.width());
    const auto height = static_cast<unsigned>(sheet.height());
    Bytes grey;
    grey.reserve(std::size_t{width} * height);
    for (int y = 0; y < sheet.height(); ++y)
        for (int x = 0; x < sheet.width(); ++x)
            grey.push_back(sheet.black(x, y) ? 0 : 255);
    zbar::ImageScanner scanner;
    scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    zbar::Image image(width, height, "Y800", grey.data(), grey.size());
    std::vector<std::string> found;
    REQUIRE(scanner.scan(image) >= 0);
    for (auto symbol = image.symbol_begin(); symbol != image.symbol_end(); ++symbol)
        found.push_back(symbol->get_data());
    return found;
}

PaperPrinter::PaperPrinter(const PrinterHabits& habits)
    : habits_(habits)
    , roll_(habits.roll)
    , listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(listen(listener_, 4) == 0);
    socklen_t size = sizeof address;
    REQUIRE(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] {
        while (wait_for_news(listener_)) {
            const int client = accept(listener_, nullptr, nullptr);
            if (client >= 0)
                serve(client);
        }
    });
}

PaperPrinter::~PaperPrinter() {
    closing_ = true;
    if (thread_.joinable())
        thread_.join();
    close(listener_);
}

// Whoever came before the end is served to theirs.
bool PaperPrinter::wait_for_news(int descriptor) const {
    for (;;) {
        const bool last = closing_;
        pollfd waiting{descriptor, POLLIN, 0};
        if (poll(&waiting, 1, 20) == 1)
            return true;
        if (last)
            return false;
    }
}

void PaperPrinter::serve(int client) {
    PrinterEar ear;
    std::uint8_t buffer[512];
    bool hung_up = false;
    while (!hung_up && wait_for_news(client)) {
        const ssize_t got = read(client, buffer, sizeof buffer);
        if (got <= 0)
            break;
        for (ssize_t byte = 0; byte < got && !hung_up; ++byte) {
            const int question = ear.hear(buffer[byte]);
            if (habits_.roll_ends_after > 0 && ear.dots() >= habits_.roll_ends_after)
                roll_ = roll_ended;
            const int answer = question == 4                 ? roll_.load()
                               : question == 2 && roll_ >= 0 ? habits_.cause
                                                             : -1;
            const auto said = static_cast<std::uint8_t>(answer);
            if (answer >= 0 && send(client, &said, 1, MSG_NOSIGNAL) != 1)
                hung_up = true;
            hung_up = hung_up || (habits_.hangs_up_after > 0 && ear.dots() >= habits_.hangs_up_after);
        }
    }
    received_.insert(received_.end(), ear.kept().begin(), ear.kept().end());
    close(client);
}

Bytes PaperPrinter::received() {
    closing_ = true;
    if (thread_.joinable())
        thread_.join();
    return received_;
}

} // namespace istiqbal::test
