// SPDX-License-Identifier: Apache-2.0
// The calls that open, change and sync files, for the files of simulated disks. A definition in the program
// comes before the C library's for every library that is loaded, SQLite and the C++ library among them;
// whatever is of no simulated disk goes on to the C library.
#undef _FORTIFY_SOURCE
#include "tests/faults/disk_state.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>

using namespace istiqbal::faults;

namespace {

template <class Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

using Open = int (*)(const char*, int, mode_t);
using Write = ssize_t (*)(int, const void*, size_t);
using WriteAt = ssize_t (*)(int, const void*, size_t, off_t);
using Read = ssize_t (*)(int, void*, size_t);
using ReadAt = ssize_t (*)(int, void*, size_t, off_t);
using OneNumber = int (*)(int);
using OnePath = int (*)(const char*);

bool idle() {
    return !any_disk() || !is_watched();
}

int refused(const Ruling& ruling) {
    errno = ruling.error;
    return -1;
}

Ruling admit(const Descriptor& descriptor, CallKind kind) {
    if (descriptor.generation != descriptor.place.disk->generation)
        return {EIO};
    return descriptor.place.disk->admit(kind);
}

Content read_all(int number) {
    static const auto read_at = next<ReadAt>("pread64");
    Content content;
    std::uint8_t block[4096];
    for (;;) {
        const ssize_t got = read_at(number, block, sizeof block, static_cast<off_t>(content.size()));
        if (got <= 0)
            return content;
        content.insert(content.end(), block, block + got);
    }
}

int open_file(Open real, const char* path, int flags, mode_t mode) {
    if (idle())
        return real(path, flags, mode);
    const auto guard = lock_disks();
    const std::optional<Place> place = locate(path);
    if (!place) {
        const int number = real(path, flags, mode);
        forget_descriptor(number);
        return number;
    }
    DiskState& disk = *place->disk;
    DiskImage::File file = disk.image.find(place->name);
    const bool creates = (flags & O_CREAT) != 0 && !file && !place->name.empty();
    const bool empties = (flags & O_TRUNC) != 0 && file;
    const CallKind kind = creates || empties                              ? CallKind::consume
                          : place->name.empty() || (file && file->folder) ? CallKind::open_folder
                                                                          : CallKind::look;
    if (const Ruling ruling = disk.admit(kind); ruling.error != 0)
        return refused(ruling);
    const int number = real(path, flags, mode);
    if (number < 0)
        return number;
    if (creates)
        file = disk.image.create(place->name, mode & 0777, false);
    else if (empties)
        disk.image.resize(*file, 0);
    else if (!file && !place->name.empty()) {
        // Put there by a call that is not seen, as of a test.
        disk.image.adopt(place->name, read_all(number), 0600, (flags & O_DIRECTORY) != 0);
        file = disk.image.find(place->name);
    }
    remember_descriptor(number, {*place, disk.generation, file});
    return number;
}

mode_t mode_of(int flags, va_list arguments) {
    return (flags & O_CREAT) != 0 ? static_cast<mode_t>(va_arg(arguments, unsigned)) : 0;
}

int make_temporary(char* pattern, int flags) {
    static const auto real = next<int (*)(char*, int)>("mkostemp");
    static const auto open_real = next<Open>("open");
    if (idle())
        return real(pattern, flags);
    const auto guard = lock_disks();
    const std::optional<Place> place = locate(pattern);
    if (!place) {
        const int number = real(pattern, flags);
        forget_descriptor(number);
        return number;
    }
    // The same names on every run.
    char* const end = pattern + std::strlen(pattern) - 6;
    for (;;) {
        char made[16];
        std::snprintf(made, sizeof made, "%06u",
                      static_cast<unsigned>(place->disk->names_made++ % 1'000'000));
        std::memcpy(end, made, 6);
        const int number = open_file(open_real, pattern, flags | O_RDWR | O_CREAT | O_EXCL, 0600);
        if (number >= 0 || errno != EEXIST)
            return number;
    }
}

// `write` does it, and says how much was written.
template <class Do>
ssize_t write_file(int number, std::size_t size, const Do& write) {
    if (idle())
        return write(size);
    const auto guard = lock_disks();
    const Descriptor* descriptor = find_descriptor(number);
    if (descriptor == nullptr)
        return write(size);
    const Ruling ruling = admit(*descriptor, CallKind::write);
    if (ruling.error != 0)
        return refused(ruling);
    return write(ruling.halved && size > 1 ? size / 2 : size);
}

void record(int number, off_t offset, const void* bytes, ssize_t written) {
    if (idle() || written <= 0)
        return;
    const auto guard = lock_disks();
    const Descriptor* descriptor = find_descriptor(number);
    if (descriptor != nullptr && descriptor->file)
        descriptor->place.disk->image.write(*descriptor->file, static_cast<std::uint64_t>(offset), bytes,
                                            static_cast<std::size_t>(written));
}

ssize_t write_here(int number, const void* bytes, std::size_t size) {
    static const auto real = next<Write>("write");
    return write_file(number, size, [&](std::size_t part) {
        const ssize_t written = real(number, bytes, part);
        if (written > 0 && !idle() && find_descriptor(number) != nullptr)
            record(number, ::lseek(number, 0, SEEK_CUR) - written, bytes, written);
        return written;
    });
}

ssize_t write_at(WriteAt real, int number, const void* bytes, std::size_t size, off_t offset) {
    return write_file(number, size, [&](std::size_t part) {
        const ssize_t written = real(number, bytes, part, offset);
        record(number, offset, bytes, written);
        return written;
    });
}

template <class Do>
ssize_t read_file(int number, const Do& read) {
    if (idle())
        return read();
    {
        const auto guard = lock_disks();
        if (const Descriptor* descriptor = find_descriptor(number))
            if (const Ruling ruling = admit(*descriptor, CallKind::look); ruling.error != 0)
                return refused(ruling);
    }
    return read();
}

int sync_file(OneNumber real, int number) {
    if (idle())
        return real(number);
    const auto guard = lock_disks();
    const Descriptor* descriptor = find_descriptor(number);
    if (descriptor == nullptr)
        return real(number);
    DiskState& disk = *descriptor->place.disk;
    const bool folder = !descriptor->file || descriptor->file->folder;
    const Ruling ruling = admit(*descriptor, CallKind::sync);
    if (ruling.error != 0) {
        if (disk.power && !folder && descriptor->generation == disk.generation)
            disk.image.fail_sync(*descriptor->file, disk.random);
        return refused(ruling);
    }
    if (folder)
        disk.image.sync_folder(descriptor->place.name);
    else
        disk.image.sync(*descriptor->file);
    return 0;
}

int resize_file(int (*real)(int, off_t), int number, off_t size) {
    if (idle())
        return real(number, size);
    const auto guard = lock_disks();
    const Descriptor* descriptor = find_descriptor(number);
    if (descriptor == nullptr)
        return real(number, size);
    if (const Ruling ruling = admit(*descriptor, CallKind::release); ruling.error != 0)
        return refused(ruling);
    const int answer = real(number, size);
    if (answer == 0)
        descriptor->place.disk->image.resize(*descriptor->file, static_cast<std::uint64_t>(size));
    return answer;
}

template <class Do>
int remove_name(const char* path, const Do& remove) {
    if (idle())
        return remove();
    const auto guard = lock_disks();
    const std::optional<Place> place = locate(path);
    // What is not there is asked for by SQLite and by std::filesystem::remove alike: nothing changes.
    if (!place || !place->disk->image.find(place->name))
        return remove();
    if (const Ruling ruling = place->disk->admit(CallKind::release); ruling.error != 0)
        return refused(ruling);
    const int answer = remove();
    if (answer == 0)
        place->disk->image.remove(place->name);
    return answer;
}

// From a file into another, as std::filesystem::copy_file does it.
ssize_t copy_here(int to, int from, off_t* offset, std::size_t size) {
    Content block(std::min<std::size_t>(size, 65536));
    const ssize_t got = offset != nullptr ? ::pread(from, block.data(), block.size(), *offset)
                                          : ::read(from, block.data(), block.size());
    if (got <= 0)
        return got;
    const ssize_t written = ::write(to, block.data(), static_cast<std::size_t>(got));
    if (offset != nullptr && written > 0)
        *offset += written;
    else if (offset == nullptr && written < got)
        ::lseek(from, (written < 0 ? 0 : written) - got, SEEK_CUR);
    return written;
}

bool is_ours(int number) {
    if (idle())
        return false;
    const auto guard = lock_disks();
    return find_descriptor(number) != nullptr;
}

} // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    static const auto real = next<Open>("open");
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return open_file(real, path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    static const auto real = next<Open>("open64");
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return open_file(real, path, flags, mode);
}

int mkostemp(char* pattern, int flags) {
    return make_temporary(pattern, flags);
}

int mkostemp64(char* pattern, int flags) {
    return make_temporary(pattern, flags);
}

int close(int number) {
    static const auto real = next<OneNumber>("close");
    if (any_disk()) {
        const auto guard = lock_disks();
        forget_descriptor(number);
    }
    return real(number);
}

ssize_t write(int number, const void* bytes, size_t size) {
    return write_here(number, bytes, size);
}

ssize_t pwrite(int number, const void* bytes, size_t size, off_t offset) {
    static const auto real = next<WriteAt>("pwrite");
    return write_at(real, number, bytes, size, offset);
}

ssize_t pwrite64(int number, const void* bytes, size_t size, off64_t offset) {
    static const auto real = next<WriteAt>("pwrite64");
    return write_at(real, number, bytes, size, offset);
}

ssize_t writev(int number, const struct iovec* parts, int count) {
    static const auto real = next<ssize_t (*)(int, const struct iovec*, int)>("writev");
    if (!is_ours(number))
        return real(number, parts, count);
    Content whole;
    for (int index = 0; index < count; ++index) {
        const auto* begin = static_cast<const std::uint8_t*>(parts[index].iov_base);
        whole.insert(whole.end(), begin, begin + parts[index].iov_len);
    }
    return write_here(number, whole.data(), whole.size());
}

ssize_t sendfile(int to, int from, off_t* offset, size_t size) noexcept {
    static const auto real = next<ssize_t (*)(int, int, off_t*, size_t)>("sendfile");
    return is_ours(to) ? copy_here(to, from, offset, size) : real(to, from, offset, size);
}

ssize_t copy_file_range(int from, off64_t* from_offset, int to, off64_t* to_offset, size_t size,
                        unsigned flags) {
    static const auto real =
        next<ssize_t (*)(int, off64_t*, int, off64_t*, size_t, unsigned)>("copy_file_range");
    if (!is_ours(to))
        return real(from, from_offset, to, to_offset, size, flags);
    errno = EXDEV; // whoever copies goes on with sendfile, or reads and writes
    return -1;
}

ssize_t read(int number, void* bytes, size_t size) {
    static const auto real = next<Read>("read");
    return read_file(number, [&] { return real(number, bytes, size); });
}

ssize_t pread(int number, void* bytes, size_t size, off_t offset) {
    static const auto real = next<ReadAt>("pread");
    return read_file(number, [&] { return real(number, bytes, size, offset); });
}

ssize_t pread64(int number, void* bytes, size_t size, off64_t offset) {
    static const auto real = next<ReadAt>("pread64");
    return read_file(number, [&] { return real(number, bytes, size, offset); });
}

int fsync(int number) {
    static const auto real = next<OneNumber>("fsync");
    return sync_file(real, number);
}

int fdatasync(int number) {
    static const auto real = next<OneNumber>("fdatasync");
    return sync_file(real, number);
}

int ftruncate(int number, off_t size) noexcept {
    static const auto real = next<int (*)(int, off_t)>("ftruncate");
    return resize_file(real, number, size);
}

int ftruncate64(int number, off64_t size) noexcept {
    static const auto real = next<int (*)(int, off_t)>("ftruncate64");
    return resize_file(real, number, size);
}

int fchmod(int number, mode_t mode) noexcept {
    static const auto real = next<int (*)(int, mode_t)>("fchmod");
    const int answer = real(number, mode);
    if (answer == 0 && !idle()) {
        const auto guard = lock_disks();
        if (const Descriptor* descriptor = find_descriptor(number); descriptor && descriptor->file)
            descriptor->file->mode = mode;
    }
    return answer;
}

int unlink(const char* path) noexcept {
    static const auto real = next<OnePath>("unlink");
    return remove_name(path, [&] { return real(path); });
}

int rmdir(const char* path) noexcept {
    static const auto real = next<OnePath>("rmdir");
    return remove_name(path, [&] { return real(path); });
}

int remove(const char* path) noexcept {
    static const auto real = next<OnePath>("remove");
    return remove_name(path, [&] { return real(path); });
}

int mkdir(const char* path, mode_t mode) noexcept {
    static const auto real = next<int (*)(const char*, mode_t)>("mkdir");
    if (idle())
        return real(path, mode);
    const auto guard = lock_disks();
    const std::optional<Place> place = locate(path);
    if (!place || place->name.empty() || place->disk->image.find(place->name))
        return real(path, mode);
    if (const Ruling ruling = place->disk->admit(CallKind::consume); ruling.error != 0)
        return refused(ruling);
    const int answer = real(path, mode);
    if (answer == 0)
        place->disk->image.create(place->name, mode & 0777, true);
    return answer;
}

int rename(const char* from, const char* to) noexcept {
    static const auto real = next<int (*)(const char*, const char*)>("rename");
    if (idle())
        return real(from, to);
    const auto guard = lock_disks();
    const std::optional<Place> source = locate(from);
    const std::optional<Place> target = locate(to);
    if (!source && !target)
        return real(from, to);
    if (!source || !target || source->disk != target->disk)
        return refused({EXDEV});
    if (const Ruling ruling = source->disk->admit(CallKind::consume); ruling.error != 0)
        return refused(ruling);
    const int answer = real(from, to);
    if (answer == 0)
        source->disk->image.rename(source->name, target->name);
    return answer;
}

} // extern "C"
