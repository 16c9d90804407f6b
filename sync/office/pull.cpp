// SPDX-License-Identifier: Apache-2.0
#include "sync/office/pull.hpp"

#include "sync/hub/wire.hpp"
#include "sync/office/ask.hpp"
#include "sync/office/notices.hpp"

namespace istiqbal::office {

using seal::ErrorClass;
using seal::Result;

namespace {

constexpr std::size_t page = 256;

// One page; the cursor after it.
Result<std::uint64_t> file_page(Store& store, const OfficeKeys& keys, const Hub& hub,
                                const std::vector<hub::Listed>& items, Pulled& pulled, std::int64_t now) {
    auto transaction = store.begin();
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto clerk = FilingClerk::open(store, keys, hub, pulled, now);
    if (!clerk)
        return tl::unexpected(clerk.error());
    std::vector<seal::ByteView> records;
    for (const hub::Listed& item : items)
        records.emplace_back(item.bytes);
    if (auto done = clerk->take(records); !done)
        return tl::unexpected(done.error());
    const std::uint64_t cursor = items.back().number;
    if (auto done = store.set_cursor(hub, cursor); !done)
        return tl::unexpected(done.error());
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return cursor;
}

Result<void> acknowledge(Store& store, const OfficeKeys& keys, const Hub& hub, uplink::Transport& transport,
                         Pulled& pulled, std::int64_t now) {
    const auto acks = store.unacknowledged(hub);
    if (!acks)
        return tl::unexpected(acks.error());
    for (const seal::OfficeAck& ack : *acks) {
        const auto bytes = seal::build_office_ack(keys.signing, ack);
        if (!bytes)
            return tl::unexpected(bytes.error());
        const auto answer =
            ask(transport, keys, {"POST", std::string(hub::office_acks_path), {}, *bytes}, now);
        if (!answer)
            return tl::unexpected(answer.error());
        const auto number = number_in(*answer, "number");
        if (!number || *answer != hub::stored_answer(*bytes, *number))
            return seal::fail(ErrorClass::io, "what answers is no hub, or speaks of another acknowledgement");
        if (auto done = store.mark_acknowledged(hub, ack, *number); !done)
            return done;
        pulled.acknowledged += ack.records.size();
    }
    return {};
}

// A hub that was restored from an older copy lost acknowledgements that it had confirmed: the terminals wait
// for them, and are told again.
Result<void> look_for_restored_hub(Store& store, const OfficeKeys& keys, const Hub& hub,
                                   uplink::Transport& transport, std::int64_t now) {
    const auto confirmed = store.last_confirmed(hub);
    if (!confirmed)
        return tl::unexpected(confirmed.error());
    if (*confirmed == 0)
        return {};
    const auto body = ask(transport, keys, {"GET", std::string(hub::office_last_ack_path), {}, {}}, now);
    if (!body)
        return tl::unexpected(body.error());
    const auto last = number_in(*body, "last");
    if (!last)
        return no_hub();
    return *last < *confirmed ? store.forget_acknowledged(hub) : Result<void>();
}

} // namespace

Result<Pulled> pull(Store& store, const OfficeKeys& keys, const Hub& hub, uplink::Transport& transport,
                    std::int64_t now) {
    if (auto looked = look_for_restored_hub(store, keys, hub, transport, now); !looked)
        return tl::unexpected(looked.error());
    Pulled pulled;
    std::uint64_t cursor = hub.cursor;
    for (;;) {
        auto body = ask(transport, keys, {"GET", hub::office_records_target(cursor, page), {}, {}}, now);
        if (!body)
            return tl::unexpected(body.error());
        const auto items = hub::parse_list(hub::record_list, *body, cursor);
        if (!items)
            return tl::unexpected(items.error());
        if (items->empty())
            break;
        const auto next = file_page(store, keys, hub, *items, pulled, now);
        if (!next)
            return tl::unexpected(next.error());
        cursor = *next;
    }
    if (auto done = acknowledge(store, keys, hub, transport, pulled, now); !done)
        return tl::unexpected(done.error());
    auto posted = post_notices(store, keys, hub, transport, now);
    if (!posted)
        return tl::unexpected(posted.error());
    pulled.posted = posted->posted;
    for (std::string& warning : posted->warnings)
        pulled.warnings.push_back(std::move(warning));
    return pulled;
}

} // namespace istiqbal::office
