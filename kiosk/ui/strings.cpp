// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/strings.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <set>

namespace istiqbal::ui {

namespace {

using Table = std::unordered_map<std::string, std::string>;

tl::expected<Table, std::string> read_table(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream)
        return tl::unexpected("cannot read " + file.string());
    const nlohmann::json json = nlohmann::json::parse(stream, nullptr, false);
    if (!json.is_object())
        return tl::unexpected(file.string() + " is not a JSON object");
    Table table;
    for (const auto& [key, value] : json.items()) {
        if (!value.is_string() || value.get_ref<const std::string&>().empty())
            return tl::unexpected(file.string() + ": " + key + " is not a text");
        table.emplace(key, value.get<std::string>());
    }
    return table;
}

std::set<std::string> placeholders(const std::string& text) {
    std::set<std::string> names;
    for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
        const std::size_t close = text.find('}', open);
        if (close == std::string::npos)
            break;
        names.insert(text.substr(open + 1, close - open - 1));
    }
    return names;
}

} // namespace

tl::expected<Strings, std::string> Strings::load(const std::filesystem::path& folder) {
    auto arabic = read_table(folder / "ar.json");
    if (!arabic)
        return tl::unexpected(arabic.error());
    auto english = read_table(folder / "en.json");
    if (!english)
        return tl::unexpected(english.error());
    std::string differences;
    for (const auto& [key, text] : *arabic) {
        const auto other = english->find(key);
        if (other == english->end())
            differences += "\n  " + key + " is missing in English";
        else if (placeholders(text) != placeholders(other->second))
            differences += "\n  " + key + " has other placeholders in English";
    }
    for (const auto& [key, text] : *english)
        if (arabic->count(key) == 0)
            differences += "\n  " + key + " is missing in Arabic";
    if (!differences.empty())
        return tl::unexpected(folder.string() + ":" + differences);
    Strings strings;
    strings.arabic_ = std::move(*arabic);
    strings.english_ = std::move(*english);
    return strings;
}

const std::string& Strings::get(Language language, std::string_view key) const {
    const std::string name(key);
    const Table& texts = table(language);
    const auto found = texts.find(name);
    return found != texts.end() ? found->second : unknown_.emplace(name, name).first->second;
}

std::string Strings::format(Language language, std::string_view key, Values values) const {
    std::string text = get(language, key);
    for (const auto& [name, value] : values) {
        const std::string placeholder = std::string("{").append(name).append("}");
        for (std::size_t at = text.find(placeholder); at != std::string::npos;
             at = text.find(placeholder, at + value.size()))
            text.replace(at, placeholder.size(), value);
    }
    return text;
}

} // namespace istiqbal::ui
