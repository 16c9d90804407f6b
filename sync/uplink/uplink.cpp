// SPDX-License-Identifier: Apache-2.0
#include "sync/uplink/uplink.hpp"

#include <ctime>

namespace istiqbal::uplink {

Uplink::Uplink(journal::Journal& journal, const seal::SigningKey& terminal, const seal::Provision& provision,
               Transport& transport, std::function<void()> on_change)
    : journal_(journal)
    , transport_(transport)
    , courier_(journal, terminal, provision, transport)
    , on_change_(std::move(on_change)) {
    thread_ = std::thread([this] { work(); });
}

Uplink::~Uplink() {
    stop();
}

void Uplink::poke() {
    {
        const std::lock_guard lock(mutex_);
        poked_ = true;
    }
    wake_.notify_one();
}

void Uplink::hurry() {
    {
        const std::lock_guard lock(mutex_);
        hurried_ = true;
    }
    wake_.notify_one();
}

Status Uplink::status() const {
    const std::lock_guard lock(mutex_);
    return status_;
}

void Uplink::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    transport_.cancel();
    wake_.notify_one();
    if (thread_.joinable())
        thread_.join();
}

void Uplink::work() {
    for (;;) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_)
                return;
            poked_ = hurried_ = false;
            status_.state = State::sending;
        }
        if (on_change_)
            on_change_();
        const std::int64_t now = std::time(nullptr);
        const Step step = courier_.step(now);
        publish(step, now);
        if (on_change_)
            on_change_();
        const bool backing_off = step.outcome != Outcome::sent && step.outcome != Outcome::quiet;
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, step.wait, [&] { return stopping_ || hurried_ || (poked_ && !backing_off); });
    }
}

void Uplink::publish(const Step& step, std::int64_t now) {
    const journal::Counts counts = journal_.counts();
    const auto standing = journal_.notices();
    const std::lock_guard lock(mutex_);
    switch (step.outcome) {
    case Outcome::sent:
    case Outcome::quiet:
        status_.state = State::idle;
        status_.last_success = now;
        break;
    case Outcome::offline:
        status_.state = State::offline;
        break;
    case Outcome::refused:
    case Outcome::failed:
        status_.state = State::waiting;
        break;
    }
    status_.problem = step.problem;
    status_.trouble = step.trouble;
    status_.clock_difference = step.clock_difference;
    status_.standing = step.standing;
    status_.notices += step.notices;
    if (standing) {
        status_.expired.clear();
        for (const journal::NoticeStanding& each : *standing)
            if (each.expired(now))
                status_.expired.push_back(each.head);
    }
    status_.unsent = counts.unsent;
    status_.awaiting_office = counts.spooled;
}

} // namespace istiqbal::uplink
