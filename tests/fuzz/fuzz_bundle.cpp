// SPDX-License-Identifier: Apache-2.0
// A content bundle: what is read is written again to the same bytes, and no name leads out of its folder.
#include "sync/seal/bundle.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace istiqbal::seal;
    const ByteView bytes(data, size);
    const auto entries = parse_bundle(bytes);
    if (!entries)
        return 0;
    std::vector<BundleFile> files;
    for (const BundleEntry& entry : *entries) {
        if (entry.name.front() == '/' || entry.name.find("..") == 0 ||
            entry.name.find("/..") != std::string::npos)
            std::abort();
        files.push_back({entry.name, Bytes(entry.content.begin(), entry.content.end())});
    }
    const auto built = build_bundle(std::move(files));
    if (!built || !equal(*built, bytes))
        std::abort();
    return 0;
}
