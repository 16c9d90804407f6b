// SPDX-License-Identifier: Apache-2.0
#include "sync/office/content_folder.hpp"

#include "sync/seal/keys.hpp"

#include <system_error>

namespace istiqbal::office {

using seal::ErrorClass;
using seal::Result;
namespace fs = std::filesystem;

Result<seal::Bytes> bundle_of(const fs::path& folder) {
    std::error_code problem;
    fs::recursive_directory_iterator entry(folder, problem);
    std::vector<seal::BundleFile> files;
    std::size_t size = 0;
    for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
        const fs::file_status status = entry->symlink_status(problem);
        if (problem || status.type() == fs::file_type::directory)
            continue;
        const std::string name = entry->path().lexically_relative(folder).generic_string();
        if (status.type() != fs::file_type::regular || !seal::is_bundle_name(name))
            return seal::fail(ErrorClass::malformed,
                              name + " cannot be published: only plain files in forms/, catalogue/, strings/ "
                                     "and theme/, with names of A-Z a-z 0-9 _ - . are");
        auto content = seal::load_file(entry->path(), seal::bundle_limit);
        if (!content)
            return tl::unexpected(content.error());
        size += content->size();
        if (size > seal::bundle_limit || files.size() == seal::bundle_file_count_limit)
            return seal::fail(ErrorClass::too_large, "the folder holds more than a bundle may");
        files.push_back({name, std::move(*content)});
    }
    if (problem)
        return seal::fail(problem == std::errc::no_such_file_or_directory ? ErrorClass::not_found
                                                                          : ErrorClass::io,
                          "it cannot be read: " + problem.message());
    return seal::build_bundle(std::move(files));
}

} // namespace istiqbal::office
