// SPDX-License-Identifier: Apache-2.0
// Memory sticks that are plugged in and mounted, and waiting for one to come or go. Mounting is the system's.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace istiqbal::platform {

struct Volume {
    std::filesystem::path mount;
    std::string name; // of the mount's folder, which is the stick's label as a rule; for people
    bool operator==(const Volume&) const = default;
};

// Where the system tells of them.
struct VolumeSources {
    std::filesystem::path mounts = "/proc/self/mountinfo";
    std::filesystem::path blocks = "/sys/dev/block";
};

// File systems on disks that can be taken out or hang on USB, in the order in which they were mounted, each
// once. Never the disk that the system itself runs from.
std::vector<Volume> removable_volumes(const VolumeSources& sources = {});

// Waits without turning. One thread waits; wake() may be called from any.
class VolumeWatch {
public:
    VolumeWatch();
    ~VolumeWatch();
    VolumeWatch(const VolumeWatch&) = delete;
    VolumeWatch& operator=(const VolumeWatch&) = delete;

    // Until wake() was called since the last wait, or, where `volumes`, something was mounted or unmounted,
    // or the time is over.
    void wait(bool volumes, std::optional<std::chrono::milliseconds> at_most = {});
    void wake();

private:
    int wakes_ = -1;
    int mounts_ = -1;
};

} // namespace istiqbal::platform
