// SPDX-License-Identifier: Apache-2.0
// Branch mode: how a request reached us and for whom (C2–C4, C8; P3, G10). A representative who takes a
// request says who asks, when it reached us and, of somebody who is not there, how they consented, before the
// journey begins:
//
//     who ─┬──────────────────────────────┬→ received ─┬→ (done)
//          └→ name → relation → mobile ───┘            └→ consent ─→ (done)
//
// Names are as forms check them: 2 to 100 characters of a person's name, a Saudi mobile number, a day that is
// not in the future.
//
// One thread: the window's.
#pragma once

#include "kiosk/form/answers.hpp"
#include "kiosk/form/calendar.hpp"
#include "kiosk/screens/intents.hpp"
#include "kiosk/screens/taking.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace istiqbal::app {

// Who takes the request for the person, how it came (C1–C8), and who asked.
struct Taking {
    std::string representative; // name
    std::string channel;        // "C1" … "C8"
    form::Date received;        // the day on which the request reached us
    screens::Asks asks = screens::Asks::unsaid;
    // Of who asks for another, as typed; empty for the beneficiary.
    form::WipedText name{};
    std::string relation{}; // of screens::relations
    form::WipedText mobile{};
    screens::ConsentGiven consent = screens::ConsentGiven::unsaid; // of who is not there

    // By telephone, letter or social media the person is not there: nobody to hand the tablet to.
    bool present() const { return channel != "C2" && channel != "C3" && channel != "C4"; }
};

class TakingPages {
public:
    // `taking` outlives it and is filled in by it. `today` is the terminal's civil day.
    TakingPages(Taking& taking, std::function<form::Date()> today);

    screens::TakingPage page() const { return page_; }
    screens::TakingProblem problem() const { return problem_; }
    screens::TakingView view() const;
    // Everything that is asked was said, and is in order.
    bool complete() const;

    // At the first page that has something to say; at the last one; at one alone, for a correction.
    void begin();
    void begin_at_end();
    void change(screens::TakingPage page);

    enum class Way {
        stays,
        turned, // another page of these
        back,   // out of the first one, or out of the one that was to be changed
        done
    };
    Way apply(const screens::Intent& intent);

private:
    std::vector<screens::TakingPage> pages() const;
    screens::TakingProblem fault_of(screens::TakingPage page) const;
    bool take(const screens::Intent& intent); // whether it said something
    Way go_on();
    Way go_back();
    void to(screens::TakingPage page);

    Taking& taking_;
    std::function<form::Date()> today_;
    screens::TakingPage page_ = screens::TakingPage::who;
    screens::TakingProblem problem_ = screens::TakingProblem::none;
    bool changing_ = false; // one page alone was asked for
};

} // namespace istiqbal::app
