// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/answers.hpp"

namespace istiqbal::form {
void Answers::set(std::size_t question, std::string_view typed, std::string_view value) {
    Answer& answer = answers_.at(question);
    wipe(answer.typed);
    wipe(answer.value);
    answer.typed = typed;
    answer.value = value;
}

void Answers::clear() {
    const std::size_t count = answers_.size();
    for (Answer& answer : answers_) {
        wipe(answer.typed);
        wipe(answer.value);
    }
    answers_ = std::vector<Answer, WipingAllocator<Answer>>(count);
}

} // namespace istiqbal::form
