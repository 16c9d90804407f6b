// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/connection.hpp"

#include <boost/asio/post.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <exception>
#include <string>
#include <utility>

namespace istiqbal::hub {

namespace net = boost::asio;
namespace http = boost::beast::http;
using Clock = std::chrono::steady_clock;

namespace {

// Room for a whole header besides what one read of a body brings.
constexpr std::size_t body_piece = std::size_t{64} << 10U;

Response answer_to(const boost::system::error_code& error) {
    if (error == http::error::body_limit)
        return error_response(413, "too_large", "The body is larger than this endpoint takes.");
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return error_response(431, "header_too_large", "The request's header is too large.");
    return error_response(400, "malformed_http", "This is not an HTTP/1.1 request.");
}

// RFC 9110, 5.6.7. A terminal tells its staff by it that one of both clocks is wrong.
std::string http_date(std::time_t now) {
    std::tm utc{};
    gmtime_r(&now, &utc);
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[static_cast<std::size_t>(utc.tm_wday)],
                       utc.tm_mday, months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900,
                       utc.tm_hour, utc.tm_min, utc.tm_sec);
}

Response run(Handler& handler, const Request& request) {
    try {
        return handler.handle(request);
    } catch (const std::exception&) {
        return error_response(500, "internal", "The hub failed; what was sent is not stored. Send it again.");
    }
}

} // namespace

Connection::Connection(net::ip::tcp::socket socket, net::io_context& context, Floor& floor)
    : socket_(std::move(socket))
    , work_(context.get_executor())
    , context_(context)
    , floor_(floor)
    , timer_(context)
    , buffer_(floor.limits.header_bytes + body_piece) {
    floor_.connections.insert(this);
}

Connection::~Connection() {
    floor_.connections.erase(this);
    Error ignored;
    if (floor_.stopping && floor_.connections.empty())
        floor_.stop_timer.cancel(ignored);
}

void Connection::serve() {
    Error ignored;
    socket_.set_option(net::ip::tcp::no_delay(true), ignored);
    await_request();
}

void Connection::wind_down() {
    if (phase_ == Phase::idle)
        close();
}

void Connection::await_request() {
    phase_ = Phase::idle;
    timed_out_ = false;
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(floor_.limits.header_bytes));
    parser_->body_limit(floor_.limits.body_bytes);
    if (floor_.stopping)
        return close();
    if (buffer_.size() > 0)
        return read_header();
    buffer_.shrink_to_fit(); // one that waits holds no room for a body
    arm(first_request_ ? floor_.limits.header : floor_.limits.idle);
    first_request_ = false;
    socket_.async_wait(net::ip::tcp::socket::wait_read, [self = shared_from_this()](Error error) {
        if (error || self->timed_out_)
            return self->close();
        self->read_header();
    });
}

void Connection::read_header() {
    phase_ = Phase::reading;
    arm(floor_.limits.header);
    http::async_read_header(
        socket_, buffer_, *parser_,
        [self = shared_from_this()](Error error, std::size_t) { self->after_header(error); });
}

void Connection::after_header(Error error) {
    if (error || timed_out_)
        return fail_reading(error);
    const auto& message = parser_->get();
    const auto method = message.method_string();
    const auto target = message.target();
    const auto admitted = floor_.handler.admit(std::string_view(method.data(), method.size()),
                                               std::string_view(target.data(), target.size()));
    if (!admitted) {
        Response refused = admitted.error();
        if (message.method() == http::verb::head)
            refused.body.clear();
        return respond(std::move(refused), parser_->is_done() && parser_->keep_alive());
    }
    const auto announced = parser_->content_length();
    if (announced && *announced > *admitted)
        return fail_reading(http::error::body_limit);
    parser_->body_limit(*admitted);
    request_deadline_ = Clock::now() + floor_.limits.request;
    if (!parser_->is_done() && message[http::field::expect] == "100-continue")
        return send_continue();
    read_body();
}

void Connection::send_continue() {
    continue_ = {http::status::continue_, 11};
    arm(floor_.limits.stall);
    http::async_write(socket_, continue_, [self = shared_from_this()](Error error, std::size_t) {
        if (error || self->timed_out_)
            return self->close();
        self->read_body();
    });
}

void Connection::read_body() {
    if (parser_->is_done())
        return handle();
    arm(std::min<Clock::duration>(floor_.limits.stall, request_deadline_ - Clock::now()));
    // As much is read at once as the buffer has room for, which otherwise is 512 bytes.
    buffer_.reserve(body_piece);
    http::async_read_some(socket_, buffer_, *parser_, [self = shared_from_this()](Error error, std::size_t) {
        self->after_body_piece(error);
    });
}

void Connection::after_body_piece(Error error) {
    if (error || timed_out_)
        return fail_reading(error);
    read_body();
}

void Connection::fail_reading(Error error) {
    if (timed_out_) {
        // Nothing of a request came: there is nothing to answer.
        if (!parser_->got_some() && buffer_.size() == 0)
            return close();
        return respond(error_response(408, "too_slow", "The request did not arrive in time."), false);
    }
    const bool is_http_error = error.category() == http::make_error_code(http::error::bad_method).category();
    if (!is_http_error || error == http::error::end_of_stream || error == http::error::partial_message)
        return close();
    respond(answer_to(error), false);
}

void Connection::handle() {
    phase_ = Phase::handling;
    timer_.cancel();
    const bool keep = parser_->keep_alive();
    auto message = parser_->release();
    Request request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    for (const auto& field : message)
        request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
    request.body = std::move(message.body());
    net::post(floor_.workers, [self = shared_from_this(), request = std::move(request), keep]() mutable {
        Response response = run(self->floor_.handler, request);
        auto& context = self->context_;
        // The connection itself is moved along: it must come to its end on the socket thread.
        net::post(context, [self = std::move(self), response = std::move(response), keep]() mutable {
            self->respond(std::move(response), keep);
        });
    });
}

void Connection::respond(Response response, bool keep) {
    phase_ = Phase::writing;
    timed_out_ = false;
    keep = keep && !floor_.stopping;
    reply_ = {};
    reply_.version(11);
    reply_.result(response.status);
    reply_.set(http::field::content_type, response.content_type);
    reply_.set(http::field::cache_control, "no-store");
    reply_.set(http::field::date, http_date(std::time(nullptr)));
    if (response.retry_after)
        reply_.set(http::field::retry_after, std::to_string(*response.retry_after));
    if (!response.allow.empty())
        reply_.set(http::field::allow, response.allow);
    reply_.keep_alive(keep);
    reply_.body() = std::move(response.body);
    reply_.prepare_payload();
    arm(floor_.limits.response);
    http::async_write(socket_, reply_, [self = shared_from_this(), keep](Error error, std::size_t) {
        self->after_response(error, keep);
    });
}

void Connection::after_response(Error error, bool keep) {
    if (error || timed_out_)
        return close();
    if (keep)
        return await_request();
    Error ignored;
    socket_.shutdown(net::ip::tcp::socket::shutdown_send, ignored);
    phase_ = Phase::lingering;
    arm(floor_.limits.linger);
    linger();
}

void Connection::linger() {
    socket_.async_read_some(net::buffer(discarded_), [self = shared_from_this()](Error error, std::size_t) {
        if (error || self->timed_out_)
            return self->close();
        self->linger();
    });
}

void Connection::close() {
    timer_.cancel();
    Error ignored;
    socket_.close(ignored);
}

void Connection::arm(Clock::duration duration) {
    timer_.expires_after(duration);
    timer_.async_wait([weak = weak_from_this()](Error error) {
        if (const auto self = weak.lock(); self && !error)
            self->on_timer();
    });
}

void Connection::on_timer() {
    // A wait that was over already when the timer was armed anew still comes here.
    if (timer_.expiry() > Clock::now() || !socket_.is_open())
        return;
    if (timed_out_)
        return close();
    timed_out_ = true;
    // Cancelling lets a reader still answer 408. It may meet an operation that has just completed and is
    // begun again; the second expiry then closes for good.
    Error ignored;
    socket_.cancel(ignored);
    arm(std::chrono::seconds(1));
}

} // namespace istiqbal::hub
