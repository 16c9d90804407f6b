// SPDX-License-Identifier: Apache-2.0
#include "fonts/layout_cache.hpp"

#include "fonts/unicode.hpp"

#include <functional>
#include <utility>

namespace istiqbal::text {
namespace {

std::uint64_t hash_of(const LayoutRequest& request) {
    std::uint64_t hash = std::hash<std::string_view>{}(request.text);
    const auto mix = [&hash](std::uint64_t value) {
        // One multiplication by a large odd number and a fold: enough to tell requests of one text apart.
        hash = (hash ^ value) * 0x9E3779B97F4A7C15ULL;
        hash ^= hash >> 32U;
    };
    mix(std::hash<float>{}(request.width));
    mix(std::hash<float>{}(request.style.size_px));
    mix(std::hash<float>{}(request.style.line_height));
    mix(std::hash<std::string_view>{}(request.language));
    mix(static_cast<std::uint64_t>(request.style.family) |
        static_cast<std::uint64_t>(request.style.weight) << 8U |
        static_cast<std::uint64_t>(request.style.tabular_digits) << 16U |
        static_cast<std::uint64_t>(request.direction) << 24U |
        static_cast<std::uint64_t>(request.alignment) << 28U |
        static_cast<std::uint64_t>(request.overflow.max_lines) << 32U);
    return hash;
}

} // namespace

struct LayoutCache::Entry {
    std::uint64_t hash;
    std::string text; // as asked, which the layout's differs from when it was ill-formed
    std::string language;
    LayoutRequest request; // its views are not used
    std::shared_ptr<const Layout> layout;
    std::size_t bytes;

    [[nodiscard]] bool answers(const LayoutRequest& other) const {
        return text == other.text && language == other.language && request.style == other.style &&
               request.width == other.width && request.direction == other.direction &&
               request.alignment == other.alignment && request.overflow == other.overflow;
    }
};

LayoutCache::LayoutCache(const FontSet& fonts)
    : LayoutCache(fonts, Limits{}) {}

LayoutCache::LayoutCache(const FontSet& fonts, Limits limits)
    : fonts_(fonts)
    , limits_(limits) {}

LayoutCache::~LayoutCache() {
    clear();
}

std::shared_ptr<const Layout> LayoutCache::get(const LayoutRequest& request) {
    const std::uint64_t hash = hash_of(request);
    const auto [first, last] = by_hash_.equal_range(hash);
    for (auto known = first; known != last; ++known) {
        if (known->second->answers(request)) {
            ++counters_.hits;
            entries_.splice(entries_.begin(), entries_, known->second);
            return known->second->layout;
        }
    }

    ++counters_.misses;
    auto layout = Layout::create(fonts_, request);
    const std::size_t bytes = sizeof(Entry) + request.text.size() + layout->bytes();
    if (bytes > limits_.bytes || limits_.entries == 0) {
        return layout;
    }
    LayoutRequest key = request;
    key.text = {};
    key.language = {};
    entries_.push_front(
        Entry{hash, std::string(request.text), std::string(request.language), key, layout, bytes});
    by_hash_.emplace(hash, entries_.begin());
    bytes_ += bytes;
    while (entries_.size() > limits_.entries || bytes_ > limits_.bytes) {
        ++counters_.evictions;
        evict(std::prev(entries_.end()));
    }
    return layout;
}

void LayoutCache::evict(Entries::iterator entry) {
    const auto [first, last] = by_hash_.equal_range(entry->hash);
    for (auto known = first; known != last; ++known) {
        if (known->second == entry) {
            by_hash_.erase(known);
            break;
        }
    }
    wipe(entry->text);
    bytes_ -= entry->bytes;
    entries_.erase(entry);
}

void LayoutCache::clear() {
    while (!entries_.empty()) {
        evict(entries_.begin());
    }
}

} // namespace istiqbal::text
