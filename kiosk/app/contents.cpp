// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/contents.hpp"

namespace istiqbal::app {

namespace {

std::string describe(const std::string& form, const std::vector<form::Fault>& faults) {
    std::string text = "the form " + form + " cannot be used:";
    for (const form::Fault& fault : faults)
        text += "\n  " + form::describe(fault);
    return text;
}

} // namespace

tl::expected<Contents, std::string> Contents::load(const std::filesystem::path& assets) {
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
    for (const catalogue::Journey& journey : catalogue->journeys()) {
        auto form = form::load_form(assets / "forms" / journey.id);
        if (!form)
            return tl::unexpected(describe(journey.id, form.error()));
        forms.emplace(journey.id, std::move(*form));
    }
    return Contents{std::move(*theme), std::move(*strings), std::move(*catalogue), std::move(forms)};
}

std::string Contents::versions() const {
    std::string text;
    for (const auto& [id, form] : forms)
        text += (text.empty() ? "" : ", ") + id + " " + form.version;
    return text;
}

} // namespace istiqbal::app
