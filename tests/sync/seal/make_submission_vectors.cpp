// SPDX-License-Identifier: Apache-2.0
// Prints tests/vectors/submissions.json from fixed keys: what a record may say, and what it may not. Run by
// hand when the protocol changes; what it prints is looked at before it is kept.
#include "tests/sync/samples.hpp"
#include "tests/sync/seal/vector_list.hpp"

#include <functional>
#include <iostream>

using namespace istiqbal;
using Json = nlohmann::ordered_json;
using Change = std::function<void(Json&)>;

namespace {

test::VectorList& vectors() {
    static test::VectorList list;
    return list;
}

Json written(const seal::Submission& submission) {
    return Json::parse(seal::to_json(submission)->text());
}

void add(
    const std::string& why, const char* outcome, const Json& base, const Change& change = [](Json&) {}) {
    Json altered = base;
    change(altered);
    vectors().add_text("submission", why, outcome, altered.dump());
}

Json of_version_1() {
    Json json = written(test::submission());
    json["version"] = 1;
    json["missing_documents"] = {"صورة الهوية"};
    json.erase("completes");
    json.erase("brought_documents");
    return json;
}

void add_accepted(const Json& request, const Json& completion, const Json& rating) {
    add("a request", "accepted", request);
    add("a completion that a representative took by telephone", "accepted", completion);
    add("a rating", "accepted", rating);
    add("a request of version 1", "accepted", of_version_1());
    add("version 1, taken by a representative", "accepted", of_version_1(), [](Json& json) {
        json["channel"] = "C1";
        json["taken_by"] = {{"representative", "سالم"},
                            {"received", "2026-01-02"},
                            {"consent_read", true},
                            {"documents_seen", Json::array()}};
    });
    add("without declaration and signature", "accepted", request, [](Json& json) {
        json["declaration"] = nullptr;
        json["signature"] = nullptr;
    });
    add("nothing answered", "accepted", request, [](Json& json) { json["answers"] = Json::array(); });
    add("an answer and a document without a name", "accepted", request, [](Json& json) {
        json["answers"][0]["name"] = "";
        json["missing_documents"][0]["document"] = "";
    });
    add("a text of 32,768 bytes", "accepted", request,
        [](Json& json) { json["answers"][0]["value"] = std::string(32'768, 'x'); });
    add("the largest numbers", "accepted", request, [](Json& json) {
        json["created"] = std::uint64_t{1} << 53U;
        json["epoch"] = 0xffffffff;
        json["sequence"] = UINT64_MAX;
        json["signature"]["width_mm"] = 100'000;
        json["signature"]["strokes"] = {{{65535, 65535, 0xffffffff}}};
    });
    add("every answer of a rating", "accepted", rating, [](Json& json) {
        for (const auto& [name, value] : {std::pair{"department", "a.b-c_D9"},
                                          std::pair{"rater", "colleague"}, std::pair{"flagged", "burst"}})
            json["answers"].push_back({{"name", name}, {"question", ""}, {"value", value}, {"shown", ""}});
    });
    add("a rating without reasons", "accepted", rating, [](Json& json) { json["answers"][3]["value"] = ""; });
}

void add_json(const Json& request) {
    const std::string good = request.dump();
    const auto add_text = [](const char* why, const char* outcome, const std::string& text) {
        vectors().add_text("submission", why, outcome, text);
    };
    add_text("padding behind it", "accepted", good + "   ");
    add_text("nothing", "malformed", "");
    add_text("a list", "malformed", "[]");
    add_text("white space before it", "malformed", " " + good);
    add_text("a byte order mark before it", "malformed", "\ufeff" + good);
    add_text("something behind it", "malformed", good + "{}");
    add_text("cut", "malformed", good.substr(0, good.size() - 1));
    add_text("a key twice", "malformed", "{\"version\":2," + good.substr(1));
    add_text("a key twice, once escaped", "malformed", "{\"\\u0076ersion\":2," + good.substr(1));
    add_text("half of a surrogate pair", "malformed", test::replaced(good, "2026-01\"", "\\ud800\""));
    add_text("a line feed within a text", "malformed", test::replaced(good, "2026-01\"", "\n\""));
    add_text("a comment", "malformed", test::replaced(good, "{", "{/* */"));
    add_text("a comma too many", "malformed", test::replaced(good, "}", ",}"));
    add_text("a number with a fraction", "malformed", test::replaced(good, "\"epoch\":1", "\"epoch\":1.0"));
    add_text("a number with an exponent", "malformed", test::replaced(good, "\"epoch\":1", "\"epoch\":1e0"));
    add_text("NaN", "malformed", test::replaced(good, "\"epoch\":1", "\"epoch\":NaN"));
    add_text("nested too deeply", "too_large", "{\"a\":[[[[[[[[]]]]]]]]}");
    add_text("too many values", "too_large", [] {
        std::string many = "{\"a\":[0";
        for (int index = 0; index < 65'536; ++index)
            many += ",0";
        return many + "]}";
    }());
}

void add_refused(const Json& request) {
    const auto with = [&request](const char* why, const char* outcome, const char* key, const Json& value) {
        add(why, outcome, request, [&](Json& json) { json[key] = value; });
    };
    with("another version", "unsupported", "version", 3);
    add("another version, with a key more", "unsupported", request, [](Json& json) {
        json["version"] = 3;
        json["else"] = 1;
    });
    with("the last version that a number may say", "unsupported", "version", 1'000'000);
    with("a version beyond that", "malformed", "version", 1'000'001);
    with("an unknown key", "malformed", "else", 1);
    add("a key missing", "malformed", request, [](Json& json) { json.erase("witness"); });
    with("another kind", "malformed", "kind", "wish");
    with("no form", "malformed", "form", "");
    with("a form of 257 bytes", "too_large", "form", std::string(257, 'x'));
    with("another language", "malformed", "language", "fr");
    with("another channel", "malformed", "channel", "C9");
    with("a time before 1970", "malformed", "created", -1);
    with("a time beyond 2^53", "malformed", "created", (std::uint64_t{1} << 53U) + 1);
    with("epoch 0", "malformed", "epoch", 0);
    with("sequence 0", "malformed", "sequence", 0);
    with("an epoch in quotes", "malformed", "epoch", "1");
    with("a terminal in capitals", "malformed", "terminal", "0206084F40FBC22EFB86AB9FAB777A78");
    with("no reference", "malformed", "reference", nullptr);
    with("a reference with a slip", "malformed", "reference", "0000-0000-1");
    with("a reference not as it is shown", "malformed", "reference", "000000000");
    with("an empty reference", "malformed", "reference", "");
    with("no claim key", "malformed", "claim_key", nullptr);
    with("a claim key with a slip", "malformed", "claim_key",
         test::replaced(request["claim_key"].get<std::string>(), "age1l", "age1q"));
    with("a claim key in capitals", "malformed", "claim_key", [&request] {
        std::string key = request["claim_key"];
        for (char& letter : key)
            letter = static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 32 : letter);
        return key;
    }());
    add("an answer without a question", "malformed", request,
        [](Json& json) { json["answers"][0].erase("question"); });
    add("an answer with a key more", "malformed", request,
        [](Json& json) { json["answers"][0]["else"] = ""; });
    add("an answer's name of 257 bytes", "too_large", request,
        [](Json& json) { json["answers"][0]["name"] = std::string(257, 'x'); });
    add("a text of 32,769 bytes", "too_large", request,
        [](Json& json) { json["answers"][0]["value"] = std::string(32'769, 'x'); });
    with("a declaration that nobody signed", "malformed", "signature", nullptr);
    with("a signature under nothing", "malformed", "declaration", nullptr);
    with("a signature and a witness", "malformed", "witness", {{"name", "سالم"}, {"reason", "cannot_sign"}});
    add("a signature without a point", "malformed", request,
        [](Json& json) { json["signature"]["strokes"] = {Json::array()}; });
    add("a point beside the pad", "malformed", request,
        [](Json& json) { json["signature"]["strokes"][0][0][0] = 65536; });
    add("a point of two numbers", "malformed", request, [](Json& json) {
        json["signature"]["strokes"][0][0] = {1, 2};
    });
    add("257 strokes", "too_large", request, [](Json& json) {
        json["signature"]["strokes"] = std::vector<Json>(257, Json::array({Json::array({1, 2, 3})}));
    });
    with("a date that is none", "malformed", "committee",
         {{"text", "x"}, {"date", "2026-13-01"}, {"acknowledged", true}});
    with("65 documents missing", "too_large", "missing_documents",
         std::vector<Json>(65, {{"document", "a"}, {"shown", "b"}}));
    with("documents missing as in version 1", "malformed", "missing_documents", {"صورة الهوية"});
    with("documents brought for no request", "malformed", "brought_documents",
         Json::array({{{"document", "a"}, {"shown", "b"}}}));
    with("it completes another and lacks something", "malformed", "completes", "7KQ4-9M2X-C");
}

void add_refused_completions(const Json& completion) {
    const auto taken = [&completion](const char* why, const char* outcome, const Change& change) {
        add(why, outcome, completion, [&](Json& json) { change(json["taken_by"]); });
    };
    add("taken in by somebody, by self-service", "malformed", completion,
        [](Json& json) { json["channel"] = "kiosk"; });
    add("another reason for a witness", "malformed", completion,
        [](Json& json) { json["witness"]["reason"] = "in_haste"; });
    add("a witness without a name", "malformed", completion,
        [](Json& json) { json["witness"]["name"] = ""; });
    taken("a representative without a name", "malformed", [](Json& json) { json["representative"] = ""; });
    taken("another consent", "malformed", [](Json& json) { json["consent"] = "perhaps"; });
    taken("the consent of version 1", "malformed", [](Json& json) {
        json.erase("consent");
        json["consent_read"] = true;
    });
    taken("a document that was not seen and matches", "malformed",
          [](Json& json) { json["documents_seen"][0]["seen"] = false; });
    taken("nobody's mobile", "malformed", [](Json& json) { json["asked_by"]["mobile"] = ""; });
    taken("a mobile of 33 bytes", "too_large",
          [](Json& json) { json["asked_by"]["mobile"] = std::string(33, '5'); });
}

void add_refused_ratings(const Json& rating) {
    const auto answer = [&rating](const char* why, std::size_t index, const char* value) {
        add(why, "malformed", rating, [&](Json& json) { json["answers"][index]["value"] = value; });
    };
    add("a rating with a reference", "malformed", rating,
        [](Json& json) { json["reference"] = "0000-0000-0"; });
    add("a rating with a committee", "malformed", rating, [](Json& json) {
        json["committee"] = {{"text", "x"}, {"date", "2026-01-15"}, {"acknowledged", true}};
    });
    answer("a score of 6", 0, "6");
    answer("a score in two digits", 0, "04");
    answer("another scale", 1, "down");
    answer("a service that is no name", 2, "a b");
    answer("a reason twice", 3, "staff staff");
    answer("two spaces between reasons", 3, "staff  waiting");
    answer("a space behind the reasons", 3, "staff ");
    answer("17 reasons", 3, "a b c d e f g h i j k l m n o p q");
    add("a rating without a score", "malformed", rating, [](Json& json) { json["answers"].erase(0); });
    add("an answer twice", "malformed", rating,
        [](Json& json) { json["answers"].push_back(json["answers"][0]); });
    add("an answer that is no rating's", "malformed", rating,
        [](Json& json) { json["answers"][4]["name"] = "full_name"; });
}

} // namespace

int main() {
    const Json request = written(test::submission());
    const Json completion = written(test::completion("7KQ4-9M2X-C"));
    const Json rating = written(test::rating());
    add_accepted(request, completion, rating);
    add_json(request);
    add_refused(request);
    add_refused_completions(completion);
    add_refused_ratings(rating);
    std::cout << vectors().dump() << "\n";
}
