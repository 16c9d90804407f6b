// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/article_pages.hpp"
#include "kiosk/screens/information_parts.hpp"
#include "kiosk/ui/page.hpp"
#include "kiosk/ui/widgets.hpp"

#include <cmath>

namespace istiqbal::screens {

using namespace ui;

namespace {

// A lead is what the page is read for: an article of a few sentences is lead all through.
enum class BlockKind { heading, lead, paragraph, item };

struct TextBlock {
    BlockKind kind;
    std::string_view text; // of the catalogue or the strings
};

struct Article {
    std::string_view section;
    std::string_view title;
    std::vector<TextBlock> blocks;
};

void add(Article& article, BlockKind kind, std::string_view text) {
    // Each line of the source is a paragraph.
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end > 0)
            article.blocks.push_back({kind, text.substr(0, end)});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

Article article_of(Frame& frame, const InformationView& view) {
    const Language language = frame.language();
    const catalogue::Catalogue& shown = view.catalogue;
    Article article;
    const auto part = [&](std::string_view key, const form::LocalText& text) {
        if (text.empty())
            return;
        add(article, BlockKind::heading, frame.string(key));
        add(article, BlockKind::paragraph, text.in(language));
    };
    switch (view.place.shelf) {
    case Shelf::service: {
        const catalogue::Service& service = shown.services()[view.place.item];
        article.section = frame.string("reading.services");
        article.title = service.title.in(language);
        add(article, BlockKind::lead, service.summary.in(language));
        part("reading.service.what", service.what);
        part("reading.service.who", service.who);
        part("reading.service.duration", service.duration);
        if (!service.documents.empty())
            add(article, BlockKind::heading, frame.string("reading.service.documents"));
        for (const form::LocalText& document : service.documents)
            add(article, BlockKind::item, document.in(language));
        break;
    }
    case Shelf::question: {
        const catalogue::QuestionAndAnswer& question = shown.questions()[view.place.item];
        article.section = frame.string("reading.questions");
        article.title = question.question.in(language);
        add(article, BlockKind::lead, question.answer.in(language));
        break;
    }
    case Shelf::section: {
        const catalogue::Document& document = shown.documents()[view.place.item];
        const catalogue::Section& section = document.sections[view.place.section];
        article.section = document.title.in(language);
        article.title = section.heading.in(language);
        for (const form::LocalText& paragraph : section.paragraphs)
            add(article, BlockKind::lead, paragraph.in(language));
        break;
    }
    default: {
        const catalogue::Announcement& announcement = shown.announcements()[view.place.item];
        article.section = frame.string("reading.announcements");
        article.title = announcement.title.in(language);
        add(article, BlockKind::lead, announcement.text.in(language));
        break;
    }
    }
    return article;
}

// A block with the layout that it has in the column.
struct LaidBlock {
    TextBlock source;
    TextSpec spec;
    Frame::Layout layout;
    float indent = 0;
};

TextSpec spec_of(BlockKind kind) {
    switch (kind) {
    case BlockKind::heading:
        return {.type = Type::label, .weight = text::Weight::bold};
    case BlockKind::lead:
        return {.type = Type::label};
    case BlockKind::paragraph:
    case BlockKind::item:
        break;
    }
    return {.type = Type::body};
}

float item_indent(Frame& frame) {
    return std::round(frame.type_pixels(Type::body) * 1.1F);
}

std::vector<LaidBlock> lay_out(Frame& frame, const Article& article, float width) {
    std::vector<LaidBlock> laid;
    for (const TextBlock& block : article.blocks) {
        const float indent = block.kind == BlockKind::item ? item_indent(frame) : 0;
        const TextSpec spec = spec_of(block.kind);
        laid.push_back({block, spec, frame.shape(block.text, spec, width - indent), indent});
    }
    return laid;
}

std::vector<ArticlePage> pages_of(Frame& frame, const std::vector<LaidBlock>& laid, float height) {
    const Spaces& space = frame.sizes().space;
    std::vector<ArticleBlock> blocks;
    for (const LaidBlock& block : laid) {
        const std::size_t lines = std::max<std::size_t>(1, block.layout->lines().size());
        const bool heading = block.source.kind == BlockKind::heading;
        const bool item = block.source.kind == BlockKind::item;
        blocks.push_back({.lines = lines,
                          .line_height = block.layout->height() / static_cast<float>(lines),
                          .gap_before = frame.mm(heading ? space.medium
                                                 : item  ? space.tiny
                                                         : space.small),
                          .keeps_next = heading});
    }
    return paginate(blocks, height);
}

// Lines [first, end) of a block. They are laid out anew: a paragraph breaks the same way from each of its
// lines on, and the tree says exactly what is read on this page.
void draw_piece(Frame& frame, const LaidBlock& block, const ArticlePiece& piece, const Rect& area) {
    const auto lines = block.layout->lines();
    std::string_view words = block.source.text;
    Frame::Layout layout = block.layout;
    if (piece.end - piece.first < lines.size()) {
        const std::size_t from = lines[piece.first].first_byte;
        const std::size_t to = piece.end < lines.size() ? lines[piece.end].first_byte : words.size();
        words = words.substr(from, to - from);
        layout = frame.shape(words, block.spec, area.width - block.indent);
    }
    Rect box{area.x, area.y + piece.y, area.width, layout->height()};
    if (block.indent > 0) {
        const Rect mark = box.cut_leading(block.indent, frame.direction());
        if (piece.first == 0) {
            const float line = layout->height() / static_cast<float>(layout->lines().size());
            frame.list().AddCircleFilled(ImVec2(mark.centre_x(), mark.y + line / 2), line * 0.11F,
                                         frame.colours().primary);
        }
    }
    const bool heading = block.source.kind == BlockKind::heading;
    frame.draw(layout, box.x, box.y, heading ? frame.colours().primary_pressed : frame.colours().text);
    frame.tell(heading ? Role::heading : Role::text, words, box);
}

struct Turned {
    std::size_t page;
    std::size_t pages;
};

// The text from the column's place to the pager at the foot of the body.
Turned paged_text(Column& column, const Article& article, std::size_t page) {
    Frame& frame = column.frame();
    const float foot = pager_height(frame);
    const float gap = frame.mm(frame.sizes().space.small);
    const float end = frame.clip().bottom() - frame.mm(frame.sizes().space.medium);
    const Rect area = reading_column(frame, {column.take(0).x, column.y(), column.width(), 0});
    const auto laid = lay_out(frame, article, area.width);
    // What fits on one page needs no pager. On a screen too low for a few lines the body scrolls.
    constexpr float least_lines = 4;
    const float line = frame.type_pixels(Type::body) * 1.55F;
    const float whole = std::max(end - column.y(), line * least_lines);
    const float beside_pager = std::max(end - column.y() - foot - gap, line * least_lines);
    auto pages = pages_of(frame, laid, whole);
    const bool single = pages.size() == 1;
    if (!single)
        pages = pages_of(frame, laid, beside_pager);
    const std::size_t shown = std::min(page, pages.size() - 1);
    Rect body = column.take(single ? whole : beside_pager);
    body = {area.x, body.y, area.width, body.height};
    for (const ArticlePiece& piece : pages[shown])
        draw_piece(frame, laid[piece.block], piece, body);
    if (single)
        return {0, 1};
    column.take(gap);
    const Rect row = reading_column(frame, column.take(foot));
    return {pager(frame, "pager", row, shown, pages.size()), pages.size()};
}

void article_heading(Column& column, const Article& article) {
    Frame& frame = column.frame();
    // As wide as the text beneath, so that both begin at the same edge.
    const Rect area =
        reading_column(frame, {column.take(0).x, column.y(), column.width(), frame.screen().height});
    Column narrow(frame, area);
    page_heading(narrow, article.title, article.section);
    column.take(narrow.used());
}

// What the service, the answer or the announcement leads to, if it is offered here.
const catalogue::Journey* journey_of(const InformationView& view) {
    const std::size_t item = view.place.item;
    std::string_view id;
    if (view.place.shelf == Shelf::service)
        id = view.catalogue.services()[item].journey;
    else if (view.place.shelf == Shelf::question)
        id = view.catalogue.questions()[item].journey;
    else if (view.place.shelf == Shelf::announcement)
        id = view.catalogue.announcements()[item].journey;
    const catalogue::Journey* journey = view.catalogue.journey(id);
    return journey != nullptr && journey->offered_in(view.mode) ? journey : nullptr;
}

bool has_next_section(const InformationView& view) {
    return view.place.shelf == Shelf::section &&
           view.place.section + 1 < view.catalogue.documents()[view.place.item].sections.size();
}

} // namespace

void information_article(Frame& frame, const InformationView& view, Intents& intents) {
    const catalogue::Journey* journey = journey_of(view);
    const bool next = has_next_section(view);
    std::string_view primary;
    if (journey != nullptr)
        primary = frame.string("reading.begin");
    else if (next)
        primary = frame.string("reading.next_section");
    Page page(frame, {.id = "reading.article", .primary = primary});
    const Article article = article_of(frame, view);
    article_heading(page.body(), article);
    const Turned turned = paged_text(page.body(), article, view.page);
    if (turned.page != std::min(view.page, turned.pages - 1))
        intents.emplace_back(TurnPage{turned.page});
    const PageAction action = page.finish();
    if (action != PageAction::primary)
        answer(action, intents);
    else if (journey != nullptr)
        intents.emplace_back(BeginJourney{journey->id});
    else
        intents.emplace_back(Read{{Shelf::section, view.place.item, view.place.section + 1}});
}

void information_corrections(Frame& frame, const InformationView& view, Intents& intents) {
    Page page(frame, {.id = "reading.corrections"});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    page_heading(column, frame.string("reading.corrections"), frame.string("reading.title"));
    const auto& all = view.catalogue.corrections();
    if (all.empty()) {
        empty_state(column, "nothing", {.icon = Icon::lightbulb, .title = frame.string("reading.nothing")});
        answer(page.finish(), intents);
        return;
    }
    const std::size_t shown = std::min(view.page, all.size() - 1);
    const catalogue::Correction& correction = all[shown];
    const auto said = [&](std::string_view key, Icon icon, const std::string& words, bool true_one) {
        const Colours& colour = frame.colours();
        const float margin = frame.mm(space.medium);
        const float side = std::round(frame.type_pixels(Type::label) * 1.9F);
        const float width = column.width() - 3 * margin - side;
        const auto caption =
            frame.shape(frame.string(key), {.type = Type::small, .weight = text::Weight::bold}, width);
        const TextSpec spec{.type = Type::label,
                            .weight = true_one ? text::Weight::bold : text::Weight::regular};
        const auto text = frame.shape(words, spec, width);
        const Rect box = column.take(std::max(side, caption->height() + text->height()) + 2 * margin);
        if (true_one) {
            frame.fill(box, colour.primary_soft, frame.theme().radius);
            frame.outline(box, colour.primary, frame.theme().line_strong, frame.theme().radius);
        } else {
            card(frame, box);
        }
        Rect inner = box.inset(margin);
        const Rect slot = inner.cut_leading(side, frame.direction());
        icon_disc(frame, icon, {slot.x, slot.y, side, side}, true_one ? colour.on_primary : colour.text_muted,
                  true_one ? colour.primary : colour.surface_sunken);
        inner.cut_leading(margin, frame.direction());
        frame.draw(caption, inner.x, inner.y, true_one ? colour.primary_pressed : colour.text_muted);
        frame.draw(text, inner.x, inner.y + caption->height(), colour.text);
        frame.tell(Role::text, frame.string(key), box, {}, words);
    };
    said("reading.belief", Icon::question, correction.belief.in(frame.language()), false);
    column.gap(space.medium);
    said("reading.fact", Icon::check, correction.fact.in(frame.language()), true);
    column.gap(space.medium);
    if (all.size() > 1) {
        // At the foot, where it stays from page to page.
        const float foot = pager_height(frame);
        const float end = frame.clip().bottom() - frame.mm(space.medium) - foot;
        column.take(std::max(0.0F, end - column.y()));
        const std::size_t turned = pager(frame, "pager", column.take(foot), shown, all.size());
        if (turned != shown)
            intents.emplace_back(TurnPage{turned});
    }
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
