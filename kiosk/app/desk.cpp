// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/desk.hpp"

#include <algorithm>

namespace istiqbal::app {

Desk::Desk(std::function<form::Date()> today)
    : today_(std::move(today)) {}

void Desk::open(const seal::Person& person) {
    lock();
    person_ = person;
}

void Desk::lock() {
    person_ = {};
    drafts_.clear();
    back_to_list();
}

void Desk::back_to_list() {
    page_ = DeskPage::list;
    journey_.clear();
    removing_.clear();
    draft_.clear();
}

bool Desk::apply(const screens::Intent& intent, Request& request) {
    if (std::holds_alternative<screens::Back>(intent)) {
        if (page_ == DeskPage::list)
            return false;
        page_ = page_ == DeskPage::channel ? DeskPage::journey : DeskPage::list;
        return true;
    }
    if (std::holds_alternative<screens::NewRequest>(intent) && page_ == DeskPage::list) {
        page_ = DeskPage::journey;
        return true;
    }
    if (const auto* chosen = std::get_if<screens::BeginJourney>(&intent);
        chosen && page_ == DeskPage::journey) {
        journey_ = chosen->id;
        page_ = DeskPage::channel;
        return true;
    }
    if (const auto* chosen = std::get_if<screens::ChooseChannel>(&intent);
        chosen && page_ == DeskPage::channel) {
        if (std::find(std::begin(channels), std::end(channels), chosen->channel) == std::end(channels))
            return false;
        request.begin = Taking{person_.name, chosen->channel, today_()};
        return true;
    }
    if (const auto* wanted = std::get_if<screens::OpenDraft>(&intent); wanted && page_ == DeskPage::list) {
        request.task = OpenDraftTask{wanted->draft};
        return false;
    }
    if (const auto* unwanted = std::get_if<screens::AskRemoveDraft>(&intent);
        unwanted && page_ == DeskPage::list) {
        removing_ = unwanted->draft;
        page_ = DeskPage::confirm_removal;
        return true;
    }
    if (std::holds_alternative<screens::Continue>(intent) && page_ == DeskPage::confirm_removal) {
        request.task = RemoveDraftTask{removing_};
        back_to_list();
        return true;
    }
    return false;
}

} // namespace istiqbal::app
