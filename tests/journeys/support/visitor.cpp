// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/support/visitor.hpp"

#include "fonts/unicode.hpp"
#include "tests/catch.hpp"

#include <array>
#include <ctime>
#include <sstream>

namespace istiqbal::journeys {

using form::QuestionType;

Assets Assets::load(const std::filesystem::path& folder) {
    auto contents = app::Contents::load(folder);
    if (!contents)
        FAIL(contents.error());
    return {std::move(contents->forms), std::move(contents->catalogue), std::move(contents->strings)};
}

std::filesystem::path assets_folder() {
    return std::filesystem::path(ISTIQBAL_SOURCE_DIR) / "assets";
}

const Assets& Assets::repository() {
    static const Assets assets = load(assets_folder());
    return assets;
}

const form::Form& Assets::form(const std::string& journey) const {
    const auto found = forms.find(journey);
    if (found == forms.end())
        FAIL("there is no journey " << journey);
    return found->second;
}

const form::Question& Assets::question(const std::string& name, const std::string& journey) const {
    const form::Form& its_form = form(journey);
    const std::size_t slash = name.rfind('/');
    const auto index = its_form.find(slash == std::string::npos ? name : name.substr(slash + 1));
    if (!index)
        FAIL("the form has no question " << name);
    return its_form.questions[*index];
}

form::Date today_in_riyadh() {
    constexpr std::int64_t offset = 3 * 3600;
    return *form::Date::from_days((std::int64_t{std::time(nullptr)} + offset) / 86400);
}

Visitor::Visitor(Kiosk& kiosk, const Assets& assets, form::Language language, std::string journey)
    : kiosk_(kiosk)
    , assets_(assets)
    , language_(language)
    , journey_(std::move(journey)) {}

const std::string& Visitor::label(const std::string& question) const {
    return assets_.question(question, journey_).label.in(language_);
}

const std::string& Visitor::choice(const std::string& question, const std::string& name) const {
    const form::Choice* found = assets_.question(question, journey_).choice(name);
    if (found == nullptr)
        FAIL(question << " offers no " << name);
    return found->label.in(language_);
}

std::string Visitor::change_button(const std::string& question) const {
    return assets_.strings.format(language_, "check.change_named", {{"question", label(question)}});
}

void Visitor::come_in() {
    kiosk_.expect(words("welcome.greeting.ar"));
    kiosk_.tap(language_ == form::Language::arabic ? "العربية" : "English");
    expect("home.title");
}

void Visitor::begin() {
    come_in();
    kiosk_.tap(assets_.catalogue.journey(journey_)->title.in(language_));
    expect("before.who.title");
    tap("before.start");
}

void Visitor::enter(const std::string& name, const std::string& answer) {
    const form::Question& question = assets_.question(name, journey_);
    if (answer.empty())
        return;
    std::istringstream parts(answer);
    switch (question.type) {
    case QuestionType::date: {
        for (const char* part : {"date.day.name", "date.month.name", "date.year.name"}) {
            std::string digits;
            std::getline(parts, digits, '/');
            tap(part);
            kiosk_.type(digits);
        }
        return;
    }
    case QuestionType::select_one:
    case QuestionType::select_multiple:
        for (std::string one; parts >> one;)
            kiosk_.tap(choice(name, one));
        return;
    case QuestionType::acknowledge:
        tap("question.acknowledge");
        return;
    default:
        kiosk_.type(answer);
    }
}

void Visitor::press(const std::vector<std::string>& keys) {
    for (const std::string& key : keys)
        kiosk_.tap(key);
}

void Visitor::answer(const std::string& question, const std::string& given) {
    kiosk_.expect(label(question));
    enter(question, given);
    go_on();
}

std::string Visitor::entry(std::size_t number, const std::string& first_answer) {
    return text::isolate(std::to_string(number)) + ". " + text::isolate_first_strong(first_answer);
}

std::string Visitor::change_entry_button(const std::string& entry) const {
    return assets_.strings.format(language_, "check.change_named", {{"question", entry}});
}

void Visitor::remove_entry(const std::string& entry) {
    kiosk_.tap(assets_.strings.format(language_, "entries.remove_named", {{"name", entry}}));
    expect("entries.remove_text");
    tap("entries.remove");
}

void Visitor::fill_in_sample(const std::string& need_description) {
    begin();
    const std::vector<std::pair<std::string, std::string>> answers{
        {"full_name", "Layla Ahmed Al-Harbi"},
        {"national_id", "2000000006"},
        {"birth_date", "23/7/1985"},
        {"mobile", "0559876543"},
        {"city", "Abha"},
        {"contact_way", "call"},
        {"marital_status", "unsaid"},
        {"household_size", "1"},
        {"health_conditions", ""},
        {"housing_kind", "owned"},
        {"monthly_income", "0"},
        {"monthly_obligations", "0"},
        {"debts", ""},
        {"need_kind", "food"},
        {"need_description", need_description},
        {"needed_by", ""},
        {"earlier_support", "none"},
        {"documents_note", ""},
        {"documents_general", "id_copy family_record"},
        {"id_expiry", "1/1/2060"},
        {"documents_later", "OK"},
    };
    for (const auto& [question, given] : answers)
        answer(question, given);
    expect("check.title");
}

void Visitor::sign_in(const std::string& pin, const std::string& name) {
    if (!name.empty())
        kiosk_.tap(name);
    expect("sign_in.pin.name");
    kiosk_.type(pin);
    tap("pin.enter");
}

Tree Visitor::sign_and_send() {
    tap("check.continue");
    expect("declaration.title");
    kiosk_.sign();
    go_on();
    tap("committee.acknowledge");
    tap("committee.send");
    expect("receipt.reference");
    return kiosk_.tree();
}

std::string Visitor::value_beside(const Tree& tree, const std::string& key) const {
    const Node* node = tree.find("text", words(key));
    if (node == nullptr)
        FAIL("no \"" << words(key) << "\" in\n" << tree.describe());
    return node->value;
}

std::string Visitor::reference(const Tree& receipt) const {
    return value_beside(receipt, "receipt.reference");
}

std::string Visitor::claim_code(const Tree& receipt) const {
    return value_beside(receipt, "receipt.code");
}

void Visitor::finish() {
    tap("receipt.finish");
    tap("rating.skip.service");
    tap("finished.leave");
    // The next person's welcome speaks the terminal's own language.
    kiosk_.expect(assets_.strings.get(form::Language::arabic, "welcome.greeting.ar"));
}

} // namespace istiqbal::journeys
