// SPDX-License-Identifier: Apache-2.0
// A terminal that is enrolled anew, under power cuts and failing disks: it is the old one with its records or
// the new one with all that the office has not acknowledged, each once; never neither, never half of both.
#include "sync/uplink/enrolment.hpp"
#include "tests/faults/simulated_disk.hpp"
#include "tests/sync/journal/journal_file.hpp"

#include <cstdio>

using namespace istiqbal;
using namespace istiqbal::faults;

namespace {

constexpr std::int64_t noon = 1'767'225'600;
constexpr std::size_t count = 5;   // records that were filed
constexpr std::size_t purged = 2;  // the first of them
constexpr std::size_t spooled = 3; // sequence up to which the hub has them

class Story {
public:
    explicit Story(const SimulatedDisk& disk)
        : disk_(disk)
        , directory_(disk / "terminal") {
        const auto before = enrol(std::nullopt, "terminal.key", noon);
        REQUIRE(uplink::install_provision(directory_, disk / "answer"));
        records_ = test::chain(before, {}, count, {test::identity(2).recipient()});
        {
            const auto opened = journal::Journal::open(directory_ / "journal.db", before.verify_key());
            REQUIRE(opened);
            seal::OfficeAck ack{before.verify_key().id(), 1, {}};
            for (std::size_t record = 0; record < count; ++record) {
                REQUIRE(opened->journal->append(records_[record]));
                if (record < purged)
                    ack.records.push_back({record + 1, test::hash_of(records_[record])});
            }
            REQUIRE(opened->journal->mark_spooled(
                {before.verify_key().id(), 1, spooled, test::hash_of(records_[spooled - 1]), {}}));
            REQUIRE(opened->journal->purge(ack));
        }
        after_ = enrol(before.verify_key().id(), "terminal.key.new", noon + 60).verify_key();
        REQUIRE(disk.unseen_change() == "");
    }

    bool change() const { return uplink::install_provision(directory_, disk_ / "answer").has_value(); }

    // After a crash.
    void check(bool changed) const {
        const bool is_new = look();
        CHECK((is_new || !changed));
        CHECK(change());
        CHECK(look());
    }

private:
    // Asks with a code and has the answer written; gives the key that was asked for.
    seal::SigningKey enrol(const std::optional<seal::TerminalId>& succeeds, const char* key_file,
                           std::int64_t now) const {
        const seal::Invitation invitation{seal::SecretBuffer(16), now + 900, office_.verify_key(), succeeds};
        REQUIRE(uplink::create_enrolment_request(directory_, invitation, now));
        auto key = seal::SigningKey::load(directory_ / key_file);
        REQUIRE(key);
        seal::Provision provision;
        provision.certificate_file =
            seal::issue_certificate(office_, {key->verify_key(), "Lobby", "lobby"}, now, now + 1'000'000)
                .value();
        provision.intake = test::identity(2).recipient();
        provision.recovery = test::identity(3).recipient();
        provision.hub = test::identity(4).recipient();
        provision.hub_key = test::signing_key(5).verify_key();
        provision.hub_urls = {"http://hub"};
        provision.issued = now;
        REQUIRE(seal::save_file(disk_ / "answer", seal::build_provision(office_, provision).value()));
        return std::move(*key);
    }

    // Whether it is the new one; and whether it has everything.
    bool look() const {
        const auto terminal = uplink::load_terminal(directory_);
        INFO((terminal ? "" : terminal.error().message()));
        REQUIRE(terminal);
        const bool is_new = terminal->key.verify_key().id() == after_.id();
        const auto opened = journal::Journal::open(terminal->journal_file(), terminal->key.verify_key());
        INFO((opened ? opened->reason : opened.error().message()));
        REQUIRE(opened);
        CHECK(opened->condition == journal::Condition::intact);
        const auto counts = opened->journal->counts();
        CHECK(counts.purged == purged);
        CHECK(counts.unsent == (is_new ? count - purged : count - spooled));
        CHECK(counts.unsent + counts.spooled == count - purged);
        const auto held = opened->journal->unacknowledged(0, 0, 256, std::size_t{1} << 22U);
        REQUIRE(held);
        REQUIRE(held->envelopes.size() == count - purged);
        for (std::size_t index = 0; index < held->envelopes.size(); ++index) {
            const auto envelope = seal::parse_envelope(held->envelopes[index]);
            REQUIRE(envelope);
            CHECK(seal::verify_envelope(*envelope, terminal->key.verify_key()));
            const auto record = is_new ? seal::carried_record(*envelope) : envelope;
            REQUIRE(record);
            CHECK(seal::equal(record->bytes, records_[purged + index]));
        }
        return is_new;
    }

    const SimulatedDisk& disk_;
    std::filesystem::path directory_;
    seal::SigningKey office_ = test::signing_key(20);
    seal::VerifyKey after_;
    std::vector<seal::Bytes> records_;
};

} // namespace

TEST_CASE("succession: the power is cut at every change") {
    std::uint64_t runs = 0;
    for (std::uint64_t change = 1;; ++change) {
        bool cut = false;
        for (std::uint64_t seed = 0; seed < 12; ++seed) {
            INFO("change " << change << ", seed " << seed);
            SimulatedDisk disk(seed);
            const Story story(disk);
            disk.settle();
            disk.cut_power_at(change);
            const bool changed = story.change();
            cut = !disk.has_power();
            if (!cut)
                break;
            ++runs;
            disk.crash(seed);
            story.check(changed);
        }
        if (!cut)
            break;
    }
    std::printf("succession, power cuts: %llu\n", static_cast<unsigned long long>(runs));
    CHECK(runs >= 300);
}

TEST_CASE("succession: every call fails, once or from then on") {
    std::uint64_t runs = 0;
    for (const Fault fault : {Fault::io_error, Fault::no_space, Fault::short_write}) {
        for (const Lasting lasting : {Lasting::once, Lasting::until_healed}) {
            for (std::uint64_t call = 1;; ++call) {
                INFO("fault " << static_cast<int>(fault) << ", call " << call);
                SimulatedDisk disk(call);
                const Story story(disk);
                disk.settle();
                disk.fail_at(fault, call, lasting);
                const bool changed = story.change();
                if (disk.strikes() == 0)
                    break;
                ++runs;
                disk.heal();
                // The program is started again, or the power goes as well.
                if (call % 2 == 0)
                    disk.crash(call);
                story.check(changed);
            }
        }
    }
    std::printf("succession, failing calls: %llu\n", static_cast<unsigned long long>(runs));
    CHECK(runs >= 100);
}
