// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/draft.hpp"

namespace istiqbal::app {

namespace {

constexpr std::string_view magic{"ISQD\x02", 5};
constexpr std::string_view first_magic{"ISQD\x01", 5};
constexpr std::uint32_t most_entries = 4096;

void put_number(form::WipedText& out, std::size_t value) {
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU));
}

void put_text(form::WipedText& out, std::string_view text) {
    put_number(out, text.size());
    out.append(text);
}

class Reader {
public:
    explicit Reader(std::string_view bytes)
        : rest_(bytes) {}

    bool skip(std::string_view expected) {
        ok_ = ok_ && rest_.substr(0, expected.size()) == expected;
        if (ok_)
            rest_.remove_prefix(expected.size());
        return ok_;
    }
    std::uint32_t number() {
        constexpr std::size_t size = 4;
        ok_ = ok_ && rest_.size() >= size;
        if (!ok_)
            return 0;
        std::uint32_t value = 0;
        for (std::size_t byte = 0; byte < size; ++byte)
            value = value << 8U | static_cast<unsigned char>(rest_[byte]);
        rest_.remove_prefix(size);
        return value;
    }
    std::uint32_t count() {
        const std::uint32_t value = number();
        ok_ = ok_ && value <= most_entries;
        return ok_ ? value : 0;
    }
    std::string_view text() {
        const std::uint32_t size = number();
        ok_ = ok_ && size <= rest_.size();
        if (!ok_)
            return {};
        const std::string_view text = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return text;
    }
    bool whole() const { return ok_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool ok_ = true;
};

} // namespace

form::WipedText encode(const Draft& draft) {
    form::WipedText out(magic);
    for (const std::string* text :
         {&draft.journey, &draft.language, &draft.channel, &draft.received, &draft.question})
        put_text(out, *text);
    for (const std::string_view text :
         {std::string_view(draft.asks), std::string_view(draft.asker_name),
          std::string_view(draft.asker_relation), std::string_view(draft.asker_mobile),
          std::string_view(draft.consent), std::string_view(draft.completes)})
        put_text(out, text);
    put_number(out, draft.asked.size());
    for (const std::string& name : draft.asked)
        put_text(out, name);
    put_number(out, draft.answers.size());
    for (const Draft::Entry& entry : draft.answers) {
        put_text(out, entry.question);
        put_text(out, entry.typed);
    }
    return out;
}

std::optional<Draft> decode_draft(std::string_view bytes) {
    if (bytes.size() > draft_limit)
        return std::nullopt;
    Reader reader(bytes);
    const bool first_version = bytes.substr(0, first_magic.size()) == first_magic;
    reader.skip(first_version ? first_magic : magic);
    Draft draft;
    for (std::string* text :
         {&draft.journey, &draft.language, &draft.channel, &draft.received, &draft.question})
        *text = reader.text();
    if (!first_version) {
        draft.asks = reader.text();
        draft.asker_name = reader.text();
        draft.asker_relation = reader.text();
        draft.asker_mobile = reader.text();
        draft.consent = reader.text();
        draft.completes = reader.text();
    }
    for (std::uint32_t left = reader.count(); left > 0; --left)
        draft.asked.emplace_back(reader.text());
    for (std::uint32_t left = reader.count(); left > 0; --left) {
        std::string question(reader.text());
        draft.answers.push_back({std::move(question), form::WipedText(reader.text())});
    }
    if (!reader.whole())
        return std::nullopt;
    return draft;
}

} // namespace istiqbal::app
