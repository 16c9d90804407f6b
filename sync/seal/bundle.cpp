// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/bundle.hpp"

#include "sync/seal/pae.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace istiqbal::seal {

namespace {

constexpr std::string_view magic = "ISTC";
constexpr std::uint16_t version = 1;
constexpr std::size_t head_size = 12;
constexpr std::size_t entry_overhead = 38; // of each file, beside its name and content
constexpr std::size_t most_parts = 5;      // the top folder included
constexpr std::array<std::string_view, 4> top_folders{"catalogue", "forms", "strings", "theme"};

bool is_part(std::string_view part) {
    return !part.empty() && part.front() != '.' && std::all_of(part.begin(), part.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '_' || letter == '-' || letter == '.';
    });
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& letter : out)
        letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    return out;
}

// Whether the names, which are each as they should be and ascend, can lie beside one another.
Result<void> check_together(const std::vector<std::string>& names) {
    std::set<std::string> files;
    for (const std::string& name : names)
        if (!files.insert(lower(name)).second)
            return fail(ErrorClass::malformed, "two files of the bundle have the same name but for the case");
    for (const std::string& name : files)
        for (std::size_t slash = name.find('/'); slash != std::string::npos;
             slash = name.find('/', slash + 1))
            if (files.count(name.substr(0, slash)) != 0)
                return fail(ErrorClass::malformed, "a file of the bundle has the name of a folder of it");
    return {};
}

Digest file_hash(std::string_view name, ByteView content) {
    return labelled_hash(Label::content, {view("file"), view(name), content});
}

} // namespace

bool is_bundle_name(std::string_view name) {
    if (name.size() > bundle_name_limit)
        return false;
    std::size_t parts = 0;
    for (std::string_view rest = name;; ++parts) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        const std::string_view part = rest.substr(0, end);
        const bool is_top = std::find(top_folders.begin(), top_folders.end(), part) != top_folders.end();
        if (parts == 0 ? !is_top : !is_part(part))
            return false;
        if (end == rest.size())
            return parts > 0 && parts < most_parts;
        rest.remove_prefix(end + 1);
    }
}

Result<Bytes> build_bundle(std::vector<BundleFile> files) {
    if (files.empty())
        return fail(ErrorClass::malformed, "the bundle holds no file");
    if (files.size() > bundle_file_count_limit)
        return fail(ErrorClass::too_large, "the bundle holds too many files");
    std::sort(files.begin(), files.end(),
              [](const BundleFile& left, const BundleFile& right) { return left.name < right.name; });
    std::vector<std::string> names;
    std::size_t size = head_size;
    for (const BundleFile& file : files) {
        if (!is_bundle_name(file.name))
            return fail(ErrorClass::malformed, "a file's name is not one for a bundle: " + file.name);
        if (!names.empty() && names.back() == file.name)
            return fail(ErrorClass::malformed, "a file is there twice: " + file.name);
        names.push_back(file.name);
        // Each is looked at before it is added, so that the sum does not run over.
        if (file.content.size() > bundle_limit ||
            (size += entry_overhead + file.name.size() + file.content.size()) > bundle_limit)
            return fail(ErrorClass::too_large, "the bundle is too large");
    }
    if (Result<void> checked = check_together(names); !checked)
        return tl::unexpected<Error>(checked.error());
    Writer writer;
    writer.reserve(size);
    writer.raw(view(magic)).u16(version).u16(0).u32(static_cast<std::uint32_t>(files.size()));
    for (const BundleFile& file : files) {
        writer.u16(static_cast<std::uint16_t>(file.name.size())).raw(view(file.name));
        writer.u32(static_cast<std::uint32_t>(file.content.size())).raw(file_hash(file.name, file.content));
    }
    for (const BundleFile& file : files)
        writer.raw(file.content);
    return writer.finish();
}

Result<std::vector<BundleEntry>> parse_bundle(ByteView bundle) {
    if (bundle.size() > bundle_limit)
        return fail(ErrorClass::too_large, "the bundle is too large");
    Reader reader(bundle);
    const ByteView found_magic = reader.take(magic.size());
    const std::uint16_t found_version = reader.u16();
    const std::uint16_t zero = reader.u16();
    const std::uint32_t count = reader.u32();
    if (reader.failed() || !equal(found_magic, view(magic)))
        return fail(ErrorClass::malformed, "not a content bundle");
    if (found_version != version)
        return fail(ErrorClass::unsupported, "a content bundle of another version");
    if (zero != 0 || count == 0)
        return fail(ErrorClass::malformed, "the bundle breaks its layout");
    if (count > bundle_file_count_limit)
        return fail(ErrorClass::too_large, "the bundle holds too many files");
    struct Told {
        std::size_t size;
        Digest hash;
    };
    std::vector<std::string> names;
    std::vector<Told> told;
    for (std::uint32_t index = 0; index < count; ++index) {
        const std::uint16_t name_size = reader.u16();
        const std::string_view name = text(reader.take(name_size));
        const std::uint32_t size = reader.u32();
        told.push_back({size, reader.array<32>()});
        if (reader.failed())
            return fail(ErrorClass::malformed, "the bundle is cut");
        if (!is_bundle_name(name))
            return fail(ErrorClass::malformed, "a file of the bundle has a name that is not allowed");
        if (!names.empty() && names.back() >= name)
            return fail(ErrorClass::malformed, "the bundle's names do not ascend");
        names.emplace_back(name);
    }
    if (Result<void> checked = check_together(names); !checked)
        return tl::unexpected<Error>(checked.error());
    std::vector<BundleEntry> entries;
    for (std::size_t index = 0; index < told.size(); ++index)
        entries.push_back({names[index], reader.take(told[index].size)});
    if (reader.failed() || reader.left() != 0)
        return fail(ErrorClass::malformed, "the bundle has the wrong length");
    for (std::size_t index = 0; index < told.size(); ++index)
        if (file_hash(entries[index].name, entries[index].content) != told[index].hash)
            return fail(ErrorClass::bad_checksum, "a file of the bundle is not what its hash says");
    return entries;
}

} // namespace istiqbal::seal
