// SPDX-License-Identifier: Apache-2.0
// One sheet of an XLSForm: its header understood, its cells reached by column name, faults collected with
// their place.
#pragma once

#include "kiosk/form/csv.hpp"
#include "kiosk/form/definition.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace istiqbal::form {

/// What a sheet may have. A column outside these is a fault.
struct SheetColumns {
    std::vector<std::string_view> plain;
    std::vector<std::string_view> translated; ///< written "label::Arabic (ar)" and "label::English (en)"
    std::vector<std::string_view> wanted;     ///< plain columns that must be there
};

class Sheet {
public:
    /// Reads and checks the header; the faults go to `faults`.
    Sheet(std::string name, std::string_view text, const SheetColumns& columns, std::vector<Fault>& faults);

    /// The rows below the header.
    const std::vector<CsvRow>& rows() const { return rows_; }
    /// Trimmed; empty where the row or the sheet has no such cell.
    std::string_view cell(const CsvRow& row, std::string_view column) const;
    /// Both languages; one without the other is a fault, and so is none of both if it is `wanted`.
    LocalText text(const CsvRow& row, std::string_view column, bool wanted);
    bool has(const CsvRow& row, std::string_view column) const;

    void fault(const CsvRow& row, std::string_view column, std::string message);
    void fault_whole(std::string message) { add(0, {}, std::move(message)); }

private:
    void read_header(const CsvRow& header, const SheetColumns& columns);
    void add(std::size_t row, std::string_view column, std::string message);

    std::string name_;
    std::vector<Fault>& faults_;
    std::vector<CsvRow> rows_;
    std::map<std::string, std::size_t, std::less<>>
        indices_; ///< by plain name, or "label::ar" for a translation
    std::map<std::string, std::string, std::less<>> headers_; ///< the same keys as the sheet writes them
};

} // namespace istiqbal::form
