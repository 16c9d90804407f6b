// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/simulation/trace.hpp"

#include <sodium.h>

#include <cstdio>

namespace istiqbal::simulation {

void Trace::line(std::int64_t milliseconds, const std::string& what) {
    const std::string text = std::to_string(milliseconds) + " " + what;
    seal::Digest next{};
    crypto_generichash(next.data(), next.size(), reinterpret_cast<const unsigned char*>(text.data()),
                       text.size(), hash_.data(), hash_.size());
    hash_ = next;
    if (prints_)
        std::printf("%10.3f  %s\n", static_cast<double>(milliseconds) / 1000, what.c_str());
}

void Trace::violate(const std::string& check, const std::string& detail) {
    if (!violation_)
        violation_ = Violation{check, detail};
}

std::string brief(seal::ByteView bytes) {
    constexpr std::size_t longest = 4;
    return seal::hex(bytes.first(std::min(bytes.size(), longest)));
}

} // namespace istiqbal::simulation
