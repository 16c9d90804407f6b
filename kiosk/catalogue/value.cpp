// SPDX-License-Identifier: Apache-2.0
#include "kiosk/catalogue/value.hpp"

#include "kiosk/form/checks.hpp"

#include <algorithm>
#include <utility>

namespace istiqbal::catalogue {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_faults = 100;

/// A key inside a JSON Pointer (RFC 6901).
std::string escaped(std::string_view key) {
    std::string result;
    for (const char byte : key) {
        if (byte == '~')
            result += "~0";
        else if (byte == '/')
            result += "~1";
        else
            result += byte;
    }
    return result;
}

/// Walks the text without building anything; nlohmann's own tree would keep the last of two equal keys
/// unseen.
class Guard final : public nlohmann::json_sax<Json> {
public:
    Guard(std::string_view file, Report& report)
        : file_(file)
        , report_(report) {}

    bool null() override { return one(); }
    bool boolean(bool) override { return one(); }
    bool number_integer(number_integer_t) override { return one(); }
    bool number_unsigned(number_unsigned_t) override { return one(); }
    bool number_float(number_float_t, const string_t&) override { return one(); }
    bool string(string_t&) override { return one(); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(false); }
    bool start_array(std::size_t) override { return open(true); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        Level& level = levels_.back();
        level.key = name;
        if (!level.keys.insert(name).second) {
            sound_ = false;
            report_.add(file_, place(), "the key is there twice; delete one");
        }
        return true;
    }
    bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception&) override {
        return refuse("not JSON in UTF-8, at byte " + std::to_string(byte));
    }

    bool sound() const { return sound_; }

private:
    struct Level {
        bool list = false;
        std::size_t index = 0;
        std::string key;
        std::set<std::string> keys;
    };

    bool one() {
        if (++count_ > value_limit)
            return refuse("more than " + std::to_string(value_limit) + " values");
        if (!levels_.empty() && levels_.back().list)
            ++levels_.back().index;
        return true;
    }
    bool open(bool list) {
        if (levels_.size() >= depth_limit)
            return refuse("nested more than " + std::to_string(depth_limit) + " deep");
        levels_.push_back({list, 0, {}, {}});
        return ++count_ <= value_limit || refuse("more than " + std::to_string(value_limit) + " values");
    }
    bool close() {
        levels_.pop_back();
        if (!levels_.empty() && levels_.back().list)
            ++levels_.back().index;
        return true;
    }
    std::string place() const {
        std::string path;
        for (const Level& level : levels_)
            path += "/" + (level.list ? std::to_string(level.index) : escaped(level.key));
        return path;
    }
    bool refuse(const std::string& message) {
        sound_ = false;
        report_.add(file_, place(), message);
        return false;
    }

    std::string_view file_;
    Report& report_;
    std::vector<Level> levels_;
    std::size_t count_ = 0;
    bool sound_ = true;
};

bool holds_arabic(std::string_view text) {
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
        // The letters of the block U+0600–U+06FF begin with the bytes D8 to DB; its marks of punctuation,
        // which English may quote, are not counted.
        const auto first = static_cast<unsigned char>(text[at]);
        const auto second = static_cast<unsigned char>(text[at + 1]);
        if ((first == 0xD8 && second >= 0xA1) || first == 0xD9 || first == 0xDA || first == 0xDB)
            return true;
    }
    return false;
}

const char* why(form::TextFault fault) {
    switch (fault) {
    case form::TextFault::not_utf8:
        return "the text is not UTF-8";
    case form::TextFault::bidi_control:
        return "the text holds marks that change its direction; delete them";
    case form::TextFault::control:
        return "the text holds control characters; delete them";
    default:
        return "the text holds characters that cannot be shown; delete them";
    }
}

} // namespace

void Report::add(std::string_view file, std::string_view place, std::string_view message) {
    if (full())
        return;
    std::string fault(file);
    if (!place.empty())
        fault.append(": ").append(place);
    faults_.push_back(fault.append(": ").append(message));
    if (faults_.size() == most_faults)
        faults_.emplace_back("there are more faults; mend these first");
}

bool Report::full() const {
    return faults_.size() > most_faults;
}

std::optional<Json> parse_json(std::string_view file, std::string_view text, Report& report) {
    if (text.size() > file_limit) {
        report.add(file, {}, "larger than " + std::to_string(file_limit / 1024) + " KiB");
        return std::nullopt;
    }
    Guard guard(file, report);
    if (!Json::sax_parse(text.begin(), text.end(), &guard) || !guard.sound())
        return std::nullopt;
    Json whole = Json::parse(text.begin(), text.end(), nullptr, false);
    if (whole.is_object())
        return whole;
    report.add(file, {}, "not a JSON object");
    return std::nullopt;
}

std::vector<Value> Value::list(std::size_t least, std::size_t most) const {
    std::vector<Value> values;
    if (absent())
        return values;
    if (!json_->is_array()) {
        fault("not a list");
        return values;
    }
    if (json_->size() < least || json_->size() > most) {
        fault("a list of " + std::to_string(least) + " to " + std::to_string(most) +
              " is expected, this has " + std::to_string(json_->size()));
        return values;
    }
    for (std::size_t index = 0; index < json_->size(); ++index)
        values.emplace_back(&(*json_)[index], file_, place_ + "/" + std::to_string(index), report_);
    return values;
}

bool Value::boolean() const {
    if (absent())
        return false;
    if (json_->is_boolean())
        return json_->get<bool>();
    fault("neither true nor false");
    return false;
}

const std::string* Value::string() const {
    if (absent())
        return nullptr;
    if (json_->is_string())
        return &json_->get_ref<const std::string&>();
    fault("not a text");
    return nullptr;
}

std::string Value::half(const Value& value, std::size_t most, bool arabic) const {
    const std::string* text = value.string();
    if (text == nullptr)
        return {};
    if (const auto found = form::text_fault(*text, {.lines = true, .name = false}))
        value.fault(why(*found));
    else if (form::trim(*text).empty())
        value.fault("the text is empty; write it");
    else if (form::trim(*text).size() != text->size())
        value.fault("there is white space before or after the text; delete it");
    else if (const std::size_t length = form::count_characters(*text); length > most)
        value.fault("the text has " + std::to_string(length) + " characters; at most " +
                    std::to_string(most) + " fit");
    else if (holds_arabic(*text) != arabic)
        value.fault(arabic ? "the Arabic text has no Arabic letters" : "the English text has Arabic letters");
    else
        return *text;
    return {};
}

form::LocalText Value::text(std::size_t most) const {
    if (absent())
        return {};
    Fields fields(*this);
    form::LocalText both;
    both.ar = half(fields.at("ar"), most, true);
    both.en = half(fields.at("en"), most, false);
    fields.finish();
    return both;
}

std::string Value::identifier() const {
    const std::string* text = string();
    if (text == nullptr)
        return {};
    const auto small = [](char byte) { return byte >= 'a' && byte <= 'z'; };
    const auto allowed = [&](char byte) {
        return small(byte) || (byte >= '0' && byte <= '9') || byte == '_';
    };
    if (!text->empty() && text->size() <= 48 && small(text->front()) &&
        std::all_of(text->begin(), text->end(), allowed))
        return *text;
    fault("an identifier has small Latin letters, digits and _, a letter first, at most 48");
    return {};
}

std::string Value::new_identifier(std::set<std::string>& used) const {
    std::string id = identifier();
    if (!id.empty() && !used.insert(id).second)
        fault("\"" + id + "\" is there already; rename one");
    return id;
}

std::string Value::one_of(std::initializer_list<std::string_view> words) const {
    const std::string* text = string();
    if (text == nullptr)
        return {};
    if (std::find(words.begin(), words.end(), *text) != words.end())
        return *text;
    std::string message = "one of these is expected:";
    for (const std::string_view word : words)
        message.append(" ").append(word);
    fault(message);
    return {};
}

std::string Value::code() const {
    const std::string* text = string();
    if (text == nullptr)
        return {};
    if (text->size() == 2 && (*text)[0] >= 'A' && (*text)[0] <= 'Z' && (*text)[1] >= '1' && (*text)[1] <= '9')
        return *text;
    fault("a code is a capital letter and a digit, such as T1");
    return {};
}

std::optional<form::Date> Value::date() const {
    const std::string* text = string();
    if (text == nullptr)
        return std::nullopt;
    auto date = form::Date::from_iso(*text);
    if (!date)
        fault("a day is written yyyy-mm-dd, in the Gregorian calendar");
    return date;
}

Fields::Fields(Value object)
    : object_(std::move(object)) {
    if (!object_.absent() && !object_.json_->is_object()) {
        object_.fault("not an object");
        object_.json_ = nullptr;
    }
}

void Fields::finish() const {
    if (object_.absent())
        return;
    for (const auto& [key, value] : object_.json_->items())
        if (taken_.count(key) == 0)
            object_.report_.get().add(object_.file_, object_.place_ + "/" + escaped(key),
                                      "unknown; delete it");
}

Value Fields::at(const char* key) {
    Value value = optional(key);
    if (value.absent() && !object_.absent())
        value.fault("missing");
    return value;
}

Value Fields::optional(const char* key) {
    taken_.insert(key);
    const Json* found = nullptr;
    if (!object_.absent())
        if (const auto field = object_.json_->find(key); field != object_.json_->end())
            found = &*field;
    return {found, object_.file_, object_.place_ + "/" + key, object_.report_};
}

} // namespace istiqbal::catalogue
