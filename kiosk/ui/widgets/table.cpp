// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets/table.hpp"

#include <cmath>

namespace istiqbal::ui {

namespace {

void separator(Frame& frame, const Rect& row, float padding) {
    frame.line(row.x + padding, row.y, row.right() - padding, row.y, frame.colours().outline,
               frame.theme().line);
}

// Where label, value and chip of a row go. What does not fit beside the label goes beneath it.
struct Facts {
    Frame::Layout label;
    Frame::Layout value; // null if there is none
    float chip = 0;      // its width; 0 if there is none
    bool beneath = false;
    float height = 0; // without padding
};

Facts facts(Frame& frame, const KeyValue& row, float width) {
    const float gap = frame.mm(frame.sizes().space.small);
    const TextSpec label{.type = Type::body};
    const TextSpec value{.type = Type::body, .weight = text::Weight::bold};
    Facts facts;
    if (row.status != Status::none)
        facts.chip = chip_width(frame, row.status, row.status_text);
    const float value_width = row.value.empty() ? 0 : frame.shape(row.value, value)->width() + gap;
    const float aside = value_width + (facts.chip > 0 ? facts.chip + gap : 0);
    facts.beneath = frame.shape(row.label, label)->width() + aside > width && aside > 0;
    facts.label = frame.shape(row.label, label, facts.beneath ? width : width - aside);
    const float chip_and_gap = facts.chip > 0 ? facts.chip + gap : 0;
    if (!row.value.empty())
        facts.value =
            frame.shape(row.value, value, facts.beneath ? width - chip_and_gap : value_width - gap + 1);
    const float second =
        std::max(facts.value ? facts.value->height() : 0, facts.chip > 0 ? chip_height(frame) : 0);
    facts.height = facts.beneath ? facts.label->height() + second : std::max(facts.label->height(), second);
    return facts;
}

void draw_facts(Frame& frame, const KeyValue& row, const Facts& facts, Rect inner) {
    const Colours& colour = frame.colours();
    const float gap = frame.mm(frame.sizes().space.small);
    frame.tell(Role::text, row.label, inner, {}, row.value.empty() ? row.status_text : row.value);
    if (facts.beneath) {
        frame.draw(facts.label, inner.x, inner.y, colour.text_muted);
        inner.cut_top(facts.label->height());
        if (facts.value) {
            const float width = std::min(inner.width, facts.value->box_width());
            const Rect place = inner.cut_leading(width, frame.direction());
            frame.draw(facts.value, place.x, place.centre_y() - facts.value->height() / 2, colour.text);
        }
        if (facts.chip > 0) {
            const Rect place = facts.value ? inner.cut_trailing(facts.chip, frame.direction())
                                           : inner.cut_leading(facts.chip, frame.direction());
            chip(frame, place.centred(facts.chip, chip_height(frame)), row.status, row.status_text);
        }
        return;
    }
    if (facts.chip > 0) {
        const Rect place = inner.cut_trailing(facts.chip, frame.direction());
        chip(frame, place.centred(facts.chip, chip_height(frame)), row.status, row.status_text);
        inner.cut_trailing(gap, frame.direction());
    }
    if (facts.value) {
        const Rect place = inner.cut_trailing(facts.value->box_width(), frame.direction());
        frame.draw(facts.value, place.x, inner.centre_y() - facts.value->height() / 2, colour.text);
    }
    frame.draw(facts.label, frame.mirrored() ? inner.right() - facts.label->box_width() : inner.x,
               inner.centre_y() - facts.label->height() / 2, colour.text_muted);
}

std::vector<float> column_widths(Frame& frame, std::span<const TableColumn> columns, float width, float gap) {
    float shares = 0;
    for (const TableColumn& column : columns)
        shares += column.share;
    const float room = width - gap * static_cast<float>(columns.size() - 1);
    std::vector<float> widths;
    for (const TableColumn& column : columns)
        widths.push_back(std::floor(std::max(frame.mm(1), room * column.share / std::max(0.01F, shares))));
    return widths;
}

using Cells = std::vector<Frame::Layout>;

float height_of(const Cells& cells) {
    float height = 0;
    for (const Frame::Layout& cell : cells)
        height = std::max(height, cell ? cell->height() : 0);
    return height;
}

void draw_cells(Frame& frame, const Cells& cells, std::span<const float> widths, Rect inner, float gap,
                Colour colour) {
    for (std::size_t index = 0; index < cells.size(); ++index) {
        const Rect place = inner.cut_leading(widths[index], frame.direction());
        inner.cut_leading(gap, frame.direction());
        if (cells[index])
            frame.draw(cells[index], place.x, place.y, colour);
    }
}

} // namespace

void key_values(Column& column, std::span<const KeyValue> rows) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const float padding = frame.mm(space.medium);
    const float margin = frame.mm(space.small) * 0.8F;
    const float width = column.width() - 2 * padding;
    std::vector<Facts> all;
    float height = 0;
    for (const KeyValue& row : rows) {
        all.push_back(facts(frame, row, width));
        height += all.back().height + 2 * margin;
    }
    Rect rest = column.take(std::ceil(height));
    card(frame, rest);
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const Rect row = rest.cut_top(all[index].height + 2 * margin);
        if (index > 0)
            separator(frame, row, padding);
        draw_facts(frame, rows[index], all[index], row.inset(padding, margin));
    }
}

void table(Column& column, std::span<const TableColumn> columns,
           std::span<const std::vector<std::string>> rows) {
    if (columns.empty())
        return;
    Frame& frame = column.frame();
    const Colours& colour = frame.colours();
    const Spaces& space = frame.sizes().space;
    const float padding = frame.mm(space.medium);
    const float margin = frame.mm(space.small) * 0.7F;
    const float gap = frame.mm(space.medium);
    const std::vector<float> widths = column_widths(frame, columns, column.width() - 2 * padding, gap);
    Cells header;
    std::string header_words;
    for (std::size_t index = 0; index < columns.size(); ++index) {
        header.push_back(frame.shape(
            columns[index].header,
            {.type = Type::small, .weight = text::Weight::bold, .alignment = columns[index].alignment},
            widths[index]));
        header_words += (index > 0 ? " · " : "") + std::string(columns[index].header);
    }
    std::vector<Cells> body;
    float height = height_of(header) + 2 * margin;
    for (const std::vector<std::string>& row : rows) {
        Cells cells(columns.size());
        for (std::size_t index = 0; index < std::min(row.size(), columns.size()); ++index)
            cells[index] = frame.shape(
                row[index], {.type = Type::body, .alignment = columns[index].alignment}, widths[index]);
        height += height_of(cells) + 2 * margin;
        body.push_back(std::move(cells));
    }
    Rect rest = column.take(std::ceil(height));
    card(frame, rest);
    const Rect head = rest.cut_top(height_of(header) + 2 * margin);
    frame.tell(Role::text, header_words, head);
    draw_cells(frame, header, widths, head.inset(padding, margin), gap, colour.text_muted);
    for (std::size_t index = 0; index < body.size(); ++index) {
        const Rect row = rest.cut_top(height_of(body[index]) + 2 * margin);
        separator(frame, row, index == 0 ? 0 : padding);
        std::string words;
        for (const std::string& cell : rows[index])
            words += (words.empty() ? "" : " · ") + cell;
        frame.tell(Role::text, words, row);
        draw_cells(frame, body[index], widths, row.inset(padding, margin), gap, colour.text);
    }
}

} // namespace istiqbal::ui
