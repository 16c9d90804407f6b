// SPDX-License-Identifier: Apache-2.0
// Branch mode: the representative's desk on the tablet. Who is signed in, their drafts, and a request being
// begun: its journey and the channel through which it came (C1–C8). Who asks and when is the visit's to ask.
// Everything is gone when the desk is locked; the drafts stay sealed in the journal.
//
// One thread: the window's.
#pragma once

#include "kiosk/app/tasks.hpp"
#include "kiosk/app/visit.hpp"
#include "kiosk/screens/intents.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace istiqbal::app {

enum class DeskPage { list, journey, channel, confirm_removal };

class Desk {
public:
    // `today`: the terminal's civil day.
    explicit Desk(std::function<form::Date()> today);

    void open(const seal::Person& person);
    // Forgets the representative and the names of their drafts.
    void lock();
    bool signed_in() const { return !person_.id.empty(); }

    DeskPage page() const { return page_; }
    const seal::Person& person() const { return person_; }
    const std::vector<DraftSummary>& drafts() const { return drafts_; }
    const std::string& journey() const { return journey_; }   // at DeskPage::channel
    const std::string& removing() const { return removing_; } // at DeskPage::confirm_removal
    const std::string& draft() const { return draft_; }       // the one being worked on; empty for none

    void list(DraftList drafts) { drafts_ = std::move(drafts.drafts); }

    // What the desk asks of the session.
    struct Request {
        std::optional<Task> task;
        std::optional<Taking> begin; // of journey()
    };
    // Returns whether the page is another one now.
    bool apply(const screens::Intent& intent, Request& request);

    // A draft was opened, or a new request begins under a new draft's name.
    void work_on(std::string draft) { draft_ = std::move(draft); }
    // The request was sent, left or put aside: the list again.
    void back_to_list();

private:
    std::function<form::Date()> today_;
    seal::Person person_;
    std::vector<DraftSummary> drafts_;
    DeskPage page_ = DeskPage::list;
    std::string journey_;
    std::string removing_;
    std::string draft_;
};

// C1 … C8 in the order of the policy; the ones that are journeys of their own (C5, C6) among them, since a
// representative may take those too.
inline constexpr const char* channels[] = {"C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"};

} // namespace istiqbal::app
