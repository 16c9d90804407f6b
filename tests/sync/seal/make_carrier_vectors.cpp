// SPDX-License-Identifier: Apache-2.0
// Prints tests/vectors/carriers.json from fixed keys; run by hand when the protocol changes.
#include "sync/seal/envelope.hpp"
#include "sync/seal/pae.hpp"
#include "tests/sync/samples.hpp"

#include <nlohmann/json.hpp>

#include <iostream>

using namespace istiqbal;
using Json = nlohmann::ordered_json;

namespace {

// A carrier of whatever bytes, signed well.
seal::Bytes wrapped(const seal::SigningKey& key, std::uint16_t version, seal::ByteView content) {
    seal::Writer writer;
    writer.raw(seal::view("ISTR")).u16(version).u16(0).raw(key.verify_key().id());
    writer.u32(2).u64(1).raw(seal::Digest{}).u32(static_cast<std::uint32_t>(content.size()));
    const auto signature = key.sign(seal::pae(seal::Label::record, {writer.bytes(), content}));
    return writer.raw(content).raw(signature).finish();
}

} // namespace

int main() {
    const auto before = seal::SigningKey::from_seed(seal::Bytes(32, 0x01)).value();
    const auto terminal = seal::SigningKey::from_seed(seal::Bytes(32, 0x07)).value();
    const std::vector<seal::Recipient> recipients{
        seal::Identity::from_secret(seal::Bytes(32, 0x04)).value().recipient()};
    const auto record = test::chain(before, {}, 1, recipients).front();
    const auto own = test::chain(terminal, {}, 1, recipients).front();
    const auto parsed = seal::parse_envelope(record).value();
    const auto good = seal::carry_record({2, 1, {}}, terminal, parsed).value();
    Json list = Json::array();
    const auto add = [&](const char* why, const char* kind, const seal::Bytes& bytes) {
        list.push_back({{"why", why},
                        {"class", kind},
                        {"terminal", terminal.verify_key().hex()},
                        {"before", before.verify_key().hex()},
                        {"bytes", seal::base64(bytes)}});
    };
    add("good", "accepted", good);
    list.back()["hash"] = seal::hex(seal::record_hash(parsed));
    auto altered = good;
    altered[300] ^= 1;
    add("a byte of the record altered", "bad_signature", altered);
    altered = record;
    altered.back() ^= 1;
    add("the record's own signature does not hold", "bad_signature", wrapped(terminal, 2, altered));
    add("a record of the terminal itself", "malformed", wrapped(terminal, 2, own));
    add("a carrier within a carrier", "malformed", wrapped(terminal, 2, wrapped(before, 2, own)));
    add("bytes behind the record", "malformed", wrapped(terminal, 2, [&] {
            auto longer = record;
            longer.push_back(0);
            return longer;
        }()));
    add("nothing in it", "malformed", wrapped(terminal, 2, {}));
    add("version 3", "unsupported", wrapped(terminal, 3, record));
    add("signed by the key of before", "wrong_key", wrapped(before, 2, own));
    std::cout << list.dump(1) << "\n";
}
