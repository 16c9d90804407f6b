// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/session.hpp"

#include "kiosk/app/civil_time.hpp"
#include "sync/seal/bytes.hpp"

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

std::string new_draft_id() {
    seal::ByteArray<16> id{};
    seal::system_random(id);
    return seal::hex(id);
}

} // namespace

Session::Session(const Contents& contents, const Terminal& terminal, ui::Presentation settled, Clocks clocks)
    : contents_(contents)
    , mode_(terminal.mode)
    , people_(terminal.people)
    , settled_(settled)
    , clocks_(std::move(clocks))
    , presentation_(settled)
    , desk_([this] { return today(); })
    , reader_(contents.catalogue)
    , follow_up_(clocks_.steady)
    , rating_(contents.catalogue.rating(), contents.strings, clocks_.steady,
              [this] { return presentation_.language; }) {
    if (mode_ == Mode::exit)
        rating_.rest_at(terminal.rated);
    rest();
}

form::Date Session::today() const {
    return civil_date(unix_time());
}

bool Session::under_way() const {
    if (sign_in_)
        return mode_ != Mode::branch || desk_.signed_in() || sign_in_->chosen() != nullptr;
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
    return !under_way() && (dialog_ != Dialog::none || looks_changed);
}

void Session::touched(const platform::Input& input) {
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
    if (std::holds_alternative<screens::AskStartAgain>(intent)) {
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
        if (!desk_.draft().empty())
            tasks_.emplace_back(RemoveDraftTask{desk_.draft()});
        end();
        return true;
    }
    if (sign_in_) {
        if (std::holds_alternative<screens::Back>(intent))
            return cancel_sign_in();
        std::optional<Task> task;
        const bool changed = sign_in_->apply(intent, task);
        if (task)
            tasks_.push_back(std::move(*task));
        return changed;
    }
    if (std::holds_alternative<screens::AskStaff>(intent))
        return begin_sign_in(Purpose::staff_panel);
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
        const Step before = visit_->step();
        const bool changed = visit_->apply(intent);
        return follow_visit(before) || changed;
    }
    case Place::information: {
        if (const auto* wanted = std::get_if<screens::BeginJourney>(&intent)) {
            reader_.end();
            return begin_journey(wanted->id);
        }
        const bool changed = reader_.apply(intent);
        return reader_.open() ? changed : go_home();
    }
    case Place::follow_up: {
        const bool changed = follow_up_.apply(intent);
        if (auto wanted = follow_up_.take_wanted())
            tasks_.emplace_back(LookUpTask{std::move(*wanted)});
        return follow_up_.open() ? changed : go_home();
    }
    case Place::rating:
        return follow_rating(rating_.apply(intent));
    case Place::finished:
        if (std::holds_alternative<screens::Continue>(intent)) {
            end();
            return true;
        }
        return false;
    case Place::desk:
        return follow_desk(intent);
    case Place::staff:
        if (const auto* tab = std::get_if<screens::ShowStaffTab>(&intent)) {
            staff_tab_ = tab->tab;
            return true;
        }
        if (back || std::holds_alternative<screens::Lock>(intent)) {
            end();
            return true;
        }
        if (std::holds_alternative<screens::SyncNow>(intent))
            tasks_.emplace_back(SyncTask{});
        if (std::holds_alternative<screens::RestartProgram>(intent))
            restart_wanted_ = true;
        return false;
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
    visit_ = std::make_unique<Visit>(
        *journey, form->second, contents_.strings, [this] { return today(); }, presentation_,
        std::move(taking));
    place_ = Place::journey;
    return true;
}

// What the step that the visit came to asks for. Returns whether the page is another one now.
bool Session::follow_visit(Step before) {
    const Step step = visit_->step();
    if (step == Step::left) {
        if (!desk_.draft().empty())
            save_draft();
        visit_.reset();
        ended_ = true;
        return go_home();
    }
    if (step == Step::finished) {
        finish();
        return true;
    }
    if (step == Step::sending && before != Step::sending)
        tasks_.emplace_back(SubmitTask{visit_->submission(unix_time()), desk_.draft()});
    else if (step == Step::hand_back && before != Step::hand_back)
        return begin_sign_in(Purpose::hand_back);
    else if (visit_->taking() && (step == Step::question || step == Step::check || step == Step::documents))
        save_draft();
    return false;
}

bool Session::follow_desk(const screens::Intent& intent) {
    if (std::holds_alternative<screens::Lock>(intent)) {
        lock();
        return true;
    }
    if (std::holds_alternative<screens::SyncNow>(intent)) {
        tasks_.emplace_back(SyncTask{});
        return false;
    }
    Desk::Request request;
    const bool changed = desk_.apply(intent, request);
    if (request.task)
        tasks_.push_back(std::move(*request.task));
    if (!request.begin)
        return changed;
    const std::string journey = desk_.journey();
    if (!begin_journey(journey, std::move(request.begin)))
        return changed;
    desk_.work_on(new_draft_id());
    return true;
}

bool Session::follow_rating(bool changed) {
    file_ratings();
    if (rating_.open()) {
        // The next visitor finds the terminal as it always is.
        if (changed && rating_.at_rest())
            end();
        return changed;
    }
    place_ = Place::finished;
    goes_on_ = clocks_.steady() + finished_for;
    return true;
}

void Session::file_ratings() {
    for (seal::Submission& rating : rating_.take_filed(unix_time()))
        tasks_.emplace_back(RateTask{std::move(rating)});
}

bool Session::begin_sign_in(Purpose purpose) {
    sign_in_ =
        std::make_unique<SignIn>(purpose, people_, purpose == Purpose::hand_back ? desk_.person().id : "");
    return true;
}

bool Session::cancel_sign_in() {
    if (sign_in_->busy())
        return false;
    const Purpose purpose = sign_in_->purpose();
    // The desk stays locked; whom it shall open for can be chosen anew.
    if (purpose == Purpose::desk)
        return begin_sign_in(Purpose::desk);
    sign_in_.reset();
    if (purpose == Purpose::hand_back)
        visit_->apply(screens::Back{});
    if (mode_ == Mode::branch && !desk_.signed_in())
        return begin_sign_in(Purpose::desk);
    return true;
}

bool Session::signed_in(const seal::Person& person) {
    const Purpose purpose = sign_in_->purpose();
    sign_in_.reset();
    switch (purpose) {
    case Purpose::desk:
        desk_.open(person);
        return true;
    case Purpose::staff_panel:
        staff_tab_ = 0;
        place_ = Place::staff;
        return true;
    case Purpose::hand_back: {
        const Step before = visit_->step();
        visit_->handed_back();
        follow_visit(before);
        return true;
    }
    case Purpose::witness:
        visit_->witnessed({person.name, witness_reason_});
        return true;
    }
    return true;
}

// A representative who holds the tablet has said who they are already.
bool Session::ask_witness(seal::Witness::Reason reason) {
    if (desk_.signed_in() && !visit_->handed_over()) {
        visit_->witnessed({desk_.person().name, reason});
        return false;
    }
    witness_reason_ = reason;
    return begin_sign_in(Purpose::witness);
}

bool Session::take(Outcome outcome) {
    if (auto* stored = std::get_if<Stored>(&outcome)) {
        if (!visit_)
            return false;
        visit_->sent(stored->receipt);
        return true;
    }
    if (std::holds_alternative<NotStored>(outcome)) {
        if (visit_)
            visit_->not_sent();
        return visit_ != nullptr;
    }
    if (auto* found = std::get_if<LookedUp>(&outcome)) {
        follow_up_.answered(found->answer);
        return true;
    }
    if (const auto* unlocked = std::get_if<Unlocked>(&outcome))
        return sign_in_ && sign_in_->busy() && signed_in(unlocked->person);
    if (const auto* refusal = std::get_if<NotUnlocked>(&outcome)) {
        if (sign_in_)
            sign_in_->refused(*refusal, clocks_.steady());
        return false;
    }
    if (std::holds_alternative<SignInFailed>(outcome)) {
        if (sign_in_)
            sign_in_->failed_to_try();
        return false;
    }
    if (auto* drafts = std::get_if<DraftList>(&outcome)) {
        draft_in_trouble_ = false;
        if (desk_.signed_in())
            desk_.list(std::move(*drafts));
        return false;
    }
    if (const auto* opened = std::get_if<DraftOpened>(&outcome))
        return open_draft(*opened);
    draft_in_trouble_ = true;
    return false;
}

bool Session::open_draft(const DraftOpened& opened) {
    if (place_ != Place::desk || !desk_.signed_in())
        return false;
    const auto received = form::Date::from_iso(opened.draft.received);
    presentation_.language = opened.draft.language == "en" ? ui::Language::english : ui::Language::arabic;
    if (!begin_journey(opened.draft.journey,
                       Taking{desk_.person().name, opened.draft.channel, received.value_or(today())}))
        return false;
    visit_->restore(opened.draft);
    desk_.work_on(opened.id);
    return true;
}

void Session::save_draft() {
    tasks_.emplace_back(SaveDraftTask{desk_.draft(), encode(visit_->draft())});
}

bool Session::switch_language() {
    if (visit_ && visit_->step() == Step::sending)
        return false;
    presentation_.language =
        presentation_.language == ui::Language::arabic ? ui::Language::english : ui::Language::arabic;
    return place_ == Place::journey && visit_->language_changed();
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
        return follow_rating(rating_.follow(now));
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

// After a journey: what was sent is gone from the screen, and its service may be rated (G5).
void Session::finish() {
    const catalogue::Journey& journey = visit_->journey();
    visit_.reset();
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

void Session::lock() {
    tasks_.emplace_back(LockTask{});
    desk_.lock();
    end();
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
    sign_in_.reset();
    reader_.end();
    follow_up_.end();
    rating_.end();
    file_ratings();
    goes_on_.reset();
    draft_in_trouble_ = false;
    ended_ = true;
    presentation_ = settled_;
    dialog_ = Dialog::none;
    rest();
}

} // namespace istiqbal::app
