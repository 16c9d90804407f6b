// SPDX-License-Identifier: Apache-2.0
// Store: cases, what they lacked, and what completes them.
#include "sync/office/completions.hpp"
#include "sync/office/store.hpp"

#include <algorithm>
#include <map>

namespace istiqbal::office {

using seal::Result;

namespace {

constexpr const char* case_columns =
    "SELECT cases.number, reference, form, language, created, received, status, missing, committee_date, "
    "terminals.name, cases.terminal, coalesce(completes, ''), envelope FROM cases "
    "JOIN terminals USING (terminal) LEFT JOIN completions ON completions.number = cases.number ";
constexpr int envelope_column = 12;

Case read_case(const store::Statement& row) {
    Case found;
    found.number = row.integer(0);
    found.reference = row.text(1);
    found.form = row.text(2);
    found.language = row.text(3);
    found.created = row.integer(4);
    found.received = row.integer(5);
    found.status = row.text(6);
    found.missing = static_cast<std::uint64_t>(row.integer(7));
    found.committee_date = row.text(8);
    found.terminal_name = row.text(9);
    found.terminal = seal::Reader(row.blob(10)).array<sizeof(seal::TerminalId)>();
    found.completes = row.text(11);
    return found;
}

Result<void> run(Result<store::Statement>& statement) {
    if (auto done = statement->step(); !done)
        return tl::unexpected(done.error());
    return {};
}

} // namespace

Result<void> Store::file_case(const Hub& hub, const seal::EnvelopeView& envelope, const seal::Digest& hash,
                              const Filing& filing, std::int64_t now) {
    auto insert = database_.prepare("INSERT INTO cases (hub, terminal, epoch, sequence, previous, hash, "
                                    "reference, form, language, created, "
                                    "received, status, missing, committee_date, envelope) "
                                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'new', ?, ?, ?) "
                                    "RETURNING number");
    if (!insert)
        return tl::unexpected(insert.error());
    insert->bind(1, hub.number)
        .bind(2, seal::ByteView(envelope.terminal))
        .bind(3, std::int64_t{envelope.position.epoch})
        .bind(4, static_cast<std::int64_t>(envelope.position.sequence))
        .bind(5, seal::ByteView(envelope.position.previous))
        .bind(6, seal::ByteView(hash))
        .bind(7, std::string_view(filing.reference))
        .bind(8, std::string_view(filing.form))
        .bind(9, std::string_view(filing.language))
        .bind(10, filing.created)
        .bind(11, now)
        .bind(12, static_cast<std::int64_t>(filing.missing.size()))
        .bind(13, std::string_view(filing.committee_date))
        .bind(14, envelope.bytes);
    if (auto done = run(insert); !done)
        return done;
    const std::int64_t number = insert->integer(0);
    insert->reset();
    if (!filing.completes.empty()) {
        auto completion = database_.prepare("INSERT INTO completions (number, completes) VALUES (?, ?)");
        if (!completion)
            return tl::unexpected(completion.error());
        completion->bind(1, number).bind(2, std::string_view(filing.completes));
        if (auto done = run(completion); !done)
            return done;
    }
    return file_documents(number, filing.missing, false).and_then([&] {
        return file_documents(number, filing.brought, true);
    });
}

Result<void> Store::file_documents(std::int64_t number, const std::vector<seal::ListedDocument>& documents,
                                   bool brought) {
    auto insert =
        database_.prepare("INSERT INTO documents (number, document, shown, brought) VALUES (?, ?, ?, ?)");
    if (!insert)
        return tl::unexpected(insert.error());
    for (const seal::ListedDocument& document : documents) {
        insert->bind(1, number)
            .bind(2, std::string_view(document.document))
            .bind(3, std::string_view(document.shown))
            .bind(4, std::int64_t{brought});
        if (auto done = run(insert); !done)
            return done;
        insert->reset();
    }
    return {};
}

Result<void> Store::read_documents(std::vector<Case>& cases) {
    std::map<std::int64_t, Case*> by_number;
    for (Case& found : cases)
        by_number.emplace(found.number, &found);
    auto statement =
        database_.prepare("SELECT number, document, shown, brought FROM documents ORDER BY rowid");
    if (!statement)
        return tl::unexpected(statement.error());
    return statement->each_row([&] {
        const auto found = by_number.find(statement->integer(0));
        if (found == by_number.end())
            return;
        seal::ListedDocument document{statement->text(1), statement->text(2)};
        if (statement->integer(3) != 0)
            found->second->brought.push_back(std::move(document));
        else
            found->second->lacked.push_back({std::move(document), {}});
    });
}

Result<std::vector<Case>> Store::cases() {
    const std::string sql = std::string(case_columns) + "ORDER BY cases.number DESC";
    auto statement = database_.prepare(sql.c_str());
    if (!statement)
        return tl::unexpected(statement.error());
    std::vector<Case> found;
    if (auto read = statement->each_row([&] { found.push_back(read_case(*statement)); }); !read)
        return tl::unexpected(read.error());
    if (auto done = read_documents(found); !done)
        return tl::unexpected(done.error());
    match_completions(found);
    return found;
}

Result<std::vector<Case>> Store::unanswered(std::int64_t after, std::size_t limit) {
    const std::string sql =
        std::string(case_columns) +
        "WHERE cases.status = 'new' AND cases.number > ?1 AND NOT EXISTS (SELECT 1 FROM decisions WHERE "
        "decisions.subject = cases.number) ORDER BY cases.number LIMIT ?2";
    auto statement = database_.prepare(sql.c_str());
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, after).bind(2, static_cast<std::int64_t>(limit));
    std::vector<Case> found;
    const auto take = [&] {
        found.push_back(read_case(*statement));
        const auto envelope = statement->blob(envelope_column);
        found.back().envelope.assign(envelope.begin(), envelope.end());
    };
    return statement->each_row(take).map([&found] { return std::move(found); });
}

Result<std::vector<Case>> Store::cases_of(const std::string& reference) {
    // All of them: what completes a case is known only by looking through them.
    auto all = cases();
    if (!all)
        return all;
    const auto others =
        std::remove_if(all->begin(), all->end(), [&](const Case& row) { return row.reference != reference; });
    all->erase(others, all->end());
    std::reverse(all->begin(), all->end());
    const std::string sql = std::string(case_columns) + "WHERE cases.number = ?";
    auto statement = database_.prepare(sql.c_str());
    if (!statement)
        return tl::unexpected(statement.error());
    for (Case& found : *all) {
        statement->bind(1, found.number);
        if (const auto row = statement->step(); !row)
            return tl::unexpected(row.error());
        const auto envelope = statement->blob(envelope_column);
        found.envelope.assign(envelope.begin(), envelope.end());
        statement->reset();
    }
    return all;
}

} // namespace istiqbal::office
