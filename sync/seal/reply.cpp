// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/reply.hpp"

#include "sync/seal/age.hpp"
#include "sync/seal/envelope.hpp"
#include "sync/seal/iso_date.hpp"
#include "sync/seal/json.hpp"
#include "sync/seal/json_writer.hpp"

#include <algorithm>

namespace istiqbal::seal {

namespace {

using Json = nlohmann::json;

constexpr std::uint64_t version = 1;

constexpr std::array states{ReplyState::received, ReplyState::before_committee, ReplyState::accepted,
                            ReplyState::refused,  ReplyState::needs_completion, ReplyState::delivered};

tl::unexpected<Error> malformed(const char* detail) {
    return fail(ErrorClass::malformed, detail);
}

Result<void> check_dates(const Reply& reply) {
    for (const auto* date : {&reply.decided, &reply.next})
        if (*date && !is_iso_date(**date))
            return malformed("a date of the reply is not yyyy-mm-dd");
    const bool before = reply.state == ReplyState::received || reply.state == ReplyState::before_committee;
    const bool after = reply.state == ReplyState::accepted || reply.state == ReplyState::refused ||
                       reply.state == ReplyState::delivered;
    if (before && reply.decided)
        return malformed("the reply has a day of decision before there is one");
    if (after && !reply.decided)
        return malformed("the reply lacks the day of the decision");
    return {};
}

Result<void> check_missing(const Reply& reply) {
    if (!reply.missing.empty() && reply.state != ReplyState::needs_completion)
        return malformed("documents are missing only where completion is needed");
    if (reply.state == ReplyState::needs_completion && reply.missing.empty() && reply.note.ar.empty())
        return malformed("the reply does not say what is needed");
    if (reply.missing.size() > reply_document_limit)
        return fail(ErrorClass::too_large, "the reply lists too many documents");
    for (const MissingDocument& each : reply.missing)
        for (const std::string* text : {&each.document, &each.shown.ar, &each.shown.en})
            if (text->empty() || text->size() > reply_name_limit)
                return malformed("a missing document has no name, or one that is too long");
    return {};
}

Result<void> check(const Reply& reply) {
    const Result<Reference> reference = Reference::parse(reply.reference);
    if (!reference || reference->text() != reply.reference)
        return malformed("the reply's reference is not one");
    if (reply.note.ar.empty() != reply.note.en.empty())
        return malformed("the reply's note is in one language only");
    if (reply.note.ar.size() > reply_note_limit || reply.note.en.size() > reply_note_limit)
        return fail(ErrorClass::too_large, "the reply's note is too long");
    return check_dates(reply).and_then([&reply] { return check_missing(reply); });
}

void write_words(JsonWriter& json, const LocalWords& words) {
    json.key("ar").text(words.ar).key("en").text(words.en);
}

void write_date(JsonWriter& json, std::string_view key, const std::optional<std::string>& date) {
    json.key(key);
    if (date)
        json.text(*date);
    else
        json.raw("null");
}

std::optional<std::string> date_field(json::Fields& fields, const char* key) {
    if (fields.take_null(key))
        return std::nullopt;
    return fields.text(key, 10);
}

ReplyState state_field(json::Fields& fields) {
    const std::string word = fields.text("state", 32);
    const auto found =
        std::find_if(states.begin(), states.end(), [&word](ReplyState state) { return name(state) == word; });
    if (found == states.end()) {
        fields.refuse(ErrorClass::malformed, "the reply's state is none that is known");
        return ReplyState::received;
    }
    return *found;
}

Result<Reply> read(const Json& object) {
    json::Fields fields(object);
    const std::uint64_t found_version = fields.number("version", 1'000'000);
    if (!fields.refused() && found_version != version)
        return fail(ErrorClass::unsupported, "a reply of another version");
    Reply reply;
    reply.reference = fields.text("reference", 16);
    reply.state = state_field(fields);
    json::Fields note(fields.object("note"));
    reply.note = {note.text("ar", reply_note_limit), note.text("en", reply_note_limit)};
    if (Result<void> done = note.finish(); !done)
        fields.refuse(done.error().kind, done.error().detail);
    for (const Json& each : fields.array("missing", reply_document_limit)) {
        json::Fields document(each);
        MissingDocument missing;
        missing.document = document.text("document", reply_name_limit);
        missing.shown = {document.text("ar", reply_name_limit), document.text("en", reply_name_limit)};
        if (Result<void> done = document.finish(); !done)
            fields.refuse(done.error().kind, done.error().detail);
        reply.missing.push_back(std::move(missing));
    }
    reply.decided = date_field(fields, "decided");
    reply.next = date_field(fields, "next");
    return fields.finish().and_then([&reply] { return check(reply); }).map([&reply] {
        return std::move(reply);
    });
}

} // namespace

std::string_view name(ReplyState state) {
    switch (state) {
    case ReplyState::received:
        return "received";
    case ReplyState::before_committee:
        return "before_committee";
    case ReplyState::accepted:
        return "accepted";
    case ReplyState::refused:
        return "refused";
    case ReplyState::needs_completion:
        return "needs_completion";
    case ReplyState::delivered:
        break;
    }
    return "delivered";
}

void wipe(Reply& reply) {
    for (std::string* text : {&reply.reference, &reply.note.ar, &reply.note.en})
        wipe(*text);
    for (MissingDocument& each : reply.missing)
        for (std::string* text : {&each.document, &each.shown.ar, &each.shown.en})
            wipe(*text);
    for (std::optional<std::string>* date : {&reply.decided, &reply.next})
        if (*date)
            wipe(**date);
}

Result<SecretBuffer> to_json(const Reply& reply) {
    if (Result<void> checked = check(reply); !checked)
        return tl::unexpected<Error>(checked.error());
    JsonWriter json(reply_note_limit);
    json.open("{").key("version").number(version).key("reference").text(reply.reference);
    json.key("state").text(name(reply.state));
    json.key("note").open("{");
    write_words(json, reply.note);
    json.close("}").key("missing").list(reply.missing, [&json](const MissingDocument& each) {
        json.open("{").key("document").text(each.document);
        write_words(json, each.shown);
        json.close("}");
    });
    write_date(json, "decided", reply.decided);
    write_date(json, "next", reply.next);
    json.close("}");
    if (json.bad_text())
        return malformed("a text of the reply is not UTF-8");
    return json.finish();
}

Result<Reply> reply_from_json(ByteView text) {
    Result<Json> object = json::parse_object(text, reply_json_limit);
    if (!object)
        return tl::unexpected<Error>(object.error());
    Result<Reply> reply = read(*object);
    json::wipe(*object);
    return reply;
}

Result<Bytes> seal_reply(const Reply& reply, const Recipient& claim_key, const RandomSource& random) {
    const Result<SecretBuffer> json = to_json(reply);
    if (!json)
        return tl::unexpected<Error>(json.error());
    const Result<SecretBuffer> padded = pad_plaintext(json->bytes());
    if (!padded)
        return tl::unexpected<Error>(padded.error());
    if (padded->size() > reply_json_limit)
        return fail(ErrorClass::too_large, "the reply is too long");
    return age::encrypt(padded->bytes(), {&claim_key, 1}, random);
}

Result<Reply> open_reply(const NoticeView& notice, const Reference& reference, const Identity& claim) {
    if (notice.head.kind != NoticeKind::reply || notice.head.subject != reply_subject(reference))
        return fail(ErrorClass::wrong_key, "the notice is no reply to this reference");
    const Result<SecretBuffer> plaintext = age::decrypt(notice.body, {&claim, 1}, reply_json_limit);
    if (!plaintext)
        return tl::unexpected<Error>(plaintext.error());
    Result<Reply> reply = reply_from_json(plaintext->bytes());
    if (reply && reply->reference != reference.text()) {
        wipe(*reply);
        return fail(ErrorClass::wrong_key, "the reply is to another reference than its notice says");
    }
    return reply;
}

} // namespace istiqbal::seal
