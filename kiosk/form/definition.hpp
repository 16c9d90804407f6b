// SPDX-License-Identifier: Apache-2.0
// A form as an office wrote it: an XLSForm (survey, choices and settings sheets), checked whole.
//
// A Form that load_form() hands out has no faults: every name is unique, every ${name} exists, calculations
// and relevance have no cycles, every text exists in Arabic and English. It never changes afterwards and may
// be shared between threads. What this version does not support is refused with its place; nothing is
// ignored.
#pragma once

#include "kiosk/form/dependencies.hpp"
#include "kiosk/form/expression.hpp"
#include "kiosk/form/language.hpp"
#include "kiosk/form/outline.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::form {

/// XLSForm's, in the order of its reference.
enum class QuestionType : std::uint8_t {
    integer,
    decimal,
    range, ///< a number between two ends, in steps
    text,
    select_one,
    select_multiple,
    rank, ///< all choices in an order
    note, ///< something to read; has no answer
    date,
    time,
    date_time,
    image,       ///< drawn with the finger: a signature or a drawing
    barcode,     ///< read by a scanner that types, or typed
    calculate,   ///< computed, never shown as a page
    acknowledge, ///< a statement to agree to; its answer is "OK"
    hidden,      ///< kept, never shown
    start,       ///< when the interview began
    end,         ///< when it was handed in
    today,       ///< the day on which it was handed in
    device_id,   ///< the terminal
    username     ///< the representative at it; empty in self-service
};

/// Ours are declared in the appearance column, where other tools ignore them; the others are XLSForm's.
enum class Appearance : std::uint8_t {
    saudi_id,           ///< `saudi-id`: text; national ID or iqama number
    saudi_mobile,       ///< `saudi-mobile`: text; kept as +9665XXXXXXXX
    iban,               ///< `iban`: text; a Saudi IBAN, kept as SA and 22 digits
    person_name,        ///< `person-name`: text; only what names are written with
    umm_al_qura,        ///< `umm-al-qura`: date; the picker begins in the Hijri calendar
    hijri_or_gregorian, ///< `hijri-or-gregorian`: date; in either calendar, which the year tells
    not_past,           ///< `not-past`: date; today or later
    not_future,         ///< `not-future`: date; today or earlier
    document_checklist, ///< `document-checklist`: select_multiple; each choice is a document the request
                        ///< needs (P6)
    multiline,          ///< `multiline`: text; several lines
    numbers,            ///< `numbers`: text; the number pad
    latin,              ///< `latin`: text; written in Latin letters, whose keys come first: an e-mail address
    minimal,            ///< `minimal`: select_one; all choices stand on the screen all the same, which has room
    signature,          ///< `signature`: image; a line to sign on
    draw                ///< `draw`: image; a sheet to draw on
};

struct Choice {
    std::string name;
    LocalText label;
    std::vector<std::string> cells{}; ///< one for each of ChoiceList::columns
};

/// A list of the choices sheet. Questions share it.
struct ChoiceList {
    std::vector<std::string> columns; ///< those that choice_filter can ask for: "name", then the sheet's own
    std::vector<Choice> choices;      ///< in the order of the sheet
    std::string name{};               ///< its list_name; with or_other, that and "_or_other"
};

/// `parameters` of a range. Values are start, start + step, … up to end; all three have at most six decimals.
struct Range {
    double start = 1;
    double end = 10;
    double step = 1;
};

/// A section of the form. Its label is the title above its questions.
struct Group {
    std::string name;
    LocalText label; ///< may be empty
    LocalText hint;  ///< of a repeat only: beneath the label where its entries are listed; may be empty
    std::optional<Expression> relevant;
    std::optional<std::size_t> parent; ///< index in Form::groups
    ElementId element = form_element;
    bool field_list = false;         ///< its questions stand on one page
    bool repeat = false;             ///< its questions are asked once for each entry
    std::optional<Expression> count; ///< repeat_count: how many entries; without it the person adds them
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
    std::vector<ElementId> triggers; ///< the calculation runs when one of these changes, and only then
    std::string default_value;       ///< canonical; empty for none
    std::optional<Expression> default_expression; ///< computed once, when the question comes to be
    std::optional<Expression> read_only;
    std::optional<Expression> choice_filter; ///< asked of each choice
    std::vector<Appearance> appearances;
    std::shared_ptr<const ChoiceList> list; ///< select_one, select_multiple and rank only
    std::optional<Range> range;             ///< range only
    std::optional<std::size_t> group;       ///< the innermost group, an index in Form::groups
    ElementId element = form_element;

    bool has(Appearance appearance) const;
    /// Whether a person gives an answer.
    bool answerable() const;
    /// Whether a person sees it: what they answer, and notes.
    bool visible() const { return answerable() || type == QuestionType::note; }
    /// Whether its answers are choices of a list.
    bool selects() const;
    /// All of the list, whatever the filter; empty without a list.
    const std::vector<Choice>& choices() const;
    const Choice* choice(std::string_view choice_name) const;
};

struct Form {
    std::string id;
    std::string version;
    LocalText title;
    Language default_language = Language::arabic;
    std::optional<Expression> instance_name; ///< what to call one filled-in form
    std::vector<Group> groups;
    std::vector<Question> questions; ///< in the order of the sheet
    Outline outline;
    Dependencies dependencies;

    /// Index in `questions`.
    std::optional<std::size_t> find(std::string_view name) const;
    /// Null if the element is none.
    const Question* question(ElementId element) const;
    const Group* group(ElementId element) const;
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
