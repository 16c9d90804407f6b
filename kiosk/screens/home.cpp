// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/home.hpp"

#include "kiosk/ui/widgets.hpp"

#include <span>

namespace istiqbal::screens {

using namespace ui;

namespace {

void group_title(Column& column, std::string_view title) {
    Frame& frame = column.frame();
    column.text(title, {.type = Type::label, .weight = text::Weight::bold}, frame.colours().primary_pressed,
                Role::heading);
    column.gap(frame.sizes().space.tiny);
}

using Journeys = std::span<const catalogue::Journey* const>;

void rows(Column& column, const HomeView& view, std::string_view id, Journeys journeys, Intents& intents) {
    const Language language = column.frame().language();
    std::vector<RowSpec> specs;
    for (const catalogue::Journey* journey : journeys)
        specs.push_back({.title = journey->title.in(language),
                         .icon = icon_by_name(journey->icon),
                         .enabled = view.has_room});
    if (const auto chosen = list(column, id, specs))
        intents.emplace_back(BeginJourney{journeys[*chosen]->id});
}

void tiles(Column& column, const HomeView& view, Journeys journeys, bool first, Intents& intents) {
    Frame& frame = column.frame();
    for (const catalogue::Journey* journey : journeys) {
        const TileSpec spec{.icon = icon_by_name(journey->icon),
                            .title = journey->title.in(frame.language()),
                            .summary = journey->summary.in(frame.language()),
                            .kind = first ? TileKind::primary : TileKind::standard,
                            .enabled = view.has_room};
        if (!first)
            column.gap(frame.sizes().space.small);
        first = false;
        if (tile(frame, "journey." + journey->id, column.take(tile_height(frame, spec, column.width())),
                 spec))
            intents.emplace_back(BeginJourney{journey->id});
    }
}

bool fit_as_tiles(Frame& frame, Journeys journeys, float width, float height) {
    for (const catalogue::Journey* journey : journeys)
        height -= tile_height(frame,
                              {.icon = icon_by_name(journey->icon),
                               .title = journey->title.in(frame.language()),
                               .summary = journey->summary.in(frame.language())},
                              width) +
                  frame.mm(frame.sizes().space.small);
    return height >= 0;
}

// What most come for stands out. Where a wide screen has the height, the others of its group say what they
// are for; elsewhere they wait in a list, so that as much as can be is chosen without scrolling. `room`: of
// the page, in pixels.
void first_group(Column& column, const HomeView& view, const catalogue::JourneyGroup& group, float room,
                 Intents& intents) {
    Frame& frame = column.frame();
    const auto offered = view.catalogue.journeys_of(group.id, view.mode);
    if (offered.empty())
        return;
    group_title(column, group.title.in(frame.language()));
    const Journeys journeys(offered);
    const bool all = frame.is_wide() && fit_as_tiles(frame, journeys, column.width(), room - column.used());
    tiles(column, view, journeys.first(1), true, intents);
    if (all) {
        tiles(column, view, journeys.subspan(1), false, intents);
    } else if (journeys.size() > 1) {
        column.gap(frame.sizes().space.small);
        rows(column, view, "journey." + group.id, journeys.subspan(1), intents);
    }
    column.gap(frame.sizes().space.small);
}

void other_group(Column& column, const HomeView& view, const catalogue::JourneyGroup& group,
                 Intents& intents) {
    Frame& frame = column.frame();
    const auto offered = view.catalogue.journeys_of(group.id, view.mode);
    if (offered.empty())
        return;
    group_title(column, group.title.in(frame.language()));
    rows(column, view, "journey." + group.id, offered, intents);
    column.gap(frame.sizes().space.small);
}

void also(Column& column, Intents& intents) {
    Frame& frame = column.frame();
    group_title(column, frame.string("home.also"));
    const RowSpec specs[] = {
        {.title = frame.string("home.follow_up"), .icon = Icon::search},
        {.title = frame.string("home.read"), .icon = Icon::book},
        {.title = frame.string("home.rate"), .icon = Icon::star},
    };
    constexpr Destination destinations[] = {Destination::follow_up, Destination::information,
                                            Destination::rating};
    if (const auto chosen = list(column, "home", specs))
        intents.emplace_back(Open{destinations[*chosen]});
}

void news(Column& column, const HomeView& view) {
    Frame& frame = column.frame();
    const auto announcements = view.catalogue.announcements_on(view.today);
    if (announcements.empty())
        return;
    // The others are read under "information".
    const catalogue::Announcement& newest = *announcements.front();
    banner(column, "announcement",
           {.title = newest.title.in(frame.language()), .text = newest.text.in(frame.language())});
}

} // namespace

void home(Frame& frame, const HomeView& view, Intents& intents) {
    Page page(frame, {.id = "home", .start_again = false, .broad = true});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    page_heading(column, frame.string("home.title"));
    if (!view.has_room) {
        banner(column, BannerKind::warning, frame.string("home.no_room"));
        column.gap(space.medium);
    }
    // A wide screen has two columns: what most come for, and the rest.
    const float gap = frame.mm(space.large);
    Rect rest = column.take(0);
    const bool beside = frame.is_wide();
    const float room = frame.clip().height - column.used();
    Rect first_place = rest;
    if (beside) {
        first_place = rest.cut_leading((rest.width - gap) / 2, frame.direction());
        rest.cut_leading(gap, frame.direction());
    }
    Column first(frame, first_place);
    if (!view.catalogue.groups().empty())
        first_group(first, view, view.catalogue.groups().front(), room, intents);
    if (beside)
        news(first, view);
    Column second(frame, beside ? rest : Rect{rest.x, first.y(), rest.width, 0});
    for (std::size_t group = 1; group < view.catalogue.groups().size(); ++group)
        other_group(second, view, view.catalogue.groups()[group], intents);
    also(second, intents);
    column.take(beside ? std::max(first.used(), second.used()) : first.used() + second.used());
    if (!beside) {
        column.gap(space.large);
        news(column, view);
    }
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
