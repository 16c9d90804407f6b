// SPDX-License-Identifier: Apache-2.0
// Store: the steps that cases took.
#include "sync/office/store.hpp"

namespace istiqbal::office {

using seal::Result;

Result<void> Store::keep_decision(const Case& row, const Decision& decision) {
    auto insert = database_.prepare("INSERT INTO decisions (subject, status, decided, person, early, "
                                    "last_case, reply) VALUES (?1, ?2, ?3, "
                                    "?4, ?5, (SELECT max(number) FROM cases), ?6)");
    if (!insert)
        return tl::unexpected(insert.error());
    insert->bind(1, row.number)
        .bind(2, std::string_view(decision.status))
        .bind(3, decision.when)
        .bind(4, std::string_view(decision.by))
        .bind(5, std::int64_t{decision.early})
        .bind(6, seal::ByteView(decision.reply));
    if (auto done = insert->step(); !done)
        return tl::unexpected(done.error());
    auto update = database_.prepare("UPDATE cases SET status = ? WHERE number = ?");
    if (!update)
        return tl::unexpected(update.error());
    update->bind(1, std::string_view(decision.status)).bind(2, row.number);
    if (auto done = update->step(); !done)
        return tl::unexpected(done.error());
    return {};
}

Result<std::vector<Decision>> Store::decisions_of(const Case& row) {
    auto rows = database_.prepare("SELECT status, decided, person, early, last_case, reply FROM decisions "
                                  "WHERE subject = ? ORDER BY number");
    if (!rows)
        return tl::unexpected(rows.error());
    rows->bind(1, row.number);
    std::vector<Decision> found;
    const auto take = [&] {
        const seal::ByteView reply = rows->blob(5);
        found.push_back({rows->text(0), rows->integer(1), rows->text(2), rows->integer(3) != 0,
                         rows->integer(4), seal::Bytes(reply.begin(), reply.end())});
    };
    return rows->each_row(take).map([&found] { return std::move(found); });
}

Result<void> Store::add_lacking(const Case& row, const std::vector<seal::ListedDocument>& documents) {
    return file_documents(row.number, documents, false);
}

Result<std::uint64_t> Store::count_cases(const std::string& status) {
    auto row = database_.prepare("SELECT count(*) FROM cases WHERE status = ?");
    if (!row)
        return tl::unexpected(row.error());
    row->bind(1, std::string_view(status));
    return one_number(std::move(row));
}

} // namespace istiqbal::office
