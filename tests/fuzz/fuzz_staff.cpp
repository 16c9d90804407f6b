// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/staff_file.hpp"

#include <cstdlib>

// What is read can be written and read again, and is the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace istiqbal::seal;
    const auto entries = parse_staff({data, size});
    if (entries) {
        const auto again = parse_staff(write_staff(*entries).bytes());
        if (!again || !(*again == *entries))
            std::abort();
    }
    const auto digits = fold_pin({reinterpret_cast<const char*>(data), size});
    if (digits && (digits->size() < pin_least || digits->size() > pin_most))
        std::abort();
    return 0;
}
