// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/printer.hpp"

#include "kiosk/platform/printer_link.hpp"

#include <algorithm>

namespace istiqbal::platform {

namespace {

using Bytes = std::vector<std::uint8_t>;
using Result = tl::expected<void, PrintTrouble>;

// Real-time status (DLE EOT n), which a printer answers also while it prints and when it has stopped.
constexpr std::uint8_t why_offline = 2;
constexpr std::uint8_t roll = 4;
// Bits of every such answer that are fixed; what lacks them is something else that the printer says by
// itself.
constexpr std::uint8_t fixed_bits = 0x93;
constexpr std::uint8_t fixed_value = 0x12;
constexpr std::uint8_t cover_open = 0x04;
constexpr std::uint8_t stopped_for_paper = 0x20;
constexpr std::uint8_t fault = 0x40;
constexpr std::uint8_t roll_ended = 0x60;

enum class Health { well, silent };

tl::expected<std::uint8_t, LinkFault> ask(PrinterLink& link, std::uint8_t what,
                                          std::chrono::milliseconds patience) {
    link.forget_unread();
    const std::uint8_t question[] = {0x10, 0x04, what};
    if (const auto asked = link.write(question, patience); !asked)
        return tl::unexpected(asked.error());
    constexpr int most_others = 64; // bytes that it may say by itself
    for (int tries = 0; tries < most_others; ++tries) {
        const auto answer = link.read(patience);
        if (!answer)
            return answer;
        if ((*answer & fixed_bits) == fixed_value)
            return answer;
    }
    return tl::unexpected(LinkFault::silent);
}

tl::expected<Health, PrintTrouble> ask_health(PrinterLink& link, std::chrono::milliseconds patience) {
    const auto paper = ask(link, roll, patience);
    if (!paper)
        return paper.error() == LinkFault::silent ? tl::expected<Health, PrintTrouble>(Health::silent)
                                                  : tl::unexpected(trouble_of(paper.error()));
    if ((*paper & roll_ended) == roll_ended)
        return tl::unexpected(PrintTrouble::no_paper);
    const auto cause = ask(link, why_offline, patience);
    if (!cause)
        return cause.error() == LinkFault::silent ? tl::expected<Health, PrintTrouble>(Health::well)
                                                  : tl::unexpected(trouble_of(cause.error()));
    if ((*cause & (cover_open | fault)) != 0)
        return tl::unexpected(PrintTrouble::offline);
    if ((*cause & stopped_for_paper) != 0)
        return tl::unexpected(PrintTrouble::no_paper);
    return Health::well;
}

} // namespace

std::vector<std::uint8_t> to_escpos(const text::Raster& raster) {
    constexpr int band = 128;       // rows: small printers hold no more
    constexpr std::size_t head = 8; // of a band
    const int height = std::min(raster.height(), longest_paper);
    const int row_bytes = raster.width() / 8;
    const auto low = [](int value) { return static_cast<std::uint8_t>(value & 0xFF); };
    const auto high = [](int value) { return static_cast<std::uint8_t>(value >> 8); };
    Bytes out;
    // Growing would leave copies of the picture behind.
    out.reserve(raster.bytes().size() + head * static_cast<std::size_t>(height / band + 1) + 16);
    out.insert(out.end(), {0x1B, '@'});
    for (int top = 0; top < height; top += band) {
        const int rows = std::min(band, height - top);
        out.insert(out.end(), {0x1D, 'v', '0', 0, low(row_bytes), high(row_bytes), low(rows), high(rows)});
        const auto first = raster.bytes().begin() + static_cast<std::ptrdiff_t>(top) * row_bytes;
        out.insert(out.end(), first, first + static_cast<std::ptrdiff_t>(rows) * row_bytes);
    }
    out.insert(out.end(), {0x1B, 'd', 4, 0x1D, 'V', 66, 0}); // four lines on, cut
    return out;
}

Result print(const std::string& printer, std::span<const std::uint8_t> bytes, const PrintLimits& limits,
             const std::atomic<bool>* given_up) {
    PrinterLink link({limits.whole, given_up});
    if (!link.open(printer, limits.silence))
        return tl::unexpected(PrintTrouble::unreachable);
    bool answers = false;
    if (link.may_answer()) {
        constexpr std::chrono::milliseconds soon{300};
        const auto health = ask_health(link, std::min(soon, limits.silence));
        if (!health)
            return tl::unexpected(health.error());
        answers = *health == Health::well;
    }
    if (const auto taken = link.write(bytes, limits.silence); !taken)
        return tl::unexpected(trouble_of(taken.error()));
    if (const auto gone = link.drain(limits.silence); !gone)
        return tl::unexpected(trouble_of(gone.error()));
    if (!answers)
        return {};
    const auto health = ask_health(link, limits.silence);
    if (!health)
        return tl::unexpected(health.error());
    if (*health == Health::silent)
        return tl::unexpected(PrintTrouble::stuck);
    return {};
}

} // namespace istiqbal::platform
