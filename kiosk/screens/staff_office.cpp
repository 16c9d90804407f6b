// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/staff_office.hpp"

#include "fonts/unicode.hpp"

#include <array>

namespace istiqbal::screens {

using namespace ui;

namespace {

struct Part {
    std::string name; // as notices are named
    const OfficeSent& sent;
};

std::array<Part, 3> parts_of(const StaffOfficeView& view) {
    return {{{"content", view.content}, {"settings", view.settings}, {"announcements", view.announcements}}};
}

// A revision is a name, not an amount: no separators, and the same digits everywhere.
std::string number(std::uint64_t revision) {
    return text::isolate(std::to_string(revision));
}

std::string standing(Frame& frame, const Part& part) {
    if (!part.sent.revision)
        return frame.string(part.sent.refused ? "staff_office.before" : "staff_office.none." + part.name);
    if (part.sent.issued.empty())
        return frame.string("staff_office.revision", {{"revision", number(*part.sent.revision)}});
    return frame.string("staff_office.revision.issued",
                        {{"revision", number(*part.sent.revision)}, {"day", part.sent.issued}});
}

} // namespace

bool StaffOfficeView::needs_attention() const {
    return fallen_back || !expired.empty() || content.refused || settings.refused || announcements.refused;
}

void staff_office(Column& column, const StaffOfficeView& view) {
    Frame& frame = column.frame();
    const Spaces& space = frame.sizes().space;
    const auto parts = parts_of(view);
    std::array<std::string, 3> values;
    std::vector<KeyValue> rows;
    for (std::size_t index = 0; index < parts.size(); ++index) {
        const OfficeSent& sent = parts[index].sent;
        values[index] = standing(frame, parts[index]);
        rows.push_back({frame.string("staff_office.part." + parts[index].name), values[index],
                        sent.refused ? Status::error : Status::ok,
                        frame.string(sent.refused ? "staff_office.refused" : "staff_office.in_use")});
    }
    key_values(column, rows);
    const auto say = [&](BannerKind kind, const std::string& words) {
        column.gap(space.medium);
        banner(column, kind, words);
    };
    if (view.waiting)
        say(BannerKind::information, frame.string("staff_office.waiting"));
    if (view.fallen_back)
        say(BannerKind::warning, frame.string("staff_office.fallen_back"));
    for (const Part& part : parts)
        if (part.sent.refused)
            say(BannerKind::error, frame.string("staff_office.refused." + part.name,
                                                {{"revision", number(*part.sent.refused)},
                                                 {"why", text::isolate_first_strong(part.sent.why)}}));
    for (const OfficeExpired& each : view.expired)
        say(BannerKind::warning, frame.string("staff_office.expired." + std::string(each.kind),
                                              {{"revision", number(each.revision)}, {"day", each.day}}));
    column.gap(space.medium);
    column.text(frame.string("staff_office.text"), {.type = Type::body}, frame.colours().text_muted);
}

} // namespace istiqbal::screens
