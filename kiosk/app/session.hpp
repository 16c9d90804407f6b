// SPDX-License-Identifier: Apache-2.0
// What goes on between two rests of the terminal: where the person is (home, a journey, reading, following
// up, rating; in branch mode the representative's desk), how they want to see it, what lies over the page. It
// passes intents to the part in front and moves between the parts; nothing here draws, waits or stores: what
// takes time is said as a Task, and its Outcome comes back.
//
//     lobby    welcome → home → journey → rating → finished → welcome
//     exit     rating → rating
//     branch   sign-in → desk → journey → desk
//     any      the hidden gesture → sign-in → staff panel
//
// When a session ends, everything of it is overwritten, language and text size included.
//
// One thread: the window's.
#pragma once

#include "kiosk/app/contents.hpp"
#include "kiosk/app/desk.hpp"
#include "kiosk/app/follow_up.hpp"
#include "kiosk/app/printouts.hpp"
#include "kiosk/app/rating.hpp"
#include "kiosk/app/reader.hpp"
#include "kiosk/app/sign_in.hpp"
#include "kiosk/app/tasks.hpp"
#include "kiosk/app/visit.hpp"

#include <memory>

namespace istiqbal::app {

enum class Mode { lobby, branch, exit };
enum class Place { welcome, home, journey, information, follow_up, rating, finished, desk, staff };
enum class Dialog {
    none,
    employee_called,
    confirm_start_again,
    idle_warning,
    ended,  // nobody was there: the session was wiped
    trouble // something went wrong that nobody foresaw; the answers are still there
};

// What the terminal is.
struct Terminal {
    Mode mode = Mode::lobby;
    std::vector<seal::Person> people{}; // who may sign in
    Rated rated{};                      // in exit mode: what visitors rate there
    std::string name{};                 // as the office certified it
    bool printer = false;               // there is one
};

struct Clocks {
    std::function<std::int64_t()> unix_time; // seconds since 1970-01-01 UTC
    std::function<platform::Clock::time_point()> steady;
};

class Session {
public:
    using Clock = platform::Clock;

    // `contents` outlives it. `settled`: how the terminal shows itself to everyone, which a session's own
    // switches are undone to.
    Session(const Contents& contents, const Terminal& terminal, ui::Presentation settled, Clocks clocks);
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // What the screens show.
    Mode mode() const { return mode_; }
    Place place() const { return place_; }
    Dialog dialog() const { return dialog_; }
    const ui::Presentation& presentation() const { return presentation_; }
    const catalogue::Catalogue& catalogue() const { return contents_.catalogue; }
    const Visit* visit() const { return visit_.get(); }      // at Place::journey
    const SignIn* sign_in() const { return sign_in_.get(); } // over the place; null for none
    const Desk& desk() const { return desk_; }               // at Place::desk
    const Reader& reader() const { return reader_; }         // at Place::information
    const FollowUp& follow_up() const { return follow_up_; } // at Place::follow_up
    const Rating& rating() const { return rating_; }         // at Place::rating
    std::size_t staff_tab() const { return staff_tab_; }     // at Place::staff
    bool at_stick() const { return at_stick_; } // at Place::desk or staff: the page of the memory stick
    bool draft_in_trouble() const { return draft_in_trouble_; } // the last change could not be kept
    std::int64_t unix_time() const { return clocks_.unix_time(); }
    form::Date today() const;
    form::DateTime now() const; // by the civil clock

    // Somebody has begun and has not finished: there is something to lose and to wipe.
    bool under_way() const;
    // The terminal rests, but not as the next person should find it: somebody enlarged the text, or called an
    // employee.
    bool left_changed() const;

    // Nobody is here, nothing is left of anybody and nobody waits for an answer: other contents may be put in
    // its place.
    bool at_rest() const {
        return !under_way() && !left_changed() && place_ != Place::finished && tasks_.empty() &&
               submissions_ + unlocks_ + look_ups_ == 0;
    }

    // Returns whether the page is another one now, so that its widgets begin anew.
    bool apply(const screens::Intent& intent);
    // What hands did in a frame, before its intents are applied.
    void touched(const platform::Input& input);
    bool take(Outcome outcome);
    // Pages that go on by themselves (thanks, finished). Returns as apply() does.
    bool tick();
    // When tick() wants to be called.
    std::optional<Clock::time_point> deadline() const;

    // Once after somebody's part ended: what draws has to forget them too.
    bool take_ended() { return std::exchange(ended_, false); }
    // What is wanted on paper, once, to be drawn at once; and what became of it.
    std::optional<Sheet> take_sheet_wanted() { return printouts_.take_wanted(); }
    const Printouts& printouts() const { return printouts_; }
    // Staff want the program to begin anew.
    bool restart_wanted() const { return restart_wanted_; }

    std::vector<Task> take_tasks() { return std::exchange(tasks_, {}); }

    void show_dialog(Dialog dialog) { dialog_ = dialog; }
    // Nobody is there any more. A representative's draft is kept and sealed; all else is gone.
    void abandon();
    // Overwrites everything of the person and rests.
    void end();

private:
    bool apply_to_place(const screens::Intent& intent);
    bool open(screens::Destination destination);
    bool begin_journey(const std::string& id, std::optional<Taking> taking = {});
    bool complete_followed();
    bool follow_visit(Step before, bool changed);
    bool follow_desk(const screens::Intent& intent);
    bool follow_staff_panel(const screens::Intent& intent);
    bool follow_stick(const screens::Intent& intent);
    void leave_stick();
    bool begin_sign_in(Purpose purpose);
    bool cancel_sign_in();
    bool signed_in(const seal::Person& person);
    bool ask_witness(seal::Witness::Reason reason);
    bool open_draft(const DraftOpened& opened);
    bool switch_language();
    bool follow_rating(bool changed, bool back);
    void file_ratings();
    void begin_task(Task task);
    void keep_draft();
    void start_again();
    void lock();
    void lock_desk();
    void rest();
    bool go_home();
    void finish();

    const Contents& contents_;
    Mode mode_;
    std::string terminal_name_;
    std::vector<seal::Person> people_;
    ui::Presentation settled_;
    Clocks clocks_;

    Place place_ = Place::welcome;
    Dialog dialog_ = Dialog::none;
    ui::Presentation presentation_;
    std::unique_ptr<Visit> visit_;
    std::unique_ptr<SignIn> sign_in_;
    Desk desk_;
    Reader reader_;
    FollowUp follow_up_;
    Rating rating_;
    std::size_t staff_tab_ = 0;
    bool at_stick_ = false;
    seal::Witness::Reason witness_reason_ = seal::Witness::Reason::cannot_sign;
    bool draft_in_trouble_ = false;
    bool restart_wanted_ = false;
    Printouts printouts_;
    bool ended_ = false;
    bool hands_on_lock_ = false; // the locked desk's sign-in was touched: there may be digits on its pad
    std::optional<Clock::time_point> goes_on_; // the page ends by itself
    std::vector<Task> tasks_;
    // Begun and not answered. Outcomes come in the order of their tasks, and only the answer to the last one
    // is for who is there now: the others' askers have gone.
    std::size_t submissions_ = 0;
    std::size_t unlocks_ = 0;
    std::size_t look_ups_ = 0;
};

} // namespace istiqbal::app
