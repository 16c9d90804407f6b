// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/router.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace istiqbal::hub {

using seal::ErrorClass;

namespace {

enum class Route { batches, health, head, acks, office_records, office_acks };

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
    if (!id || (rest != "/acks" && rest != "/head"))
        return std::nullopt;
    Match match{rest == "/acks" ? Route::acks : Route::head, "GET", 0, {}};
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
    case Route::acks:
        return terminal_acks(request, found->terminal, query);
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
    return bytes_response(
        seal::build_hub_ack(keys_.signing, {batch->certificate.terminal, batch->epoch, batch->last_sequence(),
                                            batch->last_hash, batch->hash}));
}

Response Router::terminal_head(const Request& request, const seal::TerminalId& terminal,
                               std::string_view query) {
    if (auto refused = refuse_unsigned_by(request, terminal))
        return *refused;
    const auto epoch = number_in(query, "epoch", UINT32_MAX);
    if (!epoch)
        return bad_query("The query is epoch=NUMBER.");
    const auto head = store_.head(terminal, static_cast<std::uint32_t>(*epoch));
    if (!head)
        return store_failed(head.error());
    if (!*head)
        return error_response(404, "not_found", "The hub holds nothing of this epoch.");
    return bytes_response(seal::build_hub_ack(
        keys_.signing, {terminal, static_cast<std::uint32_t>(*epoch), (*head)->sequence, (*head)->hash, {}}));
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
    if (auto done = store_.add_acknowledgement(ack->terminal, request.body); !done)
        return store_failed(done.error());
    return json_response({{"stored", true}});
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
    const auto key = store_.terminal_key(terminal);
    if (!key)
        return store_failed(key.error());
    if (!*key)
        return error_response(404, "not_found", "The hub holds nothing of this terminal.");
    return refuse_unsigned(request, **key);
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
