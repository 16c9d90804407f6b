// SPDX-License-Identifier: Apache-2.0
// Information (G3, G6, T1–T3): services, questions and answers, "did you know", the reference library,
// announcements, and a search over them. Texts are read in pages of what fits on the screen, in lines that
// are not too long.
#pragma once

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/screens/intents.hpp"

#include <span>

namespace istiqbal::screens {

struct InformationView {
    const catalogue::Catalogue& catalogue;
    ReadingPlace place; // that the catalogue has
    std::size_t page = 0;
    std::string_view query = {};
    std::span<const catalogue::Hit> hits = {}; // of the query, at Shelf::search
    form::Date today;
    std::string_view mode = "lobby"; // a journey that is not offered in it cannot be begun
};

void information(ui::Frame& frame, const InformationView& view, Intents& intents);

} // namespace istiqbal::screens
