// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/receipt.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/ui/widgets.hpp"

#include <cmath>
#include <optional>

namespace istiqbal::screens {

using namespace ui;

namespace {

// Both codes in sight at once, before anything else, however large the text is.
bool is_tight(Frame& frame) {
    return frame.is_wide() || frame.presentation().large_text;
}

// A code that people copy by hand: large, left to right whatever the page, told under its caption.
void code_card(Column& column, std::string_view caption, std::string_view code, std::string_view hint,
               bool secret) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const float margin = frame.mm(is_tight(frame) ? space.small : space.medium);
    const float width = column.width() - 2 * margin;
    const auto caption_text = frame.shape(caption, {.type = Type::body, .weight = text::Weight::bold}, width);
    const auto code_text = frame.shape(
        text::isolate(code),
        {.type = is_tight(frame) ? Type::heading : Type::title, .weight = text::Weight::bold}, width);
    const auto hint_text = frame.shape(hint, {.type = Type::small}, width);
    const Rect box =
        column.take(caption_text->height() + code_text->height() + hint_text->height() + 2 * margin);
    frame.fill(box, secret ? frame.colours().surface : frame.colours().primary_soft, frame.theme().radius);
    frame.outline(box, secret ? frame.colours().accent : frame.colours().primary, frame.theme().line_strong,
                  frame.theme().radius);
    float y = box.y + margin;
    frame.draw(caption_text, box.x + margin, y, frame.colours().text);
    y += caption_text->height();
    frame.draw(code_text, box.x + margin, y, frame.colours().primary_pressed);
    y += code_text->height();
    frame.draw(hint_text, box.x + margin, y, frame.colours().text_muted);
    frame.tell(Role::text, caption, box, {}, code);
}

void next_step(Column& column, int number, std::string_view text) {
    Frame& frame = column.frame();
    const float side = std::round(frame.type_pixels(Type::label) * 1.7F);
    const float gap = frame.mm(frame.sizes().space.small);
    const auto layout = frame.shape(text, {.type = Type::body}, column.width() - side - gap);
    Rect row = column.take(std::max(side, layout->height()));
    const Rect badge = row.cut_leading(side, frame.direction());
    row.cut_leading(gap, frame.direction());
    frame.list().AddCircleFilled(ImVec2(badge.centre_x(), badge.y + side / 2), side / 2,
                                 frame.colours().primary_soft, 40);
    frame.draw_in({badge.x, badge.y, side, side}, std::to_string(number),
                  {.type = Type::body, .weight = text::Weight::bold, .alignment = text::Alignment::center},
                  frame.colours().primary_pressed);
    frame.draw(layout, row.x, row.y + std::max(0.0F, (side - layout->height()) / 2), frame.colours().text);
    frame.tell(Role::text, text, row);
    column.gap(frame.sizes().space.small);
}

void cards(Column& column, const ReceiptView& view) {
    Frame& frame = column.frame();
    code_card(column, frame.string("receipt.reference"), view.reference,
              frame.string("receipt.reference.hint"), false);
    column.gap(is_tight(frame) ? frame.sizes().space.small : frame.sizes().space.medium);
    code_card(column, frame.string("receipt.code"), view.claim_code, frame.string("receipt.code.hint"), true);
}

void picture(Column& column, const ReceiptView& view, float side) {
    Frame& frame = column.frame();
    qr_code(frame, column.take(side).centred(side, side), *view.code, frame.string("receipt.qr"));
    column.gap(frame.sizes().space.small);
    column.text(frame.string("receipt.qr.hint"), {.type = Type::small, .alignment = text::Alignment::center},
                frame.colours().text_muted);
}

// The codes beside their picture where there is room, above it otherwise.
void codes(Column& column, const ReceiptView& view) {
    Frame& frame = column.frame();
    const float side = std::min(column.width(), frame.mm(frame.sizes().button * 2.4F));
    if (view.code == nullptr) {
        cards(column, view);
    } else if (frame.is_wide()) {
        Rect row = column.take(0);
        row.height = frame.screen().height;
        Column beside(frame, row.cut_trailing(side, frame.direction()));
        row.cut_trailing(frame.mm(frame.sizes().space.medium), frame.direction());
        Column leading(frame, row);
        cards(leading, view);
        picture(beside, view, side);
        column.take(std::max(leading.used(), beside.used()));
    } else {
        cards(column, view);
        column.gap(frame.sizes().space.medium);
        picture(column, view, side);
    }
}

struct PaperWords {
    BannerKind kind;
    Status status;
    const char* title;
    const char* text;
    const char* action; // null: none
    Icon icon = Icon::none;
};

std::optional<PaperWords> paper_words(PrinterState printer) {
    constexpr const char* retry = "receipt.print.retry";
    switch (printer) {
    case PrinterState::none:
    case PrinterState::ready:
        return std::nullopt;
    case PrinterState::busy:
        return PaperWords{BannerKind::information,   Status::waiting, "receipt.print.busy",
                          "receipt.print.busy.text", nullptr,         Icon::printer};
    case PrinterState::printed:
        return PaperWords{BannerKind::success,   Status::ok,
                          "receipt.print.done",  "receipt.print.done.text",
                          "receipt.print.again", Icon::printer};
    case PrinterState::no_paper:
        return PaperWords{BannerKind::warning, Status::warning, "receipt.print.no_paper",
                          "receipt.print.half", retry};
    case PrinterState::offline:
    case PrinterState::unreachable:
        return PaperWords{BannerKind::warning, Status::warning, "receipt.print.not_ready",
                          "receipt.print.without", retry};
    case PrinterState::stopped:
        return PaperWords{BannerKind::warning, Status::warning, "receipt.print.stopped", "receipt.print.half",
                          retry};
    }
    return std::nullopt;
}

// The paper. Without it, or with half of it, the screen is the receipt.
void paper(Column& column, const ReceiptView& view, Intents& intents) {
    const auto words = paper_words(view.printer);
    if (!words)
        return;
    Frame& frame = column.frame();
    const bool action = words->action != nullptr && view.print_again;
    if (banner(column, "receipt.print",
               {.kind = words->kind,
                .title = frame.string(words->title),
                .text = frame.string(words->text),
                .action = action ? std::string_view(frame.string(words->action)) : std::string_view(),
                .icon = words->icon}))
        intents.emplace_back(PrintReceipt{});
    column.gap(frame.sizes().space.large);
}

// Beside the heading of a low page, where the rest about the paper is further down.
void paper_chip(Frame& frame, const Rect& room, PrinterState printer) {
    const auto words = paper_words(printer);
    if (!words)
        return;
    const std::string& text = frame.string(words->title);
    const float width = chip_width(frame, words->status, text);
    if (width > room.width)
        return;
    Rect rest = room;
    const float height = chip_height(frame);
    chip(frame, rest.cut_trailing(width, frame.direction()).centred(width, height), words->status, text);
}

void badge(Frame& frame, const Rect& square) {
    frame.list().AddCircleFilled(ImVec2(square.centre_x(), square.centre_y()), square.width / 2,
                                 frame.colours().success, 64);
    draw_icon(frame, Icon::check, square.inset(square.width * 0.26F), frame.colours().on_primary);
}

// That it was received: in the middle of a tall page, on one line where height is dear.
void received(Column& column, const ReceiptView& view) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const Colour colour = frame.colours().primary_pressed;
    if (is_tight(frame)) {
        const float side = std::round(frame.type_pixels(Type::heading) * 1.6F);
        const float gap = frame.mm(space.small);
        const auto heading = frame.shape(view.heading, {.type = Type::heading, .weight = text::Weight::bold},
                                         column.width() - side - gap);
        Rect row = column.take(std::max(side, heading->height()));
        badge(frame, row.cut_leading(side, frame.direction()).centred(side, side));
        row.cut_leading(gap, frame.direction());
        frame.draw(heading, row.x, row.centre_y() - heading->height() / 2, colour);
        frame.tell(Role::heading, view.heading, row);
        row.cut_leading(heading->width() + gap, frame.direction());
        paper_chip(frame, row, view.printer);
        column.gap(space.small);
        return;
    }
    const float side = frame.mm(frame.sizes().button * 1.1F);
    badge(frame, column.take(side).centred(side, side));
    column.gap(space.small);
    column.text(view.heading,
                {.type = Type::title, .weight = text::Weight::bold, .alignment = text::Alignment::center},
                colour, Role::heading);
    column.text(frame.string("receipt.thanks"), {.type = Type::label, .alignment = text::Alignment::center},
                frame.colours().text);
    column.gap(space.large);
}

} // namespace

void receipt(Frame& frame, const ReceiptView& view, Intents& intents) {
    Page page(frame, {.id = "receipt",
                      .primary = frame.string("receipt.finish"),
                      .primary_icon = Icon::check,
                      .back = false,
                      .start_again = false});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    received(column, view);
    codes(column, view);
    column.gap(space.large);
    paper(column, view, intents);
    if (is_tight(frame)) {
        column.text(frame.string("receipt.thanks"), {.type = Type::label}, frame.colours().text);
        column.gap(space.medium);
    }
    if (!view.missing_documents.empty()) {
        std::string list = frame.string("receipt.missing", {{"count", view.missing_documents.size()}});
        for (const std::string& document : view.missing_documents)
            list += "\n• " + document;
        banner(column, BannerKind::information, list, Icon::document);
        column.gap(space.large);
    }
    column.text(frame.string("receipt.next"), {.type = Type::label, .weight = text::Weight::bold},
                frame.colours().text);
    column.gap(space.small);
    next_step(column, 1,
              frame.string(view.printer == PrinterState::printed ? "receipt.next.keep.printed"
                                                                 : "receipt.next.keep"));
    next_step(column, 2,
              view.committee_date.empty()
                  ? std::string(view.next)
                  : frame.string("receipt.next.committee", {{"date", view.committee_date}}));
    next_step(column, 3, frame.string("receipt.next.return"));
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
