// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/records.hpp"

#include "kiosk/app/civil_time.hpp"
#include "kiosk/platform/scrubbed_stack.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace istiqbal::app {

namespace {

std::string describe_recovery(const journal::Boot& boot) {
    return boot.reason + "; moved aside whole to " + boot.moved_to.string() + "; " +
           std::to_string(boot.salvaged) + " records carried over";
}

std::string describe_failure(const seal::Error& error) {
    return "the journal cannot be opened: " + error.detail;
}

} // namespace

tl::expected<std::unique_ptr<Records>, Records::Unavailable>
Records::open(const std::filesystem::path& terminal_directory, const Devices& devices,
              std::function<void()> wake) {
    auto terminal = uplink::load_terminal(terminal_directory);
    if (!terminal)
        return tl::unexpected(
            Unavailable{terminal.error().kind, "the terminal is not ready: " + terminal.error().detail});
    auto opened = journal::Journal::open(terminal->journal_file(), terminal->key.verify_key(),
                                         journal::BootCheck::later);
    if (!opened)
        return tl::unexpected(Unavailable{opened.error().kind, describe_failure(opened.error())});
    return std::unique_ptr<Records>(
        new Records(std::move(*terminal), std::move(*opened), devices, std::move(wake)));
}

Records::Records(uplink::Terminal terminal, journal::Opened opened, const Devices& devices,
                 std::function<void()> wake)
    : terminal_(std::move(terminal))
    , journal_(std::move(opened.journal))
    , stick_folder_(devices.stick)
    , wake_(std::move(wake))
    , staff_(terminal_.directory / "staff.json")
    , intake_(*journal_, terminal_.key, {terminal_.provision.intake, terminal_.provision.recovery})
    , follow_up_(*journal_, terminal_.provision.office, {unix_now})
    , drafts_(*journal_)
    , transport_(std::make_unique<uplink::CurlTransport>(terminal_.provision.hub_urls, uplink::CurlLimits{},
                                                         uplink::hub_trust(terminal_.directory)))
    , installed_printer_(devices.printer) {}

Records::~Records() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    something_to_do_.notify_one();
    if (worker_.joinable())
        worker_.join();
    stick_.reset();
    printing_.reset();
    if (uplink_)
        uplink_->stop();
    arrivals_.reset(); // nobody tells it of notices any more
}

// On the uplink's thread. Each trouble is told once, and its end.
void Records::follow_sync() {
    const std::lock_guard lock(log_mutex_);
    if (!uplink_)
        return;
    if (watched_)
        wake_();
    const uplink::Status status = uplink_->status();
    // Also when nothing came: one that expired gives way to another.
    if (status.state != uplink::State::sending)
        arrivals_->look();
    tell_of_expiry(status);
    if (status.problem == last_problem_)
        return;
    last_problem_ = status.problem;
    if (last_problem_.empty())
        spdlog::info("sync works again");
    else
        spdlog::warn("sync: {} ({} records wait)", last_problem_, status.unsent);
}

// Each once: what the office has not renewed holds, and somebody should ask why.
void Records::tell_of_expiry(const uplink::Status& status) {
    for (const seal::NoticeHead& head : status.expired)
        if (std::find(expired_.begin(), expired_.end(), head) == expired_.end())
            spdlog::warn(
                "{} of the office, revision {}, has expired and was not renewed; it holds all the same",
                seal::name(head.kind), head.revision);
    expired_ = status.expired;
}

seal::TerminalSettings Records::start(std::unique_ptr<Downlink> downlink, Contents& contents) {
    downlink_ = std::move(downlink);
    // Before the threads, whose first question to the journal makes its boot check.
    auto settings = downlink_->begin(*journal_, terminal_.provision.office, contents, unix_now());
    {
        // Their threads may speak before the pointers are here.
        const std::lock_guard lock(log_mutex_);
        arrivals_ = std::make_unique<Arrivals>(*downlink_, wake_);
        uplink_ = std::make_unique<uplink::Uplink>(*journal_, terminal_.key, terminal_.provision, *transport_,
                                                   [this] { follow_sync(); });
    }
    stick_ = std::make_unique<StickBay>(carriage::Sender{*journal_, terminal_.key, terminal_.provision},
                                        stick_folder_, [this] {
                                            arrivals_->look(); // a stick brings what the office says as well
                                            wake_();
                                        });
    print_on(installed_printer_);
    worker_ = std::thread([this] {
        check_journal();
        work();
    });
    return settings;
}

// On the worker.
void Records::check_journal() {
    const auto boot = journal_->check();
    if (!boot) {
        {
            const std::lock_guard lock(mutex_);
            unavailable_ = {boot.error().kind, describe_failure(boot.error())};
        }
        wake_();
        return;
    }
    if (boot->condition == journal::Condition::recovered) {
        recovery_ = describe_recovery(*boot);
        spdlog::error("the journal was damaged: {}", recovery_);
        recovered_ = true;
        wake_();
    } else if (!boot->reason.empty()) {
        // Intact, but an older, damaged one beside it still cannot be read: nothing for the welcome page.
        spdlog::warn("the journal: {}", boot->reason);
    }
}

std::optional<Records::Unavailable> Records::unavailable() const {
    const std::lock_guard lock(mutex_);
    return unavailable_;
}

std::optional<Arrangement> Records::take_arrangement() {
    auto arrangement = arrivals_->take();
    if (arrangement)
        arrivals_->put_in_use(arrangement->edition);
    return arrangement;
}

void Records::use(const seal::TerminalSettings& settings) {
    // Those of the enrolment come last: a list with a slip in it must not cut a terminal off from its
    // mending.
    std::vector<std::string> hubs = settings.hub_urls;
    for (const std::string& url : terminal_.provision.hub_urls)
        if (std::find(hubs.begin(), hubs.end(), url) == hubs.end())
            hubs.push_back(url);
    transport_->use(std::move(hubs));
    print_on(settings.printer.value_or(installed_printer_));
}

void Records::print_on(const std::string& printer) {
    if (printer == printer_)
        return;
    printer_ = printer;
    std::shared_ptr<PrintQueue> queue;
    if (!printer.empty())
        queue = std::make_shared<PrintQueue>(
            printer, [this](std::optional<platform::PrintTrouble> trouble) { answer(Printed{trouble}); });
    const std::lock_guard lock(mutex_);
    printing_.swap(queue);
}

std::vector<seal::Person> Records::people() const {
    auto people = staff_.people();
    if (people)
        return std::move(*people);
    spdlog::error("the staff of this terminal cannot be read: {}", people.error().detail);
    return {};
}

bool Records::has_room() const {
    return journal_->has_room(journal::request_reserve);
}

Health Records::health() const {
    Health health;
    health.sync = uplink_->status();
    // By now, and not as of the uplink's last step: a stick takes and brings as well.
    const journal::Counts counts = journal_->counts();
    health.sync.unsent = counts.unsent;
    health.sync.awaiting_office = counts.spooled;
    health.acknowledged = counts.kept + counts.purged;
    health.has_room = has_room();
    health.office = downlink_->standing();
    health.office.waiting = arrivals_->waiting();
    std::error_code unknown;
    const auto space = std::filesystem::space(terminal_.directory, unknown);
    if (!unknown) {
        health.free_bytes = space.available;
        health.total_bytes = space.capacity;
    }
    return health;
}

void Records::begin(Task task) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(task));
    }
    something_to_do_.notify_one();
}

std::vector<Outcome> Records::take_outcomes() {
    const std::lock_guard lock(mutex_);
    return std::exchange(outcomes_, {});
}

void Records::work() {
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            something_to_do_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
            if (waiting_.empty())
                return;
        }
        run_next();
        platform::scrub_stack(); // answers, a PIN
    }
}

void Records::run_next() {
    std::unique_lock lock(mutex_);
    Task task = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    std::visit([this](auto& each) { run(std::move(each)); }, task);
}

void Records::answer(Outcome outcome) {
    {
        const std::lock_guard lock(mutex_);
        outcomes_.push_back(std::move(outcome));
    }
    wake_();
}

void Records::run(SubmitTask task) {
    const auto receipt = intake_.submit(std::move(task.submission));
    if (!receipt) {
        spdlog::error("a request could not be stored: {}", receipt.error().detail);
        answer(NotStored{});
        return;
    }
    answer(Stored{{receipt->reference, receipt->claim_code}});
    uplink_->poke();
    if (!task.draft.empty())
        run(RemoveDraftTask{std::move(task.draft)});
}

void Records::run(RateTask task) {
    if (const auto filed = intake_.file(std::move(task.submission)); !filed)
        spdlog::error("a rating could not be stored: {}", filed.error().detail);
    uplink_->poke();
}

void Records::run(const LookUpTask& task) {
    auto found = follow_up_.ask(task.asked.reference, task.asked.claim_code);
    if (!found)
        spdlog::error("a request could not be looked up: {}", found.error().detail);
    answer(LookedUp{std::move(found)});
}

void Records::run(const UnlockTask& task) {
    auto tried = staff_.unlock(task.person, task.pin, unix_now());
    if (!tried) {
        // Too few digits are as wrong as others, and are not counted.
        if (tried.error().kind == seal::ErrorClass::malformed) {
            answer(NotUnlocked{});
            return;
        }
        spdlog::error("a PIN could not be tried: {}", tried.error().detail);
        answer(SignInFailed{});
        return;
    }
    if (const auto* wrong = std::get_if<seal::WrongPin>(&*tried)) {
        answer(NotUnlocked{wrong->wait_seconds});
        return;
    }
    auto& unlocked = std::get<seal::Unlocked>(*tried);
    answer(Unlocked{unlocked.person});
    if (!task.opens_desk || unlocked.person.role != seal::StaffRole::representative)
        return;
    representative_ = std::move(unlocked);
    list_drafts();
}

void Records::run(const LockTask& /*task*/) {
    representative_.reset();
}

void Records::run(const SaveDraftTask& task) {
    if (!representative_)
        return;
    const auto kept = drafts_.put(task.id, representative_->person.id, unix_now(), seal::view(task.bytes),
                                  representative_->key.bytes());
    if (!kept) {
        spdlog::error("a draft could not be kept: {}", kept.error().detail);
        answer(DraftTrouble{});
        return;
    }
    list_drafts();
}

std::optional<Draft> Records::open_draft(const std::string& id) const {
    const auto opened = drafts_.open(id, representative_->key.bytes());
    if (!opened) {
        spdlog::error("a draft could not be opened: {}", opened.error().detail);
        return std::nullopt;
    }
    return decode_draft(seal::text(opened->bytes()));
}

void Records::run(const OpenDraftTask& task) {
    if (!representative_)
        return;
    if (auto draft = open_draft(task.id))
        answer(DraftOpened{task.id, std::move(*draft)});
    else
        answer(DraftTrouble{});
}

void Records::run(const RemoveDraftTask& task) {
    if (const auto removed = drafts_.remove(task.id); !removed) {
        spdlog::error("a draft could not be removed: {}", removed.error().detail);
        answer(DraftTrouble{});
    }
    if (representative_)
        list_drafts();
}

// Handed on: the worker has requests to store.
void Records::run(PrintTask task) {
    std::shared_ptr<PrintQueue> printing;
    {
        const std::lock_guard lock(mutex_);
        printing = printing_;
    }
    if (printing)
        printing->begin(std::move(task.sheet));
}

void Records::run(const SyncTask& /*task*/) {
    uplink_->hurry();
}

// Handed on: the worker has requests to store.
void Records::run(const StickTask& task) {
    switch (task.wish) {
    case StickTask::Wish::copy:
        stick_->copy();
        break;
    case StickTask::Wish::choose:
        stick_->choose(task.index);
        break;
    case StickTask::Wish::close:
        stick_->close();
        break;
    }
}

void Records::list_drafts() {
    const auto entries = drafts_.list();
    if (!entries) {
        answer(DraftTrouble{});
        return;
    }
    DraftList list;
    for (const journal::DraftEntry& entry : *entries) {
        if (entry.representative != representative_->person.id)
            continue;
        const auto draft = open_draft(entry.id);
        list.drafts.push_back(
            {entry.id, draft ? draft->journey : std::string(),
             draft && !draft->answers.empty() ? draft->answers.front().typed : form::WipedText(),
             entry.updated});
    }
    answer(std::move(list));
}

} // namespace istiqbal::app
