// SPDX-License-Identifier: Apache-2.0
// Facts in rows: label and value with how it stands, and tables of several columns with a header. They are
// read, not pressed; each row is told to the tree as one text.
#pragma once

#include "kiosk/ui/widgets/status.hpp"

#include <span>
#include <string>
#include <vector>

namespace istiqbal::ui {

struct KeyValue {
    std::string_view label;
    std::string_view value = {};
    Status status = Status::none; // with `status_text`, a chip at the trailing edge
    std::string_view status_text = {};
};
// In one card, with hairlines. Where label and value do not fit beside each other, the value goes beneath.
void key_values(Column& column, std::span<const KeyValue> rows);

struct TableColumn {
    std::string_view header;
    float share = 1; // of the width, relative to the other columns
    text::Alignment alignment = text::Alignment::leading;
};
// `rows` hold as many cells as there are columns (a missing one is blank). Cells wrap. The header is told as
// a row like the others.
void table(Column& column, std::span<const TableColumn> columns,
           std::span<const std::vector<std::string>> rows);

} // namespace istiqbal::ui
