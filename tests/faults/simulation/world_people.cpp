// SPDX-License-Identifier: Apache-2.0
// World: what people and programs do.
#include "tests/faults/simulation/world.hpp"
#include "tests/sync/samples.hpp"

namespace istiqbal::simulation {

void World::submit(Terminal& terminal) {
    if (!terminal.up())
        return;
    seal::Submission filled = test::submission();
    if (!receipts_.empty() && around_.choices.chance(200))
        filled = test::completion(receipts_[around_.choices.below(receipts_.size())].reference.text());
    filled.reference.clear();
    filled.claim_key.clear();
    filled.created = terminal.now();
    filled.answers.front().shown += " " + std::to_string(around_.choices.below(1'000'000));
    seal::Submission kept = filled;
    const auto receipt = terminal.intake->submit(std::move(filled));
    if (terminal.disk.dead())
        return;
    around_.say(terminal.name() + " takes a request: " +
                (receipt ? receipt->reference.text() : std::string(seal::name(receipt.error().kind))));
    if (!receipt)
        return;
    kept.reference = receipt->reference.text();
    terminal.look(observer_, ledger_);
    ledger_.submitted(terminal.number, receipt->epoch, receipt->sequence, kept);
    const Place place{terminal.key.verify_key().id(), receipt->epoch, receipt->sequence};
    receipts_.push_back({receipt->reference, receipt->claim_code, place, &terminal});
}

void World::rate(Terminal& terminal) {
    if (!terminal.up())
        return;
    seal::Submission filled = test::rating(static_cast<int>(around_.choices.between(1, 5)));
    filled.created = terminal.now();
    filled.answers.back().value += " " + std::to_string(around_.choices.below(1'000'000));
    seal::Submission kept = filled;
    const auto filed = terminal.intake->file(std::move(filled));
    if (terminal.disk.dead())
        return;
    around_.say(terminal.name() + " takes a rating: " +
                (filed ? std::to_string(filed->sequence) : std::string(seal::name(filed.error().kind))));
    if (!filed)
        return;
    terminal.look(observer_, ledger_);
    ledger_.submitted(terminal.number, filed->epoch, filed->sequence, kept);
}

// Somebody comes back with a receipt, now and then with a slip of the finger in the code.
void World::ask(Terminal& terminal) {
    if (!terminal.up() || terminal.replaced || receipts_.empty())
        return;
    const Kept& kept = receipts_[around_.choices.below(receipts_.size())];
    const bool wrong = around_.choices.chance(300);
    const auto answer = terminal.follow_up->ask(
        kept.reference, wrong ? seal::ClaimCode::generate(around_.random()) : kept.code);
    if (!answer)
        return around_.say(terminal.name() + " cannot tell: " + std::string(seal::name(answer.error().kind)));
    const auto* ticket = std::get_if<journal::Ticket>(&*answer);
    const bool rests = std::holds_alternative<journal::FollowUp::Resting>(*answer);
    around_.say(terminal.name() + " is asked about " + kept.reference.text() + ": " +
                (ticket != nullptr ? std::to_string(static_cast<int>(ticket->state))
                 : rests           ? "rests"
                                   : "no"));
    const auto violate = [&](const std::string& what) {
        around_.trace.violate("follow_up", terminal.name() + " " + what + " of " + kept.reference.text());
    };
    if (ticket != nullptr && (wrong || (kept.terminal != &terminal && terminals_.size() <= keys_.size())))
        violate("tells whoever asks");
    const bool replied = std::holds_alternative<seal::Reply>(*answer);
    if (replied && wrong)
        violate("opens a reply");
    if (ticket == nullptr && !replied && !wrong && !rests && kept.terminal == &terminal)
        violate("does not know");
    if (ticket != nullptr && ticket->state == journal::TicketState::with_office &&
        !ledger_.acknowledged_at(kept.place))
        violate("says that the office has the record");
}

void World::send(Terminal& terminal) {
    if (!terminal.up())
        return;
    const auto step = terminal.courier->step(terminal.now());
    if (terminal.disk.dead())
        return;
    constexpr std::array outcomes{"sent", "quiet", "offline", "refused", "failed"};
    around_.say(terminal.name() + " sync: " + outcomes.at(static_cast<std::size_t>(step.outcome)) +
                ", spooled " + std::to_string(step.spooled) + ", purged " + std::to_string(step.purged) +
                ", waits " + std::to_string(step.wait.count()));
}

void World::pull(Hub& from) {
    if (!office_.up())
        return;
    // Looked at anew for each acknowledgement that leaves: what it speaks for must be on the disk by then.
    Link link(network_, office_, from, [this](const uplink::HttpRequest& request) {
        if (request.method != "POST")
            return;
        office_.look(observer_, ledger_);
        if (const auto ack = seal::parse_office_ack(request.body, office_.keys.shown.key))
            ledger_.office_acknowledged(*ack, office_.disk.troubled());
    });
    const auto hubs = office_.store->hubs();
    if (!hubs)
        return;
    for (const office::Hub& known : *hubs) {
        if (known.key != from.keys.signing.verify_key())
            continue;
        const auto pulled = office::pull(*office_.store, office_.keys, known, link, office_.now());
        if (office_.disk.dead())
            return;
        around_.say("the office pulls from " + from.name() + ": " +
                    (pulled ? std::to_string(pulled->filed) + " filed, " + std::to_string(pulled->already) +
                                  " known, " + std::to_string(pulled->quarantined) + " put aside, " +
                                  std::to_string(pulled->acknowledged) + " acknowledged"
                            : std::string(seal::name(pulled.error().kind))));
    }
}

void World::start_some() {
    for (Machine* machine : machines())
        if (!machine->up() && around_.choices.chance(600))
            machine->start();
}

} // namespace istiqbal::simulation
