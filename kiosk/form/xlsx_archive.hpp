// SPDX-License-Identifier: Apache-2.0
// The zip around an .xlsx: its parts by name, unpacked within limits. Errors are sentences for the office.
#pragma once

#include "kiosk/form/xlsx.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

struct zip;

namespace istiqbal::form {

class XlsxArchive {
public:
    /// Looks at the directory alone. `bytes` must outlive the archive.
    static tl::expected<XlsxArchive, std::string> open(std::string_view bytes, const XlsxLimits& limits);

    bool has(const std::string& part) const;
    /// A part unpacked and checked against its CRC. No more is inflated than the limits and the part's
    /// declared size allow: a part that goes on is refused where it does.
    tl::expected<std::string, std::string> read(const std::string& part);
    /// How many bytes all calls of read() have inflated.
    std::size_t inflated() const { return inflated_; }

private:
    struct Close {
        void operator()(zip* archive) const;
    };
    using Handle = std::unique_ptr<zip, Close>;

    XlsxArchive(Handle archive, const XlsxLimits& limits)
        : archive_(std::move(archive))
        , limits_(limits) {}

    Handle archive_;
    XlsxLimits limits_;
    std::size_t inflated_ = 0;
};

} // namespace istiqbal::form
