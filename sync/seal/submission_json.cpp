// SPDX-License-Identifier: Apache-2.0
// The JSON of a submission (PROTOCOL.md, "Submission").
#include "sync/seal/json.hpp"
#include "sync/seal/json_writer.hpp"
#include "sync/seal/submission.hpp"

#include <algorithm>
#include <charconv>

namespace istiqbal::seal {

namespace {

constexpr std::uint64_t version = 2;
constexpr std::uint64_t first_version = 1; // is read as well
constexpr std::size_t json_limit = plaintext_limit;

constexpr std::array witness_reasons{
    std::pair{Witness::Reason::cannot_sign, std::string_view("cannot_sign")},
    std::pair{Witness::Reason::by_telephone, std::string_view("by_telephone")},
    std::pair{Witness::Reason::on_paper, std::string_view("on_paper")},
};

constexpr std::array consents{
    std::pair{Consent::in_person, std::string_view("in_person")},
    std::pair{Consent::read_out, std::string_view("read_out")},
    std::pair{Consent::on_paper, std::string_view("on_paper")},
};

void write_signature(JsonWriter& json, const DrawnSignature& signature) {
    json.open("{").key("width_mm").number(signature.width_mm).key("height_mm").number(signature.height_mm);
    json.key("strokes").list(signature.strokes, [&json](const std::vector<StrokePoint>& stroke) {
        json.list(stroke, [&json](const StrokePoint& point) {
            json.raw("[").number(point.x).raw(",").number(point.y).raw(",");
            json.number(point.milliseconds).raw("]");
        });
    });
    json.close("}");
}

void write_witness(JsonWriter& json, const Witness& witness) {
    json.open("{").key("name").text(witness.name);
    for (const auto& [reason, word] : witness_reasons)
        if (reason == witness.reason)
            json.key("reason").text(word);
    json.close("}");
}

void write_committee(JsonWriter& json, const CommitteeNotice& notice) {
    json.open("{").key("text").text(notice.text).key("date").text(notice.date);
    json.key("acknowledged").boolean(notice.acknowledged).close("}");
}

// A part that not every submission has: null when it is missing.
template <class Part, class Write>
void write_optional(JsonWriter& json, const char* key, const std::optional<Part>& part, Write&& write) {
    json.key(key);
    if (part)
        write(json, *part);
    else
        json.raw("null");
}

void write_taken_by(JsonWriter& json, const TakenBy& taken) {
    json.open("{").key("representative").text(taken.representative).key("received").text(taken.received);
    for (const auto& [consent, word] : consents)
        if (consent == taken.consent)
            json.key("consent").text(word);
    json.key("documents_seen");
    json.list(taken.documents_seen, [&json](const SeenDocument& document) {
        json.open("{").key("document").text(document.document).key("seen").boolean(document.seen);
        json.key("matches").boolean(document.matches).key("unexpired").boolean(document.unexpired).close("}");
    });
    write_optional(json, "asked_by", taken.asked_by, [](JsonWriter& out, const AskedBy& asked) {
        out.open("{").key("name").text(asked.name).key("relation").text(asked.relation);
        out.key("mobile").text(asked.mobile).close("}");
    });
    json.close("}");
}

void write_documents(JsonWriter& json, const char* key, const std::vector<ListedDocument>& documents) {
    json.key(key).list(documents, [&json](const ListedDocument& document) {
        json.open("{").key("document").text(document.document).key("shown").text(document.shown).close("}");
    });
}

// An empty text stands for none.
void write_text_or_null(JsonWriter& json, const char* key, const std::string& text) {
    json.key(key);
    if (text.empty())
        json.raw("null");
    else
        json.text(text);
}

ShownAnswer read_answer(const nlohmann::json& value, json::Fields& parent) {
    json::Fields fields(value);
    ShownAnswer answer{
        fields.text("name", submission_name_limit), fields.text("question", submission_text_limit),
        fields.text("value", submission_text_limit), fields.text("shown", submission_text_limit)};
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

Witness read_witness(const nlohmann::json& value, json::Fields& parent) {
    json::Fields fields(value);
    Witness witness{fields.text("name", submission_name_limit), {}};
    const std::string word = fields.text("reason", submission_name_limit);
    const auto found = std::find_if(witness_reasons.begin(), witness_reasons.end(),
                                    [&word](const auto& reason) { return reason.second == word; });
    if (found == witness_reasons.end())
        fields.refuse(ErrorClass::malformed, "no such reason");
    else
        witness.reason = found->first;
    if (const Result<void> done = fields.finish(); !done)
        parent.refuse(done.error().kind, "witness: " + done.error().detail);
    return witness;
}

CommitteeNotice read_committee(const nlohmann::json& value, json::Fields& parent) {
    json::Fields fields(value);
    CommitteeNotice notice{fields.text("text", submission_text_limit), fields.text("date", 10),
                           fields.boolean("acknowledged")};
    if (const Result<void> done = fields.finish(); !done)
        parent.refuse(done.error().kind, "committee: " + done.error().detail);
    return notice;
}

SeenDocument read_seen(const nlohmann::json& value, json::Fields& parent) {
    json::Fields fields(value);
    SeenDocument document{fields.text("document", submission_text_limit), fields.boolean("seen"),
                          fields.boolean("matches"), fields.boolean("unexpired")};
    if (const Result<void> done = fields.finish(); !done)
        parent.refuse(done.error().kind, "documents_seen: " + done.error().detail);
    return document;
}

Consent read_consent(json::Fields& fields, std::uint64_t written) {
    if (written == first_version)
        return fields.boolean("consent_read") ? Consent::read_out : Consent::in_person;
    const std::string word = fields.text("consent", submission_name_limit);
    const auto found = std::find_if(consents.begin(), consents.end(),
                                    [&word](const auto& consent) { return consent.second == word; });
    if (found != consents.end())
        return found->first;
    fields.refuse(ErrorClass::malformed, "no such consent");
    return Consent::in_person;
}

AskedBy read_asked_by(const nlohmann::json& value, json::Fields& parent) {
    json::Fields fields(value);
    AskedBy asked{fields.text("name", submission_name_limit), fields.text("relation", submission_name_limit),
                  fields.text("mobile", submission_mobile_limit)};
    if (const Result<void> done = fields.finish(); !done)
        parent.refuse(done.error().kind, "asked_by: " + done.error().detail);
    return asked;
}

TakenBy read_taken_by(const nlohmann::json& value, json::Fields& parent, std::uint64_t written) {
    json::Fields fields(value);
    TakenBy taken{fields.text("representative", submission_name_limit),
                  fields.text("received", 10),
                  read_consent(fields, written),
                  {}};
    for (const nlohmann::json& document : fields.array("documents_seen", submission_document_limit))
        taken.documents_seen.push_back(read_seen(document, fields));
    if (written != first_version && !fields.take_null("asked_by"))
        taken.asked_by = read_asked_by(fields.object("asked_by"), fields);
    if (const Result<void> done = fields.finish(); !done)
        parent.refuse(done.error().kind, "taken_by: " + done.error().detail);
    return taken;
}

// In version 1 the words alone.
std::vector<ListedDocument> read_documents_of_1(const nlohmann::json& list, json::Fields& parent) {
    std::vector<ListedDocument> documents;
    for (const nlohmann::json& document : list) {
        if (!document.is_string() || document.get_ref<const std::string&>().size() > submission_text_limit)
            parent.refuse(ErrorClass::malformed, "missing_documents holds something that is not a text");
        else
            documents.push_back({{}, document.get<std::string>()});
    }
    return documents;
}

std::vector<ListedDocument> read_documents(json::Fields& parent, const char* key) {
    std::vector<ListedDocument> documents;
    for (const nlohmann::json& value : parent.array(key, submission_document_limit)) {
        json::Fields fields(value);
        documents.push_back(
            {fields.text("document", submission_name_limit), fields.text("shown", submission_text_limit)});
        if (const Result<void> done = fields.finish(); !done)
            parent.refuse(done.error().kind, std::string(key) + ": " + done.error().detail);
    }
    return documents;
}

SubmissionKind read_kind(json::Fields& fields) {
    const std::string kind = fields.text("kind", 16);
    if (kind == "rating")
        return SubmissionKind::rating;
    if (kind != "request")
        fields.refuse(ErrorClass::malformed, "kind is neither request nor rating");
    return SubmissionKind::request;
}

// Null and an empty text would be two spellings of one thing.
std::string read_text_or_null(json::Fields& fields, const char* key, std::size_t size_limit) {
    if (fields.take_null(key))
        return {};
    std::string text = fields.text(key, size_limit);
    if (text.empty())
        fields.refuse(ErrorClass::malformed, std::string(key) + " is empty");
    return text;
}

Result<Submission> read(const nlohmann::json& object) {
    json::Fields fields(object);
    const std::uint64_t written = fields.number("version", 1'000'000);
    if (written != version && written != first_version && !fields.refused())
        return fail(ErrorClass::unsupported, "a submission of another version");
    Submission submission;
    submission.kind = read_kind(fields);
    submission.form = fields.text("form", submission_name_limit);
    submission.form_version = fields.text("form_version", submission_name_limit);
    submission.language = fields.text("language", 2);
    submission.channel = fields.text("channel", 5);
    submission.created = fields.time("created");
    for (const nlohmann::json& answer : fields.array("answers", submission_answer_limit))
        submission.answers.push_back(read_answer(answer, fields));
    if (!fields.take_null("declaration"))
        submission.declaration = fields.text("declaration", submission_text_limit);
    if (!fields.take_null("signature"))
        submission.signature = read_signature(fields.object("signature"), fields);
    if (!fields.take_null("witness"))
        submission.witness = read_witness(fields.object("witness"), fields);
    if (!fields.take_null("committee"))
        submission.committee = read_committee(fields.object("committee"), fields);
    if (!fields.take_null("taken_by"))
        submission.taken_by = read_taken_by(fields.object("taken_by"), fields, written);
    if (written == first_version) {
        if (submission.taken_by && submission.witness &&
            submission.witness->reason == Witness::Reason::on_paper)
            submission.taken_by->consent = Consent::on_paper;
        submission.missing_documents =
            read_documents_of_1(fields.array("missing_documents", submission_document_limit), fields);
    } else {
        submission.missing_documents = read_documents(fields, "missing_documents");
        submission.completes = read_text_or_null(fields, "completes", 16);
        submission.brought_documents = read_documents(fields, "brought_documents");
    }
    submission.reference = read_text_or_null(fields, "reference", 16);
    submission.claim_key = read_text_or_null(fields, "claim_key", 128);
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
    JsonWriter json(submission_text_limit);
    json.open("{").key("version").number(version);
    json.key("kind").text(submission.kind == SubmissionKind::rating ? "rating" : "request");
    json.key("form").text(submission.form).key("form_version").text(submission.form_version);
    json.key("language").text(submission.language).key("channel").text(submission.channel);
    json.key("created").number(static_cast<std::uint64_t>(submission.created));
    write_text_or_null(json, "reference", submission.reference);
    write_text_or_null(json, "claim_key", submission.claim_key);
    json.key("terminal").text(hex(submission.terminal));
    json.key("epoch").number(submission.epoch).key("sequence").number(submission.sequence);
    json.key("answers").list(submission.answers, [&json](const ShownAnswer& answer) {
        json.open("{").key("name").text(answer.name).key("question").text(answer.question);
        json.key("value").text(answer.value).key("shown").text(answer.shown).close("}");
    });
    write_optional(json, "declaration", submission.declaration,
                   [](JsonWriter& out, const std::string& text) { out.text(text); });
    write_optional(json, "signature", submission.signature, write_signature);
    write_optional(json, "witness", submission.witness, write_witness);
    write_optional(json, "committee", submission.committee, write_committee);
    write_optional(json, "taken_by", submission.taken_by, write_taken_by);
    write_documents(json, "missing_documents", submission.missing_documents);
    write_text_or_null(json, "completes", submission.completes);
    write_documents(json, "brought_documents", submission.brought_documents);
    json.close("}");
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

} // namespace istiqbal::seal
