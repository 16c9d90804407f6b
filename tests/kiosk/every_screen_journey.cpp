// SPDX-License-Identifier: Apache-2.0
// A visitor's way: rest, home, the pages of a journey, the receipt, and what can lie over any of them.
#include "kiosk/screens/before_you_begin.hpp"
#include "kiosk/screens/check_answers.hpp"
#include "kiosk/screens/committee.hpp"
#include "kiosk/screens/declaration.hpp"
#include "kiosk/screens/dialogs.hpp"
#include "kiosk/screens/home.hpp"
#include "kiosk/screens/messages.hpp"
#include "kiosk/screens/question.hpp"
#include "kiosk/screens/receipt.hpp"
#include "kiosk/screens/welcome.hpp"
#include "tests/kiosk/every_screen.hpp"

#include <stdexcept>

namespace istiqbal::test {

using screens::Intents;
using ui::Frame;

namespace {

const catalogue::Journey& journey(std::string_view id) {
    const catalogue::Journey* found = shipped_catalogue().journey(id);
    if (found == nullptr)
        throw std::logic_error("no journey " + std::string(id));
    return *found;
}

std::string committee_date(ui::Language language) {
    return form::format_date(sample_day().plus_days(14), form::DateStyle::both, language);
}

// As the application shows it: in the language of the page.
std::vector<std::string> missing(const form::Interview& interview, ui::Language language) {
    std::vector<std::string> labels;
    for (const form::Choice* document : form::missing_documents(interview))
        labels.push_back(document->label.in(language));
    return labels;
}

const ui::QrCode& receipt_code() {
    static const ui::QrCode code = [] {
        auto encoded = ui::QrCode::encode("ISTIQBAL 7KQ4-9M2X-C ABCD-EFGH-JKMN-P");
        if (!encoded)
            throw std::logic_error(encoded.error());
        return std::move(*encoded);
    }();
    return code;
}

const std::vector<form::LocalText>& worth_knowing() {
    static const std::vector<form::LocalText> facts = [] {
        std::vector<form::LocalText> texts;
        for (const catalogue::Correction& correction : shipped_catalogue().corrections())
            texts.push_back(correction.fact);
        return texts;
    }();
    return facts;
}

} // namespace

void EveryScreen::add_begin() {
    constexpr bool no_back = false;
    constexpr bool moves = true; // it drifts
    add(
        "welcome",
        [](Frame& f, Intents& i) {
            screens::welcome(f, {sample_day(), "14:05", worth_knowing()}, i);
        },
        no_back, moves);
    add(
        "welcome with a notice",
        [](Frame& f, Intents& i) {
            screens::welcome(f, {sample_day(), "14:05", worth_knowing(), f.string("welcome.recovered")}, i);
        },
        no_back, moves);
    add("home", [](Frame& f, Intents& i) {
        screens::home(f, {shipped_catalogue(), "lobby", sample_day()}, i);
    });
    add("home, no room", [](Frame& f, Intents& i) {
        screens::home(f, {shipped_catalogue(), "lobby", sample_day(), false}, i);
    });
    for (const catalogue::Journey& one : shipped_catalogue().journeys())
        add("before you begin " + one.id, [&one](Frame& f, Intents& i) {
            screens::before_you_begin(f, {one, shipped_form(one.id)}, i);
        });
    add("before you begin, read out", [](Frame& f, Intents& i) {
        screens::before_you_begin(f, {journey("support_request"), support_request(), true}, i);
    });
}

void EveryScreen::add_questions() {
    for (const form::Page& page : filled_.pages()) {
        add("question " + page.id, [this, &page](Frame& f, Intents& i) {
            screens::form_page(f, {filled_, page, no_problems_}, i);
        });
    }
    for (const form::Problem& problem : problems_) {
        add("question " + problem.question + ", refused",
            [this, id = problem.question, problems = std::vector{problem}](Frame& f, Intents& i) {
                screens::form_page(f, {empty_, *empty_.page(id), problems}, i);
            });
    }
}

void EveryScreen::add_ways_of_entry() {
    const auto show = [this](const form::Interview& interview, const char* id, Frame& f, Intents& i) {
        screens::form_page(f, {interview, *interview.page(id), no_problems_}, i);
    };
    add("keyboard with variants", [this, show](Frame& f, Intents& i) {
        // Of alef and of a.
        f.memory().keyboard.strip_of = f.language() == ui::Language::arabic ? 16 : 10;
        f.memory().keyboard.strip_waits = true;
        show(filled_, "full_name", f, i);
    });
    add("date by wheel", [this, show](Frame& f, Intents& i) {
        f.memory().date_by_wheel = true;
        show(filled_, "birth_date", f, i);
    });
    add("date by wheel, nothing chosen", [this, show](Frame& f, Intents& i) {
        f.memory().date_by_wheel = true;
        show(empty_, "birth_date", f, i);
    });
}

void EveryScreen::add_answers() {
    add("check your answers", [this](Frame& f, Intents& i) {
        screens::check_answers(f, {filled_, no_problems_, true}, i);
    });
    add("check your answers, not signed", [this](Frame& f, Intents& i) {
        screens::check_answers(f, {filled_, no_problems_, false}, i);
    });
    add("check your answers, unanswered", [this](Frame& f, Intents& i) {
        screens::check_answers(f, {empty_, problems_, true}, i);
    });
}

void EveryScreen::add_declarations() {
    using screens::Witnessed;
    const auto declare = [](const std::vector<ui::Stroke>& strokes, bool refused) {
        return [&strokes, refused](Frame& f, Intents& i) {
            screens::declaration(f, {f.string("declaration.text"), strokes, refused}, i);
        };
    };
    add("declaration", declare(unsigned_, false));
    add("declaration, unsigned", declare(unsigned_, true));
    add("declaration, signed", declare(signed_, false));
    add("declaration, witnessed", [this](Frame& f, Intents& i) {
        const char* witness = f.language() == ui::Language::arabic ? "سعد العتيبي" : "Saad Al-Otaibi";
        screens::declaration(f, {f.string("declaration.text"), unsigned_, false, witness}, i);
    });
    add("declaration, by telephone", [this](Frame& f, Intents& i) {
        screens::declaration(f,
                             {f.string("declaration.text"),
                              unsigned_,
                              false,
                              {},
                              {Witnessed::by_telephone, Witnessed::on_paper},
                              false},
                             i);
    });
    const auto commit = [this](bool lacks_documents, bool known, bool refused) {
        return [this, lacks_documents, known, refused](Frame& f, Intents& i) {
            const std::string date = committee_date(f.language());
            const std::string notice = f.string("committee.notice", {{"date", date}});
            const auto documents =
                lacks_documents ? missing(filled_, f.language()) : std::vector<std::string>();
            screens::committee(f, {notice, date, documents, known, refused}, i);
        };
    };
    add("committee", commit(true, false, false));
    add("committee, not acknowledged", commit(true, false, true));
    add("committee, nothing missing", commit(false, true, false));
}

void EveryScreen::add_receipts() {
    using screens::PrinterState;
    const auto receive = [this](const char* id, bool lacks_documents, const ui::QrCode* code,
                                PrinterState printer = PrinterState::none, bool again = true) {
        return [this, id, lacks_documents, code, printer, again](Frame& f, Intents& i) {
            const catalogue::Journey& sent = journey(id);
            const std::string date = sent.committee ? committee_date(f.language()) : std::string();
            const auto documents =
                lacks_documents ? missing(filled_, f.language()) : std::vector<std::string>();
            screens::receipt(f,
                             {sent.sent.in(f.language()), sent.next.in(f.language()), "7KQ4-9M2X-C",
                              "ABCD-EFGH-JKMN-P", date, code, documents, printer, again},
                             i);
        };
    };
    add("receipt", receive("support_request", true, &receipt_code()), false);
    add("receipt, nothing missing", receive("support_request", false, &receipt_code()), false);
    add("receipt, without committee", receive("inquiry", false, &receipt_code()), false);
    add("receipt, without a picture", receive("inquiry", false, nullptr), false);
    const auto printing = [&](const char* name, PrinterState printer, bool again = true) {
        add(name, receive("support_request", true, &receipt_code(), printer, again), false);
    };
    printing("receipt, printing", PrinterState::busy);
    printing("receipt, printed", PrinterState::printed);
    printing("receipt, printed often enough", PrinterState::printed, false);
    printing("receipt, no paper", PrinterState::no_paper);
    printing("receipt, printer not ready", PrinterState::unreachable);
    printing("receipt, printing stopped", PrinterState::stopped);
}

void EveryScreen::add_messages() {
    add("sending", screens::sending, false);
    add("sending failed", screens::sending_failed);
    add("finished", screens::finished, false);
    add(
        "out of service",
        [](Frame& f, Intents& i) { screens::out_of_service(f, "the terminal is not enrolled", i); }, false);
    const auto over_a_page = [this](const std::function<void(Frame&, Intents&)>& dialog) {
        return [this, dialog](Frame& f, Intents& i) {
            screens::check_answers(f, {filled_, no_problems_, true}, i);
            i.clear();
            dialog(f, i);
        };
    };
    add("employee called", over_a_page(screens::employee_called), false);
    for (const bool at_desk : {false, true})
        add(at_desk ? "confirm start again, at the desk" : "confirm start again",
            over_a_page([at_desk](Frame& f, Intents& i) { screens::confirm_start_again(f, at_desk, i); }),
            false);
    add("idle warning", over_a_page([](Frame& f, Intents& i) { screens::idle_warning(f, 30, i); }), false);
    add("session ended", over_a_page(screens::session_ended), false);
    add("trouble", over_a_page(screens::trouble), false);
}

} // namespace istiqbal::test
