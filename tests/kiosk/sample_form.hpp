// SPDX-License-Identifier: Apache-2.0
// A form with a question of every type, a page of several questions and a repeat: what screens show of forms
// that offices write.
#pragma once

#include "kiosk/form/interview.hpp"

namespace istiqbal::test {

const form::Form& sample_form();
// Everything answered, and that many members of the household.
form::Interview filled_sample(std::size_t members);
form::Interview empty_sample();

} // namespace istiqbal::test
