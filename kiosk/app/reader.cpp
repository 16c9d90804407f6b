// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/reader.hpp"

namespace istiqbal::app {

using screens::ReadingPlace;
using screens::Shelf;

namespace {

// Nobody goes further without going back; what lies before that is forgotten, the home of reading is not.
constexpr std::size_t longest_way = 64;

} // namespace

void Reader::begin() {
    end();
    way_.push_back({});
}

bool Reader::exists(const ReadingPlace& place) const {
    switch (place.shelf) {
    case Shelf::service:
        return place.item < catalogue_.services().size();
    case Shelf::question:
        return place.item < catalogue_.questions().size();
    case Shelf::corrections:
        return place.item < catalogue_.corrections().size();
    case Shelf::document:
        return place.item < catalogue_.documents().size();
    case Shelf::section:
        return place.item < catalogue_.documents().size() &&
               place.section < catalogue_.documents()[place.item].sections.size();
    case Shelf::announcement:
        return place.item < catalogue_.announcements().size();
    case Shelf::home:
    case Shelf::search:
    case Shelf::services:
    case Shelf::questions:
    case Shelf::library:
    case Shelf::announcements:
        return true;
    }
    return false;
}

bool Reader::read(const ReadingPlace& place) {
    if (!exists(place) || place == way_.back().place)
        return false;
    if (way_.size() == longest_way)
        way_.erase(way_.begin() + 1);
    // Corrections are leafed through like the pages of a text.
    const std::size_t page = place.shelf == Shelf::corrections ? place.item : 0;
    way_.push_back({place, page});
    return true;
}

bool Reader::apply(const screens::Intent& intent) {
    if (!open())
        return false;
    if (const auto* place = std::get_if<screens::Read>(&intent))
        return read(place->place);
    if (const auto* turn = std::get_if<screens::TurnPage>(&intent)) {
        const bool turned = turn->page != way_.back().page;
        way_.back().page = turn->page;
        return turned;
    }
    if (const auto* query = std::get_if<screens::TypeQuery>(&intent)) {
        form::wipe(query_);
        query_ = query->typed;
        return false;
    }
    if (!std::holds_alternative<screens::Back>(intent))
        return false;
    way_.pop_back();
    if (way_.empty())
        end();
    return true;
}

const std::vector<catalogue::Hit>& Reader::hits(ui::Language language) const {
    if (!found_ || found_->language != language || found_->query != query_) {
        if (found_)
            form::wipe(found_->query);
        found_ = Found{query_, language, catalogue_.search(query_, language)};
    }
    return found_->hits;
}

void Reader::end() {
    way_.clear();
    form::wipe(query_);
    if (found_)
        form::wipe(found_->query);
    found_.reset();
}

} // namespace istiqbal::app
