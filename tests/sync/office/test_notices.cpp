// SPDX-License-Identifier: Apache-2.0
// Issuing, publishing and revoking at the office, as a library and as a person runs it.
#include "sync/office/cli.hpp"
#include "sync/office/notices.hpp"
#include "sync/seal/bundle_folder.hpp"
#include "tests/sync/centre.hpp"
#include "tests/sync/notices.hpp"

#include <ctime>
#include <sstream>

using namespace istiqbal;
using seal::ErrorClass;
using seal::NoticeKind;
using test::Centre;
using test::noon;

namespace {

seal::Bytes settings_body(std::uint32_t idle = 120) {
    return seal::to_json(test::settings(idle)).value();
}

seal::Result<std::uint64_t> issue(test::Office& office, const office::NoticeIssue& issue, std::int64_t now) {
    auto transaction = office.store->begin();
    auto revision = office::issue_notice(*office.store, *office.keys, issue, now);
    if (revision)
        REQUIRE(transaction->commit());
    return revision;
}

office::NoticeIssue settings_issue(std::uint32_t idle = 120) {
    return {NoticeKind::settings, {}, {}, noon + test::month, settings_body(idle)};
}

struct Said {
    std::ostringstream out;
    std::ostringstream err;
    office::cli::Streams streams() { return {out, err}; }
};

bool mentions(const std::ostringstream& stream, const std::string& words) {
    return stream.str().find(words) != std::string::npos;
}

// Answers every POST with what a test says.
class Refusing final : public uplink::Transport {
public:
    tl::expected<uplink::HttpResponse, uplink::TransportError>
    send(const uplink::HttpRequest& request) override {
        ++requests;
        if (request.method == "GET")
            return uplink::HttpResponse{200, {last.begin(), last.end()}, {}};
        return uplink::HttpResponse{status, {answer.begin(), answer.end()}, {}};
    }
    void cancel() override {}
    int status = 503;
    std::string answer;
    std::string last = "{\"last\":0}";
    int requests = 0;
};

} // namespace

TEST_CASE("revisions rise by themselves, and do not fall behind a lost database") {
    const test::Folder folder;
    test::Office office(folder / "office");
    CHECK(*issue(office, settings_issue(), noon) == static_cast<std::uint64_t>(noon));
    CHECK(*issue(office, settings_issue(), noon) == static_cast<std::uint64_t>(noon) + 1);
    CHECK(*issue(office, settings_issue(), noon - 1000) == static_cast<std::uint64_t>(noon) + 2);
    CHECK(*issue(office, settings_issue(), noon + 1000) == static_cast<std::uint64_t>(noon) + 1000);
    auto scoped = settings_issue();
    scoped.scope = test::signing_key(7).verify_key().id();
    CHECK(*issue(office, scoped, noon + 5) == static_cast<std::uint64_t>(noon) + 5);
    auto bad = settings_issue();
    bad.body = {'{'};
    CHECK(issue(office, bad, noon).error().kind == ErrorClass::malformed);
    bad = settings_issue();
    bad.expires = noon;
    CHECK(issue(office, bad, noon).error().kind == ErrorClass::malformed);
    auto reply = test::reply("0000-0000-1");
    CHECK(office::issue_reply(*office.store, *office.keys, reply, test::identity(9).recipient(), noon)
              .error()
              .kind == ErrorClass::bad_checksum);
}

TEST_CASE("a hub in trouble is brought it later; what it will never take holds nothing up") {
    Centre centre;
    auto& store = *centre.office.store;
    const auto hub = store.hubs()->front();
    REQUIRE(issue(centre.office, settings_issue(), noon));
    auto other = settings_issue();
    other.kind = NoticeKind::announcements;
    other.body = test::body_of(NoticeKind::announcements);
    REQUIRE(issue(centre.office, other, noon));
    Refusing transport;
    CHECK(office::post_notices(store, *centre.office.keys, hub, transport, noon).error().kind ==
          ErrorClass::io);
    transport.status = 200;
    transport.answer = "{\"stored\":true}";
    CHECK_FALSE(office::post_notices(store, *centre.office.keys, hub, transport, noon));
    transport.status = 409;
    const auto posted = office::post_notices(store, *centre.office.keys, hub, transport, noon);
    REQUIRE(posted);
    CHECK(posted->posted == 0);
    REQUIRE(posted->warnings.size() == 2);
    CHECK(posted->warnings.front().find("restored from an older copy") != std::string::npos);
    transport.requests = 0;
    CHECK(office::post_notices(store, *centre.office.keys, hub, transport, noon)->warnings.empty());
    CHECK(transport.requests == 0);
    // A later one is brought again, and an expired reply is not.
    REQUIRE(issue(centre.office, settings_issue(60), noon));
    auto transaction = store.begin();
    REQUIRE(office::issue_reply(store, *centre.office.keys, test::reply("0000-0000-0"),
                                test::identity(9).recipient(), noon));
    REQUIRE(transaction->commit());
    uplink::CurlTransport network(hub.urls);
    centre.hub.now = noon + 401 * std::int64_t{86'400};
    CHECK(office::post_notices(store, *centre.office.keys, hub, network, centre.hub.now)->posted == 1);
}

TEST_CASE("a revoked terminal's later records are put aside at the office too, and none is deleted") {
    Centre centre;
    uplink::CurlTransport transport({centre.hub.url()});
    auto courier = centre.terminal.courier(transport);
    centre.terminal.append(2);
    REQUIRE(courier.step(noon).spooled == 2);
    CHECK(centre.office.pull()->filed == 2);
    // It reaches the hub before the hub knows.
    centre.terminal.append(1);
    REQUIRE(courier.step(noon).spooled == 1);
    REQUIRE(office::revoke(*centre.office.store, *centre.office.keys,
                           {centre.terminal.id(), noon, "stolen", std::nullopt}, noon));
    const auto pulled = centre.office.pull();
    REQUIRE(pulled);
    CHECK(pulled->filed == 0);
    CHECK(pulled->quarantined == 1);
    CHECK(pulled->acknowledged == 0);
    REQUIRE_FALSE(pulled->warnings.empty());
    CHECK(pulled->warnings.front().find("stolen") != std::string::npos);
    CHECK(*centre.office.store->quarantined() == 1);
    CHECK(centre.hub.counts().records == 3);
    CHECK(centre.terminal.journal->counts().spooled + centre.terminal.journal->counts().purged == 3);

    // The list is whole each time, and one terminal is in it once.
    REQUIRE(office::revoke(*centre.office.store, *centre.office.keys,
                           {centre.terminal.id(), noon + 1, "found again", 1}, noon + 1));
    const auto list = centre.office.store->revocations();
    REQUIRE(list->size() == 1);
    CHECK(list->front().reason == "found again");
    CHECK(list->front().epoch == 1U);
    CHECK(office::revoke(*centre.office.store, *centre.office.keys,
                         {test::signing_key(7).verify_key().id(), noon, "x", std::nullopt}, noon)
              .error()
              .kind == ErrorClass::not_found);
}

TEST_CASE("publish and revoke, as a person runs them") {
    Centre centre;
    centre.hub.now = std::time(nullptr);
    const auto& directory = centre.office.directory;
    const auto folder = centre.folder / "content";
    std::filesystem::create_directories(folder / "forms" / "register");
    REQUIRE(seal::save_file(folder / "forms" / "register" / "survey.csv", seal::view("type,name\n")));
    Said said;
    REQUIRE(office::cli::publish_content(directory, {folder, "", 0}, said.streams()) == 0);
    CHECK(said.err.str().empty());
    CHECK(mentions(said.out, "published: content, revision "));

    const auto settings = centre.folder / "settings.json";
    REQUIRE(seal::save_file(settings, settings_body()));
    REQUIRE(office::cli::publish_settings(directory, {settings, "بهو المدخل", 10}, said.streams()) == 0);
    const auto announcements = centre.folder / "announcements.json";
    REQUIRE(seal::save_file(announcements, seal::view(test::announcements())));
    REQUIRE(office::cli::publish_announcements(directory, {announcements, "", 0}, said.streams()) == 0);

    uplink::CurlTransport transport({centre.hub.url()});
    auto courier = centre.terminal.courier(transport);
    CHECK(courier.step(centre.hub.now).notices == 3);
    const auto held = centre.terminal.journal->notice(NoticeKind::settings, centre.hub.now);
    REQUIRE(*held);
    const auto notice = seal::open_notice(**held, centre.office.keys->shown.key);
    REQUIRE(notice);
    CHECK(notice->head.scope == centre.terminal.id());
    CHECK(notice->head.expires - notice->head.issued == 10 * 86'400);

    SECTION("what is not as it should be is said, and nothing is published") {
        REQUIRE(seal::save_file(folder / "notes.txt", seal::view("x")));
        CHECK(office::cli::publish_content(directory, {folder, "", 0}, said.streams()) == 1);
        CHECK(mentions(said.err, "notes.txt cannot be published"));
        CHECK(office::cli::publish_content(directory, {centre.folder / "none", "", 0}, said.streams()) == 1);
        CHECK(office::cli::publish_settings(directory, {announcements, "", 0}, said.streams()) == 1);
        CHECK(office::cli::publish_announcements(directory, {settings, "", 0}, said.streams()) == 1);
        CHECK(office::cli::publish_settings(directory, {settings, "nobody", 0}, said.streams()) == 1);
        CHECK(mentions(said.err, "no terminal of that id or name"));
        CHECK(courier.step(centre.hub.now).notices == 0);
    }
    SECTION("revoke files what had reached the hub, and then puts aside") {
        centre.terminal.append(1);
        REQUIRE(courier.step(centre.hub.now).spooled == 1);
        said.out.str({});
        REQUIRE(office::cli::revoke(directory, {seal::hex(centre.terminal.id()), "stolen", 0},
                                    said.streams()) == 0);
        CHECK(said.err.str().empty());
        CHECK(mentions(said.out, "revoked: " + seal::hex(centre.terminal.id())));
        CHECK(centre.office.store->cases()->size() == 1);
        centre.terminal.append(1);
        CHECK(courier.step(centre.hub.now).outcome == uplink::Outcome::refused);
        CHECK(centre.hub.counts().quarantined == 1);
    }
    SECTION("a hub that is down is brought it by the next pull") {
        centre.hub.close();
        REQUIRE(office::cli::publish_settings(directory, {settings, "", 0}, said.streams()) == 0);
        CHECK(mentions(said.err, "it goes with the next pull"));
        centre.hub.start();
        CHECK(centre.office.pull(centre.hub.now)->posted == 1);
    }
}

TEST_CASE("a folder that is too much for a bundle, or holds links, is refused") {
    const test::Folder folder;
    const auto content = folder / "content";
    std::filesystem::create_directories(content / "theme");
    CHECK(seal::bundle_of(content).error().kind == ErrorClass::malformed);
    REQUIRE(seal::save_file(content / "theme" / "theme.toml", {}));
    CHECK(seal::bundle_of(content));
    std::filesystem::create_symlink("/etc/hostname", content / "theme" / "link");
    CHECK(seal::bundle_of(content).error().kind == ErrorClass::malformed);
    std::filesystem::remove(content / "theme" / "link");
    for (const char* name : {"a", "b"})
        REQUIRE(seal::save_file(content / "theme" / name, seal::Bytes(seal::bundle_limit / 2)));
    CHECK(seal::bundle_of(content).error().kind == ErrorClass::too_large);
}
