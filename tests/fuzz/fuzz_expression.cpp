// SPDX-License-Identifier: Apache-2.0
// Any bytes as an expression of a form with repeats in each other: refused with a position inside the source,
// or parsed and evaluated, from four places in the form, to the same value each time. What it depends on is
// in the form.
#include "tests/kiosk/form/expression_world.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace istiqbal::form;

namespace {

struct Place {
    const char* element;
    InstanceId instance;
};

void check(World& world, const Place& place, std::string_view source) {
    const auto expression = Expression::parse(source, world.names(place.element));
    if (!expression) {
        if (expression.error().position > source.size() || expression.error().message.empty())
            std::abort();
        return;
    }
    for (const Dependency& each : expression->dependencies()) {
        if (each.element == form_element || each.element >= world.outline().size())
            std::abort();
    }
    world.stand_at(place.element, place.instance);
    const std::string first = to_text(expression->evaluate(world));
    const bool random =
        source.find("random") != std::string_view::npos || source.find("uuid") != std::string_view::npos;
    if (!random && to_text(expression->evaluate(world)) != first)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static World world;
    const std::string_view source(reinterpret_cast<const char*>(data), size);
    for (const Place& place : {Place{"size", 0}, Place{"income", 1}, Place{"toy", 6}, Place{"child", 3}})
        check(world, place, source);
    return 0;
}
