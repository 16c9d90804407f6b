// SPDX-License-Identifier: Apache-2.0
// File systems that are really full or really read-only, where the test may mount them: as root. Elsewhere
// the simulated disk of test_faults.cpp has to do.
#include "tests/sync/carriage/stick_scene.hpp"

#include <sys/mount.h>

using namespace istiqbal;
using carriage::Trouble;

namespace {

class Mounted {
public:
    Mounted(std::filesystem::path where, const char* options)
        : where_(std::move(where))
        , mounted_(::mount("none", where_.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, options) == 0) {
        if (!mounted_)
            WARN("nothing can be mounted here");
    }
    ~Mounted() {
        if (mounted_)
            ::umount2(where_.c_str(), MNT_DETACH);
    }
    Mounted(const Mounted&) = delete;
    Mounted& operator=(const Mounted&) = delete;
    explicit operator bool() const { return mounted_; }

    bool set(unsigned long flags, const char* options) const {
        return ::mount("none", where_.c_str(), "tmpfs", MS_REMOUNT | flags, options) == 0;
    }
    void take_out() const { ::umount2(where_.c_str(), MNT_DETACH); }

private:
    std::filesystem::path where_;
    bool mounted_;
};

} // namespace

TEST_CASE("carriage: a stick that is full, and then has room") {
    test::StickScene scene;
    scene.terminal.append(60);
    const Mounted stick(scene.stick, "size=64k");
    if (!stick)
        return;
    REQUIRE(!scene.try_copy(scene.terminal));
    CHECK(scene.try_copy(scene.terminal).error().trouble == Trouble::full);
    CHECK(test::files_in(scene.batches).empty());
    CHECK(scene.counts().unsent == 60);
    REQUIRE(stick.set(0, "size=4m"));
    CHECK(scene.copy().records == 60);
    CHECK(scene.import()[0].filed == 60);
}

TEST_CASE("carriage: a stick that cannot be written to still brings the office's word") {
    test::StickScene scene;
    scene.terminal.append(2);
    const Mounted stick(scene.stick, "size=1m");
    if (!stick)
        return;
    scene.copy();
    scene.import();
    scene.terminal.append(1);
    REQUIRE(stick.set(MS_RDONLY, "size=1m"));
    const auto copied = scene.try_copy(scene.terminal);
    REQUIRE(!copied);
    CHECK(copied.error().trouble == Trouble::read_only);
    CHECK(scene.counts().purged == 2);
    CHECK(scene.counts().unsent == 1);
    // The office reads it too, and says that its word could not be put there.
    const auto imported = scene.import();
    CHECK(imported[0].already == 2);
    CHECK(imported[0].acknowledged == 0);
    CHECK(imported[0].warnings.size() == 1);
}

TEST_CASE("carriage: a stick that is unmounted midway, and the folder beneath it takes nothing for it") {
    test::StickScene scene;
    scene.terminal.append(2);
    const Mounted stick(scene.stick, "size=1m");
    if (!stick)
        return;
    bool out = false;
    const auto copied = scene.try_copy(scene.terminal, [&](const carriage::Progress& progress) {
        if (progress.phase == carriage::Progress::Phase::checking && !std::exchange(out, true))
            stick.take_out();
        return true;
    });
    REQUIRE(!copied);
    CHECK(copied.error().trouble == Trouble::gone);
    CHECK(scene.counts().unsent == 2);
}
