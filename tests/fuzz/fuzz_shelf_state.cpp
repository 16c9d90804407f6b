// SPDX-License-Identifier: Apache-2.0
// What a terminal remembers of its contents: what is read is written, read again, and the same. And whatever
// an office's file is said to hold, what is written of it is read again.
#include "kiosk/app/shelf_state.hpp"

#include <cstdlib>

using namespace istiqbal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const seal::ByteView bytes(data, size);
    if (const auto state = app::read_shelf_state(bytes)) {
        const auto again = app::read_shelf_state(seal::view(app::write_shelf_state(*state)));
        if (!again || !(*again == *state))
            std::abort();
    }
    app::ShelfState state;
    state.active = app::Edition{true, 7, {}};
    state.refused = app::RefusedEdition{false, 8, std::string(seal::text(bytes)), "1.0"};
    const auto read = app::read_shelf_state(seal::view(app::write_shelf_state(state)));
    if (!read || read->active != state.active || !read->refused)
        std::abort();
    return 0;
}
