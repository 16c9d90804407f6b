// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/form_command.hpp"

#include "kiosk/app/form_text.hpp"
#include "kiosk/app/published_forms.hpp"
#include "kiosk/form/xforms_export.hpp"
#include "sync/seal/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <string_view>
#include <system_error>

namespace istiqbal::app {

namespace {

// At once, so that lines of both streams come in the order in which they were said.
void say(std::FILE* file, const std::string& line) {
    std::fprintf(file, "%s\n", line.c_str());
    std::fflush(file);
}

std::string counted(std::size_t count, std::string_view one) {
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

void tell_faults(const std::filesystem::path& file, const std::vector<form::Fault>& faults,
                 std::FILE* problems) {
    const std::string name = file.string();
    for (const form::Fault& fault : faults) {
        // A fault of the file itself needs no word for where it is, nor its name twice.
        const bool whole = fault.sheet == "file" && fault.row == 0 && fault.column.empty();
        std::string words = whole ? fault.message : describe(fault);
        if (const std::string again = name + ": "; words.rfind(again, 0) == 0)
            words.erase(0, again.size());
        say(problems, fmt::format("{}: {}", name, words));
    }
}

/// A folder that has nothing of a form in it is mostly the folder above those that have.
std::vector<form::Fault> no_form_in(const std::filesystem::path& folder) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error))
        return {};
    for (const char* sheet : {"survey.csv", "choices.csv", "settings.csv"})
        if (std::filesystem::exists(folder / sheet, error))
            return {};
    return {{"file", 0, "",
             "there is no survey.csv in this folder; name the folder of one form, or its workbook"}};
}

tl::expected<form::Form, std::vector<form::Fault>> load(const std::filesystem::path& file) {
    if (auto faults = no_form_in(file); !faults.empty())
        return tl::unexpected(std::move(faults));
    return form::load_form(file);
}

int check(const Options& options, std::FILE* out, std::FILE* problems) {
    std::size_t bad = 0;
    for (const std::filesystem::path& file : options.forms) {
        const auto form = load(file);
        if (!form) {
            ++bad;
            tell_faults(file, form.error(), problems);
            say(problems, fmt::format("{}: not good: {} to mend", file.string(),
                                      counted(form.error().size(), "fault")));
            continue;
        }
        say(out, fmt::format("{}: good, {}", file.string(), form_summary(*form)));
        for (const std::string& hint : form_hints(*form))
            say(out, fmt::format("{}: hint: {}", file.string(), hint));
    }
    return bad == 0 ? 0 : 1;
}

int publish(const Options& options, std::FILE* out, std::FILE* problems) {
    const auto catalogue = catalogue::Catalogue::load(options.assets / "catalogue");
    if (!catalogue) {
        for (const std::string& fault : catalogue.error())
            say(problems, "istiqbal-kiosk: the catalogue cannot be used: " + fault);
        return 1;
    }
    std::error_code error;
    if (!std::filesystem::is_directory(options.terminal, error)) {
        say(problems,
            fmt::format("istiqbal-kiosk: there is no terminal in {}; name its directory with --terminal",
                        options.terminal.string()));
        return 1;
    }
    std::size_t bad = 0;
    for (const std::filesystem::path& file : options.forms) {
        if (const auto faults = no_form_in(file); !faults.empty()) {
            ++bad;
            tell_faults(file, faults, problems);
            continue;
        }
        const auto published = publish_form(file, *catalogue, options.assets / "forms", options.terminal);
        if (published) {
            say(out, fmt::format("{}: {} {} is in use from the terminal's next start on", file.string(),
                                 published->id, published->version));
            continue;
        }
        ++bad;
        for (const std::string& fault : published.error())
            say(problems, fmt::format("{}: {}", file.string(), fault));
        say(problems, file.string() + ": not published; what the terminal has stays in use");
    }
    return bad == 0 ? 0 : 1;
}

int write_xform(const Options& options, const form::Form& form, std::FILE* out, std::FILE* problems) {
    const std::string name = options.forms.front().string();
    const auto made = form::export_xform(form);
    if (!made) {
        for (const std::string& reason : made.error())
            say(problems, fmt::format("{}: {}", name, reason));
        return 1;
    }
    for (const std::string& note : made->notes)
        say(problems, fmt::format("{}: hint: {}", name, note));
    if (options.form_output.empty()) {
        const bool good = std::fwrite(made->xml.data(), 1, made->xml.size(), out) == made->xml.size() &&
                          std::fflush(out) == 0;
        if (!good)
            say(problems, fmt::format("istiqbal-kiosk: cannot write: {}", std::strerror(errno)));
        return good ? 0 : 1;
    }
    if (const auto saved = seal::save_file(options.form_output, seal::view(made->xml)); !saved) {
        say(problems, "istiqbal-kiosk: " + saved.error().detail);
        return 1;
    }
    say(out, fmt::format("Written to {}: {}", options.form_output.string(), form_summary(form)));
    return 0;
}

bool has_arabic(std::string_view text) {
    // U+0620 to U+06FF are D8 A0 to DB BF.
    for (std::size_t index = 0; index + 1 < text.size(); ++index) {
        const auto lead = static_cast<unsigned char>(text[index]);
        const auto next = static_cast<unsigned char>(text[index + 1]);
        if ((lead == 0xD8 && next >= 0xA0) || (lead > 0xD8 && lead <= 0xDB))
            return true;
    }
    return false;
}

bool has_latin(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    });
}

void hint_at_text(std::vector<std::string>& hints, const std::string& name, std::string_view column,
                  const form::LocalText& text) {
    if (!has_arabic(text.ar) && has_latin(text.ar))
        hints.push_back(fmt::format("survey, {}, column {}: the Arabic text has no Arabic letter; is it "
                                    "translated?",
                                    name, column));
    if (!has_latin(text.en) && has_arabic(text.en))
        hints.push_back(fmt::format("survey, {}, column {}: the English text has no Latin letter; is it "
                                    "translated?",
                                    name, column));
}

void hint_at_choices(std::vector<std::string>& hints, const form::ChoiceList& list) {
    for (std::size_t index = 0; index < list.choices.size(); ++index) {
        for (std::size_t other = 0; other < index; ++other) {
            const form::Choice& one = list.choices[other];
            const form::Choice& two = list.choices[index];
            if (one.label.ar != two.label.ar && one.label.en != two.label.en)
                continue;
            hints.push_back(fmt::format("choices, list {}: {} and {} read the same; people cannot tell them "
                                        "apart unless choice_filter shows one of them only",
                                        list.name, one.name, two.name));
        }
    }
}

} // namespace

std::vector<std::string> form_hints(const form::Form& form) {
    std::vector<std::string> hints;
    for (const form::Group& group : form.groups)
        hint_at_text(hints, group.name, "label", group.label);
    for (const form::Question& question : form.questions) {
        hint_at_text(hints, question.name, "label", question.label);
        hint_at_text(hints, question.name, "hint", question.hint);
        hint_at_text(hints, question.name, "guidance_hint", question.guidance);
    }
    const bool wanted =
        std::any_of(form.questions.begin(), form.questions.end(),
                    [](const form::Question& question) { return question.required.has_value(); });
    if (!wanted)
        hints.emplace_back("survey: no question is required, so that the form can be sent empty");
    std::set<const form::ChoiceList*> seen;
    for (const form::Question& question : form.questions) {
        if (question.list && seen.insert(question.list.get()).second)
            hint_at_choices(hints, *question.list);
    }
    return hints;
}

std::string form_summary(const form::Form& form) {
    const auto questions =
        static_cast<std::size_t>(std::count_if(form.questions.begin(), form.questions.end(),
                                               [](const auto& question) { return question.answerable(); }));
    const auto repeats = static_cast<std::size_t>(std::count_if(
        form.groups.begin(), form.groups.end(), [](const auto& group) { return group.repeat; }));
    const std::size_t sections = form.groups.size() - repeats;
    std::string summary = fmt::format("{} {}, {}", form.id, form.version, counted(questions, "question"));
    if (sections > 0)
        summary += " in " + counted(sections, "section");
    if (repeats > 0)
        summary += ", " + counted(repeats, "repeat");
    return summary;
}

int run_form_command(const Options& options, std::FILE* out, std::FILE* problems) {
    if (options.command == Command::form_check)
        return check(options, out, problems);
    if (options.command == Command::form_publish)
        return publish(options, out, problems);
    const std::filesystem::path& file = options.forms.front();
    const auto form = load(file);
    if (!form) {
        tell_faults(file, form.error(), problems);
        return 1;
    }
    if (options.command == Command::form_export)
        return write_xform(options, *form, out, problems);
    form::Language language = form->default_language;
    if (!options.form_language.empty())
        language = options.form_language == "ar" ? form::Language::arabic : form::Language::english;
    std::fputs(form_text(*form, language).c_str(), out);
    return std::fflush(out) == 0 ? 0 : 1;
}

} // namespace istiqbal::app
