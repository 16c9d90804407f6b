// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/checks.hpp"
#include "kiosk/form/csv.hpp"
#include "kiosk/form/load_survey.hpp"
#include "kiosk/form/sheet.hpp"
#include "kiosk/form/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace istiqbal::form {
namespace {

/// A choice may be named by a number, as in other tools; it is never the name of a question.
bool is_choice_name(std::string_view name) {
    constexpr std::string_view marks = "-_.";
    const auto allowed = [&](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
               marks.find(byte) != std::string_view::npos;
    };
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), allowed);
}

ChoiceLists load_choices(std::vector<Row> rows, std::vector<Fault>& faults) {
    ChoiceLists lists;
    if (rows.empty())
        return lists;
    Sheet sheet("choices", std::move(rows), {{"list_name", "name"}, {"label"}, {"list_name", "name"}, true},
                faults);
    for (const Row& row : sheet.rows()) {
        const std::string_view list = sheet.cell(row, "list_name");
        const std::string_view name = sheet.cell(row, "name");
        if (!is_name(list))
            sheet.fault(row, "list_name",
                        "a list is named with Latin letters, digits, - and _, a letter first");
        if (!is_choice_name(name))
            sheet.fault(row, "name", "a choice is named with Latin letters, digits, -, _ and points");
        auto& shared = lists[std::string(list)];
        if (!shared) {
            shared = std::make_shared<ChoiceList>(ChoiceList{{"name"}, {}, std::string(list)});
            shared->columns.insert(shared->columns.end(), sheet.others().begin(), sheet.others().end());
        }
        std::vector<Choice>& choices = shared->choices;
        const bool twice = std::any_of(choices.begin(), choices.end(),
                                       [&](const Choice& choice) { return choice.name == name; });
        if (twice)
            sheet.fault(row, "name", fmt::format("the list {} has {} twice; rename one", list, name));
        Choice choice{std::string(name), sheet.text(row, "label", true), {std::string(name)}};
        for (const std::string& column : sheet.others())
            choice.cells.emplace_back(sheet.cell(row, column));
        choices.push_back(std::move(choice));
    }
    return lists;
}

/// An expression of the settings sheet, to be parsed once the form's questions are known.
struct InstanceName {
    std::string source;
    std::size_t row = 0;
};

InstanceName load_settings(std::vector<Row> rows, Form& form, std::vector<Fault>& faults) {
    Sheet sheet("settings", std::move(rows),
                {{"form_id", "version", "default_language", "instance_name", "allow_choice_duplicates"},
                 {"form_title"},
                 {"form_id", "version", "default_language"}},
                faults);
    if (sheet.rows().empty() && !faults.empty() && faults.back().sheet == "settings")
        return {};
    if (sheet.rows().size() != 1) {
        sheet.fault_whole("the sheet needs exactly one row below its header");
        return {};
    }
    const Row& row = sheet.rows().front();
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
    if (const auto language = language_named(sheet.cell(row, "default_language")))
        form.default_language = *language;
    else
        sheet.fault(row, "default_language", "write \"Arabic (ar)\" or \"English (en)\"");
    if (truth(sheet.cell(row, "allow_choice_duplicates")).value_or(false))
        sheet.fault(row, "allow_choice_duplicates",
                    "choices of a list must differ by name here; rename those that do not and write no");
    return {std::string(sheet.cell(row, "instance_name")), row.number};
}

void load_instance_name(const InstanceName& name, Form& form, std::vector<Fault>& faults) {
    if (name.source.empty())
        return;
    auto expression = Expression::parse(name.source, {form.outline, form_element, form.id, nullptr});
    if (expression)
        form.instance_name = std::move(*expression);
    else
        faults.push_back({"settings", name.row, "instance_name",
                          fmt::format("at character {}: {}", expression.error().position + 1,
                                      expression.error().message)});
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

tl::expected<Form, std::vector<Fault>> parse_form(Workbook workbook) {
    Form form;
    std::vector<Fault> faults;
    const ChoiceLists lists = load_choices(std::move(workbook.choices), faults);
    const InstanceName name = load_settings(std::move(workbook.settings), form, faults);
    load_survey(std::move(workbook.survey), lists, form, faults);
    load_instance_name(name, form, faults);
    if (!faults.empty()) {
        sort_by_place(faults);
        return tl::unexpected(std::move(faults));
    }
    return form;
}

tl::expected<Form, std::vector<Fault>> parse_form(const Sheets& sheets) {
    std::vector<Fault> faults;
    const auto read = [&](const char* sheet, const std::string& text) {
        auto rows = parse_csv(text);
        if (!rows)
            faults.push_back(
                Fault{sheet, rows.error().row, column_letters(rows.error().column), rows.error().message});
        return std::move(rows).value_or(std::vector<Row>());
    };
    Workbook workbook{read("survey", sheets.survey), read("choices", sheets.choices),
                      read("settings", sheets.settings)};
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return parse_form(std::move(workbook));
}

tl::expected<Form, std::vector<Fault>> load_form(const std::filesystem::path& path) {
    return read_workbook(path).and_then([](Workbook workbook) { return parse_form(std::move(workbook)); });
}

} // namespace istiqbal::form
