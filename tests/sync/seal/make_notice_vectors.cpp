// SPDX-License-Identifier: Apache-2.0
// Prints tests/vectors/notices.json from fixed keys and randomness: notices and their bodies, accepted and
// refused. Run by hand when the protocol changes; what it prints is looked at before it is kept.
#include "sync/seal/pae.hpp"
#include "tests/sync/notices.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>

using namespace istiqbal;
using seal::Bytes;
using seal::Label;
using seal::NoticeKind;
using Json = nlohmann::ordered_json;

namespace {

const seal::SigningKey& office() {
    static const seal::SigningKey key = seal::SigningKey::from_seed(Bytes(32, 0x02)).value();
    return key;
}

Json& all() {
    static Json list = Json::array();
    return list;
}

void add(const char* of, const std::string& why, const char* outcome, const Bytes& bytes) {
    all().push_back({{"of", of}, {"why", why}, {"class", outcome}, {"bytes", seal::base64(bytes)}});
}

void add_text(const char* of, const char* why, const char* outcome, const std::string& text) {
    all().push_back({{"of", of}, {"why", why}, {"class", outcome}, {"text", text}});
}

std::string replaced(std::string text, const std::string& part, const std::string& with) {
    const auto at = text.find(part);
    if (at == std::string::npos)
        std::abort();
    return text.replace(at, part.size(), with);
}

// A notice that nobody checked, signed all the same.
Bytes raw_notice(const seal::NoticeHead& head, const Bytes& body, Label label, std::uint16_t version = 1,
                 int kind = -1, const seal::SigningKey& key = office()) {
    seal::Writer writer;
    writer.raw(seal::view("ISTN")).u16(version);
    writer.u16(kind < 0 ? static_cast<std::uint16_t>(head.kind) : static_cast<std::uint16_t>(kind));
    writer.raw(head.scope).raw(head.subject).u64(head.revision);
    writer.u64(static_cast<std::uint64_t>(head.issued)).u64(static_cast<std::uint64_t>(head.expires));
    writer.u32(static_cast<std::uint32_t>(body.size())).raw(body);
    const auto signature = key.sign(seal::pae(label, {writer.bytes()}));
    return writer.raw(signature).finish();
}

void add_notices() {
    for (const NoticeKind kind : seal::notice_kinds)
        add("notice", std::string(seal::name(kind)), "accepted", test::notice(office(), kind, 7));
    const auto head = test::head_of(NoticeKind::settings, 7);
    const auto body = test::body_of(NoticeKind::settings);
    const auto good = raw_notice(head, body, Label::notice);
    const auto with = [&good](std::size_t at, std::uint8_t value) {
        Bytes out = good;
        out[at] = value;
        return out;
    };
    const auto altered = [&](auto&& change) {
        auto other = head;
        change(other);
        return raw_notice(other, body, Label::notice);
    };
    using Head = seal::NoticeHead;
    add("notice", "nothing", "malformed", {});
    add("notice", "not a notice", "malformed", with(0, 'X'));
    add("notice", "another version", "unsupported", raw_notice(head, body, Label::notice, 2));
    add("notice", "no kind", "unsupported", raw_notice(head, body, Label::notice, 1, 0));
    add("notice", "an unknown kind", "unsupported", raw_notice(head, body, Label::notice, 1, 6));
    add("notice", "cut in the head", "malformed", Bytes(good.begin(), good.begin() + 40));
    add("notice", "cut in the signature", "malformed", Bytes(good.begin(), good.end() - 1));
    Bytes longer = good;
    longer.push_back(0);
    add("notice", "a byte behind it", "malformed", longer);
    add("notice", "a body above the limit of its kind", "too_large", with(64, 0xff));
    add("notice", "a size that is not the body's", "malformed",
        with(67, static_cast<std::uint8_t>(good[67] - 1)));
    add("notice", "revision 0", "malformed", altered([](Head& each) { each.revision = 0; }));
    add("notice", "a revision of 2^63", "malformed",
        altered([](Head& each) { each.revision = std::uint64_t{1} << 63; }));
    add("notice", "expires when it is issued", "malformed",
        altered([](Head& each) { each.expires = each.issued; }));
    add("notice", "issued after 2^53", "malformed", altered([](Head& each) {
            each.issued = (std::int64_t{1} << 53) + 1;
            each.expires = each.issued + 1;
        }));
    add("notice", "settings with a subject", "malformed", altered([](Head& each) { each.subject[3] = 1; }));
    auto reply = test::head_of(NoticeKind::reply);
    const auto reply_body = test::body_of(NoticeKind::reply);
    reply.subject = {};
    add("notice", "a reply without a subject", "malformed", raw_notice(reply, reply_body, Label::reply));
    reply = test::head_of(NoticeKind::reply);
    reply.scope[0] = 1;
    add("notice", "a reply for one terminal", "malformed", raw_notice(reply, reply_body, Label::reply));
    auto revoked = test::head_of(NoticeKind::revocations);
    revoked.scope[15] = 1;
    add("notice", "revocations for one terminal", "malformed",
        raw_notice(revoked, test::body_of(NoticeKind::revocations), Label::notice));
    add("notice", "a bit of the body flipped", "bad_signature", with(80, good[80] ^ 1));
    add("notice", "a bit of the revision flipped", "bad_signature", with(47, good[47] ^ 8));
    add("notice", "a bit of the signature flipped", "bad_signature", with(good.size() - 1, good.back() ^ 1));
    add("notice", "signed by another", "bad_signature",
        raw_notice(head, body, Label::notice, 1, -1, seal::SigningKey::from_seed(Bytes(32, 0x03)).value()));
    add("notice", "signed for another purpose", "bad_signature", raw_notice(head, body, Label::content));
    add("notice", "a settings' signature on announcements", "bad_signature", with(7, 4));
}

struct RawFile {
    std::string name;
    std::string content;
};

Bytes raw_bundle(const std::vector<RawFile>& files, std::uint16_t version = 1, std::uint16_t zero = 0) {
    seal::Writer writer;
    writer.raw(seal::view("ISTC")).u16(version).u16(zero).u32(static_cast<std::uint32_t>(files.size()));
    for (const RawFile& file : files) {
        writer.u16(static_cast<std::uint16_t>(file.name.size())).raw(seal::view(file.name));
        writer.u32(static_cast<std::uint32_t>(file.content.size()));
        writer.raw(seal::labelled_hash(
            Label::content, {seal::view("file"), seal::view(file.name), seal::view(file.content)}));
    }
    for (const RawFile& file : files)
        writer.raw(seal::view(file.content));
    return writer.finish();
}

void add_bundles() {
    const auto good = test::body_of(NoticeKind::content);
    add("bundle", "four files, one of them empty", "accepted", good);
    add("bundle", "nothing", "malformed", {});
    add("bundle", "not a bundle", "malformed", Bytes(20, 'x'));
    add("bundle", "another version", "unsupported", raw_bundle({{"forms/a", ""}}, 2));
    add("bundle", "the zero field", "malformed", raw_bundle({{"forms/a", ""}}, 1, 1));
    add("bundle", "no file", "malformed", raw_bundle({}));
    Bytes many = raw_bundle({{"forms/a", ""}});
    many[10] = 2;
    many[11] = 1; // 513
    add("bundle", "more files than are allowed", "too_large", many);
    const auto refuse = [](const char* why, const std::vector<RawFile>& files) {
        add("bundle", why, "malformed", raw_bundle(files));
    };
    refuse("names that do not ascend", {{"forms/b", ""}, {"forms/a", ""}});
    refuse("a name twice", {{"forms/a", ""}, {"forms/a", ""}});
    refuse("names that differ in their case only", {{"forms/A", ""}, {"forms/a", ""}});
    refuse("a file where a folder is", {{"forms/a", ""}, {"forms/a/b", ""}});
    refuse("a file where a folder is, but for the case", {{"forms/A/b", ""}, {"forms/a", ""}});
    for (const char* name : {"", "forms", "forms/", "/forms/a", "forms//a", "forms/../a", "forms/.hidden",
                             "forms/a/./b", "icons/a", "Forms/a", "forms\\a", "forms/a b", "forms/\xd8\xa3",
                             "forms/a/b/c/d/e", "..", "forms/a\n"})
        add("bundle", "the name '" + nlohmann::json(name).dump() + "'", "malformed",
            raw_bundle({{name, ""}}));
    refuse("a name of 129 bytes", {{"forms/" + std::string(123, 'a'), ""}});
    Bytes cut = good;
    cut.pop_back();
    add("bundle", "cut", "malformed", cut);
    Bytes longer = good;
    longer.push_back(0);
    add("bundle", "a byte behind it", "malformed", longer);
    Bytes flipped = good;
    flipped.back() ^= 1;
    add("bundle", "a bit of a file flipped", "bad_checksum", flipped);
    Bytes hash = raw_bundle({{"forms/a", "x"}});
    hash[12 + 2 + 7 + 4] ^= 1;
    add("bundle", "a bit of a hash flipped", "bad_checksum", hash);
}

// What every kind of JSON refuses.
void add_common(const char* of, const std::string& good) {
    add_text(of, "", "accepted", good);
    add_text(of, "nothing", "malformed", "");
    add_text(of, "a list", "malformed", "[]");
    add_text(of, "cut", "malformed", good.substr(0, good.size() - 1));
    add_text(of, "something behind it", "malformed", good + "{}");
    // Settings of a newer program hold for an older one as far as it knows them.
    add_text(of, "an unknown key", std::string_view(of) == "settings" ? "accepted" : "malformed",
             replaced(good, "{", "{\"else\":1,"));
    add(of, "not UTF-8", "malformed", [&] {
        const std::string text = replaced(good, "{", "{\"\xff\":1,");
        return Bytes(text.begin(), text.end());
    }());
    add_text(of, "nested too deeply", "too_large", "{\"a\":[[[[[[[[[[[]]]]]]]]]]]}");
}

void add_versioned(const char* of, const std::string& good) {
    add_common(of, good);
    add_text(of, "another version", "unsupported", replaced(good, "\"version\":1", "\"version\":2"));
    add_text(of, "no version", "malformed", replaced(good, "\"version\":1,", ""));
    add_text(of, "a key twice", "malformed", replaced(good, "\"version\":1", "\"version\":1,\"version\":1"));
}

void add_replies() {
    const std::string good(seal::to_json(test::reply("0000-0000-0"))->text());
    add_versioned("reply", good);
    const auto refuse = [&good](const char* why, const char* part, const char* with) {
        add_text("reply", why, "malformed", replaced(good, part, with));
    };
    refuse("a reference with a slip", "0000-0000-0", "0000-0000-1");
    refuse("a reference not as it is shown", "0000-0000-0", "000000000");
    refuse("an unknown state", "needs_completion", "lost");
    refuse("a note in one language", "Please bring the following.", "");
    refuse("accepted without a day", "needs_completion", "accepted");
    refuse("documents missing though received", "needs_completion", "received");
    refuse("a date that is none", "2026-02-01", "2026-13-01");
    refuse("a number for a date", "\"2026-02-01\"", "20260201");
    refuse("a document without a name", "id_copy", "");
    refuse("a document in one language", "Copy of the identity card", "");
    refuse("a day of decision before the committee", "\"decided\":null", "\"decided\":1");
    auto plain = test::reply("0000-0000-0");
    for (const auto state :
         {seal::ReplyState::received, seal::ReplyState::before_committee, seal::ReplyState::accepted,
          seal::ReplyState::refused, seal::ReplyState::delivered}) {
        plain.state = state;
        plain.missing.clear();
        const bool decided =
            state != seal::ReplyState::received && state != seal::ReplyState::before_committee;
        plain.decided = decided ? std::optional<std::string>("2026-01-20") : std::nullopt;
        add_text("reply", "", "accepted", std::string(seal::to_json(plain)->text()));
    }
    plain.state = seal::ReplyState::accepted;
    add_text("reply", "decided before the committee met", "malformed",
             replaced(std::string(seal::to_json(plain)->text()), "accepted", "before_committee"));
    auto empty = test::reply("0000-0000-0");
    empty.note = {};
    std::string text(seal::to_json(empty)->text());
    const auto from = text.find("[{");
    text.erase(from + 1, text.find("}]") - from);
    add_text("reply", "nothing says what is needed", "malformed", text);
}

void add_settings() {
    const auto bytes = test::body_of(NoticeKind::settings);
    const std::string good(bytes.begin(), bytes.end());
    add_versioned("settings", good);
    const auto least = seal::to_json(seal::TerminalSettings{}).value();
    add_text("settings", "", "accepted", std::string(least.begin(), least.end()));
    const auto refuse = [&good](const char* why, const char* part, const char* with) {
        add_text("settings", why, "malformed", replaced(good, part, with));
    };
    refuse("a name in one language", "Entrance hall", "");
    refuse("something else rated", "service:housing", "person:housing");
    refuse("nothing rated", "service:housing", "service:");
    refuse("a density below the least", ":250", ":19");
    refuse("a density above the greatest", ":250", ":2001");
    refuse("a negative number", ":250", ":-250");
    refuse("a broken number", ":250", ":250.5");
    refuse("a word for true", ":true", ":\"true\"");
    refuse("too short a rest", ":120", ":19");
    refuse("too long a rest", ":120", ":3601");
    refuse("kept for more than ten years", "\"retention_days\":30", "\"retention_days\":3651");
    refuse("a printer with a line feed", "/dev/usb/lp0", "a\\nb");
    refuse("a hub by another way", "https://hub", "ftp://hub");
    refuse("a hub that is no text", "\"https://hub.example.org\"", "7");
    refuse("other digits", "arabic_indic", "roman");
    std::string urls;
    for (int index = 0; index < 9; ++index)
        urls += std::string(index > 0 ? "," : "") + "\"http://h\"";
    add_text("settings", "nine hubs", "too_large",
             replaced(good, "\"https://hub.example.org\",\"http://192.0.2.7:8470\"", urls));
}

void add_revocations() {
    const auto bytes = test::body_of(NoticeKind::revocations);
    const std::string good(bytes.begin(), bytes.end());
    add_versioned("revocations", good);
    add_text("revocations", "", "accepted", R"({"version":1,"revoked":[]})");
    add_text("revocations", "", "accepted", replaced(good, "\"epoch\":2", "\"epoch\":null"));
    const auto refuse = [&good](const char* why, const std::string& part, const std::string& with) {
        add_text("revocations", why, "malformed", replaced(good, part, with));
    };
    const std::string row = good.substr(good.find('[') + 1, good.find(']') - good.find('[') - 1);
    refuse("a terminal twice", row, row + "," + row);
    refuse("terminals that do not ascend", row,
           row + "," + replaced(row, row.substr(13, 32), std::string(32, '0')));
    refuse("an id that is too short", row.substr(13, 32), "00");
    refuse("epoch 0", "\"epoch\":2", "\"epoch\":0");
    refuse("no reason", "فُقد", "");
    add_text("revocations", "a reason of 129 bytes", "too_large",
             replaced(good, "فُقد", std::string(129, 'x')));
    refuse("a time before 1970", "\"since\":", "\"since\":-");
}

void add_announcements() {
    add_common("announcements", test::announcements());
    add_text("announcements", "no list", "malformed", R"({"announcements":{}})");
}

} // namespace

int main() {
    add_notices();
    add_bundles();
    add_replies();
    add_settings();
    add_revocations();
    add_announcements();
    std::cout << all().dump(1) << "\n";
}
