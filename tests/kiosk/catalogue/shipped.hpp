// SPDX-License-Identifier: Apache-2.0
// The catalogue of assets/catalogue, or a failed test that says its faults.
#pragma once

#include "kiosk/catalogue/catalogue.hpp"
#include "tests/catch.hpp"

#include <string>
#include <utility>

namespace istiqbal::catalogue::tests {

inline const Catalogue& shipped() {
    static const Catalogue loaded = [] {
        auto read = Catalogue::load(std::string(ISTIQBAL_SOURCE_DIR) + "/assets/catalogue");
        if (!read) {
            for (const std::string& fault : read.error())
                UNSCOPED_INFO(fault);
            FAIL("the shipped catalogue has faults");
        }
        return std::move(*read);
    }();
    return loaded;
}

} // namespace istiqbal::catalogue::tests
