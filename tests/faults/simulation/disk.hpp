// SPDX-License-Identifier: Apache-2.0
// The disk of one simulated machine: a faults::SimulatedDisk, which loses at a power cut what was not synced,
// with what goes wrong chosen by the simulation's generator.
//
// Power can be cut in the middle of what a program does: nothing that it does to its disk from then on
// happens, and `dead()` tells the simulation to let nothing of it out.
#pragma once

#include "sync/seal/bytes.hpp"
#include "tests/faults/simulated_disk.hpp"
#include "tests/faults/simulation/generator.hpp"

#include <map>

namespace istiqbal::simulation {

class Disk {
public:
    using Image = std::map<std::string, seal::Bytes>; // file name → content

    explicit Disk(Generator& choices)
        : choices_(choices) {}

    std::filesystem::path operator/(const std::string& name) const { return disk_ / name; }

    void cut_power() { disk_.cut_power(); }
    // Cuts it after so many changes and syncs from now.
    void cut_power_after(std::uint64_t changes) { disk_.cut_power_at(changes + 1); }
    void cancel_cut() { disk_.cut_power_at(0); }
    bool dead() const { return !disk_.has_power(); }
    // Everything that had files open is gone; what survived the cut is there now.
    void come_back();

    // What is there for sure if power failed now: what was synced, and nothing else.
    Image surviving() const { return disk_.surviving(); }
    // Another disk in the place of this one, as when a machine is set up from an older copy.
    void replace(const Image& image);

    enum class Trouble { none, full, failing };
    void set_trouble(Trouble trouble);
    Trouble trouble() const { return trouble_; }
    // It was not well at some time since this was asked to forget.
    bool troubled() const { return troubled_; }
    void forget_trouble() { troubled_ = trouble_ != Trouble::none; }
    // A failing disk fails now and then: call it once a step.
    void next_step();

    // Grows with every change; tells whether it is worth looking again.
    std::uint64_t changes() const { return replaced_ + disk_.changes(); }

private:
    Generator& choices_;
    faults::SimulatedDisk disk_;
    Trouble trouble_ = Trouble::none;
    bool troubled_ = false;
    std::uint64_t replaced_ = 0;
};

} // namespace istiqbal::simulation
