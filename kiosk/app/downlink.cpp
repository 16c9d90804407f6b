// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/downlink.hpp"

#include "kiosk/app/content_parts.hpp"
#include "kiosk/app/rating.hpp"
#include "sync/seal/bundle_folder.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace istiqbal::app {

using seal::NoticeKind;

namespace {

constexpr std::int64_t own_trouble_rests = 3600; // seconds
constexpr std::array used_kinds{NoticeKind::content, NoticeKind::settings, NoticeKind::announcements};

bool is_own_trouble(seal::ErrorClass kind) {
    return kind == seal::ErrorClass::no_room || kind == seal::ErrorClass::io;
}

std::string malformed(const std::string& detail) {
    return seal::Error{seal::ErrorClass::malformed, detail}.message();
}

form::Digits digits_of(const seal::TerminalSettings& settings) {
    return settings.digits == seal::TerminalSettings::Digits::arabic_indic ? form::Digits::arabic_indic
                                                                           : form::Digits::latin;
}

constexpr const char* nothing_to_rate = "the catalogue has nothing of what this terminal asks about";

bool rates_in(const Contents& contents, const std::string& rates) {
    return rates.empty() || Rating::rated_by_setting(contents.catalogue.rating(), rates);
}

void drop_refusal(OfficeStanding& standing, NoticeKind kind) {
    const auto same = [kind](const OfficeStanding::Refused& each) { return each.kind == kind; };
    auto& refused = standing.refused;
    refused.erase(std::remove_if(refused.begin(), refused.end(), same), refused.end());
}

} // namespace

Downlink::Downlink(Places places, std::string rates)
    : places_(std::move(places))
    , rates_(std::move(rates))
    , shelf_(places_.terminal) {}

tl::expected<Contents, std::string> Downlink::load_edition(const std::optional<Edition>& edition) const {
    if (!edition)
        return Contents::load(places_.assets, places_.terminal);
    const auto folder = shelf_.open(*edition);
    if (!folder)
        return tl::unexpected(folder.error().message());
    return Contents::load(places_.assets, places_.terminal, *folder);
}

tl::expected<Contents, std::string> Downlink::load() {
    const ShelfState state = shelf_.state();
    for (const auto& edition : {state.active, state.previous}) {
        if (!edition)
            continue;
        auto contents = load_edition(edition);
        if (contents && rates_in(*contents, rates_in_force(0))) {
            in_use_ = latest_ = edition;
            standing_.edition = edition;
            return contents;
        }
        standing_.fallen_back = true;
        spdlog::error("content {} of the office cannot be used any more: {}", edition->folder(),
                      contents ? nothing_to_rate : contents.error());
    }
    return load_edition(std::nullopt);
}

seal::TerminalSettings Downlink::begin(const journal::Journal& journal, const seal::VerifyKey& office,
                                       Contents& contents, std::int64_t now) {
    journal_ = &journal;
    office_ = office;
    note_holding(now);
    seen_.erase(NoticeKind::content); // not looked at yet
    return apply_said(contents, now);
}

// Of each kind the notice that holds, as Journal::notice() chooses it. Whether any was not looked at yet.
bool Downlink::note_holding(std::int64_t now) {
    const auto all = journal_->notices();
    if (!all)
        return false;
    std::map<Kind, seal::NoticeHead> holds;
    const auto weight = [now](const seal::NoticeHead& one) {
        return std::pair(one.expires > now, !one.is_general());
    };
    for (const journal::NoticeStanding& each : *all)
        if (std::find(used_kinds.begin(), used_kinds.end(), each.head.kind) != used_kinds.end())
            if (const auto [place, is_new] = holds.emplace(each.head.kind, each.head);
                !is_new && weight(each.head) > weight(place->second))
                place->second = each.head;
    bool news = false;
    for (const auto& [kind, head] : holds) {
        const auto seen = seen_.find(kind);
        news = news || seen == seen_.end() || !(seen->second == key_of(head));
        seen_[kind] = key_of(head);
    }
    const std::lock_guard lock(mutex_);
    standing_.held = std::move(holds);
    return news;
}

std::optional<Downlink::Notice> Downlink::verified(seal::Bytes bytes, Kind kind) const {
    Notice notice{{}, std::move(bytes), {}};
    const auto opened = seal::open_notice(notice.bytes, *office_);
    if (!opened || opened->head.kind != kind ||
        !(opened->head.is_general() || opened->head.scope == journal_->terminal()))
        return std::nullopt;
    notice.head = opened->head;
    notice.body = seal::Bytes(opened->body.begin(), opened->body.end());
    return notice;
}

std::optional<Downlink::Notice> Downlink::read(Kind kind, std::int64_t now) const {
    auto bytes = journal_->notice(kind, now);
    if (!bytes || !*bytes)
        return std::nullopt;
    return verified(std::move(**bytes), kind);
}

std::optional<Arrangement> Downlink::look(std::int64_t now) {
    const auto before = seen_;
    const bool retry = try_again_ != 0 && now >= try_again_;
    if (!note_holding(now) && !retry)
        return std::nullopt;
    try_again_ = 0;
    auto contents = newer_contents(now);
    const auto changed = [&](Kind kind) {
        const auto was = before.find(kind);
        const auto is = seen_.find(kind);
        return is != seen_.end() && (was == before.end() || !(was->second == is->second));
    };
    if (!contents && !retry && !changed(NoticeKind::settings) && !changed(NoticeKind::announcements))
        return std::nullopt;
    if (!contents) {
        auto loaded = load_edition(latest_);
        if (!loaded) {
            spdlog::error("the contents cannot be read again: {}", loaded.error());
            try_again_ = now + own_trouble_rests;
            return std::nullopt;
        }
        contents = std::move(*loaded);
    }
    auto settings = apply_said(*contents, now);
    return Arrangement{std::move(*contents), std::move(settings), latest_};
}

// The contents of the notice that holds, unless they are in use, were refused, or have a fault.
std::optional<Contents> Downlink::newer_contents(std::int64_t now) {
    const auto notice = read(NoticeKind::content, now);
    if (!notice)
        return std::nullopt;
    const Key key = key_of(notice->head);
    const ShelfState state = shelf_.state();
    if (latest_ && latest_->is(key.own, key.revision)) {
        accept(NoticeKind::content);
        return std::nullopt;
    }
    if (state.refused && state.refused->own == key.own && state.refused->revision == key.revision &&
        state.refused->software == ISTIQBAL_VERSION) {
        refuse(NoticeKind::content, key, state.refused->why);
        return std::nullopt;
    }
    if (key.revision < state.highest[key.own ? 1 : 0]) {
        refuse(NoticeKind::content, key, "a newer revision was in use on this terminal already");
        return std::nullopt;
    }
    auto contents = prepare(*notice, now);
    if (contents) {
        accept(NoticeKind::content);
        return std::move(*contents);
    }
    refuse(NoticeKind::content, key, contents.error());
    if (try_again_ == 0)
        if (const auto kept = shelf_.refuse({key.own, key.revision, contents.error(), ISTIQBAL_VERSION});
            !kept)
            spdlog::error("what was refused cannot be remembered: {}", kept.error().message());
    return std::nullopt;
}

tl::expected<Contents, std::string> Downlink::prepare(const Notice& notice, std::int64_t now) {
    const Key key = key_of(notice.head);
    const Edition edition{key.own, key.revision, seal::bundle_hash(notice.body)};
    const auto folder = shelf_.unpack(edition, notice.body);
    if (!folder) {
        if (is_own_trouble(folder.error().kind))
            try_again_ = now + own_trouble_rests;
        return tl::unexpected(folder.error().message());
    }
    auto contents = Contents::load(places_.assets, places_.terminal, *folder);
    if (!contents)
        return tl::unexpected(malformed(contents.error()));
    if (!rates_in(*contents, rates_in_force(now)))
        return tl::unexpected(malformed(nothing_to_rate));
    latest_ = edition;
    return contents;
}

// What the terminal asks about, by the settings that hold. Before the journal is open those of the last time
// say it, unverified: it is asked only whether contents that were in use still fit.
std::string Downlink::rates_in_force(std::int64_t now) const {
    std::optional<seal::Bytes> body;
    if (journal_ != nullptr) {
        if (auto notice = read(NoticeKind::settings, now))
            body = std::move(notice->body);
    } else if (const auto kept = shelf_.kept(NoticeKind::settings)) {
        if (const auto notice = seal::parse_notice(*kept))
            body = seal::Bytes(notice->body.begin(), notice->body.end());
    }
    if (body)
        if (const auto settings = seal::settings_from_json(*body); settings && settings->rates)
            return *settings->rates;
    return rates_;
}

seal::TerminalSettings Downlink::apply_said(Contents& contents, std::int64_t now) {
    const auto apply = [&](Kind kind, auto&& use) {
        if (const auto notice = read(kind, now)) {
            const Refusal refusal = use(*notice);
            if (!refusal) {
                accept(kind);
                keep(*notice);
                return;
            }
            refuse(kind, key_of(notice->head), *refusal);
        }
        if (auto bytes = shelf_.kept(kind))
            if (const auto notice = verified(std::move(*bytes), kind))
                use(*notice);
    };
    seal::TerminalSettings settings;
    apply(NoticeKind::settings,
          [&](const Notice& notice) { return read_settings(notice, contents, settings); });
    apply(NoticeKind::announcements, [&](const Notice& notice) -> Refusal {
        if (const auto done = contents.catalogue.announce(seal::text(notice.body)); !done)
            return malformed(listed("the announcements cannot be used:", done.error()));
        return std::nullopt;
    });
    contents.strings.show_digits(digits_of(settings));
    return settings;
}

Downlink::Refusal Downlink::read_settings(const Notice& notice, const Contents& contents,
                                          seal::TerminalSettings& into) const {
    auto settings = seal::settings_from_json(notice.body);
    if (!settings)
        return settings.error().message();
    if (settings->rates && !rates_in(contents, *settings->rates))
        return malformed(nothing_to_rate);
    into = std::move(*settings);
    return std::nullopt;
}

void Downlink::keep(const Notice& notice) const {
    if (shelf_.kept(notice.head.kind) == notice.bytes)
        return;
    if (const auto kept = shelf_.keep(notice.head.kind, notice.bytes); !kept)
        spdlog::error("what the office said cannot be kept: {}", kept.error().message());
}

// Said once; the staff panel goes on saying it.
void Downlink::refuse(Kind kind, const Key& key, const std::string& why) {
    const std::lock_guard lock(mutex_);
    for (OfficeStanding::Refused& each : standing_.refused)
        if (each.kind == kind && each.revision == key.revision && each.why == why)
            return;
    spdlog::error("{} of the office, revision {}, refused: {}", seal::name(kind), key.revision, why);
    drop_refusal(standing_, kind);
    standing_.refused.push_back({kind, key.revision, why});
}

void Downlink::accept(Kind kind) {
    const std::lock_guard lock(mutex_);
    drop_refusal(standing_, kind);
}

void Downlink::put_in_use(const std::optional<Edition>& edition) {
    const auto before = std::exchange(in_use_, edition);
    // Of an edition that a newer one follows already, nothing is written down: that one comes next.
    if (edition && edition == latest_ && shelf_.state().active != edition) {
        if (const auto done = shelf_.activate(*edition, before); !done)
            spdlog::error("content {} is in use, and will not be at the next start: {}", edition->folder(),
                          done.error().message());
        else
            spdlog::info("content {} of the office is in use", edition->folder());
    }
    const std::lock_guard lock(mutex_);
    standing_.edition = edition;
    standing_.fallen_back = standing_.fallen_back && before == edition;
}

OfficeStanding Downlink::standing() const {
    const std::lock_guard lock(mutex_);
    return standing_;
}

} // namespace istiqbal::app
