// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/contents.hpp"

#include "kiosk/app/content_parts.hpp"
#include "kiosk/app/published_forms.hpp"

#include <memory>

namespace istiqbal::app {

namespace fs = std::filesystem;

namespace {

std::string describe(const std::string& form, const std::vector<form::Fault>& faults) {
    std::string text = "the form " + form + " cannot be used:";
    for (const form::Fault& fault : faults)
        text += "\n  " + form::describe(fault);
    return text;
}

class Loading {
public:
    Loading(const fs::path& assets, const fs::path& terminal, const fs::path& bundle)
        : assets_(assets)
        , terminal_(terminal)
        , parts_(bundle) {}

    tl::expected<Contents, std::string> load() {
        auto theme = ui::Theme::load(folder_of("theme") / "theme.toml");
        if (!theme)
            return tl::unexpected(theme.error());
        auto strings = ui::Strings::load(folder_of("strings"));
        if (!strings)
            return tl::unexpected(strings.error());
        auto catalogue = catalogue::Catalogue::load(folder_of("catalogue"));
        if (!catalogue)
            return tl::unexpected(listed("the catalogue cannot be used:", catalogue.error()));
        if (const std::string fault = parts_.fault(*theme, *strings, *catalogue, assets_); !fault.empty())
            return tl::unexpected(fault);
        contents_ = std::make_unique<Contents>(
            Contents{std::move(*theme), std::move(*strings), std::move(*catalogue), {}, {}});
        for (const catalogue::Journey& journey : contents_->catalogue.journeys())
            if (auto done = load_form(journey.id); !done)
                return tl::unexpected(std::move(done.error()));
        return std::move(*contents_);
    }

private:
    fs::path folder_of(const char* part) const {
        return parts_.has(part) ? parts_.folder() / part : assets_ / part;
    }

    tl::expected<void, std::string> load_form(const std::string& id) {
        const auto sent = parts_.form(id);
        const fs::path shipped = assets_ / "forms" / id;
        if (!sent)
            return tl::unexpected(sent.error());
        if (!sent->empty()) {
            auto form = form::load_form(*sent);
            if (!form)
                return tl::unexpected(describe(id, form.error()));
            if (const std::string fault = parts_.fault(*form, id, *sent, shipped); !fault.empty())
                return tl::unexpected(fault);
            contents_->forms.emplace(id, std::move(*form));
            return {};
        }
        if (take_published(id))
            return {};
        auto form = form::load_form(shipped);
        if (!form)
            return tl::unexpected(describe(id, form.error()));
        contents_->forms.emplace(id, std::move(*form));
        return {};
    }

    bool take_published(const std::string& id) {
        if (terminal_.empty() || !fs::exists(published_form(terminal_, id)))
            return false;
        const fs::path published = published_form(terminal_, id);
        auto form = form::load_form(published);
        if (form && form->id == id) {
            contents_->forms.emplace(id, std::move(*form));
            return true;
        }
        contents_->passed_over.push_back(form ? published.string() + " holds the form " + form->id
                                              : describe(published.string(), form.error()));
        return false;
    }

    fs::path assets_;
    fs::path terminal_;
    ContentParts parts_;
    std::unique_ptr<Contents> contents_;
};

} // namespace

tl::expected<Contents, std::string> Contents::load(const fs::path& assets, const fs::path& terminal,
                                                   const fs::path& bundle) {
    return Loading(assets, terminal, bundle).load();
}

std::string Contents::versions() const {
    std::string text;
    for (const auto& [id, form] : forms)
        text += (text.empty() ? "" : ", ") + id + " " + form.version;
    return text;
}

} // namespace istiqbal::app
