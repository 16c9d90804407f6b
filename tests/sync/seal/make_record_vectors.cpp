// SPDX-License-Identifier: Apache-2.0
// Prints tests/vectors/records.json from fixed keys and randomness: envelopes, batches, both acknowledgements
// and signed requests, accepted and refused. Run by hand when the protocol changes; what it prints is looked
// at before it is kept.
#include "sync/seal/ack.hpp"
#include "sync/seal/batch.hpp"
#include "sync/seal/request.hpp"
#include "tests/sync/samples.hpp"
#include "tests/sync/seal/vector_list.hpp"

#include <iostream>

using namespace istiqbal;
using seal::Bytes;
using seal::Label;
using test::cut;
using test::longer;
using test::with_bit;
using test::with_byte;

namespace {

const seal::SigningKey& terminal() {
    static const seal::SigningKey key = test::vector_key(0x01);
    return key;
}
const seal::SigningKey& office() {
    static const seal::SigningKey key = test::vector_key(0x02);
    return key;
}
const seal::SigningKey& hub() {
    static const seal::SigningKey key = test::vector_key(0x03);
    return key;
}
const seal::SigningKey& other() {
    static const seal::SigningKey key = test::vector_key(0x07);
    return key;
}
std::vector<seal::Recipient> recipients() {
    return {test::vector_identity(0x04).recipient(), test::vector_identity(0x05).recipient()};
}
test::VectorList& vectors() {
    static test::VectorList list;
    return list;
}

seal::EnvelopeView parsed(const Bytes& envelope) {
    return seal::parse_envelope(envelope).value();
}
seal::Digest hash_of(const Bytes& envelope) {
    return seal::record_hash(parsed(envelope));
}

// An envelope that nobody checked, signed all the same.
Bytes raw_envelope(const seal::Position& position, std::uint16_t version, const Bytes& content) {
    seal::Writer writer;
    writer.raw(seal::view("ISTR")).u16(version).u16(0).raw(terminal().verify_key().id());
    writer.u32(position.epoch).u64(position.sequence).raw(position.previous);
    writer.u32(static_cast<std::uint32_t>(content.size()));
    const auto signature = terminal().sign(seal::pae(Label::record, {writer.bytes(), content}));
    return writer.raw(content).raw(signature).finish();
}

void add_envelopes(const std::vector<Bytes>& chain) {
    const Bytes& good = chain[0];
    const auto& content = parsed(good).ciphertext;
    const Bytes ciphertext(content.begin(), content.end());
    for (std::size_t index = 0; index < 2; ++index) {
        auto& sample = vectors().add("envelope", index == 0 ? "the first of an epoch" : "the second",
                                     "accepted", chain[index]);
        sample["epoch"] = 1;
        sample["sequence"] = index + 1;
        sample["hash"] = seal::hex(hash_of(chain[index]));
        sample["plaintext"] = "{\"n\":" + std::to_string(index) + "}";
    }
    seal::Digest previous{};
    previous.fill(1);
    vectors().add("envelope", "nothing", "malformed", {});
    vectors().add("envelope", "wrong magic", "malformed", with_byte(good, 0, 'X'));
    vectors().add("envelope", "version 3", "unsupported", raw_envelope({1, 1, {}}, 3, ciphertext));
    vectors().add("envelope", "the zero field is not zero", "malformed", with_byte(good, 7, 1));
    vectors().add("envelope", "another terminal id", "wrong_key", with_bit(good, 8));
    vectors().add("envelope", "epoch 0", "malformed", raw_envelope({0, 1, {}}, 1, ciphertext));
    vectors().add("envelope", "sequence 0", "malformed", raw_envelope({1, 0, {}}, 1, ciphertext));
    vectors().add("envelope", "sequence 1 with a record before it", "malformed",
                  raw_envelope({1, 1, previous}, 1, ciphertext));
    vectors().add("envelope", "sequence 2 in a header signed for 1", "bad_signature", with_byte(good, 35, 2));
    vectors().add("envelope", "a bit of the ciphertext flipped", "bad_signature", with_bit(good, 300));
    vectors().add("envelope", "a bit of the signature flipped", "bad_signature",
                  with_bit(good, good.size() - 1));
    vectors().add("envelope", "cut in the header", "malformed", cut(good, 71));
    vectors().add("envelope", "cut in the signature", "malformed", cut(good, good.size() - 1));
    vectors().add("envelope", "one byte more", "malformed", longer(good));
    vectors().add("envelope", "a ciphertext of 1,056,769 bytes announced", "too_large",
                  with_byte(with_byte(with_byte(good, 69, 0x10), 70, 0x20), 71, 1));
    vectors().add("envelope", "a ciphertext of 4 GiB announced", "too_large", with_byte(good, 68, 0xff));
}

struct RawBatch {
    std::uint16_t version = 1;
    std::uint32_t count = 2;
    seal::Digest last{};
    Bytes certificate;
    std::vector<Bytes> envelopes;
    const seal::SigningKey* signer = &terminal();
};

// A batch that nobody checked, signed all the same.
Bytes written(const RawBatch& batch) {
    Bytes body;
    for (const Bytes& envelope : batch.envelopes)
        body.insert(body.end(), envelope.begin(), envelope.end());
    seal::Writer writer;
    writer.raw(seal::view("ISTB")).u16(batch.version).u16(0).raw(terminal().verify_key().id());
    writer.u32(1).u64(1).u32(batch.count).raw(seal::Digest{}).raw(batch.last);
    writer.u32(static_cast<std::uint32_t>(batch.certificate.size()));
    writer.u32(static_cast<std::uint32_t>(body.size()));
    const auto signature = batch.signer->sign(seal::pae(Label::batch, {writer.bytes(), batch.certificate}));
    return writer.raw(batch.certificate).raw(signature).raw(body).finish();
}

Bytes certificate_of(const seal::SigningKey& issuer, const seal::SigningKey& subject) {
    return seal::issue_certificate(issuer, {subject.verify_key(), "Lobby", "lobby"}, 1000, 2000).value();
}

void add_batch(const char* why, const char* outcome, const Bytes& bytes, std::int64_t now = 1500) {
    auto& sample = vectors().add("batch", why, outcome, bytes);
    sample["now"] = now;
    if (const auto batch = seal::parse_and_verify_batch(bytes, office().verify_key(), now)) {
        sample["first"] = batch->first_sequence;
        sample["count"] = batch->records.size();
        sample["hash"] = seal::hex(batch->hash);
        sample["last"] = seal::hex(batch->last_hash);
    }
}

void add_batches(const std::vector<Bytes>& chain) {
    const Bytes certificate = certificate_of(office(), terminal());
    const std::vector<Bytes> two(chain.begin(), chain.begin() + 2);
    const Bytes good = seal::build_batch(terminal(), certificate, two).value();
    const std::size_t envelopes_at = good.size() - two[0].size() - two[1].size();
    const RawBatch sound{1, 2, hash_of(two[1]), certificate, two, &terminal()};
    const auto altered = [&sound](auto&& change) {
        RawBatch batch = sound;
        change(batch);
        return written(batch);
    };
    add_batch("two records", "accepted", good);
    add_batch("at the first second of the certificate's time", "accepted", good, 1000);
    add_batch("one that goes on after another", "accepted",
              seal::build_batch(terminal(), certificate, {&chain[1], 2}).value());
    const Bytes carrier = raw_envelope({1, 1, {}}, 2, two[1]);
    add_batch("a carrier of what none may carry: only the office looks into it", "accepted",
              altered([&](RawBatch& batch) {
                  batch.count = 1, batch.last = hash_of(carrier), batch.envelopes = {carrier};
              }));
    add_batch("before the certificate's time", "expired", good, 999);
    add_batch("at the end of the certificate's time", "expired", good, 2000);
    add_batch("nothing", "malformed", {});
    add_batch("wrong magic", "malformed", with_byte(good, 3, 'R'));
    add_batch("version 2", "unsupported", altered([](RawBatch& batch) { batch.version = 2; }));
    add_batch("the zero field is not zero", "malformed", with_byte(good, 7, 1));
    add_batch("count 0", "malformed",
              altered([](RawBatch& batch) { batch.count = 0, batch.last = {}, batch.envelopes.clear(); }));
    add_batch("count 257", "too_large", altered([](RawBatch& batch) { batch.count = 257; }));
    add_batch("a certificate of 4,097 bytes announced", "too_large",
              with_byte(with_byte(good, 106, 0x10), 107, 1));
    add_batch("envelopes of 4,194,305 bytes announced", "too_large",
              with_byte(with_byte(with_byte(with_byte(good, 109, 0x40), 110, 0), 111, 1), 108, 0));
    add_batch("first sequence altered", "bad_signature", with_bit(good, 35, 2));
    add_batch("hash before the first altered", "bad_signature", with_bit(good, 40));
    add_batch("signed by another key than the certificate's", "bad_signature",
              altered([](RawBatch& batch) { batch.signer = &other(); }));
    add_batch("the certificate of another office", "wrong_key",
              altered([](RawBatch& batch) { batch.certificate = certificate_of(other(), terminal()); }));
    add_batch("the certificate of another terminal", "wrong_key", altered([](RawBatch& batch) {
                  batch.certificate = certificate_of(office(), other());
                  batch.signer = &other();
              }));
    add_batch("no certificate", "malformed", altered([](RawBatch& batch) { batch.certificate.clear(); }));
    add_batch("a bit of the first record flipped", "broken_chain", with_bit(good, envelopes_at + 200));
    add_batch("a bit of the last signature flipped", "broken_chain", with_bit(good, good.size() - 1));
    add_batch("another last hash", "broken_chain", altered([](RawBatch& batch) { batch.last[0] ^= 1; }));
    add_batch("a gap", "broken_chain", altered([&](RawBatch& batch) {
                  batch.envelopes = {chain[0], chain[2]};
                  batch.last = hash_of(chain[2]);
              }));
    add_batch("a record of another epoch", "broken_chain", altered([&](RawBatch& batch) {
                  batch.envelopes[1] = raw_envelope({2, 2, hash_of(chain[0])}, 1, Bytes(200, 0));
                  batch.last = hash_of(batch.envelopes[1]);
              }));
    add_batch("a record of another terminal", "wrong_key", altered([&](RawBatch& batch) {
                  batch.envelopes = test::chain(other(), {}, 2, recipients());
                  batch.last = hash_of(batch.envelopes[1]);
              }));
    add_batch("one record less than announced", "malformed",
              altered([](RawBatch& batch) { batch.count = 3; }));
    add_batch("one record more than announced", "malformed", altered([&](RawBatch& batch) {
                  batch.count = 1;
                  batch.last = hash_of(chain[0]);
              }));
    add_batch("cut", "malformed", cut(good, good.size() - 1));
    add_batch("one byte more", "malformed", longer(good));
}

Bytes raw_hub_ack(std::uint16_t version, std::uint32_t epoch, std::uint64_t sequence) {
    seal::Writer writer;
    writer.raw(seal::view("ISTH")).u16(version).u16(0).raw(terminal().verify_key().id());
    return writer.u32(epoch).u64(sequence).raw(seal::Digest{1}).raw(seal::Digest{2}).finish();
}

void add_hub_acks(const std::vector<Bytes>& chain) {
    const Bytes batch =
        seal::build_batch(terminal(), certificate_of(office(), terminal()), {chain.data(), 2}).value();
    const seal::HubAck ack{terminal().verify_key().id(), 1, 2, hash_of(chain[1]), *seal::batch_hash(batch)};
    const Bytes good = seal::build_hub_ack(hub(), ack);
    auto& sample = vectors().add("hub-ack", "of two records", "accepted", good);
    sample["epoch"] = 1;
    sample["sequence"] = 2;
    sample["record"] = seal::hex(ack.record_hash);
    sample["batch"] = seal::hex(ack.batch_hash);
    const auto signed_by = [](const seal::SigningKey& key, Label label, const Bytes& bytes) {
        return test::signed_bytes(key, label, bytes);
    };
    vectors().add("hub-ack", "nothing", "malformed", {});
    vectors().add("hub-ack", "highest sequence altered", "bad_signature", with_bit(good, 35, 4));
    vectors().add("hub-ack", "signed by the office", "bad_signature",
                  signed_by(office(), Label::ack, raw_hub_ack(1, 1, 2)));
    vectors().add("hub-ack", "signed for another purpose", "bad_signature",
                  signed_by(hub(), Label::batch, raw_hub_ack(1, 1, 2)));
    vectors().add("hub-ack", "version 2", "unsupported", signed_by(hub(), Label::ack, raw_hub_ack(2, 1, 2)));
    vectors().add("hub-ack", "the zero field is not zero", "malformed", with_byte(good, 7, 1));
    vectors().add("hub-ack", "epoch 0", "malformed", signed_by(hub(), Label::ack, raw_hub_ack(1, 0, 2)));
    vectors().add("hub-ack", "sequence 0", "malformed", signed_by(hub(), Label::ack, raw_hub_ack(1, 1, 0)));
    const seal::OfficeAck named{ack.terminal, 1, {{1, ack.record_hash}}};
    vectors().add("hub-ack", "the office's in place of the hub's", "malformed",
                  *seal::build_office_ack(office(), named));
    vectors().add("hub-ack", "cut", "malformed", cut(good, good.size() - 1));
    vectors().add("hub-ack", "one byte more", "malformed", longer(good));
}

Bytes raw_office_ack(const std::vector<std::uint64_t>& sequences, std::uint32_t epoch = 1,
                     std::uint16_t version = 1, std::uint32_t more = 0) {
    seal::Writer writer;
    writer.raw(seal::view("ISTO")).u16(version).u16(0).raw(terminal().verify_key().id());
    writer.u32(epoch).u32(static_cast<std::uint32_t>(sequences.size()) + more);
    for (const std::uint64_t sequence : sequences)
        writer.u64(sequence).raw(seal::Digest{static_cast<std::uint8_t>(sequence)});
    return test::signed_bytes(office(), Label::ack, writer.finish());
}

void add_office_acks(const std::vector<Bytes>& chain) {
    const auto add_good = [](const char* why, const std::vector<seal::AcknowledgedRecord>& records) {
        const seal::OfficeAck ack{terminal().verify_key().id(), 1, records};
        auto& sample = vectors().add("office-ack", why, "accepted", *seal::build_office_ack(office(), ack));
        sample["epoch"] = 1;
        for (const seal::AcknowledgedRecord& record : records)
            sample["records"].push_back({record.sequence, seal::hex(record.hash)});
    };
    add_good("of one record", {{1, hash_of(chain[0])}});
    add_good("of two that do not adjoin", {{1, hash_of(chain[0])}, {3, hash_of(chain[2])}});
    const Bytes good = raw_office_ack({1, 3});
    vectors().add("office-ack", "nothing", "malformed", {});
    vectors().add("office-ack", "a record hash altered", "bad_signature", with_bit(good, 50));
    vectors().add("office-ack", "signed by the hub", "bad_signature",
                  test::signed_bytes(hub(), Label::ack, cut(good, good.size() - 64)));
    vectors().add("office-ack", "version 2", "unsupported", raw_office_ack({1, 3}, 1, 2));
    vectors().add("office-ack", "the zero field is not zero", "malformed", with_byte(good, 7, 1));
    vectors().add("office-ack", "epoch 0", "malformed", raw_office_ack({1, 3}, 0));
    vectors().add("office-ack", "no record", "malformed", raw_office_ack({}));
    vectors().add("office-ack", "sequence 0", "malformed", raw_office_ack({0, 3}));
    vectors().add("office-ack", "a record twice", "malformed", raw_office_ack({3, 3}));
    vectors().add("office-ack", "records that do not ascend", "malformed", raw_office_ack({3, 1}));
    vectors().add("office-ack", "one record more announced", "malformed", raw_office_ack({1, 3}, 1, 1, 1));
    vectors().add("office-ack", "5000 records announced", "too_large", raw_office_ack({1, 3}, 1, 1, 4998));
    vectors().add("office-ack", "cut", "malformed", cut(good, good.size() - 1));
    vectors().add("office-ack", "one byte more", "malformed", longer(good));
}

struct SentRequest {
    std::string method = "GET";
    std::string target = "/v1/office/records?after=5";
    std::string body;
    std::int64_t now = 1500;
};

void add_request(const char* why, const char* outcome, const std::string& header,
                 const SentRequest& request) {
    auto& sample = vectors().add_text("request", why, outcome, header);
    sample["method"] = request.method;
    sample["target"] = request.target;
    sample["body"] = seal::base64(seal::view(request.body));
    sample["now"] = request.now;
}

void add_requests() {
    const SentRequest got;
    const SentRequest posted{"POST", "/v1/office/acks", "an acknowledgement", 1500};
    const auto header_of = [](const SentRequest& request) {
        return seal::sign_request(office(), request.method, request.target, seal::view(request.body), 1500,
                                  test::seeded(80));
    };
    const std::string good = header_of(got);
    const auto at = [&got](std::int64_t now) { return SentRequest{got.method, got.target, got.body, now}; };
    add_request("nothing in it", "accepted", good, got);
    add_request("with a body", "accepted", header_of(posted), posted);
    add_request("300 s late", "accepted", good, at(1800));
    add_request("300 s early", "accepted", good, at(1200));
    add_request("301 s late", "expired", good, at(1801));
    add_request("301 s early", "expired", good, at(1199));
    add_request("another method", "bad_signature", good, {"POST", got.target, got.body, 1500});
    add_request("another target", "bad_signature", good,
                {got.method, "/v1/office/records?after=6", "", 1500});
    add_request("another body", "bad_signature", header_of(posted),
                {posted.method, posted.target, "another", 1500});
    add_request("another date", "bad_signature", test::replaced(good, "date=1500", "date=1501"), got);
    add_request("another nonce", "bad_signature",
                test::replaced(good, "nonce=", "nonce=00").erase(good.find("nonce=") + 38, 2), got);
    const std::string foreign =
        seal::sign_request(other(), got.method, got.target, {}, 1500, test::seeded(80));
    add_request("another's", "wrong_key", foreign, got);
    add_request("another version", "unsupported", test::replaced(good, "v1 ", "v2 "), got);
    add_request("no header field", "malformed", "", got);
    add_request("no version", "malformed", good.substr(3), got);
    add_request("a field missing", "malformed", test::replaced(good, "date=1500 ", ""), got);
    add_request("another order", "malformed",
                "v1 date=1500 " + test::replaced(good.substr(3), "date=1500 ", ""), got);
    add_request("two spaces", "malformed", test::replaced(good, " date", "  date"), got);
    add_request("something behind it", "malformed", good + " ", got);
    add_request("a date with a zero before it", "malformed", test::replaced(good, "date=", "date=0"), got);
    add_request("a date before 1970", "malformed", test::replaced(good, "date=", "date=-"), got);
    add_request("a name in another case", "malformed", test::replaced(good, "date", "Date"), got);
    add_request("above 512 bytes", "too_large", good + std::string(512, 'x'), got);
}

} // namespace

int main() {
    const auto chain = test::chain(terminal(), {}, 3, recipients());
    add_envelopes(chain);
    add_batches(chain);
    add_hub_acks(chain);
    add_office_acks(chain);
    add_requests();
    std::cout << vectors().dump() << "\n";
}
