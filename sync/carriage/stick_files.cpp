// SPDX-License-Identifier: Apache-2.0
#include "sync/carriage/stick.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace istiqbal::carriage {

namespace fs = std::filesystem;

namespace {

// What a disk reads and writes at once, or a multiple of it.
constexpr std::size_t block_size = std::size_t{64} * 1024;
constexpr std::size_t block_alignment = 4096;

class Descriptor {
public:
    explicit Descriptor(int number)
        : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0)
            ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }
    bool open() const { return number_ >= 0; }

private:
    int number_;
};

Trouble trouble_of(int code) {
    switch (code) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return Trouble::full;
    case EROFS:
    case EACCES:
    case EPERM:
        return Trouble::read_only;
    case ENOENT:
    case ENODEV:
    case ENXIO:
    case ESTALE:
    case ENOTCONN:
    case ENOTDIR:
        return Trouble::gone;
    default:
        return Trouble::faulty;
    }
}

// Of what went wrong just now, as errno says.
tl::unexpected<Failure> failure(const char* what, const fs::path& path) {
    const int code = errno;
    return tl::unexpected(
        Failure{trouble_of(code), std::string(what) + " " + path.string() + ": " + std::strerror(code)});
}

bool write_all(int descriptor, seal::ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

// Some drivers of file systems of other systems cannot sync a folder and need not: they say EINVAL.
bool sync_names(const fs::path& folder) {
    const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return directory.open() && (::fsync(directory.number()) == 0 || errno == EINVAL);
}

// All of a regular file, into memory that O_DIRECT can read to. Gives errno's number, 0 for done; EFBIG where
// there is more than the limit, EISDIR where it is no file.
int read_all(int descriptor, std::size_t size_limit, seal::Bytes& out) {
    struct stat status {};
    if (::fstat(descriptor, &status) != 0)
        return errno;
    if (!S_ISREG(status.st_mode))
        return EISDIR;
    if (static_cast<std::uint64_t>(status.st_size) > size_limit)
        return EFBIG;
    const std::unique_ptr<void, void (*)(void*)> block(::aligned_alloc(block_alignment, block_size),
                                                       std::free);
    if (!block)
        return ENOMEM;
    out.clear();
    out.reserve(static_cast<std::size_t>(status.st_size));
    for (;;) {
        const ssize_t got = ::read(descriptor, block.get(), block_size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno;
        if (got == 0)
            return 0;
        const auto* bytes = static_cast<const std::uint8_t*>(block.get());
        out.insert(out.end(), bytes, bytes + got);
        if (out.size() > size_limit)
            return EFBIG;
    }
}

// Without waiting for what only looks like a file, and without following where a link leads.
constexpr int read_flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;

} // namespace

Tried<void> make_folder(const fs::path& folder) {
    struct stat status {};
    if (::mkdir(folder.c_str(), 0755) == 0)
        return sync_names(folder.parent_path()) ? Tried<void>()
                                                : failure("cannot sync", folder.parent_path());
    if (errno != EEXIST)
        return failure("cannot make", folder);
    if (::lstat(folder.c_str(), &status) != 0)
        return failure("cannot look at", folder);
    if (!S_ISDIR(status.st_mode))
        return tl::unexpected(Failure{Trouble::faulty, folder.string() + " is there, and is not a folder"});
    return {};
}

Tried<void> write_file(const fs::path& folder, const std::string& name, seal::ByteView bytes) {
    const fs::path file = folder / name;
    const fs::path partial = folder / (name + ".part");
    ::unlink(partial.c_str()); // of a copy that was cut off
    {
        const Descriptor out(
            ::open(partial.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644));
        if (!out.open())
            return failure("cannot write", file);
        if (!write_all(out.number(), bytes) || ::fsync(out.number()) != 0) {
            const auto failed = failure("cannot write", file);
            ::unlink(partial.c_str());
            return failed;
        }
        // Whatever reads it next has it from the stick.
        ::posix_fadvise(out.number(), 0, 0, POSIX_FADV_DONTNEED);
    }
    if (::rename(partial.c_str(), file.c_str()) != 0) {
        const auto failed = failure("cannot write", file);
        ::unlink(partial.c_str());
        return failed;
    }
    if (!sync_names(folder))
        return failure("cannot sync", folder);
    return {};
}

seal::Result<seal::Bytes> read_file(const fs::path& file, std::size_t size_limit) {
    using seal::ErrorClass;
    const Descriptor in(::open(file.c_str(), read_flags));
    seal::Bytes bytes;
    const int code = in.open() ? read_all(in.number(), size_limit, bytes) : errno;
    switch (code) {
    case 0:
        return bytes;
    case EFBIG:
        return seal::fail(ErrorClass::too_large, "the file is too large");
    case EISDIR:
    case ELOOP:
        return seal::fail(ErrorClass::insecure, "it is not a regular file");
    case ENOENT:
        return seal::fail(ErrorClass::not_found, "there is no such file");
    default:
        return seal::fail(ErrorClass::io, std::string("it cannot be read: ") + std::strerror(code));
    }
}

Tried<seal::Bytes> read_back(const fs::path& file, std::size_t size_limit) {
    seal::Bytes bytes;
    {
        const Descriptor in(::open(file.c_str(), read_flags | O_DIRECT));
        if (in.open() && read_all(in.number(), size_limit, bytes) == 0)
            return bytes;
    }
    // Not every file system reads past the cache when it is asked to; then the cache is emptied.
    const Descriptor in(::open(file.c_str(), read_flags));
    if (!in.open())
        return failure("cannot read", file);
    ::posix_fadvise(in.number(), 0, 0, POSIX_FADV_DONTNEED);
    const int code = read_all(in.number(), size_limit, bytes);
    if (code == EFBIG || code == EISDIR)
        return tl::unexpected(Failure{Trouble::unfaithful, file.string() + " is not what was written"});
    errno = code;
    if (code != 0)
        return failure("cannot read", file);
    return bytes;
}

Tried<void> sync_stick(const fs::path& folder) {
    const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.open() || ::syncfs(directory.number()) != 0)
        return failure("cannot sync", folder);
    return {};
}

void remove_file(const fs::path& folder, const std::string& name) {
    ::unlink((folder / name).c_str());
}

} // namespace istiqbal::carriage
