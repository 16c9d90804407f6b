// SPDX-License-Identifier: Apache-2.0
// Everything that the terminal shows and that is data: look, sentences, catalogue, forms. Loaded whole before
// the window opens; never changes while a session reads from it.
#pragma once

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/form/definition.hpp"
#include "kiosk/ui/strings.hpp"
#include "kiosk/ui/theme.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <map>
#include <string>

namespace istiqbal::app {

using Forms = std::map<std::string, form::Form, std::less<>>; // by their journey's id

struct Contents {
    ui::Theme theme;
    ui::Strings strings;
    catalogue::Catalogue catalogue;
    Forms forms; // of every journey in the catalogue

    // Refuses the first part that has faults, with all of its faults: a sentence for the log.
    static tl::expected<Contents, std::string> load(const std::filesystem::path& assets);

    // "support_request 2026.11.1, inquiry …", for the staff panel.
    std::string versions() const;
};

} // namespace istiqbal::app
