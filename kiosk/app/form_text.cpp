// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/form_text.hpp"

#include "kiosk/form/question_types.hpp"
#include "kiosk/form/show.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace istiqbal::app {

namespace {

using form::Expression;
using form::LocalText;
using form::QuestionType;

/// What the type column says, in plain words.
LocalText kind_of(const form::Question& question) {
    switch (question.type) {
    case QuestionType::integer:
        return {"عدد صحيح", "a whole number"};
    case QuestionType::decimal:
        return {"عدد", "a number"};
    case QuestionType::range:
        return {"عدد من مجال", "a number of a range"};
    case QuestionType::text:
        return {"نص", "text"};
    case QuestionType::select_one:
        return {"اختيار واحد", "one choice"};
    case QuestionType::select_multiple:
        return {"اختيار واحد أو أكثر", "one choice or more"};
    case QuestionType::rank:
        return {"ترتيب الخيارات كلها", "all choices put in order"};
    case QuestionType::note:
        return {"معلومة تُقرأ فقط", "something to read"};
    case QuestionType::date:
        return {"تاريخ", "a date"};
    case QuestionType::time:
        return {"وقت", "a time of day"};
    case QuestionType::date_time:
        return {"تاريخ ووقت", "a date and a time"};
    case QuestionType::image:
        return question.has(form::Appearance::signature) ? LocalText{"توقيع", "a signature"}
                                                         : LocalText{"رسم باليد", "a drawing"};
    case QuestionType::barcode:
        return {"رمز شريطي", "a barcode"};
    case QuestionType::calculate:
        return {"قيمة تُحسب ولا تُسأل", "worked out, not asked"};
    case QuestionType::acknowledge:
        return {"إقرار بالموافقة", "a statement to agree to"};
    case QuestionType::hidden:
        return {"قيمة تُحفظ ولا تظهر", "kept, not shown"};
    case QuestionType::start:
        return {"وقت البدء", "when the interview began"};
    case QuestionType::end:
        return {"وقت الإرسال", "when it was handed in"};
    case QuestionType::today:
        return {"يوم الإرسال", "the day on which it was handed in"};
    case QuestionType::device_id:
        return {"معرّف الجهاز", "the terminal"};
    case QuestionType::username:
        return {"المندوب", "the representative"};
    }
    return {};
}

class TextWriter {
public:
    TextWriter(const form::Form& form, form::Language language)
        : form_(form)
        , language_(language) {}

    std::string write() {
        line(0, form_.title.in(language_));
        line(0, fmt::format("{} · {}\n", latin(form_.id), latin(form_.version)));
        write_children(form::form_element, 0);
        return std::move(text_);
    }

private:
    const char* word(const char* ar, const char* en) const {
        return language_ == form::Language::arabic ? ar : en;
    }

    std::string latin(std::string_view text) const {
        return language_ == form::Language::arabic ? form::isolated(text) : std::string(text);
    }

    /// With each ${name} kept together.
    std::string words(const LocalText& text) const {
        std::string shown = text.in(language_);
        for (std::size_t open = shown.find("${"); open != std::string::npos; open = shown.find("${", open)) {
            const std::size_t close = std::min(shown.find('}', open), shown.size() - 1);
            const std::string name = latin(shown.substr(open, close + 1 - open));
            shown.replace(open, close + 1 - open, name);
            open += name.size();
        }
        return shown;
    }

    std::string rule(const Expression& expression) const { return latin(expression.source()); }

    void line(std::size_t depth, const std::string& said) {
        text_.append(depth * 2, ' ');
        text_ += said;
        text_ += '\n';
    }

    void labelled(std::size_t depth, const char* name, const std::string& said) {
        if (!said.empty())
            line(depth, fmt::format("{}: {}", name, said));
    }

    void labelled(std::size_t depth, const char* name, const std::optional<Expression>& expression) {
        if (expression)
            labelled(depth, name, rule(*expression));
    }

    void write_children(form::ElementId parent, std::size_t depth) {
        bool behind_group = false;
        for (const form::ElementId child : form_.outline.children(parent)) {
            if (const form::Question* question = form_.question(child)) {
                if (behind_group)
                    text_ += '\n';
                write_question(*question, depth);
                behind_group = false;
            } else if (const form::Group* group = form_.group(child)) {
                write_group(*group, depth);
                behind_group = true;
            }
        }
    }

    void write_group(const form::Group& group, std::size_t depth) {
        if (text_.size() < 2 || text_.compare(text_.size() - 2, 2, "\n\n") != 0)
            text_ += '\n';
        std::string title = words(group.label);
        if (title.empty())
            title = word("قسم بلا عنوان", "A section without a title");
        line(depth, fmt::format("{}  [{}]", title, latin(group.name)));
        if (group.repeat)
            line(depth + 1,
                 group.count
                     ? fmt::format("{}: {}", word("يُكرَّر بعدد", "repeated as often as"), rule(*group.count))
                     : word("يُكرَّر ما دام هناك من يُضاف", "repeated for each one that is added"));
        if (group.field_list)
            line(depth + 1, word("أسئلته في صفحة واحدة", "its questions stand on one page"));
        labelled(depth + 1, word("تلميح", "hint"), words(group.hint));
        labelled(depth + 1, asked_when(), group.relevant);
        write_children(group.element, depth + 1);
    }

    const char* asked_when() const { return word("يُسأل إذا", "asked when"); }

    void write_question(const form::Question& question, std::size_t depth) {
        const std::size_t below = depth + 2;
        const std::string number = question.answerable() ? fmt::format("{}.", ++number_) : "–";
        const std::string label = words(question.label);
        if (label.empty()) {
            line(depth, fmt::format("{} [{}]  {}", number, latin(question.name), kind_words(question)));
        } else {
            line(depth, fmt::format("{} {}  [{}]", number, label, latin(question.name)));
            line(below, kind_words(question));
        }
        labelled(below, word("تلميح", "hint"), words(question.hint));
        labelled(below, word("لماذا نسأل", "why we ask"), words(question.guidance));
        write_choices(question, below);
        labelled(below, asked_when(), question.relevant);
        write_required(question, below);
        labelled(below, word("الشرط", "must be"), question.constraint);
        labelled(below, word("وإلا يظهر", "otherwise it says"), question.constraint_message.in(language_));
        labelled(below, word("لا يُعدَّل إذا", "cannot be changed when"), question.read_only);
        write_values(question, below);
    }

    std::string kind_words(const form::Question& question) const {
        std::string kind = kind_of(question).in(language_);
        if (question.range)
            kind += fmt::format(": {}", latin(fmt::format("{} – {} / {}", question.range->start,
                                                          question.range->end, question.range->step)));
        for (const form::Appearance each : question.appearances)
            kind += fmt::format(" · {}", latin(form::appearance_name(each)));
        return kind;
    }

    void write_choices(const form::Question& question, std::size_t depth) {
        for (const form::Choice& choice : question.choices())
            line(depth + 1, fmt::format("• {}  [{}]", choice.label.in(language_), latin(choice.name)));
        labelled(depth + 1, word("يُعرض الخيار إذا", "a choice is offered when"), question.choice_filter);
    }

    void write_required(const form::Question& question, std::size_t depth) {
        if (question.required) {
            const bool always = question.required->source() == "true()";
            line(depth, always ? word("تلزم الإجابة", "must be answered")
                               : fmt::format("{}: {}", word("تلزم الإجابة إذا", "must be answered when"),
                                             rule(*question.required)));
        } else if (question.answerable()) {
            line(depth, word("الإجابة اختيارية", "optional"));
        }
        labelled(depth, word("وإن تُرك يظهر", "if left empty it says"),
                 question.required_message.in(language_));
    }

    void write_values(const form::Question& question, std::size_t depth) {
        labelled(depth, word("تُحسب", "worked out as"), question.calculation);
        std::string triggers;
        for (const form::ElementId trigger : question.triggers)
            triggers += fmt::format("{}{}", triggers.empty() ? "" : " ", form_.outline.at(trigger).name);
        if (!triggers.empty())
            labelled(depth, word("عند تغيّر", "whenever this changes"), latin(triggers));
        if (!question.default_value.empty())
            labelled(depth, word("القيمة الأولى", "begins as"), latin(question.default_value));
        labelled(depth, word("القيمة الأولى", "begins as"), question.default_expression);
    }

    const form::Form& form_;
    form::Language language_;
    std::size_t number_ = 0;
    std::string text_;
};

} // namespace

std::string form_text(const form::Form& form, form::Language language) {
    return TextWriter(form, language).write();
}

} // namespace istiqbal::app
