// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/revocations.hpp"

#include "sync/seal/json.hpp"

#include <algorithm>

namespace istiqbal::seal {

namespace {

using Json = nlohmann::json;

constexpr std::uint64_t version = 1;

Result<void> check(const std::vector<Revocation>& revocations) {
    if (revocations.size() > revocation_count_limit)
        return fail(ErrorClass::too_large, "too many terminals are revoked");
    const TerminalId* before = nullptr;
    for (const Revocation& each : revocations) {
        if (before != nullptr && each.terminal <= *before)
            return fail(ErrorClass::malformed, "the revoked terminals do not ascend");
        if (each.reason.size() > revocation_reason_limit)
            return fail(ErrorClass::too_large, "the reason of a revocation is too long");
        if (each.reason.empty())
            return fail(ErrorClass::malformed, "a revocation has no reason");
        if (each.since < 0 || each.epoch == 0U)
            return fail(ErrorClass::malformed, "a revocation has no time, or closes no epoch");
        before = &each.terminal;
    }
    return {};
}

} // namespace

Result<Bytes> to_json(const std::vector<Revocation>& revocations) {
    if (Result<void> checked = check(revocations); !checked)
        return tl::unexpected<Error>(checked.error());
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Revocation& each : revocations)
        list.push_back({{"terminal", hex(each.terminal)},
                        {"since", each.since},
                        {"reason", each.reason},
                        {"epoch", each.epoch ? Json(*each.epoch) : Json()}});
    try {
        const std::string text = nlohmann::ordered_json{{"version", version}, {"revoked", list}}.dump();
        if (text.size() > revocations_limit)
            return fail(ErrorClass::too_large, "the list of revocations is too large");
        return Bytes(text.begin(), text.end());
    } catch (const Json::type_error&) {
        return fail(ErrorClass::malformed, "a reason is not UTF-8");
    }
}

Result<std::vector<Revocation>> revocations_from_json(ByteView text) {
    const Result<Json> object = json::parse_object(text, revocations_limit);
    if (!object)
        return tl::unexpected<Error>(object.error());
    json::Fields fields(*object);
    const std::uint64_t found_version = fields.number("version", 1'000'000);
    if (!fields.refused() && found_version != version)
        return fail(ErrorClass::unsupported, "a list of revocations of another version");
    std::vector<Revocation> revocations;
    for (const Json& each : fields.array("revoked", revocation_count_limit)) {
        json::Fields row(each);
        Revocation revocation;
        const Bytes terminal = row.hex("terminal", sizeof(TerminalId));
        std::copy(terminal.begin(), terminal.end(), revocation.terminal.begin());
        revocation.since = row.time("since");
        revocation.reason = row.text("reason", revocation_reason_limit);
        if (!row.take_null("epoch"))
            revocation.epoch = static_cast<std::uint32_t>(row.number("epoch", UINT32_MAX));
        if (Result<void> done = row.finish(); !done)
            fields.refuse(done.error().kind, done.error().detail);
        revocations.push_back(std::move(revocation));
    }
    return fields.finish().and_then([&] { return check(revocations); }).map([&] {
        return std::move(revocations);
    });
}

const Revocation* find_revocation(const std::vector<Revocation>& revocations, const TerminalId& terminal,
                                  std::uint32_t epoch) {
    const auto found = std::find_if(revocations.begin(), revocations.end(), [&](const Revocation& each) {
        return each.terminal == terminal && each.covers(epoch);
    });
    return found == revocations.end() ? nullptr : &*found;
}

} // namespace istiqbal::seal
