// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/taking.hpp"

#include "kiosk/form/checks.hpp"

#include <algorithm>

namespace istiqbal::app {

using screens::Asks;
using screens::ConsentGiven;
using screens::TakingPage;
using screens::TakingProblem;

namespace {

constexpr std::size_t shortest_name = 2; // characters
constexpr std::size_t longest_name = 100;

TakingProblem fault_of_name(std::string_view typed) {
    const std::string_view name = form::trim(typed);
    if (name.empty())
        return TakingProblem::empty;
    const std::size_t size = form::count_characters(name);
    const bool good =
        size >= shortest_name && size <= longest_name && !form::text_fault(name, {.name = true});
    return good ? TakingProblem::none : TakingProblem::wrong;
}

TakingProblem fault_of_mobile(std::string_view typed) {
    if (form::trim(typed).empty())
        return TakingProblem::empty;
    return form::saudi_mobile(typed) ? TakingProblem::none : TakingProblem::wrong;
}

bool is_relation(const std::string& id) {
    return std::find(std::begin(screens::relations), std::end(screens::relations), id) !=
           std::end(screens::relations);
}

} // namespace

TakingPages::TakingPages(Taking& taking, std::function<form::Date()> today)
    : taking_(taking)
    , today_(std::move(today)) {}

screens::TakingView TakingPages::view() const {
    return {page_,          problem_,         taking_.asks, taking_.name,   taking_.relation,
            taking_.mobile, taking_.received, today_(),     taking_.consent};
}

std::vector<TakingPage> TakingPages::pages() const {
    std::vector<TakingPage> pages{TakingPage::who};
    if (taking_.asks == Asks::another)
        pages.insert(pages.end(), {TakingPage::name, TakingPage::relation, TakingPage::mobile});
    pages.push_back(TakingPage::received);
    if (!taking_.present())
        pages.push_back(TakingPage::consent);
    return pages;
}

TakingProblem TakingPages::fault_of(TakingPage page) const {
    const auto unless = [](bool said, TakingProblem problem) { return said ? TakingProblem::none : problem; };
    switch (page) {
    case TakingPage::who:
        return unless(taking_.asks != Asks::unsaid, TakingProblem::unsaid);
    case TakingPage::name:
        return fault_of_name(taking_.name);
    case TakingPage::relation:
        return unless(is_relation(taking_.relation), TakingProblem::unsaid);
    case TakingPage::mobile:
        return fault_of_mobile(taking_.mobile);
    case TakingPage::received:
        return unless(taking_.received <= today_(), TakingProblem::future);
    case TakingPage::consent:
        return unless(taking_.consent != ConsentGiven::unsaid, TakingProblem::unsaid);
    }
    return TakingProblem::none;
}

bool TakingPages::complete() const {
    const auto asked = pages();
    return std::all_of(asked.begin(), asked.end(),
                       [this](TakingPage page) { return fault_of(page) == TakingProblem::none; });
}

void TakingPages::to(TakingPage page) {
    page_ = page;
    problem_ = TakingProblem::none;
}

void TakingPages::begin() {
    changing_ = false;
    const auto asked = pages();
    const auto lacking = std::find_if(asked.begin(), asked.end(), [this](TakingPage page) {
        return fault_of(page) != TakingProblem::none;
    });
    to(lacking == asked.end() ? TakingPage::who : *lacking);
}

void TakingPages::begin_at_end() {
    changing_ = false;
    to(pages().back());
}

void TakingPages::change(TakingPage page) {
    const auto asked = pages();
    if (std::find(asked.begin(), asked.end(), page) == asked.end())
        return;
    to(page);
    changing_ = true;
}

TakingPages::Way TakingPages::apply(const screens::Intent& intent) {
    if (std::holds_alternative<screens::Continue>(intent))
        return go_on();
    if (std::holds_alternative<screens::Back>(intent))
        return go_back();
    // A mistake that was pointed out goes away as soon as it is mended.
    if (take(intent) && fault_of(page_) == TakingProblem::none)
        problem_ = TakingProblem::none;
    return Way::stays;
}

bool TakingPages::take(const screens::Intent& intent) {
    if (const auto* who = std::get_if<screens::SayWhoAsks>(&intent); who && page_ == TakingPage::who)
        taking_.asks = who->another ? Asks::another : Asks::themself;
    else if (const auto* name = std::get_if<screens::TypeAskerName>(&intent);
             name && page_ == TakingPage::name)
        taking_.name = name->typed;
    else if (const auto* relation = std::get_if<screens::ChooseRelation>(&intent);
             relation && page_ == TakingPage::relation && is_relation(relation->relation))
        taking_.relation = relation->relation;
    else if (const auto* mobile = std::get_if<screens::TypeAskerMobile>(&intent);
             mobile && page_ == TakingPage::mobile)
        taking_.mobile = mobile->typed;
    else if (const auto* day = std::get_if<screens::ChooseReceived>(&intent);
             day && page_ == TakingPage::received)
        taking_.received = day->day;
    else if (const auto* consent = std::get_if<screens::SayConsent>(&intent);
             consent && page_ == TakingPage::consent)
        taking_.consent = consent->on_paper ? ConsentGiven::on_paper : ConsentGiven::read_out;
    else
        return false;
    return true;
}

TakingPages::Way TakingPages::go_on() {
    problem_ = fault_of(page_);
    if (problem_ != TakingProblem::none)
        return Way::stays;
    const auto asked = pages();
    const auto here = std::find(asked.begin(), asked.end(), page_);
    // A correction may ask what was not asked before; all else was said.
    const auto next =
        changing_ ? std::find_if(asked.begin(), asked.end(),
                                 [this](TakingPage page) { return fault_of(page) != TakingProblem::none; })
                  : here + 1;
    if (next == asked.end())
        return Way::done;
    to(*next);
    return Way::turned;
}

TakingPages::Way TakingPages::go_back() {
    const auto asked = pages();
    const auto here = std::find(asked.begin(), asked.end(), page_);
    if (here == asked.begin())
        return changing_ && !complete() ? Way::stays : Way::back;
    if (changing_ && complete())
        return Way::back;
    to(*(here - 1));
    return Way::turned;
}

} // namespace istiqbal::app
