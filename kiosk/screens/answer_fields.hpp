// SPDX-License-Identifier: Apache-2.0
// The field in which a question is answered, by its type, and what stands around it: the same alone on its
// page and among others on one.
#pragma once

#include "kiosk/form/interview.hpp"
#include "kiosk/screens/intents.hpp"
#include "kiosk/ui/keyboard.hpp"

namespace istiqbal::screens {

struct AnswerView {
    const form::Interview& interview;
    const form::Item& item;
    const form::Problem* problem = nullptr; // shown once the person tried to go on
    // The only question of its page: its field is typed into at once, and Enter goes on. Among others a field
    // waits to be chosen, and names say the question too.
    bool alone = true;
    // Where Enter leads: to the question of this path that is typed, too; if there is none, on to the next
    // page from the last question of the page, and otherwise out of the field.
    std::string_view next = {};
    bool last = true;
};

// What is typed with, where it is typed at all.
ui::KeyboardKind keyboard_of(const ui::Memory& memory, const form::Question& question);
// Whether one of the question's fields has the focus.
bool is_typed_into(const ui::Memory& memory, const form::Item& item);
// Gives the focus to the first of its fields; to none if it is not typed.
void focus_answer(ui::Memory& memory, const form::Interview& interview, const form::Item& item);

// Enter in the question's last field.
void leave_field(ui::Frame& frame, const AnswerView& view, Intents& intents);

// Whether it may be left out, the hint, and why it is asked.
void explanation(ui::Column& column, const AnswerView& view);
void answer_field(ui::Column& column, const AnswerView& view, Intents& intents);

} // namespace istiqbal::screens
