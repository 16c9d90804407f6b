// SPDX-License-Identifier: Apache-2.0
// What the office sends down, made ready for use: content bundles, settings, announcements (PROTOCOL.md,
// "Notices", "What a terminal makes of them"). The journal keeps the notices; here they are read, checked
// together with this program, unpacked and loaded whole, and said to whoever puts them in use between two
// sessions.
//
// Invariants
//   * An arrangement that is handed out is complete and has no fault: contents that load, settings that fit
//     them.
//   * What has a fault replaces nothing, is said (standing(), log) and is not tried again until the office
//     sends another or the program is another version. Trouble that is the terminal's own, such as a full
//     disk, is tried again at the next start and every hour.
//   * What is in use never goes back to an older revision of the same scope.
//   * An expired notice holds all the same, with an alarm for people.
//
// Threads: load() before all else; then begin(), look() and put_in_use() by one thread at a time; standing()
// by any.
#pragma once

#include "kiosk/app/content_shelf.hpp"
#include "kiosk/app/contents.hpp"
#include "sync/journal/journal.hpp"
#include "sync/seal/settings.hpp"

#include <functional>
#include <map>
#include <mutex>

namespace istiqbal::app {

// All that can be put in use between two sessions.
struct Arrangement {
    Contents contents;
    seal::TerminalSettings settings;
    std::optional<Edition> edition; // that the contents are of; none: they came with the program
};

// For the staff panel.
struct OfficeStanding {
    struct Refused {
        seal::NoticeKind kind = seal::NoticeKind::content;
        std::uint64_t revision = 0;
        std::string why; // in the log's words
    };
    std::optional<Edition> edition; // whose contents are in use
    bool fallen_back = false;       // the ones that should be could not be loaded at the start
    bool waiting = false;           // something is ready, and comes into use when nobody is at the terminal
    std::map<seal::NoticeKind, seal::NoticeHead> held{}; // what holds of each kind, refused or not
    std::vector<Refused> refused{};                      // at most one of each kind
};

class Downlink {
public:
    struct Places {
        std::filesystem::path assets;
        std::filesystem::path terminal;
    };

    // `rates`: what the terminal asks about if no settings say it (Options::rates); contents that have
    // nothing of the kind do not fit this terminal.
    Downlink(Places places, std::string rates);

    // The contents to start with: the edition in use, or if it is damaged the one before it, or what came
    // with the program. Only faults in the last are handed out.
    tl::expected<Contents, std::string> load();

    // `journal` outlives it. Puts the announcements that hold into `contents`, and gives the settings.
    // Those of an earlier start hold where the journal has none that are good.
    seal::TerminalSettings begin(const journal::Journal& journal, const seal::VerifyKey& office,
                                 Contents& contents, std::int64_t now);

    // Whether there is something new, and if so all that holds now. `now`: seconds since 1970-01-01 UTC.
    // Takes as long as unpacking and loading takes.
    std::optional<Arrangement> look(std::int64_t now);

    // The arrangement is in use: at the next start it is loaded at once.
    void put_in_use(const std::optional<Edition>& edition);

    OfficeStanding standing() const;

private:
    using Kind = seal::NoticeKind;
    struct Key { // of a notice that was looked at
        bool own = false;
        std::uint64_t revision = 0;
        bool operator==(const Key&) const = default;
    };
    struct Notice {
        seal::NoticeHead head;
        seal::Bytes bytes;
        seal::Bytes body;
    };
    using Refusal = std::optional<std::string>; // nothing: it is good

    static Key key_of(const seal::NoticeHead& head) { return {!head.is_general(), head.revision}; }
    bool note_holding(std::int64_t now);
    std::optional<Notice> read(Kind kind, std::int64_t now) const;
    std::optional<Notice> verified(seal::Bytes bytes, Kind kind) const;
    tl::expected<Contents, std::string> load_edition(const std::optional<Edition>& edition) const;
    std::optional<Contents> newer_contents(std::int64_t now);
    tl::expected<Contents, std::string> prepare(const Notice& notice, std::int64_t now);
    seal::TerminalSettings apply_said(Contents& contents, std::int64_t now);
    Refusal read_settings(const Notice& notice, const Contents& contents, seal::TerminalSettings& into) const;
    std::string rates_in_force(std::int64_t now) const;
    void keep(const Notice& notice) const;
    void refuse(Kind kind, const Key& key, const std::string& why);
    void accept(Kind kind);

    Places places_;
    std::string rates_;
    ContentShelf shelf_;
    const journal::Journal* journal_ = nullptr;
    std::optional<seal::VerifyKey> office_;
    std::optional<Edition> in_use_; // what people see
    std::optional<Edition> latest_; // of what was handed out last
    std::map<Kind, Key> seen_;      // what was looked at already
    std::int64_t try_again_ = 0;    // own trouble: not before; 0: there is none

    mutable std::mutex mutex_;
    OfficeStanding standing_;
};

} // namespace istiqbal::app
