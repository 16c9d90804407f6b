// SPDX-License-Identifier: Apache-2.0
// Following up a request: typed or scanned, the answers, and that nothing of the code stays.
#include "kiosk/app/follow_up.hpp"
#include "tests/catch.hpp"

using namespace istiqbal;
using namespace std::chrono_literals;
using app::FollowUp;
using form::WipedText;
using screens::Back;
using screens::Continue;
using screens::RequestState;
using screens::TypeClaimCode;
using screens::TypeReference;
using screens::TypingProblem;
using Step = app::FollowUp::Step;
using Answer = journal::FollowUp::Answer;

namespace {

struct Person {
    platform::Clock::time_point now{std::chrono::hours(1)};
    FollowUp follow_up{[this] { return now; }};
    seal::ReceiptLine receipt{seal::Reference::generate(), seal::ClaimCode::generate()};

    Person() { follow_up.begin(); }
    Person(const Person&) = delete;
    Person& operator=(const Person&) = delete;

    void type_reference(const std::string& typed) { follow_up.apply(TypeReference{WipedText(typed)}); }
    void type_code(const std::string& typed) { follow_up.apply(TypeClaimCode{WipedText(typed)}); }
    void to_looking() {
        type_reference(receipt.reference.text());
        REQUIRE(follow_up.apply(Continue{}));
        type_code(receipt.claim_code.text());
        REQUIRE(follow_up.apply(Continue{}));
        REQUIRE(follow_up.step() == Step::looking);
        REQUIRE(follow_up.take_wanted());
    }
    void answer(const Answer& found) { follow_up.answered(seal::Result<Answer>(found)); }
};

journal::Ticket ticket(journal::TicketState state) {
    const auto reference = seal::Reference::generate();
    const auto identity = seal::derive_claim_identity(seal::ClaimCode::generate(), reference);
    return {identity->recipient(), 1, 1, state};
}

} // namespace

TEST_CASE("Reference and code are asked one after the other, then looked up once", "[follow_up]") {
    Person person;
    CHECK(person.follow_up.step() == Step::reference);
    person.type_reference(person.receipt.reference.text());
    CHECK(person.follow_up.apply(Continue{}));
    CHECK(person.follow_up.step() == Step::code);
    person.type_code(person.receipt.claim_code.text());
    CHECK(person.follow_up.apply(Continue{}));
    CHECK(person.follow_up.step() == Step::looking);
    CHECK(person.follow_up.typed_code().empty());

    const auto wanted = person.follow_up.take_wanted();
    REQUIRE(wanted);
    CHECK(wanted->reference == person.receipt.reference);
    CHECK(wanted->claim_code.canonical() == person.receipt.claim_code.canonical());
    CHECK_FALSE(person.follow_up.take_wanted());
    // Nothing but the answer leads on.
    CHECK_FALSE(person.follow_up.apply(Back{}));
    CHECK_FALSE(person.follow_up.apply(Continue{}));
}

TEST_CASE("What the journal knows is shown as how far the request has come", "[follow_up]") {
    const std::pair<journal::TicketState, RequestState> states[] = {
        {journal::TicketState::waiting, RequestState::waiting},
        {journal::TicketState::on_its_way, RequestState::on_its_way},
        {journal::TicketState::with_office, RequestState::with_office},
        {journal::TicketState::unknown, RequestState::unsure}};
    for (const auto& [stored, shown] : states) {
        Person person;
        person.to_looking();
        person.answer(ticket(stored));
        CHECK(person.follow_up.step() == Step::known);
        CHECK(person.follow_up.state() == shown);
        CHECK(person.follow_up.typed_reference() == person.receipt.reference.text());
        CHECK(person.follow_up.apply(Continue{}));
        CHECK_FALSE(person.follow_up.open());
    }
}

TEST_CASE("What the office answered is shown instead, and is gone at the end", "[follow_up]") {
    const std::pair<seal::ReplyState, RequestState> states[] = {
        {seal::ReplyState::received, RequestState::received},
        {seal::ReplyState::before_committee, RequestState::before_committee},
        {seal::ReplyState::accepted, RequestState::accepted},
        {seal::ReplyState::refused, RequestState::refused},
        {seal::ReplyState::needs_completion, RequestState::needs_completion},
        {seal::ReplyState::delivered, RequestState::delivered}};
    for (const auto& [said, shown] : states) {
        Person person;
        person.to_looking();
        seal::Reply reply;
        reply.reference = person.receipt.reference.text();
        reply.state = said;
        reply.note = {"CANARY", "CANARY"}; // within the string itself
        reply.decided = "2026-11-23";
        person.answer(reply);
        CHECK(person.follow_up.step() == Step::known);
        CHECK(person.follow_up.state() == shown);
        REQUIRE(person.follow_up.reply());
        CHECK(*person.follow_up.reply() == reply);
        CHECK(person.follow_up.apply(Continue{}));
        CHECK_FALSE(person.follow_up.open());
        CHECK_FALSE(person.follow_up.reply());
        const std::string_view object(reinterpret_cast<const char*>(&person.follow_up), sizeof(FollowUp));
        CHECK(object.find("CANARY") == std::string_view::npos);
        CHECK(object.find("2026-11-23") == std::string_view::npos);
    }
}

TEST_CASE("Letters that look alike, small letters and dashes make no difference", "[follow_up]") {
    Person person;
    std::string typed = person.receipt.reference.canonical();
    std::string shown = person.receipt.reference.text();
    typed += shown.back();
    for (char& letter : typed) {
        if (letter == '0')
            letter = 'o';
        else if (letter == '1')
            letter = 'l';
        else if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter - 'A' + 'a');
    }
    person.type_reference(typed);
    CHECK(person.follow_up.apply(Continue{}));
}

TEST_CASE("What is wrong with what was typed is said at the field, and goes with the next letter",
          "[follow_up]") {
    Person person;
    CHECK_FALSE(person.follow_up.apply(Continue{}));
    CHECK(person.follow_up.problem() == TypingProblem::empty);
    person.type_reference("7KQ4");
    CHECK(person.follow_up.problem() == TypingProblem::none);
    CHECK_FALSE(person.follow_up.apply(Continue{}));
    CHECK(person.follow_up.problem() == TypingProblem::incomplete);
    std::string slip = person.receipt.reference.text();
    slip[0] = slip[0] == '7' ? '8' : '7';
    person.type_reference(slip);
    CHECK_FALSE(person.follow_up.apply(Continue{}));
    CHECK(person.follow_up.problem() == TypingProblem::slip);

    person.type_reference(person.receipt.reference.text());
    CHECK(person.follow_up.apply(Continue{}));
    CHECK_FALSE(person.follow_up.apply(Continue{}));
    CHECK(person.follow_up.problem() == TypingProblem::empty);
    person.type_code("ABC");
    CHECK_FALSE(person.follow_up.apply(Continue{}));
    CHECK(person.follow_up.problem() == TypingProblem::incomplete);
    CHECK_FALSE(person.follow_up.take_wanted());
}

TEST_CASE("The receipt's QR code, scanned letter by letter into either field, leads straight on",
          "[follow_up]") {
    for (const bool at_code : {false, true}) {
        Person person;
        if (at_code) {
            person.type_reference(seal::Reference::generate().text());
            REQUIRE(person.follow_up.apply(Continue{}));
        }
        const std::string line = person.receipt.text();
        for (std::size_t length = 1; length < line.size(); ++length) {
            const WipedText typed(line.substr(0, length));
            const bool moved = at_code ? person.follow_up.apply(TypeClaimCode{typed})
                                       : person.follow_up.apply(TypeReference{typed});
            CHECK_FALSE(moved);
        }
        const WipedText whole(line);
        CHECK((at_code ? person.follow_up.apply(TypeClaimCode{whole})
                       : person.follow_up.apply(TypeReference{whole})));
        CHECK(person.follow_up.step() == Step::looking);
        const auto wanted = person.follow_up.take_wanted();
        REQUIRE(wanted);
        CHECK(wanted->reference == person.receipt.reference);
        // The secret half of the line is not kept beside the reference.
        CHECK(person.follow_up.typed_reference() == person.receipt.reference.text());
        CHECK(person.follow_up.typed_code().empty());
    }
}

TEST_CASE("A request that is not found can be corrected from the reference on", "[follow_up]") {
    Person person;
    person.to_looking();
    person.answer(journal::FollowUp::NotFound{});
    CHECK(person.follow_up.step() == Step::unknown);
    CHECK(person.follow_up.apply(Continue{}));
    CHECK(person.follow_up.step() == Step::reference);
    CHECK(person.follow_up.typed_reference() == person.receipt.reference.text());
    CHECK(person.follow_up.typed_code().empty());
}

TEST_CASE("After too many tries it rests, says for how long, and goes on by itself", "[follow_up]") {
    Person person;
    person.to_looking();
    person.answer(journal::FollowUp::Resting{150s});
    CHECK(person.follow_up.step() == Step::resting);
    CHECK(person.follow_up.minutes_of_rest() == 3);
    CHECK_FALSE(person.follow_up.apply(Continue{}));
    // It is drawn again when the minutes it says change.
    REQUIRE(person.follow_up.due());
    CHECK(*person.follow_up.due() == person.now + 30s);
    person.now += 30s;
    CHECK(person.follow_up.minutes_of_rest() == 2);
    person.now += 119s;
    CHECK_FALSE(person.follow_up.follow(person.now));
    CHECK(person.follow_up.minutes_of_rest() == 1);
    person.now += 1s;
    CHECK(person.follow_up.follow(person.now));
    CHECK(person.follow_up.step() == Step::reference);
    CHECK_FALSE(person.follow_up.due());
}

TEST_CASE("A lookup that fails leads back to the code and says so", "[follow_up]") {
    Person person;
    person.to_looking();
    person.follow_up.answered(seal::fail(seal::ErrorClass::io, "the disk"));
    CHECK(person.follow_up.step() == Step::code);
    CHECK(person.follow_up.problem() == TypingProblem::not_looked_up);
}

TEST_CASE("An answer for somebody who has gone is for nobody", "[follow_up]") {
    Person person;
    person.to_looking();
    person.follow_up.end();
    person.answer(ticket(journal::TicketState::with_office));
    CHECK_FALSE(person.follow_up.open());
    person.follow_up.begin();
    person.answer(ticket(journal::TicketState::with_office));
    CHECK(person.follow_up.step() == Step::reference);
}

TEST_CASE("Back leads out step by step and takes the code along", "[follow_up]") {
    Person person;
    person.type_reference(person.receipt.reference.text());
    person.follow_up.apply(Continue{});
    person.type_code("ABCD-EFGH");
    CHECK(person.follow_up.apply(Back{}));
    CHECK(person.follow_up.step() == Step::reference);
    CHECK(person.follow_up.typed_code().empty());
    CHECK(person.follow_up.apply(Back{}));
    CHECK_FALSE(person.follow_up.open());
    CHECK(person.follow_up.typed_reference().empty());
}

TEST_CASE("Nothing of what was typed stays in the object after the end", "[follow_up]") {
    Person person;
    person.type_reference("7KQ4CANARY"); // short enough to lie within the string itself
    person.type_reference(person.receipt.reference.text());
    person.follow_up.apply(Continue{});
    const std::string start = person.receipt.claim_code.text().substr(0, 12);
    person.type_code(start);
    person.follow_up.end();
    const std::string_view object(reinterpret_cast<const char*>(&person.follow_up), sizeof(FollowUp));
    CHECK(object.find("CANARY") == std::string_view::npos);
    CHECK(object.find(start) == std::string_view::npos);
    CHECK(object.find(person.receipt.reference.text()) == std::string_view::npos);
}
