// SPDX-License-Identifier: Apache-2.0
#include "sync/office/report.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace istiqbal::office {

namespace {

constexpr std::string_view isolate = "\u2068";
constexpr std::string_view end_isolate = "\u2069";

// Calls `visit` with each code point, U+FFFD for bytes that are not UTF-8.
template <class Visit>
void for_each_code_point(std::string_view text, const Visit& visit) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 point = 0;
        U8_NEXT_OR_FFFD(bytes, at, size, point);
        visit(point);
    }
}

void append(std::string& text, UChar32 point) {
    std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
    std::int32_t size = 0;
    U8_APPEND_UNSAFE(bytes.data(), size, point);
    text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

bool isolates(UChar32 point) {
    return point >= 0x2066 && point <= 0x2069;
}

bool disturbs(UChar32 point) {
    const auto kind = u_charType(point);
    const bool directs = point >= 0x202a && point <= 0x202e;
    return kind == U_CONTROL_CHAR || kind == U_LINE_SEPARATOR || kind == U_PARAGRAPH_SEPARATOR || directs;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char byte) { return byte < 0x80; });
}

std::string completeness(std::uint64_t missing) {
    return missing == 0 ? "complete" : fmt::format("incomplete ({})", missing);
}

// What the list says of a record's documents.
std::string documents_of(const Case& row) {
    if (row.completes.empty())
        return completeness(row.missing);
    return "completes " + row.completes + (row.matched ? "" : ": no such case, to be matched");
}

std::size_t point_count(const seal::DrawnSignature& signature) {
    std::size_t count = 0;
    for (const auto& stroke : signature.strokes)
        count += stroke.size();
    return count;
}

double millimetres(std::uint16_t fraction, std::uint32_t extent) {
    return fraction / 65535.0 * extent;
}

std::string_view reason(seal::Witness::Reason reason) {
    switch (reason) {
    case seal::Witness::Reason::cannot_sign:
        return "the person cannot sign";
    case seal::Witness::Reason::by_telephone:
        return "declared by telephone";
    case seal::Witness::Reason::on_paper:
        break;
    }
    return "signed on paper";
}

std::string declaration_report(const seal::Submission& submission) {
    std::string out = "\nDeclaration\n  " + isolated(*submission.declaration) + "\n";
    if (submission.signature)
        out += fmt::format("  signed: {} strokes, {} points, on a pad of {} x {} mm\n",
                           submission.signature->strokes.size(), point_count(*submission.signature),
                           submission.signature->width_mm, submission.signature->height_mm);
    if (submission.witness)
        out += fmt::format("  witnessed by {}: {}\n", isolated(submission.witness->name),
                           reason(submission.witness->reason));
    return out;
}

std::string finding(const seal::SeenDocument& document) {
    if (!document.seen)
        return "not seen";
    return fmt::format("seen, {}, {}", document.matches ? "matches" : "does not match",
                       document.unexpired ? "not expired" : "expired");
}

std::string_view consent(seal::Consent consent) {
    switch (consent) {
    case seal::Consent::in_person:
        return "was read by the person, who was there";
    case seal::Consent::read_out:
        return "was read out to the person";
    case seal::Consent::on_paper:
        break;
    }
    return "was signed on paper";
}

std::string taken_by_report(const seal::TakenBy& taken) {
    std::string out = "\nTaken in\n  by " + isolated(taken.representative) + ", received " +
                      isolated(taken.received) + "\n";
    if (taken.asked_by)
        out +=
            fmt::format("  asked for the beneficiary by {} ({}), mobile {}\n", isolated(taken.asked_by->name),
                        isolated(taken.asked_by->relation), isolated(taken.asked_by->mobile));
    else
        out += "  asked by the beneficiary\n";
    out += fmt::format("  the consent {}\n", consent(taken.consent));
    for (const seal::SeenDocument& document : taken.documents_seen)
        out += "  " + isolated(document.document) + ": " + finding(document) + "\n";
    return out;
}

// "members 2" of "members[2]/member_name"; empty outside the entries of a repeat.
std::string entry_of(std::string_view name) {
    const std::size_t slash = name.rfind('/');
    std::string entry;
    if (slash == std::string_view::npos)
        return entry;
    for (const char letter : name.substr(0, slash)) {
        if (letter == '[')
            entry += ' ';
        else if (letter == '/')
            entry += ", ";
        else if (letter != ']')
            entry += letter;
    }
    return entry;
}

// What belongs to one entry of a repeat stands under its number.
std::string answers_report(const seal::Submission& submission) {
    std::string out = "\nAnswers\n";
    std::string entry;
    for (const seal::ShownAnswer& answer : submission.answers) {
        const std::string its_entry = entry_of(answer.name);
        if (its_entry != entry && !its_entry.empty())
            out += "  " + isolated(its_entry) + "\n";
        entry = its_entry;
        const std::string indent = entry.empty() ? "  " : "    ";
        const std::string beneath = indent + "  ";
        out += indent + isolated(answer.question) + "\n" + beneath + isolated_lines(answer.shown, beneath);
        out += answer.value != answer.shown ? fmt::format("  [{}]\n", isolated(answer.value)) : "\n";
    }
    return out;
}

// Beside what the case lacked stands what came since; what a completion brought stands with it.
template <class Line>
void documents_report(const Case& shown, const seal::Submission& submission, const Line& line) {
    if (!shown.completes.empty()) {
        line("Completes", shown.completes + (shown.matched ? "" : " (no such case, to be matched)"));
        for (const seal::ListedDocument& document : shown.brought)
            line("  brought", document.shown);
        return;
    }
    line("Documents", completeness(shown.missing));
    if (shown.lacked.empty()) // a case that was filed before completions were
        for (const seal::ListedDocument& document : submission.missing_documents)
            line("  missing", document.shown);
    for (const CaseDocument& document : shown.lacked) {
        if (document.came_with.empty())
            line("  missing", document.listed.shown);
    }
    for (const CaseDocument& document : shown.lacked) {
        if (!document.came_with.empty())
            line("  came since", document.listed.shown + ", with " + document.came_with);
    }
    for (const Completion& completion : shown.completions)
        line("Completed by", completion.reference + ", " + local_time(completion.created));
}

} // namespace

std::string printable(std::string_view text) {
    std::string out;
    for_each_code_point(text, [&](UChar32 point) {
        // Identifiers are stored as they were shown, isolated; here the whole value is.
        if (!isolates(point))
            append(out, disturbs(point) ? 0xfffd : point);
    });
    return out;
}

// Plain ASCII stays as it is: it moves nothing around it, and is easier to search for.
std::string isolated(std::string_view text) {
    if (is_ascii(text))
        return printable(text);
    return std::string(isolate) + printable(text) + std::string(end_isolate);
}

std::string isolated_lines(std::string_view text, std::string_view indent) {
    std::string out;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (at > 0)
            out.append("\n").append(indent);
        out += isolated(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::string local_time(std::int64_t seconds) {
    const std::time_t when = seconds;
    std::tm parts{};
    std::array<char, 32> text{};
    if (localtime_r(&when, &parts) == nullptr ||
        std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M", &parts) == 0)
        return "?";
    return text.data();
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for_each_code_point(text, [&](UChar32 point) {
        const auto kind = u_charType(point);
        if (kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_FORMAT_CHAR)
            return;
        const int breadth = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
        width += breadth == U_EA_WIDE || breadth == U_EA_FULLWIDTH ? 2 : 1;
    });
    return width;
}

static std::string padded(std::string_view text, std::size_t width) {
    const std::size_t taken = display_width(text);
    return isolated(text) + std::string(width > taken ? width - taken : 0, ' ');
}

std::string table(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], display_width(row[column]));
    }
    std::string text;
    for (const auto& row : rows) {
        for (std::size_t column = 0; column + 1 < row.size(); ++column)
            text += padded(row[column], widths[column] + 2);
        text += isolated(row.back()) + "\n";
    }
    return text;
}

std::string case_table(const std::vector<Case>& cases) {
    if (cases.empty())
        return "no cases yet\n";
    std::vector<std::vector<std::string>> rows = {
        {"REFERENCE", "FORM", "DATE", "TERMINAL", "STATUS", "DOCUMENTS"}};
    for (const Case& row : cases)
        rows.push_back({row.reference, row.form, local_time(row.created), row.terminal_name, row.status,
                        documents_of(row)});
    return table(rows);
}

std::string case_report(const Case& shown, const seal::Submission& submission) {
    std::string out;
    const auto line = [&](std::string_view name, std::string_view value) {
        out += fmt::format("{:<18}{}\n", name, isolated(value));
    };
    line("Reference", shown.reference);
    line("Form", submission.form + " " + submission.form_version);
    line("Language", submission.language);
    line("Channel", submission.channel);
    line("Sent", local_time(submission.created));
    line("Received", local_time(shown.received));
    line("Terminal", shown.terminal_name);
    line("Record", fmt::format("epoch {}, sequence {}", submission.epoch, submission.sequence));
    line("Status", shown.status);
    documents_report(shown, submission, line);
    if (submission.committee)
        line("Committee date", submission.committee->date);
    if (submission.taken_by)
        out += taken_by_report(*submission.taken_by);
    out += answers_report(submission);
    if (submission.declaration)
        out += declaration_report(submission);
    if (submission.committee) {
        out += "\nCommittee\n  " + isolated(submission.committee->text) + "\n";
        out +=
            submission.committee->acknowledged ? "  acknowledged by the requester\n" : "  not acknowledged\n";
    }
    return out;
}

std::string signature_svg(const seal::DrawnSignature& signature) {
    std::string svg =
        fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}mm\" height=\"{1}mm\" "
                    "viewBox=\"0 0 {0} {1}\">\n",
                    signature.width_mm, signature.height_mm);
    for (const auto& stroke : signature.strokes) {
        if (stroke.empty())
            continue;
        std::string path;
        for (const seal::StrokePoint& point : stroke)
            path += fmt::format("{}{:.2f} {:.2f}", path.empty() ? "M" : "L",
                                millimetres(point.x, signature.width_mm),
                                millimetres(point.y, signature.height_mm));
        // A tap is a line of no length, which the round cap makes a dot.
        if (stroke.size() == 1)
            path += "l0 0";
        svg += "  <path d=\"" + path +
               "\" fill=\"none\" stroke=\"black\" stroke-width=\"0.6\" stroke-linecap=\"round\" "
               "stroke-linejoin=\"round\"/>\n";
    }
    return svg + "</svg>\n";
}

} // namespace istiqbal::office
