// SPDX-License-Identifier: Apache-2.0
// `kill -9` of real terminals, a real hub and a real office, over real HTTP, at random instants. Two
// terminals (kill/terminal_program.cpp) file without a pause; whoever is killed is started again at once.
// Invariants:
//
//   * A receipt that was printed means a record at the office, at the place it was given, exactly once.
//   * Each terminal's chain is at the office whole, each place once; nothing is put aside or raises an alarm.
//   * A terminal purges only what the office filed, at the end everything, and its journal is intact.
//   * A decision that the office said to be made reaches the person, on the other terminal too.
//
// ISTIQBAL_SEED repeats a run's instants, though not the machine's timing; ISTIQBAL_KILLS asks for other than
// 500 kills.
#include "sync/hub/wire.hpp"
#include "sync/journal/follow_up.hpp"
#include "sync/office/directory.hpp"
#include "sync/uplink/curl_transport.hpp"
#include "sync/uplink/enrolment.hpp"
#include "tests/catch.hpp"
#include "tests/faults/kill/evidence.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <thread>

using namespace istiqbal;
using namespace istiqbal::faults;
using journeys::Centre;
using journeys::Process;
using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;

namespace {

unsigned number_from(const char* variable, unsigned otherwise) {
    const char* given = std::getenv(variable);
    return given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : otherwise;
}

// What was going on at each kill.
struct Kills {
    int terminal_at_start = 0; // it had said nothing yet
    int terminal_filing = 0;   // a record was on its way to the disk; no receipt
    int terminal_after_receipt = 0;
    int terminal_carrying = 0; // of all these: with a batch in flight
    int hub_carrying = 0;      // a terminal had a batch in flight
    int hub_otherwise = 0;
    int office_before_filing = 0; // of a pull, nothing was filed
    int office_after_filing = 0;
    int office_deciding = 0;

    int terminals() const { return terminal_at_start + terminal_filing + terminal_after_receipt; }
    int hubs() const { return hub_carrying + hub_otherwise; }
    int offices() const { return office_before_filing + office_after_filing + office_deciding; }
    int all() const { return terminals() + hubs() + offices(); }
};

class Loop {
public:
    Loop(Centre& centre, unsigned seed)
        : centre_(centre)
        , random_(seed)
        , evidence_(centre) {
        terminals_.emplace_back(centre.terminal(), "first");
        terminals_.emplace_back(centre.add_terminal("second", "Second lobby"), "second");
    }

    void kill(int count) {
        for (Terminal& terminal : terminals_)
            terminal.start();
        while (kills_.all() < count) {
            INFO("kill " << kills_.all() + 1);
            switch (up_to(3)) {
            case 0:
                kill_hub();
                break;
            case 1:
                kill_office();
                break;
            default:
                kill_terminal();
                break;
            }
        }
    }

    // Nobody is killed any more: everything arrives, and everything is acknowledged.
    void converge() {
        for (Terminal& terminal : terminals_)
            terminal.kill();
        end_office();
        for (int more = 0; more < 3 && !undecided_.empty(); ++more) {
            interrupted_.push_back(undecided_.back());
            undecided_.pop_back();
        }
        for (const std::string& reference : interrupted_) // some were decided and did not come to say so
            if (centre_.decide({reference, "checked", "--note-ar", "وصل", "--note-en", "arrived"}).status ==
                0)
                decided_.push_back(reference);
        for (Terminal& terminal : terminals_)
            terminal.start_draining();
        const auto until = Clock::now() + std::chrono::minutes(3);
        bool drained = false;
        while (!drained) {
            if (Clock::now() > until)
                FAIL("not everything arrives");
            centre_.pull();
            drained = true;
            for (Terminal& terminal : terminals_)
                drained = terminal.is_drained() && drained;
        }
    }

    void check(const std::string& hub_url) {
        uplink::CurlTransport transport({hub_url});
        const auto health = transport.send({"GET", std::string(hub::health_path), {}, {}});
        REQUIRE(health);
        CHECK(health->status == 200);
        centre_.stop_hub();
        evidence_.check_office(terminals_);
        evidence_.check_hub();
        evidence_.check_terminals(terminals_);
        check_replies();
    }

    const Kills& kills() const { return kills_; }
    const std::vector<Terminal>& terminals() const { return terminals_; }
    const std::vector<std::string>& decided() const { return decided_; }
    std::uint64_t filed() const { return evidence_.filed_now().count; }

private:
    int up_to(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }

    // Everybody goes on for a moment.
    void tend() {
        for (Terminal& terminal : terminals_)
            if (!terminal.listen())
                FAIL("a terminal ended by itself: " << terminal.errors());
        if (office_ && office_->wait(milliseconds(0))) {
            office_.reset();
            office_rests_until_ = Clock::now() + milliseconds(100);
        }
        if (!office_ && Clock::now() >= office_rests_until_)
            office_ = centre_.start_office({"pull"});
        std::this_thread::sleep_for(microseconds(200));
    }
    void go_on_for(microseconds duration) {
        const auto until = Clock::now() + duration;
        while (Clock::now() < until)
            tend();
    }
    // Not for ever: while the hub is away, say, no batch goes.
    template <class Condition>
    void go_on_until(Condition&& condition) {
        const auto until = Clock::now() + milliseconds(1'000);
        while (!condition() && Clock::now() < until)
            tend();
    }
    std::uint64_t all_batches() const {
        std::uint64_t count = 0;
        for (const Terminal& terminal : terminals_)
            count += terminal.batches();
        return count;
    }

    void kill_terminal() {
        Terminal& victim = terminals_[static_cast<std::size_t>(up_to(1))];
        const std::uint64_t promises = victim.promises();
        const std::uint64_t batches = victim.batches();
        switch (up_to(4)) {
        case 0: // right after a receipt was printed
            go_on_until([&] { return victim.promises() > promises; });
            go_on_for(microseconds(up_to(3'000)));
            break;
        case 1: // with a batch in flight
            go_on_until([&] { return victim.batches() > batches; });
            go_on_for(microseconds(up_to(3'000)));
            break;
        case 2: // while a record is sealed and stored
            go_on_until([&] { return victim.is_filing(); });
            go_on_for(milliseconds(up_to(180)));
            break;
        case 3: // twice, the second time while it starts
            end(victim);
            go_on_for(microseconds(up_to(15'000)));
            break;
        default: // whatever it does
            go_on_for(milliseconds(up_to(180)));
        }
        end(victim);
        if (kills_.terminals() % 20 == 0) {
            end_office();
            victim.kill();
            evidence_.check_purged(victim);
            victim.start();
        }
    }

    // It is started again at once.
    void end(Terminal& victim) {
        victim.kill();
        ++(!victim.said_anything() ? kills_.terminal_at_start
           : victim.is_filing()    ? kills_.terminal_filing
                                   : kills_.terminal_after_receipt);
        kills_.terminal_carrying += victim.is_carrying() ? 1 : 0;
        victim.start();
    }

    void kill_hub() {
        if (up_to(2) == 0) {
            go_on_for(milliseconds(up_to(100)));
        } else {
            const std::uint64_t batches = all_batches();
            go_on_until([&] { return all_batches() > batches; });
            go_on_for(microseconds(up_to(800)));
        }
        centre_.kill_hub();
        tend();
        bool carrying = false;
        for (const Terminal& terminal : terminals_)
            carrying = carrying || terminal.is_carrying();
        ++(carrying ? kills_.hub_carrying : kills_.hub_otherwise);
        centre_.start_hub();
    }

    void end_office() {
        if (office_ && !office_->wait(milliseconds(60'000)))
            FAIL("the office does not end");
        office_.reset();
    }

    // So that the next pull has something to file.
    void let_something_arrive() {
        office_rests_until_ = Clock::now() + std::chrono::seconds(5);
        const std::uint64_t batches = all_batches();
        go_on_until([&] { return all_batches() > batches + 1; });
        office_rests_until_ = Clock::now();
    }

    // Of a run that ends before its instant has come, another is begun.
    void kill_office() {
        end_office();
        const bool decides = !undecided_.empty() && up_to(3) == 0;
        int& longest = decides ? longest_decision_ : longest_pull_;
        std::string reference;
        std::vector<std::string> words{"pull"};
        if (decides) {
            reference = undecided_.back();
            undecided_.pop_back();
            words = {"decide", reference, "checked", "--note-ar", "وصل", "--note-en", "arrived"};
        } else
            let_something_arrive();
        const std::uint64_t filed_before = evidence_.filed_now().count;
        const auto began = Clock::now();
        Process office_process(centre_.office_words(words), {{"no_proxy", "*"}});
        // Some while it commits, of which SQLite's rollback journal tells, some when it has; others at any
        // time.
        const int kind = up_to(3);
        const auto instant = began + milliseconds(kind < 3 ? 10'000 : up_to(longest));
        const auto go_on_while = [&](bool committing) {
            const auto rollback = office::database_file(centre_.path("office")).string() + "-journal";
            while (Clock::now() < instant && !office_process.wait(milliseconds(0)) &&
                   (kind == 3 || std::filesystem::exists(rollback) == committing))
                std::this_thread::sleep_for(microseconds(100));
        };
        go_on_while(false);
        if (kind > 0 && kind < 3)
            go_on_while(true);
        if (kind < 3)
            std::this_thread::sleep_for(microseconds(up_to(5'000)));
        office_process.signal(SIGKILL);
        const auto status = office_process.wait(milliseconds(10'000));
        REQUIRE(status);
        if (*status != 128 + SIGKILL) {
            const auto took = std::chrono::duration_cast<milliseconds>(Clock::now() - began).count();
            longest = std::max(20, static_cast<int>(took) + 1);
            if (decides)
                (*status == 0 ? decided_ : interrupted_).push_back(reference);
            return;
        }
        const FiledNow filed = evidence_.filed_now();
        if (decides) {
            ++kills_.office_deciding;
            interrupted_.push_back(reference);
        } else {
            ++(filed.count > filed_before ? kills_.office_after_filing : kills_.office_before_filing);
            if (!filed.last_case.empty() && seen_.insert(filed.last_case).second)
                undecided_.push_back(filed.last_case);
        }
    }

    // The person asks at the other terminal. Each costs a tenth of a second: some of them.
    void check_replies() const {
        for (std::size_t index = 0; index < terminals_.size(); ++index) {
            const Terminal& other = terminals_[1 - index];
            const auto enrolled = uplink::load_terminal(other.folder());
            REQUIRE(enrolled);
            const auto opened = journal::Journal::open(enrolled->journal_file(), enrolled->key.verify_key());
            REQUIRE(opened);
            journal::FollowUp follow_up(*opened->journal, enrolled->provision.office,
                                        {[] { return std::int64_t{std::time(nullptr)}; }});
            int asked = 0;
            for (const ShownReceipt& receipt : terminals_[index].receipts()) {
                const bool is_decided =
                    std::find(decided_.begin(), decided_.end(), receipt.reference) != decided_.end();
                if (!is_decided || ++asked > 10)
                    continue;
                INFO(receipt.reference);
                const auto answer = follow_up.ask(seal::Reference::parse(receipt.reference).value(),
                                                  seal::ClaimCode::parse(receipt.claim_code).value());
                REQUIRE(answer);
                REQUIRE(std::holds_alternative<seal::Reply>(*answer));
                CHECK(std::get<seal::Reply>(*answer).note.en == "arrived");
            }
        }
    }

    Centre& centre_;
    std::mt19937 random_;
    Evidence evidence_;
    std::vector<Terminal> terminals_;
    std::unique_ptr<Process> office_;
    Clock::time_point office_rests_until_;
    int longest_pull_ = 100; // milliseconds
    int longest_decision_ = 100;
    std::set<std::string> seen_;
    std::vector<std::string> undecided_;
    std::vector<std::string> decided_;
    std::vector<std::string> interrupted_;
    Kills kills_;
};

} // namespace

TEST_CASE("kill -9 of terminals, hub and office at random instants") {
    const unsigned seed = number_from("ISTIQBAL_SEED", std::random_device{}());
    const unsigned count = number_from("ISTIQBAL_KILLS", 500);
    std::printf("ISTIQBAL_SEED=%u ISTIQBAL_KILLS=%u\n", seed, count);
    std::fflush(stdout);
    INFO("ISTIQBAL_SEED=" << seed);
    Centre centre;
    Loop loop(centre, seed);
    loop.kill(static_cast<int>(count));
    loop.converge();
    loop.check(centre.hub_url());

    const Kills& kills = loop.kills();
    std::printf("kill -9 %d times:\n"
                "  terminals %d: %d at the start, %d with a record under way, %d after a receipt;"
                " of these %d with a batch in flight\n"
                "  hub %d: %d with a batch in flight, %d otherwise\n"
                "  office %d: %d before it filed, %d after, %d while it decided\n",
                kills.all(), kills.terminals(), kills.terminal_at_start, kills.terminal_filing,
                kills.terminal_after_receipt, kills.terminal_carrying, kills.hubs(), kills.hub_carrying,
                kills.hub_otherwise, kills.offices(), kills.office_before_filing, kills.office_after_filing,
                kills.office_deciding);
    std::size_t receipts = 0;
    std::uint64_t ratings = 0;
    for (const Terminal& terminal : loop.terminals()) {
        receipts += terminal.receipts().size();
        ratings += terminal.ratings();
    }
    const std::uint64_t filed = loop.filed();
    std::printf("%zu receipts and %llu ratings promised, %llu records filed, %zu decisions told\n", receipts,
                static_cast<unsigned long long>(ratings), static_cast<unsigned long long>(filed),
                loop.decided().size());
    CHECK(filed >= receipts + ratings);
    // Each kind of instant occurred, else they prove nothing.
    CHECK(kills.terminal_at_start > 0);
    CHECK(kills.terminal_filing > 0);
    CHECK(kills.terminal_after_receipt > 0);
    CHECK(kills.terminal_carrying > 0);
    CHECK(kills.hub_carrying > 0);
    CHECK(kills.hub_otherwise > 0);
    CHECK(kills.office_before_filing > 0);
    CHECK(kills.office_after_filing > 0);
    CHECK(kills.office_deciding > 0);
    CHECK_FALSE(loop.decided().empty());
}
