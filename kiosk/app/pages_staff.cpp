// SPDX-License-Identifier: Apache-2.0
#include "fonts/unicode.hpp"
#include "kiosk/app/civil_time.hpp"
#include "kiosk/app/pages_parts.hpp"
#include "kiosk/screens/desk.hpp"
#include "kiosk/screens/sign_in.hpp"
#include "kiosk/screens/staff_panel.hpp"
#include "kiosk/screens/stick.hpp"

#include <algorithm>
#include <cstdlib>

namespace istiqbal::app {

using screens::Intents;
using ui::Frame;

namespace {

// A clock that stands before this program was written was never set.
constexpr std::int64_t earliest_plausible = 1'767'225'600; // 2026-01-01

std::string moment(std::int64_t unix_time, ui::Language language,
                   form::DateStyle style = form::DateStyle::both) {
    return text::isolate_first_strong(form::format_date(civil_date(unix_time), style, language) + " " +
                                      text::isolate(civil_clock(unix_time)));
}

// For setting a clock: one calendar, so that the time stands beside it.
std::string clock_reading(std::int64_t unix_time, ui::Language language) {
    return moment(unix_time, language, form::DateStyle::gregorian);
}

std::string day(std::int64_t unix_time, ui::Language language) {
    return form::format_date(civil_date(unix_time), form::DateStyle::both, language);
}

// The beginning of a reason; the log has all of it.
std::string beginning(const std::string& why) {
    constexpr std::size_t most = 240;
    std::size_t size = std::min(why.size(), most);
    while (size < why.size() && size > 0 && (static_cast<unsigned char>(why[size]) & 0xC0U) == 0x80)
        --size;
    return why.substr(0, size) + (size < why.size() ? "…" : "");
}

screens::StaffOfficeView office_view(const Health& health, ui::Language language) {
    screens::StaffOfficeView view;
    const OfficeStanding& standing = health.office;
    const auto place = [&view](seal::NoticeKind kind) -> screens::OfficeSent* {
        return kind == seal::NoticeKind::content         ? &view.content
               : kind == seal::NoticeKind::settings      ? &view.settings
               : kind == seal::NoticeKind::announcements ? &view.announcements
                                                         : nullptr;
    };
    for (const OfficeStanding::Refused& refused : standing.refused)
        if (screens::OfficeSent* sent = place(refused.kind)) {
            sent->refused = refused.revision;
            sent->why = beginning(refused.why);
        }
    if (standing.edition)
        view.content.revision = standing.edition->revision;
    for (const auto& [kind, head] : standing.held) {
        screens::OfficeSent* sent = place(kind);
        if (sent == nullptr || sent->refused == head.revision)
            continue;
        if (kind != seal::NoticeKind::content)
            sent->revision = head.revision;
        if (sent->revision == head.revision)
            sent->issued = day(head.issued, language);
    }
    for (const seal::NoticeHead& head : health.sync.expired)
        view.expired.push_back({seal::name(head.kind), head.revision, day(head.expires, language)});
    view.waiting = standing.waiting;
    view.fallen_back = standing.fallen_back;
    return view;
}

std::string last_sync(const uplink::Status& status, ui::Language language) {
    return status.last_success == 0 ? std::string() : moment(status.last_success, language);
}

screens::StickTrouble trouble_of(carriage::Trouble trouble) {
    switch (trouble) {
    case carriage::Trouble::gone:
        return screens::StickTrouble::gone;
    case carriage::Trouble::full:
        return screens::StickTrouble::full;
    case carriage::Trouble::read_only:
        return screens::StickTrouble::read_only;
    case carriage::Trouble::unfaithful:
        return screens::StickTrouble::unfaithful;
    case carriage::Trouble::faulty:
        return screens::StickTrouble::faulty;
    case carriage::Trouble::own:
    case carriage::Trouble::given_up:
        break;
    }
    return screens::StickTrouble::own;
}

} // namespace

void show_sign_in(Frame& frame, const SignIn& sign_in, Intents& intents) {
    constexpr std::string_view titles[] = {"sign_in.desk", "sign_in.staff", "sign_in.hand_back",
                                           "sign_in.witness"};
    constexpr std::string_view texts[] = {"sign_in.desk.text", "sign_in.staff.text", "sign_in.hand_back.text",
                                          "sign_in.witness.text"};
    const auto purpose = static_cast<std::size_t>(sign_in.purpose());
    std::vector<screens::SignInPerson> people;
    const screens::SignInPerson* chosen = nullptr;
    people.reserve(sign_in.people().size());
    for (const seal::Person& person : sign_in.people()) {
        people.push_back({person.id, person.name});
        if (&person == sign_in.chosen())
            chosen = &people.back();
    }
    std::optional<std::chrono::seconds> wait;
    if (sign_in.wait_until()) {
        wait = std::chrono::ceil<std::chrono::seconds>(*sign_in.wait_until() - frame.now());
        frame.wake_at(frame.now() + std::chrono::seconds(1));
    }
    const bool back = sign_in.purpose() != Purpose::desk || (chosen != nullptr && people.size() > 1);
    screens::sign_in(frame,
                     {frame.string(titles[purpose]), frame.string(texts[purpose]), people, chosen,
                      sign_in.busy(), sign_in.wrong(), sign_in.failed(), wait, back},
                     intents);
}

void show_stick(Frame& frame, const StickStatus& status, Intents& intents) {
    using State = StickStatus::State;
    screens::StickView view;
    switch (status.state) {
    case State::closed: // it was asked only now
    case State::absent:
        break;
    case State::several:
        view.page = screens::StickPage::several;
        view.names = status.names;
        break;
    case State::working:
        view.page = status.progress.phase == carriage::Progress::Phase::writing
                        ? screens::StickPage::writing
                        : screens::StickPage::checking;
        view.done = status.progress.done;
        view.total = status.progress.total;
        break;
    case State::copied:
        view.page = screens::StickPage::copied;
        view.copied = status.copied.records;
        view.confirmed = status.copied.taken.acknowledged;
        break;
    case State::failed:
        view.page = screens::StickPage::failed;
        view.trouble = trouble_of(status.trouble);
        break;
    }
    screens::stick(frame, view, intents);
}

void show_desk(Frame& frame, const Session& session, const Surroundings& surroundings, Intents& intents) {
    const Desk& desk = session.desk();
    const auto journey_title = [&](const std::string& id) -> std::string_view {
        const catalogue::Journey* journey = session.catalogue().journey(id);
        return journey == nullptr ? std::string_view(id) : journey->title.in(frame.language());
    };
    switch (desk.page()) {
    case DeskPage::journey:
        screens::desk_journeys(frame, {session.catalogue()}, intents);
        return;
    case DeskPage::channel:
        screens::desk_channels(frame, journey_title(desk.journey()), intents);
        return;
    case DeskPage::confirm_removal: {
        std::string_view label;
        for (const DraftSummary& draft : desk.drafts())
            if (draft.id == desk.removing())
                label = draft.label;
        screens::desk_remove_draft(frame, label, intents);
        return;
    }
    case DeskPage::list:
        break;
    }
    const Health health = surroundings.records.health();
    screens::DeskView view;
    view.representative = desk.person().name;
    for (const DraftSummary& draft : desk.drafts())
        view.drafts.push_back(
            {draft.id, draft.label, journey_title(draft.journey), moment(draft.updated, frame.language())});
    view.unsent = health.sync.unsent;
    view.online = health.sync.state == uplink::State::idle || health.sync.state == uplink::State::sending;
    view.last_sync = last_sync(health.sync, frame.language());
    if (surroundings.battery)
        view.battery = ui::Battery{surroundings.battery->percent, surroundings.battery->charging};
    view.draft_in_trouble = session.draft_in_trouble();
    view.has_room = health.has_room;
    view.syncing = health.sync.state == uplink::State::sending;
    screens::desk(frame, view, intents);
}

void show_staff_panel(Frame& frame, const Session& session, const Contents& contents,
                      const Surroundings& surroundings, Intents& intents) {
    const Health health = surroundings.records.health();
    const uplink::Terminal& terminal = surroundings.records.terminal();
    const std::string fingerprint = terminal.key.verify_key().fingerprint();
    const std::string office = terminal.provision.office.fingerprint();
    screens::StaffPanelView view;
    view.tab = session.staff_tab();
    switch (health.sync.state) {
    case uplink::State::idle:
    case uplink::State::sending:
        view.link = screens::Link::works;
        break;
    case uplink::State::waiting:
        view.link = screens::Link::waits;
        break;
    case uplink::State::offline:
        view.link = screens::Link::offline;
        break;
    }
    view.standing = static_cast<screens::Standing>(health.sync.standing);
    static_assert(static_cast<int>(screens::Standing::revoked) ==
                  static_cast<int>(uplink::Standing::revoked));
    view.link_trouble = static_cast<screens::LinkTrouble>(health.sync.trouble);
    static_assert(static_cast<int>(screens::LinkTrouble::own) == static_cast<int>(uplink::Trouble::own));
    view.link_problem = health.sync.problem;
    constexpr std::int64_t noticeable = 120; // seconds; an answer may take some on its way
    if (const auto apart = health.sync.clock_difference; apart && std::abs(*apart) >= noticeable)
        view.centre_clock = clock_reading(session.unix_time() + *apart, frame.language());
    view.last_sync = last_sync(health.sync, frame.language());
    view.free_bytes = health.free_bytes;
    view.total_bytes = health.total_bytes;
    view.has_room = health.has_room;
    view.clock = clock_reading(session.unix_time(), frame.language());
    view.clock_plausible = session.unix_time() >= earliest_plausible;
    view.recovery = surroundings.records.recovery();
    view.syncing = health.sync.state == uplink::State::sending;
    view.printer = session.printouts().printer();
    view.unsent = health.sync.unsent;
    view.awaiting_office = health.sync.awaiting_office;
    view.acknowledged = health.acknowledged;
    view.name = surroundings.name.empty() ? std::string_view(terminal.name()) : surroundings.name;
    view.mode = terminal.mode();
    view.fingerprint = fingerprint;
    view.office_fingerprint = office;
    view.hub = terminal.provision.hub_urls.empty() ? std::string_view() : terminal.provision.hub_urls.front();
    view.software = ISTIQBAL_VERSION;
    view.contents = text::isolate(contents.versions());
    view.office = office_view(health, frame.language());
    screens::staff_panel(frame, view, intents);
}

} // namespace istiqbal::app
