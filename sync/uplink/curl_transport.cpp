// SPDX-License-Identifier: Apache-2.0
#include "sync/uplink/curl_transport.hpp"

#include <curl/curl.h>

#include <csignal>
#include <mutex>

namespace istiqbal::uplink {

namespace {

struct Receiver {
    std::vector<std::uint8_t> body;
    std::size_t limit = 0;
    bool overflowed = false;
};

std::size_t receive(char* data, std::size_t size, std::size_t count, void* context) {
    auto& receiver = *static_cast<Receiver*>(context);
    const std::size_t bytes = size * count;
    if (bytes > receiver.limit - receiver.body.size()) {
        receiver.overflowed = true;
        return 0;
    }
    receiver.body.insert(receiver.body.end(), data, data + bytes);
    return bytes;
}

int watch_for_cancel(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::atomic<bool>*>(context)->load() ? 1 : 0;
}

struct HeaderList {
    HeaderList() = default;
    ~HeaderList() { curl_slist_free_all(list); }
    HeaderList(const HeaderList&) = delete;
    HeaderList& operator=(const HeaderList&) = delete;

    void add(const std::string& name, const std::string& value) {
        std::string line = name;
        line.append(": ").append(value);
        if (curl_slist* longer = curl_slist_append(list, line.c_str()))
            list = longer;
    }
    curl_slist* list = nullptr;
};

// A network that drops what it does not let through looks like a slow hub, but for the connection that never
// was.
bool was_connected(CURL* curl) {
    curl_off_t microseconds = 0;
    curl_easy_getinfo(curl, CURLINFO_PRETRANSFER_TIME_T, &microseconds);
    return microseconds > 0;
}

bool is_untimely(CURL* curl) {
    // OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED.
    constexpr long not_yet_valid = 9;
    constexpr long has_expired = 10;
    long result = 0;
    curl_easy_getinfo(curl, CURLINFO_SSL_VERIFYRESULT, &result);
    return result == not_yet_valid || result == has_expired;
}

TransportFailure failure_of(CURL* curl, CURLcode code, const Receiver& receiver) {
    if (receiver.overflowed || code == CURLE_FILESIZE_EXCEEDED)
        return TransportFailure::too_large;
    switch (code) {
    case CURLE_ABORTED_BY_CALLBACK:
        return TransportFailure::cancelled;
    case CURLE_OPERATION_TIMEDOUT:
        return was_connected(curl) ? TransportFailure::timed_out : TransportFailure::unreachable;
    case CURLE_PEER_FAILED_VERIFICATION:
        return is_untimely(curl) ? TransportFailure::untimely : TransportFailure::untrusted;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
        return TransportFailure::unreachable;
    default:
        return TransportFailure::broken;
    }
}

// Whether another address may do better, and the hub has nothing of the request.
bool came_nowhere(TransportFailure failure) {
    return failure == TransportFailure::unreachable || failure == TransportFailure::untrusted ||
           failure == TransportFailure::untimely;
}

std::optional<std::int64_t> date_of(CURL* curl) {
    curl_header* header = nullptr;
    if (curl_easy_header(curl, "Date", 0, CURLH_HEADER, -1, &header) != CURLHE_OK)
        return std::nullopt;
    const time_t date = curl_getdate(header->value, nullptr);
    return date < 0 ? std::nullopt : std::optional(std::int64_t{date});
}

void allow_only_http(CURL* curl) {
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS, static_cast<long>(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

void initialise_once() {
    static std::once_flag flag;
    std::call_once(flag, [] {
        curl_global_init(CURL_GLOBAL_DEFAULT);
        // OpenSSL writes without MSG_NOSIGNAL, and a hub that hangs up must not end the program. libcurl
        // minds this itself only where it may use signals, which a program with threads forbids it.
        std::signal(SIGPIPE, SIG_IGN);
    });
}

std::vector<std::string> without_slashes(std::vector<std::string> urls) {
    for (std::string& url : urls)
        while (!url.empty() && url.back() == '/')
            url.pop_back();
    return urls;
}

} // namespace

CurlTrust hub_trust(const std::filesystem::path& terminal_directory) {
    const std::filesystem::path pinned = terminal_directory / "hub.pem";
    std::error_code problem;
    // One that is there and cannot be read must not fall back to trusting everybody: libcurl refuses it then.
    return std::filesystem::exists(pinned, problem) || problem ? CurlTrust{pinned} : CurlTrust{};
}

struct CurlTransport::Handle {
    Handle()
        : curl(curl_easy_init()) {}
    ~Handle() { curl_easy_cleanup(curl); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    CURL* curl;
};

CurlTransport::CurlTransport(std::vector<std::string> hub_urls, CurlLimits limits, CurlTrust trust)
    : hub_urls_(without_slashes(std::move(hub_urls)))
    , limits_(limits)
    , trust_(std::move(trust)) {
    initialise_once();
    handle_ = std::make_unique<Handle>();
}

CurlTransport::~CurlTransport() = default;

void CurlTransport::use(std::vector<std::string> hub_urls) {
    hub_urls = without_slashes(std::move(hub_urls));
    const std::lock_guard lock(mutex_);
    next_urls_ = std::move(hub_urls);
}

void CurlTransport::cancel() {
    cancelled_.store(true);
}

tl::expected<HttpResponse, TransportError> CurlTransport::send(const HttpRequest& request) {
    {
        const std::lock_guard lock(mutex_);
        if (next_urls_ && *next_urls_ != hub_urls_) {
            hub_urls_ = std::move(*next_urls_);
            preferred_ = 0;
        }
        next_urls_.reset();
    }
    tl::expected<HttpResponse, TransportError> last =
        tl::unexpected(TransportError{TransportFailure::unreachable, "no hub address is known"});
    const auto now = std::chrono::steady_clock::now();
    if (now >= preferred_until_)
        preferred_ = 0;
    for (std::size_t turn = 0; turn < hub_urls_.size(); ++turn) {
        const std::size_t index = (preferred_ + turn) % hub_urls_.size();
        last = send_to(hub_urls_[index], request);
        if (last || !came_nowhere(last.error().failure)) {
            if (index != preferred_)
                preferred_until_ = now + limits_.preference;
            preferred_ = index;
            return last;
        }
    }
    return last;
}

tl::expected<HttpResponse, TransportError> CurlTransport::send_to(const std::string& hub_url,
                                                                  const HttpRequest& request) {
    CURL* curl = handle_->curl;
    if (curl == nullptr)
        return tl::unexpected(TransportError{TransportFailure::broken, "libcurl did not start"});
    if (cancelled_.load())
        return tl::unexpected(TransportError{TransportFailure::cancelled, "cancelled"});

    // Reset keeps the open connection and the name cache, and forgets every option of the request before.
    curl_easy_reset(curl);
    const std::string url = hub_url + request.path;
    Receiver receiver;
    receiver.limit = limits_.response_bytes;
    char detail[CURL_ERROR_SIZE] = {};
    HeaderList headers;
    for (const auto& [name, value] : request.headers)
        headers.add(name, value);

    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    allow_only_http(curl);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "istiqbal/" ISTIQBAL_VERSION);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(limits_.connect.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(limits_.total.count()));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, limits_.bytes_per_second);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits_.stall.count()));
    curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits_.response_bytes));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &receiver);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, watch_for_cancel);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &cancelled_);
    if (!trust_.authorities.empty()) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, trust_.authorities.c_str());
        curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
    }
    if (request.method == "POST") {
        headers.add("Content-Type", "application/octet-stream");
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS,
                         request.body.empty() ? "" : reinterpret_cast<const char*>(request.body.data()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    } else if (request.method != "GET") {
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    }
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.list);

    const CURLcode code = curl_easy_perform(curl);
    if (code != CURLE_OK) {
        const std::string words = detail[0] != '\0' ? detail : curl_easy_strerror(code);
        return tl::unexpected(TransportError{failure_of(curl, code, receiver), words});
    }
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    // libcurl takes what begins like HTTP for an answer without a status.
    if (status < 100 || status > 999)
        return tl::unexpected(TransportError{TransportFailure::broken, "what answers is not HTTP"});
    curl_off_t retry_after = 0;
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &retry_after);
    HttpResponse response;
    response.status = static_cast<int>(status);
    response.body = std::move(receiver.body);
    if (retry_after > 0)
        response.retry_after = std::chrono::seconds(retry_after);
    response.date = date_of(curl);
    return response;
}

} // namespace istiqbal::uplink
