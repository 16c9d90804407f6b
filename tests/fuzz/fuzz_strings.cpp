// SPDX-License-Identifier: Apache-2.0
// The two files of sentences that an office sends, with a NUL between them.
#include "kiosk/ui/strings.hpp"

#include <cstdint>
#include <cstdlib>

using namespace istiqbal::ui;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Strings shipped = Strings::parse(R"({"a":"{n} طلب"})", R"({"a":"{n} requests"})").value();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t end = std::min(text.find('\0'), text.size());
    const std::string_view rest = text.substr(std::min(end + 1, text.size()));
    const auto strings = Strings::parse(text.substr(0, end), rest);
    if (!strings) {
        if (strings.error().empty())
            std::abort();
        return 0;
    }
    // Whether it could stand in for the program's own is said without reading what is not there.
    if (strings->faults_beside(shipped).empty() && strings->get(Language::arabic, "a").empty())
        std::abort();
    (void)strings->format(Language::english, "a", {{"n", std::int64_t{3}}});
    return 0;
}
