// SPDX-License-Identifier: Apache-2.0
// The pages that information() chooses among.
#pragma once

#include "kiosk/screens/information.hpp"

namespace istiqbal::screens {

void information_home(ui::Frame& frame, const InformationView& view, Intents& intents);
// Shelf::services, questions, library, document and announcements: rows that lead to what is read.
void information_list(ui::Frame& frame, const InformationView& view, Intents& intents);
void information_search(ui::Frame& frame, const InformationView& view, Intents& intents);
// Shelf::service, question, section and announcement: a text in pages.
void information_article(ui::Frame& frame, const InformationView& view, Intents& intents);
// Shelf::corrections: one belief and how it is, to be leafed through.
void information_corrections(ui::Frame& frame, const InformationView& view, Intents& intents);

// The leading part of the page's body, no wider than lines that are read with ease.
ui::Rect reading_column(ui::Frame& frame, const ui::Rect& body);

} // namespace istiqbal::screens
