// SPDX-License-Identifier: Apache-2.0
#include "sync/office/completions.hpp"

#include <algorithm>
#include <map>

namespace istiqbal::office {

namespace {

// Records could name each other in a ring, made up by a terminal in other hands.
constexpr int longest_way = 16;

using ByReference = std::multimap<std::string, Case*>;

// The request at the end of the way from `completes`; null: it is not here, or not yet.
Case* request_of(const ByReference& by_reference, const std::string& completes) {
    std::string reference = completes;
    for (int step = 0; step < longest_way; ++step) {
        const auto [first, last] = by_reference.equal_range(reference);
        if (first == last)
            return nullptr;
        // Two cases may bear one reference, by chance or ill will; a request goes before what completes.
        const auto request = std::find_if(first, last, [](const ByReference::value_type& entry) {
            return entry.second->completes.empty();
        });
        if (request != last)
            return request->second;
        reference = first->second->completes;
    }
    return nullptr;
}

bool same(const seal::ListedDocument& lacked, const seal::ListedDocument& brought) {
    return lacked.document.empty() ? lacked.shown == brought.shown : lacked.document == brought.document;
}

void complete(Case& request, const Case& with) {
    request.completions.push_back({with.reference, with.created, with.number});
    for (const seal::ListedDocument& brought : with.brought)
        for (CaseDocument& lacked : request.lacked)
            if (lacked.came_with.empty() && same(lacked.listed, brought))
                lacked.came_with = with.reference;
}

} // namespace

void match_completions(std::vector<Case>& cases) {
    ByReference by_reference;
    // Oldest first: among equals the one that was filed first leads.
    for (auto found = cases.rbegin(); found != cases.rend(); ++found)
        by_reference.emplace(found->reference, &*found);
    for (auto found = cases.rbegin(); found != cases.rend(); ++found) {
        if (found->completes.empty())
            continue;
        Case* request = request_of(by_reference, found->completes);
        found->matched = request != nullptr;
        if (request != nullptr)
            complete(*request, *found);
    }
    for (Case& found : cases)
        if (!found.lacked.empty()) // a case of before version 3 has its number alone
            found.missing = static_cast<std::uint64_t>(
                std::count_if(found.lacked.begin(), found.lacked.end(),
                              [](const CaseDocument& document) { return document.came_with.empty(); }));
}

} // namespace istiqbal::office
