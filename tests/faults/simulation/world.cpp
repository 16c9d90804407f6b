// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/simulation/world.hpp"

#include <algorithm>

namespace istiqbal::simulation {

namespace {

// The simulation's own draw among weights; the sum is small.
std::size_t weighted(Generator& choices, std::span<const std::uint64_t> weights) {
    std::uint64_t sum = 0;
    for (const std::uint64_t weight : weights)
        sum += weight;
    std::uint64_t drawn = choices.below(sum);
    for (std::size_t index = 0; index < weights.size(); ++index) {
        if (drawn < weights[index])
            return index;
        drawn -= weights[index];
    }
    return 0;
}

} // namespace

World::World(std::uint64_t seed, const std::filesystem::path& folder, bool prints)
    : around_{Generator(seed, "choices"), Generator(seed, "bytes"), Trace(prints)}
    , cryptography_(around_.bytes)
    , observer_(folder)
    , network_(around_)
    , office_(around_, "office")
    , ledger_(around_.trace, office_.keys.shown.key,
              seal::Identity::from_secret(office_.keys.intake.secret()).value()) {
    faults::seed_sqlite(static_cast<std::uint32_t>(around_.bytes.next()));
    office_.start();
    const std::uint64_t hub_count = around_.choices.between(1, 2);
    for (std::uint64_t index = 0; index < hub_count; ++index) {
        hubs_.push_back(
            std::make_unique<Hub>(around_, "hub" + std::to_string(index + 1), office_.keys.shown.key));
        hubs_.back()->number = ledger_.add_hub(hubs_.back()->keys.signing.verify_key());
        hubs_.back()->observer = &observer_;
        hubs_.back()->ledger = &ledger_;
        hubs_.back()->start();
    }
    const std::uint64_t terminal_count = around_.choices.between(2, 3);
    for (std::uint64_t index = 0; index < terminal_count; ++index) {
        keys_.push_back(std::make_unique<seal::SigningKey>(seal::SigningKey::generate(around_.random())));
        add_terminal("terminal" + std::to_string(index + 1), *keys_.back(), around_.choices.below(hub_count));
    }
    make_forger();
    choose_faults();
}

// Each kind of fault is there in some seeds; disks that are lost in few, since they excuse much.
void World::choose_faults() {
    Generator& choices = around_.choices;
    const auto maybe = [&](std::uint64_t seeds_in_thousand, std::uint64_t most) {
        return choices.chance(seeds_in_thousand) ? choices.between(most / 4, most) : 0;
    };
    for (std::uint64_t* rate :
         {&network_.weather.lost_request, &network_.weather.lost_answer, &network_.weather.twice,
          &network_.weather.late, &network_.weather.cut, &network_.weather.altered, &network_.weather.portal,
          &network_.weather.stale, &network_.weather.forged})
        *rate = maybe(500, 200);
    faults_.power = maybe(650, 150);
    faults_.full = maybe(250, 50);
    faults_.failing = maybe(250, 50);
    faults_.partition = maybe(400, 100);
    faults_.clock = maybe(400, 60);
    faults_.old_hub = maybe(120, 40);
    faults_.old_office = maybe(120, 40);
    faults_.old_terminal = maybe(120, 40);
    faults_.clone = maybe(120, 60);
    faults_.thief = maybe(100, 60);
    for (Machine* machine : machines())
        machine->clock.drift_per_million = static_cast<std::int64_t>(choices.below(400)) - 200;
}

Terminal* World::add_terminal(const std::string& name, const seal::SigningKey& key, std::size_t hub) {
    const std::int64_t before = start_seconds - 86'400;
    // A secret for each, the same in each run of a seed.
    const auto invitation = office::invite(
        *office_.store, office_.keys, {name, "lobby", hubs_[hub]->shown(), {"http://hub.invalid"}, {}},
        before, [&](std::span<std::uint8_t> out) {
            std::copy_n(key.verify_key().bytes().begin(), out.size(), out.begin());
            out.front() ^= static_cast<std::uint8_t>(terminals_.size());
        });
    const auto request = invitation ? seal::build_enrolment_request(key, *invitation, before)
                                    : tl::unexpected<seal::Error>(invitation.error());
    const auto enrolled = request ? office::enroll(*office_.store, office_.keys, *request, before)
                                  : tl::unexpected<seal::Error>(request.error());
    auto provision = enrolled ? seal::parse_provision(enrolled->provision_file, key.verify_key())
                              : tl::unexpected<seal::Error>(enrolled.error());
    if (!provision)
        return nullptr;
    terminals_.push_back(std::make_unique<Terminal>(around_, name, key, std::move(*provision), hub));
    Terminal& terminal = *terminals_.back();
    terminal.number = ledger_.add_terminal(key.verify_key(), hub);
    links_.push_back(std::make_unique<Link>(network_, terminal, *hubs_[hub]));
    terminal.transport = links_.back().get();
    return &terminal;
}

// Acknowledgements of what the terminal holds, signed by nobody who may.
void World::make_forger() {
    network_.forge = [this](const Machine& client, const hub::Request& request) -> seal::Bytes {
        const auto terminal = std::find_if(terminals_.begin(), terminals_.end(),
                                           [&](const auto& entry) { return entry.get() == &client; });
        if (terminal == terminals_.end() || !(*terminal)->up())
            return {};
        const auto held = (*terminal)->journal->unsent(1, 1);
        if (!held || held->envelopes.empty())
            return {};
        const auto envelope = seal::parse_envelope(held->envelopes.front()).value();
        const auto key = seal::SigningKey::generate(around_.random());
        const auto hash = seal::record_hash(envelope);
        const auto& place = envelope.position;
        if (request.method == "POST" || request.target.find("/head") != std::string::npos)
            return seal::build_hub_ack(key, {envelope.terminal, place.epoch, place.sequence, hash, {}});
        const auto ack =
            seal::build_office_ack(key, {envelope.terminal, place.epoch, {{place.sequence, hash}}});
        return hub::build_list(hub::ack_list, {{UINT32_MAX, ack.value()}});
    };
}

std::vector<Machine*> World::machines() {
    std::vector<Machine*> all{&office_};
    for (const auto& hub : hubs_)
        all.push_back(hub.get());
    for (const auto& terminal : terminals_)
        all.push_back(terminal.get());
    return all;
}

Outcome World::run() {
    for (const auto& terminal : terminals_)
        terminal->start();
    settle();
    const std::uint64_t steps = around_.choices.between(40, 90);
    while (outcome_.steps < steps && !around_.trace.violation())
        step();
    if (!around_.trace.violation())
        heal();
    for (Machine* machine : machines())
        machine->stop();
    outcome_.hash = around_.trace.hash();
    outcome_.violation = around_.trace.violation();
    outcome_.receipts = receipts_.size();
    return outcome_;
}

void World::step() {
    ++outcome_.steps;
    around_.milliseconds += static_cast<std::int64_t>(
        around_.choices.chance(50) ? around_.choices.below(3'600'000) : around_.choices.below(20'000));
    strike();
    act();
    settle();
}

void World::act() {
    enum { submits, rates, asks, sends, pulls, late, starts, evening };
    constexpr std::array<std::uint64_t, 8> weights{18, 6, 4, 40, 16, 6, 10, 3};
    switch (weighted(around_.choices, weights)) {
    case submits:
        return submit(any(terminals_));
    case rates:
        return rate(any(terminals_));
    case asks:
        return ask(any(terminals_));
    case sends:
        return send(any(terminals_));
    case pulls:
        return pull(any(hubs_));
    case late:
        return network_.deliver_late();
    case starts:
        return start_some();
    default:
        return end_day();
    }
}

// The building closes: what there is goes its way, and in the morning some machine is switched on anew.
void World::end_day() {
    around_.say("the day ends");
    round();
    around_.milliseconds += 12 * 3'600'000;
    const auto all = machines();
    Machine& machine = *all[around_.choices.below(all.size())];
    machine.stop();
    if (!machine.disk.dead())
        machine.start();
}

void World::settle() {
    for (Machine* machine : machines()) {
        if (machine->disk.dead()) {
            machine->stop();
            machine->disk.come_back();
            around_.say(machine->name() + " lost power");
            if (around_.choices.chance(300))
                machine->start();
        }
        machine->disk.cancel_cut();
        machine->disk.next_step();
    }
    for (Machine* machine : machines())
        machine->look(observer_, ledger_);
    ledger_.check();
}

void World::heal() {
    around_.say("everything heals");
    network_.weather = {};
    network_.join_all();
    for (Machine* machine : machines()) {
        machine->disk.set_trouble(Disk::Trouble::none);
        machine->disk.cancel_cut();
        machine->clock = {};
    }
    // A program that met a failing disk may be in any state; people start it anew.
    for (Machine* machine : machines()) {
        machine->stop();
        machine->start();
        if (!machine->up())
            around_.trace.violate("not_converged", machine->name() + " does not start");
    }
    if (around_.trace.violation())
        return;
    network_.deliver_all();
    settle();
    constexpr int rounds = 12;
    for (int turn = 0; turn < rounds && !around_.trace.violation(); ++turn) {
        round();
        if (turn > 0 && !ledger_.holds_unpurged())
            break;
    }
    if (!around_.trace.violation())
        ledger_.check_convergence();
}

void World::round() {
    constexpr int calls = 6;
    around_.milliseconds += 16 * 60'000;
    for (const auto& terminal : terminals_)
        for (int call = 0; call < calls; ++call)
            send(*terminal);
    for (const auto& hub : hubs_)
        pull(*hub);
    for (const auto& terminal : terminals_) {
        for (int call = 0; call < calls; ++call)
            send(*terminal);
        ask(*terminal);
    }
    settle();
}

Outcome simulate(std::uint64_t seed, const std::filesystem::path& folder, bool prints) {
    return World(seed, folder, prints).run();
}

} // namespace istiqbal::simulation
