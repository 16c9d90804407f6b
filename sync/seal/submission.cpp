// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/submission.hpp"

#include "sync/seal/json.hpp"
#include "sync/seal/reference.hpp"

#include <algorithm>
#include <charconv>

namespace istiqbal::seal {

namespace {

constexpr std::uint64_t version = 1;
constexpr std::size_t name_limit = 256; // form, field and version names
constexpr std::size_t missing_limit = 64;
constexpr std::size_t json_limit = plaintext_limit;

bool is_language(std::string_view text) {
    return text == "ar" || text == "en";
}

bool is_channel(std::string_view text) {
    return text == "kiosk" || (text.size() == 2 && text[0] == 'C' && text[1] >= '1' && text[1] <= '8');
}

bool is_iso_date(std::string_view text) {
    if (text.size() != 10)
        return false;
    for (std::size_t index = 0; index < text.size(); ++index) {
        const bool dash = index == 4 || index == 7;
        if (dash ? text[index] != '-' : text[index] < '0' || text[index] > '9')
            return false;
    }
    const int month = (text[5] - '0') * 10 + text[6] - '0';
    const int day = (text[8] - '0') * 10 + text[9] - '0';
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

// What the JSON's types cannot say; asked on writing and on reading.
Result<void> check(const Submission& submission) {
    if (!is_language(submission.language))
        return fail(ErrorClass::malformed, "language is neither ar nor en");
    if (!is_channel(submission.channel))
        return fail(ErrorClass::malformed, "channel is neither kiosk nor C1 to C8");
    if (!is_iso_date(submission.committee.date))
        return fail(ErrorClass::malformed, "the committee's date is not yyyy-mm-dd");
    const Result<Reference> reference = Reference::parse(submission.reference);
    if (!reference || reference->text() != submission.reference)
        return fail(ErrorClass::malformed, "the reference is not one");
    const Result<Recipient> claim_key = Recipient::from_text(submission.claim_key);
    if (!claim_key || claim_key->text() != submission.claim_key)
        return fail(ErrorClass::malformed, "the claim key is not a recipient");
    if (submission.epoch == 0 || submission.sequence == 0)
        return fail(ErrorClass::malformed, "the submission has no place in the chain");
    if (submission.form.empty() || submission.form.size() > name_limit ||
        submission.form_version.size() > name_limit)
        return fail(ErrorClass::malformed, "the form has no name, or one that is too long");
    if (submission.created < 0)
        return fail(ErrorClass::malformed, "created before 1970");
    std::size_t points = 0;
    for (const auto& stroke : submission.signature.strokes)
        points += stroke.size();
    if (submission.answers.size() > submission_answer_limit ||
        submission.missing_documents.size() > missing_limit ||
        submission.signature.strokes.size() > submission_stroke_limit || points > submission_point_limit)
        return fail(ErrorClass::too_large, "the submission holds too many answers, documents or strokes");
    return {};
}

// Well-formed UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text) {
    std::size_t at = 0;
    const auto byte = [&text](std::size_t index) { return static_cast<std::uint8_t>(text[index]); };
    while (at < text.size()) {
        const std::uint8_t lead = byte(at);
        const std::size_t size = lead < 0x80   ? 1
                                 : lead < 0xc2 ? 0
                                 : lead < 0xe0 ? 2
                                 : lead < 0xf0 ? 3
                                 : lead < 0xf5 ? 4
                                               : 0;
        if (size == 0 || at + size > text.size())
            return false;
        std::uint8_t low = 0x80;
        std::uint8_t high = 0xbf;
        if (lead == 0xe0)
            low = 0xa0;
        else if (lead == 0xed)
            high = 0x9f;
        else if (lead == 0xf0)
            low = 0x90;
        else if (lead == 0xf4)
            high = 0x8f;
        for (std::size_t index = 1; index < size; ++index, low = 0x80, high = 0xbf)
            if (byte(at + index) < low || byte(at + index) > high)
                return false;
        at += size;
    }
    return true;
}

// Writes straight into a buffer that wipes itself: a JSON library would leave copies of the answers on the
// heap.
class JsonWriter {
public:
    JsonWriter& raw(std::string_view text) {
        out_.append(view(text));
        return *this;
    }
    JsonWriter& key(std::string_view name) {
        raw(first_ ? "\"" : ",\"").raw(name).raw("\":");
        first_ = false;
        return *this;
    }
    JsonWriter& open(std::string_view bracket) {
        first_ = true;
        return raw(bracket);
    }
    JsonWriter& close(std::string_view bracket) {
        first_ = false;
        return raw(bracket);
    }
    JsonWriter& comma_unless_first(bool first) { return first ? *this : raw(","); }
    JsonWriter& number(std::uint64_t value) {
        std::array<char, 20> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        return raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
    }
    JsonWriter& text(std::string_view value) {
        if (!is_utf8(value) || value.size() > submission_text_limit)
            bad_text_ = true;
        raw("\"");
        for (const char letter : value) {
            constexpr std::string_view digits = "0123456789abcdef";
            const auto byte = static_cast<std::uint8_t>(letter);
            if (letter == '"' || letter == '\\') {
                const std::array<char, 2> escaped{'\\', letter};
                raw({escaped.data(), escaped.size()});
            } else if (byte < 0x20) {
                const std::array<char, 6> escaped{'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
                raw({escaped.data(), escaped.size()});
            } else {
                raw({&letter, 1});
            }
        }
        return raw("\"");
    }
    bool bad_text() const { return bad_text_; }
    SecretBuffer finish() { return std::move(out_); }

private:
    SecretBuffer out_;
    bool first_ = true;
    bool bad_text_ = false;
};

void write_signature(JsonWriter& json, const DrawnSignature& signature) {
    json.open("{").key("width_mm").number(signature.width_mm).key("height_mm").number(signature.height_mm);
    json.key("strokes").raw("[");
    for (std::size_t stroke = 0; stroke < signature.strokes.size(); ++stroke) {
        json.comma_unless_first(stroke == 0).raw("[");
        bool first = true;
        for (const StrokePoint& point : signature.strokes[stroke]) {
            json.comma_unless_first(first).raw("[").number(point.x).raw(",").number(point.y).raw(",");
            json.number(point.milliseconds).raw("]");
            first = false;
        }
        json.raw("]");
    }
    json.raw("]").close("}");
}

ShownAnswer read_answer(const nlohmann::json& value, json::Fields& parent) {
    json::Fields fields(value);
    ShownAnswer answer{fields.text("name", name_limit), fields.text("question", submission_text_limit),
                       fields.text("value", submission_text_limit),
                       fields.text("shown", submission_text_limit)};
    if (const Result<void> done = fields.finish(); !done)
        parent.refuse(done.error().kind, "answers: " + done.error().detail);
    return answer;
}

bool read_number(const nlohmann::json& value, std::uint64_t largest, std::uint64_t& out) {
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > largest)
        return false;
    out = value.get<std::uint64_t>();
    return true;
}

std::vector<StrokePoint> read_stroke(const nlohmann::json& value, json::Fields& parent) {
    std::vector<StrokePoint> stroke;
    if (!value.is_array() || value.size() > submission_point_limit) {
        parent.refuse(ErrorClass::malformed, "a stroke is not a list of points");
        return stroke;
    }
    for (const nlohmann::json& point : value) {
        std::uint64_t x = 0;
        std::uint64_t y = 0;
        std::uint64_t milliseconds = 0;
        if (!point.is_array() || point.size() != 3 || !read_number(point[0], 0xffff, x) ||
            !read_number(point[1], 0xffff, y) || !read_number(point[2], 0xffffffff, milliseconds)) {
            parent.refuse(ErrorClass::malformed, "a point of the signature is not [x, y, milliseconds]");
            return stroke;
        }
        stroke.push_back({static_cast<std::uint16_t>(x), static_cast<std::uint16_t>(y),
                          static_cast<std::uint32_t>(milliseconds)});
    }
    return stroke;
}

DrawnSignature read_signature(const nlohmann::json& value, json::Fields& parent) {
    json::Fields fields(value);
    DrawnSignature signature;
    signature.width_mm = static_cast<std::uint32_t>(fields.number("width_mm", 100'000));
    signature.height_mm = static_cast<std::uint32_t>(fields.number("height_mm", 100'000));
    for (const nlohmann::json& stroke : fields.array("strokes", submission_stroke_limit))
        signature.strokes.push_back(read_stroke(stroke, fields));
    if (const Result<void> done = fields.finish(); !done)
        parent.refuse(done.error().kind, "signature: " + done.error().detail);
    return signature;
}

CommitteeNotice read_committee(const nlohmann::json& value, json::Fields& parent) {
    json::Fields fields(value);
    CommitteeNotice notice{fields.text("text", submission_text_limit), fields.text("date", 10),
                           fields.boolean("acknowledged")};
    if (const Result<void> done = fields.finish(); !done)
        parent.refuse(done.error().kind, "committee: " + done.error().detail);
    return notice;
}

Result<Submission> read(const nlohmann::json& object) {
    json::Fields fields(object);
    if (fields.number("version", 1'000'000) != version && !fields.refused())
        return fail(ErrorClass::unsupported, "a submission of another version");
    Submission submission;
    submission.form = fields.text("form", name_limit);
    submission.form_version = fields.text("form_version", name_limit);
    submission.language = fields.text("language", 2);
    submission.channel = fields.text("channel", 5);
    submission.created = fields.time("created");
    for (const nlohmann::json& answer : fields.array("answers", submission_answer_limit))
        submission.answers.push_back(read_answer(answer, fields));
    submission.declaration = fields.text("declaration", submission_text_limit);
    submission.signature = read_signature(fields.object("signature"), fields);
    submission.committee = read_committee(fields.object("committee"), fields);
    for (const nlohmann::json& document : fields.array("missing_documents", missing_limit)) {
        if (!document.is_string() || document.get_ref<const std::string&>().size() > submission_text_limit)
            fields.refuse(ErrorClass::malformed, "missing_documents holds something that is not a text");
        else
            submission.missing_documents.push_back(document.get<std::string>());
    }
    submission.reference = fields.text("reference", 16);
    submission.claim_key = fields.text("claim_key", 128);
    const Bytes terminal = fields.hex("terminal", submission.terminal.size());
    std::copy(terminal.begin(), terminal.end(), submission.terminal.begin());
    submission.epoch = static_cast<std::uint32_t>(fields.number("epoch", 0xffffffff));
    submission.sequence = fields.number("sequence", UINT64_MAX);
    if (Result<void> done = fields.finish(); !done)
        return tl::unexpected<Error>(done.error());
    if (Result<void> checked = check(submission); !checked)
        return tl::unexpected<Error>(checked.error());
    return submission;
}

} // namespace

Result<SecretBuffer> to_json(const Submission& submission) {
    if (Result<void> checked = check(submission); !checked)
        return tl::unexpected<Error>(checked.error());
    JsonWriter json;
    json.open("{").key("version").number(version);
    json.key("form").text(submission.form).key("form_version").text(submission.form_version);
    json.key("language").text(submission.language).key("channel").text(submission.channel);
    json.key("created").number(static_cast<std::uint64_t>(submission.created));
    json.key("reference").text(submission.reference).key("claim_key").text(submission.claim_key);
    json.key("terminal").text(hex(submission.terminal));
    json.key("epoch").number(submission.epoch).key("sequence").number(submission.sequence);
    json.key("answers").raw("[");
    bool first = true;
    for (const ShownAnswer& answer : submission.answers) {
        json.comma_unless_first(first)
            .open("{")
            .key("name")
            .text(answer.name)
            .key("question")
            .text(answer.question);
        json.key("value").text(answer.value).key("shown").text(answer.shown).close("}");
        first = false;
    }
    json.raw("]").key("declaration").text(submission.declaration);
    json.key("signature");
    write_signature(json, submission.signature);
    json.key("committee").open("{").key("text").text(submission.committee.text);
    json.key("date").text(submission.committee.date);
    json.key("acknowledged").raw(submission.committee.acknowledged ? "true" : "false").close("}");
    json.key("missing_documents").raw("[");
    first = true;
    for (const std::string& document : submission.missing_documents) {
        json.comma_unless_first(first).text(document);
        first = false;
    }
    json.raw("]").close("}");
    if (json.bad_text())
        return fail(ErrorClass::malformed, "a text of the submission is not UTF-8, or too long");
    return json.finish();
}

Result<Submission> submission_from_json(ByteView json) {
    Result<nlohmann::json> object = json::parse_object(json, json_limit);
    if (!object)
        return tl::unexpected<Error>(object.error());
    Result<Submission> submission = read(*object);
    json::wipe(*object);
    return submission;
}

Result<Submission> open_submission(const EnvelopeView& envelope, const VerifyKey& terminal,
                                   std::span<const Identity> identities) {
    const Result<SecretBuffer> plaintext = open_record(envelope, terminal, identities);
    if (!plaintext)
        return tl::unexpected<Error>(plaintext.error());
    Result<Submission> submission = submission_from_json(plaintext->bytes());
    if (submission &&
        (submission->terminal != envelope.terminal || submission->epoch != envelope.position.epoch ||
         submission->sequence != envelope.position.sequence))
        return fail(ErrorClass::wrong_key,
                    "the submission was sealed for another place than its envelope names");
    return submission;
}

void thin(DrawnSignature& signature, std::size_t point_limit) {
    std::size_t points = 0;
    for (const auto& stroke : signature.strokes)
        points += stroke.size();
    while (points > point_limit) {
        const std::size_t before = points;
        points = 0;
        for (auto& stroke : signature.strokes) {
            std::size_t kept = 0;
            for (std::size_t index = 0; index < stroke.size(); ++index)
                if (index % 2 == 0 || index + 1 == stroke.size())
                    stroke[kept++] = stroke[index];
            stroke.resize(kept);
            points += kept;
        }
        if (points == before)
            return;
    }
}

void wipe(Submission& submission) {
    for (ShownAnswer& answer : submission.answers) {
        wipe(answer.name);
        wipe(answer.question);
        wipe(answer.value);
        wipe(answer.shown);
    }
    for (auto& stroke : submission.signature.strokes)
        std::fill(stroke.begin(), stroke.end(), StrokePoint{});
    for (std::string& document : submission.missing_documents)
        wipe(document);
    wipe(submission.declaration);
    wipe(submission.committee.text);
    wipe(submission.committee.date);
    wipe(submission.reference);
    wipe(submission.claim_key);
}

} // namespace istiqbal::seal
