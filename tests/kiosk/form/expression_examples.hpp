// SPDX-License-Identifier: Apache-2.0
// How the tests of expressions ask: examples of a source and the text that it comes to.
#pragma once

#include "tests/catch.hpp"
#include "tests/kiosk/form/expression_world.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace istiqbal::form {

/// Whose expression it is: an element and the run that it stands in.
struct Standing {
    std::string_view element = "missing";
    InstanceId instance = 0;
};

inline Expression parsed(const World& world, std::string_view source, Standing standing = {}) {
    auto expression = Expression::parse(source, world.names(standing.element));
    if (!expression)
        FAIL(source << ": " << expression.error().message);
    return std::move(*expression);
}

inline Value value_in(World& world, std::string_view source, Standing standing = {}) {
    const Expression expression = parsed(world, source, standing);
    world.stand_at(standing.element, standing.instance);
    return expression.evaluate(world);
}

inline std::string text_in(World& world, std::string_view source, Standing standing = {}) {
    return to_text(value_in(world, source, standing));
}

inline std::string text_of(std::string_view source, Standing standing = {}) {
    World world;
    return text_in(world, source, standing);
}

struct Example {
    const char* source;
    const char* result;
};

inline void check_examples(std::initializer_list<Example> examples, Standing standing = {}) {
    World world;
    for (const Example& example : examples) {
        CAPTURE(example.source);
        CHECK(text_in(world, example.source, standing) == example.result);
    }
}

inline ExpressionFault fault_of(std::string_view source, Standing standing = {}) {
    const World world;
    const auto expression = Expression::parse(source, world.names(standing.element));
    CAPTURE(source);
    REQUIRE_FALSE(expression);
    CHECK_FALSE(expression.error().message.empty());
    return expression.error();
}

/// The message of the fault, to be searched.
inline bool fault_says(std::string_view source, std::string_view words, Standing standing = {}) {
    return fault_of(source, standing).message.find(words) != std::string::npos;
}

} // namespace istiqbal::form
