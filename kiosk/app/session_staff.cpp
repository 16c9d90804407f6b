// SPDX-License-Identifier: Apache-2.0
// Session: whoever says who they are by PIN, and the representative's desk.
#include "kiosk/app/session.hpp"
#include "sync/seal/bytes.hpp"

namespace istiqbal::app {

namespace {

std::string new_draft_id() {
    seal::ByteArray<16> id{};
    seal::system_random(id);
    return seal::hex(id);
}

} // namespace

bool Session::follow_staff_panel(const screens::Intent& intent) {
    if (at_stick_ || std::holds_alternative<screens::CopyToStick>(intent))
        return follow_stick(intent);
    if (const auto* tab = std::get_if<screens::ShowStaffTab>(&intent)) {
        staff_tab_ = tab->tab;
        return true;
    }
    if (std::holds_alternative<screens::Back>(intent) || std::holds_alternative<screens::Lock>(intent)) {
        end();
        return true;
    }
    if (std::holds_alternative<screens::SyncNow>(intent))
        tasks_.emplace_back(SyncTask{});
    if (std::holds_alternative<screens::TestPrint>(intent))
        printouts_.print_sample();
    if (std::holds_alternative<screens::RestartProgram>(intent))
        restart_wanted_ = true;
    return false;
}

bool Session::follow_stick(const screens::Intent& intent) {
    if (std::holds_alternative<screens::CopyToStick>(intent)) {
        at_stick_ = true;
        tasks_.emplace_back(StickTask{StickTask::Wish::copy});
        return true;
    }
    if (const auto* chosen = std::get_if<screens::ChooseStick>(&intent)) {
        tasks_.emplace_back(StickTask{StickTask::Wish::choose, chosen->index});
        return false;
    }
    if (!std::holds_alternative<screens::Back>(intent))
        return false;
    leave_stick();
    return true;
}

void Session::leave_stick() {
    if (std::exchange(at_stick_, false))
        tasks_.emplace_back(StickTask{StickTask::Wish::close});
}

bool Session::follow_desk(const screens::Intent& intent) {
    if (at_stick_ || std::holds_alternative<screens::CopyToStick>(intent))
        return follow_stick(intent);
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

bool Session::begin_sign_in(Purpose purpose) {
    hands_on_lock_ = false;
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
    case Purpose::staff_panel: {
        // The panel is no part of anybody's visit, and another employee's desk is not theirs to come back to.
        const ui::Language language = presentation_.language;
        keep_draft();
        if (desk_.signed_in() && desk_.person().id != person.id)
            lock_desk();
        end();
        sign_in_.reset();
        presentation_.language = language;
        staff_tab_ = 0;
        place_ = Place::staff;
        return true;
    }
    case Purpose::hand_back: {
        const Step before = visit_->step();
        visit_->handed_back();
        follow_visit(before, true);
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
    if (visit_->step() != Step::declaration)
        return false;
    if (desk_.signed_in() && !visit_->handed_over()) {
        visit_->witnessed({desk_.person().name, reason});
        return false;
    }
    witness_reason_ = reason;
    return begin_sign_in(Purpose::witness);
}

bool Session::open_draft(const DraftOpened& opened) {
    // It was asked for from the list; whoever has gone on since is not called back.
    if (sign_in_ || at_stick_ || place_ != Place::desk || !desk_.signed_in() ||
        desk_.page() != DeskPage::list)
        return false;
    if (!begin_journey(opened.draft.journey, taking_of(opened.draft, desk_.person().name, today()))) {
        draft_in_trouble_ = true; // of a journey that is offered no more
        return false;
    }
    presentation_.language = opened.draft.language == "en" ? ui::Language::english : ui::Language::arabic;
    visit_->restore(opened.draft);
    desk_.work_on(opened.id);
    return true;
}

// Whatever can still change is kept; an empty request is not worth a line on the desk.
void Session::keep_draft() {
    if (!visit_ || desk_.draft().empty() || !visit_->changed())
        return;
    switch (visit_->step()) {
    case Step::sending:
    case Step::receipt:
    case Step::finished:
        return;
    default:
        tasks_.emplace_back(SaveDraftTask{desk_.draft(), encode(visit_->draft())});
    }
}

void Session::lock() {
    keep_draft();
    lock_desk();
    end();
}

void Session::lock_desk() {
    tasks_.emplace_back(LockTask{});
    desk_.lock();
}

} // namespace istiqbal::app
