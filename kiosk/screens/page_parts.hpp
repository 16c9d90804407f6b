// SPDX-License-Identifier: Apache-2.0
// What the pages of a form share around their questions.
#pragma once

#include "kiosk/screens/question.hpp"
#include "kiosk/ui/page.hpp"

#include <optional>
#include <string>

namespace istiqbal::screens {

// "Question 3 of 12"; empty for a page that takes no answer.
std::string position_in_words(ui::Frame& frame, const PageView& view);
std::optional<ui::PageProgress> progress_of(const PageView& view, std::string_view words);
void position_line(ui::Column& column, std::string_view words);
// The title above the page: its group's, and within a repeat which entry it is about.
std::string section_of(ui::Frame& frame, const PageView& view);
// "Member of the household 2": an entry by its path, as the headings of pages say it.
std::string entry_name(const form::Interview& interview, std::string_view entry, ui::Language language);
// All that is wrong on the page, above it.
void problem_summary(ui::Column& column, const PageView& view);
const form::Problem* problem_of(const PageView& view, std::string_view path);

} // namespace istiqbal::screens
