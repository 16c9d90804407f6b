// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk.hpp"

#include "fonts/unicode.hpp"

namespace istiqbal::screens {

using namespace ui;

namespace {

// The tablet's state on one line: network, what waits, battery.
void state_line(Column& column, const DeskView& view, Intents& intents) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const std::string waiting = view.unsent == 0 ? frame.string("desk.all_sent")
                                                 : frame.string("desk.unsent", {{"count", view.unsent}});
    const std::string last = view.last_sync.empty()
                                 ? frame.string("desk.never_synced")
                                 : frame.string("desk.last_sync", {{"when", view.last_sync}});
    const std::string battery = view.battery
                                    ? frame.string(view.battery->charging ? "desk.charging" : "desk.battery",
                                                   {{"percent", view.battery->percent}})
                                    : std::string();
    std::vector<KeyValue> rows{
        {frame.string("desk.network"), last, view.online ? Status::ok : Status::neutral,
         frame.string(view.online ? "desk.online" : "desk.offline")},
        {frame.string("desk.requests"), waiting, view.unsent == 0 ? Status::ok : Status::waiting,
         frame.string(view.unsent == 0 ? "desk.sent.short" : "desk.unsent.short")},
    };
    constexpr int low_battery = 20;
    if (view.battery)
        rows.push_back(
            {frame.string("desk.power"), battery,
             view.battery->percent < low_battery && !view.battery->charging ? Status::warning : Status::ok,
             frame.string(view.battery->percent < low_battery && !view.battery->charging
                              ? "desk.power.low"
                              : "desk.power.good")});
    key_values(column, rows);
    column.gap(space.small);
    const auto chosen =
        button_row(column, "desk",
                   {{.label = frame.string("desk.sync"), .icon = Icon::sync, .busy = view.syncing},
                    {.label = frame.string("stick.copy"), .icon = Icon::usb},
                    {.label = frame.string("desk.lock"), .icon = Icon::lock}});
    if (chosen == 0U)
        intents.emplace_back(SyncNow{});
    if (chosen == 1U)
        intents.emplace_back(CopyToStick{});
    if (chosen == 2U)
        intents.emplace_back(Lock{});
}

void drafts(Column& column, const DeskView& view, Intents& intents) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    list_header(column, frame.string("desk.drafts"),
                frame.string("desk.drafts.count", {{"count", view.drafts.size()}}));
    if (view.drafts.empty()) {
        empty_state(column, "no_drafts",
                    {.icon = Icon::draft,
                     .title = frame.string("desk.no_drafts"),
                     .text = frame.string("desk.no_drafts.text")});
        return;
    }
    for (const DeskDraft& draft : view.drafts) {
        Rect row = column.take(0);
        const std::string label =
            draft.label.empty() ? frame.string("desk.unnamed") : text::isolate_first_strong(draft.label);
        const std::string text =
            frame.string("desk.draft.text", {{"journey", draft.journey}, {"when", draft.updated}});
        const std::string remove_name = frame.string("desk.remove_named", {{"draft", label}});
        const std::string open_name = frame.string("desk.open_named", {{"draft", label}});
        const ButtonSpec remove{
            .label = {}, .kind = ButtonKind::quiet, .icon = Icon::trash, .name = remove_name};
        const float side = button_width(frame, remove);
        const RowSpec spec{.title = label, .text = text, .icon = Icon::draft, .name = open_name};
        const float width = column.width() - side - frame.mm(space.small);
        row = column.take(list_row_height(frame, spec, width));
        if (list_row(frame, "draft." + draft.id, row.cut_leading(width, frame.direction()), spec))
            intents.emplace_back(OpenDraft{draft.id});
        if (button(frame, "remove." + draft.id,
                   row.cut_trailing(side, frame.direction()).centred(side, frame.mm(frame.sizes().target)),
                   remove))
            intents.emplace_back(AskRemoveDraft{draft.id});
        column.gap(space.small);
    }
}

Icon channel_icon(std::size_t index) {
    constexpr Icon icons[] = {Icon::people,     Icon::phone, Icon::chat,  Icon::mail,
                              Icon::hand_heart, Icon::hands, Icon::globe, Icon::person};
    return icons[index];
}

} // namespace

void desk(Frame& frame, const DeskView& view, Intents& intents) {
    Page page(frame, {.id = "desk",
                      .primary = view.has_room ? frame.string("desk.new") : std::string_view(),
                      .primary_icon = Icon::plus,
                      .back = false,
                      .start_again = false});
    Column& column = page.body();
    const Spaces& space = frame.sizes().space;
    page_heading(column, frame.string("desk.title", {{"name", view.representative}}));
    if (view.draft_in_trouble) {
        banner(column, BannerKind::error, frame.string("desk.trouble"));
        column.gap(space.medium);
    }
    if (!view.has_room) {
        banner(column, BannerKind::warning, frame.string("home.no_room"));
        column.gap(space.medium);
    }
    state_line(column, view, intents);
    column.gap(space.large);
    drafts(column, view, intents);
    const PageAction action = page.finish();
    if (action == PageAction::primary)
        intents.emplace_back(NewRequest{});
    else
        answer(action, intents);
}

void desk_journeys(Frame& frame, const DeskJourneysView& view, Intents& intents) {
    Page page(frame, {.id = "desk.journeys", .start_again = false});
    Column& column = page.body();
    page_heading(column, frame.string("desk.journeys"));
    for (const catalogue::JourneyGroup& group : view.catalogue.groups()) {
        const auto offered = view.catalogue.journeys_of(group.id, "branch");
        if (offered.empty())
            continue;
        list_header(column, group.title.in(frame.language()));
        std::vector<RowSpec> rows;
        for (const catalogue::Journey* journey : offered)
            rows.push_back({.title = journey->title.in(frame.language()),
                            .text = journey->summary.in(frame.language()),
                            .icon = icon_by_name(journey->icon)});
        if (const auto chosen = list(column, "journey." + group.id, rows))
            intents.emplace_back(BeginJourney{offered[*chosen]->id});
        column.gap(frame.sizes().space.medium);
    }
    answer(page.finish(), intents);
}

void desk_channels(Frame& frame, std::string_view journey_title, Intents& intents) {
    Page page(frame, {.id = "desk.channels", .start_again = false});
    Column& column = page.body();
    page_heading(column, frame.string("desk.channels"), journey_title);
    column.text(frame.string("desk.channels.text"), {.type = Type::body}, frame.colours().text_muted);
    column.gap(frame.sizes().space.medium);
    constexpr std::size_t count = 8; // C1 … C8
    std::vector<RowSpec> rows;
    for (std::size_t index = 0; index < count; ++index) {
        const std::string key = "channel.C" + std::to_string(index + 1);
        rows.push_back({.title = frame.string(key), .icon = channel_icon(index)});
    }
    if (const auto chosen = list(column, "channel", rows))
        intents.emplace_back(ChooseChannel{"C" + std::to_string(*chosen + 1)});
    answer(page.finish(), intents);
}

void desk_remove_draft(Frame& frame, std::string_view label, Intents& intents) {
    Page page(frame, {.id = "desk.remove",
                      .primary = frame.string("desk.remove"),
                      .primary_icon = Icon::trash,
                      .start_again = false,
                      .centred = true});
    Column& column = page.body();
    page_heading(column, frame.string("desk.remove.title"));
    column.text(frame.string("desk.remove.text", {{"draft", text::isolate_first_strong(label)}}),
                {.type = Type::label}, frame.colours().text);
    answer(page.finish(), intents);
}

} // namespace istiqbal::screens
