// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/session.hpp"

#include "kiosk/app/civil_time.hpp"

namespace istiqbal::app {

namespace {

// Long enough to read the last words, short enough that the next person finds the terminal ready.
constexpr std::chrono::seconds finished_for{8};

seal::Witness::Reason reason_of(screens::Witnessed why) {
    switch (why) {
    case screens::Witnessed::cannot_sign:
        return seal::Witness::Reason::cannot_sign;
    case screens::Witnessed::by_telephone:
        return seal::Witness::Reason::by_telephone;
    case screens::Witnessed::on_paper:
        return seal::Witness::Reason::on_paper;
    }
    return seal::Witness::Reason::cannot_sign;
}

// Counts an answer. Whether it is the one to what was asked last.
bool answers_last(std::size_t& unanswered) {
    if (unanswered == 0)
        return false;
    --unanswered;
    return unanswered == 0;
}

} // namespace

Session::Session(const Contents& contents, const Terminal& terminal, ui::Presentation settled, Clocks clocks)
    : contents_(contents)
    , mode_(terminal.mode)
    , terminal_name_(terminal.name)
    , people_(terminal.people)
    , settled_(settled)
    , clocks_(std::move(clocks))
    , presentation_(settled)
    , desk_([this] { return today(); })
    , reader_(contents.catalogue)
    , follow_up_(clocks_.steady)
    , rating_(contents.catalogue.rating(), contents.strings, clocks_.steady,
              [this] { return presentation_.language; })
    , printouts_(terminal.printer) {
    if (mode_ == Mode::exit)
        rating_.rest_at(terminal.rated);
    rest();
}

form::Date Session::today() const {
    return civil_date(unix_time());
}

form::DateTime Session::now() const {
    return civil_moment(unix_time());
}

bool Session::under_way() const {
    if (sign_in_)
        return sign_in_->purpose() != Purpose::desk;
    switch (place_) {
    case Place::welcome:
    case Place::finished:
        return false;
    case Place::rating:
        return !rating_.at_rest();
    default:
        return true;
    }
}

bool Session::left_changed() const {
    const bool looks_changed = presentation_.large_text != settled_.large_text ||
                               presentation_.high_contrast != settled_.high_contrast ||
                               presentation_.language != settled_.language;
    return !under_way() && (dialog_ != Dialog::none || looks_changed || hands_on_lock_);
}

void Session::touched(const platform::Input& input) {
    if (sign_in_ && sign_in_->purpose() == Purpose::desk)
        hands_on_lock_ = hands_on_lock_ || input.activity;
    if (place_ == Place::rating && dialog_ == Dialog::none)
        rating_.touched(input);
}

bool Session::apply(const screens::Intent& intent) {
    if (std::holds_alternative<screens::SwitchLanguage>(intent))
        return switch_language();
    if (std::holds_alternative<screens::SwitchTextSize>(intent)) {
        presentation_.large_text = !presentation_.large_text;
        return false;
    }
    if (std::holds_alternative<screens::SwitchContrast>(intent)) {
        presentation_.high_contrast = !presentation_.high_contrast;
        return false;
    }
    if (std::holds_alternative<screens::CallEmployee>(intent)) {
        dialog_ = Dialog::employee_called;
        return false;
    }
    // What is being stored has a receipt to be seen, and it is there in a moment.
    const bool sending = visit_ && visit_->step() == Step::sending;
    if (std::holds_alternative<screens::AskStartAgain>(intent)) {
        if (!sending)
            dialog_ = Dialog::confirm_start_again;
        return false;
    }
    if (std::holds_alternative<screens::CloseDialog>(intent)) {
        if (dialog_ == Dialog::ended)
            presentation_ = settled_;
        dialog_ = Dialog::none;
        return false;
    }
    if (std::holds_alternative<screens::StartAgain>(intent)) {
        if (sending) {
            dialog_ = Dialog::none;
            return false;
        }
        start_again();
        return true;
    }
    if (std::holds_alternative<screens::AskStaff>(intent)) {
        const bool locked = sign_in_ && sign_in_->purpose() == Purpose::desk && !sign_in_->busy();
        return (!sign_in_ || locked) && !sending && begin_sign_in(Purpose::staff_panel);
    }
    if (sign_in_) {
        if (std::holds_alternative<screens::Back>(intent))
            return cancel_sign_in();
        std::optional<Task> task;
        const bool changed = sign_in_->apply(intent, task);
        if (task)
            begin_task(std::move(*task));
        return changed;
    }
    return apply_to_place(intent);
}

bool Session::apply_to_place(const screens::Intent& intent) {
    const bool back = std::holds_alternative<screens::Back>(intent);
    switch (place_) {
    case Place::welcome:
        if (const auto* begin = std::get_if<screens::Begin>(&intent)) {
            presentation_.language = begin->language;
            place_ = Place::home;
            return true;
        }
        return false;
    case Place::home:
        if (back) {
            end();
            return true;
        }
        if (const auto* wanted = std::get_if<screens::Open>(&intent))
            return open(wanted->destination);
        if (const auto* wanted = std::get_if<screens::BeginJourney>(&intent))
            return begin_journey(wanted->id);
        return false;
    case Place::journey: {
        if (const auto* wanted = std::get_if<screens::AskWitness>(&intent))
            return ask_witness(reason_of(wanted->why));
        if (std::holds_alternative<screens::PrintReceipt>(intent)) {
            if (visit_->step() == Step::receipt)
                printouts_.print_receipt();
            return false;
        }
        const Step before = visit_->step();
        const bool changed = visit_->apply(intent);
        return follow_visit(before, changed) || changed;
    }
    case Place::information: {
        if (const auto* wanted = std::get_if<screens::BeginJourney>(&intent)) {
            if (!begin_journey(wanted->id))
                return false;
            reader_.end();
            return true;
        }
        const bool changed = reader_.apply(intent);
        return reader_.open() ? changed : go_home();
    }
    case Place::follow_up: {
        if (std::holds_alternative<screens::CompleteRequest>(intent))
            return complete_followed();
        if (const auto* wanted = std::get_if<screens::Open>(&intent)) {
            follow_up_.end();
            return open(wanted->destination);
        }
        const bool changed = follow_up_.apply(intent);
        if (auto wanted = follow_up_.take_wanted())
            begin_task(LookUpTask{std::move(*wanted)});
        return follow_up_.open() ? changed : go_home();
    }
    case Place::rating:
        return follow_rating(rating_.apply(intent), back);
    case Place::finished:
        if (std::holds_alternative<screens::Continue>(intent)) {
            end();
            return true;
        }
        return false;
    case Place::desk:
        return follow_desk(intent);
    case Place::staff:
        return follow_staff_panel(intent);
    }
    return false;
}

bool Session::open(screens::Destination destination) {
    switch (destination) {
    case screens::Destination::home:
        return go_home();
    case screens::Destination::information:
        reader_.begin();
        place_ = Place::information;
        return true;
    case screens::Destination::follow_up:
        follow_up_.begin();
        place_ = Place::follow_up;
        return true;
    case screens::Destination::rating:
        rating_.begin();
        place_ = Place::rating;
        return true;
    }
    return false;
}

bool Session::begin_journey(const std::string& id, std::optional<Taking> taking) {
    const catalogue::Journey* journey = contents_.catalogue.journey(id);
    const auto form = contents_.forms.find(id);
    if (journey == nullptr || form == contents_.forms.end())
        return false;
    form::Surroundings surroundings{[this] { return now(); }, terminal_name_,
                                    taking ? taking->representative : std::string()};
    visit_ = std::make_unique<Visit>(
        *journey, form->second, contents_.strings, [this] { return today(); }, presentation_,
        std::move(taking), std::move(surroundings));
    place_ = Place::journey;
    return true;
}

// The journey that completes begins with the reference of what was followed up (P6).
bool Session::complete_followed() {
    const catalogue::Journey* journey = contents_.catalogue.completing_journey();
    if (follow_up_.step() != FollowUp::Step::known || journey == nullptr || !begin_journey(journey->id))
        return false;
    visit_->complete(follow_up_.typed_reference());
    follow_up_.end();
    return true;
}

// What the step that the visit came to asks for. Returns whether the page is another one now.
bool Session::follow_visit(Step before, bool changed) {
    const Step step = visit_->step();
    if (step == Step::left) {
        keep_draft();
        visit_.reset();
        ended_ = true;
        return go_home();
    }
    if (step == Step::finished) {
        finish();
        return true;
    }
    if (step == Step::sending && before != Step::sending)
        begin_task(SubmitTask{visit_->submission(unix_time()), desk_.draft()});
    else if (step == Step::hand_back && before != Step::hand_back)
        return begin_sign_in(Purpose::hand_back);
    else if (changed)
        keep_draft();
    return false;
}

// Says it and, where somebody waits for its outcome, remembers that it is not answered.
void Session::begin_task(Task task) {
    submissions_ += std::holds_alternative<SubmitTask>(task) ? 1 : 0;
    unlocks_ += std::holds_alternative<UnlockTask>(task) ? 1 : 0;
    look_ups_ += std::holds_alternative<LookUpTask>(task) ? 1 : 0;
    tasks_.push_back(std::move(task));
}

// After a journey: what was sent is gone from the screen, and its service may be rated (G5).
void Session::finish() {
    const catalogue::Journey& journey = visit_->journey();
    visit_.reset();
    printouts_.forget_receipt();
    ended_ = true;
    if (mode_ == Mode::branch) {
        end();
        return;
    }
    rating_.begin_after({Rated::Kind::service, journey.id, journey.title});
    place_ = Place::rating;
}

bool Session::go_home() {
    if (mode_ == Mode::branch) {
        desk_.back_to_list();
        place_ = Place::desk;
    } else {
        place_ = Place::home;
    }
    return true;
}

void Session::abandon() {
    const bool told =
        place_ != Place::home && place_ != Place::information && place_ != Place::staff && !sign_in_;
    const ui::Language language = presentation_.language;
    if (desk_.signed_in())
        lock();
    else
        end();
    if (!told)
        return;
    // Whoever comes back reads it in their own language.
    dialog_ = Dialog::ended;
    presentation_.language = language;
}

bool Session::follow_rating(bool changed, bool back) {
    const std::size_t filed_before = tasks_.size();
    file_ratings();
    if (rating_.open()) {
        // The next visitor finds the terminal as it always is.
        if (changed && rating_.at_rest())
            end();
        return changed;
    }
    if (back && tasks_.size() == filed_before)
        return go_home(); // nothing was rated: nothing is finished
    place_ = Place::finished;
    goes_on_ = clocks_.steady() + finished_for;
    return true;
}

void Session::file_ratings() {
    for (seal::Submission& rating : rating_.take_filed(unix_time()))
        tasks_.emplace_back(RateTask{std::move(rating)});
}

bool Session::take(Outcome outcome) {
    if (auto* stored = std::get_if<Stored>(&outcome)) {
        if (!answers_last(submissions_) || !visit_ || visit_->step() != Step::sending)
            return false;
        visit_->sent(stored->receipt);
        printouts_.print_receipt();
        return true;
    }
    if (std::holds_alternative<NotStored>(outcome)) {
        if (!answers_last(submissions_) || !visit_ || visit_->step() != Step::sending)
            return false;
        visit_->not_sent();
        return true;
    }
    if (auto* found = std::get_if<LookedUp>(&outcome)) {
        if (!answers_last(look_ups_) || follow_up_.step() != FollowUp::Step::looking)
            return false;
        follow_up_.answered(std::move(found->answer));
        return true;
    }
    if (const auto* unlocked = std::get_if<Unlocked>(&outcome)) {
        const bool awaited = answers_last(unlocks_) && sign_in_ && sign_in_->busy();
        if (awaited)
            return signed_in(unlocked->person);
        // Whoever asked has gone: what the PIN opened is not left open.
        if (!desk_.signed_in())
            tasks_.emplace_back(LockTask{});
        return false;
    }
    if (const auto* refusal = std::get_if<NotUnlocked>(&outcome)) {
        if (answers_last(unlocks_) && sign_in_ && sign_in_->busy())
            sign_in_->refused(*refusal, clocks_.steady());
        return false;
    }
    if (std::holds_alternative<SignInFailed>(outcome)) {
        if (answers_last(unlocks_) && sign_in_ && sign_in_->busy())
            sign_in_->failed_to_try();
        return false;
    }
    if (auto* drafts = std::get_if<DraftList>(&outcome)) {
        draft_in_trouble_ = false;
        if (desk_.signed_in())
            desk_.list(std::move(*drafts));
        return false;
    }
    if (const auto* printed = std::get_if<Printed>(&outcome)) {
        printouts_.answered(printed->trouble);
        return false;
    }
    if (const auto* opened = std::get_if<DraftOpened>(&outcome))
        return open_draft(*opened);
    draft_in_trouble_ = true;
    return false;
}

void Session::start_again() {
    if (!desk_.draft().empty())
        tasks_.emplace_back(RemoveDraftTask{desk_.draft()});
    // The beneficiary holds the tablet: the desk is not theirs to see.
    const bool handed_over = visit_ && (visit_->handed_over() || visit_->step() == Step::hand_back);
    if (handed_over)
        lock_desk();
    end();
}

bool Session::switch_language() {
    if (visit_ && visit_->step() == Step::sending)
        return false;
    presentation_.language =
        presentation_.language == ui::Language::arabic ? ui::Language::english : ui::Language::arabic;
    if (place_ != Place::journey || !visit_->language_changed())
        return false;
    // The page that the PIN was asked for is there no more.
    if (sign_in_ && (sign_in_->purpose() == Purpose::witness || sign_in_->purpose() == Purpose::hand_back))
        sign_in_.reset();
    return true;
}

bool Session::tick() {
    const Clock::time_point now = clocks_.steady();
    if (sign_in_)
        return sign_in_->tick(now);
    if (goes_on_ && now >= *goes_on_) {
        end();
        return true;
    }
    if (place_ == Place::follow_up)
        return follow_up_.follow(now);
    if (place_ == Place::rating)
        return follow_rating(rating_.follow(now), false);
    return false;
}

std::optional<Session::Clock::time_point> Session::deadline() const {
    if (sign_in_)
        return sign_in_->wait_until();
    if (goes_on_)
        return goes_on_;
    if (place_ == Place::follow_up)
        return follow_up_.due();
    if (place_ == Place::rating)
        return rating_.due();
    return std::nullopt;
}

void Session::rest() {
    switch (mode_) {
    case Mode::lobby:
        place_ = Place::welcome;
        return;
    case Mode::exit:
        place_ = Place::rating;
        return;
    case Mode::branch:
        desk_.back_to_list();
        place_ = Place::desk;
        if (!desk_.signed_in())
            begin_sign_in(Purpose::desk);
        return;
    }
}

// In branch mode a session is one request: the representative stays signed in.
void Session::end() {
    visit_.reset();
    printouts_.forget_receipt();
    sign_in_.reset();
    reader_.end();
    follow_up_.end();
    rating_.end();
    file_ratings();
    goes_on_.reset();
    leave_stick();
    draft_in_trouble_ = false;
    ended_ = true;
    presentation_ = settled_;
    dialog_ = Dialog::none;
    rest();
}

} // namespace istiqbal::app
