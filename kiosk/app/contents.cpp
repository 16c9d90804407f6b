// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/contents.hpp"

#include "kiosk/app/published_forms.hpp"

namespace istiqbal::app {

namespace {

std::string describe(const std::string& form, const std::vector<form::Fault>& faults) {
    std::string text = "the form " + form + " cannot be used:";
    for (const form::Fault& fault : faults)
        text += "\n  " + form::describe(fault);
    return text;
}

} // namespace

tl::expected<Contents, std::string> Contents::load(const std::filesystem::path& assets,
                                                   const std::filesystem::path& terminal) {
    auto theme = ui::Theme::load(assets / "theme" / "theme.toml");
    if (!theme)
        return tl::unexpected(theme.error());
    auto strings = ui::Strings::load(assets / "strings");
    if (!strings)
        return tl::unexpected(strings.error());
    auto catalogue = catalogue::Catalogue::load(assets / "catalogue");
    if (!catalogue) {
        std::string text = "the catalogue cannot be used:";
        for (const std::string& fault : catalogue.error())
            text += "\n  " + fault;
        return tl::unexpected(std::move(text));
    }
    Forms forms;
    std::vector<std::string> passed_over;
    for (const catalogue::Journey& journey : catalogue->journeys()) {
        const std::filesystem::path published =
            terminal.empty() ? std::filesystem::path() : published_form(terminal, journey.id);
        if (!published.empty() && std::filesystem::exists(published)) {
            auto form = form::load_form(published);
            if (form && form->id == journey.id) {
                forms.emplace(journey.id, std::move(*form));
                continue;
            }
            passed_over.push_back(form ? published.string() + " holds the form " + form->id
                                       : describe(published.string(), form.error()));
        }
        auto form = form::load_form(assets / "forms" / journey.id);
        if (!form)
            return tl::unexpected(describe(journey.id, form.error()));
        forms.emplace(journey.id, std::move(*form));
    }
    return Contents{std::move(*theme), std::move(*strings), std::move(*catalogue), std::move(forms),
                    std::move(passed_over)};
}

std::string Contents::versions() const {
    std::string text;
    for (const auto& [id, form] : forms)
        text += (text.empty() ? "" : ", ") + id + " " + form.version;
    return text;
}

} // namespace istiqbal::app
