// SPDX-License-Identifier: Apache-2.0
// What lies on the disks of terminals, hub and office once nobody runs there, read past the product.
#pragma once

#include "tests/faults/kill/terminal.hpp"
#include "tests/faults/simulation/image.hpp"
#include "tests/journeys/support/centre.hpp"

#include <set>

namespace istiqbal::faults {

struct FiledNow {
    std::uint64_t count = 0;
    std::string last_case; // its reference; empty: there is none
};

class Evidence {
public:
    explicit Evidence(const journeys::Centre& centre);

    // Each on copies, while no such process runs.
    simulation::OfficeImage office();
    simulation::HubImage hub();
    simulation::TerminalImage terminal(const Terminal& terminal);

    // At the office, soon told also when it is much. No office process runs.
    FiledNow filed_now() const;

    // At any time that both are at rest: what was purged is at the office, byte for byte.
    void check_purged(const Terminal& terminal);

    // After everything has arrived; no process runs any more.
    void check_office(const std::vector<Terminal>& terminals);
    void check_hub();
    void check_terminals(const std::vector<Terminal>& terminals);

private:
    const journeys::Centre& centre_;
    simulation::Observer observer_;
};

} // namespace istiqbal::faults
