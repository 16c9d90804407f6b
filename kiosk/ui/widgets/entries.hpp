// SPDX-License-Identifier: Apache-2.0
// People (or things) added one after another: each with "Change" and "Remove" beside it, and a way to add
// another. Shown a page at a time, so that two hundred are as quick to draw as eight, and two buttons reach the
// way on. What was added last is on the page that is shown.
#pragma once

#include "kiosk/ui/widgets/paint.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace istiqbal::ui {

struct EntryText {
    std::string title;   // "نورة عبدالله", or "فرد الأسرة 2" where no name was given
    std::string text;    // beneath it, quieter; may be empty
    std::string problem; // what is wrong in it, in a few words; none if empty
};

struct EntriesSpec {
    std::string_view id; // the page of the list is remembered under it
    std::size_t count = 0;
    std::function<EntryText(std::size_t)> entry; // asked only for what is shown
    bool can_add = true;
    bool can_remove = true;
    std::string_view empty_title = {}; // in place of the usual words
    std::string_view add = {};
};

struct EntriesResult {
    std::optional<std::size_t> change;
    std::optional<std::size_t> remove;
    bool add = false;
};

inline constexpr std::size_t entries_a_page = 8;

// Takes its height from the column.
EntriesResult entries(Column& column, const EntriesSpec& spec);

} // namespace istiqbal::ui
