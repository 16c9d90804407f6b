// SPDX-License-Identifier: Apache-2.0
#include "fonts/unicode.hpp"
#include "kiosk/app/pages_parts.hpp"
#include "kiosk/form/checks.hpp"
#include "kiosk/screens/before_you_begin.hpp"
#include "kiosk/screens/check_answers.hpp"
#include "kiosk/screens/committee.hpp"
#include "kiosk/screens/declaration.hpp"
#include "kiosk/screens/documents_seen.hpp"
#include "kiosk/screens/follow_up.hpp"
#include "kiosk/screens/hand_over.hpp"
#include "kiosk/screens/messages.hpp"
#include "kiosk/screens/question.hpp"
#include "kiosk/screens/receipt.hpp"
#include "kiosk/screens/taking.hpp"

namespace istiqbal::app {

using screens::Intents;
using ui::Frame;

namespace {

void show_documents(Frame& frame, const Visit& visit, Intents& intents) {
    std::vector<screens::DocumentRow> rows;
    for (const SeenDocument& document : visit.documents_seen())
        rows.push_back({document.document, visit.document_label(document.document), document.seen,
                        document.matches, document.unexpired});
    screens::documents_seen(frame, {visit.taking()->representative, rows, visit.something_missing()},
                            intents);
}

// Before the answers: which request is completed, and how this one reached us.
void add_opening(screens::CheckAnswersView& view, Frame& frame, const Visit& visit) {
    using screens::TakingPage;
    if (visit.journey().completes) {
        const auto reference = visit.completed();
        view.opening.push_back({frame.string("completing.row"),
                                reference ? text::isolate(reference->text()) : std::string(),
                                {.reference = true}});
        view.opening_title = frame.string("completing.title");
    }
    if (!visit.taking())
        return;
    view.opening_title = frame.string("taking.section");
    const Taking& taking = *visit.taking();
    const auto add = [&](const char* label, std::string shown, TakingPage page) {
        view.opening.push_back({frame.string(label), std::move(shown), {.reference = false, .page = page}});
    };
    const bool another = taking.asks == screens::Asks::another;
    add("taking.row.asks", frame.string(another ? "taking.who.another" : "taking.who.themself"),
        TakingPage::who);
    if (another) {
        add("taking.row.name", text::isolate_first_strong(form::trim(taking.name)), TakingPage::name);
        add("taking.row.relation", frame.string("taking.relation." + taking.relation), TakingPage::relation);
        add("taking.row.mobile", text::isolate(form::saudi_mobile(taking.mobile).value_or(std::string())),
            TakingPage::mobile);
    }
    add("taking.row.received", form::format_date(taking.received, form::DateStyle::both, frame.language()),
        TakingPage::received);
    if (!taking.present())
        add("taking.row.consent",
            frame.string(taking.consent == screens::ConsentGiven::on_paper ? "taking.consent.on_paper"
                                                                           : "taking.consent.read_out"),
            TakingPage::consent);
}

void show_declaration(Frame& frame, const Visit& visit, Intents& intents) {
    screens::DeclarationView view{visit.declaration(), visit.signing().strokes(), visit.something_missing()};
    const std::string text = visit.declaration();
    view.declaration = text;
    if (visit.signing().witness())
        view.witness = visit.signing().witness()->name;
    if (visit.taking() && !visit.taking()->present()) {
        view.present = false;
        view.ways = {screens::Witnessed::by_telephone, screens::Witnessed::on_paper};
    }
    screens::declaration(frame, view, intents);
}

} // namespace

void show_journey(Frame& frame, const Visit& visit, const Printouts& printouts, Intents& intents) {
    switch (visit.step()) {
    case Step::taking:
        screens::taking(frame, visit.taking_pages().view(), intents);
        break;
    case Step::reference:
        screens::completed_reference(frame, {visit.typed_reference(), visit.reference_problem()}, intents);
        break;
    case Step::before:
        screens::before_you_begin(frame, {visit.journey(), visit.form(), visit.taking().has_value()},
                                  intents);
        break;
    case Step::question:
        screens::form_page(frame, {visit.interview(), visit.page(), visit.page_problems(), visit.removing()},
                           intents);
        break;
    case Step::check: {
        screens::CheckAnswersView view{visit.interview(), visit.problems(), visit.journey().declaration};
        add_opening(view, frame, visit);
        screens::check_answers(frame, view, intents);
        break;
    }
    case Step::documents:
        show_documents(frame, visit, intents);
        break;
    case Step::hand_over:
    case Step::hand_back:
        screens::hand_over(frame, intents);
        break;
    case Step::declaration:
        show_declaration(frame, visit, intents);
        break;
    case Step::committee:
        screens::committee(frame,
                           {visit.committee_notice(), visit.committee_date(), visit.missing_documents(),
                            visit.committee_acknowledged(), visit.something_missing()},
                           intents);
        break;
    case Step::sending:
    case Step::left:
    case Step::finished:
        screens::sending(frame, intents);
        break;
    case Step::failed:
        screens::sending_failed(frame, intents);
        break;
    case Step::receipt: {
        const ShownReceipt& receipt = *visit.receipt();
        screens::receipt(frame,
                         {visit.journey().sent.in(frame.language()),
                          visit.journey().next.in(frame.language()), receipt.reference, receipt.claim_code,
                          visit.journey().committee ? visit.committee_date() : std::string(),
                          receipt.code ? &*receipt.code : nullptr, visit.missing_documents(),
                          printouts.receipt(), printouts.receipt_again()},
                         intents);
        break;
    }
    }
}

} // namespace istiqbal::app
