// SPDX-License-Identifier: Apache-2.0
// A visit among the entries of a repeat: adding, changing and removing them on the page that lists them.
#include "kiosk/app/visit.hpp"

#include <algorithm>

namespace istiqbal::app {

bool Visit::lists(const std::string& repeat) const {
    return step_ == Step::question && page_ == repeat && page().kind == form::PageKind::repeat;
}

bool Visit::lists_entry(const std::string& entry) const {
    if (step_ != Step::question || page().kind != form::PageKind::repeat)
        return false;
    const auto& entries = interview_.entries(page_);
    return std::any_of(entries.begin(), entries.end(),
                       [&](const form::Entry& each) { return each.path == entry; });
}

// Through all of its pages, also where the list was reached by "Change", and then to the list again.
bool Visit::enter_entry(const std::string& entry) {
    const form::Page* first = interview_.first_page(entry);
    if (first == nullptr)
        return false;
    to_page(*first);
    entry_ = entry;
    return true;
}

bool Visit::add_entry(const std::string& repeat) {
    if (!lists(repeat))
        return false;
    const auto entry = interview_.add_entry(repeat);
    if (!entry)
        return false;
    note_correction();
    return enter_entry(*entry);
}

bool Visit::change_entry(const std::string& entry) {
    return lists_entry(entry) && enter_entry(entry);
}

void Visit::ask_remove_entry(const std::string& entry) {
    if (lists_entry(entry))
        removing_ = entry;
}

bool Visit::remove_entry(const std::string& entry) {
    if (removing_ != entry || !lists_entry(entry))
        return false;
    removing_.clear();
    return interview_.remove_entry(entry) && note_correction();
}

bool Visit::walks_entry() const {
    return !entry_.empty() && page().listed == entry_;
}

} // namespace istiqbal::app
