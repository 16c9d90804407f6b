// SPDX-License-Identifier: Apache-2.0
// Large cards that lead somewhere: an icon in a soft disc, a title, a line of what is there.
#pragma once

#include "kiosk/ui/icons.hpp"

#include <span>

namespace istiqbal::ui {

enum class TileKind {
    standard,
    primary, // filled with the primary colour: what most come for
};

struct TileSpec {
    Icon icon = Icon::none;
    std::string_view title;
    std::string_view summary = {};
    TileKind kind = TileKind::standard;
    bool enabled = true;
};

// A tile that is wide for its height has its icon beside the text, others above it.
float tile_height(Frame& frame, const TileSpec& spec, float width);
// Returns whether it was chosen.
bool tile(Frame& frame, std::string_view id, const Rect& rect, const TileSpec& spec);

// Tiles in rows of as many columns as fit at `least_width` mm (0: what the device's type needs); all tiles of
// a row have one height. Returns which was chosen. `prefix` makes their ids: prefix.0, prefix.1 …
std::size_t tile_columns(Frame& frame, float width, float least_width = 0);
std::optional<std::size_t> tile_grid(Column& column, std::string_view prefix, std::span<const TileSpec> tiles,
                                     float least_width = 0);

} // namespace istiqbal::ui
