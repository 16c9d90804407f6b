// SPDX-License-Identifier: Apache-2.0
// Prints tests/vectors/files.json from fixed keys and randomness: age files, certificates, provisions,
// references and claim codes, accepted and refused. Run by hand when the protocol changes; what it prints is
// looked at before it is kept.
#include "sync/seal/age.hpp"
#include "sync/seal/certificate.hpp"
#include "sync/seal/reference.hpp"
#include "sync/seal/signed_file.hpp"
#include "tests/sync/samples.hpp"
#include "tests/sync/seal/vector_list.hpp"

#include <functional>
#include <iostream>

using namespace istiqbal;
using seal::Bytes;
using test::cut;
using test::replaced;
using test::with_bit;

namespace {

test::VectorList& vectors() {
    static test::VectorList list;
    return list;
}
const seal::SigningKey& office() {
    static const seal::SigningKey key = test::vector_key(0x02);
    return key;
}

Bytes bytes_of(std::string_view text) {
    return {text.begin(), text.end()};
}

void add_age() {
    const auto identity = test::vector_identity(0x04);
    const std::vector<seal::Recipient> recipients{identity.recipient(),
                                                  test::vector_identity(0x05).recipient()};
    const auto sealed = [&recipients](const std::string& plaintext) {
        return seal::age::encrypt(seal::view(plaintext), recipients, test::seeded(77)).value();
    };
    const Bytes good = sealed("salam");
    const std::string text(seal::text(good));
    const std::size_t header_end = text.find('\n', text.find("\n---") + 1) + 1;
    const std::string head = text.substr(0, header_end);
    const std::string payload = text.substr(header_end);
    vectors().add("age", "to two recipients", "accepted", good)["plaintext"] = "salam";
    vectors().add("age", "nothing in it", "accepted", sealed(""))["plaintext"] = "";
    const auto add = [](const char* why, const char* outcome, const std::string& bytes) {
        vectors().add("age", why, outcome, bytes_of(bytes));
    };
    add("nothing", "malformed", "");
    add("not age", "malformed", "hello");
    add("another version", "unsupported", replaced(text, "/v1\n", "/v9\n"));
    vectors().add("age", "a bit of the payload flipped", "bad_signature", with_bit(good, good.size() - 18));
    vectors().add("age", "a bit of its nonce flipped", "bad_signature", with_bit(good, header_end));
    const std::size_t mac = text.find("\n--- ") + 5;
    add("the MAC altered", "bad_signature",
        text.substr(0, mac) + (text[mac] == 'A' ? 'B' : 'A') + text.substr(mac + 1));
    vectors().add("age", "cut in the payload nonce", "malformed", cut(good, header_end + 15));
    vectors().add("age", "cut in the chunk", "bad_signature", cut(good, good.size() - 1));
    vectors().add("age", "cut in the only tag", "malformed", cut(good, header_end + 31));
    const Bytes two = sealed(std::string(65'537, 'x'));
    vectors().add("age", "a last chunk that is empty", "malformed", cut(two, two.size() - 1));
    add("a padded body", "malformed",
        head.substr(0, head.find("\n---")) + "=\n" + head.substr(head.find("---")) + payload);
    add("an X25519 stanza with two shares", "malformed", replaced(text, "-> X25519 ", "-> X25519 AAAA "));
    add("an X25519 stanza without a share", "malformed",
        "age-encryption.org/v1\n-> X25519\n" + head.substr(head.find("-> ", 25)) + payload);
    const std::string zeros(43, 'A');
    add("a share of low order", "malformed",
        "age-encryption.org/v1\n-> X25519 " + zeros + "\n" + zeros + "\n" + head.substr(head.find("-> ")) +
            payload);
    add("an scrypt stanza beside others", "malformed",
        "age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\n" + zeros + "\n" +
            head.substr(head.find("-> ")) + payload);
    add("a stanza of an unknown type alone", "unsupported",
        "age-encryption.org/v1\n-> other\n\n" + head.substr(head.find("---")) + payload);
    add("no stanza", "malformed", "age-encryption.org/v1\n" + head.substr(head.find("---")) + payload);
    add("two spaces between arguments", "malformed", replaced(text, "-> X25519 ", "-> X25519  "));
    add("header without end", "malformed", "age-encryption.org/v1\n-> a\n-> a\n-> a\n");
    std::string many = "age-encryption.org/v1\n";
    for (int index = 0; index < 65; ++index)
        many += "-> other\n\n";
    add("65 stanzas", "too_large", many + head.substr(head.find("-> ")) + payload);
    const std::vector<seal::Recipient> others{test::vector_identity(0x07).recipient()};
    vectors().add("age", "sealed to another", "wrong_key",
                  seal::age::encrypt(seal::view("salam"), others, test::seeded(77)).value());
}

// A file of that kind with whatever payload, signed all the same.
std::string built(const char* kind, const nlohmann::json& payload,
                  const seal::SigningKey& signer = office()) {
    return std::string(seal::text(seal::signed_file::build(signer, kind, payload, 65'536).value()));
}

using Change = std::function<void(nlohmann::json&)>;

void add_certificates() {
    const auto terminal = test::vector_key(0x01).verify_key();
    const nlohmann::json good{{"terminal", seal::hex(terminal.id())},
                              {"key", terminal.hex()},
                              {"name", "Lobby"},
                              {"mode", "lobby"},
                              {"issued", 1000},
                              {"expires", 2000}};
    const auto altered = [&good](const Change& change) {
        nlohmann::json payload = good;
        change(payload);
        return built("certificate", payload);
    };
    const auto with = [&altered](const char* key, const nlohmann::json& value) {
        return altered([&](nlohmann::json& payload) { payload[key] = value; });
    };
    const std::string file = built("certificate", good);
    const auto add = [](const char* why, const char* outcome, const std::string& text) -> auto& {
        return vectors().add_text("certificate", why, outcome, text);
    };
    auto& accepted = add("good", "accepted", file);
    accepted["terminal"] = seal::hex(terminal.id());
    accepted["name"] = "Lobby";
    accepted["mode"] = "lobby";
    accepted["issued"] = 1000;
    accepted["expires"] = 2000;
    add("an Arabic name of 128 bytes", "accepted", with("name", std::string(126, 'x') + "ق"))["name"] =
        std::string(126, 'x') + "ق";
    add("white space behind it", "accepted", file + " \n");
    add("nothing", "malformed", "");
    add("a list", "malformed", "[]");
    add("white space before it", "malformed", " " + file);
    add("something behind it", "malformed", file + "{}");
    add("a key twice", "malformed", "{\"version\":1," + file.substr(1));
    add("an unknown key", "malformed", "{\"more\":1," + file.substr(1));
    add("without a signature", "malformed", replaced(file, "signature", "other"));
    add("another version", "unsupported", replaced(file, "\"version\":1", "\"version\":2"));
    add("another version, with a key more", "unsupported",
        "{\"more\":1," + replaced(file, "\"version\":1", "\"version\":2").substr(1));
    add("a version that is no whole number", "malformed", replaced(file, "\"version\":1", "\"version\":1.0"));
    add("another kind", "malformed", built("provision", good));
    add("signed for another kind", "bad_signature",
        replaced(built("provision", good), "provision", "certificate"));
    add("signed by another office", "bad_signature", built("certificate", good, test::vector_key(0x07)));
    add("a signature of 63 bytes", "malformed",
        replaced(file, file.substr(file.find("signature") + 12, 86), seal::base64(Bytes(63, 1))));
    add("base64 with padding", "malformed", replaced(file, "\",\"version", "==\",\"version"));
    add("base64 with another last character", "malformed", [&file] {
        // 64 bytes leave four bits of the last character unused: any but zeros are another spelling.
        std::string text = file;
        text[text.find("\",\"version") - 1] = 'x';
        return text;
    }());
    add("an unknown key in the payload", "malformed", with("more", 1));
    add("not the id of its key", "malformed", with("terminal", std::string(32, '0')));
    add("an id in capitals", "malformed", with("terminal", [&terminal] {
            std::string id = seal::hex(terminal.id());
            for (char& letter : id)
                letter = static_cast<char>(letter >= 'a' && letter <= 'f' ? letter - 32 : letter);
            return id;
        }()));
    add("no name", "malformed", with("name", ""));
    add("a name of 129 bytes", "too_large", with("name", std::string(129, 'x')));
    add("another mode", "malformed", with("mode", "hall"));
    add("a negative time", "malformed", with("issued", -1));
    add("a time beyond 2^53", "malformed", with("expires", (std::uint64_t{1} << 53U) + 1));
    add("above 4,096 bytes", "too_large", file + std::string(4096, ' '));
}

void add_provisions() {
    const auto terminal = test::vector_key(0x01).verify_key();
    const auto certificate = [](const seal::SigningKey& issuer, const seal::VerifyKey& subject) {
        return seal::base64(seal::issue_certificate(issuer, {subject, "Lobby", "lobby"}, 1000, 2000).value());
    };
    const nlohmann::json good{{"certificate", certificate(office(), terminal)},
                              {"office", office().verify_key().hex()},
                              {"hub_key", test::vector_key(0x03).verify_key().hex()},
                              {"intake", test::vector_identity(0x04).recipient().text()},
                              {"recovery", test::vector_identity(0x05).recipient().text()},
                              {"hub", test::vector_identity(0x06).recipient().text()},
                              {"hub_urls", {"https://hub.example.org", "http://192.0.2.7:8470"}},
                              {"issued", 1000}};
    const auto with = [&good](const char* key, const nlohmann::json& value) {
        nlohmann::json payload = good;
        payload[key] = value;
        return built("provision", payload);
    };
    const std::string file = built("provision", good);
    const auto add = [](const char* why, const char* outcome, const std::string& text) {
        vectors().add_text("provision", why, outcome, text);
    };
    add("good", "accepted", file);
    const auto other = test::vector_key(0x07);
    add("another office's", "wrong_key", [&] {
        nlohmann::json payload = good;
        payload["office"] = other.verify_key().hex();
        payload["certificate"] = certificate(other, terminal);
        return built("provision", payload, other);
    }());
    add("signed by another than the office it names", "bad_signature", built("provision", good, other));
    add("for another terminal", "wrong_key", with("certificate", certificate(office(), other.verify_key())));
    add("with a certificate of another office", "bad_signature",
        with("certificate", certificate(other, terminal)));
    add("with no certificate", "malformed", with("certificate", ""));
    add("a recipient with a slip", "bad_checksum",
        with("intake", replaced(good["intake"].get<std::string>(), "age14", "age1q")));
    add("a recipient of another kind", "malformed", with("hub", "hub1" + std::string(58, 'q')));
    add("no address of a hub", "malformed", with("hub_urls", nlohmann::json::array()));
    add("nine addresses", "too_large", with("hub_urls", std::vector<std::string>(9, "http://h")));
    add("an address by another way", "malformed", with("hub_urls", {"ftp://hub.example.org"}));
    add("an address with a space", "malformed", with("hub_urls", {"http://hub example"}));
    add("an address of 513 bytes", "malformed", with("hub_urls", {"http://" + std::string(506, 'h')}));
    add("another version", "unsupported", replaced(file, "\"version\":1", "\"version\":2"));
    add("a certificate", "malformed", built("certificate", good));
    add("above 32,768 bytes", "too_large", file + std::string(32'768, ' '));
}

void add_codes() {
    const auto add =
        [](const char* of, const char* why, const char* outcome, const std::string& text) -> auto& {
        return vectors().add_text(of, why, outcome, text);
    };
    const std::string reference = seal::Reference::generate(test::seeded(78)).text();
    const std::string code(seal::ClaimCode::generate(test::seeded(79)).text());
    const auto lower = [](std::string text) {
        for (char& letter : text)
            letter = static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
        return text;
    };
    for (const auto& [of, text] : {std::pair{"reference", reference}, std::pair{"claim-code", code}}) {
        std::string joined = text;
        joined.erase(std::remove(joined.begin(), joined.end(), '-'), joined.end());
        add(of, "as it is shown", "accepted", text)["shown"] = text;
        add(of, "small letters", "accepted", lower(text))["shown"] = text;
        add(of, "in one piece", "accepted", joined)["shown"] = text;
        add(of, "among direction marks and white space", "accepted",
            "\u2066\u200e " + text + "\t\u200f\u2069\r\n")["shown"] = text;
        std::string swapped = text;
        std::swap(swapped[0], swapped[1]);
        add(of, "two characters swapped", "bad_checksum", swapped);
        std::string wrong = text;
        wrong[2] = wrong[2] == 'Z' ? 'Y' : 'Z';
        add(of, "one character wrong", "bad_checksum", wrong);
        add(of, "nothing", "malformed", "");
        add(of, "too short", "malformed", text.substr(0, text.size() - 1));
        add(of, "too long", "malformed", text + "0");
        add(of, "U is in none", "malformed", replaced(text, text.substr(0, 1), "U"));
        add(of, "another mark", "malformed", "\u061c" + text);
        add(of, "above 128 bytes", "too_large", text + std::string(128, ' '));
    }
    add("reference", "O, I and L", "accepted", "oOo0-ILil-y")["shown"] = "0000-1111-Y";
    add("reference", "Arabic-Indic digits and extended ones", "accepted", "٢٠٢٦-۱۲۳۴-M")["shown"] =
        "2026-1234-M";
}

} // namespace

int main() {
    add_age();
    add_certificates();
    add_provisions();
    add_codes();
    std::cout << vectors().dump() << "\n";
}
