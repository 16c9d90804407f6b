// SPDX-License-Identifier: Apache-2.0
// What a rating asks and answers in words, by its key in either language: at rest an exit terminal shows
// both, and a rating is filed with the words that were seen.
#pragma once

#include "kiosk/form/language.hpp"

#include <string_view>

namespace istiqbal::screens {

std::string_view rating_question_key(form::Language language);
std::string_view rating_right_key(form::Language language);    // G6
std::string_view face_key(int score, form::Language language); // 1 to 5

} // namespace istiqbal::screens
