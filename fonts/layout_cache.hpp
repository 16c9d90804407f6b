// SPDX-License-Identifier: Apache-2.0
#pragma once
// Layouts that were made before: a frame that changes nothing lays out nothing. Keyed by everything in the
// LayoutRequest; bounded in entries and bytes; the least recently used go first.
//
// It remembers what people typed. clear() is part of ending a session: it overwrites the texts.

#include "fonts/layout.hpp"

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>

namespace istiqbal::text {

class LayoutCache {
public:
    struct Limits {
        std::size_t entries = 4096;
        std::size_t bytes = std::size_t{16} << 20U;
    };
    struct Counters {
        std::uint64_t hits = 0;
        std::uint64_t misses = 0;
        std::uint64_t evictions = 0;
    };

    // `fonts` must outlive the cache.
    explicit LayoutCache(const FontSet& fonts);
    LayoutCache(const FontSet& fonts, Limits limits);
    LayoutCache(const LayoutCache&) = delete;
    LayoutCache& operator=(const LayoutCache&) = delete;
    ~LayoutCache();

    // The result lives as long as the caller keeps it, evicted or not.
    [[nodiscard]] std::shared_ptr<const Layout> get(const LayoutRequest& request);

    // Forgets all and overwrites the texts. A layout that a caller still holds is overwritten when it lets
    // go.
    void clear();

    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    [[nodiscard]] const Counters& counters() const { return counters_; }

private:
    struct Entry;
    using Entries = std::list<Entry>; // most recently used first

    void evict(Entries::iterator entry);

    const FontSet& fonts_;
    Limits limits_;
    Counters counters_;
    Entries entries_;
    std::unordered_multimap<std::uint64_t, Entries::iterator> by_hash_;
    std::size_t bytes_ = 0;
};

} // namespace istiqbal::text
