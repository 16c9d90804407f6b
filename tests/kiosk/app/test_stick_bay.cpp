// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/stick_bay.hpp"
#include "kiosk/app/stick_command.hpp"
#include "tests/kiosk/app/command_outcome.hpp"
#include "tests/sync/carriage/stick_scene.hpp"

#include <condition_variable>

using namespace istiqbal;
using app::StickBay;
using app::StickStatus;
using State = app::StickStatus::State;

namespace {

// A bay whose every change can be waited for.
class Watched {
public:
    explicit Watched(test::StickScene& scene)
        : bay(test::StickScene::sender(scene.terminal), scene.stick, [this] {
            const std::lock_guard lock(mutex_);
            changed_.notify_all();
        }) {}

    StickStatus wait_for(State wanted) {
        std::unique_lock lock(mutex_);
        const bool came =
            changed_.wait_for(lock, std::chrono::seconds(60), [&] { return bay.status().state == wanted; });
        REQUIRE(came);
        return bay.status();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;

public:
    StickBay bay;
};

test::Outcome run(const test::StickScene& scene, app::Command command) {
    app::Options options;
    options.command = command;
    options.terminal = scene.terminal.terminal->directory;
    options.stick = scene.stick;
    const test::File out = test::file_of();
    const test::File problems = test::file_of();
    const int status = app::run_stick_command(options, out.get(), problems.get());
    return {status, test::content(out.get()), test::content(problems.get())};
}

} // namespace

TEST_CASE("Stick: it is waited for, copied to, and copied to again", "[stick]") {
    test::StickScene scene;
    scene.terminal.append(3);
    std::filesystem::remove(scene.stick);
    Watched watched(scene);
    CHECK(watched.bay.status().state == State::closed);
    watched.bay.copy();
    CHECK(watched.bay.status().state != State::closed);
    watched.wait_for(State::absent);
    std::filesystem::create_directory(scene.stick);
    auto done = watched.wait_for(State::copied);
    CHECK(done.copied.records == 3);
    CHECK(done.copied.taken.acknowledged == 0);
    scene.import();
    watched.bay.close();
    watched.wait_for(State::closed);
    watched.bay.copy();
    done = watched.wait_for(State::copied);
    CHECK(done.copied.records == 0);
    CHECK(done.copied.taken.acknowledged == 3);
}

TEST_CASE("Stick: what is wrong with it is told, and nothing is lost", "[stick]") {
    test::StickScene scene;
    scene.terminal.append(1);
    test::put_file(scene.batches, seal::Bytes(3));
    Watched watched(scene);
    watched.bay.copy();
    CHECK(watched.wait_for(State::failed).trouble == carriage::Trouble::faulty);
    CHECK(scene.counts().unsent == 1);
    std::filesystem::remove(scene.batches);
    watched.bay.copy();
    CHECK(watched.wait_for(State::copied).copied.records == 1);
}

TEST_CASE("Stick: a bay that nobody asked, and one that waits, end at once", "[stick]") {
    test::StickScene scene;
    std::filesystem::remove(scene.stick);
    { const Watched watched(scene); }
    Watched watched(scene);
    watched.bay.copy();
    watched.wait_for(State::absent);
}

TEST_CASE("Stick: the same by command", "[stick]") {
    test::StickScene scene;
    scene.terminal.append(2);
    // The kiosk runs: it has the journal.
    CHECK(run(scene, app::Command::stick_export).status == 1);
    scene.terminal.journal.reset();
    auto done = run(scene, app::Command::stick_export);
    CHECK(done.status == 0);
    CHECK(done.out == "0 acknowledged\n2 copied, in 1 batches\n");
    CHECK(done.problems.empty());
    scene.import();
    done = run(scene, app::Command::stick_import);
    CHECK(done.status == 0);
    CHECK(done.out == "2 acknowledged\n");
    done = run(scene, app::Command::stick_export);
    CHECK(done.out == "0 acknowledged\n0 copied, in 0 batches\n");
    std::filesystem::remove_all(scene.stick);
    done = run(scene, app::Command::stick_export);
    CHECK(done.status == 1);
    CHECK(!done.problems.empty());
}
