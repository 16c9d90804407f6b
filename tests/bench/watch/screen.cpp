// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/watch/screen.hpp"

#include <xcb/damage.h>
#include <xcb/xcb.h>

#include <cstdlib>
#include <cstring>
#include <vector>

namespace istiqbal::bench {

namespace {

template <class Answer>
using Owned = std::unique_ptr<Answer, decltype(&std::free)>;

template <class Answer>
Owned<Answer> owned(Answer* answer) {
    return {answer, &std::free};
}

} // namespace

struct Screen::State {
    xcb_connection_t* connection = nullptr;
    xcb_screen_t* screen = nullptr;
    std::uint8_t damage_event = 0;
    int drawings = 0;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { xcb_disconnect(connection); }

    void take_events() {
        while (const auto event = owned(xcb_poll_for_event(connection)))
            if ((event->response_type & 0x7F) == damage_event)
                ++drawings;
    }
};

Screen::Screen(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
Screen::~Screen() = default;
Screen::Screen(Screen&&) noexcept = default;
Screen& Screen::operator=(Screen&&) noexcept = default;

std::optional<Screen> Screen::open() {
    auto state = std::make_unique<State>();
    state->connection = xcb_connect(nullptr, nullptr);
    if (xcb_connection_has_error(state->connection) != 0)
        return std::nullopt;
    state->screen = xcb_setup_roots_iterator(xcb_get_setup(state->connection)).data;
    const auto* extension = xcb_get_extension_data(state->connection, &xcb_damage_id);
    if (state->screen->root_depth != 24 || extension == nullptr || extension->present == 0)
        return std::nullopt;
    state->damage_event = static_cast<std::uint8_t>(extension->first_event + XCB_DAMAGE_NOTIFY);
    const auto version = owned(xcb_damage_query_version_reply(
        state->connection, xcb_damage_query_version(state->connection, 1, 1), nullptr));
    if (version == nullptr)
        return std::nullopt;
    // The root's damage is that of all windows on it.
    const xcb_damage_damage_t damage = xcb_generate_id(state->connection);
    xcb_damage_create(state->connection, damage, state->screen->root, XCB_DAMAGE_REPORT_LEVEL_RAW_RECTANGLES);
    xcb_flush(state->connection);
    return Screen(std::move(state));
}

double Screen::share_of(std::uint32_t colour) {
    constexpr int apart = 40;
    const std::uint16_t height = state_->screen->height_in_pixels;
    std::vector<xcb_get_image_cookie_t> asked;
    // All are asked before the first answer is waited for.
    for (int x = apart / 2; x < state_->screen->width_in_pixels; x += apart)
        asked.push_back(xcb_get_image(state_->connection, XCB_IMAGE_FORMAT_Z_PIXMAP, state_->screen->root,
                                      static_cast<std::int16_t>(x), 0, 1, height, ~0U));
    int seen = 0;
    int looked_at = 0;
    for (const auto& cookie : asked) {
        const auto image = owned(xcb_get_image_reply(state_->connection, cookie, nullptr));
        if (image == nullptr)
            continue;
        const std::uint8_t* data = xcb_get_image_data(image.get());
        const int pixels = xcb_get_image_data_length(image.get()) / 4;
        for (int pixel = 0; pixel < pixels; ++pixel) {
            std::uint32_t value = 0;
            std::memcpy(&value, data + static_cast<std::ptrdiff_t>(pixel) * 4, 4);
            seen += (value & 0xFFFFFF) == colour ? 1 : 0;
        }
        looked_at += pixels;
    }
    state_->take_events();
    return looked_at == 0 ? 0 : static_cast<double>(seen) / looked_at;
}

int Screen::drawings() {
    // Whatever was drawn before now has been reported once this is answered.
    owned(xcb_get_input_focus_reply(state_->connection, xcb_get_input_focus(state_->connection), nullptr));
    state_->take_events();
    const int since = state_->drawings;
    state_->drawings = 0;
    return since;
}

} // namespace istiqbal::bench
