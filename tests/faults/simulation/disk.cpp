// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/simulation/disk.hpp"

#include <fstream>

namespace istiqbal::simulation {

void Disk::come_back() {
    disk_.crash(choices_.next());
    ++replaced_;
    forget_trouble();
    set_trouble(trouble_);
}

void Disk::replace(const Image& image) {
    disk_.crash(choices_.next()); // whatever was wrong with the old one went with it
    for (const auto& entry : std::filesystem::directory_iterator(disk_.root()))
        std::filesystem::remove_all(entry.path());
    for (const auto& [name, content] : image) {
        std::ofstream out(disk_ / name, std::ios::binary);
        out.write(reinterpret_cast<const char*>(content.data()),
                  static_cast<std::streamsize>(content.size()));
    }
    disk_.settle();
    ++replaced_;
    forget_trouble();
}

void Disk::set_trouble(Trouble trouble) {
    trouble_ = trouble;
    troubled_ = troubled_ || trouble != Trouble::none;
    disk_.heal();
    if (trouble == Trouble::full)
        disk_.fail_at(faults::Fault::no_space, 1, faults::Lasting::until_healed);
    next_step();
}

void Disk::next_step() {
    constexpr std::uint64_t calls = 60; // some operations of the product make fewer, some more
    if (trouble_ == Trouble::failing)
        disk_.fail_at(faults::Fault::io_error, choices_.between(1, calls), faults::Lasting::once);
}

} // namespace istiqbal::simulation
