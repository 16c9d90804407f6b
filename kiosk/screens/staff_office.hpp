// SPDX-License-Identifier: Apache-2.0
// The staff panel's page of what the office sent: which contents, settings and announcements are in use, what
// was refused and why, what has expired.
#pragma once

#include "kiosk/ui/widgets.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace istiqbal::screens {

// Of one kind.
struct OfficeSent {
    std::optional<std::uint64_t> revision{}; // in use; none: as it came with the program, or was installed
    std::string issued{};                    // its day, in words; may be empty
    std::optional<std::uint64_t> refused{};  // the revision that was refused
    std::string why{};                       // in the log's words
};

// What the office has not renewed; it holds all the same.
struct OfficeExpired {
    std::string_view kind; // as notices are named: "content", "settings", "announcements", "revocations"
    std::uint64_t revision = 0;
    std::string day; // in words
};

struct StaffOfficeView {
    OfficeSent content;
    OfficeSent settings;
    OfficeSent announcements;
    std::vector<OfficeExpired> expired{};
    bool waiting = false;     // something newer comes into use when nobody is at the terminal
    bool fallen_back = false; // the contents of the office were damaged, and older ones stand in

    bool needs_attention() const;
};

void staff_office(ui::Column& column, const StaffOfficeView& view);

} // namespace istiqbal::screens
