// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/support/small_form.hpp"

#include "tests/catch.hpp"

#include <fstream>

namespace istiqbal::journeys {

namespace fs = std::filesystem;

namespace {

Assets make(const fs::path& folder) {
    fs::copy(assets_folder(), folder, fs::copy_options::recursive);
    const fs::path form = folder / "forms" / "support_request";
    std::ofstream(form / "survey.csv") << "type,name,label::Arabic (ar),label::English (en),required\n"
                                          "text,name,ما الاسم؟,What is your name?,yes\n";
    std::ofstream(form / "choices.csv") << "list_name,name,label::Arabic (ar),label::English (en)\n";
    std::ofstream(form / "settings.csv")
        << "form_id,version,form_title::Arabic (ar),form_title::English (en),default_language\n"
           "small,2026.11.1,طلب صغير,Small request,Arabic (ar)\n";
    return Assets::load(folder);
}

} // namespace

SmallForm::SmallForm(const fs::path& folder)
    : folder_(folder)
    , assets_(make(folder)) {}

KioskOptions SmallForm::options(const fs::path& terminal) const {
    return {.terminal = terminal, .assets = folder_, .size = "480x854", .density = "1.4"};
}

std::vector<std::string> SmallForm::script(const std::string& name) const {
    const auto tap = [&](const std::string& key) { return "tap " + Kiosk::quoted(words(key)); };
    return {"tap \"العربية\"",
            "tap " + Kiosk::quoted(assets_.catalogue.journey("support_request")->title.ar),
            tap("before.start"),
            "type " + Kiosk::quoted(name),
            tap("continue"),
            tap("check.continue"),
            tap("declaration.pad"), // a dot will do
            tap("continue"),
            tap("committee.acknowledge"),
            tap("committee.send"),
            "expect " + Kiosk::quoted(words("receipt.reference")),
            "tree",
            tap("receipt.finish"),
            tap("rating.skip.service"),
            tap("finished.leave")};
}

std::string SmallForm::file_request(Kiosk& kiosk, const std::string& name) const {
    std::string found;
    for (const std::string& line : script(name)) {
        const std::string reply = kiosk.command(line);
        if (line == "tree")
            found = reference(Tree::parse(reply));
        else if (reply != "ok")
            FAIL(line << "\n" << reply << "\n" << kiosk.errors());
    }
    REQUIRE_FALSE(found.empty());
    return found;
}

std::string SmallForm::reference(const Tree& tree) const {
    const Node* node = tree.find("text", words("receipt.reference"));
    return node != nullptr ? node->value : std::string();
}

} // namespace istiqbal::journeys
