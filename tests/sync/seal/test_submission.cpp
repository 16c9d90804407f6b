// SPDX-License-Identifier: Apache-2.0
// What a submission of each journey holds, what goes together, and what a rating is.
#include "sync/seal/rating.hpp"
#include "tests/catch.hpp"
#include "tests/sync/samples.hpp"

#include <algorithm>

using namespace istiqbal;
using seal::ErrorClass;
using seal::Submission;

namespace {

Submission inquiry() {
    Submission out = test::submission();
    out.form = "inquiry";
    out.declaration.reset();
    out.signature.reset();
    out.committee.reset();
    out.missing_documents.clear();
    return out;
}

Submission taken_in() {
    Submission out = test::submission();
    out.channel = "C2";
    out.signature.reset();
    out.witness = seal::Witness{"سالم", seal::Witness::Reason::by_telephone};
    out.taken_by = seal::TakenBy{"سالم",
                                 "2026-01-02",
                                 seal::Consent::read_out,
                                 {{"صورة الهوية", true, true, false}, {"عقد", false, false, false}},
                                 seal::AskedBy{"خالد", "ابن", "0551234567"}};
    return out;
}

// Comes back as it was.
void check_round_trip(const Submission& submission) {
    const auto json = seal::to_json(submission);
    INFO((json ? "" : json.error().detail));
    REQUIRE(json);
    const auto again = seal::submission_from_json(json->bytes());
    INFO((again ? "" : again.error().detail));
    REQUIRE(again);
    CHECK(*again == submission);
}

// Refused on the way out; so it cannot be sealed.
ErrorClass refused(const Submission& submission) {
    const auto json = seal::to_json(submission);
    REQUIRE_FALSE(json);
    return json.error().kind;
}

// Refused on the way in, with `from` replaced in the JSON of `submission`.
ErrorClass refused(const Submission& submission, const std::string& from, const std::string& to) {
    const auto json = seal::to_json(submission);
    REQUIRE(json);
    std::string bent(json->text());
    INFO(from);
    REQUIRE(bent.find(from) != std::string::npos);
    bent.replace(bent.find(from), from.size(), to);
    const auto read = seal::submission_from_json(seal::view(bent));
    REQUIRE_FALSE(read);
    return read.error().kind;
}

} // namespace

TEST_CASE("every journey's submission comes back as it was") {
    check_round_trip(test::submission());
    check_round_trip(inquiry());
    check_round_trip(taken_in());
    for (const auto reason : {seal::Witness::Reason::cannot_sign, seal::Witness::Reason::on_paper}) {
        Submission witnessed = taken_in();
        witnessed.witness->reason = reason;
        check_round_trip(witnessed);
    }
    for (const auto consent : {seal::Consent::in_person, seal::Consent::on_paper}) {
        Submission consented = taken_in();
        consented.taken_by->consent = consent;
        consented.taken_by->asked_by.reset();
        check_round_trip(consented);
    }
    check_round_trip(test::completion("7KQ4-9M2X-C"));
    check_round_trip(test::rating());
}

TEST_CASE("what a version 1 said of the consent is kept") {
    const auto consent = [](bool read, const char* reason) {
        std::string json(seal::to_json(taken_in())->text());
        const auto replace = [&json](const std::string& from, const std::string& to) {
            const auto at = json.find(from);
            REQUIRE(at != std::string::npos);
            json.replace(at, from.size(), to);
        };
        replace("\"version\":2", "\"version\":1");
        replace("\"consent\":\"read_out\"", read ? "\"consent_read\":true" : "\"consent_read\":false");
        replace(",\"asked_by\":{\"name\":\"خالد\",\"relation\":\"ابن\",\"mobile\":\"0551234567\"}", "");
        replace("{\"document\":\"id_copy\",\"shown\":\"صورة الهوية\"}", "\"صورة الهوية\"");
        replace(",\"completes\":null,\"brought_documents\":[]", "");
        replace("by_telephone", reason);
        const auto submission = seal::submission_from_json(seal::view(json));
        REQUIRE(submission);
        CHECK_FALSE(submission->taken_by->asked_by);
        return submission->taken_by->consent;
    };
    CHECK(consent(true, "by_telephone") == seal::Consent::read_out);
    CHECK(consent(false, "on_paper") == seal::Consent::on_paper);
    CHECK(consent(false, "cannot_sign") == seal::Consent::in_person);
}

TEST_CASE("a completion names a request, and only what came now") {
    auto unnamed = test::completion("7KQ4-9M2X-C");
    unnamed.completes.clear();
    CHECK(refused(unnamed) == ErrorClass::malformed);
    auto slip = test::completion("7KQ4-9M2X-D");
    CHECK(refused(slip) == ErrorClass::malformed);
    auto lower = test::completion("7kq4-9m2x-c");
    CHECK(refused(lower) == ErrorClass::malformed);
    auto lacking = test::completion("7KQ4-9M2X-C");
    lacking.missing_documents = lacking.brought_documents;
    CHECK(refused(lacking) == ErrorClass::malformed);
    auto many = test::completion("7KQ4-9M2X-C");
    many.brought_documents.assign(seal::submission_document_limit + 1, {"x", "x"});
    CHECK(refused(many) == ErrorClass::too_large);
    auto long_name = test::submission();
    long_name.missing_documents = {{std::string(seal::submission_name_limit + 1, 'x'), "x"}};
    CHECK(refused(long_name) == ErrorClass::malformed);
    auto rating = test::rating();
    rating.completes = "7KQ4-9M2X-C";
    CHECK(refused(rating) == ErrorClass::malformed);
    // A note alone completes as well.
    auto note = test::completion("7KQ4-9M2X-C");
    note.brought_documents.clear();
    check_round_trip(note);
    const auto good = test::completion("7KQ4-9M2X-C");
    CHECK(refused(good, "\"completes\":\"7KQ4-9M2X-C\"", "\"completes\":\"\"") == ErrorClass::malformed);
    CHECK(refused(good, "\"completes\":\"7KQ4-9M2X-C\",", "") == ErrorClass::malformed);
    CHECK(refused(good, "\"brought_documents\":[{", "\"brought_documents\":[{\"more\":1,") ==
          ErrorClass::malformed);
    CHECK(refused(good, "\"brought_documents\":[{", "\"brought_documents\":[\"x\",{") ==
          ErrorClass::malformed);
}

TEST_CASE("an answer of a repeat is named by its path, up to a name's limit") {
    auto household = test::submission();
    household.answers.push_back({"household[2]/member_name", "الاسم", "سارة", "سارة"});
    household.answers.push_back({std::string(seal::submission_name_limit, 'n'), "", "", ""});
    check_round_trip(household);
    const std::string path = "household[2]/member_name";
    CHECK(refused(household, path, path + std::string(seal::submission_name_limit, 'n')) ==
          ErrorClass::too_large);
}

TEST_CASE("answers are as many as the limit says, and a full record of them has room to be read") {
    auto full = test::submission();
    full.answers.assign(seal::submission_answer_limit, {"household[2]/member_name", "q", "v", "s"});
    full.signature->strokes.assign(1,
                                   std::vector<seal::StrokePoint>(seal::submission_point_limit, {1, 1, 1}));
    check_round_trip(full);
    full.answers.push_back({"one_more", "", "", ""});
    CHECK(refused(full) == ErrorClass::too_large);
}

TEST_CASE("a declaration comes with a signature or a witness, exactly one") {
    auto both = test::submission();
    both.witness = seal::Witness{"سالم", {}};
    CHECK(refused(both) == ErrorClass::malformed);
    auto neither = test::submission();
    neither.signature.reset();
    CHECK(refused(neither) == ErrorClass::malformed);
    auto nothing_signed = test::submission();
    nothing_signed.declaration.reset();
    CHECK(refused(nothing_signed) == ErrorClass::malformed);
    auto nothing_witnessed = taken_in();
    nothing_witnessed.declaration.reset();
    CHECK(refused(nothing_witnessed) == ErrorClass::malformed);
    auto empty = test::submission();
    empty.signature->strokes = {{}, {}};
    CHECK(refused(empty) == ErrorClass::malformed);
    auto nameless = taken_in();
    nameless.witness->name.clear();
    CHECK(refused(nameless) == ErrorClass::malformed);
    CHECK(refused(test::submission(), "\"witness\":null",
                  "\"witness\":{\"name\":\"x\",\"reason\":\"on_paper\"}") == ErrorClass::malformed);
    CHECK(refused(taken_in(), "by_telephone", "by_owl") == ErrorClass::malformed);
    CHECK(refused(taken_in(), "\"reason\":", "\"more\":1,\"reason\":") == ErrorClass::malformed);
}

TEST_CASE("who took a request in") {
    auto self_service = taken_in();
    self_service.channel = "kiosk";
    CHECK(refused(self_service) == ErrorClass::malformed);
    auto nameless = taken_in();
    nameless.taken_by->representative.clear();
    CHECK(refused(nameless) == ErrorClass::malformed);
    auto undated = taken_in();
    undated.taken_by->received = "yesterday";
    CHECK(refused(undated) == ErrorClass::malformed);
    auto unseen = taken_in();
    unseen.taken_by->documents_seen[1].matches = true;
    CHECK(refused(unseen) == ErrorClass::malformed);
    auto many = taken_in();
    many.taken_by->documents_seen.assign(seal::submission_document_limit + 1, {"x", true, true, true});
    CHECK(refused(many) == ErrorClass::too_large);
    auto numberless = taken_in();
    numberless.taken_by->asked_by->mobile.clear();
    CHECK(refused(numberless) == ErrorClass::malformed);
    numberless.taken_by->asked_by->mobile.assign(seal::submission_mobile_limit + 1, '5');
    CHECK(refused(numberless) == ErrorClass::malformed);
    auto unrelated = taken_in();
    unrelated.taken_by->asked_by->relation.clear();
    CHECK(refused(unrelated) == ErrorClass::malformed);
    auto unknown = taken_in();
    unknown.taken_by->asked_by->name.clear();
    CHECK(refused(unknown) == ErrorClass::malformed);
    CHECK(refused(taken_in(), "\"consent\":\"read_out\"", "\"consent\":\"sung\"") == ErrorClass::malformed);
    CHECK(refused(taken_in(), "\"consent\":\"read_out\"", "\"consent\":true") == ErrorClass::malformed);
    CHECK(refused(taken_in(), "\"relation\":", "\"more\":1,\"relation\":") == ErrorClass::malformed);
    CHECK(refused(taken_in(), "\"seen\":true,", "") == ErrorClass::malformed);
    CHECK(refused(taken_in(), "\"taken_by\":{", "\"taken_by\":[],\"x\":{") == ErrorClass::malformed);
}

TEST_CASE("what is missing is null, and nothing else") {
    for (const char* key : {"declaration", "signature", "witness", "committee", "taken_by"})
        CHECK(refused(inquiry(), std::string("\"") + key + "\":null,", "") == ErrorClass::malformed);
    CHECK(refused(test::rating(), "\"reference\":null", "\"reference\":\"\"") == ErrorClass::malformed);
    CHECK(refused(inquiry(), "\"declaration\":null", "\"declaration\":0") == ErrorClass::malformed);
    CHECK(refused(inquiry(), "\"form\":\"inquiry\"", "\"form\":null") == ErrorClass::malformed);
    CHECK(refused(inquiry(), "\"kind\":\"request\"", "\"kind\":\"reply\"") == ErrorClass::malformed);
    CHECK(refused(inquiry(), "\"kind\":\"request\"", "\"kind\":\"rating\"") == ErrorClass::malformed);
    auto unclaimed = inquiry();
    unclaimed.claim_key.clear();
    CHECK(refused(unclaimed) == ErrorClass::malformed);
}

TEST_CASE("a rating says what the office counts by") {
    auto sent = test::rating(2);
    sent.answers.push_back({"flagged", "", "burst", ""});
    const auto rating = seal::read_rating(sent);
    REQUIRE(rating);
    CHECK(*rating == seal::Rating{2,
                                  seal::ScaleDirection::right_to_left,
                                  "housing",
                                  "",
                                  {"staff", "waiting"},
                                  "شكرًا لكم",
                                  "burst"});
    CHECK_FALSE(seal::read_rating(test::submission()));
    auto least = test::rating();
    least.answers.resize(2);
    CHECK(seal::read_rating(least)->flag.empty());
    CHECK(seal::read_rating(least)->rater.empty());
    least.answers.push_back({"rater", "", "colleague", ""});
    CHECK(seal::read_rating(least)->rater == "colleague");
}

TEST_CASE("a rating is anonymous, and whole") {
    auto named = test::rating();
    named.reference = "0000-0000-0";
    CHECK(refused(named) == ErrorClass::malformed);
    auto claimed = test::rating();
    claimed.claim_key = test::identity(9).recipient().text();
    CHECK(refused(claimed) == ErrorClass::malformed);
    auto taken = test::rating();
    taken.taken_by = taken_in().taken_by;
    CHECK(refused(taken) == ErrorClass::malformed);
    auto notified = test::rating();
    notified.committee = test::submission().committee;
    CHECK(refused(notified) == ErrorClass::malformed);
    const auto with = [](const char* name, const char* value) {
        Submission out = test::rating();
        const auto found = std::find_if(out.answers.begin(), out.answers.end(), [name](const auto& answer) {
            return answer.name == std::string(name);
        });
        if (found == out.answers.end())
            out.answers.push_back({name, "", value, ""});
        else
            found->value = value;
        return out;
    };
    for (const char* score : {"", "0", "6", "٤", "4.5", "44"})
        CHECK(refused(with("score", score)) == ErrorClass::malformed);
    CHECK(refused(with("scale", "up")) == ErrorClass::malformed);
    CHECK(refused(with("service", "two words")) == ErrorClass::malformed);
    CHECK(refused(with("reasons", "staff  waiting")) == ErrorClass::malformed);
    CHECK(refused(with("reasons", "staff staff")) == ErrorClass::malformed);
    CHECK(refused(with("reasons", "a b c d e f g h i j k l m n o p q")) == ErrorClass::malformed);
    CHECK(refused(with("flagged", "")) == ErrorClass::malformed);
    CHECK(refused(with("rater", "Noura")) == ErrorClass::malformed);
    CHECK(refused(with("employee", "x")) == ErrorClass::malformed);
    auto twice = test::rating();
    twice.answers.push_back(twice.answers.front());
    CHECK(refused(twice) == ErrorClass::malformed);
    auto scoreless = test::rating();
    scoreless.answers.erase(scoreless.answers.begin());
    CHECK(refused(scoreless) == ErrorClass::malformed);
}

TEST_CASE("everything that a witness or representative left is wiped too") {
    auto submission = taken_in();
    const char* witness = submission.witness->name.data();
    const char* document = submission.taken_by->documents_seen[0].document.data();
    seal::wipe(submission);
    CHECK(std::all_of(witness, witness + 6, [](char c) { return c == 0; }));
    CHECK(std::all_of(document, document + 10, [](char c) { return c == 0; }));
}
