// SPDX-License-Identifier: Apache-2.0
// The parts that an unpacked content bundle has, and what is asked of them beyond what the program's own are
// asked for: nobody tested them together with this program.
#pragma once

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/form/definition.hpp"
#include "kiosk/ui/strings.hpp"
#include "kiosk/ui/theme.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::app {

// "the catalogue cannot be used:" and a line for each fault, though not hundreds.
std::string listed(std::string text, const std::vector<std::string>& faults);

class ContentParts {
public:
    // An empty path: there is no bundle, and nothing is found in it.
    explicit ContentParts(std::filesystem::path folder)
        : folder_(std::move(folder)) {}

    const std::filesystem::path& folder() const { return folder_; }
    bool has(std::string_view part) const;
    // Where the journey's form lies; empty if the bundle has none. Refuses one that is there twice.
    tl::expected<std::filesystem::path, std::string> form(const std::string& journey) const;

    // Each a sentence; empty: there is none. Of the parts together.
    std::string fault(const ui::Theme& theme, const ui::Strings& strings,
                      const catalogue::Catalogue& catalogue, const std::filesystem::path& assets) const;
    // Of a form that lies at `sent`; `shipped`: the program's own.
    std::string fault(const form::Form& form, const std::string& journey, const std::filesystem::path& sent,
                      const std::filesystem::path& shipped) const;

private:
    std::string unread_file(const catalogue::Catalogue& catalogue) const;

    std::filesystem::path folder_;
};

} // namespace istiqbal::app
