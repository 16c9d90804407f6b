// SPDX-License-Identifier: Apache-2.0
#include "kiosk/catalogue/catalogue.hpp"

#include <algorithm>

namespace istiqbal::catalogue {
namespace {

template <class T>
const T* find_by_id(const std::vector<T>& all, std::string_view id) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const T& each) { return each.id == id; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

bool Journey::offered_in(std::string_view mode) const {
    return std::find(modes.begin(), modes.end(), mode) != modes.end();
}

bool Announcement::shown_on(form::Date day) const {
    return !(from && day < *from) && !(until && *until < day);
}

const Journey* Catalogue::journey(std::string_view id) const {
    return find_by_id(journeys_, id);
}

const Journey* Catalogue::completing_journey() const {
    const auto found =
        std::find_if(journeys_.begin(), journeys_.end(), [](const Journey& each) { return each.completes; });
    return found == journeys_.end() ? nullptr : &*found;
}

const Service* Catalogue::service(std::string_view id) const {
    return find_by_id(services_, id);
}

const Document* Catalogue::document(std::string_view id) const {
    return find_by_id(documents_, id);
}

std::vector<const Journey*> Catalogue::journeys_of(std::string_view group, std::string_view mode) const {
    std::vector<const Journey*> found;
    for (const Journey& journey : journeys_)
        if (journey.group == group && journey.offered_in(mode))
            found.push_back(&journey);
    return found;
}

std::vector<const Announcement*> Catalogue::announcements_on(form::Date day) const {
    std::vector<const Announcement*> found;
    for (const Announcement& announcement : announcements_)
        if (announcement.shown_on(day))
            found.push_back(&announcement);
    return found;
}

} // namespace istiqbal::catalogue
