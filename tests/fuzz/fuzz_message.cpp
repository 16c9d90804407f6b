// SPDX-License-Identifier: Apache-2.0
// Any bytes as a sentence with placeholders and plurals, in both languages: refused with a reason, or said
// for any count within a bound that its length sets.
#include "kiosk/ui/message.hpp"

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string_view>

using namespace istiqbal::ui;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view pattern(reinterpret_cast<const char*>(data), size);
    for (const Language language : {Language::arabic, Language::english}) {
        const auto message = Message::parse(pattern, language);
        if (!message) {
            if (message.error().empty())
                std::abort();
            continue;
        }
        if (size > Message::limit)
            std::abort();
        constexpr std::size_t longest_number = 32; // with its separators, in digits of three bytes
        for (const std::int64_t count :
             {std::int64_t{0}, std::int64_t{1}, std::int64_t{2}, std::int64_t{11},
              std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()}) {
            for (const Digits digits : {Digits::latin, Digits::arabic_indic}) {
                const std::string said =
                    message->format({{"count", count}, {"name", std::string_view("{count}")}}, digits);
                if (said.size() > size * 3 * longest_number)
                    std::abort();
            }
        }
    }
    return 0;
}
