// SPDX-License-Identifier: Apache-2.0
// A command of the program as a test runs it: what it read, and what it wrote to each of its streams.
#pragma once

#include <array>
#include <cstdio>
#include <memory>
#include <string>

namespace istiqbal::test {

struct Outcome {
    int status = 0;
    std::string out;
    std::string problems;
};

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

inline File file_of(const std::string& text = {}) {
    File file(std::tmpfile());
    std::fwrite(text.data(), 1, text.size(), file.get());
    std::rewind(file.get());
    return file;
}

inline std::string content(std::FILE* file) {
    std::rewind(file);
    std::string all;
    std::array<char, 4096> text{};
    for (std::size_t read = 0; (read = std::fread(text.data(), 1, text.size(), file)) > 0;)
        all.append(text.data(), read);
    return all;
}

} // namespace istiqbal::test
