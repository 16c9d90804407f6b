// SPDX-License-Identifier: Apache-2.0
// What cannot be right is said in plain words, the same above the page and at the field; what was typed
// stays; once it is put right the journey goes on (P3).
#include "kiosk/form/interview.hpp"
#include "tests/catch.hpp"
#include "tests/journeys/support/centre.hpp"
#include "tests/journeys/support/visitor.hpp"

using namespace istiqbal;
using namespace istiqbal::journeys;
using form::Language;
using form::ProblemKind;

namespace {

class HastyVisitor {
public:
    HastyVisitor(Kiosk& kiosk, Language language)
        : visitor(kiosk, Assets::repository(), language)
        , kiosk_(kiosk) {}

    // Enters it and expects it to be refused, with the words that the form has for it.
    void refused(const std::string& question, const std::string& typed, ProblemKind kind) {
        INFO(question << " := " << typed.substr(0, 80));
        kiosk_.expect(visitor.label(question));
        visitor.enter(question, typed);
        still_refused(question, typed, kind);
    }
    void still_refused(const std::string& question, const std::string& typed, ProblemKind kind) {
        visitor.go_on();
        const std::string message = message_for(question, typed, kind);
        const Tree tree = refused_with(message);
        CHECK(tree.shows(visitor.label(question)));
        check_kept(tree, question, typed);
    }
    Tree refused_with(const std::string& message) {
        Tree tree = kiosk_.wait_for("\"" + message + "\"",
                                    [&](const Tree& now) { return now.find("alert", message) != nullptr; });
        CHECK(tree.find("text", message) != nullptr);
        CHECK(tree.all("alert").size() == 1);
        return tree;
    }
    // Writes anew over the last `count` characters.
    void correct(int count, const std::string& typed) {
        kiosk_.key("end");
        kiosk_.key("backspace", count);
        if (!typed.empty())
            kiosk_.type(typed);
    }
    void correct_part(const std::string& part, int count, const std::string& typed) {
        visitor.tap(part);
        correct(count, typed);
    }

    Visitor visitor;

private:
    std::string message_for(const std::string& question, const std::string& typed, ProblemKind kind) const {
        form::Interview interview(Assets::repository().form("support_request"), today_in_riyadh);
        interview.set(question, typed);
        const auto problem = interview.check(question);
        REQUIRE(problem);
        CHECK(problem->kind == kind);
        return problem->message.in(visitor.language());
    }
    void check_kept(const Tree& tree, const std::string& question, const std::string& typed) const {
        const std::vector<Node> fields = tree.all("textbox");
        if (fields.empty())
            return; // nothing is typed on this page
        std::string kept;
        for (const Node& field : fields) {
            CHECK(field.invalid);
            kept += (kept.empty() ? "" : "/") + field.value;
        }
        if (Assets::repository().question(question).type == form::QuestionType::date && typed.empty())
            kept.clear();
        CHECK((kept == typed));
    }

    Kiosk& kiosk_;
};

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int time = 0; time < times; ++time)
        all += text;
    return all;
}

} // namespace

TEST_CASE("bad input is refused at the field, kept, and put right") {
    Centre centre;
    Kiosk kiosk({.terminal = centre.terminal()});
    HastyVisitor hasty(kiosk, Language::arabic);
    Visitor& visitor = hasty.visitor;
    visitor.begin();

    hasty.refused("full_name", "", ProblemKind::required);
    hasty.refused("full_name", "نورة السبيعي 😀", ProblemKind::text);
    hasty.correct(1, "\u202e");
    hasty.still_refused("full_name", "نورة السبيعي \u202e", ProblemKind::text);
    hasty.correct(1, "7");
    hasty.still_refused("full_name", "نورة السبيعي 7", ProblemKind::text);
    hasty.correct(2, "");
    visitor.go_on();

    hasty.refused("national_id", "1000000009", ProblemKind::appearance);
    hasty.correct(1, "");
    hasty.still_refused("national_id", "100000000", ProblemKind::appearance);
    kiosk.type("8");
    visitor.go_on();

    hasty.refused("birth_date", "30/2/2024", ProblemKind::type);
    hasty.correct_part("date.month.name", 1, "10");
    hasty.correct_part("date.year.name", 4, "1445");
    hasty.still_refused("birth_date", "30/10/1445", ProblemKind::type);
    hasty.correct_part("date.year.name", 4, "2199");
    hasty.still_refused("birth_date", "30/10/2199", ProblemKind::appearance);
    hasty.correct_part("date.day.name", 2, "29");
    hasty.correct_part("date.year.name", 4, "1445");
    visitor.go_on();

    hasty.refused("mobile", "0112345678", ProblemKind::appearance);
    hasty.correct(10, "0501234567");
    visitor.go_on();
    visitor.answer("city", "جدة");
    hasty.refused("contact_way", "", ProblemKind::required);
    visitor.answer("contact_way", "visit");
    visitor.answer("marital_status", "divorced");

    hasty.refused("household_size", "abc", ProblemKind::type);
    hasty.correct(3, "2.5");
    hasty.still_refused("household_size", "2.5", ProblemKind::type);
    hasty.correct(3, "51");
    hasty.still_refused("household_size", "51", ProblemKind::constraint);
    hasty.correct(2, "1");
    visitor.go_on();
    visitor.answer("health_conditions", "");
    hasty.refused("housing_kind", "", ProblemKind::required);
    visitor.answer("housing_kind", "owned");
    visitor.answer("monthly_income", "0");
    visitor.answer("monthly_obligations", "0");
    visitor.answer("debts", "");
    visitor.answer("need_kind", "food");
    hasty.refused("need_description", "قصير", ProblemKind::constraint);
    kiosk.type(", and now it is long enough to be read");
    visitor.go_on();
    visitor.answer("needed_by", "");
    visitor.answer("earlier_support", "none");
    visitor.answer("documents_note", "");
    visitor.answer("documents_general", "");
    hasty.refused("documents_later", "", ProblemKind::required);
    visitor.answer("documents_later", "OK");

    visitor.tap("check.continue");
    visitor.expect("declaration.title");
    visitor.go_on();
    hasty.refused_with(visitor.words("declaration.sign_first"));
    // The message stays until "Continue": the pad does not move while the finger is on it.
    kiosk.sign();
    // A signature can be taken back, and is missing again then.
    visitor.tap("declaration.clear");
    visitor.go_on();
    hasty.refused_with(visitor.words("declaration.sign_first"));
    kiosk.sign();
    visitor.go_on();
    visitor.expect("committee.title");
    visitor.tap("committee.send");
    hasty.refused_with(visitor.words("committee.acknowledge_first"));
    visitor.tap("committee.acknowledge");
    CHECK(kiosk.tree().all("alert").empty());
    visitor.tap("committee.send");
    visitor.expect("receipt.reference");
    const std::string reference = visitor.reference(kiosk.tree());
    visitor.finish();

    centre.pull_until(1);
    const seal::Submission record = centre.record(reference);
    const auto value = [&](const std::string& name) -> std::string {
        for (const auto& answer : record.answers)
            if (answer.name == name)
                return answer.value;
        return "";
    };
    CHECK(value("full_name") == "نورة السبيعي");
    CHECK(value("national_id") == "1000000008");
    CHECK(value("birth_date") == "2024-05-08"); // 29 Shawwal 1445, the last of its month
    CHECK(value("mobile") == "+966501234567");
    CHECK(value("household_size") == "1");
    CHECK(value("need_description") == "قصير, and now it is long enough to be read");
    CHECK(record.signature.value().strokes.size() == 2);
    CHECK(kiosk.quit() == 0);
}

TEST_CASE("a name of ten thousand characters is kept and refused, and more than a field holds is not taken") {
    Centre centre;
    Kiosk kiosk({.terminal = centre.terminal()});
    HastyVisitor hasty(kiosk, Language::english);
    Visitor& visitor = hasty.visitor;
    visitor.begin();
    const std::string letters = repeated("نو ", 3333) + "ن";
    kiosk.expect(visitor.label("full_name"));
    visitor.enter("full_name", letters);
    visitor.go_on();
    Tree tree = kiosk.wait_for("a message", [](const Tree& now) { return now.all("alert").size() == 1; });
    CHECK(tree.shows(visitor.label("full_name")));
    CHECK((tree.all("textbox").front().value == letters));
    CHECK(tree.all("textbox").front().invalid);

    kiosk.type(repeated("ن", 10'000));
    visitor.expect("field.full");
    CHECK((kiosk.tree().all("textbox").front().value == letters));

    // Where it is easier to begin anew than to delete, nothing of it is left.
    visitor.tap("tools.again");
    visitor.tap("again.stay");
    CHECK((kiosk.tree().all("textbox").front().value == letters));
    visitor.tap("tools.again");
    visitor.tap("again.leave");
    CHECK_FALSE(kiosk.tree().shows("نو نو"));
    visitor.fill_in_sample("Food for the month, until the first salary comes.");
    const Tree receipt = visitor.sign_and_send();
    centre.pull_until(1);
    CHECK(centre.record(visitor.reference(receipt)).answers.front().value == "Layla Ahmed Al-Harbi");
    CHECK(kiosk.quit() == 0);
}
