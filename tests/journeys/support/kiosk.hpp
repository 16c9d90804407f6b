// SPDX-License-Identifier: Apache-2.0
// `istiqbal-kiosk --drive` in a real window on the test's display: taps by name and reads what is on the
// screen, as a person does. A command that fails ends the test with the driver's own words.
#pragma once

#include "tests/journeys/support/process.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace istiqbal::journeys {

// A widget, as the semantics tree tells it (kiosk/ui/semantics.hpp).
struct Node {
    std::string role;
    std::string name;
    std::string value;
    bool enabled = true;
    bool selected = false;
    bool focused = false;
    bool invalid = false;
    bool busy = false;
    bool visible = false;
    bool current = false; // the two buttons are there
};

class Tree {
public:
    static Tree parse(const std::string& json); // what is no tree ends the test

    const std::vector<Node>& nodes() const { return nodes_; }
    std::vector<Node> all(const std::string& role) const;
    // The first with that role and name; null if there is none.
    const Node* find(const std::string& role, const std::string& name) const;
    bool shows(const std::string& text) const; // somewhere in a name or a value
    std::string describe() const;              // for a failed check

private:
    std::vector<Node> nodes_;
};

struct KioskOptions {
    std::filesystem::path terminal;
    std::filesystem::path assets{}; // empty: the repository's
    std::string size = "1080x1920";
    std::string density{};              // pixels a millimetre; empty: the program's own
    std::vector<std::string> options{}; // further ones of the program
    std::vector<std::string> before{};  // words in front of the program: a wrapper
};

class Kiosk {
public:
    explicit Kiosk(const KioskOptions& options);

    void tap(const std::string& name);
    void hold(const std::string& name, int seconds);
    // Touches it as fast as fingers can, and does not look whether it is still there.
    void hammer(const std::string& name, int times);
    void expect(const std::string& text); // waits up to half a minute
    void type(const std::string& text);   // into the field that has the focus
    void key(const std::string& name, int times = 1);
    void sign();
    Tree tree();
    // Waits until the tree is as wanted; ends the test after half a minute with `what`.
    Tree wait_for(const std::string& what, const std::function<bool(const Tree&)>& wanted);
    // By the two buttons: goes on, or back, until the focus is on what bears that name. Fails after a round.
    void go_to(const std::string& name);
    void go_back_to(const std::string& name);
    void choose(const std::string& name) {
        go_to(name);
        key("enter");
    }
    // Presses a key of the on-screen keyboard by the two buttons: into its row, along it, and out again.
    void choose_key(const std::string& name);
    // The driver's one line of reply, whatever it is.
    std::string command(const std::string& line);

    // Ends it as a person would; returns its exit status.
    int quit();
    std::string errors() const { return process_.errors(); }
    Process& process() { return process_; }
    const Process& process() const { return process_; }

    static std::string quoted(const std::string& text);

private:
    void must(const std::string& line, milliseconds patience);
    void move_to(const std::string& name, const std::string& button);

    Process process_;
};

} // namespace istiqbal::journeys
