// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/sign_in.hpp"

namespace istiqbal::app {

SignIn::SignIn(Purpose purpose, const std::vector<seal::Person>& people, const std::string& only)
    : purpose_(purpose) {
    const bool representatives = purpose == Purpose::desk || purpose == Purpose::hand_back;
    for (const seal::Person& person : people)
        if ((!representatives || person.role == seal::StaffRole::representative) &&
            (only.empty() || person.id == only))
            people_.push_back(person);
    if (people_.size() == 1)
        chosen_ = people_.front().id;
}

const seal::Person* SignIn::chosen() const {
    for (const seal::Person& person : people_)
        if (person.id == chosen_)
            return &person;
    return nullptr;
}

bool SignIn::apply(const screens::Intent& intent, std::optional<Task>& task) {
    if (busy_)
        return false;
    if (const auto* choice = std::get_if<screens::ChoosePerson>(&intent)) {
        chosen_ = choice->person;
        wrong_ = failed_ = false;
        wait_until_.reset();
        return true;
    }
    const auto* typed = std::get_if<screens::TryPin>(&intent);
    if (typed == nullptr || chosen() == nullptr || wait_until_)
        return false;
    busy_ = true;
    wrong_ = failed_ = false;
    task = UnlockTask{chosen_, typed->pin, purpose_ == Purpose::desk};
    return false;
}

void SignIn::refused(const NotUnlocked& refusal, Clock::time_point now) {
    busy_ = false;
    wrong_ = true;
    if (refusal.wait_seconds > 0)
        wait_until_ = now + std::chrono::seconds(refusal.wait_seconds);
}

void SignIn::failed_to_try() {
    busy_ = false;
    failed_ = true;
}

bool SignIn::tick(Clock::time_point now) {
    if (!wait_until_ || now < *wait_until_)
        return false;
    wait_until_.reset();
    wrong_ = false;
    return true;
}

} // namespace istiqbal::app
