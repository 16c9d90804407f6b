// SPDX-License-Identifier: Apache-2.0
// Content bundles as an office would publish them, made from what the repository ships.
#pragma once

#include "sync/seal/bundle_folder.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/files.hpp"

#include <filesystem>
#include <string>

namespace istiqbal::test {

inline std::filesystem::path shipped_assets() {
    return std::filesystem::path(ISTIQBAL_SOURCE_DIR) / "assets";
}

// What stands once in the file is replaced.
inline void replace_in(const std::filesystem::path& file, const std::string& part, const std::string& with) {
    std::string text = read_text(file);
    const auto at = text.find(part);
    REQUIRE(at != std::string::npos);
    write_text(file, text.replace(at, part.size(), with));
}

inline std::string shipped_inquiry_version() {
    const std::string settings = read_text(shipped_assets() / "forms/inquiry/settings.csv");
    const std::string before = "\ninquiry,";
    const auto at = settings.find(before);
    REQUIRE(at != std::string::npos);
    const auto begin = at + before.size();
    return settings.substr(begin, settings.find(',', begin) - begin);
}

// A folder of content that an office edits and publishes.
class ContentFolder {
public:
    ContentFolder() { std::filesystem::create_directories(path); }

    // A copy of a part of what is shipped: "theme", "forms/inquiry".
    ContentFolder& with(const std::string& part) {
        std::filesystem::create_directories((path / part).parent_path());
        std::filesystem::copy(shipped_assets() / part, path / part, std::filesystem::copy_options::recursive);
        return *this;
    }
    // The inquiry asks in other words, as another version.
    ContentFolder& with_inquiry(const std::string& question, const std::string& version) {
        with("forms/inquiry");
        replace_in(path / "forms/inquiry/survey.csv", "What would you like to ask?", question);
        replace_in(path / "forms/inquiry/settings.csv", shipped_inquiry_version(), version);
        return *this;
    }
    seal::Bytes bundle() const {
        auto bundle = seal::bundle_of(path);
        REQUIRE(bundle);
        return std::move(*bundle);
    }

private:
    Folder folder_;

public:
    const std::filesystem::path path = folder_ / "content";
};

} // namespace istiqbal::test
