// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/question_types.hpp"

#include "kiosk/form/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace istiqbal::form {
namespace {

struct NamedType {
    std::string_view name;
    QuestionType type;
};

/// XLSForm's own name first, then the other spellings.
constexpr std::array named_types = {
    NamedType{"integer", QuestionType::integer},
    NamedType{"decimal", QuestionType::decimal},
    NamedType{"range", QuestionType::range},
    NamedType{"text", QuestionType::text},
    NamedType{"select_one", QuestionType::select_one},
    NamedType{"select_multiple", QuestionType::select_multiple},
    NamedType{"rank", QuestionType::rank},
    NamedType{"note", QuestionType::note},
    NamedType{"date", QuestionType::date},
    NamedType{"time", QuestionType::time},
    NamedType{"dateTime", QuestionType::date_time},
    NamedType{"image", QuestionType::image},
    NamedType{"barcode", QuestionType::barcode},
    NamedType{"calculate", QuestionType::calculate},
    NamedType{"acknowledge", QuestionType::acknowledge},
    NamedType{"hidden", QuestionType::hidden},
    NamedType{"start", QuestionType::start},
    NamedType{"end", QuestionType::end},
    NamedType{"today", QuestionType::today},
    NamedType{"deviceid", QuestionType::device_id},
    NamedType{"username", QuestionType::username},
    NamedType{"int", QuestionType::integer},
    NamedType{"string", QuestionType::text},
    NamedType{"datetime", QuestionType::date_time},
    NamedType{"photo", QuestionType::image},
    NamedType{"trigger", QuestionType::acknowledge},
};

struct UnsupportedType {
    std::string_view name;
    std::string_view reason;
};

constexpr std::array unsupported_types = {
    UnsupportedType{"geopoint", "the terminal stays where it is and has no position to give"},
    UnsupportedType{"geotrace", "the terminal stays where it is and has no position to give"},
    UnsupportedType{"geoshape", "the terminal stays where it is and has no position to give"},
    UnsupportedType{"start-geopoint", "the terminal stays where it is and has no position to give"},
    UnsupportedType{"audio", "the terminal has no microphone"},
    UnsupportedType{"background-audio", "nobody is recorded unasked, and the terminal has no microphone"},
    UnsupportedType{"video", "the terminal has no camera"},
    UnsupportedType{"file", "a person has no files at the terminal"},
    UnsupportedType{"audit", "how somebody moved through a form is not recorded"},
    UnsupportedType{"xml-external", "everything that a form needs stands in its own sheets"},
    UnsupportedType{"csv-external", "everything that a form needs stands in its own sheets"},
    UnsupportedType{"select_one_from_file", "write the choices in the choices sheet"},
    UnsupportedType{"select_multiple_from_file", "write the choices in the choices sheet"},
    UnsupportedType{"select_one_external", "write the choices in the choices sheet"},
    UnsupportedType{"phonenumber", "ask for the number with a text question"},
    UnsupportedType{"email", "ask for the address with a text question"},
    UnsupportedType{"subscriberid", "the terminal has no SIM card"},
    UnsupportedType{"simserial", "the terminal has no SIM card"},
};

struct NamedAppearance {
    std::string_view name;
    Appearance appearance;
    QuestionType type; ///< the only one that it may stand with
};

constexpr std::array named_appearances = {
    NamedAppearance{"saudi-id", Appearance::saudi_id, QuestionType::text},
    NamedAppearance{"saudi-mobile", Appearance::saudi_mobile, QuestionType::text},
    NamedAppearance{"iban", Appearance::iban, QuestionType::text},
    NamedAppearance{"person-name", Appearance::person_name, QuestionType::text},
    NamedAppearance{"umm-al-qura", Appearance::umm_al_qura, QuestionType::date},
    NamedAppearance{"hijri-or-gregorian", Appearance::hijri_or_gregorian, QuestionType::date},
    NamedAppearance{"not-past", Appearance::not_past, QuestionType::date},
    NamedAppearance{"not-future", Appearance::not_future, QuestionType::date},
    NamedAppearance{"document-checklist", Appearance::document_checklist, QuestionType::select_multiple},
    NamedAppearance{"latin", Appearance::latin, QuestionType::text},
    NamedAppearance{"multiline", Appearance::multiline, QuestionType::text},
    NamedAppearance{"numbers", Appearance::numbers, QuestionType::text},
    NamedAppearance{"minimal", Appearance::minimal, QuestionType::select_one},
    NamedAppearance{"signature", Appearance::signature, QuestionType::image},
    NamedAppearance{"draw", Appearance::draw, QuestionType::image},
};

bool selects(QuestionType type) {
    return type == QuestionType::select_one || type == QuestionType::select_multiple ||
           type == QuestionType::rank;
}

std::string supported_types() {
    std::string names;
    for (const NamedType& each : named_types)
        names += fmt::format("{}, ", each.name);
    return names + "begin_group, end_group, begin_repeat, end_repeat";
}

std::optional<RowKind> group_row(std::string_view cell) {
    if (cell == "begin_group" || cell == "begin group")
        return RowKind::begin_group;
    if (cell == "end_group" || cell == "end group")
        return RowKind::end_group;
    if (cell == "begin_repeat" || cell == "begin repeat")
        return RowKind::begin_repeat;
    if (cell == "end_repeat" || cell == "end repeat")
        return RowKind::end_repeat;
    return std::nullopt;
}

std::string not_a_type(std::string_view word) {
    for (const UnsupportedType& each : unsupported_types) {
        if (each.name == word)
            return fmt::format("the type {} is not supported: {}", word, each.reason);
    }
    return fmt::format("the type \"{}\" is not supported; use one of {}", word, supported_types());
}

} // namespace

std::optional<RowType> row_type(std::string_view cell, std::string& fault) {
    if (const auto kind = group_row(cell))
        return RowType{*kind, QuestionType::text, {}, false};
    const auto words = words_of(cell);
    const std::string_view word = words.empty() ? std::string_view{} : words.front();
    const auto* found = std::find_if(named_types.begin(), named_types.end(),
                                     [&](const NamedType& each) { return each.name == word; });
    if (found == named_types.end()) {
        fault = not_a_type(word);
        return std::nullopt;
    }
    RowType row{RowKind::question, found->type, {}, false};
    if (!selects(found->type)) {
        if (words.size() > 1)
            fault = fmt::format("nothing may follow {}", word);
        return words.size() == 1 ? std::optional(row) : std::nullopt;
    }
    row.or_other = words.size() == 3 && words[2] == "or_other" && found->type != QuestionType::rank;
    if (words.size() != 2 && !row.or_other) {
        fault = fmt::format("write {} and the name of one list{}", word,
                            found->type == QuestionType::rank ? "" : ", and or_other if you like");
        return std::nullopt;
    }
    row.list = words[1];
    return row;
}

std::string_view type_name(QuestionType type) {
    return std::find_if(named_types.begin(), named_types.end(),
                        [&](const NamedType& each) { return each.type == type; })
        ->name;
}

std::string_view appearance_name(Appearance appearance) {
    return std::find_if(named_appearances.begin(), named_appearances.end(),
                        [&](const NamedAppearance& each) { return each.appearance == appearance; })
        ->name;
}

std::optional<Appearance> appearance_of(std::string_view word, QuestionType type, std::string& fault) {
    const auto* found = std::find_if(named_appearances.begin(), named_appearances.end(),
                                     [&](const NamedAppearance& each) { return each.name == word; });
    if (found == named_appearances.end()) {
        std::string names;
        for (const NamedAppearance& each : named_appearances)
            names += fmt::format("{}{}", names.empty() ? "" : ", ", each.name);
        fault = fmt::format("the appearance \"{}\" is not supported; use one of {}", word, names);
        return std::nullopt;
    }
    if (found->type != type) {
        fault = fmt::format("{} stands with {} only", word, type_name(found->type));
        return std::nullopt;
    }
    return found->appearance;
}

} // namespace istiqbal::form
