// SPDX-License-Identifier: Apache-2.0
// Rating, information and following up, over the catalogue that is shipped.
#include "kiosk/screens/follow_up.hpp"
#include "kiosk/screens/information.hpp"
#include "kiosk/screens/rating.hpp"
#include "kiosk/ui/text_field.hpp"
#include "tests/kiosk/every_screen.hpp"

namespace istiqbal::test {

using screens::Intents;
using screens::ReadingPlace;
using screens::RequestState;
using screens::Shelf;
using screens::TypingProblem;
using ui::Frame;

namespace {

const catalogue::Catalogue& bare() {
    static const catalogue::Catalogue catalogue;
    return catalogue;
}

const form::LocalText& reception() {
    return shipped_catalogue().rating().services.front().label;
}

} // namespace

void EveryScreen::add_ratings() {
    const auto faces = [](bool at_rest, bool after_service, int score, bool back) {
        return [=](Frame& f, Intents& i) {
            const bool arabic = f.language() == ui::Language::arabic;
            screens::rating_faces(f,
                                  {reception().in(f.language()), score, at_rest, after_service, back,
                                   arabic ? reception().en : reception().ar},
                                  i);
        };
    };
    add("rating at rest", faces(true, false, 0, false), false);
    add("rating after a service", faces(false, true, 0, false), false);
    add("rating, thought over", faces(false, false, 2, true));
    add("rating, which service", [](Frame& f, Intents& i) {
        screens::rating_subject(f, {shipped_catalogue().rating(), screens::RatedList::services}, i);
    });
    add("rating, which department", [](Frame& f, Intents& i) {
        screens::rating_subject(f, {shipped_catalogue().rating(), screens::RatedList::departments}, i);
    });
    add("rating, which department serves colleagues", [](Frame& f, Intents& i) {
        screens::rating_subject(f, {shipped_catalogue().rating(), screens::RatedList::colleagues}, i);
    });
    add("rating reasons, low", [](Frame& f, Intents& i) {
        screens::rating_reasons(
            f, {1, shipped_catalogue().rating().low_reasons, [](const std::string&) { return false; }, {}},
            i);
    });
    add("rating reasons, high", [](Frame& f, Intents& i) {
        const auto marked = [](const std::string& reason) { return reason == "welcome" || reason == "time"; };
        const bool arabic = f.language() == ui::Language::arabic;
        screens::rating_reasons(f,
                                {5, shipped_catalogue().rating().high_reasons, marked,
                                 arabic ? "شكرًا على حسن التعامل." : "Thank you for your kindness."},
                                i);
    });
    add(
        "rating thanks", [](Frame& f, Intents& i) { screens::rating_thanks(f, false, i); }, false);
    add(
        "rating thanks at rest", [](Frame& f, Intents& i) { screens::rating_thanks(f, true, i); }, false);
}

void EveryScreen::add_reading() {
    const auto read = [](ReadingPlace place, std::size_t page, const catalogue::Catalogue& catalogue) {
        return [place, page, &catalogue](Frame& f, Intents& i) {
            screens::information(f, {catalogue, place, page, {}, {}, sample_day()}, i);
        };
    };
    add("information", read({Shelf::home}, 0, shipped_catalogue()));
    add("information services", read({Shelf::services}, 0, shipped_catalogue()));
    add("information service", read({Shelf::service, 0}, 0, shipped_catalogue()));
    add("information service, last page", read({Shelf::service, 0}, 100, shipped_catalogue()));
    add("information questions", read({Shelf::questions}, 0, shipped_catalogue()));
    add("information question", read({Shelf::question, 0}, 0, shipped_catalogue()));
    add("information correction", read({Shelf::corrections}, 1, shipped_catalogue()));
    add("information library", read({Shelf::library}, 0, shipped_catalogue()));
    add("information document", read({Shelf::document, 1}, 0, shipped_catalogue()));
    add("information section", read({Shelf::section, 1, 0}, 0, shipped_catalogue()));
    add("information section, second page", read({Shelf::section, 1, 0}, 1, shipped_catalogue()));
    add("information announcements", read({Shelf::announcements}, 0, shipped_catalogue()));
    add("information announcements, none", read({Shelf::announcements}, 0, bare()));
    if (!shipped_catalogue().announcements().empty())
        add("information announcement", read({Shelf::announcement, 0}, 0, shipped_catalogue()));

    const auto search = [](const char* arabic, const char* english, bool typing) {
        return [=](Frame& f, Intents& i) {
            const char* query = f.language() == ui::Language::arabic ? arabic : english;
            if (typing && f.memory().editor.field.empty())
                ui::focus_field(f.memory(), "field.search", query);
            const auto hits = shipped_catalogue().search(query, f.language());
            screens::information(f, {shipped_catalogue(), {Shelf::search}, 0, query, hits, sample_day()}, i);
        };
    };
    add("information search", search("", "", true));
    add("information search, typing", search("دعم", "support", true));
    add("information search, results", search("دعم", "support", false));
    add("information search, nothing found", search("قسطنطينية", "zeppelin", false));
}

void EveryScreen::add_following_up() {
    const auto reference = [](const char* typed, TypingProblem problem) {
        return [=](Frame& f, Intents& i) { screens::follow_up_reference(f, {typed, problem}, i); };
    };
    const auto code = [](const char* typed, TypingProblem problem) {
        return [=](Frame& f, Intents& i) { screens::follow_up_code(f, {typed, problem, "7KQ4-9M2X-C"}, i); };
    };
    add("follow up, reference", reference("", TypingProblem::none));
    add("follow up, reference incomplete", reference("7KQ4-9M", TypingProblem::incomplete));
    add("complete, reference with a slip", [](Frame& f, Intents& i) {
        screens::completed_reference(f, {"7KQ4-9M2X-D", TypingProblem::slip}, i);
    });
    add("follow up, code", code("ABCD-EF", TypingProblem::none));
    add("follow up, code with a slip", code("ABCD-EFGH-JKMN-Q", TypingProblem::slip));
    add("follow up, code not looked up", code("", TypingProblem::not_looked_up));
    add("follow up, looking", screens::follow_up_looking, false);
    const auto known = [](RequestState state) {
        return [=](Frame& f, Intents& i) { screens::follow_up_known(f, {"7KQ4-9M2X-C", state}, i); };
    };
    add("follow up, waiting here", known(RequestState::waiting));
    add("follow up, on its way", known(RequestState::on_its_way));
    add("follow up, with the office", known(RequestState::with_office));
    add("follow up, unsure", known(RequestState::unsure));
    const auto answered = [](RequestState state, const char* arabic, const char* english, bool dated) {
        return [=](Frame& f, Intents& i) {
            const bool in_arabic = f.language() == ui::Language::arabic;
            const auto day = [&](int days) {
                return form::format_date(sample_day().plus_days(days), form::DateStyle::both, f.language());
            };
            screens::FollowUpKnownView view{"7KQ4-9M2X-C", state, in_arabic ? arabic : english};
            if (dated)
                view.decided = day(0);
            if (state == RequestState::before_committee || state == RequestState::accepted)
                view.next = day(14);
            if (state == RequestState::needs_completion)
                view.missing =
                    in_arabic
                        ? std::vector<std::string>{"إثبات الدخل", "شهادة الحساب البنكي (الآيبان)"}
                        : std::vector<std::string>{"Proof of income", "Bank account certificate (IBAN)"};
            view.can_complete = true;
            screens::follow_up_known(f, view, i);
        };
    };
    add("follow up, received", answered(RequestState::received, "", "", false));
    add("follow up, before the committee", answered(RequestState::before_committee, "", "", false));
    add("follow up, accepted",
        answered(
            RequestState::accepted,
            "قُبل طلب دعم إيجار السكن لمدة ستة أشهر. سيتصل بكم زميلنا قبل نهاية الأسبوع.",
            "Support for your rent has been accepted for six months. Our colleague will call you before the "
            "end of the week.",
            true));
    add("follow up, not accepted",
        answered(RequestState::refused,
                 "دخل الأسرة أعلى من الحد المقرر لهذه الخدمة. وقد تناسبكم خدمة التدريب والتأهيل.",
                 "The family's income is above the limit for this service. Training for work may suit you.",
                 true));
    add("follow up, needs completion",
        answered(RequestState::needs_completion, "نأمل أن يكون إثبات الدخل لآخر ثلاثة أشهر.",
                 "Please bring proof of income for the last three months.", true));
    add("follow up, delivered", answered(RequestState::delivered, "", "", true));
    add("follow up, not found", screens::follow_up_unknown);
    add("follow up, resting", [](Frame& f, Intents& i) { screens::follow_up_resting(f, 9, i); });
}

} // namespace istiqbal::test
