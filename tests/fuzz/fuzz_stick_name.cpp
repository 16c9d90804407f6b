// SPDX-License-Identifier: Apache-2.0
#include "sync/carriage/stick.hpp"

#include <cstdlib>

// A name has one spelling: what is taken is written the same way again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace istiqbal;
    const std::string_view text = seal::text({data, size});
    const auto name = carriage::parse_name(text);
    if (name && carriage::file_name(*name) != text)
        std::abort();
    return 0;
}
