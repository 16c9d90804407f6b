// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/age.hpp"

#include <cstdlib>
#include <sstream>

// Reads the file in memory and as a stream; both must come to the same end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace istiqbal::seal;
    static const Identity identity = Identity::from_secret(Bytes(32, 0x04)).value();
    const auto opened = age::decrypt({data, size}, std::span(&identity, 1), 1 << 20);
    std::istringstream in(std::string(text({data, size})));
    std::ostringstream out;
    const auto streamed = age::decrypt(in, out, std::span(&identity, 1));
    if (opened && (!streamed || out.str() != opened->text()))
        std::abort();
    return 0;
}
