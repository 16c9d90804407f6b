// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/paper_receipt.hpp"

#include "fonts/unicode.hpp"

#include <algorithm>

namespace istiqbal::screens {

using ui::Paper;

namespace {

using form::DateStyle;
using text::Alignment;
using text::Weight;

class Receipt {
public:
    Receipt(const text::FontSet& fonts, const ui::Strings& strings, ui::Language language,
            const PaperReceiptView& view)
        : paper_(fonts, language)
        , strings_(strings)
        , language_(language)
        , view_(view) {}

    text::Raster write() {
        letterhead();
        subject();
        codes();
        committee();
        missing();
        following_up();
        return paper_.finish();
    }

private:
    const std::string& string(std::string_view key) const { return strings_.get(language_, key); }
    std::string date(form::Date day, DateStyle style) const {
        return text::isolate_first_strong(form::format_date(day, style, language_));
    }

    void letterhead() {
        paper_.text(string("organisation"), {.size = 5,
                                             .weight = Weight::bold,
                                             .family = text::Family::display,
                                             .alignment = Alignment::center});
        paper_.text(string("paper.services"), {.size = 3, .alignment = Alignment::center});
        paper_.gap(1);
        paper_.rule(0.6F);
        paper_.gap(1.5F);
    }

    void subject() {
        paper_.text(view_.title, {.size = 4.4F, .weight = Weight::bold, .most_lines = 3});
        paper_.parts({date(view_.day, DateStyle::gregorian), date(view_.day, DateStyle::umm_al_qura),
                      text::isolate(view_.clock)},
                     {.size = 2.9F});
        if (view_.sample)
            paper_.text(string("paper.sample"), {.weight = Weight::bold});
        paper_.gap(1.5F);
    }

    // In the person's language, then in the other.
    void caption(std::string_view key) {
        const ui::Language other =
            language_ == ui::Language::arabic ? ui::Language::english : ui::Language::arabic;
        paper_.text(string(key) + " · " + text::isolate_first_strong(strings_.get(other, key)),
                    {.size = 3, .alignment = Alignment::center});
    }

    void codes() {
        paper_.framed(0.4F, 1.5F, [this] {
            caption("receipt.reference");
            paper_.code(view_.reference, 8);
            paper_.gap(0.8F);
            paper_.rule();
            paper_.gap(1);
            caption("receipt.code");
            paper_.code(view_.claim_code, 6.6F);
        });
        paper_.gap(2);
    }

    void committee() {
        if (!view_.committee_day) {
            if (!view_.next.empty()) {
                paper_.text(view_.next);
                paper_.gap(2);
            }
            return;
        }
        paper_.text(string("paper.committee"));
        paper_.parts({date(*view_.committee_day, DateStyle::gregorian),
                      date(*view_.committee_day, DateStyle::umm_al_qura)},
                     {.weight = Weight::bold});
        paper_.gap(2);
    }

    void missing() {
        const std::vector<std::string>& documents = view_.missing_documents;
        if (documents.empty())
            return;
        paper_.text(strings_.format(language_, "receipt.missing", {{"count", documents.size()}}),
                    {.weight = Weight::bold});
        paper_.gap(0.5F);
        const std::size_t listed = std::min(documents.size(), most_listed_documents);
        for (std::size_t document = 0; document < listed; ++document)
            paper_.tick(documents[document]);
        if (listed < documents.size())
            paper_.text(
                strings_.format(language_, "paper.missing.more", {{"count", documents.size() - listed}}),
                {.size = Paper::tick_text_size});
        paper_.gap(0.5F);
        paper_.text(string("paper.missing.bring"), {.size = 3});
        paper_.gap(2);
    }

    void following_up() {
        paper_.rule();
        const auto words = [this] {
            paper_.text(string("paper.follow"), {.weight = Weight::bold});
            paper_.text(
                strings_.format(language_, "paper.follow.text", {{"place", string("home.follow_up")}}),
                {.size = 3.1F});
            paper_.gap(1);
        };
        constexpr float quiet = 3; // mm: four modules around the code
        constexpr int module = 6;  // dots: 0.75 mm, for poor scanners
        if (view_.code == nullptr) {
            paper_.gap(1.5F);
            words();
        } else {
            paper_.gap(quiet);
            paper_.beside(
                Paper::qr_width(*view_.code, module), quiet,
                [this] {
                    paper_.qr(*view_.code, module);
                    paper_.gap(quiet);
                },
                words);
        }
        paper_.text(string("paper.secret"), {.size = 3.1F, .weight = Weight::bold});
    }

    Paper paper_;
    const ui::Strings& strings_;
    ui::Language language_;
    const PaperReceiptView& view_;
};

} // namespace

text::Raster paper_receipt(const text::FontSet& fonts, const ui::Strings& strings, ui::Language language,
                           const PaperReceiptView& view) {
    return Receipt(fonts, strings, language, view).write();
}

} // namespace istiqbal::screens
