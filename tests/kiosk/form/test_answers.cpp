// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/answers.hpp"
#include "tests/catch.hpp"

#include <string>

using namespace istiqbal::form;

TEST_CASE("answers keep what was typed beside its canonical value") {
    Answers answers(2);
    answers.set(1, "٤٢", "42");
    CHECK(answers.at(1).typed == "٤٢");
    CHECK(answers.at(1).value == "42");
    CHECK(answers.at(0).typed.empty());
}

TEST_CASE("a short answer is overwritten in place when it is replaced or cleared") {
    Answers answers(1);
    answers.set(0, "1000000008", "1000000008");
    const char* place = answers.at(0).typed.data();
    answers.set(0, "", "");
    REQUIRE(answers.at(0).typed.data() == place);
    // The string has room for these bytes still: they belong to it, though past its end.
    REQUIRE(answers.at(0).typed.capacity() >= 10);
    CHECK(std::string(place, 10) == std::string(10, '\0'));
}

TEST_CASE("clearing forgets every answer and keeps the number of questions") {
    Answers answers(3);
    answers.set(2, std::string(500, 'x'), "x");
    answers.clear();
    CHECK(answers.at(2).typed.empty());
    CHECK(answers.at(2).value.empty());
}
