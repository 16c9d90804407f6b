// SPDX-License-Identifier: Apache-2.0
// The office's word on its way to a terminal over real HTTP, and what a bad hub makes of it.
#include "sync/office/notices.hpp"
#include "sync/uplink/uplink.hpp"
#include "tests/sync/centre.hpp"
#include "tests/sync/notices.hpp"

using namespace istiqbal;
using namespace std::chrono_literals;
using seal::NoticeKind;
using test::Centre;
using test::head_of;
using test::noon;
using test::settings_notice;
using uplink::Outcome;

namespace {

// Answers every list of notices with what a test says, and all else as a hub that has nothing.
class BadHub final : public uplink::Transport {
public:
    tl::expected<uplink::HttpResponse, uplink::TransportError>
    send(const uplink::HttpRequest& request) override {
        if (request.path.find("/notices?") == std::string::npos)
            return uplink::HttpResponse{404, {}, {}};
        paths.push_back(request.path);
        return answer;
    }
    void cancel() override {}
    uplink::HttpResponse answer;
    std::vector<std::string> paths;
};

const seal::SigningKey& signer(const Centre& centre) {
    return centre.office.keys->signing;
}

std::uint64_t issue(Centre& centre, NoticeKind kind, seal::Bytes body, std::int64_t now = noon) {
    auto transaction = centre.office.store->begin();
    REQUIRE(transaction);
    const auto revision = office::issue_notice(*centre.office.store, *centre.office.keys,
                                               {kind, {}, {}, now + test::month, std::move(body)}, now);
    REQUIRE(revision);
    REQUIRE(transaction->commit());
    return *revision;
}

seal::Bytes settings_body(std::uint32_t idle) {
    return seal::to_json(test::settings(idle)).value();
}

std::uint32_t idle_of(const Centre& centre) {
    const auto bytes = centre.terminal.journal->notice(NoticeKind::settings, noon);
    REQUIRE(bytes);
    if (!*bytes)
        return 0;
    const auto notice = seal::open_notice(**bytes, signer(centre).verify_key());
    REQUIRE(notice);
    return seal::settings_from_json(notice->body)->idle_seconds.value_or(0);
}

hub::Listed item(std::uint64_t number, seal::Bytes bytes) {
    return {number, std::move(bytes)};
}

} // namespace

TEST_CASE("settings and a reply go from the office to a terminal that never sent anything") {
    Centre centre;
    uplink::CurlTransport transport({centre.hub.url()});
    auto courier = centre.terminal.courier(transport);
    issue(centre, NoticeKind::settings, settings_body(60));
    const auto reference = seal::Reference::parse("0000-0000-0").value();
    auto transaction = centre.office.store->begin();
    REQUIRE(office::issue_reply(*centre.office.store, *centre.office.keys, test::reply(reference.text()),
                                test::identity(9).recipient(), noon));
    REQUIRE(transaction->commit());
    auto pulled = centre.office.pull();
    REQUIRE(pulled);
    CHECK(pulled->posted == 2);
    CHECK(pulled->warnings.empty());

    auto step = courier.step(noon);
    CHECK(step.problem.empty());
    CHECK(step.outcome == Outcome::quiet);
    CHECK(step.notices == 2);
    CHECK(step.wait == 0ms);
    CHECK(courier.step(noon).notices == 0);
    CHECK(idle_of(centre) == 60);
    const auto bytes =
        centre.terminal.journal->notice(NoticeKind::reply, noon, seal::reply_subject(reference));
    REQUIRE(bytes);
    REQUIRE(*bytes);
    const auto notice = seal::open_notice(**bytes, signer(centre).verify_key());
    REQUIRE(notice);
    const auto opened = seal::open_reply(*notice, reference, test::identity(9));
    REQUIRE(opened);
    CHECK(*opened == test::reply(reference.text()));

    // Nothing new: nothing is brought twice. Something new: a later revision, in the same second too.
    CHECK(centre.office.pull()->posted == 0);
    issue(centre, NoticeKind::settings, settings_body(61));
    CHECK(centre.office.pull()->posted == 1);
    CHECK(courier.step(noon).notices == 1);
    CHECK(idle_of(centre) == 61);
}

TEST_CASE("notices come to a terminal whose batch the hub never takes") {
    Centre centre;
    uplink::CurlTransport transport({centre.hub.url()});
    auto courier = centre.terminal.courier(transport);
    REQUIRE(office::revoke(*centre.office.store, *centre.office.keys,
                           {centre.terminal.id(), noon, "lost", std::nullopt}, noon));
    REQUIRE(centre.office.pull());
    centre.terminal.append(3);
    const auto step = courier.step(noon);
    CHECK(step.outcome == Outcome::refused);
    CHECK(step.notices == 1);
    CHECK(centre.hub.counts().quarantined == 1);
    CHECK(centre.terminal.journal->counts().unsent == 3);
    const auto bytes = centre.terminal.journal->notice(NoticeKind::revocations, noon);
    REQUIRE(*bytes);
    const auto list = seal::revocations_from_json(seal::parse_notice(**bytes)->body);
    REQUIRE(list);
    CHECK(seal::find_revocation(*list, centre.terminal.id(), 1) != nullptr);
}

TEST_CASE("a hub that was restored from an older copy is brought what it lacks") {
    Centre centre;
    uplink::CurlTransport transport({centre.hub.url()});
    auto courier = centre.terminal.courier(transport);
    const auto file = hub::database_file(centre.hub.directory);
    const auto copy = centre.folder / "copy.db";
    issue(centre, NoticeKind::settings, settings_body(60));
    REQUIRE(centre.office.pull());
    centre.hub.close();
    std::filesystem::copy_file(file, copy);
    centre.hub.start();
    issue(centre, NoticeKind::settings, settings_body(61), noon + 5);
    REQUIRE(office::revoke(*centre.office.store, *centre.office.keys,
                           {test::signing_key(7).verify_key().id(), noon, "x", std::nullopt}, noon)
                .error()
                .kind == seal::ErrorClass::not_found);
    issue(centre, NoticeKind::announcements, test::body_of(NoticeKind::announcements));
    REQUIRE(centre.office.pull());
    CHECK(courier.step(noon).notices == 2);

    centre.hub.close();
    std::filesystem::remove(file);
    std::filesystem::copy_file(copy, file);
    centre.hub.now = noon + 100;
    centre.hub.start();
    // What it lists is older than what the terminal holds.
    CHECK(courier.step(noon + 100).notices == 0);
    CHECK(idle_of(centre) == 61);
    const auto pulled = centre.office.pull(noon + 100);
    REQUIRE(pulled);
    CHECK(pulled->posted == 2);
    CHECK(pulled->warnings.empty());
    while (courier.step(noon + 100).wait == 0ms)
        continue;
    CHECK(idle_of(centre) == 61);
    issue(centre, NoticeKind::settings, settings_body(62), noon + 101);
    REQUIRE(centre.office.pull(noon + 101));
    CHECK(courier.step(noon + 101).notices == 1);
    CHECK(idle_of(centre) == 62);
}

TEST_CASE("garbage among notices is said, and keeps nothing good away") {
    Centre centre;
    BadHub hub;
    auto courier = centre.terminal.courier(hub);
    const auto good = settings_notice(signer(centre), 5, 60);
    auto altered = good;
    altered[100] ^= 1;
    hub.answer = {200,
                  hub::build_list(hub::notice_list, {item(1, {1, 2, 3}), item(2, altered), item(5, {}),
                                                     item(6, settings_notice(test::signing_key(3), 9)),
                                                     item(9, good), item(11, altered)}),
                  {}};
    auto step = courier.step(noon);
    CHECK(step.outcome == Outcome::quiet);
    CHECK(step.notices == 1);
    CHECK_FALSE(step.problem.empty());
    CHECK(idle_of(centre) == 60);

    // The cursor stands behind all of it; a list of garbage alone does not make the courier hurry.
    hub.answer = {200, hub::build_list(hub::notice_list, {item(12, {7})}), {}};
    step = courier.step(noon);
    CHECK(hub.paths.back().find("after=11") != std::string::npos);
    CHECK(step.wait >= uplink::poll_when_due);

    // Lists that are none.
    const auto listed = hub::build_list(hub::notice_list, {item(20, settings_notice(signer(centre), 6))});
    std::vector<seal::Bytes> bad{
        {}, seal::Bytes{'I', 'S'}, hub::build_list(hub::ack_list, {}), listed, listed, listed};
    bad[3].pop_back();
    bad[4].push_back(0);
    bad[5][4] = 9;
    bad.push_back(hub::build_list(hub::notice_list, {item(12, good)}));
    bad.push_back(hub::build_list(hub::notice_list, std::vector<hub::Listed>(65, item(30, {}))));
    for (const auto& body : bad) {
        hub.answer = {200, body, {}};
        step = courier.step(noon);
        CHECK(step.outcome == Outcome::refused);
        CHECK_FALSE(step.problem.empty());
        CHECK(hub.paths.back().find("after=12") != std::string::npos);
    }
    hub.answer = {200, listed, {}};
    CHECK(courier.step(noon).notices == 1);

    // Older and conflicting revisions change nothing.
    hub.answer = {
        200,
        hub::build_list(hub::notice_list, {item(21, good), item(22, settings_notice(signer(centre), 6, 77))}),
        {}};
    step = courier.step(noon);
    CHECK(step.notices == 0);
    CHECK(step.problem.find("two notices") != std::string::npos);
    CHECK(idle_of(centre) == 120);
}

TEST_CASE("a terminal that was led astray with a number asks from the start") {
    Centre centre;
    BadHub hub;
    auto courier = centre.terminal.courier(hub);
    hub.answer = {200, hub::build_list(hub::notice_list, {item(UINT64_MAX, {1})}), {}};
    courier.step(noon);
    hub.answer = {409, {}, {}};
    CHECK(courier.step(noon).outcome == Outcome::quiet);
    CHECK(hub.paths.back().find("after=18446744073709551615") != std::string::npos);
    CHECK(courier.step(noon).outcome == Outcome::refused);
    CHECK(hub.paths.back().find("after=0") != std::string::npos);
}

TEST_CASE("the status tells what is new and what has expired") {
    Centre centre;
    uplink::CurlTransport transport({centre.hub.url()});
    auto head = head_of(NoticeKind::settings, 5);
    head.issued = 1'000;
    head.expires = 2'000;
    REQUIRE(centre.terminal.journal->apply_notices(
        std::vector<seal::Bytes>{test::notice(signer(centre), head, settings_body(60))},
        signer(centre).verify_key(), noon));
    std::mutex mutex;
    std::condition_variable changed;
    uplink::Uplink uplink(*centre.terminal.journal, centre.terminal.terminal->key,
                          centre.terminal.terminal->provision, transport, [&] { changed.notify_all(); });
    std::unique_lock lock(mutex);
    REQUIRE(changed.wait_for(lock, 60s, [&] { return !uplink.status().expired.empty(); }));
    CHECK(uplink.status().expired.front().kind == NoticeKind::settings);
    CHECK(uplink.status().notices == 0);
}
