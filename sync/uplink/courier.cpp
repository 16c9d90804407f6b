// SPDX-License-Identifier: Apache-2.0
#include "sync/uplink/courier.hpp"

#include "sync/seal/request.hpp"

#include <algorithm>
#include <array>

namespace istiqbal::uplink {

using std::chrono::milliseconds;

namespace {

// The number of the last office acknowledgement that was accepted, in the journal's small values.
constexpr const char* cursor_name = "uplink.acknowledgements";
constexpr const char* notice_cursor_name = "uplink.notices";
// Not empty: the hub was found to hold other records than ours, also before the program began.
constexpr const char* aside_name = "uplink.aside";

// How many runs are asked after in one step. There are more only where the office acknowledged with many
// gaps, which is not for long.
constexpr int runs_asked = 16;

std::uint64_t read_cursor(const journal::Journal& journal, const char* name) {
    const auto value = journal.value(name);
    if (!value || !*value)
        return 0; // from the start again: acknowledgements and notices may be repeated
    return seal::Reader(**value).u64();
}

} // namespace

Courier::Courier(journal::Journal& journal, const seal::SigningKey& terminal,
                 const seal::Provision& provision, Transport& transport, seal::RandomSource random)
    : journal_(journal)
    , terminal_(terminal)
    , provision_(provision)
    , transport_(transport)
    , random_(std::move(random)) {}

Step Courier::step(std::int64_t now) {
    if (!begun_) {
        const auto aside = journal_.value(aside_name);
        aside_ = aside && *aside && !(*aside)->empty();
        begun_ = true;
    }
    if (aside_)
        compare(now);
    Step step = aside_ ? stand_aside(now) : take_step(now);
    step.standing = standing_;
    step.clock_difference = clock_difference_;
    purge_kept(now);
    return step;
}

// The hub's word is signed. Without one, nothing is known that was not before.
void Courier::compare(std::int64_t now) {
    const auto response = get_signed(hub::terminal_last_head_target(journal_.terminal()), now);
    if (!response)
        return;
    compared_ = true;
    const auto head = response->status == 200
                          ? seal::parse_hub_ack(response->body, provision_.hub_key)
                          : seal::Result<seal::HubAck>(seal::fail(seal::ErrorClass::not_found, {}));
    const auto fit =
        head ? journal_.compare_head(*head) : journal::Result<journal::HeadFit>(tl::unexpected(head.error()));
    if (!fit)
        return;
    if (*fit == journal::HeadFit::joins) {
        set_aside(false);
        if (standing_ != Standing::revoked)
            standing_ = Standing::sound;
        return;
    }
    standing_ = *fit == journal::HeadFit::behind ? Standing::behind : Standing::forked;
}

// If it cannot be written down, the next start finds it out again.
void Courier::set_aside(bool aside) {
    if (aside != aside_)
        (void)journal_.set_value(aside_name, aside ? seal::Bytes{1} : seal::Bytes{});
    aside_ = aside;
}

Step Courier::stand_aside(std::int64_t now) {
    Step step;
    if (auto fetched = fetch(now))
        step = *fetched;
    else
        return back_off(fetched.error());
    step.outcome = Outcome::refused;
    step.trouble = Trouble::refused;
    step.problem = "the hub holds other records of this terminal; it is to be enrolled anew";
    step.wait = std::max(step.wait, poll_when_quiet);
    return step;
}

Step Courier::take_step(std::int64_t now) {
    auto unsent = journal_.unsent(count_limit_, seal::batch_envelopes_limit);
    if (!unsent)
        return back_off(own_failure(unsent.error()));
    if (cut_ && !unsent->envelopes.empty()) {
        const auto resumed = resume(*unsent, now);
        if (!resumed)
            return back_off(resumed.error());
        cut_ = false;
        if (*resumed > 0) {
            failures_ = 0;
            return Step{Outcome::sent, *resumed};
        }
    }
    auto done = unsent->envelopes.empty() ? fetch(now) : send(*unsent, now);
    if (!done) {
        if (done.error().contradicts) {
            compare(now);
            set_aside(standing_ == Standing::behind || standing_ == Standing::forked);
        }
        const bool asked_to_wait = done.error().at_least > milliseconds(0);
        Step step = back_off(done.error());
        // A hub that never takes this batch, as after a fork, may still have the office's word on others.
        if (step.outcome == Outcome::refused && !asked_to_wait && !unsent->envelopes.empty())
            if (const auto fetched = fetch(now)) {
                step.purged = fetched->purged;
                step.notices = fetched->notices;
            }
        return step;
    }
    failures_ = 0;
    if (done->outcome == Outcome::sent && standing_ == Standing::revoked)
        standing_ = Standing::sound;
    if (done->outcome != Outcome::quiet)
        return *done;
    if (!compared_)
        compare(now);
    if (look_for_loss(now))
        done->wait = milliseconds(0);
    return *done;
}

// Whether there is something to send again. What cannot be learnt now is asked again in time.
bool Courier::look_for_loss(std::int64_t now) {
    if (journal_.counts().spooled == 0 ||
        (now >= looked_for_loss_ && now < looked_for_loss_ + look_for_loss_every))
        return false;
    looked_for_loss_ = now;
    const auto runs = journal_.spooled_runs();
    if (!runs)
        return false;
    bool lost = false;
    int asked = 0;
    std::optional<std::uint32_t> done_with; // all behind the first loss of an epoch is sent again
    for (const journal::SpooledRun& run : *runs) {
        if (run.epoch == done_with)
            continue;
        if (++asked > runs_asked)
            break;
        const auto lost_now = lost_of(run, now);
        if (!lost_now)
            break;
        if (*lost_now)
            done_with = run.epoch;
        lost = lost || *lost_now;
    }
    return lost;
}

// Whether the hub forgot something of the run, which then counts as unsent again.
Courier::Tried<bool> Courier::lost_of(const journal::SpooledRun& run, std::int64_t now) {
    std::uint64_t held = run.first_sequence - 1; // up to here
    while (held < run.last_sequence) {
        const auto response = get_signed(hub::terminal_run_target(journal_.terminal(), run.epoch, held), now,
                                         with_certificate());
        if (!response)
            return tl::unexpected(response.error());
        if (response->status == 404 && refusal_class(*response) == "not_found")
            break;
        if (response->status != 200)
            return tl::unexpected(refusal(*response));
        const auto ack = seal::parse_hub_ack(response->body, provision_.hub_key);
        if (!ack || ack->terminal != journal_.terminal() || ack->epoch != run.epoch || ack->sequence <= held)
            return tl::unexpected(Failure{Outcome::refused, "the hub's answer does not hold"});
        const bool is_whole = ack->sequence - held < hub::run_limit;
        held = ack->sequence;
        if (is_whole)
            break;
    }
    if (held >= run.last_sequence)
        return false;
    if (const auto unmarked = journal_.unmark_spooled(run.epoch, held); !unmarked)
        return tl::unexpected(own_failure(unmarked.error()));
    return true;
}

// A full disk must not stop intake for the sake of what the office has: then it leaves at once.
void Courier::purge_kept(std::int64_t now) {
    if (journal_.counts().kept == 0)
        return;
    auto retention = journal_.retention(provision_.office, now);
    if (!retention)
        return;
    if (!journal_.has_room(journal::request_reserve))
        retention->days = 0;
    (void)journal_.purge_kept(*retention); // what fails is tried again at the next step
}

Courier::Tried<Step> Courier::send(const journal::Unsent& unsent, std::int64_t now) {
    const auto batch = seal::build_batch(terminal_, provision_.certificate_file, unsent.envelopes);
    if (!batch)
        return tl::unexpected(own_failure(batch.error()));
    const auto expected = seal::batch_hash(*batch);
    if (!expected)
        return tl::unexpected(own_failure(expected.error()));
    auto wrapped = seal::wrap_batch(*batch, {&provision_.hub, 1}, random_);
    if (!wrapped)
        return tl::unexpected(own_failure(wrapped.error()));

    HttpRequest request;
    request.method = "POST";
    request.path = hub::batches_path;
    request.body = std::move(*wrapped);
    const std::size_t smaller = std::max<std::size_t>(1, unsent.envelopes.size() / 2);
    const auto response = exchange(request, now);
    if (!response) {
        cut_ = response.error().trouble != Trouble::unreachable;
        if (cut_)
            count_limit_ = smaller;
        return tl::unexpected(response.error());
    }
    // Too slow or too large, for the hub or for what stands before it.
    if (response->status == 408 || response->status == 413)
        count_limit_ = smaller;
    if (response->status != 200) {
        Failure refused = refusal(*response);
        refused.contradicts = response->status == 409;
        if (response->status == 403 && refusal_class(*response) == "revoked")
            standing_ = Standing::revoked;
        return tl::unexpected(std::move(refused));
    }
    const auto ack = seal::parse_hub_ack(response->body, provision_.hub_key);
    if (ack && ack->batch_hash != *expected)
        return tl::unexpected(
            Failure{Outcome::refused, "the hub acknowledged another batch", {}, Trouble::refused});
    const auto spooled = accept_hub_ack(*response, unsent);
    if (!spooled)
        return tl::unexpected(spooled.error());
    if (*spooled != unsent.envelopes.size())
        return tl::unexpected(
            Failure{Outcome::refused, "the hub acknowledged only a part of the batch", {}, Trouble::refused});
    count_limit_ = std::min(count_limit_ * 2, seal::batch_count_limit);
    return Step{Outcome::sent, *spooled};
}

// Marks what the hub's signed word covers of `unsent`; the journal compares the hash with its own record.
Courier::Tried<std::uint64_t> Courier::accept_hub_ack(const HttpResponse& response,
                                                      const journal::Unsent& unsent) {
    const auto refused = [](std::string problem, Trouble trouble) {
        return Failure{Outcome::refused, std::move(problem), {}, trouble};
    };
    const auto ack = seal::parse_hub_ack(response.body, provision_.hub_key);
    if (!ack)
        return tl::unexpected(refused("the hub's acknowledgement does not hold: " + ack.error().message(),
                                      trouble_of(response)));
    if (ack->terminal != journal_.terminal() || ack->epoch != unsent.epoch)
        return tl::unexpected(refused("the hub acknowledged another terminal or epoch", Trouble::refused));
    if (ack->sequence < unsent.first_sequence)
        return 0;
    if (auto marked = journal_.mark_spooled(*ack); !marked) {
        Failure failure =
            refused("the hub holds other records than ours: " + marked.error().message(), Trouble::refused);
        failure.contradicts = marked.error().kind == seal::ErrorClass::broken_chain;
        return tl::unexpected(std::move(failure));
    }
    return ack->sequence - unsent.first_sequence + 1;
}

// How far the hub came with a batch whose answer was lost. Any answer but a head that holds means: send it
// again, which is harmless; a terminal whose clock is wrong is refused here, and can still send.
Courier::Tried<std::uint64_t> Courier::resume(const journal::Unsent& unsent, std::int64_t now) {
    const auto response = get_signed(hub::terminal_head_target(journal_.terminal(), unsent.epoch), now);
    if (!response)
        return tl::unexpected(response.error());
    if (response->status != 200)
        return 0;
    return accept_hub_ack(*response, unsent).value_or(0);
}

Courier::Tried<Step> Courier::fetch(std::int64_t now) {
    Step step;
    const auto more_acknowledgements = fetch_acknowledgements(step, now);
    if (!more_acknowledgements)
        return tl::unexpected(more_acknowledgements.error());
    const auto more_notices = fetch_notices(step, now);
    if (!more_notices)
        return tl::unexpected(more_notices.error());
    if (*more_acknowledgements || *more_notices)
        return step;
    step.wait = journal_.counts().spooled > 0 ? poll_when_due : poll_when_quiet;
    return step;
}

Courier::Tried<bool> Courier::fetch_acknowledgements(Step& step, std::int64_t now) {
    const std::uint64_t after = read_cursor(journal_, cursor_name);
    const auto items =
        get_list(hub::ack_list, hub::terminal_acks_target(journal_.terminal(), after), after, now);
    if (!items)
        return tl::unexpected(items.error());
    const auto retention = journal_.retention(provision_.office, now);
    if (!retention)
        return tl::unexpected(own_failure(retention.error()));
    std::uint64_t accepted = after;
    for (const hub::Listed& item : *items) {
        const auto ack = seal::parse_office_ack(item.bytes, provision_.office);
        if (!ack || ack->terminal != journal_.terminal()) {
            step.problem = "an acknowledgement that is not our office's was ignored";
            continue;
        }
        const auto purged = journal_.purge(*ack, *retention);
        if (!purged)
            return tl::unexpected(own_failure(purged.error()));
        if (purged->mismatched > 0)
            step.problem = "the office acknowledged records that this terminal does not hold";
        step.purged += purged->purged;
        accepted = item.number;
    }
    if (accepted == after)
        return false;
    seal::Writer writer;
    if (auto saved = journal_.set_value(cursor_name, writer.u64(accepted).bytes()); !saved)
        return tl::unexpected(own_failure(saved.error()));
    return true;
}

// A terminal that has sent nothing yet is not known to the hub otherwise, nor one whom a restored hub forgot.
HttpRequest Courier::with_certificate() const {
    HttpRequest request;
    request.headers.emplace_back(hub::certificate_header_name, seal::base64(provision_.certificate_file));
    return request;
}

Courier::Tried<bool> Courier::fetch_notices(Step& step, std::int64_t now) {
    const std::uint64_t after = read_cursor(journal_, notice_cursor_name);
    auto items = get_list(hub::notice_list, hub::terminal_notices_target(journal_.terminal(), after), after,
                          now, with_certificate());
    // A number that the hub never gave: it is another hub, or it was led astray. Its numbers are asked anew.
    if (!items && items.error().status == 409 && after != 0) {
        if (auto saved = journal_.set_value(notice_cursor_name, seal::Writer().u64(0).bytes()); !saved)
            return tl::unexpected(own_failure(saved.error()));
        return false;
    }
    if (!items)
        return tl::unexpected(items.error());
    if (items->empty()) {
        // The hub takes our signed requests, so that the clock by which they expire is about right.
        if (auto dropped = journal_.drop_expired_replies(now); !dropped)
            return tl::unexpected(own_failure(dropped.error()));
        return false;
    }
    std::vector<seal::Bytes> notices;
    for (hub::Listed& item : *items)
        notices.push_back(std::move(item.bytes));
    const journal::NoticeCursor cursor{notice_cursor_name, items->back().number};
    const auto applied = journal_.apply_notices(notices, provision_.office, now, cursor);
    if (!applied)
        return tl::unexpected(own_failure(applied.error()));
    bool any_of_office = false; // a hub that sends nothing but rubbish is not asked again at once
    for (const journal::NoticeApplied& each : *applied) {
        any_of_office = any_of_office || (each.outcome != journal::NoticeOutcome::refused &&
                                          each.outcome != journal::NoticeOutcome::elsewhere);
        step.notices += each.outcome == journal::NoticeOutcome::taken ? 1 : 0;
        if (!each.problem.empty())
            step.problem = each.problem;
    }
    return any_of_office;
}

// A hub that has nothing for us, or knows no such list, answers 404: an empty list.
Courier::Tried<std::vector<hub::Listed>> Courier::get_list(const hub::ListKind& kind, const std::string& path,
                                                           std::uint64_t after, std::int64_t now,
                                                           HttpRequest request) {
    const auto response = get_signed(path, now, std::move(request));
    if (!response)
        return tl::unexpected(response.error());
    if (response->status == 404)
        return std::vector<hub::Listed>();
    if (response->status != 200)
        return tl::unexpected(refusal(*response));
    auto parsed = hub::parse_list(kind, response->body, after);
    if (!parsed)
        return tl::unexpected(Failure{Outcome::refused,
                                      "the hub's list does not hold: " + parsed.error().message(),
                                      {},
                                      trouble_of(*response)});
    return std::move(*parsed);
}

Courier::Tried<HttpResponse> Courier::get_signed(const std::string& path, std::int64_t now,
                                                 HttpRequest request) {
    request.path = path;
    request.headers.emplace_back(seal::request_header_name,
                                 seal::sign_request(terminal_, request.method, path, {}, now, random_));
    return exchange(request, now);
}

Courier::Tried<HttpResponse> Courier::exchange(const HttpRequest& request, std::int64_t now) {
    auto response = transport_.send(request);
    if (!response)
        return tl::unexpected(no_answer(response.error()));
    clock_difference_ = response->date ? std::optional(*response->date - now) : std::nullopt;
    return std::move(*response);
}

Courier::Failure Courier::refusal(const HttpResponse& response) {
    const std::string words = words_of(response);
    Failure failure{Outcome::refused,
                    "the hub answered " + std::to_string(response.status),
                    {},
                    trouble_of(response),
                    response.status};
    if (!words.empty())
        failure.problem += ": " + words;
    if (response.retry_after)
        failure.at_least = std::min<milliseconds>(
            std::min(*response.retry_after, std::chrono::seconds(86'400)), backoff_limit);
    return failure;
}

Courier::Failure Courier::no_answer(const TransportError& error) {
    return {Outcome::offline, "the hub is not reached: " + error.detail, {}, trouble_of(error.failure)};
}

Courier::Failure Courier::own_failure(const seal::Error& error) {
    return {Outcome::failed, error.message(), {}, Trouble::own};
}

Step Courier::back_off(Failure failure) {
    constexpr unsigned steepest = 20;
    const auto ceiling = std::min(backoff_limit, backoff_base * (1 << std::min(failures_, steepest)));
    failures_ = std::min(failures_ + 1, steepest);
    std::array<std::uint8_t, 8> drawn{};
    random_(drawn);
    const auto span = static_cast<std::uint64_t>((ceiling - backoff_floor).count()) + 1;
    const auto jitter = milliseconds(static_cast<std::int64_t>(seal::Reader(drawn).u64() % span));
    Step step;
    step.outcome = failure.outcome;
    step.problem = std::move(failure.problem);
    step.trouble = failure.trouble;
    step.wait = std::max(backoff_floor + jitter, failure.at_least);
    return step;
}

} // namespace istiqbal::uplink
