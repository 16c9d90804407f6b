// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/probes.hpp"

#include <imgui.h>

#include <algorithm>

namespace istiqbal::test {

namespace {

// FNV-1a over all that the last frame would draw: two frames with one print look the same.
std::uint64_t print_of_last_frame() {
    std::uint64_t print = 14695981039346656037ULL;
    const auto add = [&print](const void* data, std::size_t size) {
        const auto* bytes = static_cast<const unsigned char*>(data);
        for (std::size_t byte = 0; byte < size; ++byte)
            print = (print ^ bytes[byte]) * 1099511628211ULL;
    };
    const ImDrawData* drawn = ImGui::GetDrawData();
    for (int index = 0; index < drawn->CmdListsCount; ++index) {
        const ImDrawList* list = drawn->CmdLists[index];
        add(list->VtxBuffer.Data, static_cast<std::size_t>(list->VtxBuffer.size_in_bytes()));
        add(list->IdxBuffer.Data, static_cast<std::size_t>(list->IdxBuffer.size_in_bytes()));
        for (const ImDrawCmd& command : list->CmdBuffer)
            add(&command.ClipRect, sizeof command.ClipRect);
    }
    return print;
}

} // namespace

std::vector<Target> touchable(const ui::Semantics& screen) {
    std::vector<Target> targets;
    for (const ui::Node& node : screen.nodes()) {
        const bool in_sight =
            node.visible.height * 2 >= node.rect.height && node.visible.width * 2 >= node.rect.width;
        const bool is_there_already = (node.role == ui::Role::text_field && node.state.focused) ||
                                      (node.role == ui::Role::tab && node.state.selected);
        if (ui::is_target(node.role) && node.state.enabled && !is_there_already && in_sight)
            targets.push_back({node.name, node.visible});
    }
    return targets;
}

int frames_until_touch_shows(Headless& screen, const Headless::Scene& scene, const ui::Rect& target) {
    constexpr int enough = 10;
    screen.frame(scene);
    const std::uint64_t before = print_of_last_frame();
    screen.touch_down(target.centre_x(), target.centre_y());
    int frames = 0;
    do {
        screen.frame(scene);
        ++frames;
    } while (frames < enough && print_of_last_frame() == before);
    // Sideways: up or down would scroll.
    screen.touch_move(-1000, target.centre_y());
    screen.frame(scene);
    screen.touch_up(-1000, target.centre_y());
    screen.settle(scene);
    return frames;
}

int frames_at_rest(Headless& screen, const Headless::Scene& scene, std::chrono::seconds time) {
    constexpr std::chrono::milliseconds frame_time{16}; // what Headless::frame passes
    constexpr int enough = 100'000;
    const auto end = screen.now + time;
    int frames = 0;
    while (screen.wakes_at() && *screen.wakes_at() < end && frames < enough) {
        screen.now = std::max(screen.now, *screen.wakes_at() - frame_time);
        screen.frame(scene);
        ++frames;
    }
    return frames;
}

} // namespace istiqbal::test
