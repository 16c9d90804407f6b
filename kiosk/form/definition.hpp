// SPDX-License-Identifier: Apache-2.0
// A form as an office wrote it: an XLSForm (survey, choices and settings sheets), checked whole.
//
// A Form that load_form() hands out has no faults: every name is unique, every ${name} exists, calculations
// and relevance have no cycles, every text exists in Arabic and English. It never changes afterwards and may
// be shared between threads. What this version does not support is refused with its place; nothing is
// ignored.
#pragma once

#include "kiosk/form/expression.hpp"
#include "kiosk/form/language.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::form {

enum class QuestionType : std::uint8_t {
    text,
    integer,
    decimal,
    date,
    select_one,
    select_multiple,
    note,        ///< something to read; has no answer
    acknowledge, ///< a statement to agree to; its answer is "OK"
    calculate    ///< computed, never shown as a page
};

/// Ours are declared in the appearance column, where other tools ignore them; the others are XLSForm's.
enum class Appearance : std::uint8_t {
    saudi_id,           ///< `saudi-id`: text; national ID or iqama number
    saudi_mobile,       ///< `saudi-mobile`: text; kept as +9665XXXXXXXX
    person_name,        ///< `person-name`: text; only what names are written with
    umm_al_qura,        ///< `umm-al-qura`: date; the picker begins in the Hijri calendar
    not_past,           ///< `not-past`: date; today or later
    not_future,         ///< `not-future`: date; today or earlier
    document_checklist, ///< `document-checklist`: select_multiple; each choice is a document the request
                        ///< needs (P6)
    multiline,          ///< `multiline`: text; several lines
    numbers,            ///< `numbers`: text; the number pad
    minimal             ///< `minimal`: select_one; a list that opens instead of all choices at once
};

struct Choice {
    std::string name;
    LocalText label;
};

/// A section of the form. Its label is the title above its questions.
struct Group {
    std::string name;
    LocalText label;
    std::optional<Expression> relevant;
    std::optional<std::size_t> parent; ///< index in Form::groups
};

struct Question {
    std::string name;
    QuestionType type = QuestionType::text;
    LocalText label;              ///< may hold ${name}: Interview::label() fills it in
    LocalText hint;               ///< beneath the label, always seen; may hold ${name}
    LocalText guidance;           ///< guidance_hint: why we ask, for those who want to know more
    LocalText constraint_message; ///< filled wherever there is a constraint
    LocalText required_message;   ///< empty: the default message
    std::optional<Expression> required;
    std::optional<Expression> relevant;
    std::optional<Expression> constraint;
    std::optional<Expression> calculation;
    std::string default_value; ///< canonical; empty for none
    bool read_only = false;
    std::vector<Appearance> appearances;
    std::vector<Choice> choices;      ///< select_one and select_multiple only, in the order of the sheet
    std::optional<std::size_t> group; ///< the innermost group, an index in Form::groups

    bool has(Appearance appearance) const;
    /// Whether a person gives an answer: every type but note and calculate.
    bool answerable() const { return type != QuestionType::note && type != QuestionType::calculate; }
    const Choice* choice(std::string_view choice_name) const;
};

struct Form {
    std::string id;
    std::string version;
    LocalText title;
    Language default_language = Language::arabic;
    std::vector<Group> groups;
    std::vector<Question> questions; ///< in the order of the sheet

    /// Index in `questions`.
    std::optional<std::size_t> find(std::string_view name) const;
};

/// One thing that is wrong in a form, and what to do about it. Row 1 is the header row; row 0 means the whole
/// sheet.
struct Fault {
    std::string sheet; ///< "survey", "choices" or "settings"; "file" where no sheet could be read
    std::size_t row = 0;
    std::string column; ///< the column's header or else its letter, empty where the fault is in none
    std::string message;
};

/// "survey, row 7, column relevant: …"
std::string describe(const Fault& fault);

/// Reads a form of any format: a folder of CSV sheets, a single .csv, an .xlsx (workbook.hpp). All faults at
/// once, in the order of the sheets; those of the expressions and names come only when every sheet could be
/// read.
tl::expected<Form, std::vector<Fault>> load_form(const std::filesystem::path& path);

/// The same from CSV texts already in memory; `choices` may be empty.
struct Sheets {
    std::string survey;
    std::string choices;
    std::string settings;
};
tl::expected<Form, std::vector<Fault>> parse_form(const Sheets& sheets);

} // namespace istiqbal::form
