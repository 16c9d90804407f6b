// SPDX-License-Identifier: Apache-2.0
#include "sync/store/terminals.hpp"

namespace istiqbal::store {

seal::Result<std::optional<seal::VerifyKey>> terminal_key(Database& database,
                                                          const seal::TerminalId& terminal) {
    auto statement = database.prepare("SELECT key FROM terminals WHERE terminal = ?");
    if (!statement)
        return tl::unexpected(statement.error());
    statement->bind(1, seal::ByteView(terminal));
    const auto row = statement->step();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return std::optional<seal::VerifyKey>();
    return seal::VerifyKey::from_bytes(statement->blob(0)).map([](seal::VerifyKey key) {
        return std::optional(key);
    });
}

} // namespace istiqbal::store
