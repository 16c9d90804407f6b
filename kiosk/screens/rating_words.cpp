// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/rating_words.hpp"

#include <algorithm>

namespace istiqbal::screens {

using form::Language;

namespace {

constexpr std::string_view faces_arabic[] = {"rating.face.1.ar", "rating.face.2.ar", "rating.face.3.ar",
                                             "rating.face.4.ar", "rating.face.5.ar"};
constexpr std::string_view faces_english[] = {"rating.face.1.en", "rating.face.2.en", "rating.face.3.en",
                                              "rating.face.4.en", "rating.face.5.en"};

} // namespace

std::string_view rating_question_key(Language language) {
    return language == Language::arabic ? "rating.question.ar" : "rating.question.en";
}

std::string_view rating_right_key(Language language) {
    return language == Language::arabic ? "rating.right.ar" : "rating.right.en";
}

std::string_view face_key(int score, Language language) {
    const int index = std::clamp(score, 1, 5) - 1;
    return language == Language::arabic ? faces_arabic[index] : faces_english[index];
}

} // namespace istiqbal::screens
