// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/strings.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace istiqbal::ui {

namespace {

constexpr std::size_t size_limit = std::size_t{1} << 20U; // bytes of a file

const char* file_name(Language language) {
    return language == Language::arabic ? "ar.json" : "en.json";
}

// Longer than the limit: there is more in the file.
tl::expected<std::string, std::string> text_of(const std::filesystem::path& folder, Language language) {
    const std::filesystem::path file = folder / file_name(language);
    std::ifstream stream(file, std::ios::binary);
    std::string text(size_limit + 1, '\0');
    if (!stream.read(text.data(), static_cast<std::streamsize>(text.size())) && !stream.eof())
        return tl::unexpected("cannot read " + file.string());
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return text;
}

} // namespace

tl::expected<Strings::Table, std::string> Strings::read(std::string_view text, Language language,
                                                        std::string& faults) {
    const std::string file = file_name(language);
    if (text.size() > size_limit)
        return tl::unexpected(file + " is too large");
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object())
        return tl::unexpected(file + " is not a JSON object");
    Table table;
    for (const auto& [key, value] : json.items()) {
        if (!value.is_string() || value.get_ref<const std::string&>().empty())
            return tl::unexpected(file + ": " + key + " is not a text");
        Sentence sentence{value.get<std::string>(), nullptr};
        if (sentence.text.find('{') != std::string::npos) {
            auto message = Message::parse(sentence.text, language);
            if (message)
                sentence.message = std::make_shared<const Message>(std::move(*message));
            else
                faults.append("\n  ").append(key).append(" in ").append(file).append(": ").append(
                    message.error());
        }
        table.emplace(key, std::move(sentence));
    }
    return table;
}

std::string Strings::differences(const Table& arabic, const Table& english) {
    const auto placeholders = [](const Sentence& sentence) {
        return sentence.message ? sentence.message->placeholders() : std::map<std::string, Message::Kind>();
    };
    std::string found;
    for (const auto& [key, sentence] : arabic) {
        const auto other = english.find(key);
        if (other == english.end())
            found += "\n  " + key + " is missing in English";
        else if (placeholders(sentence) != placeholders(other->second))
            found += "\n  " + key + " has other placeholders in English";
    }
    for (const auto& [key, sentence] : english)
        if (arabic.count(key) == 0)
            found += "\n  " + key + " is missing in Arabic";
    return found;
}

tl::expected<Strings, std::string> Strings::load(const std::filesystem::path& folder, Digits digits) {
    const auto arabic = text_of(folder, Language::arabic);
    if (!arabic)
        return tl::unexpected(arabic.error());
    const auto english = text_of(folder, Language::english);
    if (!english)
        return tl::unexpected(english.error());
    auto strings = parse(*arabic, *english, digits);
    if (!strings) {
        const bool is_list = strings.error().front() == '\n';
        return tl::unexpected(folder.string() + (is_list ? ":" : ": ") + strings.error());
    }
    return strings;
}

tl::expected<Strings, std::string> Strings::parse(std::string_view arabic_text, std::string_view english_text,
                                                  Digits digits) {
    std::string faults;
    auto arabic = read(arabic_text, Language::arabic, faults);
    if (!arabic)
        return tl::unexpected(arabic.error());
    auto english = read(english_text, Language::english, faults);
    if (!english)
        return tl::unexpected(english.error());
    if (faults.empty()) // what could not be read has no placeholders to compare
        faults = differences(*arabic, *english);
    if (!faults.empty())
        return tl::unexpected(faults);
    Strings strings;
    strings.arabic_ = std::move(*arabic);
    strings.english_ = std::move(*english);
    strings.digits_ = digits;
    return strings;
}

std::vector<std::string> Strings::faults_beside(const Strings& shipped) const {
    std::vector<std::string> faults;
    const auto placeholders = [](const Sentence& sentence) {
        return sentence.message ? sentence.message->placeholders() : std::map<std::string, Message::Kind>();
    };
    for (const Language language : {Language::arabic, Language::english}) {
        const std::string file = language == Language::arabic ? "ar.json: " : "en.json: ";
        const Table& ours = table(language);
        for (const auto& [key, sentence] : shipped.table(language)) {
            const auto found = ours.find(key);
            if (found == ours.end())
                faults.push_back(file + key + " is missing");
            else if (placeholders(found->second) != placeholders(sentence))
                faults.push_back(file + key + " has other placeholders than the program fills in");
        }
    }
    std::sort(faults.begin(), faults.end());
    return faults;
}

const std::string& Strings::get(Language language, std::string_view key) const {
    const std::string name(key);
    const Table& texts = table(language);
    const auto found = texts.find(name);
    return found != texts.end() ? found->second.text : unknown_.emplace(name, name).first->second;
}

std::string Strings::format(Language language, std::string_view key, Values values) const {
    const Table& texts = table(language);
    const auto found = texts.find(std::string(key));
    if (found == texts.end() || !found->second.message)
        return get(language, key);
    return found->second.message->format(values, digits_);
}

} // namespace istiqbal::ui
