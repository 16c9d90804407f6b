// SPDX-License-Identifier: Apache-2.0
// A notice, and its body as its kind is read. What is taken must be written the same way again by its signer.
#include "sync/seal/notice.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace istiqbal::seal;
    static const SigningKey office = SigningKey::from_seed(Bytes(32, 0x02)).value();
    const ByteView bytes(data, size);
    const auto notice = parse_notice(bytes);
    if (!notice)
        return 0;
    const bool good_body = check_notice_body(notice->head.kind, notice->body).has_value();
    const auto built = build_notice(office, notice->head, notice->body);
    if (built.has_value() != good_body)
        std::abort();
    if (built && verify_notice(*notice, office.verify_key()) && !equal(*built, bytes))
        std::abort();
    return 0;
}
