// SPDX-License-Identifier: Apache-2.0
// Revoking and believing again: what was put aside meanwhile is filed, once, and nothing was deleted.
#include "sync/office/notices.hpp"
#include "sync/office/reinstatement.hpp"
#include "tests/sync/centre.hpp"

using namespace istiqbal;
using seal::ErrorClass;
using test::Centre;
using test::noon;

namespace {

struct Revoked : Centre {
    void revoke(std::optional<std::uint32_t> epoch = std::nullopt) {
        REQUIRE(office::revoke(*office.store, *office.keys, {terminal.id(), noon, "stolen", epoch}, noon));
    }
    seal::Result<office::Filed> reinstate() {
        return office::reinstate(*office.store, *office.keys, terminal.id(), noon + 1);
    }
    uplink::Step sync() {
        uplink::CurlTransport transport({hub.url()});
        uplink::Courier courier(*terminal.journal, terminal.terminal->key, terminal.terminal->provision,
                                transport);
        uplink::Step step;
        for (int count = 0; count < 4; ++count)
            step = courier.step(noon);
        return step;
    }
    std::size_t filed() { return office.store->cases().value().size(); }
};

} // namespace

TEST_CASE("what a revoked terminal sent is filed once the office believes it again") {
    Revoked centre;
    centre.terminal.append(2);
    centre.sync();
    REQUIRE(centre.office.pull());
    centre.terminal.append(2); // at the hub before the list is
    centre.sync();
    centre.revoke();
    const auto pulled = centre.office.pull(); // the two are put aside, and the hub gets the list
    REQUIRE(pulled);
    CHECK(pulled->quarantined == 2);
    centre.terminal.append(3);
    const auto step = centre.sync();
    CHECK(step.standing == uplink::Standing::revoked);
    CHECK(centre.hub.counts().quarantined == 1);
    REQUIRE(centre.office.pull());
    CHECK(centre.filed() == 2);

    const auto again = centre.reinstate();
    REQUIRE(again);
    CHECK(again->filed == 2);
    CHECK(again->quarantined == 0);
    CHECK(centre.office.store->quarantined().value() == 0);
    // The list goes to the hub, which takes in what it put aside; the terminal need not be there any more.
    REQUIRE(centre.office.pull(noon + 1));
    CHECK(centre.hub.counts().quarantined == 0);
    REQUIRE(centre.office.pull(noon + 1));
    CHECK(centre.filed() == 7);
    CHECK(centre.reinstate().error().kind == ErrorClass::not_found);

    // And if it is there, it is told all that, and keeps nothing.
    CHECK(centre.sync().standing == uplink::Standing::sound);
    CHECK(centre.terminal.journal->counts().unsent == 0);
    CHECK(centre.terminal.journal->counts().spooled == 0);
    REQUIRE(centre.office.pull(noon + 1));
    CHECK(centre.filed() == 7);
}

TEST_CASE("a closed epoch: what was acknowledged stays, what comes later is aside, and may be taken back") {
    Revoked centre;
    centre.terminal.append(2);
    centre.sync();
    REQUIRE(centre.office.pull());
    CHECK(centre.office.store->last_epoch(centre.terminal.id()).value() == 1);
    centre.revoke(1);
    REQUIRE(centre.office.pull());
    centre.terminal.append(1);
    CHECK(centre.sync().standing == uplink::Standing::revoked);
    CHECK(centre.filed() == 2);
    const auto opened = centre.terminal.journal->counts();
    CHECK(opened.purged == 2);
    CHECK(opened.unsent == 1);
    REQUIRE(centre.reinstate());
    REQUIRE(centre.office.pull(noon + 1));
    REQUIRE(centre.office.pull(noon + 1));
    CHECK(centre.filed() == 3);
}

TEST_CASE(
    "what was aside for another reason stays aside, and a terminal in whose place another is stays out") {
    Revoked centre;
    centre.terminal.append(1);
    auto altered = centre.terminal.make_record({1, 2, seal::Digest{1}});
    altered.back() ^= 1;
    const auto hub = [&] {
        REQUIRE(centre.office.pull());
        return centre.office.store->hubs().value().front();
    }();
    REQUIRE(centre.office.store->quarantine(hub, altered, "altered", noon));
    centre.revoke();
    const auto again = centre.reinstate();
    REQUIRE(again);
    CHECK(again->filed == 0);
    CHECK(again->quarantined == 1);
    CHECK(centre.office.store->quarantined().value() == 1);

    const auto invitation =
        office::invite(*centre.office.store, *centre.office.keys,
                       {"x", "lobby", centre.hub.shown(), {centre.hub.url()}, centre.terminal.id()}, noon);
    REQUIRE(invitation);
    const auto request = seal::build_enrolment_request(test::signing_key(77), *invitation, noon).value();
    REQUIRE(office::enroll(*centre.office.store, *centre.office.keys, request, noon));
    CHECK(centre.reinstate().error().kind == ErrorClass::wrong_key);
}
