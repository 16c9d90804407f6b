// SPDX-License-Identifier: Apache-2.0
// A visitor rates a service (G5, G6, G7): which one, a face, for low and high scores the reasons and a
// comment, thanks. It draws nothing and stores nothing: it hands over submissions of kind "rating" as they
// are done.
//
//     (subject) → faces → reasons → thanks → closed, or faces again where the terminal rests at them
//                     └───────────────↑
//
// Who rates at a resting terminal may choose another subject first; left alone for 20 seconds, it is as it
// was.
//
// A face that was touched is a rating, whatever happens afterwards: left alone for 20 seconds, skipped, ended
// by "start again" or by the session's end, it is handed over with what there is. What RatingGuard suspects
// is handed over with its word. Nothing in it says who rated (G6).
//
// One thread: the window's.
#pragma once

#include "kiosk/app/rating_guard.hpp"
#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/screens/intents.hpp"
#include "sync/seal/submission.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <vector>

namespace istiqbal::app {

// What a rating is about.
struct Rated {
    enum class Kind { visit, service, department }; // visit: the terminal does not say, and does not ask
    Kind kind = Kind::visit;
    std::string id; // choice name of catalogue::Rating, or a journey's; empty for the visit
    form::LocalText name;
    bool colleague = false; // of a department: by an employee whom it serves, not by a visitor (G7)
};

class Rating {
public:
    using Time = platform::Clock::time_point;
    enum class Step { closed, subject, faces, reasons, thanks };

    static constexpr std::chrono::seconds thanks_time{5};
    static constexpr std::chrono::seconds reasons_time{20}; // without a touch

    // `choices` and `strings` outlive it. `language` is the one on the screen.
    Rating(const catalogue::Rating& choices, const ui::Strings& strings, std::function<Time()> now,
           std::function<ui::Language()> language);

    // Exit mode: from now on the faces are where it rests, and to where it returns.
    void rest_at(Rated rated);
    // The rating of what the terminal's setting names, e.g. "service:reception", "department:branches", or
    // "colleagues:finance" where employees rate a department that serves them; nothing for a name that the
    // catalogue does not have, or not for them.
    static std::optional<Rated> rated_by_setting(const catalogue::Rating& choices, std::string_view setting);
    void begin();                  // from the home page: what is rated is asked first
    void begin_after(Rated rated); // after a journey's receipt; can be skipped

    bool open() const { return step_ != Step::closed; }
    // At the faces in exit mode, with nothing of anybody's.
    bool at_rest() const {
        return rests_at_ && occasion_ == Occasion::rest && step_ == Step::faces && score_ == 0;
    }
    Step step() const { return step_; }

    // What the screens show.
    const Rated& rated() const { return rated_; }
    bool after_service() const { return occasion_ == Occasion::after_service; }
    bool can_go_back() const;
    int score() const { return score_; }              // 0: none yet
    screens::RatedList list() const { return list_; } // which the page of subjects shows
    const std::vector<catalogue::Choice>& reasons() const;
    bool marked(const std::string& reason) const { return marked_.count(reason) != 0; }
    std::string_view comment() const { return comment_; }

    // Moves on; ignores what is not its own. Returns whether the page is another one now.
    bool apply(const screens::Intent& intent);
    // What hands did in a frame, before its intents are applied: counted for the guard, and a sign of life.
    void touched(const platform::Input& input);
    // Time passes: true when the page is another one now. `due` is when it must be called again.
    bool follow(Time now);
    std::optional<Time> due() const;

    // Ratings to be filed, `created` (seconds since 1970-01-01 UTC) set in each; each once. Also after end().
    std::vector<seal::Submission> take_filed(std::int64_t created);

    // Overwrites everything of the visitor; a rating that was begun is handed over without what was typed.
    void end();

private:
    enum class Occasion { rest, asked, after_service };

    void start(Step step, Occasion occasion, Rated rated);
    bool ask_rated();
    bool rate(int score);
    bool skip();
    bool go_back();
    bool choose(const screens::ChooseRated& chosen);
    bool mark(const screens::MarkReason& reason);
    void hand_over();
    seal::Submission submission() const;
    void thank();
    void finish();
    void forget();

    struct Reasons {
        std::vector<catalogue::Choice> low;
        std::vector<catalogue::Choice> high;
    };
    static Reasons reasons_for(const catalogue::Rating& choices, bool colleague);

    const catalogue::Rating& choices_;
    Reasons of_visitors_;
    Reasons of_colleagues_;
    const ui::Strings& strings_;
    std::function<Time()> now_;
    std::function<ui::Language()> language_;
    RatingGuard guard_; // outlives the visitors
    std::optional<Rated> rests_at_;

    Step step_ = Step::closed;
    Occasion occasion_ = Occasion::rest;
    Rated rated_;
    screens::RatedList list_ = screens::RatedList::services;
    int score_ = 0;
    ui::Language scale_language_ = ui::Language::arabic; // whose direction the scale had when it was touched
    Suspicion suspicion_;
    std::set<std::string> marked_;
    form::WipedText comment_;
    std::optional<Time> deadline_;
    std::vector<seal::Submission> filed_;
};

} // namespace istiqbal::app
