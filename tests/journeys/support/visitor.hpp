// SPDX-License-Identifier: Apache-2.0
// A person at the terminal, who finds questions, answers and buttons by the words that the form and the
// strings give them: a sentence that is put better does not break a test.
#pragma once

#include "kiosk/app/contents.hpp"
#include "kiosk/form/calendar.hpp"
#include "kiosk/form/definition.hpp"
#include "kiosk/ui/strings.hpp"
#include "tests/journeys/support/kiosk.hpp"

namespace istiqbal::journeys {

// The forms, the catalogue and the strings, read as the kiosk reads them.
struct Assets {
    app::Forms forms;
    catalogue::Catalogue catalogue;
    ui::Strings strings;

    static Assets load(const std::filesystem::path& folder);
    static const Assets& repository(); // assets/ beside the sources

    const form::Form& form(const std::string& journey) const;
    const form::Question& question(const std::string& name,
                                   const std::string& journey = "support_request") const;
};

std::filesystem::path assets_folder();
form::Date today_in_riyadh();

class Visitor {
public:
    Visitor(Kiosk& kiosk, const Assets& assets, form::Language language,
            std::string journey = "support_request");

    form::Language language() const { return language_; }
    const std::string& words(const std::string& key) const { return assets_.strings.get(language_, key); }
    const form::Form& form() const { return assets_.form(journey_); }
    // By its name, or by its path in an entry of a repeat.
    const form::Question& question(const std::string& name) const { return assets_.question(name, journey_); }
    // The question as its page has it; only for those without a ${name} in it.
    const std::string& label(const std::string& question) const;
    const std::string& choice(const std::string& question, const std::string& name) const;
    std::string change_button(const std::string& question) const;

    // From the welcome page to the home page.
    void come_in();
    // From the welcome page to the first question of the journey.
    void begin();
    void tap(const std::string& key) { kiosk_.tap(words(key)); } // by a key of the strings
    void expect(const std::string& key) { kiosk_.expect(words(key)); }
    void go_on() { tap("continue"); }
    // Enters an answer on the question's page: text as typed, dates as day/month/year, choices by their names
    // with spaces between, anything for an acknowledgement; an empty one leaves the page as it is.
    void enter(const std::string& question, const std::string& answer);
    // Enters it by the keys on the screen.
    void press(const std::vector<std::string>& keys);
    // Expects the question's page, enters and goes on.
    void answer(const std::string& question, const std::string& answer);
    // On the page that lists a repeat's entries: how it calls the one that begins with this answer; `number`
    // is from 1.
    static std::string entry(std::size_t number, const std::string& first_answer);
    std::string change_entry_button(const std::string& entry) const;
    // Removes an entry and confirms it.
    void remove_entry(const std::string& entry);
    // From the welcome page to check-your-answers, with the sample's answers.
    void fill_in_sample(const std::string& need_description);
    // Signs in where a PIN is asked for: `name` is chosen if there are several.
    void sign_in(const std::string& pin, const std::string& name = {});
    // From check-your-answers to the receipt; returns the receipt's tree.
    Tree sign_and_send();
    // The receipt's: the public reference, and the secret code.
    std::string reference(const Tree& receipt) const;
    std::string claim_code(const Tree& receipt) const;
    // From the receipt back to the welcome page, without rating.
    void finish();

private:
    std::string value_beside(const Tree& tree, const std::string& key) const;

    Kiosk& kiosk_;
    const Assets& assets_;
    form::Language language_;
    std::string journey_;
};

} // namespace istiqbal::journeys
