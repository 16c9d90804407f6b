// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/staff_panel.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/ui/widgets.hpp"

#include <fmt/format.h>

namespace istiqbal::screens {

using namespace ui;

namespace {

std::string gibibytes(std::uint64_t bytes) {
    constexpr double gibibyte = 1024.0 * 1024 * 1024;
    return text::isolate(fmt::format("{:.1f} GiB", static_cast<double>(bytes) / gibibyte));
}

// What is in the way in a person's words, and beneath it the log's, for whoever helps from afar.
void link_trouble(Column& column, const StaffPanelView& view) {
    constexpr std::string_view texts[] = {"",
                                          "staff.trouble.unreachable",
                                          "staff.trouble.slow",
                                          "staff.trouble.login_page",
                                          "staff.trouble.untrusted",
                                          "staff.trouble.clock",
                                          "staff.trouble.busy",
                                          "staff.trouble.refused",
                                          "staff.trouble.own"};
    Frame& frame = column.frame();
    if (view.link_trouble != LinkTrouble::none) {
        column.gap(frame.sizes().space.medium);
        banner(column, BannerKind::warning, frame.string(texts[static_cast<std::size_t>(view.link_trouble)]));
    }
    if (!view.link_problem.empty()) {
        column.gap(frame.sizes().space.small);
        column.text(text::isolate_first_strong(view.link_problem), {.type = Type::small},
                    frame.colours().text_muted);
    }
}

void health(Column& column, const StaffPanelView& view, Intents& intents) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    constexpr std::string_view links[] = {"staff.link.works", "staff.link.waits", "staff.link.offline"};
    constexpr Status link_status[] = {Status::ok, Status::waiting, Status::warning};
    const auto link = static_cast<std::size_t>(view.link);
    constexpr std::string_view printer_words[] = {"staff.printer.none",        "staff.printer.ready",
                                                  "staff.printer.busy",        "staff.printer.printed",
                                                  "staff.printer.no_paper",    "staff.printer.offline",
                                                  "staff.printer.unreachable", "staff.printer.stopped"};
    constexpr Status printer_status[] = {Status::neutral, Status::ok,    Status::waiting, Status::ok,
                                         Status::warning, Status::error, Status::error,   Status::error};
    const auto printer = static_cast<std::size_t>(view.printer);
    constexpr std::string_view standings[] = {"staff.standing.sound", "staff.standing.behind",
                                              "staff.standing.forked", "staff.standing.revoked"};
    constexpr std::string_view standing_texts[] = {
        "", "staff.standing.behind.text", "staff.standing.forked.text", "staff.standing.revoked.text"};
    const auto standing = static_cast<std::size_t>(view.standing);
    const bool sound = view.standing == Standing::sound;
    const std::string last = view.last_sync.empty() ? frame.string("staff.never") : view.last_sync;
    const std::string storage = frame.string(
        "staff.storage.text", {{"free", gibibytes(view.free_bytes)}, {"total", gibibytes(view.total_bytes)}});
    const std::string unsent = frame.string("staff.records.count", {{"count", view.unsent}});
    const bool clock_agrees = view.centre_clock.empty();
    const bool clock_good = view.clock_plausible && clock_agrees;
    const std::string clock =
        clock_agrees
            ? view.clock
            : view.clock + "\n" + frame.string("staff.clock.centre", {{"moment", view.centre_clock}});
    const KeyValue rows[] = {
        {frame.string("staff.link"), last, link_status[link], frame.string(links[link])},
        {frame.string("staff.queue"), unsent, view.unsent == 0 ? Status::ok : Status::waiting,
         frame.string(view.unsent == 0 ? "staff.queue.empty" : "staff.queue.waits")},
        {frame.string("staff.storage"), storage, view.has_room ? Status::ok : Status::error,
         frame.string(view.has_room ? "staff.storage.good" : "staff.storage.full")},
        {frame.string("staff.clock"), clock, clock_good ? Status::ok : Status::error,
         frame.string(clock_good ? "staff.clock.good" : "staff.clock.wrong")},
        {frame.string("staff.journal"),
         {},
         view.recovery.empty() ? Status::ok : Status::warning,
         frame.string(view.recovery.empty() ? "staff.journal.good" : "staff.journal.recovered")},
        {frame.string("staff.standing"),
         {},
         sound ? Status::ok : Status::error,
         frame.string(standings[standing])},
        {frame.string("staff_office.row"),
         {},
         view.office.needs_attention() ? Status::warning : Status::ok,
         frame.string(view.office.needs_attention() ? "staff_office.row.attention"
                                                    : "staff_office.row.good")},
        {frame.string("staff.printer"), {}, printer_status[printer], frame.string(printer_words[printer])},
    };
    key_values(column, rows);
    if (!sound) {
        column.gap(space.medium);
        banner(column, BannerKind::warning, frame.string(standing_texts[standing]));
    }
    link_trouble(column, view);
    if (!view.recovery.empty()) {
        column.gap(space.medium);
        banner(column, BannerKind::warning, text::isolate_first_strong(view.recovery));
    }
    column.gap(space.large);
    const auto chosen =
        button_row(column, "health",
                   {{.label = frame.string("staff.sync"), .icon = Icon::sync, .busy = view.syncing},
                    {.label = frame.string("staff.test_print"),
                     .icon = Icon::printer,
                     .enabled = view.printer != PrinterState::none,
                     .busy = view.printer == PrinterState::busy},
                    {.label = frame.string("staff.restart"), .icon = Icon::restart}});
    if (chosen == 0U)
        intents.emplace_back(SyncNow{});
    if (chosen == 1U)
        intents.emplace_back(TestPrint{});
    if (chosen == 2U)
        intents.emplace_back(RestartProgram{});
}

void records(Column& column, const StaffPanelView& view, Intents& intents) {
    Frame& frame = column.frame();
    const std::string unsent = frame.string("staff.records.count", {{"count", view.unsent}});
    const std::string awaiting = frame.string("staff.records.count", {{"count", view.awaiting_office}});
    const std::string acknowledged = frame.string("staff.records.count", {{"count", view.acknowledged}});
    const KeyValue rows[] = {
        {frame.string("staff.records.unsent"), unsent},
        {frame.string("staff.records.awaiting"), awaiting},
        {frame.string("staff.records.acknowledged"), acknowledged},
    };
    key_values(column, rows);
    column.gap(frame.sizes().space.medium);
    column.text(frame.string("staff.records.text"), {.type = Type::body}, frame.colours().text_muted);
    column.gap(frame.sizes().space.large);
    if (button_row(column, "records", {{.label = frame.string("stick.copy"), .icon = Icon::usb}}))
        intents.emplace_back(CopyToStick{});
}

void terminal(Column& column, const StaffPanelView& view) {
    Frame& frame = column.frame();
    const std::string fingerprint = text::isolate(view.fingerprint);
    const std::string office = text::isolate(view.office_fingerprint);
    const std::string hub = text::isolate(view.hub);
    const std::string software = text::isolate(view.software);
    const KeyValue rows[] = {
        {frame.string("staff.name"), view.name},
        {frame.string("staff.mode"), frame.string("mode." + std::string(view.mode))},
        {frame.string("staff.fingerprint"), fingerprint},
        {frame.string("staff.office"), office},
        {frame.string("staff.hub"), hub},
        {frame.string("staff.software"), software},
        {frame.string("staff.contents"), view.contents},
    };
    key_values(column, rows);
    column.gap(frame.sizes().space.medium);
    column.text(frame.string("staff.enrolment"), {.type = Type::body}, frame.colours().text_muted);
}

} // namespace

void staff_panel(Frame& frame, const StaffPanelView& view, Intents& intents) {
    Page page(frame, {.id = "staff",
                      .primary = frame.string("staff.leave"),
                      .primary_icon = Icon::lock,
                      .back = false,
                      .start_again = false});
    Column& column = page.body();
    page_heading(column, frame.string("staff.title"));
    column.gap(frame.sizes().space.small);
    const TabSpec specs[] = {{frame.string("staff.tab.health")},
                             {frame.string("staff.tab.records")},
                             {frame.string("staff.tab.terminal")},
                             {frame.string("staff.tab.office")}};
    const std::size_t tab = tabs(column, "staff.tabs", specs, view.tab);
    if (tab != view.tab)
        intents.emplace_back(ShowStaffTab{tab});
    column.gap(frame.sizes().space.medium);
    if (view.tab == 0)
        health(column, view, intents);
    else if (view.tab == 1)
        records(column, view, intents);
    else if (view.tab == 2)
        terminal(column, view);
    else
        staff_office(column, view.office);
    const PageAction action = page.finish();
    if (action == PageAction::primary)
        intents.emplace_back(Lock{});
    else
        answer(action, intents);
}

} // namespace istiqbal::screens
