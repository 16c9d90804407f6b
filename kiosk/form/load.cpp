// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/checks.hpp"
#include "kiosk/form/csv.hpp"
#include "kiosk/form/load_survey.hpp"
#include "kiosk/form/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace istiqbal::form {
namespace {

ChoiceLists load_choices(std::string_view text, std::vector<Fault>& faults) {
    ChoiceLists lists;
    Sheet sheet("choices", text, {{"list_name", "name"}, {"label"}, {"list_name", "name"}}, faults);
    for (const CsvRow& row : sheet.rows()) {
        const std::string_view list = sheet.cell(row, "list_name");
        const std::string_view name = sheet.cell(row, "name");
        if (!is_name(list))
            sheet.fault(row, "list_name",
                        "a list is named with Latin letters, digits, - and _, a letter first");
        if (!is_name(name))
            sheet.fault(row, "name", "a choice is named with Latin letters, digits, - and _, a letter first");
        std::vector<Choice>& choices = lists[std::string(list)];
        const bool twice = std::any_of(choices.begin(), choices.end(),
                                       [&](const Choice& choice) { return choice.name == name; });
        if (twice)
            sheet.fault(row, "name", fmt::format("the list {} has {} twice; rename one", list, name));
        choices.push_back(Choice{std::string(name), sheet.text(row, "label", true)});
    }
    return lists;
}

void load_settings(std::string_view text, Form& form, std::vector<Fault>& faults) {
    Sheet sheet("settings", text,
                {{"form_id", "version", "default_language"},
                 {"form_title"},
                 {"form_id", "version", "default_language"}},
                faults);
    if (sheet.rows().size() != 1)
        return sheet.fault_whole("the sheet needs exactly one row below its header");
    const CsvRow& row = sheet.rows().front();
    form.id = sheet.cell(row, "form_id");
    form.version = sheet.cell(row, "version");
    form.title = sheet.text(row, "form_title", true);
    if (!is_name(form.id))
        sheet.fault(row, "form_id", "write an identifier of Latin letters, digits, - and _, a letter first");
    const bool plain_version =
        !form.version.empty() && form.version.size() <= 32 &&
        form.version.find_first_not_of("0123456789.abcdefghijklmnopqrstuvwxyz-") == std::string::npos;
    if (!plain_version)
        sheet.fault(row, "version", "write a version such as 2026.11.1");
    const std::string_view language = sheet.cell(row, "default_language");
    if (language == "Arabic (ar)")
        form.default_language = Language::arabic;
    else if (language == "English (en)")
        form.default_language = Language::english;
    else
        sheet.fault(row, "default_language", "write \"Arabic (ar)\" or \"English (en)\"");
}

/// Survey, choices, settings; within a sheet from the top.
void sort_by_place(std::vector<Fault>& faults) {
    constexpr std::array<std::string_view, 3> sheets = {"survey", "choices", "settings"};
    const auto place = [&](const Fault& fault) {
        return std::make_pair(std::find(sheets.begin(), sheets.end(), fault.sheet) - sheets.begin(),
                              fault.row);
    };
    std::stable_sort(faults.begin(), faults.end(),
                     [&](const Fault& one, const Fault& other) { return place(one) < place(other); });
}

} // namespace

tl::expected<Form, std::vector<Fault>> parse_form(const Sheets& sheets) {
    Form form;
    std::vector<Fault> faults;
    const ChoiceLists lists = load_choices(sheets.choices, faults);
    load_settings(sheets.settings, form, faults);
    load_survey(sheets.survey, lists, form, faults);
    if (!faults.empty()) {
        sort_by_place(faults);
        return tl::unexpected(std::move(faults));
    }
    return form;
}

tl::expected<Form, std::vector<Fault>> load_form(const std::filesystem::path& folder) {
    std::vector<Fault> faults;
    const auto read = [&](const char* sheet) {
        auto text = read_sheet(folder / fmt::format("{}.csv", sheet));
        if (!text)
            faults.push_back(Fault{sheet, 0, {}, text.error().message});
        return text.value_or(std::string());
    };
    const Sheets sheets{read("survey"), read("choices"), read("settings")};
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return parse_form(sheets);
}

} // namespace istiqbal::form
