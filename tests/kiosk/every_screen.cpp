// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/every_screen.hpp"

#include "tests/kiosk/widget_sheets.hpp"

#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

namespace istiqbal::test {

namespace {

ui::Stroke wave(float y) {
    ui::Stroke stroke;
    for (std::uint32_t point = 0; point < 120; ++point) {
        const float x = static_cast<float>(point) / 120.0F;
        stroke.push_back({x, y + 0.2F * std::sin(x * 20), point * 8});
    }
    return stroke;
}

} // namespace

form::Date sample_day() {
    return *form::Date::from_iso("2026-11-22");
}

void fill(form::Interview& interview) {
    constexpr std::pair<const char*, const char*> answers[] = {
        {"full_name", "نورة بنت عبدالله السبيعي"},
        {"national_id", "1000000008"},
        {"birth_date", "15/9/1410"},
        {"mobile", "٠٥٠١٢٣٤٥٦٧"},
        {"city", "بريدة"},
        {"contact_way", "message"},
        {"marital_status", "widowed"},
        {"household_size", "4"},
        {"dependants", "3"},
        {"housing_kind", "rented"},
        {"annual_rent", "18000"},
        {"monthly_income", "3200.50"},
        {"income_sources", "social_security relatives"},
        {"monthly_obligations", "1800"},
        {"need_kind", "rent"},
        {"need_description",
         "تأخر إيجار المنزل شهرين بعد انقطاع الدخل، ونحتاج إلى سداد المتأخر قبل نهاية الشهر."},
        {"amount", "7500"},
        {"needed_by", "2026-12-15"},
        {"earlier_support", "none"},
        {"iban", "SA0380000000608010167519"},
        {"documents_general", "id_copy income_statement"},
        {"id_expiry", "2028-05-01"},
        {"documents_rent", "rent_contract"},
        {"rent_contract_expiry", "2027-05-01"},
        {"documents_later", "OK"},
    };
    const auto set = [&](const std::string& name, const char* answer) {
        if (!interview.set(name, answer))
            throw std::logic_error("the support request has no question " + name);
    };
    for (const auto& [name, answer] : answers)
        set(name, answer);
    constexpr std::array<const char*, 4> members[] = {{"سارة", "child", "12/5/1439", "studies"},
                                                      {"هيا", "parent", "1/7/1365", ""}};
    for (const auto& [name, relation, born, situation] : members) {
        const auto entry = interview.add_entry("members");
        if (!entry)
            throw std::logic_error("the support request takes no members");
        set(*entry + "/member_name", name);
        set(*entry + "/member_relation", relation);
        set(*entry + "/member_birth_date", born);
        set(*entry + "/member_situation", situation);
    }
}

EveryScreen::EveryScreen()
    : filled_(support_request(), sample_day)
    , empty_(support_request(), sample_day) {
    fill(filled_);
    problems_ = empty_.problems();
    signed_ = {wave(0.4F), wave(0.7F)};
    add_begin();
    add_questions();
    add_ways_of_entry();
    add_answers();
    add_form_pages();
    add_repeats();
    add_declarations();
    add_receipts();
    add_messages();
    add_sign_in();
    add_desk();
    add_stick();
    add_documents();
    add_staff_panel();
    add_ratings();
    add_reading();
    add_following_up();
    add_widgets();
}

const EveryScreen::Entry& EveryScreen::entry(std::string_view name) const {
    for (const Entry& entry : entries_)
        if (entry.name == name)
            return entry;
    throw std::logic_error("no screen " + std::string(name));
}

void EveryScreen::add(std::string name, std::function<void(ui::Frame&, screens::Intents&)> show, bool back,
                      bool moves) {
    entries_.push_back({std::move(name),
                        [this, show = std::move(show)](ui::Frame& frame) {
                            intents.clear();
                            show(frame, intents);
                        },
                        back, moves});
}

void EveryScreen::add_widgets() {
    for (WidgetSheet& sheet : widget_sheets())
        add(std::move(sheet.name), std::move(sheet.show), sheet.back, sheet.moves);
}

} // namespace istiqbal::test
