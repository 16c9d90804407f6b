// SPDX-License-Identifier: Apache-2.0
// A content bundle on its way to a folder and back: nothing is written beside the folder, and what lies in it
// makes the same bundle again.
#include "sync/seal/bundle_folder.hpp"
#include "tests/sync/folder.hpp"

#include <cstdlib>

using namespace istiqbal;

namespace {

std::size_t count_entries(const std::filesystem::path& folder) {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder))
        ++count;
    return count;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const test::Folder folder;
    const seal::ByteView bytes(data, size);
    const std::filesystem::path place = folder / "place";
    if (!seal::unpack_bundle(bytes, place)) {
        if (count_entries(folder / ".") != 0)
            std::abort();
        return 0;
    }
    const auto again = seal::bundle_of(place);
    if (!again || !seal::equal(*again, bytes) || count_entries(folder / ".") != 1)
        std::abort();
    if (!seal::remove_folder(place))
        std::abort();
    return 0;
}
