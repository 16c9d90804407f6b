// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/submission.hpp"

#include <cstdlib>

// What is read can be written and read again, and is the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace istiqbal::seal;
    const auto submission = submission_from_json({data, size});
    if (submission) {
        const auto json = to_json(*submission);
        if (!json)
            std::abort();
        const auto again = submission_from_json(json->bytes());
        // Written without escapes that were not needed, it may only have become shorter than the limit.
        if (!again || !(*again == *submission))
            std::abort();
    }
    return 0;
}
