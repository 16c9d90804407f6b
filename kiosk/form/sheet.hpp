// SPDX-License-Identifier: Apache-2.0
// One sheet of an XLSForm: its header understood, its cells reached by column name, faults collected with
// their place.
//
// A header is compared as pyxform does: letter case does not count, spaces stand for underscores, and the
// older names of XLSForm mean today's ("list name", "readonly", "caption", "relevance" …; sheet.cpp has
// them). A language is told by its code, "label::Arabic (ar)" or "label::ar", or by its name,
// "label::Arabic". XLSForm has no mark for a column of remarks: in survey and settings every other column is
// refused, so that a misspelt one is never taken for one; in choices it belongs to the choice
// (choice_filter).
#pragma once

#include "kiosk/form/definition.hpp"
#include "kiosk/form/row.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace istiqbal::form {

/// What a sheet may have. A column outside these is a fault, unless `others` says that it is the office's
/// own.
struct SheetColumns {
    std::vector<std::string_view> plain;
    std::vector<std::string_view> translated; ///< written "label::Arabic (ar)" and "label::English (en)"
    std::vector<std::string_view> wanted;     ///< plain columns that must be there
    bool others = false;
};

/// yes and no as spreadsheets write them: yes, true, TRUE, true() …; nothing for any other cell.
std::optional<bool> truth(std::string_view cell);

/// "Arabic (ar)", "Arabic" or "ar", and the same of English.
std::optional<Language> language_named(std::string_view name);

class Sheet {
public:
    /// Checks the header, which is the first row, and that no cell is the text of a formula or of its failure
    /// ("=A1", "#REF!"), as CSV files have them; the faults go to `faults`.
    Sheet(std::string name, std::vector<Row> rows, const SheetColumns& columns, std::vector<Fault>& faults);

    /// The rows below the header.
    const std::vector<Row>& rows() const { return rows_; }
    /// Trimmed; empty where the row or the sheet has no such cell. Of plain columns, typographic quotation
    /// marks are made straight, no-break spaces plain, and direction marks are left out: what a word
    /// processor puts into an expression is not meant.
    std::string_view cell(const Row& row, std::string_view column) const;
    /// Both languages; one without the other is a fault, and so is none of both if it is `wanted`.
    LocalText text(const Row& row, std::string_view column, bool wanted);
    bool has(const Row& row, std::string_view column) const;
    /// The columns that are the office's own, as the header writes them, in its order.
    const std::vector<std::string>& others() const { return others_; }

    void fault(const Row& row, std::string_view column, std::string message);
    void fault_whole(std::string message) { add(0, {}, std::move(message)); }

private:
    void read_header(const Row& header, const SheetColumns& columns);
    void read_title(const Row& header, std::size_t index, const SheetColumns& columns);
    void keep(const Row& header, std::string key, std::size_t index, bool plain);
    bool column_used(std::size_t index) const;
    void make_plain(std::size_t index);
    void refuse_formulas();
    void add(std::size_t row, std::string_view column, std::string message);

    std::string name_;
    std::vector<Fault>& faults_;
    std::vector<Row> rows_;
    std::map<std::string, std::size_t, std::less<>>
        indices_; ///< by plain name, or "label::ar" for a translation
    std::map<std::string, std::string, std::less<>> headers_; ///< the same keys as the sheet writes them
    std::vector<std::string> others_;
};

} // namespace istiqbal::form
