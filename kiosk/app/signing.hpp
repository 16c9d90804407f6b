// SPDX-License-Identifier: Apache-2.0
// A declaration being signed (P4): the strokes of a finger, or, for who cannot sign, the name of the employee
// who witnessed it. What was seen is what is signed: whatever changes the answers or the language withdraws
// both.
//
// One thread: the window's.
#pragma once

#include "kiosk/screens/intents.hpp"
#include "sync/seal/submission.hpp"

#include <optional>
#include <vector>

namespace istiqbal::app {

class Signing {
public:
    const std::vector<ui::Stroke>& strokes() const { return strokes_; }
    const std::optional<seal::Witness>& witness() const { return witness_; }
    bool done() const { return !strokes_.empty() || witness_.has_value(); }

    // What the finger added. A signature of very many points keeps its shape and loses every other point.
    void add(const screens::Sign& input);
    // Takes the place of a drawn signature.
    void witnessed(seal::Witness witness);
    // Overwrites and forgets everything of it.
    void withdraw();

    // Nothing without strokes.
    std::optional<seal::DrawnSignature> drawn() const;

private:
    std::vector<ui::Stroke> strokes_;
    std::optional<platform::Clock::time_point> began_;
    float pad_width_mm_ = 0;
    float pad_height_mm_ = 0;
    bool stroke_refused_ = false; // the one being drawn is beyond the most that a signature holds
    std::optional<seal::Witness> witness_;
};

} // namespace istiqbal::app
