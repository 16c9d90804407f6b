// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/application.hpp"

#include "kiosk/app/civil_time.hpp"
#include "kiosk/app/driver.hpp"
#include "kiosk/app/pages.hpp"
#include "kiosk/app/papers.hpp"
#include "kiosk/platform/scrubbed_stack.hpp"
#include "kiosk/platform/window.hpp"
#include "kiosk/screens/messages.hpp"

#include <spdlog/spdlog.h>
#include <time.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <future>
#include <string>

namespace istiqbal::app {

using platform::Clock;

namespace {

// Pixels a millimetre, where neither a setting nor the display says: a 27" kiosk of 1080 × 1920, a 10" tablet
// of 1280 × 800.
constexpr float assumed_density(ui::Device device) {
    return device == ui::Device::kiosk ? 3.2F : 5.9F;
}
constexpr std::chrono::minutes battery_time{1};
// Whoever comes up has not touched anything yet: a moment of quiet before the page under their finger
// changes.
constexpr std::chrono::seconds quiet_time{2};

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

Mode mode_of(const Records* records) {
    const std::string mode = records == nullptr ? "lobby" : records->terminal().mode();
    return mode == "branch" ? Mode::branch : mode == "exit" ? Mode::exit : Mode::lobby;
}

volatile std::sig_atomic_t asked_to_end = 0;
void note_signal(int) {
    asked_to_end = 1;
}

} // namespace

struct Application::Parts {
    Options options;
    Contents contents;
    std::unique_ptr<platform::Window> window;
    std::unique_ptr<text::TextEngine> text;
    seal::TerminalSettings settings{};  // what the office says of this terminal
    std::unique_ptr<Records> records{}; // none while the terminal is out of service
    std::string_view out_of_service{};  // why: the key of a sentence for the employee
    ui::Memory memory{};
    ui::Semantics semantics{};
    std::unique_ptr<ui::Stage> stage{};
    std::unique_ptr<Session> session{};
    std::unique_ptr<Driver> driver{};

    Clock::time_point last_activity = Clock::now();
    std::optional<Clock::time_point> idle_ends{}; // when the warning is shown: everything is wiped then
    std::optional<Clock::time_point> wakes_at{};  // what widgets asked for
    Clock::time_point minute_ends{};              // clocks on the screen change
    std::optional<platform::Power> battery{};
    std::optional<Clock::time_point> battery_asked{};
    bool stale = true;        // something changed that no frame has shown
    bool moves = false;       // the last frame asked for the next at once: something coasts or eases
    std::uint64_t frames = 0; // shown since the start

    // Builds what people see from contents, settings and options. Fails with a sentence when there is nothing
    // to rate.
    tl::expected<void, std::string> set_up();
    void leave_service(const Records::Unavailable& why);
    std::chrono::seconds idle_after() const {
        return settings.idle_seconds ? std::chrono::seconds(*settings.idle_seconds) : options.idle_after;
    }
};

tl::expected<void, std::string> Application::Parts::set_up() {
    Terminal terminal{mode_of(records.get())};
    if (records) {
        terminal.name = records->terminal().name();
        terminal.people = records->people();
        terminal.printer = records->has_printer();
    }
    if (const std::string rates = settings.rates.value_or(options.rates); !rates.empty()) {
        const auto rated = Rating::rated_by_setting(contents.catalogue.rating(), rates);
        if (!rated)
            return tl::unexpected("the catalogue has nothing to rate under " + rates);
        terminal.rated = *rated;
    }
    // Branch representatives hold a tablet; the other modes stand.
    const ui::Device device =
        options.device.value_or(terminal.mode == Mode::branch ? ui::Device::tablet : ui::Device::kiosk);
    constexpr float micrometres_in_a_millimetre = 1000;
    const float density =
        settings.density
            ? micrometres_in_a_millimetre / static_cast<float>(*settings.density)
            : options.density.value_or(window->claimed_density().value_or(assumed_density(device)));
    stage = std::make_unique<ui::Stage>(
        ui::Stage{contents.theme, contents.strings, *text, memory, semantics, device, density});
    ui::Presentation settled;
    settled.reduced_motion = settings.reduced_motion.value_or(options.reduced_motion);
    session =
        std::make_unique<Session>(contents, terminal, settled, Clocks{unix_now, [] { return Clock::now(); }});
    return {};
}

void Application::Parts::leave_service(const Records::Unavailable& why) {
    out_of_service = reason_key(why.kind);
    spdlog::error("out of service: {}", why.detail);
    records.reset();
}

tl::expected<std::unique_ptr<Application>, std::string> Application::create(const Options& options) {
    // The window waits for the graphics library most of its time: what is to be read is read meanwhile.
    auto downlink =
        std::make_unique<Downlink>(Downlink::Places{options.assets, options.terminal}, options.rates);
    auto loading = std::async(std::launch::async, [&downlink] { return downlink->load(); });
    auto window = platform::Window::create({"Istiqbal", !options.window, options.width, options.height});
    auto contents = loading.get();
    if (!contents)
        return tl::unexpected(contents.error());
    for (const std::string& form : contents->passed_over)
        spdlog::error("{}", form);
    if (!window)
        return tl::unexpected(window.error());
    auto text = text::TextEngine::create(text::default_faces(), (*window)->textures());
    if (!text)
        return tl::unexpected(text.error().detail);

    auto parts = std::unique_ptr<Parts>(
        new Parts{options, std::move(*contents), std::move(*window), std::move(*text)});
    platform::Window& shown = *parts->window;
    auto records =
        Records::open(options.terminal, {options.printer, options.stick}, [&shown] { shown.wake(); });
    if (records) {
        parts->records = std::move(*records);
        parts->settings = parts->records->start(std::move(downlink), parts->contents);
        parts->records->use(parts->settings);
    } else {
        parts->leave_service(records.error());
    }
    if (auto done = parts->set_up(); !done)
        return tl::unexpected(std::move(done.error()));
    if (options.drive)
        parts->driver = std::make_unique<Driver>([&shown] { shown.wake(); });
    return std::unique_ptr<Application>(new Application(std::move(parts)));
}

Application::Application(std::unique_ptr<Parts> parts)
    : parts_(std::move(parts)) {}

Application::~Application() {
    spdlog::info("{} frames shown", parts_->frames);
    // A rating that was begun counts also when the power button ends it.
    parts_->session->end();
    hand_over_tasks();
    // Threads that wake the window end before it does.
    parts_->records.reset();
    parts_->driver.reset();
}

Application::Ended Application::run() {
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
        try {
            turn(now);
            if (parts_->stale || window.has_news() || (due && now >= *due))
                draw();
        } catch (const std::exception& fault) {
            recover(fault.what());
        }
        if (parts_->session->restart_wanted())
            return {0, true};
        const bool settled = !parts_->stale && !parts_->moves && !window.has_news();
        if (parts_->driver && parts_->driver->step(window, parts_->semantics, settled))
            return {parts_->driver->exit_status(), false};
    }
    return {};
}

// What happened besides touches since the last turn.
void Application::turn(Time now) {
    follow_records();
    if (parts_->session->tick()) {
        begin_page();
        hand_over_tasks();
    }
    follow_idle(now);
    follow_office(now);
}

// The person is told, keeps what they entered, and has a way on; only a terminal that cannot even say so
// ends.
void Application::recover(const char* what) {
    spdlog::critical("unforeseen: {}", what);
    if (parts_->session->dialog() == Dialog::trouble)
        throw;
    parts_->session->show_dialog(Dialog::trouble);
    begin_page();
}

std::optional<Clock::time_point> Application::next_deadline() const {
    std::optional<Clock::time_point> due;
    const auto consider = [&due](std::optional<Clock::time_point> when) {
        if (when)
            due = due ? std::min(*due, *when) : when;
    };
    const Session& session = *parts_->session;
    consider(parts_->wakes_at);
    consider(session.deadline());
    if (!session.under_way() || session.place() == Place::staff || session.place() == Place::desk)
        consider(parts_->minute_ends);
    if (parts_->idle_ends)
        consider(Clock::now() + std::chrono::seconds(1));
    else if (session.under_way() || session.left_changed())
        consider(parts_->last_activity + parts_->idle_after());
    return due;
}

void Application::draw() {
    platform::Input input = parts_->window->begin_frame();
    const auto now = Clock::now();
    if (input.activity)
        parts_->last_activity = now;
    parts_->session->touched(input);
    parts_->stale = false;
    parts_->minute_ends = now + std::chrono::seconds(seconds_to_next_minute(unix_now()));
    screens::Intents intents;
    {
        ui::Frame frame(*parts_->stage, parts_->session->presentation(), std::move(input), now);
        // A field beneath the dialog takes nothing that the session does not hear of.
        if (parts_->session->dialog() != Dialog::none)
            frame.expect_dialog();
        show(frame, intents);
        parts_->wakes_at = frame.wakes_at();
        parts_->moves = parts_->wakes_at && *parts_->wakes_at <= now;
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
    const Session& session = *parts_->session;
    if (!parts_->records) {
        screens::out_of_service(frame, frame.string(parts_->out_of_service), intents);
    } else {
        const bool watched = session.place() == Place::staff || session.place() == Place::desk;
        parts_->records->watch(watched);
        if (watched && (!parts_->battery_asked || frame.now() - *parts_->battery_asked >= battery_time)) {
            parts_->battery = platform::battery();
            parts_->battery_asked = frame.now();
        }
        std::string notice;
        if (!parts_->records->has_room())
            notice = frame.string("welcome.no_room");
        else if (!parts_->records->recovery().empty())
            notice = frame.string("welcome.recovered");
        std::string_view name;
        if (const auto& names = parts_->settings.name)
            name = frame.language() == ui::Language::arabic ? names->ar : names->en;
        show_page(frame, session, parts_->contents, {*parts_->records, parts_->battery, notice, name},
                  intents);
    }
    const auto left = parts_->idle_ends ? *parts_->idle_ends - frame.now() : Clock::duration::zero();
    show_dialog(frame, session, std::chrono::ceil<std::chrono::seconds>(left), intents);
}

void Application::apply(const screens::Intents& intents) {
    Session& session = *parts_->session;
    bool page_gone = false;
    for (const screens::Intent& intent : intents) {
        parts_->stale = true;
        // What else was tapped in this frame was meant for a page that is gone; an answer names its question.
        if (page_gone && !std::holds_alternative<screens::SetAnswer>(intent))
            continue;
        // No request is begun that the disk could not hold to its end.
        if (std::holds_alternative<screens::BeginJourney>(intent) && !parts_->records->has_room())
            continue;
        if (session.apply(intent)) {
            page_gone = true;
            begin_page();
        } else if (std::holds_alternative<screens::Continue>(intent)) {
            show_problem();
        }
        if (session.dialog() != Dialog::idle_warning)
            parts_->idle_ends.reset();
        hand_over_tasks();
    }
}

void Application::hand_over_tasks() {
    const auto sheet = parts_->session->take_sheet_wanted();
    if (sheet && parts_->records)
        print(*sheet);
    for (Task& task : parts_->session->take_tasks())
        if (parts_->records)
            parts_->records->begin(std::move(task));
}

// Drawn here, where the text engine is at home.
void Application::print(Sheet sheet) {
    const Session& session = *parts_->session;
    const text::FontSet& fonts = parts_->text->fonts();
    const ui::Language language = session.presentation().language;
    parts_->records->begin(PrintTask{
        sheet == Sheet::receipt
            ? receipt_on_paper(fonts, parts_->contents, *session.visit(), language, session.unix_time())
            : sample_on_paper(fonts, parts_->contents, language, session.unix_time())});
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
    memory.pads.clear();
    memory.date = {};
    memory.time = {};
    const ui::Scroll check = memory.scrolls["check"];
    memory.scrolls.clear();
    // Back from a change, the list of answers is where it was left.
    if (const Visit* visit = parts_->session->visit())
        if (visit->step() == Step::check || visit->step() == Step::question)
            memory.scrolls["check"] = check;
    parts_->stale = true;
    if (parts_->session->take_ended())
        wipe();
}

// Nothing of the person is left in what draws.
void Application::wipe() {
    parts_->memory.wipe();
    parts_->semantics = {}; // its nodes' memory too, not only the nodes
    parts_->text->forget();
    platform::scrub_stack();
    parts_->idle_ends.reset();
    parts_->stale = true;
}

void Application::follow_idle(Time now) {
    Session& session = *parts_->session;
    const bool idle = now - parts_->last_activity >= parts_->idle_after();
    if (!session.under_way()) {
        parts_->idle_ends.reset();
        if (idle && session.left_changed()) {
            session.end(); // nothing was entered, so nobody is asked
            begin_page();
            hand_over_tasks();
        }
        return;
    }
    if (session.visit() != nullptr && session.visit()->step() == Step::sending) {
        parts_->idle_ends.reset();
        return;
    }
    if (parts_->idle_ends) {
        if (now < *parts_->idle_ends)
            return;
        session.abandon();
        parts_->last_activity = now; // what the next person may find on the screen is forgotten later
        begin_page();
        hand_over_tasks();
    } else if (idle) {
        session.show_dialog(Dialog::idle_warning);
        parts_->idle_ends = now + parts_->options.idle_warning;
        parts_->stale = true;
    }
}

void Application::follow_records() {
    if (!parts_->records)
        return;
    if (const auto why = parts_->records->unavailable()) {
        parts_->session->end();
        parts_->leave_service(*why);
        begin_page();
        return;
    }
    for (Outcome& outcome : parts_->records->take_outcomes()) {
        if (std::holds_alternative<Stored>(outcome))
            parts_->last_activity = Clock::now();
        if (parts_->session->take(std::move(outcome)))
            begin_page();
        parts_->stale = true;
        hand_over_tasks();
    }
}

// What the office sent takes the place of what was, between two sessions.
void Application::follow_office(Time now) {
    if (!parts_->records || !parts_->records->has_arrangement() || !parts_->session->at_rest() ||
        now - parts_->last_activity < quiet_time)
        return;
    auto arrangement = parts_->records->take_arrangement();
    if (!arrangement)
        return;
    parts_->session.reset(); // it reads from the contents
    parts_->contents = std::move(arrangement->contents);
    parts_->settings = std::move(arrangement->settings);
    parts_->records->use(parts_->settings);
    if (auto done = parts_->set_up(); !done)
        throw std::logic_error(done.error()); // the downlink hands out what fits
    spdlog::info("what the office sent is in use");
    wipe();
}

} // namespace istiqbal::app
