// SPDX-License-Identifier: Apache-2.0
// The JSON that notices carry. The first byte says which: what is read is written, read again, and the same.
#include "sync/seal/notice.hpp"
#include "sync/seal/reply.hpp"
#include "sync/seal/revocations.hpp"
#include "sync/seal/settings.hpp"

#include <cstdlib>

using namespace istiqbal::seal;

namespace {

void check_reply(ByteView text) {
    const auto reply = reply_from_json(text);
    if (!reply)
        return;
    const auto json = to_json(*reply);
    if (!json)
        std::abort();
    const auto again = reply_from_json(json->bytes());
    if (!again || !(*again == *reply))
        std::abort();
}

template <class Read>
void check(ByteView text, Read&& read) {
    const auto value = read(text);
    if (!value)
        return;
    const auto json = to_json(*value);
    if (!json)
        std::abort();
    const auto again = read(*json);
    if (!again || !(*again == *value))
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    const ByteView text(data + 1, size - 1);
    switch (data[0]) {
    case 'r':
        check_reply(text);
        break;
    case 's':
        check(text, [](ByteView json) { return settings_from_json(json); });
        break;
    case 'v':
        check(text, revocations_from_json);
        break;
    default:
        (void)check_announcements(text);
        break;
    }
    return 0;
}
