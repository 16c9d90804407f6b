// SPDX-License-Identifier: Apache-2.0
// Any bytes as a CSV sheet, as the survey of a form, and as a form in a single CSV: refused or read within
// the limits, never more. What is a form can be exported.
#include "kiosk/form/csv.hpp"
#include "kiosk/form/definition.hpp"
#include "kiosk/form/workbook.hpp"
#include "kiosk/form/xforms_export.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

using namespace istiqbal::form;

namespace {

void look_at(const tl::expected<Form, std::vector<Fault>>& form) {
    if (!form) {
        if (form.error().empty())
            std::abort();
        return;
    }
    // A document, or the reasons why there is none.
    const auto document = export_xform(*form);
    if (document ? document->xml.empty() : document.error().empty())
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    CsvLimits limits;
    limits.rows = 50;
    limits.columns = 20;
    limits.field_bytes = 200;
    if (const auto rows = parse_csv(text, limits)) {
        if (rows->size() > limits.rows)
            std::abort();
        for (const Row& row : *rows) {
            if (row.number == 0 || row.cells.empty() || row.cells.size() > limits.columns)
                std::abort();
            for (const std::string& field : row.cells) {
                if (field.size() > limits.field_bytes)
                    std::abort();
            }
        }
    }
    const std::string choices = "list_name,name,label::Arabic (ar),label::English (en)\nl,a,أ,A\nl,b,ب,B\n";
    const std::string settings =
        "form_id,version,form_title::Arabic (ar),form_title::English (en),default_language\n"
        "f,1,ن,F,Arabic (ar)\n";
    look_at(parse_form({std::string(text), choices, settings}));
    const auto workbook = parse_workbook_csv(text);
    if (workbook)
        look_at(parse_form(*workbook));
    else if (workbook.error().empty())
        std::abort();
    return 0;
}
