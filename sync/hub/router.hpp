// SPDX-License-Identifier: Apache-2.0
// What the hub answers (PROTOCOL.md, "The hub over HTTP"): from a request to a response, without a socket.
//
// clang-format off
//     POST /v1/batches                          a wrapped batch; answers with the hub's signed acknowledgement
//     GET  /v1/terminals/{id}/head?epoch=E      signed by the terminal: how far the hub has come
//     GET  /v1/terminals/{id}/acks?after=N      signed by the terminal: the office's acknowledgements
//     GET  /v1/office/records?after=N&limit=M   signed by the office: sealed records, in order of arrival
//     POST /v1/office/acks                      signed by the office: an acknowledgement for a terminal
//     POST /v1/office/notices                   signed by the office: a notice
//     GET  /v1/office/notices/last              signed by the office: the highest number of a notice held
//     GET  /v1/terminals/{id}/notices?after=N   signed by the terminal: the office's notices
//     GET  /v1/health                           counts
// clang-format on
//
// Every write is idempotent and nothing in memory matters: the nonces of signed requests are remembered only
// to refuse a listener's replay within the allowed skew, in a bounded memory for each known key; a hub that
// restarts forgets them, and what could then be replayed is a read of sealed bytes or a write that changes
// nothing.
//
// Threads: handle() is called from several at once. Opening and verifying a batch run in parallel; the store
// makes its writes one after another.
#pragma once

#include "sync/hub/directory.hpp"
#include "sync/hub/message.hpp"
#include "sync/hub/store.hpp"
#include "sync/seal/request.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <set>

namespace istiqbal::hub {

class Router final : public Handler {
public:
    // Signed requests of one key that are remembered at a time. Only a key that we know gets this far, and
    // one that floods is refused until its own are forgotten, while all others are served.
    static constexpr std::size_t nonces_per_key = 4'096;

    // `now` gives seconds since 1970-01-01 UTC. `log` takes a line for the operator: alarms and failures of
    // the store. Both are called from any thread. What is referred to outlives the router.
    Router(Store& store, const HubKeys& keys, std::function<std::int64_t()> now,
           std::function<void(const std::string&)> log);

    tl::expected<std::size_t, Response> admit(std::string_view method, std::string_view target) override;
    Response handle(const Request& request) override;

private:
    Response take_batch(const Request& request);
    Response terminal_head(const Request& request, const seal::TerminalId& terminal, std::string_view query);
    Response terminal_run(const Request& request, const seal::TerminalId& terminal, std::string_view query);
    Response chain_head(const seal::TerminalId& terminal, const seal::Result<std::optional<ChainHead>>& head);
    Response terminal_acks(const Request& request, const seal::TerminalId& terminal, std::string_view query);
    Response terminal_notices(const Request& request, const seal::TerminalId& terminal,
                              std::string_view query);
    Response take_notice(const Request& request);
    void take_released();
    Response last_number(const Request& request, seal::Result<std::uint64_t> (Store::*number)());
    Response office_records(const Request& request, std::string_view query);
    Response take_office_ack(const Request& request);
    Response health();

    // Nothing: the request is signed by `key`, now, for the first time.
    std::optional<Response> refuse_unsigned(const Request& request, const seal::VerifyKey& key);
    // The same by the key of a terminal, which must have sent a batch before or show its certificate.
    std::optional<Response> refuse_unsigned_by(const Request& request, const seal::TerminalId& terminal);
    seal::Result<std::optional<seal::VerifyKey>> key_of(const Request& request,
                                                        const seal::TerminalId& terminal);
    bool remember_nonce(const seal::RequestSignature& signature, std::int64_t now);
    Response store_failed(const seal::Error& error);

    Store& store_;
    const HubKeys& keys_;
    std::function<std::int64_t()> now_;
    std::function<void(const std::string&)> log_;
    std::mutex nonces_mutex_;
    // By the request's date, so that the oldest come first. A replay bears the date of what it repeats.
    using DatedNonce = std::pair<std::int64_t, seal::ByteArray<16>>;
    std::map<seal::KeyId, std::set<DatedNonce>> nonces_;
};

} // namespace istiqbal::hub
