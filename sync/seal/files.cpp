// SPDX-License-Identifier: Apache-2.0
// Files of keys and certificates: written so that a power cut leaves the old one or the new one.
#include "sync/seal/keys.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace istiqbal::seal {

namespace {

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

tl::unexpected<Error> system_error(const std::filesystem::path& path, const char* what) {
    const int code = errno;
    const ErrorClass kind = code == ENOENT                     ? ErrorClass::not_found
                            : code == ENOSPC || code == EDQUOT ? ErrorClass::no_room
                                                               : ErrorClass::io;
    return fail(kind, std::string(what) + " " + path.string() + ": " + std::strerror(code));
}

bool write_all(int descriptor, ByteView content) {
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        content = content.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

Result<void> save_with_mode(const std::filesystem::path& path, ByteView content, mode_t mode) {
    std::string temporary = path.string() + ".XXXXXX";
    const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC)); // made with mode 0600
    if (!file.open())
        return system_error(path, "cannot write");
    if (!write_all(file.number(), content) || ::fchmod(file.number(), mode) != 0 ||
        ::fsync(file.number()) != 0 || ::rename(temporary.c_str(), path.c_str()) != 0) {
        const auto error = system_error(path, "cannot write");
        ::unlink(temporary.c_str());
        return error;
    }
    return sync_folder(path.parent_path());
}

// Reads a regular file of at most `size_limit` bytes after `check` saw its status.
template <class Check>
Result<SecretBuffer> load(const std::filesystem::path& path, std::size_t size_limit, Check&& check) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat status {};
    if (!file.open() || ::fstat(file.number(), &status) != 0)
        return system_error(path, "cannot read");
    if (!S_ISREG(status.st_mode))
        return fail(ErrorClass::insecure, path.string() + " is not a regular file");
    if (Result<void> checked = check(status); !checked)
        return tl::unexpected<Error>(checked.error());
    if (static_cast<std::uint64_t>(status.st_size) > size_limit)
        return fail(ErrorClass::too_large, path.string() + " is too large");
    SecretBuffer content(static_cast<std::size_t>(status.st_size));
    std::size_t filled = 0;
    while (filled < content.size()) {
        const ssize_t got = ::read(file.number(), content.data() + filled, content.size() - filled);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return system_error(path, "cannot read");
        if (got == 0)
            break;
        filled += static_cast<std::size_t>(got);
    }
    content.resize(filled);
    return content;
}

} // namespace

Result<void> save_secret_file(const std::filesystem::path& path, ByteView content) {
    return save_with_mode(path, content, 0600);
}

Result<void> save_file(const std::filesystem::path& path, ByteView content) {
    return save_with_mode(path, content, 0644);
}

Result<SecretBuffer> load_secret_file(const std::filesystem::path& path, std::size_t size_limit) {
    return load(path, size_limit, [&path](const struct stat& status) -> Result<void> {
        if ((status.st_mode & 077) != 0)
            return fail(ErrorClass::insecure, path.string() + " may be read by others: run chmod 600 on it");
        return {};
    });
}

Result<Bytes> load_file(const std::filesystem::path& path, std::size_t size_limit) {
    Result<SecretBuffer> content =
        load(path, size_limit, [](const struct stat&) -> Result<void> { return {}; });
    if (!content)
        return tl::unexpected<Error>(content.error());
    return Bytes(content->bytes().begin(), content->bytes().end());
}

Result<void> sync_folder(const std::filesystem::path& folder) {
    const std::filesystem::path path = folder.empty() ? "." : folder;
    const Descriptor directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.open() || ::fsync(directory.number()) != 0)
        return system_error(path, "cannot sync");
    return {};
}

Result<void> make_private_folder(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    std::error_code error;
    // What is written into a folder without a durable name is lost with it.
    const fs::path path = folder.has_filename() ? folder : folder.parent_path();
    if (fs::is_directory(path, error))
        return {};
    if (path.has_parent_path())
        if (Result<void> made = make_private_folder(path.parent_path()); !made)
            return made;
    const bool made = fs::create_directory(path, error);
    if (!error && made)
        fs::permissions(path, fs::perms::owner_all, error);
    if (error)
        return fail(ErrorClass::io, "cannot make " + folder.string() + ": " + error.message());
    return sync_folder(path.parent_path());
}

} // namespace istiqbal::seal
