// SPDX-License-Identifier: Apache-2.0
// A hub's answers as the courier takes them, from a hub that is taken over: it has its own signing key,
// replays what the office signed, and says anything besides. Nothing of that may purge a record that the
// office did not acknowledge, stall the courier, or put control characters on an operator's screen.
//
// The input is a list of answers, each a byte that says which (below) and what belongs to it.
#include "sync/journal/journal.hpp"
#include "sync/uplink/courier.hpp"
#include "tests/sync/folder.hpp"
#include "tests/sync/samples.hpp"

#include <algorithm>
#include <cstdlib>

using namespace istiqbal;

namespace {

struct Centre {
    seal::SigningKey terminal = test::signing_key(1);
    seal::SigningKey office = test::signing_key(2);
    seal::SigningKey hub = test::signing_key(3);
    seal::Provision provision;
    std::vector<seal::Bytes> records =
        test::chain(terminal, {}, 3, {test::identity(4).recipient(), test::identity(5).recipient()});

    Centre() {
        provision.certificate_file =
            seal::issue_certificate(office, {terminal.verify_key(), "Lobby", "lobby"}, now, now + 1'000'000)
                .value();
        provision.certificate =
            seal::parse_certificate(provision.certificate_file, office.verify_key()).value();
        provision.office = office.verify_key();
        provision.intake = test::identity(4).recipient();
        provision.recovery = test::identity(5).recipient();
        provision.hub = test::identity(6).recipient();
        provision.hub_key = hub.verify_key();
        provision.hub_urls = {"http://hub"};
    }
    static constexpr std::int64_t now = 1'767'225'600;
};

class Hub final : public uplink::Transport {
public:
    Hub(const Centre& centre, seal::ByteView script)
        : centre_(centre)
        , script_(script) {}

    tl::expected<uplink::HttpResponse, uplink::TransportError> send(const uplink::HttpRequest&) override {
        const std::uint8_t kind = byte();
        switch (kind % 6) {
        case 0:
            return tl::unexpected(uplink::TransportError{static_cast<uplink::TransportFailure>(byte() % 7),
                                                         "as the network says"});
        case 1: { // its own word, of any place and hash
            seal::HubAck ack{centre_.terminal.verify_key().id(), byte() % 3U, byte() % 5U, {}, {}};
            const std::uint8_t which = byte();
            if (which < centre_.records.size())
                ack.record_hash = seal::record_hash(seal::parse_envelope(centre_.records[which]).value());
            return answer(200, seal::build_hub_ack(centre_.hub, ack));
        }
        case 2: { // what the office signed, of a record that the terminal has or has not
            const std::uint64_t place = byte() % 5U;
            seal::OfficeAck ack{centre_.terminal.verify_key().id(), 1, {{place, {}}}};
            if (place >= 1 && place <= centre_.records.size()) {
                ack.records.front().hash =
                    seal::record_hash(seal::parse_envelope(centre_.records[place - 1]).value());
                ++signed_;
            }
            const auto bytes = seal::build_office_ack(centre_.office, ack);
            return answer(200, list(hub::ack_list, bytes.value_or(seal::Bytes{})));
        }
        case 3: // a list of whatever it likes
            return answer(200, list((kind & 8U) != 0 ? hub::ack_list : hub::notice_list, rest()));
        default: // anything
            return answer(100 + byte() * 2, rest());
        }
    }
    void cancel() override {}

    bool done() const { return script_.empty(); }
    std::uint64_t acknowledged() const { return signed_; }

private:
    std::uint8_t byte() {
        if (script_.empty())
            return 0;
        const std::uint8_t first = script_.front();
        script_ = script_.subspan(1);
        return first;
    }
    seal::Bytes rest() {
        const std::size_t size = std::min<std::size_t>(byte() * 4U, script_.size());
        const seal::Bytes taken(script_.begin(), script_.begin() + static_cast<std::ptrdiff_t>(size));
        script_ = script_.subspan(size);
        return taken;
    }
    uplink::HttpResponse answer(int status, seal::Bytes body) {
        uplink::HttpResponse response{status, std::move(body), {}};
        if (const std::uint8_t wait = byte(); wait > 128)
            response.retry_after = std::chrono::seconds(std::int64_t{1} << (wait % 62U));
        return response;
    }
    seal::Bytes list(const hub::ListKind& kind, seal::Bytes item) {
        return hub::build_list(kind, {{std::uint64_t{1} + byte(), std::move(item)}});
    }

    const Centre& centre_;
    seal::ByteView script_;
    std::uint64_t signed_ = 0;
};

} // namespace

namespace {

// Made once: it takes longer than what is tried with it.
class Journals {
public:
    explicit Journals(const Centre& centre) {
        const auto opened = journal::Journal::open(made_ / "journal.db", centre.terminal.verify_key());
        if (!opened)
            std::abort();
        for (const seal::Bytes& record : centre.records)
            if (!opened->journal->append(record))
                std::abort();
    }
    // A copy of it, in place of the last.
    std::unique_ptr<journal::Journal> fresh(const Centre& centre) const {
        std::filesystem::remove_all(used_ / "terminal");
        std::filesystem::copy(made_ / ".", used_ / "terminal", std::filesystem::copy_options::recursive);
        auto opened = journal::Journal::open(used_ / "terminal/journal.db", centre.terminal.verify_key());
        if (!opened || opened->condition != journal::Condition::intact)
            std::abort();
        return std::move(opened->journal);
    }

private:
    test::Folder made_;
    test::Folder used_;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Centre centre;
    static const Journals journals(centre);
    const auto opened = journals.fresh(centre);
    journal::Journal& journal = *opened;
    Hub hub(centre, {data, size});
    uplink::Courier courier(journal, centre.terminal, centre.provision, hub, test::seeded(7));
    for (int turn = 0; turn < 16 && !hub.done(); ++turn) {
        const uplink::Step step = courier.step(Centre::now);
        if (step.wait < std::chrono::milliseconds(0) ||
            step.wait > uplink::backoff_limit + uplink::backoff_limit)
            std::abort();
        if (std::any_of(step.problem.begin(), step.problem.end(),
                        [](char letter) { return static_cast<unsigned char>(letter) < ' '; }))
            std::abort();
    }
    const auto counts = journal.counts();
    if (counts.purged > hub.acknowledged())
        std::abort();
    if (counts.purged + counts.spooled + counts.unsent != centre.records.size())
        std::abort();
    return 0;
}
