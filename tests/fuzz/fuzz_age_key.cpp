// SPDX-License-Identifier: Apache-2.0
// Keys as age writes them, which invitations, provisions and public files carry.
#include "sync/seal/bech32.hpp"
#include "sync/seal/keys.hpp"

#include <cstdlib>

using namespace istiqbal::seal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view typed = text({data, size});
    if (const auto recipient = Recipient::from_text(typed)) {
        const auto again = Recipient::from_text(recipient->text());
        if (!again || !(*again == *recipient))
            std::abort();
    }
    (void)Identity::from_text(typed);
    for (const char* prefix : {"age", "istiqbal-invitation-"})
        if (const auto bytes = bech32::decode(prefix, typed)) {
            const auto again = bech32::decode(prefix, bech32::encode(prefix, bytes->bytes()));
            if (!again || !equal(again->bytes(), bytes->bytes()))
                std::abort();
        }
    return 0;
}
