// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/before_you_begin.hpp"

#include "kiosk/ui/widgets.hpp"

#include <cmath>

namespace istiqbal::screens {

using namespace ui;

namespace {

// An icon, a title and a paragraph under it.
void point(Column& column, Icon icon, std::string_view title, std::string_view paragraph) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const float symbol = std::round(frame.type_pixels(Type::label) * 1.5F);
    const float indent = symbol + frame.mm(space.medium);
    Rect row{0, column.y(), column.width(), 0};
    const TextSpec title_spec{.type = Type::label, .weight = text::Weight::bold};
    const auto heading = frame.shape(title, title_spec, column.width() - indent);
    const auto body = frame.shape(paragraph, {.type = Type::body}, column.width() - indent);
    row = column.take(heading->height() + body->height());
    const Rect symbol_box = row.cut_leading(symbol, frame.direction());
    row.cut_leading(indent - symbol, frame.direction());
    draw_icon(frame, icon, {symbol_box.x, symbol_box.y + frame.mm(space.tiny) / 2, symbol, symbol},
              frame.colours().primary);
    frame.draw(heading, row.x, row.y, frame.colours().text);
    frame.draw(body, row.x, row.y + heading->height(), frame.colours().text);
    frame.tell(Role::text, title, row, {}, paragraph);
    column.gap(space.large);
}

std::string documents(const form::Form& form, Language language) {
    std::string list;
    for (const form::Question& question : form.questions) {
        if (!question.has(form::Appearance::document_checklist))
            continue;
        for (const form::Choice& choice : question.choices())
            list += (list.empty() ? "• " : "\n• ") + choice.label.in(language);
    }
    return list;
}

} // namespace

void before_you_begin(Frame& frame, const BeforeYouBeginView& view, Intents& intents) {
    Page page(frame, {.id = "before", .primary = frame.string("before.start")});
    Column& column = page.body();
    const Language language = frame.language();
    const Spaces& space = frame.sizes().space;
    page_heading(column, view.journey.title.in(language));
    if (view.read_out) {
        banner(column, BannerKind::information, frame.string("before.read_out"), Icon::people);
        column.gap(space.medium);
    }
    column.text(view.journey.what.in(language), {.type = Type::label}, frame.colours().text);
    column.gap(space.large);
    point(column, Icon::person, frame.string("before.who.title"), view.journey.who.in(language));
    const std::string needed = documents(view.form, language);
    if (view.journey.completes)
        point(column, Icon::document, frame.string("before.documents.completing.title"),
              frame.string("before.documents.completing"));
    else if (!needed.empty())
        point(column, Icon::document, frame.string("before.documents.title"),
              needed + "\n" + frame.string("before.documents.later"));
    point(column, Icon::clock, frame.string("before.duration.title"), view.journey.duration.in(language));
    point(column, Icon::calendar, frame.string("before.next.title"), view.journey.next.in(language));
    banner(column, BannerKind::information, frame.string("before.privacy"), Icon::shield);
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
