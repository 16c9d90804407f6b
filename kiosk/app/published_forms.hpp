// SPDX-License-Identifier: Apache-2.0
// Forms that an office published to this terminal. They take the place of those that came with the program,
// and lie in the terminal's directory:
//
//   forms/FORM_ID.csv            in use from the next start on: an XLSForm in the single CSV layout
//   forms/FORM_ID.previous.csv   the one that it replaced
//
// A form with a fault never replaces one that works: it is refused here, and what lies there and cannot be
// read any more is passed over at the start, with its faults said.
#pragma once

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/form/definition.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace istiqbal::app {

struct PublishedForm {
    std::string id;
    std::string version;
};

std::filesystem::path published_form(const std::filesystem::path& terminal, const std::string& id);

// Checks the form and puts it in its place: whole or not at all, also if the power goes. `shipped`: the
// folder of the forms that came with the program. The faults are sentences in English: those of the form;
// that no journey of the catalogue has its form_id; that another form bears the version already, which
// records name it by; that the office's content brings the form (content_shelf.hpp), which goes before it; a
// disk that will not take it.
tl::expected<PublishedForm, std::vector<std::string>> publish_form(const std::filesystem::path& file,
                                                                   const catalogue::Catalogue& catalogue,
                                                                   const std::filesystem::path& shipped,
                                                                   const std::filesystem::path& terminal);

} // namespace istiqbal::app
