// SPDX-License-Identifier: Apache-2.0
// Following up a request that was filed anywhere: the office's reply, and what is done for who lacks the
// code.
#include "sync/journal/follow_up.hpp"
#include "sync/journal/intake.hpp"
#include "sync/seal/age.hpp"
#include "tests/sync/journal/journal_file.hpp"
#include "tests/sync/notices.hpp"

using namespace istiqbal;
using journal::FollowUp;
using namespace test;

namespace {

// Somebody else's terminal, which has the office's replies, and counts how often a code is worked on.
struct Lobby {
    FollowUp::Answer ask(const seal::Reference& of, const seal::ClaimCode& by) {
        auto answer = follow_up.ask(of, by);
        REQUIRE(answer);
        return *answer;
    }
    void take(const seal::Bytes& body, const seal::Reference& subject, std::uint64_t revision = 1) {
        auto head = head_of(seal::NoticeKind::reply, revision);
        head.subject = seal::reply_subject(subject);
        const std::vector<seal::Bytes> notices{notice(office, head, body)};
        const auto applied = opened.journal->apply_notices(notices, office.verify_key(), issued);
        REQUIRE(applied);
        REQUIRE(applied->front().outcome == journal::NoticeOutcome::taken);
    }
    void reply_to(const seal::Reference& to, const seal::ClaimCode& by, seal::ReplyState state,
                  std::uint64_t revision = 1) {
        const auto claim = seal::derive_claim_identity(by, to);
        seal::Reply said = test::reply(to.text());
        said.state = state;
        if (state != seal::ReplyState::needs_completion)
            said.missing.clear();
        if (state == seal::ReplyState::accepted)
            said.decided = "2026-01-15";
        take(seal::seal_reply(said, claim->recipient()).value(), to, revision);
    }

    Folder folder;
    journal::Opened opened{open(folder / "journal")};
    seal::SigningKey office = signing_key(30);
    std::int64_t now = issued;
    FollowUp::Clock::time_point steady{std::chrono::hours(1)};
    int derived = 0;
    FollowUp follow_up{*opened.journal,
                       office.verify_key(),
                       {[this] { return now; }, [this] { return steady; }},
                       [this](const seal::ClaimCode& by, const seal::Reference& of) {
                           ++derived;
                           return seal::derive_claim_identity(by, of);
                       }};
    seal::Reference reference = seal::Reference::generate(seeded(40));
    seal::ClaimCode code = seal::ClaimCode::generate(seeded(41));
    seal::ClaimCode other_code = seal::ClaimCode::generate(seeded(42));
};

const seal::Reply* reply_in(const FollowUp::Answer& answer) {
    return std::get_if<seal::Reply>(&answer);
}

} // namespace

TEST_CASE("the office's reply opens on a terminal that never saw the request") {
    Lobby lobby;
    CHECK(std::holds_alternative<FollowUp::NotFound>(lobby.ask(lobby.reference, lobby.code)));
    lobby.reply_to(lobby.reference, lobby.code, seal::ReplyState::needs_completion);
    const auto found = lobby.ask(lobby.reference, lobby.code);
    REQUIRE(reply_in(found));
    CHECK(reply_in(found)->state == seal::ReplyState::needs_completion);
    CHECK(reply_in(found)->missing.size() == 1);
    // The next one takes its place.
    lobby.reply_to(lobby.reference, lobby.code, seal::ReplyState::accepted, 2);
    CHECK(reply_in(lobby.ask(lobby.reference, lobby.code))->decided == "2026-01-15");
    // One that has expired says nothing any more, also before it is dropped.
    lobby.now = issued + month;
    CHECK(std::holds_alternative<FollowUp::NotFound>(lobby.ask(lobby.reference, lobby.code)));
}

TEST_CASE("of a request that was filed here the office's word goes before the terminal's") {
    Lobby lobby;
    journal::Intake intake(*lobby.opened.journal, terminal(), {identity(2).recipient()});
    const auto receipt = intake.submit(test::submission());
    REQUIRE(receipt);
    CHECK(std::holds_alternative<journal::Ticket>(lobby.ask(receipt->reference, receipt->claim_code)));
    lobby.reply_to(receipt->reference, receipt->claim_code, seal::ReplyState::received);
    CHECK(reply_in(lobby.ask(receipt->reference, receipt->claim_code)));
    // A reply to a key that is not the code's, as of another request under the same reference.
    const auto claim = seal::derive_claim_identity(lobby.other_code, receipt->reference);
    lobby.take(seal::seal_reply(test::reply(receipt->reference.text()), claim->recipient()).value(),
               receipt->reference, 2);
    CHECK(std::holds_alternative<journal::Ticket>(lobby.ask(receipt->reference, receipt->claim_code)));
    CHECK(reply_in(lobby.ask(receipt->reference, lobby.other_code)));
}

TEST_CASE("unknown reference, wrong code and right code: the code is worked on once, and before any answer") {
    Lobby lobby;
    journal::Intake intake(*lobby.opened.journal, terminal(), {identity(2).recipient()});
    const auto filed = intake.submit(test::submission());
    REQUIRE(filed);
    lobby.reply_to(lobby.reference, lobby.code, seal::ReplyState::received);
    const auto work_of = [&](const seal::Reference& reference, const seal::ClaimCode& code) {
        const int before = lobby.derived;
        lobby.ask(reference, code);
        return lobby.derived - before;
    };
    CHECK(work_of(seal::Reference::generate(seeded(50)), lobby.code) == 1); // unknown
    CHECK(work_of(lobby.reference, lobby.other_code) == 1);                 // known by its reply
    CHECK(work_of(filed->reference, lobby.other_code) == 1);                // filed here
    CHECK(work_of(lobby.reference, lobby.code) == 1);
    CHECK(work_of(filed->reference, filed->claim_code) == 1);
}

TEST_CASE(
    "a reference that only a reply knows rests after five wrong codes, and so does one that nobody knows") {
    Lobby lobby;
    lobby.reply_to(lobby.reference, lobby.code, seal::ReplyState::received);
    const auto unknown = seal::Reference::generate(seeded(51));
    for (const auto& reference : {lobby.reference, unknown}) {
        for (std::size_t tries = 0; tries < FollowUp::wrong_limit; ++tries)
            CHECK(std::holds_alternative<FollowUp::NotFound>(lobby.ask(reference, lobby.other_code)));
        const int before = lobby.derived;
        CHECK(std::holds_alternative<FollowUp::Resting>(lobby.ask(reference, lobby.code)));
        CHECK(lobby.derived == before);
    }
    lobby.steady += FollowUp::window;
    CHECK(reply_in(lobby.ask(lobby.reference, lobby.code)));
}

TEST_CASE("a reply that another office signed, or that is of a newer one, is no wrong code") {
    Lobby lobby;
    const auto claim = seal::derive_claim_identity(lobby.code, lobby.reference);
    const std::string newer = R"({"version":2,"reference":")" + lobby.reference.text() + R"("})";
    const auto padded = seal::pad_plaintext(seal::view(newer));
    const std::vector<seal::Recipient> reader{claim->recipient()};
    lobby.take(seal::age::encrypt(padded->bytes(), reader).value(), lobby.reference);
    const auto answer = lobby.follow_up.ask(lobby.reference, lobby.code);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().kind == seal::ErrorClass::unsupported);
    CHECK(std::holds_alternative<FollowUp::NotFound>(lobby.ask(lobby.reference, lobby.other_code)));
    // The journal is told another office's key: what it holds is not believed.
    FollowUp elsewhere(*lobby.opened.journal, signing_key(31).verify_key(), {[] { return issued; }});
    CHECK_FALSE(elsewhere.ask(lobby.reference, lobby.code));
}
