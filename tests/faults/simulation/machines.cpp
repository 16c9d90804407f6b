// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/simulation/machines.hpp"

namespace istiqbal::simulation {

namespace {

office::OfficeKeys make_office_keys(Generator& bytes) {
    const seal::RandomSource random = [&bytes](std::span<std::uint8_t> out) { bytes.fill(out); };
    office::OfficeKeys keys{seal::Identity::generate(random), seal::SigningKey::generate(random), {}};
    keys.shown = {keys.signing.verify_key(), keys.intake.recipient(),
                  seal::Identity::generate(random).recipient()};
    return keys;
}

} // namespace

Machine::Machine(Surroundings& around, std::string name)
    : disk(around.choices)
    , around_(around)
    , name_(std::move(name)) {}

void Machine::look(Observer& observer, Ledger& ledger) {
    if (seen_ == disk.changes() + 1)
        return;
    seen_ = disk.changes() + 1;
    look_at(disk.surviving(), observer, ledger);
}

Terminal::Terminal(Surroundings& around, const std::string& name, const seal::SigningKey& signing_key,
                   seal::Provision provided, std::size_t enrolled_with)
    : Machine(around, name)
    , key(signing_key)
    , provision(std::move(provided))
    , hub(enrolled_with) {}

void Terminal::start() {
    if (up())
        return;
    // As the kiosk does.
    auto opened = journal::Journal::open(disk / journal_name, key.verify_key(), journal::BootCheck::later);
    const auto boot = opened.and_then([](journal::Opened& early) { return early.journal->check(); });
    if (!boot) {
        around_.say(name() + " does not start: " + std::string(seal::name(boot.error().kind)));
        return;
    }
    if (boot->condition == journal::Condition::recovered) {
        // A page that cannot be read is damage as well.
        if (!replaced && !disk.troubled())
            around_.trace.violate("needless_recovery", name() + ": " + boot->reason);
        ++recoveries;
    }
    journal = std::move(opened->journal);
    around_.say(name() + " starts, next " + std::to_string(journal->position().epoch) + "/" +
                std::to_string(journal->position().sequence));
    intake = std::make_unique<journal::Intake>(
        *journal, key, std::vector<seal::Recipient>{provision.intake, provision.recovery}, around_.random());
    const auto steady = [this] {
        return journal::FollowUp::Clock::time_point(std::chrono::milliseconds(around_.milliseconds));
    };
    follow_up = std::make_unique<journal::FollowUp>(
        *journal, provision.office, journal::FollowUp::Clocks{[this] { return now(); }, steady});
    courier = std::make_unique<uplink::Courier>(*journal, key, provision, *transport, around_.random());
}

void Terminal::stop() {
    courier.reset();
    follow_up.reset();
    intake.reset();
    journal.reset();
}

void Terminal::look_at(const Disk::Image& image, Observer& observer, Ledger& ledger) {
    ledger.look_at_terminal(number, observer.terminal(image, key.verify_key().id()), recoveries,
                            disk.troubled());
}

Hub::Hub(Surroundings& around, const std::string& name, const seal::VerifyKey& office)
    : Machine(around, name)
    , keys{seal::Identity::generate(around.random()), seal::SigningKey::generate(around.random()), office} {}

void Hub::start() {
    if (up())
        return;
    auto opened = hub::Store::open(disk / hub_name, now());
    if (!opened) {
        around_.say(name() + " does not start: " + std::string(seal::name(opened.error().kind)));
        return;
    }
    store = std::move(*opened);
    router_ = std::make_unique<hub::Router>(
        *store, keys, [this] { return now(); }, [](const std::string&) {});
    around_.say(name() + " starts");
}

void Hub::stop() {
    router_.reset();
    store.reset();
}

std::optional<hub::Response> Hub::handle(const hub::Request& request) {
    if (!up() || disk.dead())
        return std::nullopt;
    hub::Response response = router_->handle(request);
    if (disk.dead()) {
        around_.say(name() + " loses power");
        return std::nullopt;
    }
    around_.say(name() + " answers " + request.method + " " +
                request.target.substr(0, request.target.find('?')) + " " + std::to_string(response.status) +
                " " + brief(response.body));
    look(*observer, *ledger);
    ledger->hub_acknowledged(number, acknowledged_by(request, response));
    return response;
}

std::vector<Named> Hub::acknowledged_by(const hub::Request& request, const hub::Response& response) const {
    const auto ack = response.status == 200 ? seal::parse_hub_ack(response.body, keys.signing.verify_key())
                                            : seal::fail(seal::ErrorClass::malformed, {});
    if (!ack)
        return {};
    std::vector<Named> records{{{ack->terminal, ack->epoch, ack->sequence}, ack->record_hash}};
    const auto plain = seal::unwrap_batch(request.body, {&keys.identity, 1});
    if (!plain)
        return records;
    if (const auto batch = seal::parse_and_verify_batch(plain->bytes(), keys.office, now()))
        for (const seal::BatchRecord& record : batch->records)
            records.push_back(
                {{record.envelope.terminal, batch->epoch, record.envelope.position.sequence}, record.hash});
    return records;
}

void Hub::look_at(const Disk::Image& image, Observer& looking, Ledger& held_to) {
    held_to.look_at_hub(number, looking.hub(image));
}

Office::Office(Surroundings& around, const std::string& name)
    : Machine(around, name)
    , keys(make_office_keys(around.bytes)) {}

void Office::start() {
    if (up())
        return;
    auto opened = office::Store::open(disk / office_name);
    if (!opened) {
        around_.say(name() + " does not start: " + std::string(seal::name(opened.error().kind)));
        return;
    }
    store = std::move(*opened);
    around_.say(name() + " starts");
}

void Office::stop() {
    store.reset();
}

void Office::look_at(const Disk::Image& image, Observer& observer, Ledger& ledger) {
    ledger.look_at_office(observer.office(image));
}

} // namespace istiqbal::simulation
