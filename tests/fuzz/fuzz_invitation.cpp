// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/invitation.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace istiqbal::seal;
    if (const auto request = parse_enrolment_request({data, size}))
        (void)check_proof(*request, Bytes(16, 6));
    // What is read as an invitation is written as one that says the same.
    if (const auto invitation = parse_invitation(text({data, size}))) {
        const auto again = parse_invitation(invitation_text(*invitation).text());
        if (!again || again->expires != invitation->expires || again->succeeds != invitation->succeeds ||
            again->office != invitation->office)
            std::abort();
    }
    return 0;
}
