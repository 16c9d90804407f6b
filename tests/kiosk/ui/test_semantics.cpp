// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/semantics.hpp"
#include "kiosk/ui/widgets.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/headless.hpp"

#include <nlohmann/json.hpp>

using namespace istiqbal;
using namespace istiqbal::ui;

namespace {

Node node(Role role, std::string name, State state = {}) {
    return {role, std::move(name), {}, state, {0, 0, 10, 10}, {0, 0, 10, 10}};
}

} // namespace

TEST_CASE("A target is found by its whole name, an enabled one before a disabled", "[semantics]") {
    Semantics tree;
    tree.add(node(Role::heading, "Send"));
    tree.add(node(Role::button, "Send", {.enabled = false}));
    tree.add(node(Role::button, "Send it"));
    REQUIRE(tree.find_target("Send") != nullptr);
    CHECK_FALSE(tree.find_target("Send")->state.enabled);
    tree.add(node(Role::button, "Send"));
    CHECK(tree.find_target("Send")->state.enabled);
    CHECK(tree.find_target("Sen") == nullptr);
    CHECK(tree.target_names() == std::vector<std::string>{"Send", "Send it", "Send"});
}

TEST_CASE("What cannot be tapped is no target", "[semantics]") {
    Semantics tree;
    for (const Role role :
         {Role::heading, Role::text, Role::progress, Role::alert, Role::dialog, Role::image})
        tree.add(node(role, "it"));
    CHECK(tree.find_target("it") == nullptr);
    CHECK(tree.target_names().empty());
    for (const Role role :
         {Role::button, Role::radio, Role::checkbox, Role::text_field, Role::key, Role::signature}) {
        Semantics other;
        other.add(node(role, "it"));
        CHECK(other.find_target("it") != nullptr);
    }
}

TEST_CASE("A tree shows a text that a name or a value holds", "[semantics]") {
    Semantics tree;
    CHECK_FALSE(tree.shows("a"));
    tree.add({Role::text, "Request number", "7KQ4-9M2X-C", {}, {}, {}});
    CHECK(tree.shows("quest num"));
    CHECK(tree.shows("9M2X"));
    CHECK_FALSE(tree.shows("number7KQ4"));
}

TEST_CASE("The tree as JSON says role, name, value, state and rectangle, on one line", "[semantics]") {
    Semantics tree;
    tree.add({Role::checkbox, "الإيجار \"1\"\n", "x", {.selected = true}, {1, 2, 3, 4}, {}});
    const std::string line = tree.to_json();
    CHECK(line.find('\n') == std::string::npos);
    const auto json = nlohmann::json::parse(line);
    REQUIRE(json.size() == 1);
    CHECK(json[0]["role"] == "checkbox");
    CHECK(json[0]["name"] == "الإيجار \"1\"\n");
    CHECK(json[0]["value"] == "x");
    CHECK(json[0]["state"]["selected"] == true);
    CHECK(json[0]["state"]["enabled"] == true);
    CHECK(json[0]["state"]["visible"] == false);
    CHECK(json[0]["rect"] == nlohmann::json::array({1.0, 2.0, 3.0, 4.0}));
}

TEST_CASE("The tree as JSON stays JSON when a value is not UTF-8", "[semantics]") {
    Semantics tree;
    tree.add({Role::text_field, "Name\xC3", "\xFF\x80 \xED\xA0\x80", {}, {}, {}});
    CHECK(nlohmann::json::parse(tree.to_json(), nullptr, false).is_array());
}

TEST_CASE("Roles have the names of WAI-ARIA and none is without", "[semantics]") {
    CHECK(role_name(Role::text_field) == "textbox");
    for (const Role role :
         {Role::heading, Role::text, Role::button, Role::radio, Role::checkbox, Role::text_field, Role::key,
          Role::progress, Role::alert, Role::dialog, Role::image, Role::signature})
        CHECK_FALSE(role_name(role).empty());
}

TEST_CASE("A dialog hides the page beneath it from reading and from touching", "[semantics]") {
    test::Headless screen;
    int beneath = 0;
    int above = 0;
    bool open = false;
    const auto scene = [&](Frame& frame) {
        if (button(frame, "beneath", {0, 0, 1080, 900}, {.label = "Beneath"}))
            ++beneath;
        if (!open)
            return;
        frame.begin_dialog("Are you there?", Backdrop::dimmed);
        if (button(frame, "above", {100, 1000, 300, 100}, {.label = "Above"}))
            ++above;
    };
    screen.settle(scene);
    screen.tap(scene, 500, 500);
    CHECK(beneath == 1);
    open = true;
    screen.frame(scene);
    screen.frame(scene);
    CHECK(screen.semantics.find_target("Beneath") == nullptr);
    CHECK_FALSE(screen.semantics.shows("Beneath"));
    REQUIRE_FALSE(screen.semantics.nodes().empty());
    CHECK(screen.semantics.nodes().front().role == Role::dialog);
    screen.tap(scene, 500, 500);
    CHECK(beneath == 1);
    screen.tap(scene, 250, 1050);
    CHECK(above == 1);
    open = false;
    screen.settle(scene);
    screen.settle(scene);
    screen.tap(scene, 500, 500);
    CHECK(beneath == 2);
}
