// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/router.hpp"
#include "tests/sync/centre.hpp"

#include <sqlite3.h>

using namespace istiqbal;
using test::Centre;
using test::error_word;
using test::noon;

namespace {

hub::Response post_batch(Centre& centre, seal::Bytes body) {
    return centre.hub.router->handle({"POST", "/v1/batches", {}, std::move(body)});
}

hub::Response send(Centre& centre, std::span<const seal::Bytes> records) {
    return post_batch(centre, centre.terminal.wrapped(records));
}

hub::Response signed_request(Centre& centre, const seal::SigningKey& key, const std::string& method,
                             const std::string& target, seal::Bytes body = {}, std::int64_t now = noon) {
    const std::string value = seal::sign_request(key, method, target, body, now);
    return centre.hub.router->handle({method, target, {{"istiqbal-signature", value}}, std::move(body)});
}

seal::Position after(const std::vector<seal::Bytes>& records) {
    const auto last = seal::parse_envelope(records.back()).value();
    return {last.position.epoch, last.position.sequence + 1, seal::record_hash(last)};
}

} // namespace

TEST_CASE("a batch is stored and acknowledged by the hub's signature") {
    Centre centre;
    const auto records = centre.terminal.make_chain({}, 3);
    const auto batch = centre.terminal.batch_of(records);
    const auto answer = send(centre, records);
    REQUIRE(answer.status == 200);
    const auto ack = seal::parse_hub_ack(answer.body, centre.hub.shown().key);
    REQUIRE(ack);
    CHECK(ack->terminal == centre.terminal.id());
    CHECK(ack->sequence == 3);
    CHECK(ack->record_hash == after(records).previous);
    CHECK(ack->batch_hash == seal::batch_hash(batch));
    CHECK(centre.hub.counts().records == 3);

    SECTION("the same again is a duplicate, with the same answer") {
        const auto again = send(centre, records);
        CHECK(again.status == 200);
        CHECK(again.body == answer.body);
        CHECK(centre.hub.counts().records == 3);
    }
    SECTION("a batch that overlaps brings what is new") {
        auto longer = records;
        longer.push_back(centre.terminal.make_record(after(records)));
        CHECK(send(centre, std::span(longer).subspan(1)).status == 200);
        CHECK(centre.hub.counts().records == 4);
    }
    SECTION("a new epoch begins a chain of its own") {
        CHECK(send(centre, centre.terminal.make_chain({2, 1, {}}, 2)).status == 200);
        CHECK(centre.hub.counts().records == 5);
        CHECK(centre.hub.counts().alarms == 0);
    }
    SECTION("it is still there for another hub process") {
        centre.hub.close();
        const auto reopened = hub::Store::open(hub::database_file(centre.hub.directory), noon);
        REQUIRE(reopened);
        CHECK((*reopened)->counts()->records == 3);
    }
}

TEST_CASE("a fork is kept as evidence, refused and an alarm") {
    Centre centre;
    const auto records = centre.terminal.make_chain({}, 3);
    REQUIRE(send(centre, records).status == 200);
    std::vector<seal::Bytes> fork;
    SECTION("other records at the same places") {
        fork = centre.terminal.make_chain({}, 2, "clone");
    }
    SECTION("a record that follows another one") {
        fork = {
            centre.terminal.make_record({1, 4, seal::record_hash(seal::parse_envelope(records[0]).value())})};
    }
    const auto wrapped = centre.terminal.wrapped(fork);
    const auto answer = post_batch(centre, wrapped);
    CHECK(answer.status == 409);
    CHECK(error_word(answer.body) == "broken_chain");
    CHECK(post_batch(centre, wrapped).status == 409);
    const auto counts = centre.hub.counts();
    CHECK(counts.records == 3);
    CHECK(counts.quarantined == 1);
    CHECK(counts.alarms == 1);
}

TEST_CASE("a gap is an alarm, and what lies behind it still arrives") {
    Centre centre;
    const auto records = centre.terminal.make_chain({}, 6);
    REQUIRE(send(centre, std::span(records).first(2)).status == 200);
    CHECK(send(centre, std::span(records).subspan(4)).status == 200);
    CHECK(centre.hub.counts().records == 4);
    CHECK(centre.hub.counts().alarms == 1);
    SECTION("the missing ones fill it when they come") {
        CHECK(send(centre, std::span(records).subspan(2, 2)).status == 200);
        CHECK(centre.hub.counts().records == 6);
    }
    SECTION("others in their place are a fork") {
        CHECK(send(centre, centre.terminal.make_chain(after({records[1]}), 2, "clone")).status == 409);
        CHECK(centre.hub.counts().quarantined == 1);
    }
}

TEST_CASE("what does not verify is refused with its class, and nothing is stored") {
    Centre centre;
    const auto records = centre.terminal.make_chain({}, 2);
    const auto wrap = [&](const seal::Bytes& batch) {
        return seal::wrap_batch(batch, {&centre.terminal.terminal->provision.hub, 1}).value();
    };
    SECTION("garbage") {
        CHECK(post_batch(centre, {}).status == 400);
        CHECK(post_batch(centre, seal::Bytes(5000, 0xa5)).status == 400);
        const auto answer = post_batch(centre, wrap(seal::Bytes(300, 0)));
        CHECK(answer.status == 400);
        CHECK(error_word(answer.body) == "malformed");
    }
    SECTION("cut anywhere") {
        const auto whole = centre.terminal.wrapped(records);
        for (std::size_t size = 0; size < whole.size(); size += 97)
            CHECK(post_batch(centre, {whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)})
                      .status == 400);
    }
    SECTION("sealed to another hub") {
        const auto other = test::identity(77).recipient();
        const auto answer =
            post_batch(centre, seal::wrap_batch(centre.terminal.batch_of(records), {&other, 1}).value());
        CHECK(answer.status == 421);
        CHECK(error_word(answer.body) == "wrong_key");
    }
    SECTION("a terminal of another office") {
        test::Office other(centre.folder / "other");
        test::Terminal stranger(centre.folder / "stranger", other, centre.hub.shown(), centre.hub.url());
        const auto answer = post_batch(centre, stranger.wrapped(stranger.make_chain({}, 1)));
        CHECK(answer.status == 403);
    }
    SECTION("a forged signature over the manifest") {
        auto batch = centre.terminal.batch_of(records);
        const auto certificate = centre.terminal.terminal->provision.certificate_file.size();
        batch[seal::batch_manifest_size + certificate + 5] ^= 1;
        const auto answer = post_batch(centre, wrap(batch));
        CHECK(answer.status == 403);
        CHECK(error_word(answer.body) == "bad_signature");
    }
    SECTION("an altered record") {
        auto batch = centre.terminal.batch_of(records);
        batch[batch.size() - 1] ^= 1;
        const auto answer = post_batch(centre, wrap(batch));
        CHECK(answer.status >= 400);
        CHECK(answer.status < 500);
    }
    SECTION("an expired certificate") {
        centre.hub.now = noon + (office::certificate_days + 1) * 86'400;
        const auto answer = send(centre, records);
        CHECK(answer.status == 403);
        CHECK(error_word(answer.body) == "expired");
    }
    CHECK(centre.hub.counts().records == 0);
    CHECK(centre.hub.counts().quarantined == 0);
}

TEST_CASE("paths and methods") {
    Centre centre;
    const auto ask = [&](const std::string& method, const std::string& target) {
        return centre.hub.router->handle({method, target, {}, {}});
    };
    CHECK(ask("GET", "/v1/health").status == 200);
    CHECK(ask("GET", "/").status == 404);
    CHECK(ask("GET", "/v2/health").status == 404);
    CHECK(ask("GET", "/v1/terminals/xyz/acks?after=0").status == 404);
    CHECK(ask("GET", "/v1/terminals/" + std::string(32, 'z') + "/acks?after=0").status == 404);
    const auto wrong = ask("GET", "/v1/batches");
    CHECK(wrong.status == 405);
    CHECK(wrong.allow == "POST");
    CHECK(ask("DELETE", "/v1/health").status == 405);
    CHECK(centre.hub.router->admit("POST", "/v1/batches").value() == seal::wrapped_batch_limit);
    CHECK(centre.hub.router->admit("GET", "/v1/health").value() == 0);
}

TEST_CASE("a terminal asks for its own head and acknowledgements, signed") {
    Centre centre;
    const auto records = centre.terminal.make_chain({}, 2);
    const auto head = hub::terminal_head_target(centre.terminal.id(), 1);
    const auto& key = centre.terminal.terminal->key;
    CHECK(signed_request(centre, key, "GET", head).status == 404);
    REQUIRE(send(centre, records).status == 200);
    const auto answer = signed_request(centre, key, "GET", head);
    REQUIRE(answer.status == 200);
    const auto ack = seal::parse_hub_ack(answer.body, centre.hub.shown().key);
    REQUIRE(ack);
    CHECK(ack->sequence == 2);
    CHECK(signed_request(centre, key, "GET", hub::terminal_head_target(centre.terminal.id(), 9)).status ==
          404);
    CHECK(signed_request(centre, key, "GET", head + "x").status == 400);
    const auto last = hub::terminal_last_head_target(centre.terminal.id());
    CHECK(signed_request(centre, key, "GET", last).body == answer.body);

    const auto acks = hub::terminal_acks_target(centre.terminal.id(), 0);
    CHECK(signed_request(centre, key, "GET", acks).status == 200);
    CHECK(centre.hub.router->handle({"GET", acks, {}, {}}).status == 401);
    CHECK(signed_request(centre, test::signing_key(66), "GET", acks).status == 401);
    CHECK(signed_request(centre, key, "GET", acks, {}, noon - 2 * seal::request_skew_seconds).status == 401);
    const std::string value = seal::sign_request(key, "GET", acks, {}, noon);
    const hub::Request once{"GET", acks, {{"Istiqbal-Signature", value}}, {}};
    CHECK(centre.hub.router->handle(once).status == 200);
    CHECK(centre.hub.router->handle(once).status == 401);
    const hub::Request elsewhere{"GET", head, {{"Istiqbal-Signature", value}}, {}};
    CHECK(centre.hub.router->handle(elsewhere).status == 401);
}

TEST_CASE("a key that floods the hub with signed requests is refused alone, and not for long") {
    Centre centre;
    test::Terminal other(centre.folder / "other", centre.office, centre.hub.shown(), centre.hub.url());
    REQUIRE(send(centre, centre.terminal.make_chain({}, 1)).status == 200);
    REQUIRE(post_batch(centre, other.wrapped(other.make_chain({}, 1))).status == 200);
    const auto ask = [&](const test::Terminal& terminal) {
        return signed_request(centre, terminal.terminal->key, "GET",
                              hub::terminal_head_target(terminal.id(), 1), {}, centre.hub.now)
            .status;
    };
    for (std::size_t count = 0; count < hub::Router::nonces_per_key; ++count)
        if (ask(centre.terminal) != 200)
            FAIL("refused too early, after " << count);
    CHECK(ask(centre.terminal) == 401);
    CHECK(ask(other) == 200);
    CHECK(
        signed_request(centre, centre.office.keys->signing, "GET", hub::office_records_target(0, 1)).status ==
        200);
    centre.hub.now = noon + seal::request_skew_seconds + 1;
    CHECK(ask(centre.terminal) == 200);
}

TEST_CASE("only the office reads records and leaves acknowledgements") {
    Centre centre;
    REQUIRE(send(centre, centre.terminal.make_chain({}, 5)).status == 200);
    const std::uint64_t first = centre.hub.store->records_after(0, 1)->front().number;
    const auto target = hub::office_records_target(first, 3);
    CHECK(signed_request(centre, centre.terminal.terminal->key, "GET", target).status == 401);
    const auto answer = signed_request(centre, centre.office.keys->signing, "GET", target);
    REQUIRE(answer.status == 200);
    const auto items = hub::parse_list(hub::record_list, answer.body, first);
    REQUIRE(items);
    REQUIRE(items->size() == 3);
    CHECK(items->front().number == first + 1);
    CHECK(seal::parse_envelope(items->front().bytes)->position.sequence == 2);
    for (const char* wrong : {"/v1/office/records", "/v1/office/records?after=0&limit=0",
                              "/v1/office/records?after=-1&limit=1", "/v1/office/records?after=0&limit=1x"})
        CHECK(signed_request(centre, centre.office.keys->signing, "GET", wrong).status == 400);

    const seal::OfficeAck ack{centre.terminal.id(), 1, {{1, seal::Digest{}}}};
    const auto forged = seal::build_office_ack(test::signing_key(66), ack).value();
    const auto real = seal::build_office_ack(centre.office.keys->signing, ack).value();
    const std::string path(hub::office_acks_path);
    CHECK(signed_request(centre, centre.office.keys->signing, "POST", path, forged).status == 403);
    CHECK(signed_request(centre, test::signing_key(66), "POST", path, real).status == 401);
    CHECK(signed_request(centre, centre.office.keys->signing, "POST", path, real).status == 200);
    CHECK(signed_request(centre, centre.office.keys->signing, "POST", path, real).status == 200);
    CHECK(centre.hub.store->acknowledgements_after(centre.terminal.id(), 0)->size() == 1);
}

TEST_CASE("a store that cannot write says 503 and takes nothing") {
    Centre centre;
    centre.hub.close();
    // The table is taken away under the hub: every write fails from here on.
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(hub::database_file(centre.hub.directory).c_str(), &raw) == SQLITE_OK);
    REQUIRE(sqlite3_exec(raw, "DROP TABLE records", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(raw);
    const auto store = hub::Store::open(hub::database_file(centre.hub.directory), noon);
    REQUIRE(store);
    std::string logged;
    hub::Router router(
        **store, *centre.hub.keys, [] { return noon; }, [&](const std::string& line) { logged = line; });
    const auto body = centre.terminal.wrapped(centre.terminal.make_chain({}, 1));
    const auto answer = router.handle({"POST", "/v1/batches", {}, body});
    CHECK(answer.status == 503);
    CHECK(answer.retry_after.has_value());
    CHECK(logged.find("the store failed") == 0);
}

TEST_CASE("a database that is not the hub's is left alone") {
    const test::Folder folder;
    REQUIRE(seal::save_file(folder / "text.db", seal::view(std::string(5000, 'x'))));
    CHECK(hub::Store::open(folder / "text.db", noon).error().kind == seal::ErrorClass::unsupported);
    REQUIRE(office::Store::open(folder / "office.db"));
    CHECK(hub::Store::open(folder / "office.db", noon).error().kind == seal::ErrorClass::unsupported);
    const auto held = hub::Store::open(folder / "hub.db", noon);
    REQUIRE(held);
    CHECK(hub::Store::open(folder / "hub.db", noon).error().kind == seal::ErrorClass::in_use);
}
