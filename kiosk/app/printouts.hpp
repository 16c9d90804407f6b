// SPDX-License-Identifier: Apache-2.0
// What was asked to be printed and what became of it: the receipt of who is there now, and the printer
// itself, which staff see as the last print left it.
//
// A receipt is printed at once when the request is stored: the claim code is shown only once, and who cannot
// write it down must not also have to find a button. The screen says everything all the same, so that no
// paper is waited for and nothing depends on one. One thread: the window's.
#pragma once

#include "kiosk/platform/printer.hpp"
#include "kiosk/screens/printer_state.hpp"

#include <cstddef>
#include <optional>
#include <utility>

namespace istiqbal::app {

enum class Sheet { receipt, sample };

class Printouts {
public:
    using State = screens::PrinterState;

    // Of one receipt, those included that did not come out: paper costs, and a child may be at the button.
    static constexpr int most_tries = 5;

    explicit Printouts(bool has_printer)
        : printer_(has_printer ? State::ready : State::none)
        , receipt_(printer_) {}

    State printer() const { return pending_ > 0 ? State::busy : printer_; }
    State receipt() const { return receipt_; }
    bool receipt_again() const { return may_print() && tries_ < most_tries && receipt_ != State::busy; }

    // Nothing happens where there is no printer, or while the same is being printed.
    void print_receipt();
    void print_sample();
    // To be drawn and handed to the printer, once.
    std::optional<Sheet> take_wanted() { return std::exchange(wanted_, std::nullopt); }
    // The answer to the oldest one that was not answered.
    void answered(std::optional<platform::PrintTrouble> trouble);
    // Whoever's receipt it was has gone; what is being printed for them comes out and is not told to the
    // next.
    void forget_receipt();

private:
    bool may_print() const { return printer_ != State::none; }
    void want(Sheet sheet);

    State printer_; // as the last answer left it
    State receipt_;
    std::optional<Sheet> wanted_;
    std::size_t pending_ = 0;
    std::size_t receipt_at_ = 0; // answers until the one to the receipt; 0: none is awaited
    int tries_ = 0;
};

} // namespace istiqbal::app
