// SPDX-License-Identifier: Apache-2.0
// Everything that the terminal shows and that is data: look, sentences, catalogue, forms. Loaded whole; never
// changes while a session reads from it.
#pragma once

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/form/definition.hpp"
#include "kiosk/ui/strings.hpp"
#include "kiosk/ui/theme.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace istiqbal::app {

using Forms = std::map<std::string, form::Form, std::less<>>; // by their journey's id

struct Contents {
    ui::Theme theme;
    ui::Strings strings;
    catalogue::Catalogue catalogue;
    Forms forms; // of every journey in the catalogue
    // Forms that were published to the terminal and cannot be used, each with its faults, for the log: what
    // came with the program stands in for them.
    std::vector<std::string> passed_over{};

    // Refuses the first part that has faults, with all of its faults: a sentence for the log. `terminal`: the
    // directory in which published forms lie; empty for none. `bundle`: the folder of what the office sent
    // (PROTOCOL.md, "Content bundle"); empty for none. What it holds goes before what was published at the
    // terminal and before what came with the program:
    //   theme/, strings/, catalogue/   whole; the program's own where the bundle has no such folder
    //   forms/                         a folder, a .csv or an .xlsx by each journey's id; of the others the
    //                                  terminal's or the program's own
    // A bundle is refused for a form with a fault, of no journey, or changed without a new version; strings
    // that are not those the program asks for; a theme that people could not work with; a file that nobody
    // would read.
    static tl::expected<Contents, std::string> load(const std::filesystem::path& assets,
                                                    const std::filesystem::path& terminal = {},
                                                    const std::filesystem::path& bundle = {});

    // "support_request 2026.11.1, inquiry …", for the staff panel.
    std::string versions() const;
};

} // namespace istiqbal::app
