// SPDX-License-Identifier: Apache-2.0
// The truth that the simulation holds the product to: what was promised to whom, and what lies on each disk.
// It looks at disks as a power cut at that moment would leave them, so that whatever a machine says is
// durable must be durable when it says so.
//
//     check                     what it holds
//     receipt_undurable         a receipt is shown ⇒ the record is on the terminal's disk, and opens at the
//                               office to what was submitted
//     record_lost               what a receipt was shown for is on its terminal, at a hub or at the office
//     purged_unacknowledged     a purge ⇒ the office signed for that record with that hash
//     hub_ack_undurable         the hub acknowledges only what its disk holds
//     office_ack_uncommitted    the office signs only for what its disk holds
//     hub_forgot, office_forgot what was acknowledged or filed stays
//     spooled_unheld            a terminal marks as spooled only what a hub holds
//     chain_broken              records of a chain join; none is missing where no disk was lost
//     sequence_reused           a terminal writes one record at one place, unless its disk was replaced
//     went_back                 cursors and versions never go back
//     cursor_before_items       a cursor stands behind what was applied only
//     filed_twice               a record is filed once
//     forged_record, forged_acknowledgement   what no terminal wrote, what the office did not sign
//     false_alarm, no_alarm     evidence is there where a disk was replaced or a terminal cloned, and only
//     there needless_recovery         a power cut damages no journal follow_up                 reference and
//     claim code tell how far a request came, and nothing else does not_converged             once faults
//     heal, everything arrives and everything is purged
#pragma once

#include "sync/seal/ack.hpp"
#include "sync/seal/reference.hpp"
#include "sync/seal/submission.hpp"
#include "tests/faults/simulation/image.hpp"
#include "tests/faults/simulation/trace.hpp"

#include <functional>
#include <set>

namespace istiqbal::simulation {

// A record of a certain content at its place.
using Named = std::pair<Place, seal::Digest>;

class Ledger {
public:
    // What the office opens records with, to compare them with what was submitted.
    Ledger(Trace& trace, const seal::VerifyKey& office, seal::Identity intake);

    // Machines are told apart by an index of their kind, in the order in which they are added. A clone is a
    // machine of its own that bears the terminal's identity.
    std::size_t add_terminal(const seal::VerifyKey& key, std::size_t hub);
    std::size_t add_hub(const seal::VerifyKey& key);

    // A receipt was shown, or thanks for a rating. Call it after looking at the terminal's disk.
    void submitted(std::size_t terminal, std::uint32_t epoch, std::uint64_t sequence,
                   const seal::Submission& submission);
    // The hub answered that it holds these. After looking at its disk.
    void hub_acknowledged(std::size_t hub, const std::vector<Named>& records);
    // The office sent this out. After looking at its disk. `in_doubt`: a sync of that disk may have failed,
    // and the last commit with it, though the file has it: then nothing is held against it.
    void office_acknowledged(const seal::OfficeAck& ack, bool in_doubt);
    // Somebody else made these with a terminal's key.
    void planted(seal::ByteView envelope);

    // Two devices may write as this terminal from now on, or its past may come back.
    void compromise(const seal::TerminalId& terminal) { compromised_.insert(terminal); }
    bool compromised(const seal::TerminalId& terminal) const { return compromised_.count(terminal) > 0; }
    // The disk was replaced by an older copy: call it before looking at the new one, and excuse_lost() after.
    void terminal_replaced(std::size_t terminal);
    void hub_replaced(std::size_t hub);
    void office_replaced();
    // Records that nobody holds any more after a disk was lost.
    void excuse_lost();

    // `recoveries`: how often the journal was begun again, with what still had an envelope and nothing else.
    // `troubled`: its disk failed since it started. A commit that failed may be seen there all the same,
    // until the next one takes its place.
    void look_at_terminal(std::size_t terminal, std::optional<TerminalImage> image, unsigned recoveries,
                          bool troubled);
    void look_at_hub(std::size_t hub, std::optional<HubImage> image);
    void look_at_office(std::optional<OfficeImage> image);

    // What concerns several machines: after every step.
    void check();
    // At the end, when all faults have healed and nothing moves any more.
    void check_convergence();

    bool is_acknowledged(const Named& record) const { return acknowledged_.count(record) > 0; }
    bool acknowledged_at(const Place& place) const; // any record there
    bool
    holds_unpurged() const; // a terminal that is no other's double still has a record to send or to purge

private:
    struct Known {
        seal::Bytes envelope;
        bool planted = false;
    };
    struct Shown {
        Named record;
        std::size_t terminal = 0;
        bool excused = false;
    };
    struct TerminalFacts {
        seal::VerifyKey key;
        std::size_t hub = 0;
        TerminalImage image;
        TerminalImage
            certain; // its marks and values when last no failed commit could be among them; no records
        std::set<Named> held; // with their envelopes
        unsigned recoveries = 0;
    };
    struct HubFacts {
        seal::VerifyKey key;
        HubImage image;
        std::set<Named> held;
        std::set<Named> acknowledged;
        bool replaced = false;
    };

    void violate(const char* check, const std::string& detail) { trace_.violate(check, detail); }
    void know(const StoredRecord& record, bool planted);
    // The bytes are those that a terminal wrote.
    void check_known(const StoredRecord& record, const std::string& where);
    void check_chain(const std::vector<const StoredRecord*>& records, bool gaps_allowed,
                     const std::string& where);
    void check_values(const TerminalFacts& before, const TerminalImage& now);
    void check_spooled(const TerminalFacts& terminal);
    void check_terminal_cursor(const TerminalFacts& terminal);
    void check_office_cursors();
    void check_alarms();
    bool any_hub_replaced() const;
    bool hub_forgot(const seal::TerminalId& terminal) const;
    bool somewhere(const Named& record) const;
    bool evidence_of(const seal::TerminalId& terminal) const;

    Trace& trace_;
    seal::VerifyKey office_;
    seal::Identity intake_;
    std::vector<TerminalFacts> terminals_;
    std::vector<HubFacts> hubs_;
    OfficeImage office_image_;
    std::set<Named> filed_;
    std::map<Place, std::map<seal::Digest, Known>> known_;
    std::vector<Shown> shown_;
    std::set<Named> acknowledged_; // by the office
    std::set<seal::TerminalId> compromised_;
};

} // namespace istiqbal::simulation
