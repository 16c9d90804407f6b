// SPDX-License-Identifier: Apache-2.0
// Foreign JSON read strictly: nothing missing, nothing unknown, nothing twice, nothing too long. Reading goes
// on after a fault, so that an office sees all of them at once; what could not be read is left empty.
#pragma once

#include "kiosk/form/calendar.hpp"
#include "kiosk/form/language.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::catalogue {

/// The faults found so far, written "file: place: what is wrong".
class Report {
public:
    void add(std::string_view file, std::string_view place, std::string_view message);
    /// Set once so many were found that listing more would help nobody.
    bool full() const;
    const std::vector<std::string>& faults() const { return faults_; }

private:
    std::vector<std::string> faults_;
};

/// Lengths in characters.
constexpr std::size_t title_limit = 120;
constexpr std::size_t line_limit = 240;
constexpr std::size_t paragraph_limit = 1200;

constexpr std::size_t file_limit = std::size_t{256} * 1024; // bytes
constexpr std::size_t depth_limit = 12;                     // lists and objects within one another
constexpr std::size_t value_limit = 20000;                  // values in one file

/// The whole of a file. Nothing if it is no JSON object in UTF-8, a key is there twice, or it exceeds a limit
/// above; each of these is reported.
std::optional<nlohmann::json> parse_json(std::string_view file, std::string_view text, Report& report);

/// One value with its place. A value that was missing is absent: that is reported where it was looked for,
/// and reading it yields what is empty without another fault.
class Value {
public:
    Value(const nlohmann::json* json, std::string file, std::string place, Report& report)
        : json_(json)
        , file_(std::move(file))
        , place_(std::move(place))
        , report_(report) {}

    bool absent() const { return json_ == nullptr; }

    std::vector<Value> list(std::size_t least, std::size_t most) const;
    bool boolean() const;
    /// {"ar": …, "en": …}: both there, at most `most` characters each, nothing that people cannot read; the
    /// Arabic in Arabic letters and the English without them, so that the two cannot be swapped.
    form::LocalText text(std::size_t most) const;
    /// Small Latin letters, digits and `_`, a letter first, at most 48.
    std::string identifier() const;
    /// The same, and not in `used` yet.
    std::string new_identifier(std::set<std::string>& used) const;
    std::string one_of(std::initializer_list<std::string_view> words) const;
    /// A capital letter and a digit: "T1".
    std::string code() const;
    std::optional<form::Date> date() const;

    void fault(std::string_view message) const { report_.get().add(file_, place_, message); }

private:
    friend class Fields;

    const std::string* string() const;
    std::string half(const Value& value, std::size_t most, bool arabic) const;

    const nlohmann::json* json_;
    std::string file_;
    std::string place_;
    std::reference_wrapper<Report> report_;
};

/// The fields of one object, taken by name. finish() comes last: what nobody took until then is unknown, and
/// a fault.
class Fields {
public:
    explicit Fields(Value object);

    Value at(const char* key);
    /// The same for a field that may be left out.
    Value optional(const char* key);
    void finish() const;

private:
    Value object_;
    std::set<std::string> taken_;
};

} // namespace istiqbal::catalogue
