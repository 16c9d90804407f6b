// SPDX-License-Identifier: Apache-2.0
// The kiosk with a form of one question, in a small window: a whole request takes about a second, for tests
// of what lies behind the screens.
#pragma once

#include "tests/journeys/support/visitor.hpp"

#include <filesystem>

namespace istiqbal::journeys {

class SmallForm {
public:
    // Puts a copy of the repository's assets there, with the small form in it.
    explicit SmallForm(const std::filesystem::path& folder);

    const Assets& assets() const { return assets_; }
    KioskOptions options(const std::filesystem::path& terminal) const;
    // The driver's commands for one request in Arabic, from the welcome page and back to it; the tree that it
    // asks for is the receipt's.
    std::vector<std::string> script(const std::string& name) const;
    // Files one request and returns the reference that the receipt shows.
    std::string file_request(Kiosk& kiosk, const std::string& name) const;
    // Empty if the tree is no receipt's.
    std::string reference(const Tree& tree) const;
    const std::string& words(const std::string& key) const {
        return assets_.strings.get(form::Language::arabic, key);
    }

private:
    std::filesystem::path folder_;
    Assets assets_;
};

} // namespace istiqbal::journeys
