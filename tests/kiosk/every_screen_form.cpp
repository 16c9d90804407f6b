// SPDX-License-Identifier: Apache-2.0
// The pages of forms that offices write: a question of every type, several on one page, repeats.
#include "kiosk/screens/check_answers.hpp"
#include "kiosk/screens/question.hpp"
#include "kiosk/ui/text_field.hpp"
#include "tests/kiosk/every_screen.hpp"
#include "tests/kiosk/sample_form.hpp"

namespace istiqbal::test {

using screens::Intents;
using ui::Frame;

namespace {

constexpr std::size_t few = 3;
constexpr std::size_t many = 200;

// Shared by the scenes that show it.
std::shared_ptr<const form::Interview> sample(std::size_t members) {
    return std::make_shared<const form::Interview>(filled_sample(members));
}

} // namespace

void EveryScreen::add_form_pages() {
    const auto filled = sample(few);
    const auto empty = std::make_shared<const form::Interview>(empty_sample());
    const auto show = [](std::shared_ptr<const form::Interview> interview, std::string id,
                         std::vector<form::Problem> problems = {}, bool wheel = false) {
        return [=](Frame& f, Intents& i) {
            f.memory().date_by_wheel = wheel;
            screens::form_page(f, {*interview, *interview->page(id), problems}, i);
        };
    };
    for (const form::Page& page : filled->pages()) {
        if (page.kind != form::PageKind::question || !page.entry.empty())
            continue;
        add("form " + page.id, show(filled, page.id));
        add("form " + page.id + ", empty", show(empty, page.id));
        add("form " + page.id + ", refused", show(empty, page.id, empty->check_page(page.id)));
    }
    for (const char* id : {"call_time", "appointment"})
        add(std::string("form ") + id + ", by wheel", show(filled, id, {}, true));
    add("form entry", show(filled, "household[2]/kinship"));
    add("field list", show(filled, "residence"));
    add("field list, with errors", show(empty, "residence", empty->check_page("residence")));
    const auto typing = [&](const char* field, std::string_view typed) {
        return [show = show(filled, "residence"), field = std::string(field),
                typed = std::string(typed)](Frame& f, Intents& i) {
            if (f.memory().editor.field.empty())
                ui::focus_field(f.memory(), field, typed);
            show(f, i);
        };
    };
    add("field list, words", typing("field.district", filled->typed("district")));
    add("field list, date", typing("field.moved.day", "1"));
}

void EveryScreen::add_repeats() {
    const auto three = sample(few);
    const auto all = sample(many);
    const auto none = sample(0);
    const auto list = [](std::shared_ptr<const form::Interview> interview, std::string removing = {}) {
        return [=](Frame& f, Intents& i) {
            screens::form_page(f, {*interview, *interview->page("household"), {}, removing}, i);
        };
    };
    add("repeat, none", list(none));
    add("repeat, 3", list(three));
    add("repeat, 200", list(all));
    add("repeat, removing", list(three, "household[2]"), false);
    const auto check = [](std::shared_ptr<const form::Interview> interview, bool complains) {
        return [=, problems = complains ? interview->problems() : std::vector<form::Problem>()](Frame& f,
                                                                                                Intents& i) {
            screens::check_answers(f, {*interview, problems, true}, i);
        };
    };
    add("check your answers, repeat", check(three, true));
    add("check your answers, repeat of 200", check(all, false));
}

} // namespace istiqbal::test
