// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/printer.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>

namespace istiqbal::platform {

namespace {

using Bytes = std::vector<std::uint8_t>;

// Luma of ITU-R BT.601, the mean over the pixels that one dot covers.
class Shades {
public:
    Shades(const Picture& picture, int width)
        : picture_(picture)
        , scale_(static_cast<double>(picture.size.width) / width) {}

    int height() const { return static_cast<int>(picture_.size.height / scale_); }
    float at(int x, int y) const {
        const auto [left, right] = span(x, picture_.size.width);
        const auto [top, bottom] = span(y, picture_.size.height);
        double sum = 0;
        for (int row = top; row < bottom; ++row)
            for (int column = left; column < right; ++column) {
                const std::size_t pixel =
                    3 * (static_cast<std::size_t>(row) * static_cast<std::size_t>(picture_.size.width) +
                         static_cast<std::size_t>(column));
                sum += 0.299 * picture_.rgb[pixel] + 0.587 * picture_.rgb[pixel + 1] +
                       0.114 * picture_.rgb[pixel + 2];
            }
        return static_cast<float>(sum / (static_cast<double>(right - left) * (bottom - top)));
    }

private:
    std::pair<int, int> span(int dot, int limit) const {
        const int begin = std::min(static_cast<int>(dot * scale_), limit - 1);
        return {begin, std::clamp(static_cast<int>((dot + 1) * scale_), begin + 1, limit)};
    }

    const Picture& picture_;
    double scale_;
};

class Descriptor {
public:
    explicit Descriptor(int value)
        : value_(value) {}
    ~Descriptor() {
        if (value_ >= 0)
            close(value_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return value_; }

private:
    int value_;
};

bool ready(int descriptor, short events, std::chrono::milliseconds patience) {
    pollfd waiting{descriptor, events, 0};
    return poll(&waiting, 1, static_cast<int>(patience.count())) == 1 && (waiting.revents & events) != 0;
}

int connect_to(const std::string& host, const std::string& port, std::chrono::milliseconds patience) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0)
        return -1;
    int connected = -1;
    for (const addrinfo* each = found; each != nullptr && connected < 0; each = each->ai_next) {
        const int tried =
            socket(each->ai_family, each->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, each->ai_protocol);
        if (tried < 0)
            continue;
        int trouble = 0;
        socklen_t size = sizeof trouble;
        const bool reached = connect(tried, each->ai_addr, each->ai_addrlen) == 0 ||
                             (errno == EINPROGRESS && ready(tried, POLLOUT, patience) &&
                              getsockopt(tried, SOL_SOCKET, SO_ERROR, &trouble, &size) == 0 && trouble == 0);
        if (reached)
            connected = tried;
        else
            close(tried);
    }
    freeaddrinfo(found);
    return connected;
}

int open_printer(const std::string& printer, std::chrono::milliseconds patience) {
    const std::size_t colon = printer.rfind(':');
    if (printer.find('/') == std::string::npos && colon != std::string::npos)
        return connect_to(printer.substr(0, colon), printer.substr(colon + 1), patience);
    // O_RDWR to hear about the paper; a file that is made here, or a device that only takes, is written to.
    const int both = open(printer.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    return both >= 0 ? both
                     : open(printer.c_str(),
                            O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, 0600);
}

tl::expected<void, PrintTrouble> write_all(int descriptor, const Bytes& bytes,
                                           std::chrono::milliseconds patience) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        if (!ready(descriptor, POLLOUT, patience))
            return tl::unexpected(PrintTrouble::stuck);
        const ssize_t taken = write(descriptor, bytes.data() + done, bytes.size() - done);
        if (taken < 0 && errno != EAGAIN && errno != EINTR)
            return tl::unexpected(errno == ENOSPC ? PrintTrouble::no_paper : PrintTrouble::failed);
        done += taken > 0 ? static_cast<std::size_t>(taken) : 0;
    }
    return {};
}

// DLE EOT 4: bits 5 and 6 of the answer say that the roll has ended.
bool out_of_paper(int descriptor) {
    const Bytes question{0x10, 0x04, 0x04};
    constexpr std::chrono::milliseconds soon{300};
    if (!write_all(descriptor, question, soon) || !ready(descriptor, POLLIN, soon))
        return false;
    std::uint8_t answer = 0;
    constexpr std::uint8_t roll_ended = 0x60;
    return read(descriptor, &answer, 1) == 1 && (answer & roll_ended) == roll_ended;
}

bool answers(const std::string& printer) {
    return printer.find('/') == std::string::npos || printer.rfind("/dev/", 0) == 0;
}

} // namespace

bool Raster::black(int x, int y) const {
    const std::size_t byte =
        static_cast<std::size_t>(y) * static_cast<std::size_t>(width / 8) + static_cast<std::size_t>(x / 8);
    return (bits[byte] >> (7 - x % 8) & 1) != 0;
}

Raster to_raster(const Picture& picture, int width) {
    Raster raster;
    if (picture.size.width <= 0 || picture.size.height <= 0)
        return raster;
    const Shades shades(picture, width);
    raster.width = width;
    raster.height = std::min(shades.height(), longest_paper);
    const auto across = static_cast<std::size_t>(width);
    raster.bits.assign(across / 8 * static_cast<std::size_t>(raster.height), 0);
    // What this row and the next are owed by the dots before.
    std::vector<float> here(across + 2, 0);
    std::vector<float> below(across + 2, 0);
    for (int y = 0; y < raster.height; ++y) {
        for (int x = 0; x < width; ++x) {
            const auto column = static_cast<std::size_t>(x);
            const float wanted = shades.at(x, y) + here[column + 1];
            constexpr float middle = 127.5F;
            const bool black = wanted < middle;
            const float error = wanted - (black ? 0.0F : 255.0F);
            here[column + 2] += error * 7 / 16;
            below[column] += error * 3 / 16;
            below[column + 1] += error * 5 / 16;
            below[column + 2] += error / 16;
            if (black)
                raster.bits[static_cast<std::size_t>(y) * (across / 8) + column / 8] |=
                    static_cast<std::uint8_t>(0x80U >> (column % 8));
        }
        here.swap(below);
        std::fill(below.begin(), below.end(), 0.0F);
    }
    return raster;
}

std::vector<std::uint8_t> to_escpos(const Raster& raster) {
    Bytes out{0x1B, '@'};
    const int row_bytes = raster.width / 8;
    constexpr int band = 128; // rows: small printers hold no more
    for (int top = 0; top < raster.height; top += band) {
        const int rows = std::min(band, raster.height - top);
        const auto low = [](int value) { return static_cast<std::uint8_t>(value & 0xFF); };
        const auto high = [](int value) { return static_cast<std::uint8_t>(value >> 8); };
        out.insert(out.end(), {0x1D, 'v', '0', 0, low(row_bytes), high(row_bytes), low(rows), high(rows)});
        const auto first = raster.bits.begin() + static_cast<std::ptrdiff_t>(top) * row_bytes;
        out.insert(out.end(), first, first + static_cast<std::ptrdiff_t>(rows) * row_bytes);
    }
    out.insert(out.end(), {0x1B, 'd', 4, 0x1D, 'V', 66, 0}); // four lines on, cut
    return out;
}

tl::expected<void, PrintTrouble> print(const std::string& printer, const std::vector<std::uint8_t>& bytes,
                                       std::chrono::milliseconds patience) {
    const Descriptor device(open_printer(printer, patience));
    if (device.get() < 0)
        return tl::unexpected(PrintTrouble::unreachable);
    if (answers(printer) && out_of_paper(device.get()))
        return tl::unexpected(PrintTrouble::no_paper);
    return write_all(device.get(), bytes, patience);
}

} // namespace istiqbal::platform
