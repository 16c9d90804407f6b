// SPDX-License-Identifier: Apache-2.0
// A visit to begin with, and a person with a story: what test_visit, test_signing and test_session share.
#pragma once

#include "kiosk/app/contents.hpp"
#include "kiosk/app/visit.hpp"

#include <functional>

namespace istiqbal::test {

// Everything that the repository ships, loaded once as the kiosk does; a fault ends the program.
const app::Contents& shipped_contents();

form::Date story_day(); // 2026-11-22

struct Answered {
    const char* question;
    const char* answer;
};
// Of a request for support, in the order in which it is asked.
inline constexpr Answered story[] = {
    {"full_name", "نورة بنت عبدالله السبيعي"},
    {"national_id", "1000000008"},
    {"birth_date", "15/9/1410"},
    {"mobile", "٠٥٠١٢٣٤٥٦٧"},
    {"city", "بريدة"},
    {"contact_way", "message"},
    {"marital_status", "widowed"},
    {"household_size", "4"},
    {"dependants", "3"},
    {"health_conditions", "chronic"},
    {"housing_kind", "owned"},
    {"monthly_income", "3200.50"},
    {"income_sources", "social_security relatives"},
    {"monthly_obligations", "900"},
    {"debts", "2000"},
    {"need_kind", "medical"},
    {"need_description", "نحتاج إلى جهاز طبي وصفه المستشفى لوالدتي، ولا نقدر على ثمنه."},
    {"amount", "7500"},
    {"needed_by", "15/12/2026"},
    {"earlier_support", "none"},
    {"iban", "SA0380000000608010167519"},
    {"documents_general", "id_copy income_statement"},
    {"id_expiry", "1/5/2028"},
    {"documents_medical", "medical_report"},
    {"medical_report_date", "1/11/2026"},
    {"documents_later", "OK"},
};
// Null for a question that the story has no answer to.
const char* answer_of(const std::string& question);

// A visit with the presentation that it reads its language from.
struct VisitScene {
    ui::Presentation presentation;
    app::Visit visit;

    explicit VisitScene(ui::Language language = ui::Language::arabic, const char* journey = "support_request",
                        std::optional<app::Taking> taking = {});

    void answer(const std::string& question, const std::string& typed);
    void switch_language();
    void to_first_question();
    void to_check();     // answers every question as it comes
    void to_committee(); // from before, in a lobby: signs
    void to_sending();   // from before, in a lobby
};

// The same for whatever takes intents.
using Apply = std::function<bool(const screens::Intent&)>;
void walk_to_check(const Apply& apply, const app::Visit& visit);

// A moment of the signing hand.
platform::Clock::time_point after(int milliseconds);
screens::Sign stroke_of(std::vector<platform::TouchPoint> points, bool begins = true);
// One stroke of three points in two frames.
void sign(const Apply& apply);
void sign(app::Visit& visit);

seal::ReceiptLine some_receipt();

} // namespace istiqbal::test
