// SPDX-License-Identifier: Apache-2.0
// An incomplete request and what completes it (P6), from the terminal to the office's list; and records of
// the largest size.
#include "sync/office/completions.hpp"
#include "sync/office/report.hpp"
#include "tests/sync/centre.hpp"

using namespace istiqbal;
using office::Case;
using test::Centre;

namespace {

const seal::ListedDocument id_copy{"id_copy", "صورة الهوية"};
const seal::ListedDocument id_copy_in_english{"id_copy", "Copy of the ID"};
const seal::ListedDocument contract{"rent_contract", "عقد الإيجار"};

Case request(const std::string& reference, std::vector<seal::ListedDocument> missing) {
    Case row;
    row.reference = reference;
    row.missing = missing.size();
    for (seal::ListedDocument& document : missing)
        row.lacked.push_back({std::move(document), {}});
    return row;
}

Case completion(const std::string& reference, const std::string& completes,
                std::vector<seal::ListedDocument> brought) {
    Case row;
    row.reference = reference;
    row.completes = completes;
    row.brought = std::move(brought);
    return row;
}

// As they were filed, oldest first.
std::vector<Case> matched(std::vector<Case> filed) {
    std::reverse(filed.begin(), filed.end());
    office::match_completions(filed);
    std::reverse(filed.begin(), filed.end());
    return filed;
}

seal::Submission lacking(std::vector<seal::ListedDocument> missing) {
    auto out = test::submission();
    out.missing_documents = std::move(missing);
    return out;
}

journal::Receipt submit(Centre& centre, seal::Submission submission) {
    const auto& provision = centre.terminal.terminal->provision;
    journal::Intake intake(*centre.terminal.journal, centre.terminal.terminal->key,
                           {provision.intake, provision.recovery});
    auto receipt = intake.submit(std::move(submission));
    REQUIRE(receipt);
    return *receipt;
}

// Brings what waits to the office, and its word back. One courier, whose requests are all different.
struct Carrier {
    explicit Carrier(Centre& between)
        : centre(between)
        , transport({between.hub.url()})
        , courier(between.terminal.courier(transport)) {}
    void carry() {
        for (int step = 0; step < 6; ++step)
            REQUIRE(courier.step(test::noon).problem.empty());
        REQUIRE(centre.office.pull());
    }

    Centre& centre;
    uplink::CurlTransport transport;
    uplink::Courier courier;
};

Case only(Centre& centre, const std::string& reference) {
    const auto found = centre.office.store->cases_of(reference);
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    return found->front();
}

} // namespace

TEST_CASE("what comes is taken off what is missing, until the case is complete") {
    const auto rows = matched({request("A", {id_copy, contract}), completion("B", "A", {id_copy_in_english}),
                               completion("C", "A", {id_copy, contract})});
    CHECK(rows[0].missing == 0);
    CHECK(rows[0].lacked[0].came_with == "B"); // the first that brings it
    CHECK(rows[0].lacked[1].came_with == "C");
    REQUIRE(rows[0].completions.size() == 2);
    CHECK(rows[0].completions[0].reference == "B");
    CHECK(rows[1].matched);
    CHECK(matched({request("A", {id_copy, contract}), completion("B", "A", {contract})})[0].missing == 1);
    CHECK(matched({request("A", {id_copy}), completion("B", "A", {})})[0].missing == 1);
}

TEST_CASE("a completion may come first, name a completion, or name nothing that is here") {
    const auto early = matched({completion("B", "A", {id_copy}), request("A", {id_copy})});
    CHECK(early[0].matched);
    CHECK(early[1].missing == 0);
    const auto chained = matched({request("A", {id_copy, contract}), completion("B", "A", {id_copy}),
                                  completion("C", "B", {contract})});
    CHECK(chained[0].missing == 0);
    CHECK(chained[2].matched);
    const auto unknown = matched({request("A", {id_copy}), completion("B", "X", {id_copy})});
    CHECK(unknown[0].missing == 1);
    CHECK_FALSE(unknown[1].matched);
    // Made up by a terminal in other hands.
    const auto ring = matched({completion("A", "B", {}), completion("B", "A", {}), completion("C", "C", {})});
    for (const Case& row : ring)
        CHECK_FALSE(row.matched);
}

TEST_CASE("documents of records that had no names for them are told by their words") {
    const seal::ListedDocument unnamed{"", "صورة الهوية"};
    CHECK(matched({request("A", {unnamed}), completion("B", "A", {id_copy})})[0].missing == 0);
    CHECK(matched({request("A", {unnamed}), completion("B", "A", {id_copy_in_english})})[0].missing == 1);
    // A case of which only the number is known keeps it.
    Case counted = request("A", {});
    counted.missing = 2;
    CHECK(matched({counted, completion("B", "A", {id_copy})})[0].missing == 2);
}

TEST_CASE("an incomplete request is completed by its reference, all the way to the office") {
    Centre centre;
    Carrier carrier(centre);
    const auto first = submit(centre, lacking({id_copy, contract}));
    const auto second = submit(centre, test::completion(first.reference.text()));
    const auto stray = submit(centre, test::completion("7KQ4-9M2X-C"));
    carrier.carry();

    const Case row = only(centre, first.reference.text());
    CHECK(row.missing == 1);
    REQUIRE(row.completions.size() == 1);
    CHECK(row.completions[0].reference == second.reference.text());
    CHECK(only(centre, second.reference.text()).matched);
    CHECK_FALSE(only(centre, stray.reference.text()).matched);

    const auto table = office::case_table(*centre.office.store->cases());
    CHECK(table.find("incomplete (1)") != std::string::npos);
    CHECK(table.find("completes " + first.reference.text() + "\n") != std::string::npos);
    CHECK(table.find("completes 7KQ4-9M2X-C: no such case, to be matched") != std::string::npos);
    const auto report = office::case_report(row, lacking({id_copy, contract}));
    for (const std::string& part : {std::string("missing         \u2068عقد الإيجار\u2069"),
                                    "\u2068صورة الهوية, with " + second.reference.text(),
                                    "Completed by      " + second.reference.text()})
        CHECK(report.find(part) != std::string::npos);
    const auto told =
        office::case_report(only(centre, stray.reference.text()), test::completion("7KQ4-9M2X-C"));
    for (const char* part :
         {"Completes         7KQ4-9M2X-C (no such case, to be matched)",
          "brought         \u2068صورة الهوية\u2069",
          "asked for the beneficiary by \u2068خالد\u2069 (\u2068ابن\u2069), mobile 0551234567"})
        CHECK(told.find(part) != std::string::npos);

    // The rest comes, with the reference of the second receipt.
    auto rest = test::completion(second.reference.text());
    rest.brought_documents = {contract};
    submit(centre, rest);
    carrier.carry();
    CHECK(only(centre, first.reference.text()).missing == 0);
    CHECK(office::case_table(*centre.office.store->cases()).find("complete\n") != std::string::npos);
}

TEST_CASE("a household of two hundred reaches the office whole, and so does the largest record") {
    Centre centre;
    Carrier carrier(centre);
    auto household = test::submission();
    household.answers.clear();
    for (int member = 1; member <= 200; ++member)
        for (const char* field :
             {"name", "relation", "birth_date", "national_id", "works", "studies", "health"})
            household.answers.push_back({"household[" + std::to_string(member) + "]/member_" + field,
                                         "ما اسم هذا الفرد من الأسرة؟", "نورة", "نورة"});
    const auto receipt = submit(centre, household);
    auto largest = test::submission();
    largest.answers.clear();
    const std::string words(seal::submission_text_limit - 100, 'x');
    for (int answer = 0; answer < 31; ++answer)
        largest.answers.push_back({"words[" + std::to_string(answer + 1) + "]", "", words, ""});
    const auto large_receipt = submit(centre, largest);
    const auto unsent = centre.terminal.journal->unsent(256, seal::batch_envelopes_limit);
    REQUIRE(unsent);
    REQUIRE(unsent->envelopes.size() == 2);
    CHECK(unsent->envelopes[0].size() > 262'144);
    CHECK(unsent->envelopes[0].size() < 300'000);
    CHECK(unsent->envelopes[1].size() > seal::plaintext_limit);
    for (int more = 0; more < 4; ++more) // more than a batch and than a page of the hub's list
        submit(centre, largest);
    carrier.carry();
    REQUIRE(centre.office.store->cases()->size() == 6);

    const auto opened = [&](const std::string& reference) {
        const Case row = only(centre, reference);
        return seal::open_submission(*seal::parse_envelope(row.envelope),
                                     centre.terminal.terminal->key.verify_key(),
                                     {&centre.office.keys->intake, 1})
            .value();
    };
    CHECK(opened(receipt.reference.text()).answers == household.answers);
    CHECK(opened(large_receipt.reference.text()).answers == largest.answers);
    carrier.carry();
    CHECK(centre.terminal.journal->counts().purged == 6);

    // What is larger is refused whole: no envelope, and the place is still free.
    largest.answers.resize(31, {});
    largest.answers.push_back({"one_more", "", words, ""});
    largest.answers.push_back({"and_more", "", words, ""});
    const auto place = centre.terminal.journal->position();
    const auto& provision = centre.terminal.terminal->provision;
    journal::Intake intake(*centre.terminal.journal, centre.terminal.terminal->key,
                           {provision.intake, provision.recovery});
    const auto refused = intake.submit(largest);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == seal::ErrorClass::too_large);
    CHECK(centre.terminal.journal->position() == place);
}
