// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/published_forms.hpp"

#include "kiosk/app/content_parts.hpp"
#include "kiosk/app/content_shelf.hpp"
#include "kiosk/form/workbook.hpp"
#include "sync/seal/keys.hpp"

#include <fmt/format.h>

namespace istiqbal::app {

namespace {

namespace fs = std::filesystem;
using Faults = std::vector<std::string>;

std::vector<std::string> sentences(const std::vector<form::Fault>& faults) {
    std::vector<std::string> all;
    all.reserve(faults.size());
    for (const form::Fault& fault : faults)
        all.push_back(form::describe(fault));
    return all;
}

// The form that the terminal uses now: the published one, or that of the program.
fs::path in_use(const fs::path& terminal, const fs::path& shipped, const std::string& id) {
    const fs::path published = published_form(terminal, id);
    return fs::exists(published) ? published : shipped / id;
}

} // namespace

fs::path published_form(const fs::path& terminal, const std::string& id) {
    return terminal / "forms" / (id + ".csv");
}

tl::expected<PublishedForm, Faults> publish_form(const fs::path& file, const catalogue::Catalogue& catalogue,
                                                 const fs::path& shipped, const fs::path& terminal) {
    auto workbook = form::read_workbook(file);
    if (!workbook)
        return tl::unexpected(sentences(workbook.error()));
    const std::string text = form::workbook_csv(*workbook);
    const auto form = form::parse_form(std::move(*workbook));
    if (!form)
        return tl::unexpected(sentences(form.error()));
    if (catalogue.journey(form->id) == nullptr)
        return tl::unexpected(
            Faults{fmt::format("settings: no journey of the catalogue is called {}", form->id)});
    const ContentShelf shelf(terminal);
    if (const auto active = shelf.state().active)
        if (const auto folder = shelf.open(*active))
            if (const auto sent = ContentParts(*folder).form(form->id); !sent || !sent->empty())
                return tl::unexpected(Faults{fmt::format(
                    "the office's content, revision {}, brings this form; one that is published here "
                    "would never be used",
                    active->revision)});
    if (const auto present = form::read_workbook(in_use(terminal, shipped, form->id))) {
        const std::string present_text = form::workbook_csv(*present);
        const auto present_form = form::parse_form(*present);
        if (present_form && present_form->version == form->version && present_text != text)
            return tl::unexpected(Faults{
                fmt::format("settings: the terminal has another form of version {}; raise the version, since "
                            "records name the form that they were filled in with",
                            form->version)});
    }
    const fs::path target = published_form(terminal, form->id);
    const fs::path previous = terminal / "forms" / (form->id + ".previous.csv");
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    if (!error && fs::exists(target)) {
        fs::remove(previous, error);
        fs::create_hard_link(target, previous, error); // so that the name is never without a form
    }
    if (error)
        return tl::unexpected(
            Faults{fmt::format("cannot write {}: {}", target.parent_path().string(), error.message())});
    if (const auto saved = seal::save_file(target, seal::view(text)); !saved)
        return tl::unexpected(Faults{saved.error().detail});
    return PublishedForm{form->id, form->version};
}

} // namespace istiqbal::app
