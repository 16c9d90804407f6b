// SPDX-License-Identifier: Apache-2.0
// Ledger: what was promised, and what one disk shows by itself.
#include "tests/faults/simulation/ledger.hpp"

#include <algorithm>

namespace istiqbal::simulation {

namespace {

// The journal's small values that must never go back. The downlink's versions (replies, content, settings,
// announcements, revocations) join here by the names under which the terminal keeps them.
constexpr std::array never_back{"uplink.acknowledgements"};

std::uint64_t value_of(const TerminalImage& image, const std::string& name) {
    const auto found = image.values.find(name);
    return found == image.values.end() ? 0 : seal::Reader(found->second).u64();
}

Named named(const StoredRecord& record) {
    return {record.place, record.hash};
}

} // namespace

Ledger::Ledger(Trace& trace, const seal::VerifyKey& office, seal::Identity intake)
    : trace_(trace)
    , office_(office)
    , intake_(std::move(intake)) {}

std::size_t Ledger::add_terminal(const seal::VerifyKey& key, std::size_t hub) {
    terminals_.push_back({key, hub, {}, {}, {}, 0});
    return terminals_.size() - 1;
}

std::size_t Ledger::add_hub(const seal::VerifyKey& key) {
    hubs_.push_back({key, {}, {}, {}, false});
    return hubs_.size() - 1;
}

void Ledger::submitted(std::size_t terminal, std::uint32_t epoch, std::uint64_t sequence,
                       const seal::Submission& submission) {
    const TerminalFacts& facts = terminals_[terminal];
    const Place place{facts.key.id(), epoch, sequence};
    const auto found = std::find_if(facts.image.records.begin(), facts.image.records.end(),
                                    [&](const StoredRecord& record) { return record.place == place; });
    if (found == facts.image.records.end() || found->envelope.empty())
        return violate("receipt_undurable", place.text() + " is not on the terminal's disk");
    const auto envelope = seal::parse_envelope(found->envelope);
    const auto opened = envelope ? seal::open_submission(*envelope, facts.key, {&intake_, 1})
                                 : tl::unexpected<seal::Error>(envelope.error());
    if (!opened || opened->answers != submission.answers || opened->created != submission.created ||
        (!submission.reference.empty() && opened->reference != submission.reference))
        return violate("receipt_undurable", place.text() + " holds other than what was submitted");
    shown_.push_back({named(*found), terminal, false});
}

void Ledger::hub_acknowledged(std::size_t hub, const std::vector<Named>& records) {
    for (const Named& record : records) {
        if (hubs_[hub].held.count(record) == 0)
            violate("hub_ack_undurable", record.first.text() + " is not on the hub's disk");
        hubs_[hub].acknowledged.insert(record);
    }
}

void Ledger::office_acknowledged(const seal::OfficeAck& ack, bool in_doubt) {
    for (const seal::AcknowledgedRecord& record : ack.records) {
        const Named name{{ack.terminal, ack.epoch, record.sequence}, record.hash};
        if (!in_doubt && filed_.count(name) == 0)
            violate("office_ack_uncommitted", name.first.text() + " is not on the office's disk");
        acknowledged_.insert(name);
    }
}

void Ledger::planted(seal::ByteView bytes) {
    const auto envelope = seal::parse_envelope(bytes);
    if (!envelope)
        return;
    know({{envelope->terminal, envelope->position.epoch, envelope->position.sequence},
          envelope->position.previous,
          seal::record_hash(*envelope),
          {bytes.begin(), bytes.end()}},
         true);
}

void Ledger::know(const StoredRecord& record, bool planted) {
    auto& here = known_[record.place];
    if (!here.try_emplace(record.hash, Known{record.envelope, planted}).second ||
        compromised(record.place.terminal))
        return;
    // A commit that failed may have reached the disk all the same; nobody was told, and the next one takes
    // its place.
    for (const auto& [hash, other] : here)
        if (hash != record.hash && std::any_of(shown_.begin(), shown_.end(), [&](const Shown& shown) {
                return shown.record == Named(record.place, hash);
            }))
            violate("sequence_reused", record.place.text() + " was written twice");
}

void Ledger::check_known(const StoredRecord& record, const std::string& where) {
    const auto place = known_.find(record.place);
    if (place != known_.end())
        if (const auto found = place->second.find(record.hash);
            found != place->second.end() && found->second.envelope == record.envelope)
            return;
    violate("forged_record", record.place.text() + " at " + where + " was written by no terminal");
}

void Ledger::check_chain(const std::vector<const StoredRecord*>& records, bool gaps_allowed,
                         const std::string& where) {
    std::map<Place, const StoredRecord*> by_place;
    for (const StoredRecord* record : records)
        by_place[record->place] = record;
    for (const auto& [place, record] : by_place) {
        if (place.sequence == 1)
            continue;
        const auto before = by_place.find({place.terminal, place.epoch, place.sequence - 1});
        if (before == by_place.end()) {
            if (!gaps_allowed && !compromised(place.terminal))
                violate("chain_broken", place.text() + " at " + where + ": the record before it is missing");
        } else if (!record->envelope.empty() && before->second->hash != record->previous) {
            violate("chain_broken", place.text() + " at " + where + " does not join the record before it");
        }
    }
}

void Ledger::check_values(const TerminalFacts& before, const TerminalImage& now) {
    for (const char* name : never_back)
        if (value_of(now, name) < value_of(before.certain, name))
            violate("went_back", std::string(name) + " of terminal " + brief(before.key.id()));
    // How far the hub has an epoch may go back: a terminal that asks may be told so by an answer of before,
    // and then sends again, which is harmless.
    if (!before.certain.spooled.empty() &&
        (now.spooled.empty() || now.spooled.rbegin()->first < before.certain.spooled.rbegin()->first))
        violate("went_back", "the epoch of terminal " + brief(before.key.id()));
}

void Ledger::look_at_terminal(std::size_t terminal, std::optional<TerminalImage> image, unsigned recoveries,
                              bool troubled) {
    TerminalFacts& facts = terminals_[terminal];
    if (!image)
        image.emplace(); // no journal yet, or one that vanished: record_lost says whether that matters
    else if (recoveries == facts.recoveries)
        check_values(facts, *image);
    else
        facts.certain = {};
    facts.recoveries = recoveries;
    std::vector<const StoredRecord*> records;
    facts.held.clear();
    for (const StoredRecord& record : image->records) {
        records.push_back(&record);
        if (record.envelope.empty()) {
            if (!is_acknowledged(named(record)))
                violate("purged_unacknowledged",
                        record.place.text() + " was purged without the office's word");
            continue;
        }
        know(record, false);
        facts.held.insert(named(record));
    }
    check_chain(records, recoveries > 0, "its terminal");
    if (!troubled)
        facts.certain = {{}, image->spooled, image->values};
    facts.image = std::move(*image);
}

void Ledger::look_at_hub(std::size_t hub, std::optional<HubImage> image) {
    HubFacts& facts = hubs_[hub];
    if (!image)
        return;
    std::vector<const StoredRecord*> records;
    facts.held.clear();
    for (const auto& [number, record] : image->records) {
        check_known(record, "the hub");
        facts.held.insert(named(record));
        records.push_back(&record);
    }
    check_chain(records, facts.replaced, "the hub");
    for (const Named& record : facts.acknowledged)
        if (facts.held.count(record) == 0)
            violate("hub_forgot", record.first.text() + " was acknowledged and is gone");
    for (const auto& [number, bytes] : image->acknowledgements) {
        const auto ack = seal::parse_office_ack(bytes, office_);
        if (!ack)
            violate("forged_acknowledgement", "the hub keeps what the office did not sign");
        for (const seal::AcknowledgedRecord& record :
             ack ? ack->records : std::vector<seal::AcknowledgedRecord>())
            if (!is_acknowledged({{ack->terminal, ack->epoch, record.sequence}, record.hash}))
                violate("forged_acknowledgement", "the hub keeps what the office did not send");
    }
    facts.image = std::move(*image);
}

void Ledger::look_at_office(std::optional<OfficeImage> image) {
    if (!image)
        return;
    std::set<Named> filed;
    std::set<Place> places;
    std::set<std::string> references;
    std::vector<const StoredRecord*> records;
    for (const OfficeImage::Filed& entry : image->filed) {
        check_known(entry.record, "the office");
        filed.insert(named(entry.record));
        records.push_back(&entry.record);
        if (!places.insert(entry.record.place).second ||
            (!entry.reference.empty() && !references.insert(entry.reference).second))
            violate("filed_twice", entry.record.place.text());
    }
    check_chain(records, any_hub_replaced(), "the office");
    for (const Named& record : filed_)
        if (filed.count(record) == 0)
            violate("office_forgot", record.first.text() + " was filed and is gone");
    for (const auto& [hub, cursor] : office_image_.cursors)
        if (image->cursors[hub] < cursor)
            violate("went_back", "the office's cursor");
    filed_ = std::move(filed);
    office_image_ = std::move(*image);
}

void Ledger::terminal_replaced(std::size_t terminal) {
    compromise(terminals_[terminal].key.id());
    terminals_[terminal].image = {};
    terminals_[terminal].certain = {};
}

void Ledger::hub_replaced(std::size_t hub) {
    hubs_[hub].replaced = true;
    hubs_[hub].acknowledged.clear();
    hubs_[hub].image = {};
}

void Ledger::office_replaced() {
    filed_.clear();
    office_image_ = {};
}

} // namespace istiqbal::simulation
