// SPDX-License-Identifier: Apache-2.0
// The walk that `deploy/run` shows on a machine without a display: every line of it, as it stands in the
// file, so that a change of a text or of the sample form cannot break the first thing a newcomer does.
#include "tests/catch.hpp"
#include "tests/journeys/support/centre.hpp"
#include "tests/journeys/support/kiosk.hpp"

#include <fstream>
#include <string>

using namespace istiqbal;
using namespace istiqbal::journeys;

TEST_CASE("the sample request is walked to its end, and arrives") {
    Centre centre;
    Kiosk kiosk({.terminal = centre.terminal()});
    std::ifstream walk(ISTIQBAL_SAMPLE_WALK);
    REQUIRE(walk.good());
    int commands = 0;
    for (std::string line; std::getline(walk, line);) {
        // The pictures would land in the folder of the test; the uplink's pause is pull_until's here.
        if (line.empty() || line.front() == '#' || line == "quit" || line.rfind("shot ", 0) == 0 ||
            line.rfind("wait ", 0) == 0)
            continue;
        INFO(line);
        REQUIRE(kiosk.command(line) == "ok");
        ++commands;
    }
    CHECK(commands > 50);
    centre.pull_until(1);
    const std::vector<std::string> references = centre.references();
    REQUIRE(references.size() == 1);
    CHECK(centre.record(references.front()).form == "support_request");
    CHECK(kiosk.quit() == 0);
}
