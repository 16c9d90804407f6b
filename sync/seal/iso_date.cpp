// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/iso_date.hpp"

namespace istiqbal::seal {

bool is_iso_date(std::string_view text) {
    if (text.size() != 10)
        return false;
    for (std::size_t index = 0; index < text.size(); ++index) {
        const bool dash = index == 4 || index == 7;
        if (dash ? text[index] != '-' : text[index] < '0' || text[index] > '9')
            return false;
    }
    const int month = (text[5] - '0') * 10 + text[6] - '0';
    const int day = (text[8] - '0') * 10 + text[9] - '0';
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

} // namespace istiqbal::seal
