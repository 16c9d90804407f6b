// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/before_you_begin.hpp"

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
        for (const form::Choice& choice : question.choices)
            list += (list.empty() ? "• " : "\n• ") + choice.label.in(language);
    }
    return list;
}

} // namespace

void before_you_begin(Frame& frame, const BeforeYouBeginView& view, Intents& intents) {
    Page page(frame, {.id = "before", .primary = frame.string("before.start")});
    Column& column = page.body();
    page_heading(column, view.form.title.in(frame.language()));
    column.text(frame.string("before.what"), {.type = Type::label}, frame.colours().text);
    column.gap(frame.sizes().space.large);
    point(column, Icon::heart, frame.string("before.who.title"), frame.string("before.who"));
    point(column, Icon::document, frame.string("before.documents.title"),
          documents(view.form, frame.language()) + "\n" + frame.string("before.documents.later"));
    point(column, Icon::clock, frame.string("before.duration.title"), frame.string("before.duration"));
    point(column, Icon::calendar, frame.string("before.next.title"), frame.string("before.next"));
    banner(column, BannerKind::information, frame.string("before.privacy"));
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
