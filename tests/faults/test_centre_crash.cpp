// SPDX-License-Identifier: Apache-2.0
// The hub's and the office's databases under power cuts and failing disks: a batch is there whole or not at
// all, the cursor moves with its cases, and what was acknowledged is there.
#include "sync/hub/store.hpp"
#include "sync/office/pull.hpp"
#include "sync/seal/reference.hpp"
#include "tests/catch.hpp"
#include "tests/faults/store_journey.hpp"
#include "tests/sync/samples.hpp"

#include <algorithm>
#include <cstdio>

using namespace istiqbal;
using namespace istiqbal::faults;
using seal::Result;

namespace {

constexpr std::int64_t noon = 1'767'225'600;

const seal::SigningKey& terminal_key() {
    static const seal::SigningKey key = test::signing_key(1);
    return key;
}
const seal::SigningKey& office_key() {
    static const seal::SigningKey key = test::signing_key(20);
    return key;
}

const seal::Bytes& certificate() {
    static const seal::Bytes file = [] {
        return seal::issue_certificate(office_key(), {terminal_key().verify_key(), "lobby", "lobby"}, noon,
                                       noon + 1'000'000)
            .value();
    }();
    return file;
}

// Requests and ratings in turns, as the terminal seals them.
std::vector<seal::Bytes> make_records(std::size_t count, std::uint8_t seed) {
    std::vector<seal::Bytes> made;
    seal::Position position;
    seal::RandomSource random = test::seeded(seed);
    const std::vector recipients{test::identity(2).recipient(), test::identity(3).recipient()};
    for (std::size_t index = 0; index < count; ++index) {
        auto filled = index % 2 == 0 ? test::submission() : test::rating();
        filled.sequence = position.sequence;
        if (index % 2 == 0)
            filled.reference = seal::Reference::generate(random).text();
        const auto json = seal::to_json(filled);
        const auto padded = seal::pad_plaintext(json->bytes());
        made.push_back(
            seal::seal_record(position, terminal_key(), recipients, padded->bytes(), random).value());
        position.previous = seal::record_hash(seal::parse_envelope(made.back()).value());
        ++position.sequence;
    }
    return made;
}

const std::vector<seal::Bytes>& records() {
    static const std::vector<seal::Bytes> made = make_records(14, 70);
    return made;
}

// A store that is begun anew in the middle of its journey.
class CentreJourney : public StoreJourney {
public:
    std::size_t count() const override { return steps_.size(); }
    std::string name(std::size_t step) const override { return steps_[step].name; }
    Result<void> run(std::size_t step) override {
        if (!is_open())
            if (auto done = open_file(); !done)
                return done;
        return steps_[step].run();
    }
    Result<void> open(const SimulatedDisk& disk) override {
        file_ = disk / "store.db";
        return open_file();
    }
    std::string stored(const SimulatedDisk& disk) const override { return dump_database(disk / "store.db"); }

protected:
    virtual bool is_open() const = 0;
    virtual Result<void> open_file() = 0;
    void add(std::string name, std::function<Result<void>()> run) {
        steps_.push_back({std::move(name), std::move(run)});
    }
    void add_start_anew() {
        add("start anew", [this] {
            close();
            return open_file();
        });
    }
    const std::filesystem::path& file() const { return file_; }

private:
    struct Step {
        std::string name;
        std::function<Result<void>()> run;
    };
    std::vector<Step> steps_;
    std::filesystem::path file_;
};

struct MadeBatch {
    explicit MadeBatch(std::span<const seal::Bytes> envelopes)
        : bytes(seal::build_batch(terminal_key(), certificate(), envelopes).value())
        , batch(seal::parse_and_verify_batch(bytes, office_key().verify_key(), noon).value()) {}
    seal::Bytes bytes;
    seal::Batch batch;
};

class HubJourney final : public CentreJourney {
public:
    HubJourney() {
        static const std::span all(records());
        static const std::vector<seal::Bytes> cloned = make_records(3, 71);
        static const MadeBatch first(all.subspan(0, 4));
        static const MadeBatch overlapping(all.subspan(2, 4));
        static const MadeBatch after_gap(all.subspan(9, 5));
        static const MadeBatch closing(all.subspan(6, 3));
        static const MadeBatch fork{std::span(cloned)};
        add_ingest("first", first, hub::Verdict::stored);
        add_acknowledgement(1);
        add_ingest("again", first, hub::Verdict::stored);
        add_ingest("overlapping", overlapping, hub::Verdict::stored);
        add_ingest("fork", fork, hub::Verdict::forked);
        add_start_anew();
        add_ingest("after a gap", after_gap, hub::Verdict::stored);
        add_acknowledgement(2);
        add_ingest("closing the gap", closing, hub::Verdict::stored);
        add_ingest("fork again", fork, hub::Verdict::forked);
        add_acknowledgement(3);
    }
    void close() override { store_.reset(); }
    std::string complaint() override {
        const auto counts = store_->counts();
        const auto listed = store_->records_after(0, 256);
        if (!counts || !listed || listed->size() != counts->records)
            return "it does not list its records";
        for (const hub::Listed& item : *listed)
            if (std::find(records().begin(), records().end(), item.bytes) == records().end())
                return "a record is another one";
        return {};
    }

private:
    bool is_open() const override { return store_ != nullptr; }
    Result<void> open_file() override {
        auto opened = hub::Store::open(file(), noon);
        if (!opened)
            return tl::unexpected(opened.error());
        store_ = std::move(*opened);
        return {};
    }
    void add_ingest(const std::string& which, const MadeBatch& made, hub::Verdict verdict) {
        add("ingest " + which, [this, &made, verdict]() -> Result<void> {
            const auto ingested = store_->ingest(made.batch, made.bytes, noon);
            if (!ingested)
                return tl::unexpected(ingested.error());
            if (ingested->verdict != verdict)
                return seal::fail(seal::ErrorClass::malformed, "another verdict");
            return {};
        });
    }
    void add_acknowledgement(std::uint8_t number) {
        add("acknowledgement", [this, number] {
            return store_->add_acknowledgement(terminal_key().verify_key().id(), seal::Bytes(200, number))
                .map([](std::uint64_t) {});
        });
    }

    std::unique_ptr<hub::Store> store_;
};

// A hub that gives two records at a time, and remembers what it was given the office's word on.
class PatientHub final : public uplink::Transport {
public:
    tl::expected<uplink::HttpResponse, uplink::TransportError>
    send(const uplink::HttpRequest& request) override {
        if (before_answer)
            before_answer();
        if (request.method == "POST") {
            const auto ack = seal::parse_office_ack(request.body, office_key().verify_key());
            for (const seal::AcknowledgedRecord& record : ack.value().records)
                acknowledged.push_back(record);
            return uplink::HttpResponse{200, hub::stored_answer(request.body, 1), {}};
        }
        if (request.path == hub::office_last_ack_path) {
            constexpr std::string_view last = "{\"last\":1}";
            return uplink::HttpResponse{200, {last.begin(), last.end()}, {}};
        }
        const std::size_t at = request.path.find("after=");
        const std::uint64_t after = std::strtoull(request.path.c_str() + at + 6, nullptr, 10);
        std::vector<hub::Listed> items;
        for (std::uint64_t number = after + 1; number <= offered && items.size() < 2; ++number)
            items.push_back({number, number == 5 ? seal::Bytes(300, 'x') : records()[number - 1]});
        return uplink::HttpResponse{200, hub::build_list(hub::record_list, items), {}};
    }
    void cancel() override {}

    std::uint64_t offered = 0;
    std::vector<seal::AcknowledgedRecord> acknowledged;
    std::function<void()> before_answer;
};

class OfficeJourney final : public CentreJourney {
public:
    OfficeJourney() {
        add("add terminal", [this] {
            const auto read = seal::parse_certificate(certificate(), office_key().verify_key());
            return store_->add_terminal(*read, certificate());
        });
        add("add hub",
            [this] { return store_->add_hub(test::signing_key(30).verify_key(), {"http://127.0.0.1:1"}); });
        add_pull(2);
        add_pull(2);
        add_start_anew();
        add_pull(6);
    }
    void close() override { store_.reset(); }
    std::string complaint() override {
        const auto hubs = store_->hubs();
        const auto cases = store_->cases();
        if (!hubs || !cases || !store_->ratings())
            return "it does not list what it has";
        for (const seal::AcknowledgedRecord& record : hub_.acknowledged) {
            const auto place = store_->at(terminal_key().verify_key().id(), 1, record.sequence);
            if (!place || !*place || (*place)->hash != record.hash)
                return "a record that was acknowledged is not there";
        }
        return {};
    }

private:
    bool is_open() const override { return store_ != nullptr; }
    Result<void> open_file() override {
        auto opened = office::Store::open(file());
        if (!opened)
            return tl::unexpected(opened.error());
        store_ = std::move(*opened);
        return {};
    }
    void add_pull(std::uint64_t offered) {
        add("pull " + std::to_string(offered), [this, offered]() -> Result<void> {
            hub_.offered = offered;
            hub_.before_answer = between_transactions;
            const auto hubs = store_->hubs();
            if (!hubs)
                return tl::unexpected(hubs.error());
            const auto pulled = office::pull(*store_, keys_, hubs->front(), hub_, noon);
            if (!pulled)
                return tl::unexpected(pulled.error());
            return {};
        });
    }

    office::OfficeKeys keys_{
        test::identity(2),
        test::signing_key(20),
        {office_key().verify_key(), test::identity(2).recipient(), test::identity(3).recipient()}};
    PatientHub hub_;
    std::unique_ptr<office::Store> store_;
};

template <class Journey>
std::unique_ptr<StoreJourney> make() {
    return std::make_unique<Journey>();
}

const Fault every_fault[]{Fault::io_error, Fault::no_space, Fault::short_write};

void report(const char* what, std::uint64_t runs) {
    std::printf("%s: %llu\n", what, static_cast<unsigned long long>(runs));
}

} // namespace

TEST_CASE("hub: the power is cut at every change") {
    const std::uint64_t runs = cut_power_at_every_change(make<HubJourney>, 4);
    report("hub, power cuts", runs);
    CHECK(runs >= 300);
}

TEST_CASE("office: the power is cut at every change") {
    const std::uint64_t runs = cut_power_at_every_change(make<OfficeJourney>, 2);
    report("office, power cuts", runs);
    CHECK(runs >= 300);
}

TEST_CASE("hub: every call fails, once or from then on") {
    std::uint64_t runs = 0;
    for (const Fault fault : every_fault)
        runs += fail_at_every_call(make<HubJourney>, fault);
    report("hub, failing calls", runs);
}

TEST_CASE("office: every call fails, once or from then on") {
    std::uint64_t runs = 0;
    for (const Fault fault : every_fault)
        runs += fail_at_every_call(make<OfficeJourney>, fault);
    report("office, failing calls", runs);
}
