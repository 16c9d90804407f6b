// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/content_parts.hpp"

#include "kiosk/form/workbook.hpp"
#include "kiosk/ui/theme_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

namespace istiqbal::app {

namespace fs = std::filesystem;

namespace {

constexpr std::array form_endings{"", ".csv", ".xlsx"};
constexpr std::size_t faults_told = 20;

bool is_there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

std::string sheets_of(const fs::path& form) {
    const auto workbook = form::read_workbook(form);
    return workbook ? form::workbook_csv(*workbook) : std::string();
}

} // namespace

std::string listed(std::string text, const std::vector<std::string>& faults) {
    for (std::size_t index = 0; index < std::min(faults.size(), faults_told); ++index)
        text += "\n  " + faults[index];
    if (faults.size() > faults_told)
        text += fmt::format("\n  and {} more", faults.size() - faults_told);
    return text;
}

bool ContentParts::has(std::string_view part) const {
    return !folder_.empty() && is_there(folder_ / part);
}

tl::expected<fs::path, std::string> ContentParts::form(const std::string& journey) const {
    fs::path found;
    if (folder_.empty())
        return found;
    for (const char* ending : form_endings) {
        fs::path candidate = folder_ / "forms" / (journey + ending);
        if (!is_there(candidate))
            continue;
        if (!found.empty())
            return tl::unexpected("the form " + journey + " is there twice");
        found = std::move(candidate);
    }
    return found;
}

std::string ContentParts::fault(const ui::Theme& theme, const ui::Strings& strings,
                                const catalogue::Catalogue& catalogue, const fs::path& assets) const {
    if (has("theme"))
        if (const auto faults = ui::theme_faults(theme); !faults.empty())
            return listed("the theme cannot be used:", faults);
    if (has("strings")) {
        const auto shipped = ui::Strings::load(assets / "strings");
        if (!shipped)
            return shipped.error();
        if (const auto faults = strings.faults_beside(*shipped); !faults.empty())
            return listed("the strings cannot be used:", faults);
    }
    return folder_.empty() ? std::string() : unread_file(catalogue);
}

std::string ContentParts::fault(const form::Form& form, const std::string& journey, const fs::path& sent,
                                const fs::path& shipped) const {
    if (form.id != journey)
        return fmt::format("the form {} calls itself {}", journey, form.id);
    if (!is_there(shipped))
        return {};
    const auto own = form::load_form(shipped);
    if (own && own->version == form.version && sheets_of(sent) != sheets_of(shipped))
        return fmt::format(
            "the form {} was changed, and is still version {}; raise the version, since records "
            "name the form that they were filled in with",
            journey, form.version);
    return {};
}

// A name with a slip in it is content that somebody believes to be in use.
std::string ContentParts::unread_file(const catalogue::Catalogue& catalogue) const {
    std::error_code problem;
    for (const auto& [part, files] :
         {std::pair<const char*, std::vector<std::string>>{"theme", {"theme.toml"}},
          std::pair<const char*, std::vector<std::string>>{"strings", {"ar.json", "en.json"}}})
        for (const auto& entry : fs::directory_iterator(folder_ / part, problem)) {
            const std::string name = entry.path().filename().string();
            if (std::find(files.begin(), files.end(), name) == files.end())
                return fmt::format("{}/{} is nothing that the terminal reads", part, name);
        }
    for (const auto& entry : fs::directory_iterator(folder_ / "forms", problem)) {
        const std::string name = entry.path().filename().string();
        const auto names_it = [&](const catalogue::Journey& journey) {
            return std::any_of(form_endings.begin(), form_endings.end(),
                               [&](const char* ending) { return name == journey.id + ending; });
        };
        if (std::none_of(catalogue.journeys().begin(), catalogue.journeys().end(), names_it))
            return fmt::format("forms/{} is the form of no journey in the catalogue", name);
    }
    return {};
}

} // namespace istiqbal::app
