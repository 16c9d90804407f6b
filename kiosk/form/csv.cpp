// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/csv.hpp"

#include "kiosk/form/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

namespace istiqbal::form {
namespace {

/// The text of a plain field ends at a line end or at the separator.
constexpr std::string_view line_ends = "\r\n";

struct Layout {
    char separator = ',';
    std::size_t begin = 0; ///< of the first row
};

/// The mark of the first line, outside quotation marks, that can be a separator: a comma counts before all.
char separator_of(std::string_view text) {
    bool quoted = false;
    char found = 0;
    for (const char byte : text) {
        if (byte == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        if (byte == ',')
            return byte;
        if (byte == ';' || (byte == '\t' && found == 0))
            found = byte;
        if (line_ends.find(byte) != std::string_view::npos && found != 0)
            return found;
    }
    return found != 0 ? found : ',';
}

Layout layout_of(std::string_view text) {
    constexpr std::string_view declared = "sep=";
    if (text.substr(0, declared.size()) != declared || text.size() <= declared.size())
        return {separator_of(text), 0};
    std::size_t begin = declared.size() + 1;
    while (begin < text.size() && line_ends.find(text[begin]) != std::string_view::npos)
        begin += 1;
    return {text[declared.size()], begin};
}

/// Why a text cannot be read at all; nothing if its bytes may be CSV.
std::optional<std::string> encoding_fault(std::string_view text) {
    const std::string_view mark = text.substr(0, 2);
    if (mark == "\xFF\xFE" || mark == "\xFE\xFF")
        return "the file is UTF-16 (\"Unicode text\"); save it as \"CSV UTF-8\"";
    return std::nullopt;
}

class Reader {
public:
    Reader(std::string_view text, const CsvLimits& limits)
        : text_(text)
        , limits_(limits) {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (text_.substr(0, byte_order_mark.size()) == byte_order_mark)
            text_.remove_prefix(byte_order_mark.size());
        const Layout layout = layout_of(text_);
        separator_ = layout.separator;
        at_ = layout.begin;
    }

    tl::expected<std::vector<Row>, CsvFault> read() {
        if (auto found = encoding_fault(text_))
            return fail(0, std::move(*found));
        if (separator_ != ',' && separator_ != ';')
            return fail(0,
                        "the columns are separated by tabs or another mark; save the sheet as \"CSV UTF-8\", "
                        "which separates by commas");
        while (at_ < text_.size()) {
            ++row_;
            if (row_ > limits_.rows)
                return fail(0, fmt::format("more than {} rows; delete what is below the form", limits_.rows));
            if (auto fault = read_row())
                return tl::unexpected(std::move(*fault));
        }
        return std::move(rows_);
    }

private:
    tl::unexpected<CsvFault> fail(std::size_t column, std::string message) const {
        return tl::unexpected(fault(column, std::move(message)));
    }

    CsvFault fault(std::size_t column, std::string message) const {
        return CsvFault{row_, column, std::move(message)};
    }

    bool at_line_end() const { return at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r'); }

    std::optional<CsvFault> read_row() {
        Row row{row_, {}};
        bool more = true;
        while (more) {
            const std::size_t column = row.cells.size() + 1;
            if (column > limits_.columns)
                return fault(column, fmt::format("more than {} columns", limits_.columns));
            std::string field;
            const bool quoted = at_ < text_.size() && text_[at_] == '"';
            if (auto found = quoted ? read_quoted(field, column) : read_plain(field, column))
                return found;
            if (!valid_utf8(field) || field.find('\0') != std::string::npos)
                return fault(
                    column,
                    "the text is not UTF-8 (Excel's plain \"CSV\" writes Arabic as Windows-1256); save "
                    "the sheet as \"CSV UTF-8\"");
            row.cells.push_back(std::move(field));
            more = at_ < text_.size() && text_[at_] == separator_;
            if (more)
                ++at_;
        }
        if (auto found = read_line_end(row.cells.size()))
            return found;
        const bool blank = std::all_of(row.cells.begin(), row.cells.end(),
                                       [](const std::string& field) { return trim(field).empty(); });
        if (!blank)
            rows_.push_back(std::move(row));
        return std::nullopt;
    }

    std::optional<CsvFault> read_line_end(std::size_t column) {
        if (at_ == text_.size())
            return std::nullopt;
        if (text_[at_] == '\r') {
            ++at_;
            if (at_ == text_.size() || text_[at_] != '\n')
                return fault(column, "a carriage return without a line feed; end lines with LF or CRLF");
        }
        ++at_;
        return std::nullopt;
    }

    std::optional<CsvFault> read_plain(std::string& field, std::size_t column) {
        const std::size_t begin = at_;
        while (at_ < text_.size() && text_[at_] != separator_ && !at_line_end()) {
            if (text_[at_] == '"')
                return fault(column,
                             "a quotation mark inside a field that is not quoted; quote the whole field and "
                             "double the marks inside");
            if (at_ - begin >= limits_.field_bytes)
                return too_long(column);
            ++at_;
        }
        field.assign(text_.substr(begin, at_ - begin));
        return std::nullopt;
    }

    std::optional<CsvFault> read_quoted(std::string& field, std::size_t column) {
        ++at_;
        while (at_ < text_.size()) {
            if (text_[at_] == '"') {
                ++at_;
                const bool doubled = at_ < text_.size() && text_[at_] == '"';
                if (!doubled) {
                    if (at_ < text_.size() && text_[at_] != separator_ && !at_line_end())
                        return fault(column, "text after the closing quotation mark");
                    return std::nullopt;
                }
            }
            if (field.size() >= limits_.field_bytes)
                return too_long(column);
            field.push_back(text_[at_]);
            ++at_;
        }
        return fault(column, "the quotation mark that opens this field is never closed");
    }

    CsvFault too_long(std::size_t column) const {
        return fault(column, fmt::format("the field is longer than {} bytes", limits_.field_bytes));
    }

    std::string_view text_;
    const CsvLimits& limits_;
    char separator_ = ',';
    std::size_t at_ = 0;
    std::size_t row_ = 0;
    std::vector<Row> rows_;
};

} // namespace

tl::expected<std::vector<Row>, CsvFault> parse_csv(std::string_view text, const CsvLimits& limits) {
    if (text.size() > limits.bytes)
        return tl::unexpected(CsvFault{0, 0, fmt::format("the sheet is larger than {} bytes", limits.bytes)});
    return Reader(text, limits).read();
}

tl::expected<std::string, CsvFault> read_file(const std::filesystem::path& file, std::size_t most_bytes) {
    const auto fail = [&](std::string_view message) {
        return tl::unexpected(CsvFault{0, 0, fmt::format("{}: {}", file.string(), message)});
    };
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return fail("there is no such file");
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return fail("the file cannot be opened");
    // One byte more than allowed, so that the parser tells the limit.
    std::string text(most_bytes + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (stream.bad())
        return fail("the file cannot be read");
    text.resize(static_cast<std::size_t>(stream.gcount()));
    text.shrink_to_fit();
    return text;
}

std::string column_letters(std::size_t column) {
    std::string letters;
    for (; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters;
}

} // namespace istiqbal::form
