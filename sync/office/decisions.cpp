// SPDX-License-Identifier: Apache-2.0
#include "sync/office/decisions.hpp"

#include "sync/office/notices.hpp"
#include "sync/seal/age.hpp"

#include <algorithm>

namespace istiqbal::office {

using seal::ErrorClass;
using seal::Result;

namespace {

constexpr std::size_t page = 256; // cases answered in one transaction

seal::ReplyState told(CaseStatus status) {
    switch (status) {
    case CaseStatus::fresh:
    case CaseStatus::checked:
        return seal::ReplyState::received;
    case CaseStatus::before_committee:
        return seal::ReplyState::before_committee;
    case CaseStatus::accepted:
        return seal::ReplyState::accepted;
    case CaseStatus::refused:
        return seal::ReplyState::refused;
    case CaseStatus::needs_completion:
        return seal::ReplyState::needs_completion;
    case CaseStatus::delivered:
        break;
    }
    return seal::ReplyState::delivered;
}

tl::unexpected<seal::Error> refuse(std::string words) {
    return seal::fail(ErrorClass::malformed, std::move(words));
}

std::string ways_from(CaseStatus status, bool to_committee) {
    std::string ways;
    for (const Step step : steps)
        if (after(status, step, to_committee))
            ways += (ways.empty() ? "" : ", ") + std::string(name(step));
    return ways.empty() ? "no way leads on from there" : "the ways on are: " + ways;
}

// The key to which the person's replies are sealed is within the record itself.
Result<seal::Recipient> claim_key_of(Store& store, const OfficeKeys& keys, const Case& row) {
    const auto record = store.record_in(row.envelope);
    if (!record)
        return tl::unexpected(record.error());
    auto submission = seal::open_submission(record->envelope, record->key, {&keys.intake, 1});
    if (!submission)
        return tl::unexpected(submission.error());
    auto recipient = seal::Recipient::from_text(submission->claim_key);
    seal::wipe(*submission);
    return recipient;
}

// What the row keeps, for the office itself.
Result<seal::Bytes> seal_for_office(const seal::Reply& reply, const OfficeKeys& keys) {
    const auto json = seal::to_json(reply);
    if (!json)
        return tl::unexpected(json.error());
    const auto padded = seal::pad_plaintext(json->bytes());
    if (!padded)
        return tl::unexpected(padded.error());
    const std::array readers{keys.shown.intake, keys.shown.recovery};
    return seal::age::encrypt(padded->bytes(), readers);
}

// The row and the person's reply. Within a transaction of the caller's.
Result<void> put_down(Store& store, const OfficeKeys& keys, const Case& row, const seal::Reply& reply,
                      Decision decision) {
    const auto claim_key = claim_key_of(store, keys, row);
    if (!claim_key)
        return tl::unexpected(claim_key.error());
    auto sealed = seal_for_office(reply, keys);
    if (!sealed)
        return tl::unexpected(sealed.error());
    decision.reply = std::move(*sealed);
    if (auto issued = issue_reply(store, keys, reply, *claim_key, decision.when); !issued)
        return tl::unexpected(issued.error());
    return store.keep_decision(row, decision);
}

std::string words_in(const std::vector<Case>& cases, std::string_view language, const std::string& document) {
    const auto is_it = [&document](const seal::ListedDocument& listed) {
        return listed.document == document;
    };
    for (const Case& row : cases) {
        if (row.language != language)
            continue;
        for (const CaseDocument& lacked : row.lacked)
            if (is_it(lacked.listed))
                return lacked.listed.shown;
        if (const auto found = std::find_if(row.brought.begin(), row.brought.end(), is_it);
            found != row.brought.end())
            return found->shown;
    }
    return {};
}

// In both languages, as records of either language named it; where one of them never did, the other's words
// stand for both. A kiosk that has the document in its own form says it in its own words.
std::optional<seal::MissingDocument> known_document(const std::vector<Case>& cases,
                                                    const std::string& document) {
    seal::MissingDocument found{document, {words_in(cases, "ar", document), words_in(cases, "en", document)}};
    if (found.shown.ar.empty() && found.shown.en.empty())
        return std::nullopt;
    if (found.shown.ar.empty())
        found.shown.ar = found.shown.en;
    if (found.shown.en.empty())
        found.shown.en = found.shown.ar;
    return found;
}

Result<seal::MissingDocument> named_document(const std::vector<Case>& cases, const std::string& typed) {
    const auto first = typed.find('=');
    if (first == std::string::npos) {
        if (auto known = known_document(cases, typed))
            return *known;
        return refuse("no record names a document '" + typed +
                      "'; say what it is: --missing NAME=ARABIC=ENGLISH");
    }
    const auto second = typed.find('=', first + 1);
    if (first == 0 || second == std::string::npos || second == first + 1 || second + 1 == typed.size())
        return refuse("'" + typed + "' is not NAME=ARABIC=ENGLISH");
    return seal::MissingDocument{typed.substr(0, first),
                                 {typed.substr(first + 1, second - first - 1), typed.substr(second + 1)}};
}

Result<std::vector<seal::MissingDocument>> documents_asked_for(const std::vector<Case>& cases,
                                                               const Case& row, const DecisionOrder& order) {
    std::vector<seal::MissingDocument> documents;
    for (const std::string& typed : order.missing) {
        auto document = named_document(cases, typed);
        if (!document)
            return tl::unexpected(document.error());
        documents.push_back(std::move(*document));
    }
    if (!order.missing.empty())
        return documents;
    for (const CaseDocument& lacked : row.lacked) {
        if (!lacked.came_with.empty())
            continue;
        const seal::ListedDocument& listed = lacked.listed;
        const std::string& name = listed.document.empty() ? listed.shown : listed.document;
        documents.push_back(
            known_document(cases, name).value_or(seal::MissingDocument{name, {listed.shown, listed.shown}}));
    }
    if (documents.empty() && order.note.ar.empty())
        return refuse("the case lacks no document; say what is needed with --missing or in a note");
    return documents;
}

// What the case has not lacked so far, it lacks from now on, until a record brings it.
Result<void> ask_for(Store& store, const Case& row, const std::vector<seal::MissingDocument>& documents) {
    std::vector<seal::ListedDocument> added;
    for (const seal::MissingDocument& asked : documents) {
        const auto lacks = std::any_of(row.lacked.begin(), row.lacked.end(), [&](const CaseDocument& lacked) {
            return lacked.listed.document == asked.document || lacked.listed.shown == asked.document;
        });
        if (!lacks)
            added.push_back({asked.document, row.language == "en" ? asked.shown.en : asked.shown.ar});
    }
    return store.add_lacking(row, added);
}

// The day on which the committee accepted; for what never went there, the day of `now`.
Result<std::string> day_of_decision(Store& store, const Case& row, std::int64_t now) {
    const auto rows = store.decisions_of(row);
    if (!rows)
        return tl::unexpected(rows.error());
    for (auto decision = rows->rbegin(); decision != rows->rend(); ++decision)
        if (decision->status == name(CaseStatus::accepted))
            return civil_day(decision->when);
    return civil_day(now);
}

// Until there is a decision the person was told when to expect it; a day that is over is not told again.
std::optional<std::string> expected(const Case& row, std::int64_t now) {
    if (!goes_to_committee(row) || row.committee_date <= civil_day(now))
        return std::nullopt;
    return row.committee_date;
}

Result<void> check_order(const Case& row, CaseStatus status, const DecisionOrder& order, std::int64_t now) {
    if (!after(status, order.step, goes_to_committee(row)))
        return refuse(row.reference + " is " + std::string(name(status)) + ": '" +
                      std::string(name(order.step)) + "' is no way from there; " +
                      ways_from(status, goes_to_committee(row)));
    if (!order.missing.empty() && order.step != Step::complete)
        return refuse("documents are named only where completion is needed");
    if (order.note.ar.empty() != order.note.en.empty())
        return refuse("a note is given in both languages or in none");
    if (is_early(row, order.step, now) && !order.early)
        return refuse("the two weeks of the committee are not over: the fourteenth day is in " +
                      std::to_string(-days_past_due(row, now)) + " days");
    return {};
}

Result<seal::Reply> reply_for(Store& store, const Case& row, CaseStatus status, const DecisionOrder& order,
                              std::int64_t now) {
    seal::Reply reply;
    reply.reference = row.reference;
    reply.state = told(status);
    reply.note = order.note;
    reply.next = order.next;
    switch (status) {
    case CaseStatus::fresh:
    case CaseStatus::checked:
    case CaseStatus::before_committee:
        if (!reply.next)
            reply.next = expected(row, now);
        return reply;
    case CaseStatus::delivered: {
        auto day = day_of_decision(store, row, now);
        if (!day)
            return tl::unexpected(day.error());
        reply.decided = std::move(*day);
        return reply;
    }
    case CaseStatus::needs_completion: {
        const auto cases = store.cases();
        if (!cases)
            return tl::unexpected(cases.error());
        auto documents = documents_asked_for(*cases, row, order);
        if (!documents)
            return tl::unexpected(documents.error());
        reply.missing = std::move(*documents);
        break;
    }
    case CaseStatus::accepted:
    case CaseStatus::refused:
        break;
    }
    reply.decided = civil_day(now);
    return reply;
}

Result<CaseStatus> decide_within(Store& store, const OfficeKeys& keys, const DecisionOrder& order,
                                 std::int64_t now) {
    const auto row = case_to_decide(store, order.reference);
    if (!row)
        return tl::unexpected(row.error());
    const auto status = parse_status(row->status);
    if (!status)
        return seal::fail(ErrorClass::unsupported, "a newer program wrote where the case stands");
    if (auto checked = check_order(*row, *status, order, now); !checked)
        return tl::unexpected(checked.error());
    const CaseStatus next = after(*status, order.step, goes_to_committee(*row)).value();
    auto reply = reply_for(store, *row, next, order, now);
    if (!reply)
        return tl::unexpected(reply.error());
    auto done = put_down(store, keys, *row, *reply,
                         {std::string(name(next)), now, order.by, is_early(*row, order.step, now), 0, {}});
    if (done)
        done = ask_for(store, *row, reply->missing);
    seal::wipe(*reply);
    return done.map([next] { return next; });
}

// One page of the cases that nobody answered; the number of the last, 0: there are no more.
Result<std::int64_t> answer_page(Store& store, const OfficeKeys& keys, std::int64_t after_number,
                                 Followed& followed, std::int64_t now) {
    auto transaction = store.begin();
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto rows = store.unanswered(after_number, page);
    if (!rows)
        return tl::unexpected(rows.error());
    for (const Case& row : *rows) {
        seal::Reply reply;
        reply.reference = row.reference;
        reply.next = expected(row, now);
        const auto done = put_down(store, keys, row, reply, {row.status, now, {}, false, 0, {}});
        if (done) {
            ++followed.received;
        } else if (done.error().kind == ErrorClass::io || done.error().kind == ErrorClass::no_room) {
            return tl::unexpected(done.error());
        } else {
            followed.warnings.push_back(row.reference + " cannot be answered: " + done.error().message());
        }
    }
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return rows->empty() ? 0 : rows->back().number;
}

Result<void> reopen(Store& store, const OfficeKeys& keys, const Case& listed, const std::string& by,
                    std::int64_t now) {
    auto transaction = store.begin();
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto row = case_to_decide(store, listed.reference);
    if (!row)
        return tl::unexpected(row.error());
    DecisionOrder order;
    const auto reply = reply_for(store, *row, CaseStatus::checked, order, now);
    if (!reply)
        return tl::unexpected(reply.error());
    return put_down(store, keys, *row, *reply,
                    {std::string(name(CaseStatus::checked)), now, by, false, 0, {}})
        .and_then([&] { return transaction->commit(); });
}

Result<void> reopen_completed(Store& store, const OfficeKeys& keys, Followed& followed, std::int64_t now) {
    const auto waiting = store.count_cases(std::string(name(CaseStatus::needs_completion)));
    if (!waiting)
        return tl::unexpected(waiting.error());
    if (*waiting == 0)
        return {};
    const auto cases = store.cases();
    if (!cases)
        return tl::unexpected(cases.error());
    for (const Case& row : *cases) {
        if (row.status != name(CaseStatus::needs_completion) || row.completions.empty())
            continue;
        const auto rows = store.decisions_of(row);
        if (!rows)
            return tl::unexpected(rows.error());
        const Completion& last = row.completions.back();
        if (rows->empty() || last.number <= rows->back().last_case)
            continue;
        if (auto done = reopen(store, keys, row, last.reference, now); !done)
            return done;
        followed.reopened.push_back(row.reference);
    }
    return {};
}

} // namespace

Result<Case> case_to_decide(Store& store, const std::string& reference) {
    auto found = store.cases_of(reference);
    if (!found)
        return tl::unexpected(found.error());
    if (found->empty())
        return seal::fail(ErrorClass::not_found, "no case has the reference " + reference);
    const auto request =
        std::find_if(found->begin(), found->end(), [](const Case& row) { return row.completes.empty(); });
    if (request == found->end())
        return refuse(reference + " completes " + found->front().completes + ", which is what is decided");
    return std::move(*request);
}

Result<CaseStatus> decide(Store& store, const OfficeKeys& keys, const DecisionOrder& order,
                          std::int64_t now) {
    auto transaction = store.begin();
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto status = decide_within(store, keys, order, now);
    if (!status)
        return status;
    return transaction->commit().map([&status] { return *status; });
}

Result<Followed> follow_records(Store& store, const OfficeKeys& keys, std::int64_t now) {
    Followed followed;
    std::int64_t number = 0;
    do {
        const auto last = answer_page(store, keys, number, followed, now);
        if (!last)
            return tl::unexpected(last.error());
        number = *last;
    } while (number != 0);
    if (auto done = reopen_completed(store, keys, followed, now); !done)
        return tl::unexpected(done.error());
    return followed;
}

Result<seal::Reply> reply_of(const OfficeKeys& keys, const Decision& decision) {
    const auto plain = seal::age::decrypt(decision.reply, {&keys.intake, 1}, seal::reply_json_limit);
    if (!plain)
        return tl::unexpected(plain.error());
    return seal::reply_from_json(plain->bytes());
}

} // namespace istiqbal::office
