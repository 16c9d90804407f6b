// SPDX-License-Identifier: Apache-2.0
// Small forms for the tests: a survey written as CSV over fixed columns, with choices and settings that are
// fine.
#pragma once

#include "kiosk/form/definition.hpp"
#include "tests/catch.hpp"

#include <string>

namespace istiqbal::form::tests {

inline const std::string good_choices = "list_name,name,label::Arabic (ar),label::English (en)\n"
                                        "colours,red,أحمر,Red\n"
                                        "colours,green,أخضر,Green\n"
                                        "colours,blue,أزرق,Blue\n";
inline const std::string good_settings =
    "form_id,version,form_title::Arabic (ar),form_title::English (en),default_language\n"
    "sample,2026.11.1,نموذج,Sample,Arabic (ar)\n";
inline const std::string survey_header =
    "type,name,label::Arabic (ar),label::English (en),required,relevant,"
    "constraint,constraint_message::Arabic (ar),"
    "constraint_message::English (en),calculation,default,read_only,appearance\n";

inline Sheets sheets(const std::string& survey_rows) {
    return {survey_header + survey_rows, good_choices, good_settings};
}

inline Form form(const std::string& survey_rows) {
    auto parsed = parse_form(sheets(survey_rows));
    if (!parsed) {
        for (const Fault& fault : parsed.error())
            UNSCOPED_INFO(describe(fault));
        FAIL("the form has faults");
    }
    return *parsed;
}

} // namespace istiqbal::form::tests
