// SPDX-License-Identifier: Apache-2.0
// A terminal's session by a clock that the test holds, with the hand of a person and the answers of the
// records.
#pragma once

#include "kiosk/app/session.hpp"
#include "tests/kiosk/app/scenes.hpp"

namespace istiqbal::test {

inline const seal::Person reem{"00000000000000a1", "ريم القحطاني", seal::StaffRole::representative};
inline const seal::Person sami{"00000000000000a2", "سامي الحربي", seal::StaffRole::representative};
inline const seal::Person huda{"00000000000000b1", "هدى العمري", seal::StaffRole::employee};

struct SessionScene {
    platform::Clock::time_point now{std::chrono::hours(1)};
    ui::Presentation settled;
    app::Session session;

    explicit SessionScene(app::Mode mode = app::Mode::lobby,
                          std::vector<seal::Person> people = {reem, sami, huda}, app::Rated rated = {},
                          bool printer = false);
    SessionScene(const SessionScene&) = delete;
    SessionScene& operator=(const SessionScene&) = delete;

    bool apply(const screens::Intent& intent) { return session.apply(intent); }
    Apply hand() {
        return [this](const screens::Intent& intent) { return session.apply(intent); };
    }
    app::Step step() const { return session.visit()->step(); }
    // A finger comes down and goes up.
    void touch();
    bool pass(platform::Clock::duration time);

    // The tasks of one kind that were asked for since the last call; all others are dropped.
    template <class Wanted>
    std::vector<Wanted> asked() {
        std::vector<Wanted> found;
        for (app::Task& task : session.take_tasks())
            if (auto* one = std::get_if<Wanted>(&task))
                found.push_back(std::move(*one));
        return found;
    }

    // Lobby.
    void to_home(ui::Language language = ui::Language::arabic);
    void begin(const char* journey); // from the home page
    void to_sending();               // of a request for support, from the home page

    // Branch mode.
    bool type_pin(); // of who is chosen; true when it is to be tried
    bool type_pin_of(const seal::Person& person);
    void sign_in(const seal::Person& person);
    void begin_request(const char* journey, const char* channel); // of the beneficiary, today
    void to_hand_over(const char* channel = "C7");                // of a request for support, from the desk
    void to_hand_back();                                          // from there
};

} // namespace istiqbal::test
