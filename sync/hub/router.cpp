// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/router.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace istiqbal::hub {

using seal::ErrorClass;

namespace {

enum class Route {
    batches,
    health,
    head,
    run,
    acks,
    notices,
    office_records,
    office_acks,
    office_last_ack,
    office_notices,
    office_last_notice
};

struct Match {
    Route route = Route::health;
    std::string_view method; // the one that it takes
    std::size_t body_limit = 0;
    seal::TerminalId terminal{};
};

std::string_view path_of(std::string_view target) {
    return target.substr(0, target.find('?'));
}

std::string_view query_of(std::string_view target) {
    const auto mark = target.find('?');
    return mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
}

std::optional<Match> match_terminal(std::string_view path) {
    constexpr std::string_view prefix = "/v1/terminals/";
    constexpr std::size_t id_digits = 2 * sizeof(seal::TerminalId);
    if (path.substr(0, prefix.size()) != prefix || path.size() < prefix.size() + id_digits)
        return std::nullopt;
    const auto id = seal::from_hex(path.substr(prefix.size(), id_digits), sizeof(seal::TerminalId));
    const std::string_view rest = path.substr(prefix.size() + id_digits);
    constexpr std::array ends{std::pair{std::string_view("/acks"), Route::acks},
                              std::pair{std::string_view("/head"), Route::head},
                              std::pair{std::string_view("/notices"), Route::notices},
                              std::pair{std::string_view("/run"), Route::run}};
    const auto end =
        std::find_if(ends.begin(), ends.end(), [rest](const auto& each) { return each.first == rest; });
    if (!id || end == ends.end())
        return std::nullopt;
    Match match{end->second, "GET", 0, {}};
    std::copy(id->begin(), id->end(), match.terminal.begin());
    return match;
}

std::optional<Match> match(std::string_view target) {
    const std::string_view path = path_of(target);
    if (path == batches_path)
        return Match{Route::batches, "POST", seal::wrapped_batch_limit, {}};
    if (path == health_path)
        return Match{Route::health, "GET", 0, {}};
    if (path == office_records_path)
        return Match{Route::office_records, "GET", 0, {}};
    if (path == office_acks_path)
        return Match{Route::office_acks, "POST", seal::office_ack_limit, {}};
    if (path == office_last_ack_path)
        return Match{Route::office_last_ack, "GET", 0, {}};
    if (path == office_notices_path)
        return Match{Route::office_notices, "POST", seal::notice_limit, {}};
    if (path == office_last_notice_path)
        return Match{Route::office_last_notice, "GET", 0, {}};
    return match_terminal(path);
}

// The value of `name` in a=1&b=2; nothing when it is absent, not a plain number or above `largest`.
std::optional<std::uint64_t> number_in(std::string_view query, std::string_view name, std::uint64_t largest) {
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query = query.substr(std::min(end + 1, query.size()));
        if (pair.size() <= name.size() || pair.substr(0, name.size()) != name || pair[name.size()] != '=')
            continue;
        const std::string_view digits = pair.substr(name.size() + 1);
        std::uint64_t value = 0;
        const auto [last, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc{} || last != digits.data() + digits.size() || value > largest)
            return std::nullopt;
        return value;
    }
    return std::nullopt;
}

Response bytes_response(seal::Bytes bytes) {
    Response response;
    response.content_type = "application/octet-stream";
    response.body = std::move(bytes);
    return response;
}

Response json_response(const nlohmann::json& document) {
    const std::string text = document.dump();
    Response response;
    response.body.assign(text.begin(), text.end());
    return response;
}

// What does not verify, by its class. The detail is seal's own and repeats nothing of what was sent.
Response refusal(const seal::Error& error) {
    switch (error.kind) {
    case ErrorClass::too_large:
        return error_response(413, seal::name(error.kind), error.detail);
    case ErrorClass::bad_signature:
    case ErrorClass::wrong_key:
    case ErrorClass::expired:
        return error_response(403, seal::name(error.kind), error.detail);
    default:
        return error_response(400, seal::name(error.kind), error.detail);
    }
}

Response bad_query(std::string_view expected) {
    return error_response(400, "malformed", expected);
}

} // namespace

Router::Router(Store& store, const HubKeys& keys, std::function<std::int64_t()> now,
               std::function<void(const std::string&)> log)
    : store_(store)
    , keys_(keys)
    , now_(std::move(now))
    , log_(std::move(log)) {}

tl::expected<std::size_t, Response> Router::admit(std::string_view method, std::string_view target) {
    const auto found = match(target);
    if (!found)
        return tl::unexpected(error_response(404, "unknown_path", "There is nothing at this path."));
    if (found->method != method) {
        Response response = error_response(405, "wrong_method", "This path takes another method.");
        response.allow = found->method;
        return tl::unexpected(std::move(response));
    }
    return found->body_limit;
}

Response Router::handle(const Request& request) {
    const auto admitted = admit(request.method, request.target);
    if (!admitted)
        return admitted.error();
    if (request.body.size() > *admitted)
        return error_response(413, "too_large", "The body is larger than this endpoint takes.");
    const auto found = match(request.target);
    const std::string_view query = query_of(request.target);
    switch (found->route) {
    case Route::batches:
        return take_batch(request);
    case Route::head:
        return terminal_head(request, found->terminal, query);
    case Route::run:
        return terminal_run(request, found->terminal, query);
    case Route::acks:
        return terminal_acks(request, found->terminal, query);
    case Route::notices:
        return terminal_notices(request, found->terminal, query);
    case Route::office_notices:
        return take_notice(request);
    case Route::office_last_ack:
        return last_number(request, &Store::last_acknowledgement);
    case Route::office_last_notice:
        return last_number(request, &Store::last_notice);
    case Route::office_records:
        return office_records(request, query);
    case Route::office_acks:
        return take_office_ack(request);
    case Route::health:
        break;
    }
    return health();
}

Response Router::take_batch(const Request& request) {
    const auto plain = seal::unwrap_batch(request.body, {&keys_.identity, 1});
    if (!plain && plain.error().kind == ErrorClass::wrong_key)
        return error_response(421, "wrong_key", "The batch is not sealed to this hub.");
    if (!plain)
        return error_response(plain.error().kind == ErrorClass::too_large ? 413 : 400,
                              seal::name(plain.error().kind), plain.error().detail);
    const std::int64_t now = now_();
    const auto batch = seal::parse_and_verify_batch(plain->bytes(), keys_.office, now);
    if (!batch)
        return refusal(batch.error());
    const auto ingested = store_.ingest(*batch, plain->bytes(), now);
    if (!ingested)
        return store_failed(ingested.error());
    if (ingested->alarm)
        log_("alarm: " + *ingested->alarm);
    if (ingested->verdict == Verdict::forked)
        return error_response(
            409, "broken_chain",
            "The batch contradicts records that the hub holds of this terminal. It is kept as "
            "evidence; the terminal must be looked at and enrolled anew.");
    if (ingested->verdict == Verdict::revoked)
        return error_response(
            403, "revoked",
            "The office revoked this terminal or closed this epoch. The batch is kept for the "
            "office to look at.");
    return bytes_response(
        seal::build_hub_ack(keys_.signing, {batch->certificate.terminal, batch->epoch, batch->last_sequence(),
                                            batch->last_hash, batch->hash}));
}

Response Router::terminal_head(const Request& request, const seal::TerminalId& terminal,
                               std::string_view query) {
    if (auto refused = refuse_unsigned_by(request, terminal))
        return *refused;
    const auto epoch = number_in(query, "epoch", UINT32_MAX);
    if (!epoch && !query.empty())
        return bad_query("The query is epoch=NUMBER, or there is none.");
    const auto head =
        store_.head(terminal, epoch ? std::optional(static_cast<std::uint32_t>(*epoch)) : std::nullopt);
    return chain_head(terminal, head);
}

Response Router::terminal_run(const Request& request, const seal::TerminalId& terminal,
                              std::string_view query) {
    if (auto refused = refuse_unsigned_by(request, terminal))
        return *refused;
    const auto epoch = number_in(query, "epoch", UINT32_MAX);
    const auto after = number_in(query, "after", INT64_MAX);
    if (!epoch || !after)
        return bad_query("The query is epoch=NUMBER&after=NUMBER.");
    return chain_head(terminal, store_.run_end(terminal, static_cast<std::uint32_t>(*epoch), *after));
}

Response Router::chain_head(const seal::TerminalId& terminal,
                            const seal::Result<std::optional<ChainHead>>& head) {
    if (!head)
        return store_failed(head.error());
    if (!*head)
        return error_response(404, "not_found", "The hub holds nothing of it.");
    return bytes_response(
        seal::build_hub_ack(keys_.signing, {terminal, (*head)->epoch, (*head)->sequence, (*head)->hash, {}}));
}

Response Router::terminal_acks(const Request& request, const seal::TerminalId& terminal,
                               std::string_view query) {
    if (auto refused = refuse_unsigned_by(request, terminal))
        return *refused;
    const auto after = number_in(query, "after", UINT64_MAX);
    if (!after)
        return bad_query("The query is after=NUMBER.");
    const auto items = store_.acknowledgements_after(terminal, *after);
    if (!items)
        return store_failed(items.error());
    return bytes_response(build_list(ack_list, *items));
}

Response Router::office_records(const Request& request, std::string_view query) {
    if (auto refused = refuse_unsigned(request, keys_.office))
        return *refused;
    const auto after = number_in(query, "after", UINT64_MAX);
    const auto limit = number_in(query, "limit", UINT32_MAX);
    if (!after || !limit || *limit == 0)
        return bad_query("The query is after=NUMBER&limit=NUMBER, the limit at least 1.");
    const auto items = store_.records_after(*after, static_cast<std::size_t>(*limit));
    if (!items)
        return store_failed(items.error());
    return bytes_response(build_list(record_list, *items));
}

Response Router::take_office_ack(const Request& request) {
    if (auto refused = refuse_unsigned(request, keys_.office))
        return *refused;
    const auto ack = seal::parse_office_ack(request.body, keys_.office);
    if (!ack)
        return refusal(ack.error());
    const auto number = store_.add_acknowledgement(ack->terminal, request.body);
    if (!number)
        return store_failed(number.error());
    Response response;
    response.body = stored_answer(request.body, *number);
    return response;
}

Response Router::terminal_notices(const Request& request, const seal::TerminalId& terminal,
                                  std::string_view query) {
    if (auto refused = refuse_unsigned_by(request, terminal))
        return *refused;
    const auto after = number_in(query, "after", UINT64_MAX);
    if (!after)
        return bad_query("The query is after=NUMBER.");
    const auto highest = store_.notice_numbers();
    if (!highest)
        return store_failed(highest.error());
    if (*after > *highest)
        return error_response(409, "ahead", "The hub never gave this number; ask again after 0.");
    const auto items = store_.notices_after(terminal, *after, now_());
    if (!items)
        return store_failed(items.error());
    return bytes_response(build_list(notice_list, *items));
}

Response Router::take_notice(const Request& request) {
    if (auto refused = refuse_unsigned(request, keys_.office))
        return *refused;
    const auto notice = seal::open_notice(request.body, keys_.office);
    if (!notice)
        return refusal(notice.error());
    std::vector<seal::Revocation> revocations;
    if (notice->head.kind == seal::NoticeKind::revocations) {
        auto parsed = seal::revocations_from_json(notice->body);
        if (!parsed)
            return refusal(parsed.error());
        revocations = std::move(*parsed);
    }
    const auto stored = store_.add_notice(*notice, revocations, now_());
    if (!stored)
        return store_failed(stored.error());
    if (stored->verdict == NoticeVerdict::older)
        return error_response(409, "superseded", "The hub holds a later revision of this notice.");
    if (stored->verdict == NoticeVerdict::conflicting) {
        log_("alarm: the office signed two notices of kind " + std::string(seal::name(notice->head.kind)) +
             " with revision " + std::to_string(notice->head.revision));
        return error_response(409, "conflict", "The hub holds another notice with this revision.");
    }
    if (notice->head.kind == seal::NoticeKind::revocations)
        take_released();
    return json_response({{"stored", true}, {"number", stored->number}});
}

// What was put aside of a terminal that the office believes again, as if it came now; its certificate was
// good when it came. What fails stays where it is, and is tried again with the next list.
void Router::take_released() {
    std::int64_t last = 0;
    for (;;) {
        const auto released = store_.released_after(last);
        if (!released || !*released) {
            if (!released)
                log_("the store failed: " + released.error().message());
            return;
        }
        last = (*released)->number;
        const auto batch =
            seal::parse_and_verify_batch((*released)->batch, keys_.office, (*released)->received);
        const auto ingested = batch ? store_.ingest(*batch, (*released)->batch, now_())
                                    : seal::Result<Ingested>(tl::unexpected(batch.error()));
        if (!ingested || ingested->verdict != Verdict::stored)
            continue;
        if (auto done = store_.forget_released(**released); !done)
            log_("the store failed: " + done.error().message());
    }
}

Response Router::last_number(const Request& request, seal::Result<std::uint64_t> (Store::*number)()) {
    if (auto refused = refuse_unsigned(request, keys_.office))
        return *refused;
    const auto last = (store_.*number)();
    if (!last)
        return store_failed(last.error());
    return json_response({{"last", *last}});
}

Response Router::health() {
    const auto counts = store_.counts();
    if (!counts)
        return store_failed(counts.error());
    return json_response({{"status", "ok"},
                          {"version", ISTIQBAL_VERSION},
                          {"records", counts->records},
                          {"quarantined", counts->quarantined},
                          {"alarms", counts->alarms}});
}

std::optional<Response> Router::refuse_unsigned_by(const Request& request, const seal::TerminalId& terminal) {
    const auto key = key_of(request, terminal);
    if (!key)
        return key.error().kind == ErrorClass::io || key.error().kind == ErrorClass::no_room
                   ? store_failed(key.error())
                   : refusal(key.error());
    if (!*key)
        return error_response(404, "not_found", "The hub holds nothing of this terminal.");
    return refuse_unsigned(request, **key);
}

// A certificate is looked at only where the terminal is not known, and is not remembered: a read changes
// nothing.
seal::Result<std::optional<seal::VerifyKey>> Router::key_of(const Request& request,
                                                            const seal::TerminalId& terminal) {
    auto known = store_.terminal_key(terminal);
    const std::string_view shown = request.header(certificate_header_name);
    if (!known || *known || shown.empty())
        return known;
    const auto file = seal::from_base64(shown);
    if (!file)
        return tl::unexpected(file.error());
    const auto certificate = seal::parse_certificate(*file, keys_.office);
    if (!certificate)
        return tl::unexpected(certificate.error());
    if (auto valid = seal::check_validity(*certificate, now_()); !valid)
        return tl::unexpected(valid.error());
    if (certificate->terminal != terminal)
        return seal::fail(ErrorClass::wrong_key, "the certificate is another terminal's");
    return std::optional(certificate->key);
}

std::optional<Response> Router::refuse_unsigned(const Request& request, const seal::VerifyKey& key) {
    const auto refuse = [](ErrorClass kind, std::string_view detail) {
        return error_response(401, seal::name(kind), detail);
    };
    const std::string_view value = request.header(seal::request_header_name);
    if (value.empty())
        return refuse(ErrorClass::bad_signature, "This path wants a signed request.");
    const auto signature = seal::parse_request_signature(value);
    if (!signature)
        return refuse(signature.error().kind, signature.error().detail);
    const std::int64_t now = now_();
    if (auto done = seal::verify_request(*signature, key, request.method, request.target, request.body, now);
        !done)
        return refuse(done.error().kind, done.error().detail);
    if (!remember_nonce(*signature, now))
        return refuse(ErrorClass::expired, "This signed request was used before; sign a new one.");
    return std::nullopt;
}

bool Router::remember_nonce(const seal::RequestSignature& signature, std::int64_t now) {
    const std::lock_guard lock(nonces_mutex_);
    std::set<DatedNonce>& nonces = nonces_[signature.key];
    while (!nonces.empty() && nonces.begin()->first + seal::request_skew_seconds < now)
        nonces.erase(nonces.begin());
    return nonces.size() < nonces_per_key && nonces.emplace(signature.date, signature.nonce).second;
}

Response Router::store_failed(const seal::Error& error) {
    log_("the store failed: " + error.message());
    Response response = error_response(503, seal::name(error.kind),
                                       "The hub cannot store at the moment; nothing was taken. Try again.");
    response.retry_after = 60;
    return response;
}

} // namespace istiqbal::hub
