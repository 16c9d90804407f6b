// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/removable.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

namespace istiqbal::platform {

namespace fs = std::filesystem;

namespace {

// A line of mountinfo (proc(5)), as far as it matters here.
struct Mount {
    std::string device; // "8:17"
    std::string root;   // of the file system, as this mount shows it
    std::string point;
};

// Blanks and the like are written as \ooo.
std::string unescaped(const std::string& text) {
    constexpr std::size_t digits = 3;
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::string octal = text.substr(at + 1, digits);
        if (text[at] != '\\' || octal.size() != digits ||
            octal.find_first_not_of("01234567") != std::string::npos) {
            plain += text[at];
            continue;
        }
        plain += static_cast<char>(std::stoi(octal, nullptr, 8));
        at += digits;
    }
    return plain;
}

std::vector<Mount> mounts_in(const fs::path& file) {
    std::vector<Mount> mounts;
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream fields(line);
        std::string number;
        Mount mount;
        if (fields >> number >> number >> mount.device >> mount.root >> mount.point)
            mounts.push_back({mount.device, unescaped(mount.root), unescaped(mount.point)});
    }
    return mounts;
}

bool says_one(const fs::path& file) {
    char letter = '0';
    return std::ifstream(file).get(letter) && letter == '1';
}

// The folder of the whole disk that a device is, or is a part of. Empty: it is no block device.
fs::path disk_of(const VolumeSources& sources, const std::string& device) {
    std::error_code missing;
    const fs::path folder = fs::canonical(sources.blocks / device, missing);
    if (missing)
        return {};
    return fs::exists(folder / "partition", missing) ? folder.parent_path() : folder;
}

// Many a disk in a USB case says that it is not removable.
bool hangs_on_usb(const fs::path& disk) {
    return std::any_of(disk.begin(), disk.end(), [](const fs::path& part) {
        const std::string name = part.string();
        return name.size() > 3 && name.starts_with("usb") && name[3] >= '0' && name[3] <= '9';
    });
}

} // namespace

std::vector<Volume> removable_volumes(const VolumeSources& sources) {
    const std::vector<Mount> mounts = mounts_in(sources.mounts);
    fs::path system;
    for (const Mount& mount : mounts)
        if (mount.point == "/")
            system = disk_of(sources, mount.device);
    std::vector<Volume> volumes;
    std::vector<std::string> seen;
    for (const Mount& mount : mounts) {
        if (mount.root != "/" || std::find(seen.begin(), seen.end(), mount.device) != seen.end())
            continue;
        const fs::path disk = disk_of(sources, mount.device);
        if (disk.empty() || disk == system || !(says_one(disk / "removable") || hangs_on_usb(disk)))
            continue;
        seen.push_back(mount.device);
        volumes.push_back({mount.point, fs::path(mount.point).filename().string()});
    }
    return volumes;
}

VolumeWatch::VolumeWatch()
    : wakes_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , mounts_(::open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)) {}

VolumeWatch::~VolumeWatch() {
    for (const int number : {wakes_, mounts_})
        if (number >= 0)
            ::close(number);
}

// The kernel says a change of the mounts as something urgent to read (proc(5)).
void VolumeWatch::wait(bool volumes, std::optional<std::chrono::milliseconds> at_most) {
    std::array<pollfd, 2> waited{pollfd{wakes_, POLLIN, 0}, pollfd{volumes ? mounts_ : -1, POLLPRI, 0}};
    ::poll(waited.data(), waited.size(), at_most ? static_cast<int>(at_most->count()) : -1);
    std::uint64_t count = 0;
    while (::read(wakes_, &count, sizeof count) > 0) {
    }
}

void VolumeWatch::wake() {
    const std::uint64_t one = 1;
    // It cannot fail but for a counter that is full, which wakes as well.
    (void)!::write(wakes_, &one, sizeof one);
}

} // namespace istiqbal::platform
