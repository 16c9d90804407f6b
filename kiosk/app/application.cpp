// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/application.hpp"

#include "kiosk/app/civil_time.hpp"
#include "kiosk/app/driver.hpp"
#include "kiosk/screens/before_you_begin.hpp"
#include "kiosk/screens/check_answers.hpp"
#include "kiosk/screens/committee.hpp"
#include "kiosk/screens/declaration.hpp"
#include "kiosk/screens/dialogs.hpp"
#include "kiosk/screens/messages.hpp"
#include "kiosk/screens/question.hpp"
#include "kiosk/screens/receipt.hpp"
#include "kiosk/screens/welcome.hpp"

#include <spdlog/spdlog.h>
#include <time.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <string>

namespace istiqbal::app {

using platform::Clock;

namespace {

constexpr float assumed_density = 3.2F; // pixels a millimetre: a 27" portrait kiosk of 1080 × 1920

std::string describe(const std::vector<form::Fault>& faults) {
    std::string text = "the form cannot be used:";
    for (const form::Fault& fault : faults)
        text += "\n  " + form::describe(fault);
    return text;
}

// Since the kernel started this program, loading it included; proc(5): field 22 of stat counts clock ticks
// since boot. Nothing if /proc does not say.
std::optional<long> milliseconds_since_start() {
    std::ifstream stat("/proc/self/stat");
    std::string text;
    std::getline(stat, text, ')');    // the name may hold spaces
    constexpr int fields_before = 19; // the third to the 21st
    for (int field = 0; field < fields_before; ++field)
        stat >> text;
    long long started = 0;
    timespec now{};
    if (!(stat >> started) || clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return std::nullopt;
    return static_cast<long>(now.tv_sec * 1000LL + now.tv_nsec / 1'000'000 -
                             started * 1000 / sysconf(_SC_CLK_TCK));
}

std::string_view reason_key(seal::ErrorClass kind) {
    switch (kind) {
    case seal::ErrorClass::not_found:
        return "service.not_enrolled";
    case seal::ErrorClass::in_use:
        return "service.in_use";
    default:
        return "service.fault";
    }
}

// Branch representatives hold a tablet; the other modes stand.
ui::Device usual_device(const Records* records) {
    return records != nullptr && records->mode() == "branch" ? ui::Device::tablet : ui::Device::kiosk;
}

volatile std::sig_atomic_t asked_to_end = 0;
void note_signal(int) {
    asked_to_end = 1;
}

} // namespace

struct Application::Parts {
    Options options;
    ui::Theme theme;
    ui::Strings strings;
    form::Form form;
    std::unique_ptr<platform::Window> window;
    std::unique_ptr<text::TextEngine> text;
    std::unique_ptr<Records> records{}; // none while the terminal is out of service
    std::string_view out_of_service{};  // why: the key of a sentence for the employee
    ui::Memory memory{};
    ui::Semantics semantics{};
    std::unique_ptr<ui::Stage> stage{};
    std::unique_ptr<Visit> visit{};
    std::unique_ptr<Driver> driver{};

    Clock::time_point last_activity = Clock::now();
    std::optional<Clock::time_point> idle_ends{}; // when the warning is shown: everything is wiped then
    std::optional<Clock::time_point> wakes_at{};  // what widgets asked for
    Clock::time_point minute_ends{};              // the welcome page's clock changes
    bool stale = true;                            // something changed that no frame has shown
    std::uint64_t frames = 0;                     // shown since the start
};

tl::expected<std::unique_ptr<Application>, std::string> Application::create(const Options& options) {
    auto theme = ui::Theme::load(options.assets / "theme" / "theme.toml");
    if (!theme)
        return tl::unexpected(theme.error());
    auto strings = ui::Strings::load(options.assets / "strings");
    if (!strings)
        return tl::unexpected(strings.error());
    auto form = form::load_form(options.assets / "forms" / "support_request");
    if (!form)
        return tl::unexpected(describe(form.error()));
    auto window = platform::Window::create({"Istiqbal", !options.window, options.width, options.height});
    if (!window)
        return tl::unexpected(window.error());
    auto text = text::TextEngine::create(text::default_faces(), (*window)->textures());
    if (!text)
        return tl::unexpected(text.error().detail);

    auto parts = std::unique_ptr<Parts>(new Parts{options, *theme, std::move(*strings), std::move(*form),
                                                  std::move(*window), std::move(*text)});
    platform::Window& shown = *parts->window;
    auto records = Records::open(options.terminal, [&shown] { shown.wake(); });
    if (records) {
        parts->records = std::move(*records);
        if (!parts->records->recovery().empty())
            spdlog::error("the journal was damaged: {}", parts->records->recovery());
    } else {
        parts->out_of_service = reason_key(records.error().kind);
        spdlog::error("out of service: {}", records.error().detail);
    }
    const float density = options.density.value_or(shown.claimed_density().value_or(assumed_density));
    parts->stage = std::make_unique<ui::Stage>(
        ui::Stage{parts->theme, parts->strings, *parts->text, parts->memory, parts->semantics,
                  options.device.value_or(usual_device(parts->records.get())), density});
    parts->visit =
        std::make_unique<Visit>(parts->form, parts->strings, [] { return civil_date(unix_now()); });
    if (options.drive)
        parts->driver = std::make_unique<Driver>([&shown] { shown.wake(); });
    return std::unique_ptr<Application>(new Application(std::move(parts)));
}

Application::Application(std::unique_ptr<Parts> parts)
    : parts_(std::move(parts)) {}

Application::~Application() {
    spdlog::info("{} frames shown", parts_->frames);
    // Threads that wake the window end before it does.
    parts_->records.reset();
    parts_->driver.reset();
}

int Application::run() {
    std::signal(SIGTERM, note_signal);
    std::signal(SIGINT, note_signal);
    platform::Window& window = *parts_->window;
    while (!window.should_quit() && asked_to_end == 0) {
        const auto due = next_deadline();
        // A signal does not wake SDL: look up now and then, and draw nothing for it.
        const auto look_up = Clock::now() + std::chrono::seconds(2);
        auto until = due ? std::min(*due, look_up) : look_up;
        if (parts_->driver)
            until = std::min(until, parts_->driver->next_action());
        if (!parts_->stale)
            window.wait(until);
        const auto now = Clock::now();
        follow_sending();
        follow_idle(now);
        if (parts_->stale || window.has_news() || (due && now >= *due))
            draw();
        if (parts_->driver &&
            parts_->driver->step(window, parts_->semantics, !parts_->stale && !window.has_news()))
            return parts_->driver->exit_status();
    }
    return 0;
}

std::optional<Clock::time_point> Application::next_deadline() const {
    std::optional<Clock::time_point> due;
    const auto consider = [&due](Clock::time_point when) { due = due ? std::min(*due, when) : when; };
    if (parts_->wakes_at)
        consider(*parts_->wakes_at);
    if (parts_->visit->step() == Step::welcome)
        consider(parts_->minute_ends);
    if (parts_->idle_ends)
        consider(Clock::now() + std::chrono::seconds(1));
    else if ((parts_->visit->under_way() && parts_->visit->step() != Step::sending) ||
             parts_->visit->left_changed())
        consider(parts_->last_activity + parts_->options.idle_after);
    return due;
}

void Application::draw() {
    platform::Input input = parts_->window->begin_frame();
    const auto now = Clock::now();
    if (input.activity)
        parts_->last_activity = now;
    parts_->stale = false;
    parts_->minute_ends = now + std::chrono::seconds(seconds_to_next_minute(unix_now()));
    screens::Intents intents;
    {
        ui::Frame frame(*parts_->stage, parts_->visit->presentation(), std::move(input), now);
        // A field beneath the dialog takes nothing that the visit does not hear of.
        if (parts_->visit->dialog() != Dialog::none)
            frame.expect_dialog();
        show(frame, intents);
        parts_->wakes_at = frame.wakes_at();
    }
    parts_->window->end_frame();
    parts_->window->set_touch_areas(touch_areas(parts_->memory));
    // Both lines are what deploy/bench measures by.
    if (++parts_->frames == 1)
        if (const auto since = milliseconds_since_start())
            spdlog::info("first frame {} ms after the start", *since);
    apply(intents);
}

void Application::show(ui::Frame& frame, screens::Intents& intents) {
    show_page(frame, intents);
    switch (parts_->visit->dialog()) {
    case Dialog::none:
        break;
    case Dialog::employee_called:
        // What the page said while the dialog covers it does not count.
        intents.clear();
        screens::employee_called(frame, intents);
        break;
    case Dialog::confirm_start_again:
        intents.clear();
        screens::confirm_start_again(frame, intents);
        break;
    case Dialog::idle_warning: {
        intents.clear();
        const auto left = parts_->idle_ends ? *parts_->idle_ends - frame.now() : Clock::duration::zero();
        screens::idle_warning(frame, static_cast<int>(std::chrono::ceil<std::chrono::seconds>(left).count()),
                              intents);
        break;
    }
    }
}

void Application::show_page(ui::Frame& frame, screens::Intents& intents) {
    const Visit& visit = *parts_->visit;
    if (!parts_->records) {
        screens::out_of_service(frame, frame.string(parts_->out_of_service), intents);
        return;
    }
    switch (visit.step()) {
    case Step::welcome: {
        const std::int64_t now = unix_now();
        const std::string clock = civil_clock(now);
        std::string notice;
        if (!parts_->records->has_room())
            notice = frame.string("welcome.no_room");
        else if (!parts_->records->recovery().empty())
            notice = frame.string("welcome.recovered");
        screens::welcome(frame, {civil_date(now), clock, notice}, intents);
        break;
    }
    case Step::before:
        screens::before_you_begin(frame, {parts_->form}, intents);
        break;
    case Step::question:
        screens::question(frame, {visit.interview(), visit.question(), visit.problem()}, intents);
        break;
    case Step::check:
        screens::check_answers(frame, {visit.interview(), visit.problems()}, intents);
        break;
    case Step::declaration:
        screens::declaration(frame, {visit.declaration(), visit.signature(), visit.something_missing()},
                             intents);
        break;
    case Step::committee:
        screens::committee(frame,
                           {visit.committee_notice(), visit.committee_date(), visit.missing_documents(),
                            visit.committee_acknowledged(), visit.something_missing()},
                           intents);
        break;
    case Step::sending:
        screens::sending(frame, intents);
        break;
    case Step::failed:
        screens::sending_failed(frame, intents);
        break;
    case Step::receipt:
        screens::receipt(frame,
                         {visit.receipt()->reference, visit.receipt()->claim_code, visit.committee_date(),
                          visit.missing_documents()},
                         intents);
        break;
    }
}

void Application::apply(const screens::Intents& intents) {
    Visit& visit = *parts_->visit;
    for (const screens::Intent& intent : intents) {
        parts_->stale = true;
        // No request is begun that the disk could not hold to its end.
        if (std::holds_alternative<screens::Begin>(intent) && !parts_->records->has_room())
            continue;
        const Step before = visit.step();
        if (visit.apply(intent))
            begin_page();
        else if (std::holds_alternative<screens::Continue>(intent))
            show_problem();
        if (visit.dialog() != Dialog::idle_warning)
            parts_->idle_ends.reset();
        if (before != Step::welcome && visit.step() == Step::welcome)
            end_visit();
        if (before != Step::sending && visit.step() == Step::sending)
            parts_->records->begin(visit.submission(unix_now()));
    }
}

// The summary of what is wrong stands at the top of the page; the field to mend stays in sight.
void Application::show_problem() {
    parts_->memory.scrolls.clear();
    parts_->memory.reveal_field = true;
}

void Application::begin_page() {
    ui::Memory& memory = parts_->memory;
    memory.editor = {};
    memory.keyboard = {};
    memory.pad = {};
    const ui::Scroll check = memory.scrolls["check"];
    memory.scrolls.clear();
    // Back from a change, the list of answers is where it was left.
    if (parts_->visit->step() == Step::check || parts_->visit->step() == Step::question)
        memory.scrolls["check"] = check;
    parts_->stale = true;
}

void Application::end_visit() {
    parts_->visit->end();
    parts_->memory.wipe();
    parts_->text->forget();
    parts_->idle_ends.reset();
    parts_->stale = true;
}

void Application::follow_idle(Clock::time_point now) {
    Visit& visit = *parts_->visit;
    if (visit.left_changed() && now - parts_->last_activity >= parts_->options.idle_after) {
        end_visit(); // nothing was entered, so nobody is asked
        return;
    }
    if (!visit.under_way() || visit.step() == Step::sending) {
        parts_->idle_ends.reset();
        return;
    }
    if (parts_->idle_ends) {
        if (now >= *parts_->idle_ends)
            end_visit();
    } else if (now - parts_->last_activity >= parts_->options.idle_after) {
        visit.show_dialog(Dialog::idle_warning);
        parts_->idle_ends = now + parts_->options.idle_warning;
        parts_->stale = true;
    }
}

void Application::follow_sending() {
    if (!parts_->records)
        return;
    auto result = parts_->records->take_result();
    if (!result)
        return;
    if (*result) {
        const journal::Receipt& receipt = **result;
        parts_->visit->sent({receipt.reference.text(), receipt.claim_code.text()});
    } else {
        spdlog::error("a request could not be stored: {}", result->error().detail);
        parts_->visit->not_sent();
    }
    parts_->last_activity = Clock::now();
    begin_page();
}

} // namespace istiqbal::app
