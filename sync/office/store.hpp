// SPDX-License-Identifier: Apache-2.0
// What the office keeps: the terminals it certified and revoked, the hubs it pulls from, the latest of each
// notice it issued and which hub has it, a case for each record that
// verified and opened, the ratings apart from them, and the records that did not, with the reason.
//
// A case keeps the envelope as it was signed, and beside it only what a list needs. The answers stay sealed
// on disk and are opened anew to be shown: there is one truth, and it is the signed one. The claim code is
// never here; only the person has it.
//
// One thread at a time. Several commands may work on one office: each write is one transaction.
#pragma once

#include "sync/hub/public_file.hpp"
#include "sync/seal/ack.hpp"
#include "sync/seal/certificate.hpp"
#include "sync/seal/envelope.hpp"
#include "sync/seal/notice.hpp"
#include "sync/seal/rating.hpp"
#include "sync/seal/revocations.hpp"
#include "sync/seal/submission.hpp"
#include "sync/store/database.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace istiqbal::office {

// A hub that terminals of this office were enrolled with.
struct Hub {
    std::int64_t number = 0;
    std::vector<std::string> urls;
    seal::VerifyKey key;
    std::uint64_t cursor = 0; // the hub's number of the last record that was pulled
};

// A document that a case lacked when it was sent, and with which record it came since (P6).
struct CaseDocument {
    seal::ListedDocument listed;
    std::string came_with; // the reference of that record; empty: still to come
};

// A record that completes a case, as the case tells it.
struct Completion {
    std::string reference; // of the record that completes
    std::int64_t created = 0;
    std::int64_t number = 0; // of its row: higher than that of everything filed before
};

// The row of a case. `status` is where the case stands (decisions.hpp); a case begins as "new". A record that
// completes another is a row of its own, beside the case it belongs to: nothing that was signed is ever
// written into. It may come before its case does, from another terminal, or name one that never was: then it
// stays "to be matched" until the case is there, and is never lost.
struct Case {
    std::int64_t number = 0;
    std::string reference; // "7KQ4-9M2X-C"
    std::string form;
    std::string language;
    std::int64_t created = 0;  // seconds since 1970-01-01 UTC, by the terminal's clock
    std::int64_t received = 0; // when the office opened it
    std::string status;
    std::uint64_t missing = 0;  // documents still to come (P6), completions counted; 0: complete
    std::string committee_date; // yyyy-mm-dd (P5)
    std::string terminal_name;
    std::vector<CaseDocument> lacked;          // when it was sent
    std::vector<Completion> completions;       // oldest first
    std::string completes;                     // the reference that this record names; empty: none
    bool matched = false;                      // that case is here
    std::vector<seal::ListedDocument> brought; // with this record
    seal::TerminalId terminal{};
    seal::Bytes envelope;
};

// What goes into a new case besides its envelope.
struct Filing {
    std::string reference;
    std::string form;
    std::string language;
    std::int64_t created = 0;
    std::string committee_date;
    std::vector<seal::ListedDocument> missing;
    std::string completes;
    std::vector<seal::ListedDocument> brought;
};

// What goes into the table of ratings besides the envelope: what reports count by, and no words of anybody's.
struct RatingFiling {
    std::string language;
    std::int64_t created = 0;
    seal::Rating rating; // its comment stays sealed
};

struct RatingRow {
    std::int64_t created = 0; // seconds since 1970-01-01 UTC, by the terminal's clock
    int score = 0;            // 1 … 5
    std::string service;      // choice names; empty: not asked
    std::string department;
    std::string reasons;    // choice names with a space between
    std::string flag;       // why it may be misuse; empty: it is not flagged
    std::string rater = {}; // "visitor" or "colleague"; empty: not asked
};

// A step of a case's way: where it led, when, by whom, and what the person was told. Never changed.
struct Decision {
    std::string status;    // where the case stood from then on
    std::int64_t when = 0; // seconds since 1970-01-01 UTC
    std::string by;        // of the office; or the reference of what completed the case; empty: at filing
    bool early = false;    // a decision before the fourteenth day, made on being asked (P5)
    std::int64_t last_case = 0; // the highest number of a case at the time
    seal::Bytes reply;          // what the person was told, sealed to the office's own keys
};

// A terminal as the office knows it.
struct TerminalEntry {
    seal::TerminalId terminal{};
    std::string name;
    bool succeeded = false; // it was enrolled anew since, and is another now
};

// A one-time code as it was issued (seal/invitation.hpp), and what came of it.
struct KeptInvitation {
    seal::SecretBuffer secret; // empty: used, or its time was past and it is forgotten
    std::string name;
    std::string mode;
    hub::HubPublic hub;
    std::vector<std::string> hub_urls;
    std::optional<seal::TerminalId> succeeds;
    std::int64_t expires = 0;
    bool used = false;
};

// The latest notice of a kind, scope and subject, as it was signed.
struct IssuedNotice {
    std::int64_t number = 0; // rises with each issue
    seal::Bytes notice;
};

// A record in quarantine, and the hub that it came by.
struct PutAside {
    std::int64_t hub = 0;
    seal::Bytes envelope;
};

// An envelope and the key that it is to be verified with.
struct SignedRecord {
    seal::EnvelopeView envelope;
    seal::VerifyKey key;
};

class Store {
public:
    static seal::Result<std::unique_ptr<Store>> open(const std::filesystem::path& file);

    // All calls between begin() and commit() succeed together.
    seal::Result<store::Transaction> begin() { return store::Transaction::begin(database_); }

    // The same terminal again is certified anew: the later certificate replaces the earlier.
    seal::Result<void> add_terminal(const seal::Certificate& certificate, seal::ByteView certificate_file);
    seal::Result<std::optional<seal::VerifyKey>> terminal_key(const seal::TerminalId& terminal);

    seal::Result<std::vector<TerminalEntry>> terminals(); // by name
    // What the office certified last for it; nothing: it never did.
    seal::Result<std::optional<seal::Certificate>> certificate(const seal::TerminalId& terminal,
                                                               const seal::VerifyKey& office);

    // store_invitations.cpp. The secrets of those whose time is past are overwritten with each new one.
    seal::Result<void> keep_invitation(const KeptInvitation& invitation, std::int64_t now);
    seal::Result<std::optional<KeptInvitation>> invitation(const seal::KeyId& id);
    seal::Result<void> spend_invitation(const seal::KeyId& id, const seal::TerminalId& terminal,
                                        std::int64_t now);
    // The one by which the terminal was enrolled last.
    seal::Result<std::optional<KeptInvitation>> invitation_of(const seal::TerminalId& terminal);

    // A hub is named by its key; its addresses are replaced.
    seal::Result<void> add_hub(const seal::VerifyKey& key, const std::vector<std::string>& urls);
    seal::Result<std::vector<Hub>> hubs();
    // The one that the terminal was enrolled with; where that is not known, the one that was added last.
    // not_found: there is no hub.
    seal::Result<Hub> hub_of(const seal::TerminalId& terminal);
    seal::Result<void> set_cursor(const Hub& hub, std::uint64_t cursor);

    struct Place {
        seal::Digest hash{};
        seal::Digest previous{};
    };
    // The record filed at that place of a terminal's chain.
    seal::Result<std::optional<Place>> at(const seal::TerminalId& terminal, std::uint32_t epoch,
                                          std::uint64_t sequence);
    seal::Result<void> file_case(const Hub& hub, const seal::EnvelopeView& envelope, const seal::Digest& hash,
                                 const Filing& filing, std::int64_t now);
    seal::Result<void> file_rating(const Hub& hub, const seal::EnvelopeView& envelope,
                                   const seal::Digest& hash, const RatingFiling& filing, std::int64_t now);
    // store_carriers.cpp. `record`: the hash of what it carries; `filed`: that was filed by it.
    seal::Result<void> keep_carrier(const Hub& hub, const seal::EnvelopeView& carrier,
                                    const seal::Digest& hash, const seal::Digest& record, bool filed);
    // Whether a record of that hash came inside a carrier.
    seal::Result<bool> was_carried(const seal::Digest& record);
    // Whether `terminal` was enrolled anew in place of `before`, at once or step by step.
    seal::Result<bool> succeeds(const seal::TerminalId& terminal, const seal::TerminalId& before);
    // The record in what was filed, carrier or not, which it points into. not_found: the terminal's key is
    // gone.
    seal::Result<SignedRecord> record_in(seal::ByteView envelope);

    // The same bytes again change nothing.
    seal::Result<void> quarantine(const Hub& hub, seal::ByteView envelope, const std::string& reason,
                                  std::int64_t now);

    // Cases and ratings of this hub whose acknowledgement the hub does not have yet, as acknowledgements to
    // sign.
    seal::Result<std::vector<seal::OfficeAck>> unacknowledged(const Hub& hub);
    // The hub has it under its own `number`.
    seal::Result<void> mark_acknowledged(const Hub& hub, const seal::OfficeAck& ack, std::uint64_t number);
    seal::Result<std::uint64_t> last_confirmed(const Hub& hub); // the highest of those numbers; 0: none
    // The hub lost some, so that all are due to it again.
    seal::Result<void> forget_acknowledged(const Hub& hub);

    // The revision of what was issued last; 0: nothing was.
    seal::Result<std::uint64_t> revision(seal::NoticeKind kind, const seal::TerminalId& scope,
                                         const seal::NoticeSubject& subject);
    // Those for that terminal alone that have not expired.
    seal::Result<std::vector<IssuedNotice>> notices_for(const seal::TerminalId& terminal, std::int64_t now);
    // In place of the one before.
    seal::Result<void> keep_notice(const seal::NoticeView& notice);
    // What the hub was not brought yet, oldest first; replies that have expired are left out.
    seal::Result<std::vector<IssuedNotice>> notices_to_post(const Hub& hub, std::int64_t now,
                                                            std::size_t limit);
    // The hub has it under its own `number`, or will never take it (0); and so with all before it.
    seal::Result<void> mark_posted(const Hub& hub, const IssuedNotice& notice, std::uint64_t number);
    seal::Result<std::uint64_t> last_posted(const Hub& hub); // the highest of those numbers
    seal::Result<void> forget_posted(const Hub& hub);

    // Replaces what was said of that terminal.
    seal::Result<void> keep_revocation(const seal::Revocation& revocation);
    seal::Result<std::vector<seal::Revocation>> revocations(); // ascending by terminal
    seal::Result<void> remove_revocation(const seal::TerminalId& terminal);
    // The highest epoch of which anything was filed; 0: nothing was.
    seal::Result<std::uint64_t> last_epoch(const seal::TerminalId& terminal);
    // Takes what was put aside of that terminal out of quarantine, by epoch and sequence.
    seal::Result<std::vector<PutAside>> take_back(const seal::TerminalId& terminal);

    // Each with what it lacked and what came since.
    seal::Result<std::vector<Case>> cases();                                // newest first, without envelopes
    seal::Result<std::vector<Case>> cases_of(const std::string& reference); // oldest first
    // store_decisions.cpp. The row, and the case's status with it.
    seal::Result<void> keep_decision(const Case& row, const Decision& decision);
    seal::Result<std::vector<Decision>> decisions_of(const Case& row); // oldest first
    // Documents that the case is found to lack after it was sent.
    seal::Result<void> add_lacking(const Case& row, const std::vector<seal::ListedDocument>& documents);
    // Cases without any decision and with a higher number than `after`, oldest first; with envelopes, and
    // without documents.
    seal::Result<std::vector<Case>> unanswered(std::int64_t after, std::size_t limit);
    seal::Result<std::uint64_t> count_cases(const std::string& status);

    seal::Result<std::vector<RatingRow>> ratings(); // oldest first, flagged ones too
    seal::Result<std::uint64_t> quarantined();

private:
    explicit Store(store::Database database)
        : database_(std::move(database)) {}
    seal::Result<std::uint64_t> one_number(seal::Result<store::Statement> statement);
    seal::Result<void> file_documents(std::int64_t number, const std::vector<seal::ListedDocument>& documents,
                                      bool brought);
    seal::Result<void> read_documents(std::vector<Case>& cases);

    store::Database database_;
};

} // namespace istiqbal::office
