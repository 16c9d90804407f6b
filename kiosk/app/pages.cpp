// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/pages.hpp"

#include "kiosk/app/civil_time.hpp"
#include "kiosk/app/pages_parts.hpp"
#include "kiosk/screens/dialogs.hpp"
#include "kiosk/screens/home.hpp"
#include "kiosk/screens/information.hpp"
#include "kiosk/screens/messages.hpp"
#include "kiosk/screens/rating.hpp"
#include "kiosk/screens/welcome.hpp"

namespace istiqbal::app {

namespace {

using screens::Intents;
using ui::Frame;

void show_welcome(Frame& frame, const Session& session, const Surroundings& surroundings, Intents& intents) {
    std::vector<form::LocalText> worth_knowing;
    const catalogue::Catalogue& catalogue = session.catalogue();
    for (const catalogue::Announcement* announcement : catalogue.announcements_on(session.today()))
        worth_knowing.push_back(announcement->title);
    for (const catalogue::Correction& correction : catalogue.corrections())
        worth_knowing.push_back(correction.fact);
    const std::string clock = civil_clock(session.unix_time());
    screens::welcome(frame, {session.today(), clock, worth_knowing, surroundings.notice}, intents);
}

void show_reader(Frame& frame, const Session& session, Intents& intents) {
    const Reader& reader = session.reader();
    screens::information(frame,
                         {session.catalogue(), reader.place(), reader.page(), reader.query(),
                          reader.hits(frame.language()), session.today()},
                         intents);
}

void show_rating(Frame& frame, const Session& session, Intents& intents) {
    const Rating& rating = session.rating();
    const ui::Language other =
        frame.language() == ui::Language::arabic ? ui::Language::english : ui::Language::arabic;
    switch (rating.step()) {
    case Rating::Step::closed:
    case Rating::Step::subject:
        screens::rating_subject(frame, {session.catalogue().rating(), rating.list()}, intents);
        break;
    case Rating::Step::faces:
        screens::rating_faces(frame,
                              {rating.rated().name.in(frame.language()), rating.score(), rating.at_rest(),
                               rating.after_service(), rating.can_go_back(), rating.rated().name.in(other)},
                              intents);
        break;
    case Rating::Step::reasons:
        screens::rating_reasons(frame,
                                {rating.score(), rating.reasons(),
                                 [&rating](const std::string& reason) { return rating.marked(reason); },
                                 rating.comment()},
                                intents);
        break;
    case Rating::Step::thanks:
        screens::rating_thanks(frame, session.mode() == Mode::exit, intents);
        break;
    }
}

} // namespace

void show_page(Frame& frame, const Session& session, const Contents& contents,
               const Surroundings& surroundings, Intents& intents) {
    if (session.sign_in() != nullptr) {
        show_sign_in(frame, *session.sign_in(), intents);
        return;
    }
    if (session.at_stick()) {
        show_stick(frame, surroundings.records.stick(), intents);
        return;
    }
    switch (session.place()) {
    case Place::welcome:
        show_welcome(frame, session, surroundings, intents);
        break;
    case Place::home:
        screens::home(frame, {session.catalogue(), "lobby", session.today(), surroundings.records.has_room()},
                      intents);
        break;
    case Place::journey:
        show_journey(frame, *session.visit(), session.printouts(), intents);
        break;
    case Place::information:
        show_reader(frame, session, intents);
        break;
    case Place::follow_up:
        show_follow_up(frame, session, contents, intents);
        break;
    case Place::rating:
        show_rating(frame, session, intents);
        break;
    case Place::finished:
        screens::finished(frame, intents);
        break;
    case Place::desk:
        show_desk(frame, session, surroundings, intents);
        break;
    case Place::staff:
        show_staff_panel(frame, session, contents, surroundings, intents);
        break;
    }
}

void show_dialog(Frame& frame, const Session& session, std::chrono::seconds idle_left, Intents& intents) {
    if (session.dialog() == Dialog::none)
        return;
    intents.clear();
    switch (session.dialog()) {
    case Dialog::none:
        break;
    case Dialog::employee_called:
        screens::employee_called(frame, intents);
        break;
    case Dialog::confirm_start_again:
        screens::confirm_start_again(frame, session.desk().signed_in(), intents);
        break;
    case Dialog::idle_warning:
        screens::idle_warning(frame, static_cast<int>(idle_left.count()), intents);
        break;
    case Dialog::ended:
        screens::session_ended(frame, intents);
        break;
    case Dialog::trouble:
        screens::trouble(frame, intents);
        break;
    }
}

} // namespace istiqbal::app
