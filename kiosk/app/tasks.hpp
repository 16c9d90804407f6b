// SPDX-License-Identifier: Apache-2.0
// What a session wants done that takes time, secrets or the disk, and what came of it. The session only says
// so; Records does it, one task after another, on a thread of its own (printing: on another), and hands the
// outcomes back.
#pragma once

#include "fonts/raster.hpp"
#include "kiosk/app/draft.hpp"
#include "kiosk/form/answers.hpp"
#include "kiosk/platform/printer.hpp"
#include "sync/journal/follow_up.hpp"
#include "sync/seal/receipt_line.hpp"
#include "sync/seal/staff.hpp"
#include "sync/seal/submission.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace istiqbal::app {

// Seals, signs and stores a request; the draft that it grew from, if any, goes once the request is durable.
struct SubmitTask {
    seal::Submission submission;
    std::string draft{};
};
// Seals and stores an anonymous rating; nobody waits for it.
struct RateTask {
    seal::Submission submission;
};
struct LookUpTask {
    seal::ReceiptLine asked;
};
// Tries a person's PIN. Where it opens the desk, the representative's drafts can be read and written from
// then on, until LockTask; a witness's own drafts are none of it.
struct UnlockTask {
    std::string person;
    form::WipedText pin;
    bool opens_desk = false;
};
struct LockTask {};
struct SaveDraftTask {
    std::string id;
    form::WipedText bytes;
};
struct OpenDraftTask {
    std::string id;
};
struct RemoveDraftTask {
    std::string id;
};
struct PrintTask {
    text::Raster sheet;
};
struct SyncTask {}; // now, and not when the uplink next would
// Told by Records::stick(), not by an outcome: it goes on for minutes, and may end when nobody looks any
// more.
struct StickTask {
    enum class Wish { copy, choose, close } wish = Wish::copy;
    std::size_t index = 0; // choose: of those that are shown
};
using Task = std::variant<SubmitTask, RateTask, LookUpTask, UnlockTask, LockTask, SaveDraftTask,
                          OpenDraftTask, RemoveDraftTask, PrintTask, SyncTask, StickTask>;

struct Stored {
    seal::ReceiptLine receipt;
};
struct NotStored {};
struct LookedUp {
    seal::Result<journal::FollowUp::Answer> answer;
};
struct Unlocked {
    seal::Person person;
};
struct NotUnlocked {
    std::int64_t wait_seconds = 0; // until the next try; 0: at once
};
struct SignInFailed {}; // the roster could not be read or written
// The representative's own, newest first. Told after unlocking and after every change.
struct DraftSummary {
    std::string id;
    std::string journey;
    form::WipedText label; // the first answer: usually the person's name
    std::int64_t updated = 0;
};
struct DraftList {
    std::vector<DraftSummary> drafts;
};
struct DraftOpened {
    std::string id;
    Draft draft;
};
struct Printed {
    std::optional<platform::PrintTrouble> trouble; // nothing: the printer has all of it
};
// A draft could not be written or read; what was typed is still on the screen.
struct DraftTrouble {};
using Outcome = std::variant<Stored, NotStored, LookedUp, Unlocked, NotUnlocked, SignInFailed, DraftList,
                             DraftOpened, DraftTrouble, Printed>;

} // namespace istiqbal::app
