// SPDX-License-Identifier: Apache-2.0
// A terminal that was restored from a copy, one that was cloned, and one whose key is rotated: what is
// noticed, and that enrolled anew it sends all that it kept, once.
#include "sync/journal/drafts.hpp"
#include "sync/office/notices.hpp"
#include "sync/seal/settings.hpp"
#include "tests/sync/centre.hpp"

using namespace istiqbal;
using seal::ErrorClass;
using test::Centre;
using test::noon;
using uplink::Outcome;
using uplink::Standing;

namespace {

namespace fs = std::filesystem;

// A copy of the terminal's disk, taken while it is switched off.
void copy_disk(Centre& centre, const fs::path& to) {
    centre.terminal.journal.reset();
    fs::remove_all(to);
    fs::copy(centre.folder / "terminal", to, fs::copy_options::recursive);
}

void open(Centre& centre, const fs::path& directory) {
    centre.terminal.journal.reset();
    centre.terminal.terminal.emplace(uplink::load_terminal(directory).value());
    auto opened =
        journal::Journal::open(directory / "journal.db", centre.terminal.terminal->key.verify_key());
    REQUIRE(opened);
    centre.terminal.journal = std::move(opened->journal);
}

uplink::Step sync(Centre& centre, int steps = 6) {
    uplink::CurlTransport transport({centre.hub.url()});
    // As after a start of the program; no nonce comes twice.
    uplink::Courier courier(*centre.terminal.journal, centre.terminal.terminal->key,
                            centre.terminal.terminal->provision, transport);
    uplink::Step step;
    for (int count = 0; count < steps; ++count)
        step = courier.step(noon);
    return step;
}

seal::Invitation renewal(Centre& centre, const seal::TerminalId& terminal) {
    return office::invite(*centre.office.store, *centre.office.keys,
                          {"بهو المدخل", "lobby", centre.hub.shown(), {centre.hub.url()}, terminal}, noon)
        .value();
}

// The request goes to the office and the answer back; the terminal installs it while it is switched off.
seal::Result<uplink::Terminal> enrol_anew(Centre& centre, const fs::path& directory) {
    const seal::TerminalId before = centre.terminal.id();
    centre.terminal.journal.reset();
    const auto request = uplink::create_enrolment_request(directory, renewal(centre, before), noon);
    REQUIRE(request);
    const auto file = seal::load_file(request->file, seal::enrolment_request_limit).value();
    const auto enrolled = office::enroll(*centre.office.store, *centre.office.keys, file, noon);
    REQUIRE(enrolled);
    CHECK(enrolled->succeeds == before);
    CHECK(enrolled->certificate.key.fingerprint() == request->fingerprint);
    REQUIRE(seal::save_file(directory / "answer.json", enrolled->provision_file));
    auto installed = uplink::install_provision(directory, directory / "answer.json");
    if (installed)
        open(centre, directory);
    return installed;
}

std::size_t filed(Centre& centre) {
    return centre.office.store->cases().value().size();
}

// All that the terminal holds reaches the office, which says so, and nothing is left.
void check_all_sent(Centre& centre) {
    CHECK(sync(centre).standing == Standing::sound);
    REQUIRE(centre.office.pull());
    sync(centre);
    const auto counts = centre.terminal.journal->counts();
    CHECK(counts.unsent == 0);
    CHECK(counts.spooled == 0);
}

} // namespace

TEST_CASE("a key is rotated: what waits goes under the new one, once, and the old one is not believed") {
    Centre centre;
    centre.terminal.append(3);
    sync(centre);
    REQUIRE(centre.office.pull());
    centre.terminal.append(2);
    sync(centre); // at the hub, and not pulled
    const auto receipt = centre.terminal.submit();
    const auto before = centre.terminal.id();
    const auto old_key = centre.terminal.terminal->key.verify_key();
    REQUIRE(journal::Drafts(*centre.terminal.journal)
                .put("draft", "person", 5, seal::view("half"), seal::Bytes(32, 1)));

    REQUIRE(enrol_anew(centre, centre.folder / "terminal"));
    CHECK(centre.terminal.id() != before);
    CHECK(centre.terminal.terminal->name() == "بهو المدخل");
    CHECK_FALSE(fs::exists(centre.folder / "terminal" / "terminal.key.new"));
    CHECK(centre.terminal.journal->counts().unsent == 3);
    CHECK(centre.terminal.journal->counts().purged == 3);
    CHECK(centre.terminal.journal->ticket(receipt.reference)->value().state == journal::TicketState::waiting);
    check_all_sent(centre);
    CHECK(filed(centre) == 6);
    CHECK(centre.terminal.journal->ticket(receipt.reference)->value().state ==
          journal::TicketState::with_office);
    CHECK(journal::Drafts(*centre.terminal.journal).open("draft", seal::Bytes(32, 1))->text() == "half");
    // And it goes on as ever.
    centre.terminal.append(2);
    check_all_sent(centre);
    CHECK(filed(centre) == 8);
    CHECK(journal::Journal::open(centre.folder / "terminal" / "journal.db", old_key).error().kind ==
          ErrorClass::in_use);

    SECTION("and again, before the office heard of all") {
        centre.terminal.append(1);
        REQUIRE(enrol_anew(centre, centre.folder / "terminal"));
        REQUIRE(enrol_anew(centre, centre.folder / "terminal"));
        check_all_sent(centre);
        CHECK(filed(centre) == 9);
    }
    SECTION("the name means the present one") {
        const auto terminals = centre.office.store->terminals().value();
        REQUIRE(terminals.size() == 2);
        CHECK((terminals[0].terminal == before) == terminals[0].succeeded);
        CHECK((terminals[1].terminal == before) == terminals[1].succeeded);
    }
}

TEST_CASE(
    "a terminal that is restored from a copy notices by the hub's head, and loses and doubles nothing") {
    Centre centre;
    const auto backup = centre.folder / "backup";
    centre.terminal.append(2); // waits when the copy is made
    copy_disk(centre, backup);
    open(centre, centre.folder / "terminal");
    centre.terminal.append(2);
    sync(centre);
    REQUIRE(centre.office.pull());
    CHECK(filed(centre) == 4);

    open(centre, backup);
    SECTION("with nothing new, as soon as it is quiet") {
        const auto step = sync(centre, 3);
        CHECK(step.standing == Standing::behind);
    }
    SECTION("with a new request, which the hub refuses: it is kept, and so is what comes after") {
        const auto receipt = centre.terminal.submit();
        auto step = sync(centre);
        CHECK(step.standing == Standing::behind);
        CHECK(step.outcome == Outcome::refused);
        CHECK(centre.hub.counts().quarantined == 1);
        centre.terminal.submit();
        sync(centre);
        CHECK(centre.hub.counts().quarantined == 1); // it stands aside
        REQUIRE(enrol_anew(centre, backup));
        check_all_sent(centre);
        CHECK(filed(centre) == 6);
        CHECK(centre.office.store->cases_of(receipt.reference.text()).value().size() == 1);
        CHECK(centre.office.store->quarantined().value() == 0);
    }
}

TEST_CASE("of two that write as one terminal, each is enrolled anew and sends what it took, once") {
    Centre centre;
    const auto clone = centre.folder / "clone";
    centre.terminal.append(1);
    sync(centre);
    copy_disk(centre, clone);
    open(centre, centre.folder / "terminal");
    const auto before = centre.terminal.id();
    const auto ours = centre.terminal.submit();
    CHECK(sync(centre).standing == Standing::sound);

    open(centre, clone);
    CHECK(sync(centre).standing == Standing::behind);
    const auto theirs = centre.terminal.submit();
    CHECK(sync(centre).standing == Standing::forked);
    centre.terminal.submit();
    CHECK(sync(centre).standing == Standing::forked);
    REQUIRE(centre.office.pull()); // as the command does first
    REQUIRE(enrol_anew(centre, clone));
    check_all_sent(centre);
    CHECK(filed(centre) == 4);

    open(centre, centre.folder / "terminal");
    CHECK(centre.terminal.id() == before);
    centre.terminal.submit();
    CHECK(sync(centre).standing == Standing::revoked);
    REQUIRE(enrol_anew(centre, centre.folder / "terminal"));
    check_all_sent(centre);
    CHECK(filed(centre) == 5);
    for (const auto& receipt : {ours, theirs})
        CHECK(centre.office.store->cases_of(receipt.reference.text()).value().size() == 1);
}

TEST_CASE("a power cut while a new key is installed is gone on from, wherever it came") {
    Centre centre;
    const auto directory = centre.folder / "terminal";
    centre.terminal.append(2);
    const auto before = centre.terminal.id();
    REQUIRE(uplink::create_enrolment_request(directory, renewal(centre, before), noon));
    const auto file = seal::load_file(directory / "request.json", seal::enrolment_request_limit).value();
    const auto enrolled = office::enroll(*centre.office.store, *centre.office.keys, file, noon).value();
    REQUIRE(seal::save_file(directory / "provision.json.new", enrolled.provision_file));
    SECTION("before the journal") {}
    SECTION("while the kiosk runs") {
        CHECK(uplink::load_terminal(directory).error().kind == ErrorClass::in_use);
    }
    SECTION("behind the journal") {
        const auto key = seal::SigningKey::load(directory / "terminal.key.new").value();
        CHECK(centre.terminal.journal->hand_over(key).value() == 2);
        CHECK(centre.terminal.journal->hand_over(key).error().kind == ErrorClass::wrong_key);
    }
    SECTION("behind the key") {
        const auto key = seal::SigningKey::load(directory / "terminal.key.new").value();
        CHECK(centre.terminal.journal->hand_over(key).value() == 2);
        fs::rename(directory / "terminal.key.new", directory / "terminal.key");
    }
    open(centre, directory);
    CHECK(centre.terminal.id() == enrolled.certificate.terminal);
    CHECK(centre.terminal.journal->counts().unsent == 2);
    CHECK_FALSE(fs::exists(directory / "provision.json.new"));
    check_all_sent(centre);
    CHECK(filed(centre) == 2);
}

TEST_CASE("a code for one terminal enrols no other anew") {
    Centre centre;
    test::Terminal other(centre.folder / "other", centre.office, centre.hub.shown(), centre.hub.url());
    const auto code = renewal(centre, centre.terminal.id());
    CHECK(uplink::create_enrolment_request(centre.folder / "other", code, noon).error().kind ==
          ErrorClass::wrong_key);
    CHECK(uplink::create_enrolment_request(centre.folder / "empty", code, noon).error().kind ==
          ErrorClass::wrong_key);
    // Nor with the key that it has.
    const auto request = seal::build_enrolment_request(centre.terminal.terminal->key, code, noon).value();
    CHECK(office::enroll(*centre.office.store, *centre.office.keys, request, noon).error().kind ==
          ErrorClass::wrong_key);
}

TEST_CASE("what another terminal carries, and what carries nothing, is put aside") {
    Centre centre;
    test::Terminal other(centre.folder / "other", centre.office, centre.hub.shown(), centre.hub.url());
    const auto stolen = centre.terminal.make_record(centre.terminal.journal->position());
    const auto carrier =
        seal::carry_record({}, other.terminal->key, seal::parse_envelope(stolen).value()).value();
    REQUIRE(other.journal->append(carrier));
    uplink::CurlTransport transport({centre.hub.url()});
    uplink::Courier courier(*other.journal, other.terminal->key, other.terminal->provision, transport);
    courier.step(noon);
    const auto pulled = centre.office.pull();
    REQUIRE(pulled);
    CHECK(pulled->filed == 0);
    CHECK(pulled->quarantined == 1);
    CHECK(filed(centre) == 0);
}

TEST_CASE("what the office says to a terminal alone, it says to the one in its place") {
    Centre centre;
    const auto before = centre.terminal.id();
    seal::TerminalSettings settings;
    settings.name = {"بهو", "Hall"};
    settings.idle_seconds = 60;
    {
        auto transaction = centre.office.store->begin();
        REQUIRE(office::issue_notice(
            *centre.office.store, *centre.office.keys,
            {seal::NoticeKind::settings, before, {}, noon + 1000, seal::to_json(settings).value()}, noon));
        REQUIRE(transaction->commit());
    }
    REQUIRE(centre.office.pull());
    sync(centre);
    REQUIRE(centre.terminal.journal->notice(seal::NoticeKind::settings, noon)->has_value());
    REQUIRE(enrol_anew(centre, centre.folder / "terminal"));
    CHECK_FALSE(centre.terminal.journal->notice(seal::NoticeKind::settings, noon)->has_value());
    REQUIRE(centre.office.pull());
    sync(centre);
    CHECK(centre.terminal.journal->notice(seal::NoticeKind::settings, noon)->has_value());
}
