// SPDX-License-Identifier: Apache-2.0
// What is to be seen on an X display, looked at from outside: the same eyes for every program.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

namespace istiqbal::bench {

class Screen {
public:
    // The display that DISPLAY names; none if there is none, or it has no DAMAGE extension or no true colour.
    static std::optional<Screen> open();
    ~Screen();
    Screen(Screen&&) noexcept;
    Screen& operator=(Screen&&) noexcept;

    // How much of the screen has exactly this colour (0xRRGGBB), 0 to 1, looked at in every 40th column.
    double share_of(std::uint32_t colour);
    // How often anything was drawn since the last call: what programs copy to their windows, by the piece.
    int drawings();

private:
    struct State;
    explicit Screen(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace istiqbal::bench
