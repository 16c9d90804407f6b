// SPDX-License-Identifier: Apache-2.0
// Small files for tests.
#pragma once

#include "tests/sync/folder.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace istiqbal::test {

inline std::string read_text(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write_text(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

} // namespace istiqbal::test
