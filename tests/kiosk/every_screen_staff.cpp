// SPDX-License-Identifier: Apache-2.0
// What the organisation's people see: signing in, the desk of branch mode, documents, handing over, the
// panel.
#include "fonts/unicode.hpp"
#include "kiosk/screens/desk.hpp"
#include "kiosk/screens/documents_seen.hpp"
#include "kiosk/screens/hand_over.hpp"
#include "kiosk/screens/sign_in.hpp"
#include "kiosk/screens/staff_panel.hpp"
#include "kiosk/screens/stick.hpp"
#include "kiosk/screens/taking.hpp"
#include "tests/kiosk/every_screen.hpp"

namespace istiqbal::test {

using screens::Intents;
using ui::Frame;

namespace {

bool arabic(const Frame& frame) {
    return frame.language() == ui::Language::arabic;
}

std::string moment(const Frame& frame, std::string_view clock,
                   form::DateStyle style = form::DateStyle::both) {
    return text::isolate_first_strong(form::format_date(sample_day(), style, frame.language()) + " " +
                                      text::isolate(clock));
}

std::vector<screens::SignInPerson> people(const Frame& frame) {
    if (arabic(frame))
        return {{"1", "سعد العتيبي"}, {"2", "منيرة بنت فهد الدوسري"}, {"3", "عبدالرحمن الحربي"}};
    return {{"1", "Saad Al-Otaibi"}, {"2", "Munirah Fahd Al-Dosari"}, {"3", "Abdulrahman Al-Harbi"}};
}

// "The branch desk" with three people, the second of them chosen.
struct Pin {
    bool busy = false;
    bool wrong = false;
    bool failed = false;
    std::optional<std::chrono::seconds> wait = {};
    const char* digits = "";
};

} // namespace

void EveryScreen::add_sign_in() {
    add(
        "sign in",
        [](Frame& f, Intents& i) {
            screens::sign_in(f,
                             {f.string("sign_in.desk"),
                              f.string("sign_in.desk.text"),
                              people(f),
                              nullptr,
                              false,
                              false,
                              false,
                              {},
                              false},
                             i);
        },
        false);
    add("sign in, nobody", [](Frame& f, Intents& i) {
        screens::sign_in(f, {f.string("sign_in.staff"), f.string("sign_in.staff.text"), {}}, i);
    });
    const auto pin = [](const Pin& state) {
        return [state](Frame& f, Intents& i) {
            const auto known = people(f);
            f.memory().pin = state.digits;
            screens::sign_in(f,
                             {f.string("sign_in.desk"), f.string("sign_in.desk.text"), known, &known[1],
                              state.busy, state.wrong, state.failed, state.wait},
                             i);
        };
    };
    add("sign in, PIN", pin({.digits = "1234"}));
    add("sign in, wrong PIN", pin({.wrong = true}));
    add("sign in, waiting", pin({.wrong = true, .wait = std::chrono::seconds(75)}));
    add("sign in, failed", pin({.failed = true}));
    constexpr bool moves = true; // an arc turns
    add("sign in, busy", pin({.busy = true}), true, moves);
}

void EveryScreen::add_desk() {
    const auto journey_title = [](const Frame& f, const char* id) {
        return std::string_view(shipped_catalogue().journey(id)->title.in(f.language()));
    };
    const auto desk = [journey_title](bool drafts, const std::function<void(screens::DeskView&)>& state) {
        return [=](Frame& f, Intents& i) {
            screens::DeskView view;
            view.representative = arabic(f) ? "سعد العتيبي" : "Saad Al-Otaibi";
            view.online = true;
            view.last_sync = moment(f, "14:05");
            view.battery = ui::Battery{82, false};
            if (drafts)
                view.drafts = {
                    {"a", arabic(f) ? "نورة بنت عبدالله السبيعي" : "Noura Abdullah Al-Subaie",
                     journey_title(f, "support_request"), moment(f, "13:40")},
                    {"b", "", journey_title(f, "register"), moment(f, "11:02")},
                };
            state(view);
            screens::desk(f, view, i);
        };
    };
    constexpr bool no_back = false;
    add("desk", desk(true, [](screens::DeskView& view) { view.unsent = 3; }), no_back);
    add("desk, no drafts", desk(false, [](screens::DeskView&) {}), no_back);
    add("desk, offline",
        desk(true,
             [](screens::DeskView& view) {
                 view.online = false;
                 view.last_sync.clear();
                 view.unsent = 12;
                 view.battery = ui::Battery{9, false};
             }),
        no_back);
    add("desk, in trouble",
        desk(true,
             [](screens::DeskView& view) {
                 view.draft_in_trouble = true;
                 view.has_room = false;
                 view.battery = ui::Battery{40, true};
             }),
        no_back);
    add("desk journeys", [](Frame& f, Intents& i) { screens::desk_journeys(f, {shipped_catalogue()}, i); });
    add("desk channels", [journey_title](Frame& f, Intents& i) {
        screens::desk_channels(f, journey_title(f, "support_request"), i);
    });
    const auto taking = [](screens::TakingPage page, screens::TakingProblem problem) {
        return [=](Frame& f, Intents& i) {
            const bool said = problem == screens::TakingProblem::none;
            screens::TakingView view{page,
                                     problem,
                                     said ? screens::Asks::another : screens::Asks::unsaid,
                                     said ? (arabic(f) ? "خالد بن عبدالله السبيعي" : "Khalid Al-Subaie") : "",
                                     said ? "child" : "",
                                     said ? "0551234567" : "055",
                                     sample_day().plus_days(said ? -1 : 3),
                                     sample_day(),
                                     said ? screens::ConsentGiven::read_out : screens::ConsentGiven::unsaid};
            screens::taking(f, view, i);
        };
    };
    using screens::TakingPage;
    using screens::TakingProblem;
    add("taking, who asks", taking(TakingPage::who, TakingProblem::none));
    add("taking, who asks, not said", taking(TakingPage::who, TakingProblem::unsaid));
    add("taking, name", taking(TakingPage::name, TakingProblem::none));
    add("taking, name, empty", taking(TakingPage::name, TakingProblem::empty));
    add("taking, relation", taking(TakingPage::relation, TakingProblem::none));
    add("taking, mobile, wrong", taking(TakingPage::mobile, TakingProblem::wrong));
    add("taking, received", taking(TakingPage::received, TakingProblem::none));
    add("taking, received, in the future", taking(TakingPage::received, TakingProblem::future));
    add("taking, consent", taking(TakingPage::consent, TakingProblem::none));
    add("taking, consent, not said", taking(TakingPage::consent, TakingProblem::unsaid));
    add("desk, remove a draft", [](Frame& f, Intents& i) {
        screens::desk_remove_draft(f, arabic(f) ? "نورة بنت عبدالله السبيعي" : "Noura Abdullah Al-Subaie", i);
    });
}

void EveryScreen::add_stick() {
    using screens::StickPage;
    using screens::StickTrouble;
    using screens::StickView;
    const auto stick = [](const StickView& view) {
        return [view](Frame& f, Intents& i) { screens::stick(f, view, i); };
    };
    constexpr bool no_back = false;
    add("stick, none", stick({}));
    add("stick, several", stick({.page = StickPage::several, .names = {"KINGSTON", "فرع بريدة"}}));
    add("stick, copying", stick({.page = StickPage::writing, .done = 256, .total = 1204}), no_back);
    add("stick, checking", stick({.page = StickPage::checking, .done = 0, .total = 12}), no_back);
    add("stick, copied", stick({.page = StickPage::copied, .copied = 12}), no_back);
    add("stick, copied and confirmed", stick({.page = StickPage::copied, .copied = 3, .confirmed = 11}),
        no_back);
    add("stick, nothing to copy", stick({.page = StickPage::copied, .confirmed = 2}), no_back);
    constexpr std::pair<const char*, StickTrouble> troubles[] = {
        {"gone", StickTrouble::gone},           {"full", StickTrouble::full},
        {"read only", StickTrouble::read_only}, {"unfaithful", StickTrouble::unfaithful},
        {"faulty", StickTrouble::faulty},       {"not ready", StickTrouble::own}};
    for (const auto& [name, trouble] : troubles)
        add(std::string("stick, ") + name, stick({.page = StickPage::failed, .trouble = trouble}));
}

void EveryScreen::add_documents() {
    const auto seen = [](bool mismatch) {
        return [=](Frame& f, Intents& i) {
            const std::vector<screens::DocumentRow> rows{
                {"id_copy", arabic(f) ? "صورة الهوية الوطنية" : "Copy of the national ID", true, true, true},
                {"rent_contract", arabic(f) ? "عقد الإيجار" : "Rent contract", mismatch, mismatch, false}};
            screens::documents_seen(f, {arabic(f) ? "سعد العتيبي" : "Saad Al-Otaibi", rows, mismatch}, i);
        };
    };
    add("documents seen", seen(false));
    add("documents seen, mismatch", seen(true));
    add("hand over", screens::hand_over);
}

static screens::StaffOfficeView sent_by_office(const Frame& frame, bool trouble) {
    const std::string day = form::format_date(sample_day(), form::DateStyle::both, frame.language());
    screens::StaffOfficeView view;
    view.content = {1'795'300'000, day};
    view.settings = {1'795'310'000, day};
    view.waiting = !trouble;
    if (!trouble)
        return view;
    view.content.refused = 1'795'390'000;
    view.content.why =
        "malformed: the form inquiry cannot be used:\n  survey, row 4, column type: there is no "
        "type \"txt\"";
    view.announcements.refused = 1'795'380'000;
    view.announcements.why = "malformed: the announcements cannot be used:\n  announcements.json: "
                             "/announcements/0/title/en: the English text is missing";
    view.expired = {{"settings", 1'795'310'000, day}, {"revocations", 1'760'000'000, day}};
    view.fallen_back = true;
    return view;
}

void EveryScreen::add_staff_panel() {
    using Change = std::function<void(const Frame&, screens::StaffPanelView&)>;
    const auto panel = [](std::size_t tab, bool trouble, const Change& change = {}) {
        return [=](Frame& f, Intents& i) {
            screens::StaffPanelView view;
            view.tab = tab;
            view.link = trouble ? screens::Link::offline : screens::Link::works;
            view.standing = trouble ? screens::Standing::forked : screens::Standing::sound;
            view.link_trouble = trouble ? screens::LinkTrouble::unreachable : screens::LinkTrouble::none;
            view.link_problem = trouble ? "the hub is not reached: no route to host" : "";
            view.last_sync = trouble ? std::string() : moment(f, "14:05");
            view.total_bytes = 64'000'000'000;
            view.free_bytes = trouble ? 90'000'000 : 41'000'000'000;
            view.has_room = !trouble;
            view.clock = moment(f, "14:06", form::DateStyle::gregorian);
            view.clock_plausible = !trouble;
            view.recovery = trouble ? "the last 2 lines of the journal were incomplete and were cut off" : "";
            view.unsent = trouble ? 12 : 0;
            view.awaiting_office = trouble ? 4 : 1;
            view.acknowledged = 347;
            view.name = "riyadh-lobby-1";
            view.mode = "lobby";
            view.fingerprint = "7A41 9C0E 55D2 B38F 1E64 2290 CB17 F0A3";
            view.office_fingerprint = "03E5 8B1D 6F72 A9C4 D010 47BE 9358 62FD";
            view.hub = "https://hub.example.org:8443";
            view.software = "1.0.0";
            view.contents =
                text::isolate("support_request 2026.11.1, inquiry 2026.11.1, complaint 2026.11.1");
            view.office = sent_by_office(f, trouble);
            if (change)
                change(f, view);
            screens::staff_panel(f, view, i);
        };
    };
    constexpr bool no_back = false;
    constexpr const char* names[] = {"health", "records", "terminal", "office"};
    for (std::size_t tab = 0; tab < 4; ++tab) {
        add(std::string("staff panel, ") + names[tab], panel(tab, false), no_back);
        add(std::string("staff panel, ") + names[tab] + ", in trouble", panel(tab, true), no_back);
    }
    const auto link = [&](const char* name, screens::LinkTrouble trouble, const char* problem,
                          const char* centre_clock = nullptr) {
        add(std::string("staff panel, ") + name,
            panel(0, false,
                  [=](const Frame& f, screens::StaffPanelView& view) {
                      view.link = screens::Link::waits;
                      view.link_trouble = trouble;
                      view.link_problem = problem;
                      if (centre_clock != nullptr)
                          view.centre_clock = moment(f, centre_clock, form::DateStyle::gregorian);
                      view.unsent = 3;
                  }),
            no_back);
    };
    using screens::LinkTrouble;
    link("login page", LinkTrouble::login_page, "the hub answered 302");
    link("untrusted", LinkTrouble::untrusted, "the hub is not reached: SSL certificate problem");
    link("wrong clock", LinkTrouble::clock, "the hub answered 401: it is too far from this clock", "15:21");
    link("slow", LinkTrouble::slow, "the hub is not reached: timed out");
    link("busy", LinkTrouble::busy, "the hub answered 503: Too many connections.");
    link("odd answer", LinkTrouble::refused, "the hub acknowledged another batch");
    link("own trouble", LinkTrouble::own, "no_room: the journal: database or disk is full");
}

} // namespace istiqbal::test
