// SPDX-License-Identifier: Apache-2.0
// Any bytes as an .xlsx. Bytes that begin with a letter from S to W are put into one part of a workbook that
// is fine otherwise, so that the XML, the styles and the cells are reached without the fuzzer having to write
// zips:
//   S survey's sheet · T shared texts · U workbook · V relationships · W styles
#include "kiosk/form/xlsx.hpp"

#include <zip.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace istiqbal::form;

namespace {

struct Part {
    const char* name;
    std::string_view text;
};

constexpr std::array parts = {
    Part{
        "xl/worksheets/sheet1.xml",
        R"(<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46348</v></c></row>)"
        R"(</sheetData></worksheet>)"},
    Part{"xl/sharedStrings.xml", "<sst><si><t>type</t></si><si><r><t>name</t></r></si></sst>"},
    Part{
        "xl/workbook.xml",
        R"(<workbook><sheets><sheet name="survey" r:id="a"/><sheet name="settings" r:id="a"/></sheets></workbook>)"},
    Part{"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="a" Type="t/worksheet" Target="worksheets/sheet1.xml"/>)"
         R"(<Relationship Id="b" Type="t/sharedStrings" Target="sharedStrings.xml"/>)"
         R"(<Relationship Id="c" Type="t/styles" Target="styles.xml"/></Relationships>)"},
    Part{
        "xl/styles.xml",
        R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/>)"
        R"(<xf numFmtId="164"/></cellXfs></styleSheet>)"},
    Part{
        "_rels/.rels",
        R"(<Relationships><Relationship Id="a" Type="t/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
};

/// The workbook with one of its parts replaced, stored as it is.
std::string workbook(std::size_t replaced, std::string_view text) {
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_source_keep(target);
    zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
    for (std::size_t index = 0; index < parts.size(); ++index) {
        const std::string_view content = index == replaced ? text : parts[index].text;
        zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
        const zip_int64_t added = zip_file_add(archive, parts[index].name, source, 0);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(added), ZIP_CM_STORE, 0);
    }
    if (zip_close(archive) != 0)
        std::abort();
    zip_stat_t about;
    zip_source_stat(target, &about);
    std::string bytes(static_cast<std::size_t>(about.size), '\0');
    zip_source_open(target);
    if (zip_source_read(target, bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size()))
        std::abort();
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

void check(std::string_view bytes, const XlsxLimits& limits) {
    const auto read = parse_xlsx(bytes, limits);
    if (!read) {
        if (read.error().empty() || read.error().size() > limits.faults + 20)
            std::abort();
        return;
    }
    for (const auto* rows : {&read->survey, &read->choices, &read->settings}) {
        std::size_t last = 0;
        for (const Row& row : *rows) {
            if (row.number <= last || row.number > limits.rows || row.cells.empty() ||
                row.cells.size() > limits.columns)
                std::abort();
            last = row.number;
            for (const std::string& cell : row.cells) {
                if (cell.size() > limits.cell_bytes)
                    std::abort();
            }
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    XlsxLimits limits;
    limits.entry_bytes = std::size_t{256} << 10;
    limits.total_bytes = std::size_t{1} << 20;
    limits.rows = 50;
    limits.columns = 20;
    limits.cell_bytes = 200;
    if (!bytes.empty() && bytes.front() >= 'S' && bytes.front() <= 'W')
        check(workbook(static_cast<std::size_t>(bytes.front() - 'S'), bytes.substr(1)), limits);
    else
        check(bytes, limits);
    return 0;
}
