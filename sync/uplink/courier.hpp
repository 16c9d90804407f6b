// SPDX-License-Identifier: Apache-2.0
// Carries the journal to the hub and the office's acknowledgements and notices back: the whole sync of a
// terminal, without a thread, a clock or a network of its own, so that tests hold all three.
//
// Rules it keeps
//   * A batch is re-sent until the hub's signed acknowledgement names its last record by hash; re-sending is
//     harmless, so no state of a transfer needs to be kept. After a transfer that was cut, the courier first
//     asks the hub how far it came, and halves the next batch, so that a poor link still moves forward.
//   * Only an office acknowledgement whose signature holds, for this terminal, purges. What the hub
//     says never deletes anything.
//   * When the hub refuses a batch as contradicting what it holds, and whenever there is first nothing to
//     send, the courier asks the hub for its last record of this terminal and compares. If that does not
//     join, the batch that was refused stays evidence at the hub, and no further one is sent;
//     acknowledgements and notices are fetched on, and the comparison is made again each time.
//   * What the hub said it has, and the office has not acknowledged, is asked after now and then: a hub that
//   was
//     restored from an older copy gets again what it forgot. An answer that is wrong costs a transfer.
//   * Notices are taken in order, in one transaction with the place in the hub's numbers. One that does
//     not hold is said and passed over: it keeps no later one away.
//   * Failures back off with full jitter (uniform in 0 … 1 s · 2^n, at most 15 min), never below what
//     the hub's Retry-After asks.
#pragma once

#include "sync/hub/wire.hpp"
#include "sync/journal/journal.hpp"
#include "sync/seal/batch.hpp"
#include "sync/seal/certificate.hpp"
#include "sync/uplink/hub_answer.hpp"
#include "sync/uplink/transport.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace istiqbal::uplink {

inline constexpr std::chrono::milliseconds backoff_base{1'000};
inline constexpr std::chrono::milliseconds backoff_limit{15 * 60'000};
inline constexpr std::chrono::milliseconds backoff_floor{100};
// How often an all-sent terminal looks for office acknowledgements: while some are due, and otherwise.
inline constexpr std::chrono::milliseconds poll_when_due{30'000};
inline constexpr std::chrono::milliseconds poll_when_quiet{5 * 60'000};
// How often what the hub has is asked after, in seconds, while the office has not acknowledged it.
inline constexpr std::int64_t look_for_loss_every = 5 * 60;

enum class Outcome {
    sent,    // a batch is spooled; there may be more
    quiet,   // nothing to send; acknowledgements were looked for
    offline, // the hub was not reached, or the answer was cut
    refused, // the hub answered, and not as it should: `problem` says what
    failed,  // the terminal's own journal or keys failed
};

// Whether the terminal is the only one that writes as itself, as far as the hub's word goes. One that is not
// goes on taking requests and sends none; enrolled anew, it sends all that it kept.
enum class Standing {
    sound,
    behind,  // the hub has records that this terminal never took: it was restored from a copy, or a copy runs
    forked,  // the hub has another record at a place of this terminal's: a copy of it runs elsewhere
    revoked, // the office no longer believes it, or this epoch of it
};

// What one step did, and how long to wait before the next.
struct Step {
    Outcome outcome = Outcome::quiet;
    std::uint64_t spooled = 0; // records that the hub acknowledged now
    std::uint64_t purged = 0;  // envelopes deleted now, on the office's word
    std::uint64_t notices = 0; // notices that hold now and did not before
    std::string problem{};     // a line for a log and the operator; empty when all went well
    std::chrono::milliseconds wait{0};
    Standing standing = Standing::sound; // as known by now
    Trouble trouble = Trouble::none;     // what `problem` comes from, where it is a failure
    // How far the clock of the hub, or of who answers in its place, is ahead of this terminal's, in seconds.
    // Unsigned: for people's eyes.
    std::optional<std::int64_t> clock_difference{};
};

class Courier {
public:
    // All of them outlive the courier. One thread at a time.
    Courier(journal::Journal& journal, const seal::SigningKey& terminal, const seal::Provision& provision,
            Transport& transport, seal::RandomSource random = seal::system_random);

    // Sends one batch if there is one; fetches acknowledgements and then notices if there is none, or if the
    // hub refused it without asking to be left alone for a while. `now`: seconds since 1970-01-01 UTC.
    Step step(std::int64_t now);

private:
    struct Failure {
        Outcome outcome = Outcome::failed;
        std::string problem;
        std::chrono::milliseconds at_least{0};
        Trouble trouble = Trouble::own;
        int status = 0;           // of the hub's answer, when it was that
        bool contradicts = false; // the hub holds other records than ours
    };
    template <class T>
    using Tried = tl::expected<T, Failure>;

    Tried<Step> send(const journal::Unsent& unsent, std::int64_t now);
    Tried<Step> fetch(std::int64_t now);
    Tried<bool> fetch_acknowledgements(Step& step, std::int64_t now); // whether there may be more
    Tried<bool> fetch_notices(Step& step, std::int64_t now);
    Tried<std::uint64_t> accept_hub_ack(const HttpResponse& response, const journal::Unsent& unsent);
    Tried<std::uint64_t> resume(const journal::Unsent& unsent, std::int64_t now);
    Tried<HttpResponse> get_signed(const std::string& path, std::int64_t now, HttpRequest request = {});
    Tried<std::vector<hub::Listed>> get_list(const hub::ListKind& kind, const std::string& path,
                                             std::uint64_t after, std::int64_t now, HttpRequest request = {});
    Tried<HttpResponse> exchange(const HttpRequest& request, std::int64_t now);
    HttpRequest with_certificate() const;
    Step take_step(std::int64_t now);
    Step stand_aside(std::int64_t now);
    void compare(std::int64_t now);
    bool look_for_loss(std::int64_t now);
    Tried<bool> lost_of(const journal::SpooledRun& run, std::int64_t now);
    void purge_kept(std::int64_t now);
    void set_aside(bool aside);
    static Failure refusal(const HttpResponse& response);
    static Failure no_answer(const TransportError& error);
    static Failure own_failure(const seal::Error& error);
    Step back_off(Failure failure);

    journal::Journal& journal_;
    const seal::SigningKey& terminal_;
    const seal::Provision& provision_;
    Transport& transport_;
    seal::RandomSource random_;
    std::size_t count_limit_ = seal::batch_count_limit;
    unsigned failures_ = 0;
    Standing standing_ = Standing::sound;
    bool compared_ = false; // since the start
    bool begun_ = false;
    bool aside_ = false; // nothing is sent
    bool cut_ = false;   // the last batch's fate is unknown: ask before sending it again
    std::int64_t looked_for_loss_ = 0;
    std::optional<std::int64_t> clock_difference_;
};

} // namespace istiqbal::uplink
