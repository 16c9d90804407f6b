// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/support/kiosk.hpp"

#include "tests/catch.hpp"
#include "tests/journeys/support/centre.hpp"
#include "tests/journeys/support/display.hpp"

#include <nlohmann/json.hpp>

#include <thread>

namespace istiqbal::journeys {

using Clock = std::chrono::steady_clock;

namespace {

// A sanitizer build on a busy machine takes seconds for what takes milliseconds.
constexpr milliseconds reply_patience{90'000};
constexpr milliseconds patience{30'000};
constexpr milliseconds tap_patience{8'000};

std::vector<std::string> words_of(const KioskOptions& options) {
    std::vector<std::string> words = options.before;
    words.insert(words.end(), {program("istiqbal-kiosk"), "--window", "--drive", "--size", options.size,
                               "--terminal", options.terminal});
    if (!options.assets.empty())
        words.insert(words.end(), {"--assets", options.assets});
    if (!options.density.empty())
        words.insert(words.end(), {"--density", options.density});
    words.insert(words.end(), options.options.begin(), options.options.end());
    return words;
}

} // namespace

Tree Tree::parse(const std::string& json) {
    const auto list = nlohmann::json::parse(json, nullptr, false);
    if (!list.is_array())
        FAIL("no tree: " << json);
    Tree tree;
    for (const auto& entry : list) {
        const auto& state = entry.at("state");
        tree.nodes_.push_back({entry.at("role"), entry.at("name"), entry.at("value"), state.at("enabled"),
                               state.at("selected"), state.at("focused"), state.at("invalid"),
                               state.at("busy"), state.at("visible"), state.at("current")});
    }
    return tree;
}

std::vector<Node> Tree::all(const std::string& role) const {
    std::vector<Node> found;
    for (const Node& node : nodes_)
        if (node.role == role)
            found.push_back(node);
    return found;
}

const Node* Tree::find(const std::string& role, const std::string& name) const {
    for (const Node& node : nodes_)
        if (node.role == role && node.name == name)
            return &node;
    return nullptr;
}

bool Tree::shows(const std::string& text) const {
    for (const Node& node : nodes_)
        if (node.name.find(text) != std::string::npos || node.value.find(text) != std::string::npos)
            return true;
    return false;
}

std::string Tree::describe() const {
    std::string text;
    for (const Node& node : nodes_)
        if (node.role != "key")
            text += node.role + " \"" + node.name + "\"" +
                    (node.value.empty() ? "" : " = \"" + node.value + "\"") + "\n";
    return text;
}

Kiosk::Kiosk(const KioskOptions& options)
    : process_(words_of(options),
               {{"DISPLAY", Display::shared().name()}, {"SDL_VIDEODRIVER", "x11"}, {"no_proxy", "*"}}) {}

std::string Kiosk::quoted(const std::string& text) {
    std::string line = "\"";
    for (const char character : text) {
        if (character == '"' || character == '\\')
            line.push_back('\\');
        line.push_back(character);
    }
    return line + "\"";
}

std::string Kiosk::command(const std::string& line) {
    const bool taken = process_.write(line + "\n");
    const auto reply = taken ? process_.read_line(reply_patience) : std::nullopt;
    if (!reply) {
        const auto status = process_.wait(milliseconds(0));
        FAIL("no answer to " << line << "; the kiosk "
                             << (status ? "ended with " + std::to_string(*status) : "hangs") << "\n"
                             << errors());
    }
    return *reply;
}

// The driver gives up on what is not on the screen after a moment; a busy machine may take longer than that.
void Kiosk::must(const std::string& line, milliseconds how_long) {
    const auto until = Clock::now() + how_long;
    std::string reply = command(line);
    while (reply.rfind("error: no \"", 0) == 0 && Clock::now() < until)
        reply = command(line);
    if (reply != "ok")
        FAIL(line << "\n" << reply << "\n" << errors());
}

void Kiosk::tap(const std::string& name) {
    must("tap " + quoted(name), tap_patience);
}

void Kiosk::hold(const std::string& name, int seconds) {
    must("hold " + quoted(name) + " " + std::to_string(seconds), tap_patience);
}

void Kiosk::hammer(const std::string& name, int times) {
    must("hammer " + quoted(name) + " " + std::to_string(times), tap_patience);
}

void Kiosk::move_to(const std::string& name, const std::string& button) {
    constexpr int a_round = 80;
    std::string passed;
    for (int steps = 0; steps < a_round; ++steps) {
        key(button);
        const Tree now = tree();
        for (const Node& node : now.nodes()) {
            if (!node.current)
                continue;
            CHECK(node.visible);
            if (node.name == name)
                return;
            passed += "\"" + node.name + "\" ";
        }
    }
    FAIL("the buttons do not lead to \"" << name << "\", only to " << passed);
}

void Kiosk::go_to(const std::string& name) {
    move_to(name, "tab");
}

void Kiosk::go_back_to(const std::string& name) {
    move_to(name, "back_tab");
}

void Kiosk::choose_key(const std::string& name) {
    std::string row;
    bool found = false;
    const Tree now = tree();
    for (const Node& node : now.nodes()) {
        if (node.role == "group")
            row = node.name;
        found = node.role == "key" && node.name == name;
        if (found)
            break;
    }
    if (!found || row.empty())
        FAIL("no row of keys holds \"" << name << "\"");
    choose(row);
    // The first of the row is focused at once.
    const Tree entered = tree();
    const Node* key_node = entered.find("key", name);
    if (key_node == nullptr || !key_node->current)
        go_to(name);
    key("enter");
    key("escape");
}

void Kiosk::expect(const std::string& text) {
    must("expect " + quoted(text), patience);
}

void Kiosk::type(const std::string& text) {
    must("type " + quoted(text), milliseconds(0));
}

void Kiosk::key(const std::string& name, int times) {
    for (int time = 0; time < times; ++time)
        must("key " + quoted(name), milliseconds(0));
}

void Kiosk::sign() {
    must("sign", milliseconds(0));
}

Tree Kiosk::tree() {
    return Tree::parse(command("tree"));
}

Tree Kiosk::wait_for(const std::string& what, const std::function<bool(const Tree&)>& wanted) {
    const auto until = Clock::now() + patience;
    for (;;) {
        Tree now = tree();
        if (wanted(now))
            return now;
        if (Clock::now() >= until)
            FAIL(what << " does not come; there is:\n" << now.describe() << errors());
        std::this_thread::sleep_for(milliseconds(50));
    }
}

int Kiosk::quit() {
    command("quit");
    const auto status = process_.wait(milliseconds(30'000));
    if (!status)
        FAIL("the kiosk does not end\n" << errors());
    return *status;
}

} // namespace istiqbal::journeys
