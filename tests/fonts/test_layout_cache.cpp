// SPDX-License-Identifier: Apache-2.0
#include "fonts/layout_cache.hpp"
#include "tests/catch.hpp"
#include "tests/fonts/support.hpp"

#include <string>

using namespace istiqbal::text;
using test::fonts;

TEST_CASE("the same request is laid out once") {
    LayoutCache cache(fonts());
    const auto first = cache.get({.text = "السلام عليكم", .width = 300});
    std::string same("السلام عليكم");
    CHECK(cache.get({.text = same, .width = 300}) == first);
    CHECK(cache.counters().hits == 1);
    CHECK(cache.counters().misses == 1);
    CHECK(cache.size() == 1);
    CHECK(cache.bytes() > same.size());
}

TEST_CASE("each part of a request tells it from others") {
    LayoutCache cache(fonts());
    const LayoutRequest base{.text = "سلام", .width = 300};
    std::vector<LayoutRequest> requests(11, base);
    requests[1].text = "سلام ";
    requests[2].style.size_px = 33;
    requests[3].style.weight = Weight::bold;
    requests[4].style.family = Family::display;
    requests[5].style.line_height = 2;
    requests[6].style.tabular_digits = true;
    requests[7].width = 301;
    requests[8].direction = Direction::left_to_right;
    requests[9].alignment = Alignment::center;
    requests[10].overflow = Overflow::ellipsis(1);
    requests.push_back(base);
    requests.back().language = "en";
    for (const LayoutRequest& request : requests) {
        (void)cache.get(request);
    }
    CHECK(cache.counters().misses == requests.size());
    for (const LayoutRequest& request : requests) {
        (void)cache.get(request);
    }
    CHECK(cache.counters().hits == requests.size());
}

TEST_CASE("the least recently used goes first, and lives on where it is held") {
    LayoutCache cache(fonts(), {.entries = 2});
    const auto a = cache.get({.text = "a"});
    (void)cache.get({.text = "b"});
    (void)cache.get({.text = "a"});
    (void)cache.get({.text = "c"}); // b goes
    CHECK(cache.counters().evictions == 1);
    CHECK(cache.get({.text = "a"}) == a);
    const auto misses = cache.counters().misses;
    (void)cache.get({.text = "b"});
    CHECK(cache.counters().misses == misses + 1);
    CHECK(cache.size() == 2);
    CHECK(a->text() == "a");
}

TEST_CASE("bytes are bounded too") {
    LayoutCache cache(fonts(), {.entries = 1000, .bytes = 64 * 1024});
    for (int i = 0; i < 100; ++i) {
        (void)cache.get({.text = "رقم الطلب " + std::to_string(i)});
        REQUIRE(cache.bytes() <= 64 * 1024);
    }
    CHECK(cache.size() > 1);
    CHECK(cache.counters().evictions > 0);
    const std::string large(16'000, 'a');
    CHECK(cache.get({.text = large})->text() == large); // greater than the cache: made, not kept
    CHECK(cache.bytes() <= 64 * 1024);
}

TEST_CASE("clearing forgets all") {
    LayoutCache cache(fonts());
    (void)cache.get({.text = "سر"});
    (void)cache.get({.text = "آخر"});
    cache.clear();
    CHECK(cache.size() == 0);
    CHECK(cache.bytes() == 0);
    (void)cache.get({.text = "سر"});
    CHECK(cache.counters().hits == 0);
}

TEST_CASE("ill-formed text is found again as it was asked") {
    LayoutCache cache(fonts());
    const auto first = cache.get({.text = "a\xFF"});
    CHECK(cache.get({.text = "a\xFF"}) == first);
    CHECK(first->text() == "a\uFFFD");
}
