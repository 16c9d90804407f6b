// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/store_journey.hpp"

#include "tests/catch.hpp"

#include <sqlite3.h>

#include <cstdlib>

namespace istiqbal::faults {

namespace {

// What is stored at some time in the run in which nothing happens, and where the journey goes on from there.
struct Milestone {
    std::size_t next = 0;
    std::string stored;
};

std::uint64_t number_from(const char* variable) {
    const char* given = std::getenv(variable);
    return given != nullptr ? std::strtoull(given, nullptr, 10) : 1;
}

std::uint64_t base_seed() {
    return number_from("ISTIQBAL_SEED");
}

std::uint64_t mix(std::uint64_t left, std::uint64_t right) {
    std::uint64_t mixed = left * 0x9e3779b97f4a7c15u + right + 0x632be59bd9b4e019u;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    return mixed ^ (mixed >> 27);
}

void require(const seal::Result<void>& done, const std::string& what) {
    INFO(what << (done ? "" : ": " + done.error().message()));
    REQUIRE(done);
}

std::vector<Milestone> milestones(const MakeJourney& make) {
    std::vector<Milestone> found;
    const std::size_t count = make()->count();
    for (std::size_t steps = 0; steps <= count; ++steps) {
        SimulatedDisk disk;
        const auto journey = make();
        require(journey->open(disk), "open");
        for (std::size_t step = 0; step < steps; ++step) {
            if (step + 1 == steps)
                journey->between_transactions = [&] { found.push_back({step, journey->stored(disk)}); };
            require(journey->run(step), journey->name(step));
        }
        journey->close();
        REQUIRE(disk.unseen_change().empty());
        found.push_back({steps, journey->stored(disk)});
    }
    return found;
}

// Where a journey stands of which the steps before `least` returned, and none after `most` was begun.
std::size_t place_of(const std::vector<Milestone>& known, const std::string& stored, std::size_t least,
                     std::size_t most) {
    std::size_t place = SIZE_MAX;
    bool reached = false;
    for (const Milestone& milestone : known) {
        // Before it is what the step passes through on its way to being done.
        reached = reached || milestone.next == least;
        if (reached && milestone.next <= most && milestone.stored == stored)
            place = milestone.next;
    }
    return place;
}

class Run {
public:
    Run(const MakeJourney& make, const std::vector<Milestone>& known, std::uint64_t seed)
        : disk_(seed)
        , journey_(make())
        , known_(known) {
        seed_sqlite(7);
    }

    SimulatedDisk& disk() { return disk_; }
    StoreJourney& journey() { return *journey_; }

    // Opens what is left, and finds out where the journey stands.
    std::size_t reopen(std::size_t least, std::size_t most) {
        open_whole();
        journey_->close();
        const std::string stored = journey_->stored(disk_);
        const std::size_t place = place_of(known_, stored, least, most);
        if (place == SIZE_MAX)
            FAIL("what is stored is neither what it was before the step nor after it: "
                 << stored.size() << " bytes, where there were " << known_[least].stored.size()
                 << describe(stored));
        return place;
    }

    // Goes on from there: to the end now and then, since that takes as long as all else together.
    void go_on(std::size_t place, std::uint64_t seed) {
        open_whole();
        const std::size_t end =
            (seed / 3) % 8 == 0 ? journey_->count() : std::min(place + 2, journey_->count());
        for (; place < end; ++place)
            require(journey_->run(place), "going on with " + journey_->name(place));
        journey_->close();
        if (place_of(known_, journey_->stored(disk_), end, end) != end)
            FAIL("after going on to step " << end << " something else is stored");
    }

    void open_whole() {
        require(journey_->open(disk_), "opening");
        REQUIRE(journey_->complaint() == "");
    }

private:
    std::string describe(const std::string& stored) const {
        for (const Milestone& milestone : known_)
            if (milestone.stored == stored)
                return "; it is as before step " + std::to_string(milestone.next);
        return "; it was never so";
    }

    SimulatedDisk disk_;
    std::unique_ptr<StoreJourney> journey_;
    const std::vector<Milestone>& known_;
};

// What comes after a fault.
enum class Then { again, restart, power_cut };

void run_with_fault(Run& run, Fault fault, Lasting lasting, Then then, std::uint64_t seed) {
    const bool may_fail = fault != Fault::short_write;
    SimulatedDisk& disk = run.disk();
    StoreJourney& journey = run.journey();
    const auto begin_anew = [&] {
        if (then == Then::power_cut)
            disk.crash(seed);
        journey.close();
    };
    const auto opened = journey.open(disk);
    if (!opened) {
        INFO("opening was refused: " << opened.error().message());
        REQUIRE(may_fail);
        disk.heal();
        begin_anew();
        run.open_whole();
    } else if (disk.strikes() > 0) {
        disk.heal();
        REQUIRE(journey.complaint() == "");
        if (lasting == Lasting::until_healed)
            disk.fail_at(fault, 1, lasting);
    }
    for (std::size_t step = 0; step < journey.count(); ++step) {
        const std::uint64_t strikes = disk.strikes();
        const auto done = journey.run(step);
        INFO("step " << step << ", " << journey.name(step) << (done ? "" : ": " + done.error().message()));
        REQUIRE((done || may_fail));
        if (done && (disk.strikes() == strikes || then != Then::power_cut))
            continue;
        disk.heal();
        if (!done && then == Then::again) {
            require(journey.run(step), "again");
            journey.close();
            return run.go_on(step + 1, seed);
        }
        begin_anew();
        return run.go_on(run.reopen(done ? step + 1 : step, step + 1), seed);
    }
    journey.close(); // which the fault may strike too
    disk.heal();
    run.go_on(journey.count(), seed);
}

} // namespace

std::uint64_t cut_power_at_every_change(const MakeJourney& make, unsigned rounds) {
    const std::vector<Milestone> known = milestones(make);
    std::uint64_t runs = 0;
    for (std::uint64_t change = number_from("ISTIQBAL_AT");; ++change) {
        for (unsigned round = 0; round < rounds; ++round) {
            const std::uint64_t seed = mix(mix(base_seed(), change), round);
            INFO("ISTIQBAL_SEED=" << base_seed() << " ISTIQBAL_AT=" << change << ": power cut, round "
                                  << round);
            Run run(make, known, seed);
            StoreJourney& journey = run.journey();
            run.disk().cut_power_at(change);
            std::size_t done = 0;
            auto last = journey.open(run.disk());
            const bool opened = last.has_value();
            while (last && done < journey.count())
                if ((last = journey.run(done)))
                    ++done;
            INFO(
                (opened ? done < journey.count() ? "at " + journey.name(done) : "at the end" : "at opening"));
            if (!last && run.disk().has_power())
                FAIL("it failed though nothing happened: " << last.error().message());
            journey.close();
            if (run.disk().has_power())
                return runs; // the journey has no such change
            ++runs;
            run.disk().crash(seed);
            if (round % 2 == 1) {
                run.disk().cut_power_at(1 + seed % 12);
                (void)journey.open(run.disk());
                journey.close();
                run.disk().crash(mix(seed, 1));
            }
            const std::size_t most = std::min(opened ? done + 1 : done, journey.count());
            run.go_on(run.reopen(done, most), seed);
        }
    }
}

std::uint64_t fail_at_every_call(const MakeJourney& make, Fault fault) {
    const std::vector<Milestone> known = milestones(make);
    std::uint64_t runs = 0;
    for (const Lasting lasting : {Lasting::once, Lasting::until_healed}) {
        // One short write is the same as the first of many: it is gone on from.
        if (fault == Fault::short_write && lasting == Lasting::until_healed)
            continue;
        for (std::uint64_t call = number_from("ISTIQBAL_AT");; ++call) {
            const std::uint64_t seed = mix(mix(base_seed(), call), static_cast<std::uint64_t>(lasting));
            const auto then = static_cast<Then>(seed % 3);
            INFO("ISTIQBAL_SEED=" << base_seed() << " ISTIQBAL_AT=" << call << ": this call fails "
                                  << (lasting == Lasting::once ? "once" : "from then on") << ", then "
                                  << (then == Then::again     ? "again"
                                      : then == Then::restart ? "a new start"
                                                              : "a power cut"));
            Run run(make, known, seed);
            run.disk().fail_at(fault, call, lasting);
            run_with_fault(run, fault, lasting, then, seed);
            if (run.disk().calls(fault) < call)
                break; // the journey has no such call
            ++runs;
        }
    }
    return runs;
}

std::string dump_database(const std::filesystem::path& file) {
    const std::string name = "file:" + file.string() + "?immutable=1";
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &raw, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
    const std::unique_ptr<sqlite3, int (*)(sqlite3*)> connection(raw, sqlite3_close);
    if (code != SQLITE_OK)
        return "it does not open";
    std::string out;
    const auto each = [&](const std::string& sql, const auto& row) {
        sqlite3_stmt* handle = nullptr;
        if (sqlite3_prepare_v2(raw, sql.c_str(), -1, &handle, nullptr) != SQLITE_OK) {
            out += sqlite3_errmsg(raw);
            return;
        }
        const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(handle, sqlite3_finalize);
        while (sqlite3_step(handle) == SQLITE_ROW)
            row(handle);
    };
    const auto add_row = [&](sqlite3_stmt* row) {
        for (int column = 0; column < sqlite3_column_count(row); ++column) {
            out += std::to_string(sqlite3_column_type(row, column)) + ":";
            if (const void* bytes = sqlite3_column_blob(row, column))
                out.append(static_cast<const char*>(bytes),
                           static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
            out += '|';
        }
        out += '\n';
    };
    std::vector<std::string> tables;
    each("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", [&](sqlite3_stmt* row) {
        tables.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(row, 0)));
    });
    for (const std::string& table : tables) {
        out += table + "\n";
        each("SELECT * FROM " + table, add_row);
    }
    each("PRAGMA integrity_check", add_row);
    each("PRAGMA foreign_key_check", add_row);
    return out;
}

} // namespace istiqbal::faults
