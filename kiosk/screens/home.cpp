// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/home.hpp"

#include "kiosk/ui/widgets.hpp"

namespace istiqbal::screens {

using namespace ui;

namespace {

void group_title(Column& column, std::string_view title) {
    Frame& frame = column.frame();
    column.text(title, {.type = Type::label, .weight = text::Weight::bold}, frame.colours().primary_pressed,
                Role::heading);
    column.gap(frame.sizes().space.small);
}

void journeys(Column& column, const HomeView& view, const catalogue::JourneyGroup& group, bool first,
              Intents& intents) {
    Frame& frame = column.frame();
    const auto offered = view.catalogue.journeys_of(group.id, view.mode);
    if (offered.empty())
        return;
    group_title(column, group.title.in(frame.language()));
    std::vector<TileSpec> tiles;
    for (const catalogue::Journey* journey : offered)
        tiles.push_back({.icon = icon_by_name(journey->icon),
                         .title = journey->title.in(frame.language()),
                         .summary = journey->summary.in(frame.language()),
                         .kind = first && tiles.empty() ? TileKind::primary : TileKind::standard,
                         .enabled = view.has_room});
    if (const auto chosen = tile_grid(column, "journey." + group.id, tiles))
        intents.emplace_back(BeginJourney{offered[*chosen]->id});
    column.gap(frame.sizes().space.large);
}

void also(Column& column, Intents& intents) {
    Frame& frame = column.frame();
    group_title(column, frame.string("home.also"));
    const RowSpec rows[] = {
        {.title = frame.string("home.follow_up"), .text = frame.string("home.follow_up.text"), .icon = Icon::search},
        {.title = frame.string("home.read"), .text = frame.string("home.read.text"), .icon = Icon::book},
        {.title = frame.string("home.rate"), .text = frame.string("home.rate.text"), .icon = Icon::star},
    };
    constexpr Destination destinations[] = {Destination::follow_up, Destination::information,
                                            Destination::rating};
    if (const auto chosen = list(column, "home", rows))
        intents.emplace_back(Open{destinations[*chosen]});
}

} // namespace

void home(Frame& frame, const HomeView& view, Intents& intents) {
    Page page(frame, {.id = "home", .start_again = false});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    page_heading(column, frame.string("home.title"));
    column.gap(space.small);
    if (!view.has_room) {
        banner(column, BannerKind::warning, frame.string("home.no_room"));
        column.gap(space.medium);
    }
    for (const catalogue::Announcement* announcement : view.catalogue.announcements_on(view.today)) {
        banner(column, "announcement." + announcement->id,
               {.title = announcement->title.in(frame.language()),
                .text = announcement->text.in(frame.language())});
        column.gap(space.large);
        break; // the newest; the others are read under "information"
    }
    bool first = true;
    for (const catalogue::JourneyGroup& group : view.catalogue.groups()) {
        journeys(column, view, group, first, intents);
        first = false;
    }
    also(column, intents);
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
