// SPDX-License-Identifier: Apache-2.0
// The words of the type and appearance columns, and what may stand with what. XLSForm's names, with the
// spellings that its reference and pyxform take for the same.
#pragma once

#include "kiosk/form/definition.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace istiqbal::form {

/// What a survey row is.
enum class RowKind : std::uint8_t { question, begin_group, end_group, begin_repeat, end_repeat };

/// The type column, understood.
struct RowType {
    RowKind kind = RowKind::question;
    QuestionType type = QuestionType::text; ///< of a question
    std::string_view list;                  ///< of a type that selects
    bool or_other = false;
};

/// Nothing if the cell is no type; `fault` then says what to do, for types that XLSForm knows and this
/// version does not support, too.
std::optional<RowType> row_type(std::string_view cell, std::string& fault);

/// As XLSForm writes it.
std::string_view type_name(QuestionType type);
std::string_view appearance_name(Appearance appearance);

/// Nothing if the word cannot stand with the type; `fault` then says what can.
std::optional<Appearance> appearance_of(std::string_view word, QuestionType type, std::string& fault);

} // namespace istiqbal::form
