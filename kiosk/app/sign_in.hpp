// SPDX-License-Identifier: Apache-2.0
// An employee or representative saying who they are by PIN: to open the branch desk or the staff panel, to
// take a tablet back, to vouch for somebody who cannot sign. Digits live in wiped memory and only until they
// are tried.
//
// One thread: the window's.
#pragma once

#include "kiosk/app/tasks.hpp"
#include "kiosk/screens/intents.hpp"

#include <optional>
#include <string>
#include <vector>

namespace istiqbal::app {

enum class Purpose { desk, staff_panel, hand_back, witness };

class SignIn {
public:
    using Clock = platform::Clock;

    // Offers the people whose role suits: representatives at the desk and for the hand-back, anyone
    // elsewhere. `only`: the one person who may, as the tablet is theirs.
    SignIn(Purpose purpose, const std::vector<seal::Person>& people, const std::string& only = {});

    Purpose purpose() const { return purpose_; }
    const std::vector<seal::Person>& people() const { return people_; }
    const seal::Person* chosen() const; // null: not yet
    bool busy() const { return busy_; }
    bool wrong() const { return wrong_; }
    bool failed() const { return failed_; } // the roster could not be used
    // Until when the pad is closed after too many wrong PINs; nothing: it is open.
    std::optional<Clock::time_point> wait_until() const { return wait_until_; }

    // Returns whether the page is another one now. `task` is set when a PIN is to be tried.
    bool apply(const screens::Intent& intent, std::optional<Task>& task);
    void refused(const NotUnlocked& refusal, Clock::time_point now);
    void failed_to_try();
    // Opens the pad once the wait is over. Returns whether it did.
    bool tick(Clock::time_point now);

private:
    Purpose purpose_;
    std::vector<seal::Person> people_;
    std::string chosen_;
    bool busy_ = false;
    bool wrong_ = false;
    bool failed_ = false;
    std::optional<Clock::time_point> wait_until_;
};

} // namespace istiqbal::app
