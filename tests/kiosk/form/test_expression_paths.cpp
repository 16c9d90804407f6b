// SPDX-License-Identifier: Apache-2.0
// Paths, predicates and what an expression depends on, from everywhere in a form with repeats.
#include "tests/kiosk/form/expression_examples.hpp"

#include <algorithm>

using namespace istiqbal::form;

namespace {

constexpr Standing at_form{"", 0};
constexpr Standing second_member{"member", 2};
constexpr Standing first_income{"income", 1};
constexpr Standing second_child{"toy", 5};
constexpr Standing whole_household{"household", 0};
constexpr Standing children_of_third{"child", 3};

/// "age household*": a star where it may change in any instance.
std::string dependencies(std::string_view source, Standing standing = {}) {
    const World world;
    const Expression expression = parsed(world, source, standing);
    std::string all;
    for (const Dependency& each : expression.dependencies())
        all += (all.empty() ? "" : " ") + world.outline().at(each.element).name + (each.anywhere ? "*" : "");
    return all;
}

} // namespace

TEST_CASE("a name is the question as it stands to the one that asks") {
    check_examples({{"${size}", "4"}, {"${floor}", "2"}, {"${age}", "40"}, {"${toy}", "ball"}});
    check_examples({{"${size}", "4"},
                    {"${age}", "12"},
                    {"${income}", "500"},
                    {"${place}", "hall"},
                    {"concat(${toy})", ""},
                    {"sum(${age})", "12"}},
                   second_member);
    check_examples({{"${age}", "40"}, {"${member}", "Sara"}, {"concat(${toy})", "ballbook"}}, first_income);
    check_examples({{"${toy}", "book"}, {"${age}", "40"}, {"${income}", "3000"}, {"concat(${toy})", "book"}},
                   second_child);
    check_examples({{"count(${household})", "3"}, {"sum(${age})", "59"}, {"${size}", "4"}}, whole_household);
    check_examples({{"count(${child})", "1"}, {"${age}", "7"}, {"concat(${toy})", "kite"}},
                   children_of_third);
}

TEST_CASE("a repeat by its name is all of its runs") {
    check_examples({{"count(${household})", "3"},
                    {"count(${visit})", "2"},
                    {"count(${child})", "3"},
                    {"count(${child}) > count(${visit})", "true"}});
    check_examples({{"count(${household})", "3"}, {"count(${child})", "2"}}, second_child);
    check_examples({{"count(${household})", "3"}, {"count(${child})", "0"}}, second_member);
}

TEST_CASE("paths go up and down, also from inside groups") {
    check_examples({{"../size", "4"},
                    {"./../size", "4"},
                    {"../address/city", "riyadh"},
                    {"../address/building/../city", "riyadh"},
                    {"../address/${city}", "riyadh"},
                    {"../size/.", "4"},
                    {"sum(../household/age)", "59"},
                    {"concat(../household/child/toy)", "ballbookkite"},
                    {"count(../household/child/..)", "2"},
                    {"current()/../size", "4"},
                    {"${household}/age", "40"},
                    {"sum(${household}/work/income)", "3500"},
                    {"concat(${toy}/../../member)", "SaraHuda"}});
    check_examples({{"../../age", "40"},
                    {"../../../size", "4"},
                    {"../../../household/age", "40"},
                    {"sum(../../../household/age)", "59"},
                    {"concat(../../child/toy)", "ballbook"}},
                   first_income);
    check_examples({{"../../member", "Sara"}, {"../grade", "2"}, {"concat(../../child/grade)", "12"}},
                   second_child);
    CHECK(fault_of("../nobody").position == 3);
    CHECK(fault_of("../size/age").position == 8);
    CHECK(fault_of("../..").position == 3);
    CHECK(fault_of("/data/..").position == 6);
    CHECK(fault_of("${size}/../..").position == 11);
    CHECK(fault_of("..", at_form).position == 0);
    CHECK(fault_of("../address/size").position == 11);
}

TEST_CASE("a path from the top is relative to the run that it stands in") {
    check_examples({{"/data/size", "4"},
                    {"/registration/size", "4"},
                    {"/data/address/building/floor", "2"},
                    {"sum(/data/household/age)", "59"},
                    {"/data/household[2]/age", "12"},
                    {"count(/data)", "1"}},
                   at_form);
    check_examples({{"/data/household/age", "12"},
                    {"/data/household[1]/age", "40"},
                    {"count(/data/household)", "3"},
                    {"concat(/data/household/child/toy)", ""}},
                   second_member);
    check_examples({{"/data/household/child/toy", "book"},
                    {"concat(/data/household/child[1]/toy)", "ball"},
                    {"/data/household/work/income", "3000"}},
                   second_child);
}

TEST_CASE("an expression of a repeat as a whole stands outside its runs") {
    check_examples({{"../size", "4"}, {"count(..)", "1"}, {"${size} * 2", "8"}}, whole_household);
    check_examples({{"../age", "7"}, {"../../size", "4"}, {"../work/income", ""}, {"position(..)", "3"}},
                   children_of_third);
    CHECK(fault_says(". = 1", "as a whole", whole_household));
    CHECK(fault_says("./age", "as a whole", whole_household));
    CHECK(fault_says("current()", "as a whole", whole_household));
    CHECK(fault_says("string-length()", "as a whole", whole_household));
}

TEST_CASE("[ ] filters by truth or by position, among siblings") {
    check_examples({{"${household}[2]/age", "12"},
                    {"${household}[position() = 2]/age", "12"},
                    {"${household}[last()]/member", "Huda"},
                    {"${household}[position() = last() - 1]/member", "Omar"},
                    {"${household}[age > 10]/member", "Sara"},
                    {"count(${household}[age > 10])", "2"},
                    {"concat(${household}[age > 10][2]/member)", "Omar"},
                    {"concat(${household}[2][age > 20]/member)", ""},
                    {"count(${age}[. > 10])", "2"},
                    {"concat(${member}[../age < 20])", "OmarHuda"},
                    {"concat(${household}[work/income > 400]/member)", "SaraOmar"},
                    {"concat(${household}[child/toy = 'kite']/member)", "Huda"},
                    {"concat(${household}[child]/member)", "SaraHuda"},
                    {"concat(${household}[count(child) = 2]/member)", "Sara"},
                    {"concat(${household}/child[1]/toy)", "ballkite"},
                    {"concat(${child}[1]/toy)", "ballkite"},
                    {"concat(${child}[last()]/toy)", "bookkite"},
                    {"concat(${household}[true()]/member)", "SaraOmarHuda"},
                    {"concat(${household}['']/member)", ""},
                    {"${household}[0]/age", ""},
                    {"${household}[4]/age", ""},
                    {"${household}[1.5]/age", ""},
                    {"count(${household}[age = 12 or age = 7])", "2"}});
    check_examples({{"../../household[age < current()/../age]/member", "Huda"},
                    {"concat(${household}[age > ${age}]/member)", "Sara"},
                    {"${household}[position() = position(current()/..) - 1]/member", "Sara"},
                    {"concat(../../household[position() != position(current()/..)]/member)", "SaraHuda"}},
                   second_member);
    CHECK(text_of(".[. > 3]", {"size"}) == "4");
    CHECK(text_of(".[. > 4]", {"size"}).empty());
    CHECK(text_of("${household}[age = ../size + 8]/member") == "Omar");
    CHECK(fault_of("${household}[nobody = 1]").position == 13);
    CHECK(fault_of("${household}[]").position == 13);
    CHECK(fault_of("last()").position == 0);
}

TEST_CASE("sets of nodes compare by any pair") {
    check_examples({{"${age} = 12", "true"},
                    {"${age} = 13", "false"},
                    {"${age} != 12", "true"},
                    {"12 = ${age}", "true"},
                    {"${age} > 39", "true"},
                    {"${age} > 40", "false"},
                    {"${age} = ${grade}", "false"},
                    {"${income} = ''", "true"},
                    {"${toy} = 'kite'", "true"},
                    {"not(${toy} = 'kite')", "false"},
                    {"${household}[9]/age = ''", "true"}});
    World world;
    world.switch_off("age", 2);
    CHECK(text_in(world, "${age} = 12") == "false");
}

TEST_CASE("| unites, in the order of the form, each node once") {
    check_examples({{"concat(${place} | ${name})", "نورةhalldesk"},
                    {"count(${age} | ${age})", "3"},
                    {"count(${age} | ${household}/age | ${size})", "4"},
                    {"concat(${toy} | ${member})", "SaraballbookOmarHudakite"},
                    {"concat(${household}[2]/member | ${household}[1]/member)", "SaraOmar"},
                    {"max(${size} | ${age})", "40"},
                    {"join(' ', /data/size | /data/name)", "4 نورة"},
                    {"${age} | ${size} = 4", "true"},
                    {"-${size} | ${missing}", "-4"}});
}

TEST_CASE("what is not relevant is empty, and no part of a set") {
    check_examples({{"${off}", ""}, {"${off} = ''", "true"}, {"count(${off})", "0"}, {"sum(${off})", "0"}});
    World world;
    world.switch_off("age", 1);
    world.switch_off("household", 3);
    CHECK(text_in(world, "count(${age})") == "2");
    CHECK(text_in(world, "${age}") == "12"); // the first that is relevant
    CHECK(text_in(world, "count(${household})") == "2");
    CHECK(text_in(world, "sum(${age})") == "19");
    CHECK(text_in(world, "join(',', ${age})") == "12,7");
    world.switch_off("address", 0);
    CHECK(text_in(world, "count(../address)") == "0");
    CHECK(text_in(world, "boolean(../address)") == "false");
}

TEST_CASE("groups and repeats are true where one is there") {
    check_examples({{"boolean(${household})", "true"},
                    {"not(${household}[age > 99])", "true"},
                    {"if(${household}[age > 39], 'yes', 'no')", "yes"},
                    {"boolean(..)", "true"},
                    {"${household} and ${visit}", "true"}});
    CHECK(text_of("boolean(${child})", second_member) == "false");
}

TEST_CASE("position() of a run is its number") {
    check_examples({{"position(..)", "2"}, {"position(../../household)", "1"}}, second_member);
    check_examples({{"position(../..)", "1"}}, first_income);
    check_examples({{"position(..)", "2"}, {"position(../..)", "1"}}, second_child);
    CHECK(text_of("position(..)", {"toy", 6}) == "1");
    CHECK(text_of("position(../..)", {"toy", 6}) == "3");
    CHECK(text_of("position(${household}[age = 7])") == "3");
    CHECK(text_of("position(${household}[age = 99])") == "NaN");
    CHECK(fault_says("position(..)", "position(../..)", first_income));
    CHECK(fault_says("position(${age})", "lead to the repeat", second_member));
    CHECK(fault_says("position()", "write position(..)", second_member));
    CHECK(fault_says("position('a')", "lead to the repeat"));
}

TEST_CASE("indexed-repeat() takes one run, and one within it") {
    check_examples({{"indexed-repeat(${age}, ${household}, 2)", "12"},
                    {"indexed-repeat(${income}, ${household}, 1)", "3000"},
                    {"indexed-repeat(${toy}, ${household}, 1, ${child}, 2)", "book"},
                    {"indexed-repeat(${toy}, ${household}, 3, ${child}, 1)", "kite"},
                    {"indexed-repeat(${toy}, ${household}, 2, ${child}, 1)", ""},
                    {"indexed-repeat(${age}, ${household}, 0)", ""},
                    {"indexed-repeat(${age}, ${household}, 4)", ""},
                    {"indexed-repeat(${age}, ${household}, 3.5)", "7"},
                    {"indexed-repeat(${age}, ${household}, '')", ""},
                    {"indexed-repeat(${age}, ${household}, count(${household}))", "7"},
                    {"indexed-repeat(/data/household/age, /data/household, 2)", "12"}});
    check_examples({{"indexed-repeat(${member}, ${household}, position(..) - 1)", "Sara"},
                    {"indexed-repeat(${member}, ${household}, position(..) + 1)", "Huda"}},
                   second_member);
    check_examples({{"indexed-repeat(${toy}, ${child}, 1)", "ball"},
                    {"indexed-repeat(${toy}, ${household}, 3, ${child}, 1)", "kite"}},
                   second_child);
    CHECK(fault_says("indexed-repeat(${age}, ${address}, 1)", "repeats"));
    CHECK(fault_says("indexed-repeat(${place}, ${household}, 1)", "does not lie right in"));
    CHECK(fault_says("indexed-repeat(${toy}, ${household}, 1)", "does not lie right in"));
    CHECK(fault_says("indexed-repeat(${toy}, ${child}, 1)", "outer repeat"));
    CHECK(fault_says("indexed-repeat(${toy}, ${child}, 1, ${household}, 1)", "outer repeat"));
    CHECK(fault_says("indexed-repeat(${age}, ${household}, 1, 2)", "for each repeat"));
    CHECK(fault_says("indexed-repeat(${household}, ${household}, 1)", "is a question"));
    CHECK(fault_says("indexed-repeat('age', ${household}, 1)", "is a question"));
}

TEST_CASE("dependencies: questions, and the repeats on the way to them") {
    CHECK(dependencies("1 + 2").empty());
    CHECK(dependencies(". > 3").empty());
    CHECK(dependencies("${size} + ${floor} + ${size}") == "size floor");
    CHECK(dependencies("sum(${age})") == "household age");
    CHECK(dependencies("sum(${toy})") == "household child toy");
    CHECK(dependencies("count(${household})") == "household");
    CHECK(dependencies("sum(../household/age)") == "household age");
    CHECK(dependencies("sum(/data/household/age)") == "household age");
    CHECK(dependencies("jr:choice-name('a', '${sources}')").empty());
    CHECK(dependencies("${size} | ${floor}") == "size floor");
    CHECK(dependencies("count(/data)").empty());
}

TEST_CASE("dependencies from within a repeat") {
    CHECK(dependencies("${age}", second_member) == "age");
    CHECK(dependencies("${size}", second_member) == "size");
    CHECK(dependencies("/data/household/age", second_member) == "age");
    CHECK(dependencies("../age", second_member) == "age");
    CHECK(dependencies("position(..)", second_member) == "household");
    CHECK(dependencies("position(../..)", second_child) == "household");
    CHECK(dependencies("count(${household})", second_member) == "household");
    CHECK(dependencies("sum(${grade})", second_member) == "child grade");
    CHECK(dependencies("${grade}", second_child) == "grade");
    CHECK(dependencies("sum(../../household/age)", second_member) == "household* age*");
    CHECK(dependencies("sum(${place})", second_member) == "visit place");
    CHECK(dependencies("../age", children_of_third) == "age");
    CHECK(dependencies("sum(${age})", whole_household) == "household age");
}

TEST_CASE("what [ ] and indexed-repeat() look at may change anywhere") {
    CHECK(dependencies("count(${household}[age > 10])") == "household* age*");
    CHECK(dependencies("${household}[work/income > ${size}]/member") == "size* household* member* income*");
    CHECK(dependencies("count(../../household[age > current()/../age])", second_member) == "household* age*");
    CHECK(dependencies("indexed-repeat(${member}, ${household}, position(..) - 1)", second_member) ==
          "household* member*");
    CHECK(dependencies("indexed-repeat(${toy}, ${household}, ${size}, ${child}, 1)") ==
          "size household* child* toy*");
}

TEST_CASE("whatever changes a value is among the dependencies") {
    // Every answer, relevance and run of the world is changed in turn: where that changes what an expression
    // comes to, it must have said so.
    struct Asked {
        const char* source;
        Standing standing;
    };
    const Asked asked[] = {{"sum(${age}) + sum(${grade})", at_form},
                           {"count(${household}[age > 10]) + count(${visit})", {"size", 0}},
                           {"concat(${member}, position(..), ${size})", second_member},
                           {"concat(${toy}[../grade > 1], ../../member, position(../..))", second_child},
                           {"concat(../../household[age < current()/../age]/member)", second_member},
                           {"indexed-repeat(${member}, ${household}, position(..) - 1)", second_member},
                           {"concat(${toy}, ${place} | ${city}, /data/household/age)", second_member},
                           {"count(../address) + ${floor}", {"size", 0}},
                           {"concat(${household}[last()]/child/toy)", at_form},
                           {"count(${child}) + ../age", children_of_third},
                           {"count(${child}/..)", at_form}};
    const World plain;
    int changes = 0;
    for (const Asked& each : asked) {
        const Expression expression = parsed(plain, each.source, each.standing);
        const auto& known = expression.dependencies();
        const auto check = [&](ElementId element, World& changed) {
            World before;
            before.stand_at(each.standing.element, each.standing.instance);
            changed.stand_at(each.standing.element, each.standing.instance);
            if (to_text(expression.evaluate(before)) == to_text(expression.evaluate(changed)))
                return;
            ++changes;
            CAPTURE(each.source, plain.outline().at(element).name);
            CHECK(std::any_of(known.begin(), known.end(),
                              [&](const Dependency& one) { return one.element == element; }));
        };
        for (ElementId element = 1; element < plain.outline().size(); ++element) {
            const Element& what = plain.outline().at(element);
            for (InstanceId instance = 0; instance <= 8; ++instance) {
                World answered;
                answered.answer(what.name, instance, 99.0);
                check(element, answered);
                World switched;
                switched.switch_off(what.name, instance);
                check(element, switched);
                if (what.kind != ElementKind::repeat)
                    continue;
                World longer;
                longer.run(what.name, instance);
                check(element, longer);
            }
        }
    }
    CHECK(changes > 50);
}
