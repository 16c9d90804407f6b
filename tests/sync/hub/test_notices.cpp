// SPDX-License-Identifier: Apache-2.0
// The hub passes the office's notices on, and puts aside what a revoked terminal sends.
#include "tests/sync/centre.hpp"
#include "tests/sync/notices.hpp"

#include <nlohmann/json.hpp>

using namespace istiqbal;
using seal::NoticeKind;
using test::Centre;
using test::error_word;
using test::head_of;
using test::noon;
using test::settings_notice;

namespace {

hub::Response ask(Centre& centre, const seal::SigningKey& key, const std::string& method,
                  const std::string& target, seal::Bytes body = {}, const std::string& certificate = {}) {
    hub::Request request{method, target, {}, std::move(body)};
    request.headers.emplace_back("istiqbal-signature",
                                 seal::sign_request(key, method, target, request.body, centre.hub.now));
    if (!certificate.empty())
        request.headers.emplace_back("istiqbal-certificate", certificate);
    return centre.hub.router->handle(request);
}

hub::Response post(Centre& centre, const seal::Bytes& notice) {
    return ask(centre, centre.office.keys->signing, "POST", "/v1/office/notices", notice);
}

std::string certificate_of(const Centre& centre) {
    return seal::base64(centre.terminal.terminal->provision.certificate_file);
}

hub::Response get(Centre& centre, std::uint64_t after) {
    return ask(centre, centre.terminal.terminal->key, "GET",
               hub::terminal_notices_target(centre.terminal.id(), after), {}, certificate_of(centre));
}

std::vector<hub::Listed> list(Centre& centre, std::uint64_t after = 0) {
    const auto answer = get(centre, after);
    REQUIRE(answer.status == 200);
    auto items = hub::parse_list(hub::notice_list, answer.body, after);
    REQUIRE(items);
    return *items;
}

const seal::SigningKey& signer(const Centre& centre) {
    return centre.office.keys->signing;
}

std::uint64_t number_in(const hub::Response& answer, const char* key) {
    REQUIRE(answer.status == 200);
    return nlohmann::json::parse(answer.body).at(key);
}

seal::Bytes revocations(const Centre& centre, std::uint64_t revision, std::optional<std::uint32_t> epoch,
                        const seal::TerminalId& terminal) {
    return test::notice(signer(centre), head_of(NoticeKind::revocations, revision),
                        seal::to_json(std::vector{seal::Revocation{terminal, noon, "lost", epoch}}).value());
}

} // namespace

TEST_CASE("the latest of each kind, scope and subject is kept, under numbers that ascend") {
    Centre centre;
    const auto first = settings_notice(signer(centre), 1);
    const auto number = number_in(post(centre, first), "number");
    CHECK(number_in(post(centre, first), "number") == number);
    REQUIRE(list(centre).size() == 1);
    CHECK(list(centre).front().bytes == first);
    CHECK(post(centre, test::notice(signer(centre), NoticeKind::content)).status == 200);
    const auto second = settings_notice(signer(centre), 2);
    CHECK(number_in(post(centre, second), "number") > number);
    const auto items = list(centre);
    REQUIRE(items.size() == 2);
    CHECK(items.back().bytes == second);
    CHECK(list(centre, items.front().number).size() == 1);
    CHECK(list(centre, items.back().number).empty());
    CHECK(number_in(ask(centre, signer(centre), "GET", "/v1/office/notices/last"), "last") ==
          items.back().number);

    const auto older = post(centre, first);
    CHECK(older.status == 409);
    CHECK(error_word(older.body) == "superseded");
    const auto conflicting = post(centre, settings_notice(signer(centre), 2, 60));
    CHECK(conflicting.status == 409);
    CHECK(error_word(conflicting.body) == "conflict");
    CHECK(list(centre).back().bytes == second);

    SECTION("also after the hub was closed and opened again") {
        centre.hub.close();
        centre.hub.start();
        CHECK(post(centre, first).status == 409);
        CHECK(list(centre).size() == 2);
        CHECK(number_in(post(centre, settings_notice(signer(centre), 3)), "number") > items.back().number);
    }
}

TEST_CASE("only the office posts, and only what is the office's is taken") {
    Centre centre;
    const auto good = settings_notice(signer(centre), 1);
    const auto stranger = test::signing_key(3);
    CHECK(ask(centre, stranger, "POST", "/v1/office/notices", good).status == 401);
    CHECK(ask(centre, stranger, "GET", "/v1/office/notices/last").status == 401);
    CHECK(ask(centre, centre.terminal.terminal->key, "POST", "/v1/office/notices", good).status == 401);
    CHECK(post(centre, settings_notice(stranger, 1)).status == 403);
    CHECK(post(centre, {1, 2, 3}).status == 400);
    auto cut = good;
    cut.pop_back();
    CHECK(post(centre, cut).status == 400);
    CHECK(post(centre, seal::Bytes(seal::notice_limit + 1)).status == 413);
    CHECK(list(centre).empty());
}

TEST_CASE("a terminal that never sent anything shows its certificate") {
    Centre centre;
    post(centre, settings_notice(signer(centre), 1));
    const auto& key = centre.terminal.terminal->key;
    const std::string target = hub::terminal_notices_target(centre.terminal.id(), 0);
    CHECK(ask(centre, key, "GET", target).status == 404);
    CHECK(ask(centre, key, "GET", target, {}, "rubbish").status == 400);
    CHECK(ask(centre, test::signing_key(3), "GET", target, {}, certificate_of(centre)).status == 401);
    const auto other = test::signing_key(4);
    CHECK(ask(centre, other, "GET", hub::terminal_notices_target(other.verify_key().id(), 0), {},
              certificate_of(centre))
              .status == 403);
    CHECK(list(centre).size() == 1);
    centre.hub.now = centre.terminal.terminal->provision.certificate.expires;
    CHECK(error_word(ask(centre, key, "GET", target, {}, certificate_of(centre)).body) == "expired");
    CHECK(ask(centre, key, "GET", hub::terminal_notices_target(centre.terminal.id(), 0) + "x", {},
              certificate_of(centre))
              .status != 200);
}

TEST_CASE("a number that the hub never gave is told") {
    Centre centre;
    post(centre, settings_notice(signer(centre), 1));
    const auto last = list(centre).back().number;
    CHECK(get(centre, last).status == 200);
    const auto ahead = get(centre, last + 1);
    CHECK(ahead.status == 409);
    CHECK(error_word(ahead.body) == "ahead");
    CHECK(get(centre, UINT64_MAX).status == 409);
}

TEST_CASE("a terminal gets what is for it and for all, and replies until they expire") {
    Centre centre;
    post(centre, settings_notice(signer(centre), 1, 60, test::signing_key(7).verify_key().id()));
    post(centre, settings_notice(signer(centre), 2, 61, centre.terminal.id()));
    post(centre, settings_notice(signer(centre), 3));
    post(centre, test::notice(signer(centre), NoticeKind::reply, 4));
    std::vector<std::uint64_t> revisions;
    for (const auto& item : list(centre))
        revisions.push_back(seal::parse_notice(item.bytes)->head.revision);
    CHECK(revisions == std::vector<std::uint64_t>{2, 3, 4});
    centre.hub.now = test::issued + test::month;
    CHECK(list(centre).size() == 2);
    // Long after, its bytes go too; what is held of it still keeps an older one away.
    centre.hub.now = test::issued + 3 * test::month;
    post(centre, settings_notice(signer(centre), 4));
    CHECK(post(centre, test::notice(signer(centre), NoticeKind::reply, 3)).status == 409);
}

TEST_CASE("a list holds at most so many notices and bytes, and always one") {
    Centre centre;
    for (std::uint8_t index = 0; index < 70; ++index) {
        auto head = head_of(NoticeKind::reply);
        head.subject[0] = index;
        REQUIRE(post(centre, test::notice(signer(centre), head, test::body_of(NoticeKind::reply))).status ==
                200);
    }
    const auto first = list(centre);
    CHECK(first.size() == 64);
    CHECK(list(centre, first.back().number).size() == 6);

    auto files = test::bundle_files();
    files[0].content.assign(3'000'000, 'x');
    post(centre, test::notice(signer(centre), head_of(NoticeKind::content),
                              seal::build_bundle(std::move(files)).value()));
    CHECK(list(centre).size() == 64);
    const auto rest = list(centre, first.back().number);
    CHECK(rest.size() == 6);
    CHECK(list(centre, rest.back().number).size() == 1);
}

TEST_CASE("what a revoked terminal sends is put aside and not deleted") {
    Centre centre;
    const auto records = centre.terminal.make_chain({}, 3);
    const auto send = [&centre](std::span<const seal::Bytes> some) {
        return centre.hub.router->handle({"POST", "/v1/batches", {}, centre.terminal.wrapped(some)});
    };
    REQUIRE(send(std::span(records).first(2)).status == 200);
    post(centre, settings_notice(signer(centre), 1));
    REQUIRE(post(centre, revocations(centre, 1, std::nullopt, centre.terminal.id())).status == 200);

    const auto refused = send(std::span(records).subspan(2));
    CHECK(refused.status == 403);
    CHECK(error_word(refused.body) == "revoked");
    CHECK(centre.hub.counts().records == 2);
    CHECK(centre.hub.counts().quarantined == 1);
    CHECK(centre.hub.counts().alarms == 1);
    // The same again adds nothing; what was there before is acknowledged as ever.
    CHECK(send(std::span(records).subspan(2)).status == 403);
    CHECK(centre.hub.counts().quarantined == 1);
    CHECK(send(std::span(records).first(2)).status == 200);
    // It learns that it is revoked, and nothing else.
    const auto items = list(centre);
    REQUIRE(items.size() == 1);
    CHECK(seal::parse_notice(items.front().bytes)->head.kind == NoticeKind::revocations);

    SECTION("the hub remembers when it is opened again") {
        centre.hub.close();
        centre.hub.start();
        CHECK(send(std::span(records).subspan(2)).status == 403);
    }
    SECTION("a later list without it lets it in again; an older one does not revoke it anew") {
        REQUIRE(post(centre, revocations(centre, 3, std::nullopt, test::signing_key(7).verify_key().id()))
                    .status == 200);
        CHECK(post(centre, revocations(centre, 2, std::nullopt, centre.terminal.id())).status == 409);
        // What it sent meanwhile is taken in, and is a duplicate when it comes again.
        CHECK(centre.hub.counts().quarantined == 0);
        CHECK(centre.hub.counts().records == 3);
        CHECK(send(std::span(records).subspan(2)).status == 200);
        CHECK(centre.hub.counts().records == 3);
    }
}

TEST_CASE("a closed epoch is put aside, and the terminal goes on in a later one") {
    Centre centre;
    REQUIRE(post(centre, revocations(centre, 1, 2, centre.terminal.id())).status == 200);
    const auto send = [&centre](std::uint32_t epoch) {
        const auto records = centre.terminal.make_chain({epoch, 1, {}}, 2);
        return centre.hub.router->handle({"POST", "/v1/batches", {}, centre.terminal.wrapped(records)})
            .status;
    };
    CHECK(send(1) == 403);
    CHECK(send(2) == 403);
    CHECK(send(3) == 200);
    CHECK(centre.hub.counts().records == 2);
    post(centre, settings_notice(signer(centre), 1));
    CHECK(list(centre).size() == 2);
}
