// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/pages_parts.hpp"
#include "kiosk/screens/follow_up.hpp"

#include <algorithm>

namespace istiqbal::app {

using screens::Intents;
using ui::Frame;

namespace {

const std::string& in(const seal::LocalWords& words, ui::Language language) {
    return language == ui::Language::arabic ? words.ar : words.en;
}

std::string written(const std::optional<std::string>& iso, ui::Language language) {
    const auto date = iso ? form::Date::from_iso(*iso) : std::nullopt;
    return date ? form::format_date(*date, form::DateStyle::both, language) : std::string();
}

// As the form that completes calls it; as the office does where that form has no such document.
std::string label_of(const seal::MissingDocument& document, const form::Form* completing,
                     ui::Language language) {
    if (completing != nullptr)
        for (const form::Question& question : completing->questions)
            if (const form::Choice* choice = question.choice(document.document))
                return choice->label.in(language);
    return in(document.shown, language);
}

screens::FollowUpKnownView known_view(Frame& frame, const Session& session, const Contents& contents) {
    const FollowUp& follow_up = session.follow_up();
    screens::FollowUpKnownView view{follow_up.typed_reference(), follow_up.state()};
    const auto& reply = follow_up.reply();
    if (!reply)
        return view;
    const catalogue::Journey* journey = contents.catalogue.completing_journey();
    const auto form = journey != nullptr ? contents.forms.find(journey->id) : contents.forms.end();
    const form::Form* completing = form != contents.forms.end() ? &form->second : nullptr;
    view.note = in(reply->note, frame.language());
    for (const seal::MissingDocument& document : reply->missing)
        view.missing.push_back(label_of(document, completing, frame.language()));
    view.decided = written(reply->decided, frame.language());
    view.next = written(reply->next, frame.language());
    view.can_complete = completing != nullptr;
    return view;
}

} // namespace

void show_follow_up(Frame& frame, const Session& session, const Contents& contents, Intents& intents) {
    const FollowUp& follow_up = session.follow_up();
    switch (follow_up.step()) {
    case FollowUp::Step::closed:
    case FollowUp::Step::reference:
        screens::follow_up_reference(frame, {follow_up.typed_reference(), follow_up.problem()}, intents);
        break;
    case FollowUp::Step::code:
        screens::follow_up_code(
            frame, {follow_up.typed_code(), follow_up.problem(), follow_up.typed_reference()}, intents);
        break;
    case FollowUp::Step::looking:
        screens::follow_up_looking(frame, intents);
        break;
    case FollowUp::Step::known:
        screens::follow_up_known(frame, known_view(frame, session, contents), intents);
        break;
    case FollowUp::Step::unknown:
        screens::follow_up_unknown(frame, intents);
        break;
    case FollowUp::Step::resting:
        screens::follow_up_resting(frame, follow_up.minutes_of_rest(), intents);
        break;
    }
}

} // namespace istiqbal::app
