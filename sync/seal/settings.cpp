// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/settings.hpp"

#include "sync/seal/hub_url.hpp"
#include "sync/seal/json.hpp"

#include <algorithm>

namespace istiqbal::seal {

namespace {

using Json = nlohmann::json;
using Digits = TerminalSettings::Digits;

constexpr std::uint64_t version = 1;
constexpr std::size_t name_limit = 128;
constexpr std::size_t subject_limit = 128;
constexpr std::size_t printer_limit = 256;
constexpr std::uint32_t least_density = 20;
constexpr std::uint32_t greatest_density = 2000;
constexpr std::uint32_t least_idle = 20;
constexpr std::uint32_t greatest_idle = 3600;

bool is_between(const std::optional<std::uint32_t>& value, std::uint32_t least, std::uint32_t greatest) {
    return !value || (*value >= least && *value <= greatest);
}

// "service:ID", "department:ID" or "colleagues:ID", the identifier as the catalogue's are.
bool is_rated_subject(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || text.size() > subject_limit)
        return false;
    const std::string_view what = text.substr(0, colon);
    const std::string_view id = text.substr(colon + 1);
    return (what == "service" || what == "department" || what == "colleagues") && !id.empty() &&
           std::all_of(id.begin(), id.end(), [](char letter) {
               return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                      (letter >= '0' && letter <= '9') || letter == '_' || letter == '-' || letter == '.';
           });
}

bool is_shown_name(const std::string& text) {
    return !text.empty() && text.size() <= name_limit;
}

Result<void> malformed(const char* detail) {
    return fail(ErrorClass::malformed, detail);
}

Result<void> check(const TerminalSettings& settings) {
    if (settings.name && (!is_shown_name(settings.name->ar) || !is_shown_name(settings.name->en)))
        return malformed("the name is empty or too long in one of the languages");
    if (settings.rates && !is_rated_subject(*settings.rates))
        return malformed("rates is none of service:ID, department:ID, colleagues:ID");
    if (!is_between(settings.density, least_density, greatest_density))
        return malformed("the density is not 20 to 2000 micrometres a pixel");
    if (!is_between(settings.idle_seconds, least_idle, greatest_idle))
        return malformed("idle_seconds is not 20 to 3600");
    if (!is_between(settings.retention_days, 0, retention_days_limit))
        return malformed("retention_days is not 0 to 3650");
    // A control character in a path or a host is nobody's wish.
    if (settings.printer && (settings.printer->size() > printer_limit ||
                             std::any_of(settings.printer->begin(), settings.printer->end(),
                                         [](char c) { return static_cast<unsigned char>(c) < 32; })))
        return malformed("the printer is not a path or HOST:PORT");
    if (settings.hub_urls.size() > hub_url_count_limit)
        return fail(ErrorClass::too_large, "there are too many hub URLs");
    if (!std::all_of(settings.hub_urls.begin(), settings.hub_urls.end(), is_hub_url))
        return malformed("a hub URL is not http:// or https://");
    return {};
}

template <class T>
Json value_or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json();
}

std::optional<std::uint32_t> number_field(json::Fields& fields, const char* key) {
    if (fields.take_null(key))
        return std::nullopt;
    return static_cast<std::uint32_t>(fields.number(key, UINT32_MAX));
}

std::optional<std::string> text_field(json::Fields& fields, const char* key, std::size_t limit) {
    if (fields.take_null(key))
        return std::nullopt;
    return fields.text(key, limit);
}

std::optional<TerminalSettings::Name> name_field(json::Fields& fields) {
    if (fields.take_null("name"))
        return std::nullopt;
    json::Fields words(fields.object("name"));
    TerminalSettings::Name name{words.text("ar", name_limit), words.text("en", name_limit)};
    if (Result<void> done = words.finish(); !done)
        fields.refuse(done.error().kind, done.error().detail);
    return name;
}

std::optional<Digits> digits_field(json::Fields& fields) {
    const std::optional<std::string> word = text_field(fields, "digits", 16);
    if (!word)
        return std::nullopt;
    if (*word != "latin" && *word != "arabic_indic")
        fields.refuse(ErrorClass::malformed, "digits is neither latin nor arabic_indic");
    return *word == "latin" ? Digits::latin : Digits::arabic_indic;
}

} // namespace

Result<Bytes> to_json(const TerminalSettings& settings) {
    if (Result<void> checked = check(settings); !checked)
        return tl::unexpected<Error>(checked.error());
    nlohmann::ordered_json json{{"version", version}};
    json["name"] = settings.name ? Json{{"ar", settings.name->ar}, {"en", settings.name->en}} : Json();
    json["rates"] = value_or_null(settings.rates);
    json["density"] = value_or_null(settings.density);
    json["reduced_motion"] = value_or_null(settings.reduced_motion);
    json["idle_seconds"] = value_or_null(settings.idle_seconds);
    json["printer"] = value_or_null(settings.printer);
    json["retention_days"] = value_or_null(settings.retention_days);
    json["hub_urls"] = settings.hub_urls;
    json["digits"] =
        settings.digits ? Json(*settings.digits == Digits::latin ? "latin" : "arabic_indic") : Json();
    try {
        const std::string text = json.dump();
        return Bytes(text.begin(), text.end());
    } catch (const Json::type_error&) {
        return fail(ErrorClass::malformed, "a text of the settings is not UTF-8");
    }
}

Result<TerminalSettings> settings_from_json(ByteView text, UnknownKeys unknown) {
    const Result<Json> object = json::parse_object(text, settings_limit);
    if (!object)
        return tl::unexpected<Error>(object.error());
    json::Fields fields(*object);
    const std::uint64_t found_version = fields.number("version", 1'000'000);
    if (!fields.refused() && found_version != version)
        return fail(ErrorClass::unsupported, "settings of another version");
    TerminalSettings settings;
    settings.name = name_field(fields);
    settings.rates = text_field(fields, "rates", subject_limit);
    settings.density = number_field(fields, "density");
    if (!fields.take_null("reduced_motion"))
        settings.reduced_motion = fields.boolean("reduced_motion");
    settings.idle_seconds = number_field(fields, "idle_seconds");
    settings.printer = text_field(fields, "printer", printer_limit);
    settings.retention_days = number_field(fields, "retention_days");
    for (const Json& url : fields.array("hub_urls", hub_url_count_limit))
        settings.hub_urls.push_back(url.is_string() ? url.get<std::string>() : std::string());
    settings.digits = digits_field(fields);
    return (unknown == UnknownKeys::refused ? fields.finish() : fields.finish_ignoring_unknown())
        .and_then([&settings] { return check(settings); })
        .map([&settings] { return std::move(settings); });
}

} // namespace istiqbal::seal
