// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/committee.hpp"

namespace istiqbal::screens {

using namespace ui;

void committee(Frame& frame, const CommitteeView& view, Intents& intents) {
    Page page(frame,
              {.id = "committee", .primary = frame.string("committee.send"), .primary_icon = Icon::check});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    if (view.acknowledgement_missing) {
        banner(column, BannerKind::error, frame.string("committee.acknowledge_first"));
        column.gap(space.medium);
    }
    page_heading(column, frame.string("committee.title"));
    column.text(view.notice, {.type = Type::label}, frame.colours().text);
    column.gap(space.large);
    column.text(frame.string("committee.date"), {.type = Type::body}, frame.colours().text_muted);
    column.text(view.date, {.type = Type::label, .weight = text::Weight::bold},
                frame.colours().primary_pressed);
    column.gap(space.large);
    if (!view.missing_documents.empty()) {
        std::string list = frame.string("committee.missing", {{"count", view.missing_documents.size()}});
        for (const std::string& document : view.missing_documents)
            list += "\n• " + document;
        banner(column, BannerKind::information, list);
        column.gap(space.large);
    }
    if (view.acknowledgement_missing) {
        column.text(frame.string("committee.acknowledge_first"),
                    {.type = Type::body, .weight = text::Weight::bold}, frame.colours().error);
        column.gap(space.tiny);
    }
    const ChoiceSpec known{frame.string("committee.acknowledge"), view.acknowledged, true};
    if (choice_card(frame, "acknowledge", column.take(choice_height(frame, known, column.width())), known))
        intents.emplace_back(AcknowledgeCommittee{!view.acknowledged});
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
