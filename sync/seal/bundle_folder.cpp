// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/bundle_folder.hpp"

#include "sync/seal/keys.hpp"
#include "sync/seal/pae.hpp"

#include <system_error>

namespace istiqbal::seal {

namespace fs = std::filesystem;

Result<void> remove_folder(const fs::path& folder) {
    std::error_code problem;
    std::vector<fs::path> all{folder};
    if (fs::symlink_status(folder, problem).type() == fs::file_type::directory)
        for (fs::recursive_directory_iterator entry(folder, problem), end; !problem && entry != end;
             entry.increment(problem))
            all.push_back(entry->path());
    if (problem == std::errc::no_such_file_or_directory)
        return {};
    // What is in a folder goes before it.
    for (auto path = all.rbegin(); !problem && path != all.rend(); ++path)
        fs::remove(*path, problem);
    if (problem)
        return fail(ErrorClass::io, "cannot remove " + folder.string() + ": " + problem.message());
    return {};
}

Result<Bytes> bundle_of(const fs::path& folder) {
    std::error_code problem;
    fs::recursive_directory_iterator entry(folder, problem);
    std::vector<BundleFile> files;
    std::size_t size = 0;
    for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
        const fs::file_status status = entry->symlink_status(problem);
        if (problem || status.type() == fs::file_type::directory)
            continue;
        const std::string name = entry->path().lexically_relative(folder).generic_string();
        if (status.type() != fs::file_type::regular || !is_bundle_name(name))
            return fail(ErrorClass::malformed,
                        name + " cannot be published: only plain files in forms/, catalogue/, strings/ "
                               "and theme/, with names of A-Z a-z 0-9 _ - . are");
        auto content = load_file(entry->path(), bundle_limit);
        if (!content)
            return tl::unexpected(content.error());
        size += content->size();
        if (size > bundle_limit || files.size() == bundle_file_count_limit)
            return fail(ErrorClass::too_large, "the folder holds more than a bundle may");
        files.push_back({name, std::move(*content)});
    }
    if (problem)
        return fail(problem == std::errc::no_such_file_or_directory ? ErrorClass::not_found : ErrorClass::io,
                    "it cannot be read: " + problem.message());
    return build_bundle(std::move(files));
}

Digest bundle_hash(ByteView bundle) {
    return labelled_hash(Label::content, {view("bundle"), bundle});
}

Result<void> unpack_bundle(ByteView bundle, const fs::path& folder) {
    const auto entries = parse_bundle(bundle);
    if (!entries)
        return tl::unexpected<Error>(entries.error());
    const fs::path beside = folder.string() + ".new";
    for (const fs::path& old : {folder, beside})
        if (Result<void> gone = remove_folder(old); !gone)
            return gone;
    for (const BundleEntry& entry : *entries) {
        // Each name was checked by parse_bundle, and nothing but this lies in the folder.
        const fs::path file = beside / entry.name;
        if (Result<void> made = make_private_folder(file.parent_path()); !made)
            return made;
        if (Result<void> saved = save_file(file, entry.content); !saved)
            return saved;
    }
    std::error_code problem;
    fs::rename(beside, folder, problem);
    if (problem)
        return fail(ErrorClass::io, "cannot name " + folder.string() + ": " + problem.message());
    return sync_folder(folder.parent_path());
}

} // namespace istiqbal::seal
