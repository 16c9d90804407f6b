// SPDX-License-Identifier: Apache-2.0
// Rows that lead somewhere, in one card with hairlines between them.
#pragma once

#include "kiosk/ui/widgets/status.hpp"

#include <span>

namespace istiqbal::ui {

// Where a row stands in its card: which corners are round, and whether a hairline follows.
enum class RowPlace { alone, first, middle, last };

struct RowSpec {
    std::string_view title;
    std::string_view text = {};   // beneath it, quieter
    std::string_view value = {};  // at the trailing edge, quieter
    Status status = Status::none; // with `status_text`, a chip at the trailing edge
    std::string_view status_text = {};
    Icon icon = Icon::none; // at the leading edge
    bool chevron = true;    // it leads to another page
    bool selected = false;
    bool enabled = true;
    std::string_view name = {}; // for the tree, where the title alone would not be told apart
    RowPlace place = RowPlace::alone;
};

float list_row_height(Frame& frame, const RowSpec& spec, float width);
// Returns whether it was chosen.
bool list_row(Frame& frame, std::string_view id, const Rect& rect, const RowSpec& spec);
bool list_row(Column& column, std::string_view id, const RowSpec& spec);
// All rows in one card; returns which was chosen. Their `place` is set here. `prefix` makes their ids:
// prefix.0, prefix.1 …
std::optional<std::size_t> list(Column& column, std::string_view prefix, std::span<const RowSpec> rows);
// A line above a group of rows, told as a heading; `note` at the trailing edge (a count).
void list_header(Column& column, std::string_view title, std::string_view note = {});

} // namespace istiqbal::ui
