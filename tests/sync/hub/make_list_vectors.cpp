// SPDX-License-Identifier: Apache-2.0
// Prints tests/vectors/lists.json: the three lists of a hub, accepted and refused. Run by hand when the
// protocol changes; what it prints is looked at before it is kept.
#include "sync/hub/wire.hpp"
#include "tests/sync/seal/vector_list.hpp"

#include <iostream>

using namespace istiqbal;
using hub::Listed;
using seal::Bytes;

int main() {
    test::VectorList vectors;
    for (const auto& [of, kind] :
         {std::pair{"list-records", hub::record_list}, std::pair{"list-acknowledgements", hub::ack_list},
          std::pair{"list-notices", hub::notice_list}}) {
        const auto add = [&, name = of ](const char* why, const char* outcome, const Bytes& bytes) -> auto& {
            auto& sample = vectors.add(name, why, outcome, bytes);
            sample["after"] = 4;
            return sample;
        };
        const auto add_good = [&](const char* why, const std::vector<Listed>& items) {
            auto& sample = add(why, "accepted", hub::build_list(kind, items));
            sample["items"] = nlohmann::ordered_json::array();
            for (const Listed& item : items)
                sample["items"].push_back({item.number, seal::base64(item.bytes)});
        };
        // A head that announces that many items, and one item that announces that many bytes.
        const auto announced = [&](std::size_t items, std::size_t bytes) {
            seal::Writer writer;
            writer.raw(seal::view(kind.magic)).u16(1).u16(0).u32(static_cast<std::uint32_t>(items));
            return writer.u64(5).u32(static_cast<std::uint32_t>(bytes)).finish();
        };
        add_good("nothing more", {});
        add_good("numbers with a gap, one item empty", {{5, {1, 2, 3}}, {9, {}}});
        const Bytes good = hub::build_list(kind, {{5, {1, 2, 3}}, {9, {4}}});
        add("nothing", "malformed", {});
        add("another list", "malformed", test::with_byte(good, 3, 'X'));
        add("version 2", "unsupported", test::with_byte(good, 5, 2));
        add("the zero field is not zero", "malformed", test::with_byte(good, 7, 1));
        add("a number that was asked for already", "malformed", hub::build_list(kind, {{4, {1}}}));
        add("a number twice", "malformed", hub::build_list(kind, {{5, {1}}, {5, {1}}}));
        add("numbers that do not ascend", "malformed", hub::build_list(kind, {{9, {1}}, {5, {1}}}));
        add("one item more announced", "malformed", test::with_byte(good, 11, 3));
        add("more items than a list holds", "too_large", announced(kind.count_limit + 1, 1));
        add("an item above its limit", "too_large", announced(1, kind.item_limit + 1));
        add("cut", "malformed", test::cut(good, good.size() - 1));
        add("a byte behind it", "malformed", test::longer(good));
    }
    std::cout << vectors.dump() << "\n";
}
