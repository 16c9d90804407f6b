// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/rating.hpp"

#include "kiosk/screens/rating_words.hpp"
#include "sync/seal/rating.hpp"

#include <algorithm>
#include <iterator>

namespace istiqbal::app {

using Language = ui::Language;
using screens::RatedList;

namespace {

constexpr int lowest = 1;
constexpr int highest = 5;

bool is_low(int score) {
    return score == 1 || score == 2;
}

// Low and high scores are asked why; the middle says enough.
bool asks_why(int score) {
    return is_low(score) || score == highest;
}

const catalogue::Choice* find(const std::vector<catalogue::Choice>& choices, std::string_view id) {
    const auto found = std::find_if(choices.begin(), choices.end(),
                                    [&](const catalogue::Choice& choice) { return choice.id == id; });
    return found == choices.end() ? nullptr : &*found;
}

// Nothing for what the catalogue does not have, or does not have for them.
std::optional<Rated> rated_of(const catalogue::Rating& choices, RatedList list, std::string_view id) {
    const bool service = list == RatedList::services;
    const bool colleague = list == RatedList::colleagues;
    const auto* choice = find(service ? choices.services : choices.departments, id);
    if (choice == nullptr || !choice->concerns(colleague))
        return std::nullopt;
    return Rated{service ? Rated::Kind::service : Rated::Kind::department, choice->id, choice->label,
                 colleague};
}

} // namespace

Rating::Rating(const catalogue::Rating& choices, const ui::Strings& strings, std::function<Time()> now,
               std::function<Language()> language)
    : choices_(choices)
    , of_visitors_(reasons_for(choices, false))
    , of_colleagues_(reasons_for(choices, true))
    , strings_(strings)
    , now_(std::move(now))
    , language_(std::move(language)) {}

Rating::Reasons Rating::reasons_for(const catalogue::Rating& choices, bool colleague) {
    Reasons reasons;
    const auto concerns = [&](const catalogue::Choice& choice) { return choice.concerns(colleague); };
    std::copy_if(choices.low_reasons.begin(), choices.low_reasons.end(), std::back_inserter(reasons.low),
                 concerns);
    std::copy_if(choices.high_reasons.begin(), choices.high_reasons.end(), std::back_inserter(reasons.high),
                 concerns);
    return reasons;
}

std::optional<Rated> Rating::rated_by_setting(const catalogue::Rating& choices, std::string_view setting) {
    const std::size_t colon = setting.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const std::string_view kind = setting.substr(0, colon);
    const auto list = kind == "service"      ? std::optional(RatedList::services)
                      : kind == "department" ? std::optional(RatedList::departments)
                      : kind == "colleagues" ? std::optional(RatedList::colleagues)
                                             : std::nullopt;
    return list ? rated_of(choices, *list, setting.substr(colon + 1)) : std::nullopt;
}

void Rating::start(Step step, Occasion occasion, Rated rated) {
    end();
    step_ = step;
    occasion_ = occasion;
    rated_ = std::move(rated);
}

void Rating::rest_at(Rated rated) {
    rests_at_ = std::move(rated);
    start(Step::faces, Occasion::rest, *rests_at_);
}

void Rating::begin() {
    start(Step::subject, Occasion::asked, {});
}

void Rating::begin_after(Rated rated) {
    start(Step::faces, Occasion::after_service, std::move(rated));
}

bool Rating::can_go_back() const {
    return step_ == Step::subject || step_ == Step::reasons ||
           (step_ == Step::faces && occasion_ == Occasion::asked);
}

const std::vector<catalogue::Choice>& Rating::reasons() const {
    const Reasons& reasons = rated_.colleague ? of_colleagues_ : of_visitors_;
    return is_low(score_) ? reasons.low : reasons.high;
}

bool Rating::apply(const screens::Intent& intent) {
    if (!open())
        return false;
    if (const auto* rated = std::get_if<screens::Rate>(&intent))
        return rate(rated->score);
    if (const auto* chosen = std::get_if<screens::ChooseRated>(&intent))
        return choose(*chosen);
    if (const auto* reason = std::get_if<screens::MarkReason>(&intent))
        return mark(*reason);
    if (const auto* comment = std::get_if<screens::TypeComment>(&intent)) {
        if (step_ == Step::reasons)
            comment_ = comment->typed;
        return false;
    }
    if (std::holds_alternative<screens::AskRated>(intent))
        return ask_rated();
    if (std::holds_alternative<screens::SkipRating>(intent))
        return skip();
    if (std::holds_alternative<screens::Back>(intent))
        return go_back();
    if (!std::holds_alternative<screens::Continue>(intent))
        return false;
    if (step_ == Step::reasons)
        thank();
    else if (step_ == Step::thanks)
        finish();
    else
        return false;
    return true;
}

bool Rating::rate(int score) {
    if (step_ != Step::faces || score < lowest || score > highest)
        return false;
    // Another face after Back is the same rating, thought over: the guard is not asked twice.
    if (score_ == 0)
        suspicion_ = guard_.rated(now_());
    if (is_low(score) != is_low(score_))
        marked_.clear();
    score_ = score;
    scale_language_ = language_();
    if (asks_why(score)) {
        step_ = Step::reasons;
        deadline_ = now_() + reasons_time;
    } else {
        thank();
    }
    return true;
}

bool Rating::ask_rated() {
    if (!at_rest())
        return false;
    begin();
    deadline_ = now_() + reasons_time;
    return true;
}

bool Rating::choose(const screens::ChooseRated& chosen) {
    if (step_ != Step::subject)
        return false;
    if (chosen.id.empty()) { // only the other list
        list_ = chosen.list;
        return false;
    }
    auto rated = rated_of(choices_, chosen.list, chosen.id);
    if (!rated)
        return false;
    list_ = chosen.list;
    rated_ = std::move(*rated);
    step_ = Step::faces;
    return true;
}

bool Rating::mark(const screens::MarkReason& reason) {
    if (step_ != Step::reasons || find(reasons(), reason.id) == nullptr)
        return false;
    if (!reason.marked)
        marked_.erase(reason.id);
    else if (marked_.size() < seal::rating_reason_limit)
        marked_.insert(reason.id);
    return false;
}

bool Rating::skip() {
    if (step_ == Step::reasons) {
        // They chose not to say why.
        marked_.clear();
        form::wipe(comment_);
        thank();
        return true;
    }
    if (step_ != Step::faces || occasion_ != Occasion::after_service)
        return false;
    finish();
    return true;
}

bool Rating::go_back() {
    if (!can_go_back())
        return false;
    if (step_ == Step::reasons)
        step_ = Step::faces; // the face can be chosen again; left alone, it counts as it is
    else if (step_ == Step::faces && score_ == 0)
        step_ = Step::subject;
    else
        finish();
    return true;
}

void Rating::touched(const platform::Input& input) {
    if (!open())
        return;
    const Time now = now_();
    // On the page of reasons many touches are what is asked for.
    if (step_ == Step::faces || step_ == Step::thanks) {
        if (input.pressed)
            guard_.touched(now);
        if (input.extra_fingers > 0)
            guard_.more_fingers(now);
    }
    if (input.activity && deadline_ && step_ != Step::thanks)
        deadline_ = now + reasons_time;
}

bool Rating::follow(Time now) {
    if (!deadline_ || now < *deadline_)
        return false;
    if (step_ == Step::thanks || score_ == 0)
        finish();
    else
        thank();
    return true;
}

std::optional<Rating::Time> Rating::due() const {
    return deadline_;
}

void Rating::thank() {
    hand_over();
    step_ = Step::thanks;
    deadline_ = now_() + thanks_time;
}

void Rating::hand_over() {
    if (score_ == 0)
        return;
    filed_.push_back(submission());
    forget();
}

seal::Submission Rating::submission() const {
    const Language language = language_();
    const auto words = [&](std::string_view key) { return strings_.get(language, key); };
    const std::string score = std::to_string(score_);
    seal::Submission filed;
    filed.kind = seal::SubmissionKind::rating;
    filed.form = "rating";
    filed.form_version = "1";
    filed.language = language == Language::arabic ? "ar" : "en";
    filed.channel = "kiosk";
    filed.answers.push_back({"score", words(screens::rating_question_key(language)), score,
                             words(screens::face_key(score_, language))});
    const bool from_right = scale_language_ == Language::arabic;
    filed.answers.push_back({"scale", words("rating.scale"), from_right ? "rtl" : "ltr",
                             words(from_right ? "rating.scale.rtl" : "rating.scale.ltr")});
    if (rated_.kind != Rated::Kind::visit)
        filed.answers.push_back({rated_.kind == Rated::Kind::service ? "service" : "department",
                                 words("rating.subject"), rated_.id, rated_.name.in(language)});
    if (rated_.kind == Rated::Kind::department)
        filed.answers.push_back(
            {"rater", words("rating.rater"), rated_.colleague ? "colleague" : "visitor",
             words(rated_.colleague ? "rating.rater.colleague" : "rating.rater.visitor")});
    if (!marked_.empty()) {
        std::string ids;
        std::string labels;
        for (const catalogue::Choice& reason : reasons()) {
            if (!marked(reason.id))
                continue;
            ids += (ids.empty() ? "" : " ") + reason.id;
            labels += (labels.empty() ? "" : "\n") + reason.label.in(language);
        }
        filed.answers.push_back(
            {"reasons", words(is_low(score_) ? "rating.why.low" : "rating.why.high"), ids, labels});
    }
    const auto letter = comment_.find_first_not_of(" \t\r\n");
    if (letter != form::WipedText::npos) {
        const std::string text(comment_.begin(), comment_.end());
        filed.answers.push_back({"comment", words("rating.comment"), text, text});
    }
    if (suspicion_.any()) {
        const std::string word(suspicion_.word());
        filed.answers.push_back({"flagged", "flagged", word, word});
    }
    return filed;
}

void Rating::finish() {
    hand_over();
    guard_.ended(now_());
    forget();
    deadline_.reset();
    list_ = RatedList::services;
    step_ = Step::closed;
    rated_ = {};
    if (rests_at_) {
        step_ = Step::faces;
        occasion_ = Occasion::rest;
        rated_ = *rests_at_;
    }
}

void Rating::forget() {
    score_ = 0;
    suspicion_ = {};
    marked_.clear();
    form::wipe(comment_);
}

std::vector<seal::Submission> Rating::take_filed(std::int64_t created) {
    std::vector<seal::Submission> filed = std::exchange(filed_, {});
    for (seal::Submission& rating : filed)
        rating.created = created;
    return filed;
}

void Rating::end() {
    form::wipe(comment_);
    marked_.clear();
    if (open())
        finish();
}

} // namespace istiqbal::app
