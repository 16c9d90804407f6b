// SPDX-License-Identifier: Apache-2.0
// Every screen of the kiosk in the states a person can meet it in, over one filled and one empty support
// request.
#pragma once

#include "kiosk/form/interview.hpp"
#include "kiosk/screens/intents.hpp"
#include "tests/kiosk/headless.hpp"

#include <string>
#include <vector>

namespace istiqbal::test {

// The civil day of all tests.
form::Date sample_day();
// The support request with every question answered.
void fill(form::Interview& interview);

class EveryScreen {
public:
    struct Entry {
        std::string name;
        Headless::Scene scene;
        bool back;          // Back is on it
        bool moves = false; // it asks for frames by itself: something turns, or leaves
    };

    EveryScreen();
    EveryScreen(const EveryScreen&) = delete;
    EveryScreen& operator=(const EveryScreen&) = delete;

    const std::vector<Entry>& entries() const { return entries_; }
    const Entry& entry(std::string_view name) const;
    // What the last frame's screen asked for.
    screens::Intents intents;

private:
    void add(std::string name, std::function<void(ui::Frame&, screens::Intents&)> show, bool back = true,
             bool moves = false);
    void add_widgets();
    // every_screen_journey.cpp
    void add_begin();
    void add_questions();
    void add_ways_of_entry();
    void add_answers();
    void add_declarations();
    void add_receipts();
    void add_messages();
    // every_screen_form.cpp
    void add_form_pages();
    void add_repeats();
    // every_screen_staff.cpp
    void add_sign_in();
    void add_desk();
    void add_stick();
    void add_documents();
    void add_staff_panel();
    // every_screen_reading.cpp
    void add_ratings();
    void add_reading();
    void add_following_up();

    form::Interview filled_;
    form::Interview empty_;
    std::vector<form::Problem> no_problems_;
    std::vector<form::Problem> problems_; // of the empty one
    std::vector<ui::Stroke> unsigned_;
    std::vector<ui::Stroke> signed_;
    std::vector<Entry> entries_;
};

} // namespace istiqbal::test
