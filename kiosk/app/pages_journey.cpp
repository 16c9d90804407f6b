// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/pages_parts.hpp"
#include "kiosk/screens/before_you_begin.hpp"
#include "kiosk/screens/check_answers.hpp"
#include "kiosk/screens/committee.hpp"
#include "kiosk/screens/declaration.hpp"
#include "kiosk/screens/documents_seen.hpp"
#include "kiosk/screens/hand_over.hpp"
#include "kiosk/screens/messages.hpp"
#include "kiosk/screens/question.hpp"
#include "kiosk/screens/receipt.hpp"

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

void show_journey(Frame& frame, const Visit& visit, Intents& intents) {
    switch (visit.step()) {
    case Step::before:
        screens::before_you_begin(frame, {visit.journey(), visit.form(), visit.taking().has_value()},
                                  intents);
        break;
    case Step::question:
        screens::question(frame,
                          {visit.interview(), visit.page(), visit.page().items.front(),
                           visit.page_problems().empty() ? nullptr : &visit.page_problems().front()},
                          intents);
        break;
    case Step::check:
        screens::check_answers(frame, {visit.interview(), visit.problems(), visit.journey().declaration},
                               intents);
        break;
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
                          receipt.code ? &*receipt.code : nullptr, visit.missing_documents()},
                         intents);
        break;
    }
    }
}

} // namespace istiqbal::app
