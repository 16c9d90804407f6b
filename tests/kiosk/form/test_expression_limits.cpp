// SPDX-License-Identifier: Apache-2.0
// What is foreign is bounded: the source when it is parsed, the work when it is evaluated. These tests count
// as passing by ending.
#include "tests/kiosk/form/expression_examples.hpp"

using namespace istiqbal::form;

namespace {

/// More members than a household may ever have.
World crowd(int members = 1000) {
    World world;
    for (int member = 0; member < members; ++member) {
        const InstanceId run = world.run("household", 0);
        world.answer("member", run, std::string(member % 10 == 0 ? "Sara" : "Omar"));
        world.answer("age", run, member % 90 + 1.0);
    }
    return world;
}

} // namespace

TEST_CASE("length, depth and number of parts are limited") {
    const World world;
    CHECK(Expression::parse(std::string(60, '(') + "1" + std::string(60, ')'), world.names("size")));
    CHECK(fault_of(std::string(2000, '(')).position == 64);
    CHECK(fault_of(std::string(2000, '-') + "1").position == 64);
    std::string calls;
    std::string predicates = "${size}";
    for (int depth = 0; depth < 100; ++depth) {
        calls += "not(";
        predicates += "[.";
    }
    CHECK(fault_of(calls).position == 4 * 64);
    CHECK(fault_of(predicates).position == 7 + 2 * 64);
    CHECK(Expression::parse(std::string(4095, ' ') + "1", world.names("size")));
    CHECK(fault_of(std::string(4096, ' ') + "1").position == 4096);
    std::string sum = "1";
    for (int term = 0; term < 1000; ++term)
        sum += "+1";
    CHECK(text_of(sum) == "1001");
    for (int term = 0; term < 500; ++term)
        sum += "+1";
    CHECK(fault_says(sum, "more than 2048 parts"));
}

TEST_CASE("a long path is read and walked") {
    std::string path = "..";
    while (path.size() < 4000)
        path += "/address/..";
    CHECK(text_of(path + "/size") == "4");
}

TEST_CASE("a regular expression that would not end counts as not matching") {
    World world;
    world.answer("name", 0, std::string(40, 'a') + "b");
    CHECK(text_in(world, "regex(${name}, '(a+)+$')") == "false");
    CHECK(text_in(world, "regex(${name}, '(a|aa)+c')") == "false");
    world.answer("name", 0, std::string(20'000, 'a'));
    CHECK(text_in(world, "regex(${name}, 'a+')") == "false");
}

TEST_CASE("patterns that never end are not tried on every run of a repeat") {
    World world = crowd();
    for (InstanceId run = 9; run < 1009; ++run)
        world.answer("member", run, std::string(40, 'a') + "b");
    CHECK(text_in(world, "count(${member}[regex(., '(a+)+$')])").empty());
}

TEST_CASE("a thousand runs are counted, also in each other") {
    World world = crowd();
    CHECK(text_in(world, "count(${household})") == "1003");
    CHECK(text_in(world, "count(${household}[member = 'Sara'])") == "101");
    CHECK(text_in(world, "sum(${age}[. > 90])") == "0");
}

TEST_CASE("two hundred runs may each look at all others") {
    World world = crowd(200);
    CHECK(text_in(world, "count(${household}[age = max(${age})])") == "2");
    CHECK(text_in(world, "count(${household}[age = max(${household}[position() < 5]/age)])") == "3");
}

TEST_CASE("what would take the cube of a thousand runs is empty") {
    World world = crowd();
    const char* const cubic = "count(${age}[count(${age}[count(${age}[. > 1]) > 1]) > 1])";
    CHECK(text_in(world, cubic).empty());
    CHECK(text_in(world, "not(count(${age}[count(${age}[count(${age}[. > 1]) > 1]) > 1]))").empty());
    CHECK(text_in(world, "${age} = ${age}[. > ${age}[. > ${age}]]").empty());
    CHECK(text_in(world, "count(${household}[position(.) = count(${age}[. = 200])])").empty());
    // The next evaluation begins anew.
    CHECK(text_in(world, "count(${age})") == "1003");
}

TEST_CASE("texts do not grow without bound") {
    World world = crowd();
    for (InstanceId run = 9; run < 1009; ++run)
        world.answer("member", run, std::string(4'000, 'x'));
    std::string all = "concat(${member}";
    for (int more = 0; more < 50; ++more)
        all += ", ${member}";
    CHECK(text_in(world, "string-length(" + all + "))").empty());
    CHECK(text_in(world, "string-length(concat(${member}))") == "4000012");
}
