// SPDX-License-Identifier: Apache-2.0
#pragma once
// How the text library says what went wrong. Only making a FontSet can fail: laying out and drawing take any
// bytes and always give a picture.

#include <tl/expected.hpp>

#include <cstdint>
#include <string>

namespace istiqbal::text {

enum class ErrorKind : std::uint8_t {
    no_files,     // the list of faces was empty
    missing_file, // a face does not exist
    unreadable,   // it exists and cannot be read (permission, a folder, an I/O error)
    not_a_font,   // it was read and FreeType finds no scalable face in it
    library,      // fontconfig, FreeType or Pango would not start
};

struct Error {
    ErrorKind kind;
    std::string detail; // one sentence for the log and the start screen; names the file where there is one
};

template <typename T>
using Result = tl::expected<T, Error>;

} // namespace istiqbal::text
