// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/closed_memory.hpp"
#include "tests/catch.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

using namespace istiqbal;

namespace {

// In a process of its own, since nothing opens its memory again. `look` says whether all is as it should be.
template <class Look>
bool in_another_process(Look&& look) {
    const pid_t child = fork();
    if (child == 0)
        _exit(look() ? 0 : 1);
    int status = 0;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

constexpr uid_t nobody = 65534;

} // namespace

TEST_CASE("closed memory: no core dump, and nothing for another program of the same user") {
    CHECK(in_another_process([] { return prctl(PR_GET_DUMPABLE) == 1; }));
    CHECK(in_another_process([] {
        rlimit cores{};
        return platform::close_memory_to_others() && prctl(PR_GET_DUMPABLE) == 0 &&
               getrlimit(RLIMIT_CORE, &cores) == 0 && cores.rlim_cur == 0 && cores.rlim_max == 0;
    }));
    // The kernel asks the same of who wants to read the environment as of who wants to read the memory;
    // another process of the same user does, where a restriction of debuggers alone has no say. Root may: it
    // becomes nobody.
    const auto others_may_look = [] {
        const std::string file = "/proc/" + std::to_string(getpid()) + "/environ";
        return in_another_process([&file] { return open(file.c_str(), O_RDONLY) >= 0; });
    };
    CHECK(in_another_process([&] {
        if (geteuid() == 0 && (setgid(nobody) != 0 || setuid(nobody) != 0))
            return false;
        return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0 && others_may_look() &&
               platform::close_memory_to_others() && !others_may_look();
    }));
}
