// SPDX-License-Identifier: Apache-2.0
// Words as a search compares them: what people leave out or write in several ways when they type is taken
// away.
#pragma once

#include <string>
#include <string_view>

namespace istiqbal::catalogue {

/// The words of the text between single spaces, with one before and one after; a lone space if there is none.
/// Folded are compatibility forms, capitals, tashkeel, tatweel, hamza and its carriers (أ إ آ ٱ ا; ؤ و; ئ ي;
/// ء is dropped), ta marbuta and ha, alef maqsura and ya, Persian kaf and ya, and the script of digits. Bytes
/// that are not UTF-8 separate words. Any thread.
std::string folded(std::string_view text);

/// A folded word without what is written on to it: the Arabic article with و ف ب ك ل before it, the English
/// plural's s; as it is if too little would be left.
std::string_view stem(std::string_view folded_word);

/// Whether a folded word is in Arabic letters.
bool arabic_word(std::string_view folded_word);

} // namespace istiqbal::catalogue
