// SPDX-License-Identifier: Apache-2.0
// One person's visit: where they are in the journey, what they answered, how they want to see it. Intents
// move it along; nothing here draws or stores. When it ends, everything of it is overwritten.
//
//     welcome → before → question … → check → declaration → committee → sending → receipt → welcome
//                            ↑__Change__│                                  └→ failed → (again)
//
// One thread: the window's.
#pragma once

#include "kiosk/form/interview.hpp"
#include "kiosk/screens/intents.hpp"
#include "sync/seal/submission.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace istiqbal::app {

enum class Step { welcome, before, question, check, declaration, committee, sending, failed, receipt };
enum class Dialog { none, employee_called, confirm_start_again, idle_warning };

// What the receipt page shows; wiped with the visit.
struct ShownReceipt {
    std::string reference;
    std::string claim_code;
};

class Visit {
public:
    // Both outlive the visit. `today` is the terminal's civil day.
    Visit(const form::Form& form, const ui::Strings& strings, std::function<form::Date()> today);

    // What the screens show.
    Step step() const { return step_; }
    Dialog dialog() const { return dialog_; }
    const ui::Presentation& presentation() const { return presentation_; }
    const form::Interview& interview() const { return interview_; }
    const form::Question& question() const; // at Step::question
    const form::Problem* problem() const { return problem_ ? &*problem_ : nullptr; }
    const std::vector<form::Problem>& problems() const { return problems_; } // at Step::check
    const std::vector<ui::Stroke>& signature() const { return signature_; }
    bool something_missing() const { return something_missing_; } // signature or acknowledgement
    bool committee_acknowledged() const { return committee_acknowledged_; }
    const std::optional<ShownReceipt>& receipt() const { return receipt_; }
    std::string declaration() const;
    std::string committee_notice() const;
    std::string committee_date() const; // in both calendars
    std::vector<std::string> missing_documents() const;
    // A person has begun and has not finished: there is something to lose and to wipe.
    bool under_way() const { return step_ != Step::welcome; }
    // The welcome page is not as the next person should find it: somebody enlarged the text, or called an
    // employee.
    bool left_changed() const {
        return step_ == Step::welcome &&
               (dialog_ != Dialog::none || presentation_.large_text || presentation_.high_contrast);
    }

    // What was seen is what is signed: an answer or the language that changes after signing takes the
    // signature back.

    // Moves on. Returns whether the page is another one now, so that its widgets begin anew.
    bool apply(const screens::Intent& intent);
    void show_dialog(Dialog dialog) { dialog_ = dialog; }

    // At Step::sending: everything the person entered and saw, for Intake. `created`: seconds since
    // 1970-01-01 UTC.
    seal::Submission submission(std::int64_t created) const;
    void sent(ShownReceipt receipt);
    void not_sent();

    // Ends the visit: overwrites everything, language and text size included.
    void end();

private:
    bool go_on();
    bool go_back();
    bool leave_question();
    const form::Question* first_unasked() const;
    void enter_check();
    void sign(const screens::Sign& input);
    void change(const std::string& question);
    void note_correction();
    void withdraw_signature();
    bool switch_language();
    const std::string& string(std::string_view key) const {
        return strings_.get(presentation_.language, key);
    }

    const form::Form& form_;
    const ui::Strings& strings_;
    std::function<form::Date()> today_;
    ui::Presentation presentation_;
    Step step_ = Step::welcome;
    Dialog dialog_ = Dialog::none;
    form::Interview interview_;
    std::string question_;        // name of the one on the screen
    std::set<std::string> asked_; // names of those that were passed with Continue
    bool back_to_check_ = false;  // reached by "Change"
    std::optional<form::Problem> problem_;
    std::vector<form::Problem> problems_;
    std::vector<ui::Stroke> signature_;
    std::optional<platform::Clock::time_point> signature_began_;
    float pad_width_mm_ = 0;
    float pad_height_mm_ = 0;
    bool stroke_refused_ = false; // the one being drawn is beyond the most that a signature holds
    bool something_missing_ = false;
    bool committee_acknowledged_ = false;
    std::optional<form::Date> committee_day_; // as it was told, should midnight pass before sending
    std::optional<ShownReceipt> receipt_;
};

// P5: the committee answers in not less than two weeks.
inline constexpr int committee_days = 14;

} // namespace istiqbal::app
