// SPDX-License-Identifier: Apache-2.0
// Choices brought into an order: a press gives a choice the next number, another press takes it away again.
// The cards stay where they are; beside one that has a number stand two buttons that move it up or down in
// the order, so that it can be mended without beginning again.
#pragma once

#include "kiosk/ui/icons.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace istiqbal::ui {

struct RankSpec {
    std::span<const std::string_view> labels;
    std::span<const std::size_t> order; // indices in `labels`, first to last, each at most once
    bool invalid = false;
};

// Takes its height from the column; says above the cards what to do, and how many have a number. Each card is
// told as a checkbox whose value is its place in the order. Returns the order from now on, if the person
// changed it. `prefix` makes the ids: prefix.0, prefix.0.up …
std::optional<std::vector<std::size_t>> rank(Column& column, std::string_view prefix, const RankSpec& spec);

} // namespace istiqbal::ui
