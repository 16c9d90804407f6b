// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/every_screen.hpp"

#include "kiosk/screens/before_you_begin.hpp"
#include "kiosk/screens/check_answers.hpp"
#include "kiosk/screens/committee.hpp"
#include "kiosk/screens/declaration.hpp"
#include "kiosk/screens/dialogs.hpp"
#include "kiosk/screens/messages.hpp"
#include "kiosk/screens/question.hpp"
#include "kiosk/screens/receipt.hpp"
#include "kiosk/screens/welcome.hpp"
#include "kiosk/ui/pin_pad.hpp"
#include "tests/kiosk/widget_sheets.hpp"

#include <cmath>
#include <stdexcept>

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
        {"monthly_income", "3200.50"},
        {"income_sources", "social_security relatives"},
        {"need_kind", "rent"},
        {"need_description",
         "تأخر إيجار المنزل شهرين بعد انقطاع الدخل، ونحتاج إلى سداد المتأخر قبل نهاية الشهر."},
        {"amount", "7500"},
        {"needed_by", "2026-12-15"},
        {"documents_general", "id_copy income_statement"},
        {"documents_rent", "rent_contract"},
        {"documents_later", "OK"},
    };
    for (const auto& [name, answer] : answers)
        if (!interview.set(name, answer))
            throw std::logic_error(std::string("the support request has no question ") + name);
}

EveryScreen::EveryScreen()
    : filled_(support_request(), sample_day)
    , empty_(support_request(), sample_day) {
    fill(filled_);
    problems_ = empty_.problems();
    signed_ = {wave(0.4F), wave(0.7F)};
    for (const form::Choice* document : form::missing_documents(filled_))
        missing_.push_back(document->label.ar);
    add_pages();
    add_questions();
    add_ways_of_entry();
    add_messages();
    add_widgets();
    add_ratings();
    add_reading();
    add_following_up();
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

void EveryScreen::add_pages() {
    using screens::Intents;
    using ui::Frame;
    add(
        "welcome",
        [](Frame& f, Intents& i) {
            screens::welcome(f, {sample_day(), "14:05"}, i);
        },
        false);
    add(
        "welcome with a notice",
        [](Frame& f, Intents& i) {
            screens::welcome(f, {sample_day(), "14:05", f.string("welcome.recovered")}, i);
        },
        false);
    add("before you begin",
        [](Frame& f, Intents& i) { screens::before_you_begin(f, {support_request()}, i); });
    add("check your answers", [this](Frame& f, Intents& i) {
        screens::check_answers(f, {filled_, no_problems_}, i);
    });
    add("check your answers, unanswered", [this](Frame& f, Intents& i) {
        screens::check_answers(f, {empty_, problems_}, i);
    });
    const auto declare = [this](const std::vector<ui::Stroke>& strokes, bool missing) {
        return [&strokes, missing](Frame& f, Intents& i) {
            screens::declaration(f, {f.string("declaration.text"), strokes, missing}, i);
        };
    };
    add("declaration", declare(unsigned_, false));
    add("declaration, unsigned", declare(unsigned_, true));
    add("declaration, signed", declare(signed_, false));
    const auto commit = [](const std::vector<std::string>& documents, bool known, bool refused) {
        return [&documents, known, refused](Frame& f, Intents& i) {
            const std::string date =
                form::format_date(sample_day().plus_days(14), form::DateStyle::both, f.language());
            const std::string notice = f.string("committee.notice", {{"date", date}});
            screens::committee(f, {notice, date, documents, known, refused}, i);
        };
    };
    add("committee", commit(missing_, false, false));
    add("committee, not acknowledged", commit(missing_, false, true));
    add("committee, nothing missing", commit(nothing_missing_, true, false));
    const auto receive = [](const std::vector<std::string>& documents) {
        return [&documents](Frame& f, Intents& i) {
            const std::string date =
                form::format_date(sample_day().plus_days(14), form::DateStyle::both, f.language());
            screens::receipt(f, {"7KQ4-9M2X-C", "ABCD-EFGH-JKMN-P", date, documents}, i);
        };
    };
    add("receipt", receive(missing_), false);
    add("receipt, nothing missing", receive(nothing_missing_), false);
}

void EveryScreen::add_questions() {
    for (const form::Question* page : filled_.pages()) {
        add("question " + page->name, [this, page](ui::Frame& f, screens::Intents& i) {
            screens::question(f, {filled_, *page, nullptr}, i);
        });
    }
    for (const form::Problem& problem : problems_) {
        const form::Question& page = support_request().questions[*support_request().find(problem.question)];
        add("question " + page.name + ", refused",
            [this, &page, &problem](ui::Frame& f, screens::Intents& i) {
                screens::question(f, {empty_, page, &problem}, i);
            });
    }
}

void EveryScreen::add_ways_of_entry() {
    const auto page = [this](const char* name) {
        return &support_request().questions[*support_request().find(name)];
    };
    add("keyboard with variants", [this, name = page("full_name")](ui::Frame& f, screens::Intents& i) {
        // Of alef and of a.
        f.memory().keyboard.strip_of = f.language() == ui::Language::arabic ? 16 : 10;
        f.memory().keyboard.strip_waits = true;
        screens::question(f, {filled_, *name, nullptr}, i);
    });
    const form::Question* birth = page("birth_date");
    add("date by wheel", [this, birth](ui::Frame& f, screens::Intents& i) {
        f.memory().date_by_wheel = true;
        screens::question(f, {filled_, *birth, nullptr}, i);
    });
    add("date by wheel, nothing chosen", [this, birth](ui::Frame& f, screens::Intents& i) {
        f.memory().date_by_wheel = true;
        screens::question(f, {empty_, *birth, nullptr}, i);
    });
    const auto pin = [](const char* digits, bool wrong, std::chrono::seconds wait) {
        return [=](ui::Frame& f, screens::Intents& i) {
            f.memory().pin = digits;
            ui::Page shown(f, {.id = "pin"});
            ui::page_heading(shown.body(), f.string("pin.name"));
            const ui::Rect area = shown.body().take(ui::pin_pad_height(f));
            ui::pin_pad(f, area, {.name = f.string("pin.name"), .invalid = wrong, .wait = wait});
            screens::answer(shown.finish(), i);
        };
    };
    add("PIN", pin("1234", false, std::chrono::seconds(0)));
    add("PIN, waiting", pin("", true, std::chrono::seconds(75)));
}

void EveryScreen::add_messages() {
    using screens::Intents;
    using ui::Frame;
    add("sending", screens::sending, false);
    add("sending failed", screens::sending_failed);
    add(
        "out of service",
        [](Frame& f, Intents& i) { screens::out_of_service(f, "the terminal is not enrolled", i); }, false);
    const auto over_a_page = [this](const std::function<void(Frame&, Intents&)>& dialog) {
        return [this, dialog](Frame& f, Intents& i) {
            screens::check_answers(f, {filled_, no_problems_}, i);
            i.clear();
            dialog(f, i);
        };
    };
    add("employee called", over_a_page(screens::employee_called), false);
    add("confirm start again", over_a_page(screens::confirm_start_again), false);
    add("idle warning", over_a_page([](Frame& f, Intents& i) { screens::idle_warning(f, 30, i); }), false);
}

void EveryScreen::add_widgets() {
    for (WidgetSheet& sheet : widget_sheets())
        add(std::move(sheet.name), std::move(sheet.show), sheet.back, sheet.moves);
}

} // namespace istiqbal::test
