// SPDX-License-Identifier: Apache-2.0
// A request is sent with documents missing and completed by its reference (P6), in both languages; the
// office's list says what came and what did not. A reference that nobody has is taken as well, and waits to
// be matched.
#include "tests/catch.hpp"
#include "tests/journeys/check_record.hpp"
#include "tests/journeys/support/centre.hpp"

using namespace istiqbal;
using namespace istiqbal::journeys;
using form::Language;

namespace {

struct Completed {
    std::string reference;
    Tree check_page;
};

// From the welcome page and back to it.
Completed complete(Kiosk& kiosk, Language language, const std::string& scanned_or_typed,
                   const std::string& documents, const std::string& note) {
    Visitor visitor(kiosk, Assets::repository(), language, "complete_request");
    visitor.begin();
    visitor.expect("completing.reference");
    visitor.go_on();
    visitor.expect("follow_up.reference.empty");
    kiosk.type(scanned_or_typed);
    if (kiosk.tree().shows(visitor.words("completing.reference")))
        visitor.go_on();
    visitor.answer("documents", documents);
    visitor.answer("note", note);
    visitor.expect("check.title");
    Tree check_page = kiosk.tree();
    visitor.tap("check.continue");
    visitor.expect("declaration.title");
    kiosk.sign();
    visitor.go_on();
    visitor.expect("receipt.reference");
    const std::string reference = visitor.reference(kiosk.tree());
    visitor.finish();
    return {reference, std::move(check_page)};
}

std::vector<std::string> names(const std::vector<seal::ListedDocument>& documents) {
    std::vector<std::string> found;
    for (const seal::ListedDocument& document : documents)
        found.push_back(document.document);
    return found;
}

bool tells(const std::string& text, const std::string& part) {
    INFO(part << " in\n" << text);
    return text.find(part) != std::string::npos;
}

void check_completing(Language first, Language second) {
    Centre centre;
    Kiosk kiosk({.terminal = centre.terminal(), .size = "540x960", .density = "1.6"});
    const auto& words = Assets::repository().strings;
    Visitor visitor(kiosk, Assets::repository(), first);
    visitor.fill_in_sample("Food for a month, until the first salary comes.");
    const Tree receipt = visitor.sign_and_send();
    const std::string request = visitor.reference(receipt);
    visitor.finish();
    centre.pull_until(1);
    REQUIRE(names(centre.record(request).missing_documents) ==
            std::vector<std::string>{"income_statement", "bank_certificate"});
    CHECK(tells(centre.list(), "incomplete (2)"));

    // In the other language, with one of the two documents and a note.
    const Completed some =
        complete(kiosk, second, request, "income_statement", "The certificate follows on Sunday.");
    // Typed small and with spaces, the other one.
    std::string typed = request;
    for (char& letter : typed)
        letter = letter == '-' ? ' ' : static_cast<char>(std::tolower(letter));
    const Completed rest = complete(kiosk, first, typed, "bank_certificate", "");
    const Completed stray = complete(kiosk, second, "7KQ4-9M2X-C", "", "I have lost my receipt.");
    centre.pull_until(4);

    const seal::Submission record = centre.record(some.reference);
    CHECK(record.form == "complete_request");
    CHECK(record.completes == request);
    CHECK(names(record.brought_documents) == std::vector<std::string>{"income_statement"});
    CHECK(record.brought_documents[0].shown ==
          Visitor(kiosk, Assets::repository(), second, "complete_request")
              .choice("documents", "income_statement"));
    CHECK(record.missing_documents.empty());
    CHECK(record.signature.has_value());
    check_values(record, {{"documents", "income_statement"}, {"note", "The certificate follows on Sunday."}});
    check_shown(record, some.check_page, Visitor(kiosk, Assets::repository(), second, "complete_request"));
    CHECK(some.check_page.shows(words.get(second, "completing.row")));
    CHECK(some.check_page.shows(request));
    CHECK(centre.record(rest.reference).completes == request);

    const std::string list = centre.list();
    CHECK_FALSE(tells(list, "incomplete"));
    CHECK(tells(list, "completes " + request + "\n"));
    CHECK(tells(list, "completes 7KQ4-9M2X-C: no such case, to be matched"));
    const std::string shown = centre.show(request);
    CHECK(tells(shown, visitor.choice("documents_general", "income_statement") + ", with " + some.reference));
    CHECK(tells(shown, visitor.choice("documents_general", "bank_certificate") + ", with " + rest.reference));
    CHECK(tells(shown, "Completed by      " + some.reference));
    CHECK(tells(centre.show(stray.reference), "no such case, to be matched"));
    CHECK(tells(centre.show(stray.reference), "I have lost my receipt."));
    CHECK(kiosk.quit() == 0);
}

} // namespace

TEST_CASE("a request that was made in Arabic is completed in English") {
    check_completing(Language::arabic, Language::english);
}

TEST_CASE("a request that was made in English is completed in Arabic") {
    check_completing(Language::english, Language::arabic);
}
