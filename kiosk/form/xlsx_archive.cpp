// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/xlsx_archive.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <utility>

namespace istiqbal::form {
namespace {

constexpr const char* damaged = "the file is damaged or cut short; copy it again, or open it in the "
                                "spreadsheet program and save it again";

struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

/// Bytes as UTF-16 writes Latin letters, which is how the older container names what it holds.
std::string wide(std::string_view text) {
    std::string wide;
    for (const char byte : text) {
        wide += byte;
        wide += '\0';
    }
    return wide;
}

std::string refuse_container(std::string_view bytes) {
    if (bytes.find(wide("EncryptedPackage")) != std::string_view::npos)
        return "the workbook has a password; save it without one";
    return "the file is an old workbook (.xls), whatever its name says; save it as .xlsx";
}

std::size_t kibibytes(std::size_t bytes) {
    return bytes >> 10;
}

} // namespace

bool looks_like_xlsx(std::string_view bytes) {
    const auto begins = [&](std::string_view magic) { return bytes.substr(0, magic.size()) == magic; };
    return begins("PK\x03\x04") || begins("PK\x05\x06") || begins("\xD0\xCF\x11\xE0");
}

void XlsxArchive::Close::operator()(zip* archive) const {
    zip_discard(archive);
}

tl::expected<XlsxArchive, std::string> XlsxArchive::open(std::string_view bytes, const XlsxLimits& limits) {
    if (bytes.size() > limits.file_bytes)
        return tl::unexpected(fmt::format(
            "the file is larger than {} KiB; take out pictures and sheets that do not belong to the form",
            kibibytes(limits.file_bytes)));
    if (!looks_like_xlsx(bytes))
        return tl::unexpected(std::string(
            "the file is no workbook; save the form as .xlsx, or as \"CSV UTF-8\" under the name .csv"));
    if (bytes.front() != 'P')
        return tl::unexpected(refuse_container(bytes));
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    if (source == nullptr)
        return tl::unexpected(std::string("there is not enough memory to open the file"));
    Handle archive(zip_open_from_source(source, ZIP_RDONLY, nullptr));
    if (archive == nullptr) {
        zip_source_free(source);
        return tl::unexpected(std::string(damaged));
    }
    if (zip_get_num_entries(archive.get(), 0) > static_cast<zip_int64_t>(limits.entries))
        return tl::unexpected(
            fmt::format("the file holds more than {} parts; save it again as .xlsx", limits.entries));
    return XlsxArchive(std::move(archive), limits);
}

bool XlsxArchive::has(const std::string& part) const {
    return zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE) >= 0;
}

tl::expected<std::string, std::string> XlsxArchive::read(const std::string& part) {
    const auto fail = [](std::string message) { return tl::unexpected(std::move(message)); };
    const zip_int64_t index = zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE);
    zip_stat_t about;
    constexpr zip_uint64_t wanted = ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if (index < 0 || zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &about) != 0 ||
        (about.valid & wanted) != wanted)
        return fail(fmt::format("the part {} is missing; {}", part, damaged));
    if (about.encryption_method != ZIP_EM_NONE)
        return fail("the file is encrypted; save it without a password");
    // Other methods are not what spreadsheets write, and some ask for memory before the first byte.
    if (about.comp_method != ZIP_CM_STORE && about.comp_method != ZIP_CM_DEFLATE)
        return fail(
            "the file is compressed in an unusual way; open it in the spreadsheet program and save it "
            "again as .xlsx");
    if (about.size > limits_.entry_bytes || about.size > limits_.total_bytes - inflated_)
        return fail(
            fmt::format("{} unpacks to {} KiB, far more than a form of {} rows; delete rows and columns "
                        "beyond the form, also those that are empty but formatted",
                        part, kibibytes(about.size), limits_.rows));
    const std::unique_ptr<zip_file_t, CloseFile> file(
        zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0));
    if (file == nullptr)
        return fail(damaged);
    std::string text;
    text.reserve(static_cast<std::size_t>(about.size));
    std::array<char, std::size_t{64} << 10> block;
    while (true) {
        // One byte beyond what is declared tells that the directory lies; the end brings the check of the
        // CRC.
        const std::size_t room = static_cast<std::size_t>(about.size) - text.size() + 1;
        const zip_int64_t count = zip_fread(file.get(), block.data(), std::min(block.size(), room));
        if (count == 0)
            break;
        if (count > 0)
            inflated_ += static_cast<std::size_t>(count);
        if (count < 0 || static_cast<std::size_t>(count) >= room)
            return fail(damaged);
        text.append(block.data(), static_cast<std::size_t>(count));
    }
    if (text.size() != about.size)
        return fail(damaged);
    return text;
}

} // namespace istiqbal::form
