// SPDX-License-Identifier: Apache-2.0
// World: what goes wrong.
#include "tests/faults/simulation/world.hpp"
#include "tests/sync/samples.hpp"

namespace istiqbal::simulation {

void World::strike() {
    using Strike = void (World::*)();
    const std::array<std::pair<std::uint64_t, Strike>, 10> strikes{
        {{faults_.power, &World::cut_power},
         {faults_.full, &World::trouble_disk},
         {faults_.failing, &World::trouble_disk},
         {faults_.partition, &World::part},
         {faults_.clock, &World::turn_clock},
         {faults_.old_hub, &World::old_hub},
         {faults_.old_office, &World::old_office},
         {faults_.old_terminal, &World::old_terminal},
         {faults_.clone, &World::clone},
         {faults_.thief, &World::thieve}}};
    for (const auto& [rate, strike] : strikes)
        if (around_.choices.chance(rate)) {
            ++outcome_.faults;
            (this->*strike)();
        }
    if (around_.choices.chance(60))
        keep_copy();
}

void World::cut_power() {
    const auto all = machines();
    Machine& machine = *all[around_.choices.below(all.size())];
    if (!machine.up())
        return machine.start();
    if (around_.choices.chance(250)) {
        machine.disk.cut_power();
        return;
    }
    // In the middle of whatever it does in this step.
    machine.disk.cut_power_after(around_.choices.below(around_.choices.chance(500) ? 8 : 40));
}

void World::trouble_disk() {
    const auto all = machines();
    Machine& machine = *all[around_.choices.below(all.size())];
    const bool full = faults_.full > 0 && (faults_.failing == 0 || around_.choices.chance(500));
    const bool ends = around_.choices.chance(500);
    around_.say("the disk of " + machine.name() + (ends ? " is well" : full ? " is full" : " fails"));
    machine.disk.set_trouble(ends   ? Disk::Trouble::none
                             : full ? Disk::Trouble::full
                                    : Disk::Trouble::failing);
}

void World::part() {
    if (around_.choices.chance(400)) {
        around_.say("the network is whole");
        return network_.join_all();
    }
    Hub& hub = any(hubs_);
    const Machine& other = around_.choices.chance(300) ? static_cast<Machine&>(office_) : any(terminals_);
    around_.say(other.name() + " and " + hub.name() + " are parted");
    network_.part(other, hub);
}

void World::turn_clock() {
    const auto all = machines();
    Machine& machine = *all[around_.choices.below(all.size())];
    constexpr std::array<std::int64_t, 5> spans{10, 600, 86'400, 30 * 86'400, 20 * 365 * 86'400};
    const std::int64_t span = spans[around_.choices.below(spans.size())] * 1000;
    machine.clock.offset_milliseconds =
        around_.choices.chance(300) ? 0 : static_cast<std::int64_t>(around_.choices.below(2 * span)) - span;
    around_.say("the clock of " + machine.name() + " jumps to " + std::to_string(machine.now()));
}

void World::keep_copy() {
    const auto all = machines();
    const Machine& machine = *all[around_.choices.below(all.size())];
    if (!machine.disk.dead())
        copies_[&machine] = machine.disk.surviving();
}

void World::bring_back_copy(Machine& machine) {
    machine.stop();
    machine.disk.replace(copies_[&machine]);
    around_.say(machine.name() + " is set up from an older copy");
}

void World::old_hub() {
    Hub& hub = any(hubs_);
    if (copies_.count(&hub) == 0)
        return;
    bring_back_copy(hub);
    ledger_.hub_replaced(hub.number);
    hub.look(observer_, ledger_);
    ledger_.excuse_lost();
}

void World::old_office() {
    if (copies_.count(&office_) == 0)
        return;
    bring_back_copy(office_);
    ledger_.office_replaced();
    office_.look(observer_, ledger_);
    ledger_.excuse_lost();
}

void World::old_terminal() {
    Terminal& terminal = any(terminals_);
    if (copies_.count(&terminal) == 0)
        return;
    bring_back_copy(terminal);
    terminal.replaced = true;
    ledger_.terminal_replaced(terminal.number);
    terminal.look(observer_, ledger_);
    ledger_.excuse_lost();
}

// The same key and an older or the present state of the same journal, on a second machine; perhaps enrolled
// with the other hub since.
void World::clone() {
    constexpr std::size_t terminal_limit = 4;
    Terminal& original = any(terminals_);
    if (terminals_.size() == terminal_limit || !office_.up() || office_.disk.trouble() != Disk::Trouble::none)
        return;
    const Disk::Image image = original.disk.surviving();
    ledger_.compromise(original.key.verify_key().id());
    Terminal* copy = add_terminal("copy" + std::to_string(terminals_.size() - keys_.size() + 1), original.key,
                                  around_.choices.below(hubs_.size()));
    if (copy == nullptr)
        return;
    copy->replaced = true;
    copy->clock = original.clock;
    copy->disk.replace(image);
    around_.say(copy->name() + " goes on as " + original.name());
    copy->start();
}

// A record of the terminal's key that names another record before it, right behind what the hub holds or
// beyond.
void World::thieve() {
    const Terminal& terminal = any(terminals_);
    Hub& hub = any(hubs_);
    ledger_.compromise(terminal.key.verify_key().id());
    seal::Position position{1, around_.choices.between(2, 8), {}};
    around_.choices.fill(position.previous);
    std::vector<seal::Bytes> records;
    for (std::uint64_t count = around_.choices.between(1, 2); count > 0; --count) {
        seal::Submission filled = test::submission();
        filled.terminal = terminal.key.verify_key().id();
        filled.epoch = position.epoch;
        filled.sequence = position.sequence;
        filled.reference = seal::Reference::generate(around_.random()).text();
        const auto padded = seal::pad_plaintext(seal::to_json(filled).value().bytes());
        records.push_back(seal::seal_record(position, terminal.key,
                                            std::vector<seal::Recipient>{terminal.provision.intake,
                                                                         terminal.provision.recovery},
                                            padded.value().bytes(), around_.random())
                              .value());
        ledger_.planted(records.back());
        position = {position.epoch, position.sequence + 1,
                    seal::record_hash(seal::parse_envelope(records.back()).value())};
    }
    const auto batch = seal::build_batch(terminal.key, terminal.provision.certificate_file, records);
    const seal::Recipient recipient = hub.keys.identity.recipient();
    around_.say("somebody sends records as " + terminal.name());
    (void)hub.handle({"POST",
                      std::string(hub::batches_path),
                      {},
                      seal::wrap_batch(batch.value(), {&recipient, 1}, around_.random()).value()});
}

} // namespace istiqbal::simulation
