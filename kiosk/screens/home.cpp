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
    column.gap(frame.sizes().space.tiny);
}

// What most come for stands out; the others wait in quiet lists.
void tiles(Column& column, const HomeView& view, const catalogue::JourneyGroup& group, Intents& intents) {
    Frame& frame = column.frame();
    const auto offered = view.catalogue.journeys_of(group.id, view.mode);
    if (offered.empty())
        return;
    group_title(column, group.title.in(frame.language()));
    for (const catalogue::Journey* journey : offered) {
        const bool first = journey == offered.front();
        const TileSpec spec{.icon = icon_by_name(journey->icon),
                            .title = journey->title.in(frame.language()),
                            .summary = journey->summary.in(frame.language()),
                            .kind = first ? TileKind::primary : TileKind::standard,
                            .enabled = view.has_room};
        if (!first)
            column.gap(frame.sizes().space.small);
        if (tile(frame, "journey." + journey->id, column.take(tile_height(frame, spec, column.width())),
                 spec))
            intents.emplace_back(BeginJourney{journey->id});
    }
    column.gap(frame.sizes().space.small);
}

void rows(Column& column, const HomeView& view, const catalogue::JourneyGroup& group, Intents& intents) {
    Frame& frame = column.frame();
    const auto offered = view.catalogue.journeys_of(group.id, view.mode);
    if (offered.empty())
        return;
    group_title(column, group.title.in(frame.language()));
    std::vector<RowSpec> specs;
    for (const catalogue::Journey* journey : offered)
        specs.push_back({.title = journey->title.in(frame.language()),
                         .icon = icon_by_name(journey->icon),
                         .enabled = view.has_room});
    if (const auto chosen = list(column, "journey." + group.id, specs))
        intents.emplace_back(BeginJourney{offered[*chosen]->id});
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
    Rect first_place = rest;
    if (beside) {
        first_place = rest.cut_leading((rest.width - gap) / 2, frame.direction());
        rest.cut_leading(gap, frame.direction());
    }
    Column first(frame, first_place);
    if (!view.catalogue.groups().empty())
        tiles(first, view, view.catalogue.groups().front(), intents);
    if (beside)
        news(first, view);
    Column second(frame, beside ? rest : Rect{rest.x, first.y(), rest.width, 0});
    for (std::size_t group = 1; group < view.catalogue.groups().size(); ++group)
        rows(second, view, view.catalogue.groups()[group], intents);
    also(second, intents);
    column.take(beside ? std::max(first.used(), second.used()) : first.used() + second.used());
    if (!beside) {
        column.gap(space.large);
        news(column, view);
    }
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
