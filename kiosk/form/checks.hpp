// SPDX-License-Identifier: Apache-2.0
// What single answers are made of: digits, Saudi identifiers and mobile numbers, and which characters belong
// in a text. Pure functions on UTF-8, any thread (P3: the data is checked as it is handed in).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::form {

/// Arabic-Indic (U+0660-0669) and extended (U+06F0-06F9) digits become ASCII; everything else stays.
std::string normalise_digits(std::string_view text);

/// The direction marks that keyboards and copied texts leave behind unseen (LRM, RLM, ALM) and the byte order
/// mark taken out; they carry no meaning of their own.
std::string without_marks(std::string_view text);

/// Leading and trailing white space of any kind (Unicode White_Space) removed.
std::string_view trim(std::string_view text);

/// A number as people write it, in the shortest ASCII form ("-12.5", no leading zeros, no exponent): digits
/// of any script, grouped in threes by `,` or U+066C or narrow spaces, fraction after `.` or U+066B. Nothing
/// if it is not a number, if it is grouped wrongly, or if it has more than 15 significant digits.
std::optional<std::string> normalise_number(std::string_view typed);

/// A national ID (first digit 1) or a residence permit number (iqama, first digit 2): ten digits, the last of
/// which is the Luhn check digit.
enum class SaudiIdFault : std::uint8_t { length, first_digit, checksum, not_digits };
std::optional<SaudiIdFault> saudi_id_fault(std::string_view ascii);
bool saudi_id(std::string_view ascii);

/// A Saudi mobile number written in any usual way (05…, 5…, +9665…, 009665…, 9665…, with spaces, dashes,
/// brackets, digits of any script) as +9665XXXXXXXX.
std::optional<std::string> saudi_mobile(std::string_view typed);

/// A Saudi IBAN without what people write between its groups, in capitals and ASCII digits.
std::string compact_iban(std::string_view typed);

/// SA and 22 digits, of which ISO 13616's check digits (modulo 97, ISO 7064) fit.
enum class IbanFault : std::uint8_t { country, length, not_digits, checksum };
std::optional<IbanFault> iban_fault(std::string_view compact);

/// A drawing as SVG path data, absolute and whole: "M12 40L13 42M…", a move for each stroke and a line to
/// each further point; x and y in 0 to 65535 of the pad's width and height; drawing_limit bytes at most.
constexpr std::size_t drawing_limit = std::size_t{24} << 10;
bool drawing(std::string_view text);

/// Why a text may not be kept as an answer.
enum class TextFault : std::uint8_t {
    not_utf8,
    control,      ///< control characters (other than line breaks where lines are allowed)
    bidi_control, ///< embeddings, overrides, isolates: they can make a text read as something else
    unassigned,   ///< private-use, unassigned, surrogate or non-characters: nobody else can read them
    symbol,       ///< emoji and other symbols where a name is asked
    digit         ///< digits where a name is asked
};

struct TextRules {
    bool lines = false; ///< line breaks are allowed
    bool name = false;  ///< a person's name: letters, marks, spaces, and the punctuation that names have
};

std::optional<TextFault> text_fault(std::string_view text, const TextRules& rules);

/// The words of a text, which spaces separate: choices, appearances, parameters.
std::vector<std::string_view> words_of(std::string_view text);

/// Characters as string-length() counts them: Unicode code points, a byte that is not UTF-8 as one.
std::size_t count_characters(std::string_view text);

bool valid_utf8(std::string_view text);

} // namespace istiqbal::form
