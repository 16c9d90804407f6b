// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/staff_file.hpp"

#include "sync/seal/json.hpp"
#include "sync/seal/secret_box.hpp"

#include <algorithm>
#include <set>

namespace istiqbal::seal {

namespace {

constexpr std::uint64_t version = 1;
constexpr std::size_t id_size = 8; // bytes, in hexadecimal
constexpr std::size_t name_limit = 128;
// What is run without asking: neither so little that it is no protection nor so much that the kiosk hangs.
constexpr std::uint32_t passes_most = 16;
constexpr std::uint32_t memory_least = 8 * 1024;
constexpr std::uint32_t memory_most = 512 * 1024;
constexpr std::uint64_t wait_most = 3600;

std::uint32_t small(json::Fields& fields, const char* key, std::uint64_t most) {
    return static_cast<std::uint32_t>(fields.number(key, most));
}

StaffEntry read_entry(const nlohmann::json& value, json::Fields& parent) {
    json::Fields fields(value);
    StaffEntry entry;
    entry.person.id = hex(fields.hex("id", id_size));
    entry.person.name = fields.text("name", name_limit);
    const std::string role = fields.text("role", 32);
    entry.person.role = role == name(StaffRole::employee) ? StaffRole::employee : StaffRole::representative;
    if (role != name(entry.person.role))
        fields.refuse(ErrorClass::malformed, "no such role");
    const Bytes salt = fields.hex("salt", entry.salt.size());
    std::copy(salt.begin(), salt.end(), entry.salt.begin());
    entry.passes = small(fields, "passes", passes_most);
    entry.memory_kib = small(fields, "memory_kib", memory_most);
    entry.sealed_key = fields.hex("key", box_key_size + box_overhead);
    entry.wrong = small(fields, "wrong", UINT32_MAX);
    entry.tried = fields.time("tried");
    entry.wait = small(fields, "wait", wait_most);
    if (entry.person.name.empty() || entry.passes == 0 || entry.memory_kib < memory_least)
        fields.refuse(ErrorClass::malformed, "no name, or too little work for a PIN");
    if (const Result<void> done = fields.finish(); !done)
        parent.refuse(done.error().kind, "people: " + done.error().detail);
    return entry;
}

} // namespace

Result<std::vector<StaffEntry>> parse_staff(ByteView text) {
    Result<nlohmann::json> object = json::parse_object(text, staff_file_limit);
    if (!object)
        return tl::unexpected<Error>(object.error());
    json::Fields fields(*object);
    if (fields.text("istiqbal", 32) != "staff" && !fields.refused())
        return fail(ErrorClass::unsupported, "another kind of file");
    if (fields.number("version", 1'000'000) != version && !fields.refused())
        return fail(ErrorClass::unsupported, "a newer version of this program wrote it");
    std::vector<StaffEntry> entries;
    std::set<std::string> ids;
    for (const nlohmann::json& value : fields.array("people", staff_limit)) {
        entries.push_back(read_entry(value, fields));
        if (!ids.insert(entries.back().person.id).second)
            fields.refuse(ErrorClass::malformed, "two people have one id");
    }
    if (const Result<void> done = fields.finish(); !done)
        return tl::unexpected<Error>(done.error());
    return entries;
}

SecretBuffer write_staff(const std::vector<StaffEntry>& entries) {
    nlohmann::json people = nlohmann::json::array();
    for (const StaffEntry& entry : entries)
        people.push_back({{"id", entry.person.id},
                          {"name", entry.person.name},
                          {"role", name(entry.person.role)},
                          {"salt", hex(entry.salt)},
                          {"passes", entry.passes},
                          {"memory_kib", entry.memory_kib},
                          {"key", hex(entry.sealed_key)},
                          {"wrong", entry.wrong},
                          {"tried", entry.tried},
                          {"wait", entry.wait}});
    const nlohmann::json file{{"istiqbal", "staff"}, {"version", version}, {"people", std::move(people)}};
    std::string text = file.dump(1) + "\n";
    SecretBuffer out(view(text));
    wipe(text);
    return out;
}

} // namespace istiqbal::seal
