// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/removable.hpp"
#include "tests/catch.hpp"
#include "tests/sync/folder.hpp"

#include <fstream>
#include <thread>

using namespace istiqbal;
namespace fs = std::filesystem;

namespace {

// A system with what is told of its disks and mounts.
class System {
public:
    System() {
        fs::create_directories(sources_.blocks);
        disk("8:0", "8:1", "pci0000:00/ata1/block/sda", false);
        disk("8:16", "8:17", "pci0000:00/usb1/1-2/block/sdb", true);
    }
    void disk(const std::string& whole, const std::string& part, const std::string& folder, bool removable) {
        const fs::path place = folder_ / ("devices/" + folder);
        const fs::path partition = place / (place.filename().string() + "1");
        fs::create_directories(partition);
        std::ofstream(place / "removable") << (removable ? "1\n" : "0\n");
        std::ofstream(partition / "partition") << "1\n";
        fs::create_directory_symlink(place, sources_.blocks / whole);
        fs::create_directory_symlink(partition, sources_.blocks / part);
    }
    void mounted(const std::string& device, const std::string& where, const std::string& root = "/") {
        std::ofstream(sources_.mounts, std::ios::app)
            << "29 1 " << device << " " << root << " " << where
            << " rw,relatime shared:1 - vfat /dev/some rw,errors=remount-ro\n";
    }
    std::vector<std::string> found() const {
        std::vector<std::string> mounts;
        for (const auto& volume : platform::removable_volumes(sources_))
            mounts.push_back(volume.mount.string());
        return mounts;
    }
    const platform::VolumeSources& sources() const { return sources_; }

private:
    test::Folder folder_;
    platform::VolumeSources sources_{folder_ / "mountinfo", folder_ / "block"};
};

using Found = std::vector<std::string>;

} // namespace

TEST_CASE("Removable: a stick is found by its disk, whatever it is called") {
    System system;
    CHECK(system.found().empty());
    system.mounted("8:1", "/");
    system.mounted("8:1", "/home");
    system.mounted("0:21", "/proc");
    CHECK(system.found().empty());
    system.mounted("8:17", "/media/kiosk/KINGSTON");
    CHECK(system.found() == Found{"/media/kiosk/KINGSTON"});
    CHECK(platform::removable_volumes(system.sources())[0].name == "KINGSTON");
}

TEST_CASE("Removable: blanks and Arabic in a label") {
    System system;
    system.mounted("8:1", "/");
    system.mounted("8:17", "/media/فرع\\040بريدة\\134\\0401");
    CHECK(system.found() == Found{"/media/فرع بريدة\\ 1"});
    CHECK(platform::removable_volumes(system.sources())[0].name == "فرع بريدة\\ 1");
}

TEST_CASE("Removable: a disk on USB that says it is fixed, a whole disk without parts, and other disks") {
    System system;
    system.disk("8:32", "8:33", "pci0000:00/usb2/2-1/block/sdc", false);
    system.disk("8:48", "8:49", "pci0000:00/ata2/block/sdd", false);
    system.disk("8:64", "8:65", "pci0000:00/usbhid/ata3/block/sde", false);
    system.mounted("8:1", "/");
    system.mounted("8:49", "/srv");
    system.mounted("8:65", "/srv/more");
    system.mounted("8:33", "/media/case");
    system.mounted("8:16", "/media/whole");
    CHECK(system.found() == Found{"/media/case", "/media/whole"});
}

TEST_CASE("Removable: never the disk that the system runs from, and each file system once") {
    System system;
    system.mounted("8:17", "/");
    system.mounted("8:17", "/boot");
    CHECK(system.found().empty());
    System other;
    other.mounted("8:1", "/");
    other.mounted("8:17", "/media/a");
    other.mounted("8:17", "/media/again");
    other.mounted("8:17", "/home/part", "/folder");
    CHECK(other.found() == Found{"/media/a"});
}

TEST_CASE("Removable: what is told badly is passed over") {
    System system;
    std::ofstream(system.sources().mounts) << "\n29\n29 1 8:17\n29 1 8:17 /\nrubbish \\0 \\9 \\\n";
    CHECK(system.found().empty());
    system.mounted("8:17", "/media/a\\04");
    CHECK(system.found() == Found{"/media/a\\04"});
    CHECK(platform::removable_volumes({"/nowhere", "/nowhere"}).empty());
}

TEST_CASE("Removable: a watch ends when it is woken, also before it began") {
    platform::VolumeWatch watch;
    watch.wake();
    watch.wake();
    watch.wait(true);
    std::thread waker([&watch] { watch.wake(); });
    watch.wait(false);
    waker.join();
    watch.wait(true, std::chrono::milliseconds(1));
}
