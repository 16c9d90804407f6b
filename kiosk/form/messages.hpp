// SPDX-License-Identifier: Apache-2.0
// What a person is told when an answer cannot be taken: polite, plain, in both languages, saying what to do.
// The form's own messages come first wherever it has them.
#pragma once

#include "kiosk/form/calendar.hpp"
#include "kiosk/form/checks.hpp"
#include "kiosk/form/definition.hpp"
#include "kiosk/form/language.hpp"

#include <cstddef>
#include <string_view>

namespace istiqbal::form::messages {

LocalText required(const Question& question);
LocalText not_a_number();
LocalText not_whole();
LocalText number_too_long(std::size_t most_digits);
LocalText date(DateFault fault);
LocalText not_past();
LocalText not_future();
LocalText not_a_choice();
LocalText text(TextFault fault);
LocalText text_too_long(std::size_t limit, std::size_t actual);
LocalText saudi_id(SaudiIdFault fault, std::size_t digits_entered);
LocalText saudi_mobile();
LocalText iban(IbanFault fault, std::size_t characters_entered);
LocalText not_in_range(std::string_view start, std::string_view end);
LocalText time();
LocalText rank_all();
/// What is missing in the frame: a drawing, or a signature.
LocalText drawing(bool signature);
/// The answer of an acknowledgement as shown.
LocalText agreed();
/// That of a drawing, and of a signature.
LocalText drawn(bool signature);

} // namespace istiqbal::form::messages
