// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/printouts.hpp"

namespace istiqbal::app {

namespace {

screens::PrinterState state_after(std::optional<platform::PrintTrouble> trouble) {
    using platform::PrintTrouble;
    using screens::PrinterState;
    if (!trouble)
        return PrinterState::printed;
    switch (*trouble) {
    case PrintTrouble::unreachable:
        return PrinterState::unreachable;
    case PrintTrouble::no_paper:
        return PrinterState::no_paper;
    case PrintTrouble::offline:
        return PrinterState::offline;
    case PrintTrouble::stuck:
    case PrintTrouble::failed:
        break;
    }
    return PrinterState::stopped;
}

} // namespace

void Printouts::want(Sheet sheet) {
    wanted_ = sheet;
    ++pending_;
}

void Printouts::print_receipt() {
    if (!receipt_again())
        return;
    ++tries_;
    want(Sheet::receipt);
    receipt_ = State::busy;
    receipt_at_ = pending_;
}

void Printouts::print_sample() {
    if (may_print() && pending_ == 0)
        want(Sheet::sample);
}

void Printouts::answered(std::optional<platform::PrintTrouble> trouble) {
    if (pending_ == 0)
        return;
    --pending_;
    printer_ = state_after(trouble);
    if (receipt_at_ > 0 && --receipt_at_ == 0)
        receipt_ = printer_;
}

void Printouts::forget_receipt() {
    if (wanted_ == Sheet::receipt) {
        wanted_.reset(); // nobody has drawn it
        --pending_;
    }
    receipt_ = may_print() ? State::ready : State::none;
    receipt_at_ = 0;
    tries_ = 0;
}

} // namespace istiqbal::app
