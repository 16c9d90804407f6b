// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/rating.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/screens/rating_words.hpp"
#include "kiosk/ui/page.hpp"
#include "kiosk/ui/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace istiqbal::screens {

using namespace ui;

namespace {

constexpr TextSpec centred(Type type, text::Weight weight = text::Weight::regular) {
    return {.type = type, .weight = weight, .alignment = text::Alignment::center};
}

Language other(Frame& frame) {
    return frame.language() == Language::arabic ? Language::english : Language::arabic;
}

// In the order of its own script, though it stands on a page of the other.
std::string foreign(Frame& frame, std::string_view key) {
    return text::isolate_first_strong(frame.string(key));
}

// The scale runs from where reading begins; the score goes with the face.
void faces(Column& column, const RatingFacesView& view, Intents& intents) {
    Frame& frame = column.frame();
    const float gap = frame.mm(frame.sizes().space.small);
    constexpr int count = most_face - least_face + 1;
    const float width = std::floor((column.width() - gap * (count - 1)) / count);
    float height = 0;
    float words = 0;
    const auto second = [&](int level) {
        return frame.shape(foreign(frame, face_key(level, other(frame))), centred(Type::small), width);
    };
    for (int level = least_face; level <= most_face; ++level) {
        const FaceSpec spec{.level = level, .label = frame.string(face_key(level, frame.language()))};
        height = std::max(height, face_height(frame, spec, width));
        if (view.at_rest)
            words = std::max(words, second(level)->height());
    }
    Rect row = column.take(height);
    const Rect under = column.take(words);
    for (int level = least_face; level <= most_face; ++level) {
        const Rect slot = row.cut_leading(width, frame.direction());
        row.cut_leading(gap, frame.direction());
        const FaceSpec spec{.level = level,
                            .label = frame.string(face_key(level, frame.language())),
                            .selected = view.score == level,
                            .dimmed = view.score != 0 && view.score != level};
        if (face(frame, "face." + std::to_string(level), slot, spec))
            intents.emplace_back(Rate{level});
        if (!view.at_rest)
            continue;
        const auto layout = second(level);
        frame.draw(layout, slot.x, under.y, frame.colours().text_muted);
        frame.tell(Role::text, layout->text(), {slot.x, under.y, width, layout->height()});
    }
}

// G6: rating is a right, and what it is for.
void promise(Column& column, bool in_both) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const float margin = frame.mm(space.medium);
    const float side = std::round(frame.type_pixels(Type::body) * 2.2F);
    const float width = column.width() - 3 * margin - side;
    const auto words =
        frame.shape(frame.string(rating_right_key(frame.language())), {.type = Type::body}, width);
    const auto second =
        in_both ? frame.shape(foreign(frame, rating_right_key(other(frame))), {.type = Type::small}, width)
                : nullptr;
    const float text_height = words->height() + (second ? second->height() + frame.mm(space.tiny) : 0);
    const Rect box = column.take(std::max(side, text_height) + margin * 1.5F);
    frame.fill(box, frame.colours().primary_soft, frame.theme().radius);
    Rect inner = box.inset(margin, 0);
    const Rect slot = inner.cut_leading(side, frame.direction());
    icon_disc(frame, Icon::shield, slot.centred(side, side), frame.colours().on_primary,
              frame.colours().primary);
    inner.cut_leading(margin, frame.direction());
    float y = box.centre_y() - text_height / 2;
    frame.draw(words, inner.x, y, frame.colours().text);
    if (second) {
        y += words->height() + frame.mm(space.tiny);
        frame.draw(second, inner.x, y, frame.colours().text_muted);
        frame.tell(Role::text, second->text(), {inner.x, y, width, second->height()});
    }
    frame.tell(Role::text, frame.string(rating_right_key(frame.language())), box);
}

bool quiet_button(Column& column, std::string_view id, std::string_view key) {
    Frame& frame = column.frame();
    column.gap(frame.sizes().space.medium);
    const ButtonSpec spec{.label = frame.string(key), .kind = ButtonKind::quiet};
    const float width = std::min(button_width(frame, spec), column.width());
    const Rect row = column.take(button_height(frame, spec, width));
    return button(frame, id, row.centred(width, row.height), spec);
}

} // namespace

void rating_subject(Frame& frame, const RatingSubjectView& view, Intents& intents) {
    constexpr std::string_view ids[] = {"rating.services", "rating.departments", "rating.colleagues"};
    const auto selected = static_cast<std::size_t>(view.list);
    const bool colleague = view.list == RatedList::colleagues;
    Page page(frame, {.id = ids[selected]});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    page_heading(column, frame.string("rating.subject"));
    column.text(frame.string(colleague ? "rating.subject.colleagues" : "rating.subject.text"),
                {.type = Type::body}, frame.colours().text_muted);
    column.gap(space.medium);
    const TabSpec lists[] = {{.label = frame.string("rating.services")},
                             {.label = frame.string("rating.departments")},
                             {.label = frame.string("rating.colleagues")}};
    const std::size_t tab = tabs(column, "subjects", lists, selected);
    if (tab != selected)
        intents.emplace_back(ChooseRated{static_cast<RatedList>(tab), {}});
    column.gap(space.medium);
    const auto& choices = view.list == RatedList::services ? view.choices.services : view.choices.departments;
    std::vector<RowSpec> rows;
    std::vector<std::string_view> shown;
    for (const catalogue::Choice& choice : choices)
        if (choice.concerns(colleague)) {
            rows.push_back({.title = choice.label.in(frame.language())});
            shown.emplace_back(choice.id);
        }
    if (const auto chosen = list(column, "subject", rows))
        intents.emplace_back(ChooseRated{view.list, std::string(shown[*chosen])});
    answer(page.finish(), intents);
}

void rating_faces(Frame& frame, const RatingFacesView& view, Intents& intents) {
    Page page(frame, {.id = "rating.faces",
                      .back = view.back,
                      .start_again = !view.at_rest && !view.after_service,
                      .staff = view.at_rest,
                      .drifts = view.at_rest,
                      .centred = true});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    const Colours& colour = frame.colours();
    const bool wide = frame.screen().width > frame.screen().height;
    if (!view.rated.empty()) {
        column.text(view.rated, centred(wide ? Type::label : Type::heading, text::Weight::bold),
                    colour.primary);
        if (view.at_rest)
            column.text(view.rated_other, centred(Type::body), colour.text_muted);
        column.gap(wide ? space.small : space.medium);
    }
    column.text(view.after_service ? frame.string("rating.question.service")
                                   : frame.string(rating_question_key(frame.language())),
                centred(view.at_rest && !wide ? Type::display : Type::title, text::Weight::bold), colour.text,
                Role::heading);
    if (view.at_rest)
        column.text(foreign(frame, rating_question_key(other(frame))),
                    centred(wide ? Type::label : Type::heading), colour.text_muted);
    column.gap(wide ? space.medium : space.large);
    faces(column, view, intents);
    column.gap(wide ? space.medium : space.huge);
    promise(column, view.at_rest);
    if (view.after_service && quiet_button(column, "skip", "rating.skip.service"))
        intents.emplace_back(SkipRating{});
    if (view.at_rest && quiet_button(column, "subject", "rating.choose"))
        intents.emplace_back(AskRated{});
    answer(page.finish(), intents);
}

void rating_thanks(Frame& frame, bool leaves_by_itself, Intents& intents) {
    Page page(frame, {.id = "rating.thanks",
                      .primary = leaves_by_itself ? std::string_view() : frame.string("rating.done"),
                      .primary_icon = Icon::check,
                      .back = false,
                      .start_again = false,
                      .centred = true});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    const float side = frame.mm(frame.sizes().type.display * 2.2F);
    icon_disc(frame, Icon::check, column.take(side).centred(side, side), frame.colours().on_primary,
              frame.colours().primary);
    column.gap(space.large);
    column.text(frame.string("rating.thanks"), centred(Type::title, text::Weight::bold), frame.colours().text,
                Role::heading);
    column.gap(space.medium);
    column.text(frame.string("rating.thanks.text"), centred(Type::label), frame.colours().text_muted);
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
