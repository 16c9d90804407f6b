// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/widget_sheets.hpp"

#include "fonts/unicode.hpp"
#include "kiosk/ui/widgets.hpp"
#include "tests/kiosk/widget_sheet_parts.hpp"

#include <array>

namespace istiqbal::test {

using namespace ui;

std::string_view say(Frame& frame, std::string_view arabic, std::string_view english) {
    return frame.language() == ui::Language::arabic ? arabic : english;
}

std::function<void(Frame&, screens::Intents&)> sheet(const char* id, const char* arabic, const char* english,
                                                     std::function<void(Column&)> fill) {
    return [=](Frame& frame, screens::Intents& intents) {
        Page page(frame, {.id = id});
        page_heading(page.body(), say(frame, arabic, english));
        fill(page.body());
        screens::answer(page.finish(), intents);
    };
}

namespace {

void gap(Column& column) {
    column.gap(column.frame().sizes().space.small);
}

void header(Column& column, std::string_view arabic, std::string_view english) {
    column.gap(column.frame().sizes().space.medium);
    list_header(column, say(column.frame(), arabic, english));
}

void buttons(Column& column) {
    Frame& f = column.frame();
    const std::array kinds{
        std::pair{ButtonKind::primary, say(f, "متابعة", "Continue")},
        std::pair{ButtonKind::secondary, say(f, "تعديل الطلب", "Change the request")},
        std::pair{ButtonKind::quiet, say(f, "إلغاء", "Cancel")},
        std::pair{ButtonKind::danger, say(f, "محو الإجابات", "Erase the answers")},
    };
    int number = 0;
    for (const auto& [kind, label] : kinds) {
        const std::string id = "row" + std::to_string(++number);
        button_row(column, id,
                   {{.label = label, .kind = kind},
                    {.label = label, .kind = kind, .icon = Icon::forward, .icon_after = true},
                    {.label = label, .kind = kind, .enabled = false}});
        gap(column);
    }
    button_row(
        column, "icons",
        {{.label = {}, .icon = Icon::search, .name = say(f, "بحث", "Search")},
         {.label = {}, .kind = ButtonKind::primary, .icon = Icon::plus, .name = say(f, "إضافة", "Add")},
         {.label = say(f, "طباعة", "Print"), .icon = Icon::printer}});
}

void busy(Column& column) {
    Frame& f = column.frame();
    button_row(column, "busy",
               {{.label = say(f, "جارٍ الإرسال", "Sending"), .kind = ButtonKind::primary, .busy = true},
                {.label = say(f, "جارٍ التحديث", "Refreshing"), .icon = Icon::refresh, .busy = true}});
    column.gap(f.sizes().space.medium);
    busy_line(column, say(f, "جارٍ حفظ طلبكم وتوقيعه", "Your request is being signed and saved"));
    column.gap(f.sizes().space.medium);
    const float side = f.mm(f.sizes().button);
    spinner(f, column.take(side).centred(side, side), f.colours().primary, say(f, "جارٍ العمل", "Working"));
}

void choices(Column& column) {
    Frame& f = column.frame();
    const std::string_view rent = say(f, "سداد إيجار المنزل", "Rent of the home");
    const std::string_view medicine = say(f, "علاج ودواء", "Treatment and medicine");
    const std::string_view hint = say(f, "الإيجار المتأخر أو القادم، مع صورة من العقد",
                                      "Overdue or coming rent, with a copy of the contract");
    choice_card(column, "a", {.label = rent});
    gap(column);
    choice_card(column, "b", {.label = medicine, .selected = true});
    gap(column);
    choice_card(column, "c", {.label = rent, .text = hint, .icon = Icon::home});
    gap(column);
    choice_card(column, "d", {.label = rent, .invalid = true});
    gap(column);
    choice_card(column, "e", {.label = medicine, .enabled = false});
    gap(column);
    choice_card(column, "f", {.label = rent, .multiple = true});
    gap(column);
    choice_card(column, "g", {.label = medicine, .selected = true, .multiple = true, .text = hint});
    gap(column);
    choice_card(column, "h", {.label = medicine, .multiple = true, .invalid = true});
    header(column, "مفاتيح", "Switches");
    switch_row(column, "on", {.label = say(f, "نص كبير", "Large text"), .on = true, .icon = Icon::text_size});
    gap(column);
    switch_row(column, "off",
               {.label = say(f, "تباين عالٍ", "High contrast"),
                .text = say(f, "أسود على أبيض وحدود واضحة", "Black on white with strong edges"),
                .icon = Icon::contrast});
    gap(column);
    switch_row(column, "dead", {.label = say(f, "صوت", "Sound"), .on = true, .enabled = false});
    header(column, "علامات التبويب", "Tabs");
    const std::array<TabSpec, 3> three{{{say(f, "الكل", "All")},
                                        {say(f, "لم يُرسل", "Not sent"), Icon::inbox},
                                        {say(f, "مسودات", "Drafts"), Icon::draft}}};
    tabs(column, "tabs", three, 1);
    gap(column);
    const std::array<TabSpec, 2> two{{{say(f, "الهجري", "Hijri")}, {say(f, "الميلادي", "Gregorian")}}};
    tabs(column, "two", two, 0);
}

void tiles(Column& column) {
    Frame& f = column.frame();
    const std::array<TileSpec, 7> all{{
        {Icon::hand_heart, say(f, "طلب دعم", "Request support"),
         say(f, "إيجار أو علاج أو احتياج عاجل", "Rent, treatment or an urgent need"), TileKind::primary},
        {Icon::person_add, say(f, "التسجيل", "Register"),
         say(f, "مستفيد جديد أو مقدم طلب", "A new beneficiary or applicant")},
        {Icon::search, say(f, "متابعة طلب", "Follow up a request"),
         say(f, "برقم الطلب والرمز السري", "With its number and secret code")},
        {Icon::question, say(f, "سؤال", "Ask a question"),
         say(f, "نجيبكم كتابةً أو هاتفيًا", "We answer in writing or by telephone")},
        {Icon::hands, say(f, "التطوع", "Volunteer"), say(f, "بوقتكم أو خبرتكم", "With your time or skill")},
        {Icon::star, say(f, "تقييم الخدمة", "Rate a service"),
         say(f, "رأيكم حق لكم", "Your opinion is your right")},
        {Icon::book, say(f, "المكتبة", "Library"), {}, TileKind::standard, false},
    }};
    tile_grid(column, "tiles", all);
    column.gap(f.sizes().space.medium);
    tile_grid(column, "wide", std::span(all).first(2), 200);
}

void lists(Column& column) {
    Frame& f = column.frame();
    list_header(column, say(f, "طلبات لم تُرسل", "Not sent yet"), text::isolate("3"));
    const std::array<RowSpec, 4> rows{{
        {.title = say(f, "نورة بنت عبدالله السبيعي", "Noura Al-Subaie"),
         .text = say(f, "طلب دعم، إيجار", "Support, rent"),
         .status = Status::waiting,
         .status_text = say(f, "بانتظار الإرسال", "Waiting"),
         .icon = Icon::document},
        {.title = say(f, "سعد الحربي", "Saad Al-Harbi"),
         .text = say(f, "تسجيل مستفيد", "Registration"),
         .status = Status::ok,
         .status_text = say(f, "أُرسل", "Sent"),
         .icon = Icon::document},
        {.title = say(f, "مسودة من يوم أمس", "Yesterday’s draft"),
         .value = say(f, "القسم الثاني", "Section two"),
         .icon = Icon::draft,
         .selected = true},
        {.title = say(f, "سجل مغلق", "Closed record"), .icon = Icon::lock, .enabled = false},
    }};
    list(column, "rows", rows);
    header(column, "وجهات", "Places");
    list_row(column, "one",
             {.title = say(f, "الأسئلة والأجوبة", "Questions and answers"), .icon = Icon::chat});
    gap(column);
    const std::array<RowSpec, 2> plain{{
        {.title = say(f, "اللغة", "Language"), .value = say(f, "العربية", "English")},
        {.title = say(f, "الاستفادة من خدمات الجمعية لا تتطلب دفع أي رسوم في أي مرحلة من المراحل",
                      "Receiving the association’s services never requires any fee at any stage of the way"),
         .value = say(f, "قراءة", "Read")},
    }};
    list(column, "plain", plain);
}

void tables(Column& column) {
    Frame& f = column.frame();
    const std::string time = text::isolate("14:05");
    const std::string version = text::isolate("1.4.0");
    const std::array<KeyValue, 7> facts{{
        {say(f, "حالة الجهاز", "Terminal"), {}, Status::ok, say(f, "سليم", "Healthy")},
        {say(f, "آخر مزامنة", "Last sync"), time, Status::waiting, say(f, "قريبًا", "Soon")},
        {say(f, "مساحة التخزين", "Storage"),
         {},
         Status::warning,
         say(f, "أوشكت على الامتلاء", "Nearly full")},
        {say(f, "الطابعة", "Printer"), {}, Status::error, say(f, "لا تستجيب", "Does not answer")},
        {say(f, "ماسح الرموز", "Scanner"), {}, Status::neutral, say(f, "غير موصول", "Not connected")},
        {say(f, "إصدار البرنامج", "Software"), version},
        {say(f, "المركز الذي تُرسل إليه الطلبات", "Centre that receives the requests"),
         say(f, "إدارة خدمات المستفيدين في المركز الرئيس", "Beneficiary services, head office")},
    }};
    key_values(column, facts);
    header(column, "ما سُجّل اليوم", "Recorded today");
    const std::array<TableColumn, 3> columns{{{say(f, "الخدمة", "Service"), 2},
                                              {say(f, "العدد", "Count"), 1, text::Alignment::trailing},
                                              {say(f, "الحالة", "State"), 1.4F}}};
    const std::vector<std::vector<std::string>> rows{
        {std::string(say(f, "طلب دعم", "Support request")), text::isolate("12"),
         std::string(say(f, "أُرسل", "Sent"))},
        {std::string(say(f, "تقييم عند الخروج", "Rating on the way out")), text::isolate("148"),
         std::string(say(f, "أُرسل", "Sent"))},
        {std::string(say(f, "شكوى", "Complaint")), text::isolate("1"),
         std::string(say(f, "ينتظر", "Waiting"))},
    };
    table(column, columns, rows);
}

void messages(Column& column) {
    Frame& f = column.frame();
    banner(column, BannerKind::information,
           say(f, "يستغرق الطلب عشر دقائق تقريبًا.", "The request takes about ten minutes."));
    gap(column);
    banner(column, BannerKind::success, say(f, "حُفظت إجابتكم.", "Your answer is saved."));
    gap(column);
    banner(column, "act",
           {.kind = BannerKind::warning,
            .title = say(f, "لا يوجد اتصال", "There is no connection"),
            .text = say(f, "تُحفظ الطلبات هنا وتُرسل حين يعود الاتصال.",
                        "Requests are kept here and sent when the connection is back."),
            .action = say(f, "إعادة المحاولة", "Try again")});
    gap(column);
    banner(column, BannerKind::error,
           say(f, "يُرجى إدخال رقم هوية من عشرة أرقام.", "Please enter an identity number of ten digits."));
    header(column, "حالات", "States");
    const std::array chips{
        std::pair{Status::ok, say(f, "مكتمل", "Complete")},
        std::pair{Status::waiting, say(f, "ينتظر", "Waiting")},
        std::pair{Status::warning, say(f, "ناقص", "Incomplete")},
        std::pair{Status::error, say(f, "مرفوض", "Refused")},
        std::pair{Status::information, say(f, "جديد", "New")},
        std::pair{Status::neutral, say(f, "غير محدد", "Not set")},
    };
    Rect row = column.take(chip_height(f));
    for (const auto& [status, words] : chips) {
        const float width = chip_width(f, status, words);
        if (width > row.width) {
            gap(column);
            row = column.take(chip_height(f));
        }
        chip(f, row.cut_leading(width, f.direction()), status, words);
        row.cut_leading(f.mm(f.sizes().space.small), f.direction());
    }
}

void numbers(Column& column) {
    Frame& f = column.frame();
    NumberSpec age{.name = say(f, "عدد أفراد الأسرة", "Members of the household"),
                   .least = 1,
                   .most = 12,
                   .value = 4,
                   .least_text = say(f, "واحد", "One"),
                   .most_text = say(f, "اثنا عشر", "Twelve")};
    range(f, "range", column.take(range_height(f, age, column.width())), age);
    gap(column);
    NumberSpec dead = age;
    dead.name = say(f, "معطل", "Disabled");
    dead.enabled = false;
    range(f, "dead", column.take(range_height(f, dead, column.width())), dead);
    gap(column);
    NumberSpec count{.name = say(f, "عدد المعالين", "Dependants"), .value = 3};
    stepper(f, "stepper", column.take(stepper_height(f)), count);
    gap(column);
    count.name = say(f, "عدد خاطئ", "Refused count");
    count.value = 0;
    count.invalid = true;
    stepper(f, "wrong", column.take(stepper_height(f)), count);
    header(column, "التقدم", "Progress");
    progress_bar(f, column.take(f.mm(f.sizes().space.tiny)), 0.4F,
                 say(f, "أربعون من مئة", "Forty of a hundred"));
    gap(column);
    const std::array<std::string_view, 4> sections{say(f, "عنكم", "About you"), say(f, "الدخل", "Income"),
                                                   say(f, "الاحتياج", "Need"),
                                                   say(f, "المستندات", "Documents")};
    progress_steps(column, sections, 1, 0.5F);
    gap(column);
    pager(f, "pager", column.take(pager_height(f)), 1, 5);
    gap(column);
    pager(f, "first", column.take(pager_height(f)), 0, 2);
    gap(column);
    page_dots(f, column.take(f.mm(f.sizes().space.small)), 2, 5);
}

std::array<std::string_view, 5> face_words(Frame& f) {
    return {say(f, "غير راضٍ إطلاقًا", "Very dissatisfied"), say(f, "غير راضٍ", "Dissatisfied"),
            say(f, "محايد", "Neither"), say(f, "راضٍ", "Satisfied"), say(f, "راضٍ جدًا", "Very satisfied")};
}

void faces(Column& column) {
    Frame& f = column.frame();
    for (const int selected : {0, 5, 2}) {
        const float gap_width = f.mm(f.sizes().space.tiny);
        const float each = (column.width() - 4 * gap_width) / 5;
        const Type type = face_type(f, face_words(f), each);
        float height = 0;
        for (int level = least_face; level <= most_face; ++level)
            height =
                std::max(height, face_height(f,
                                             {.level = level,
                                              .label = face_words(f)[static_cast<std::size_t>(level - 1)],
                                              .type = type},
                                             each));
        Rect row = column.take(height);
        for (int level = least_face; level <= most_face; ++level) {
            face(f, "face" + std::to_string(selected) + std::to_string(level),
                 row.cut_leading(each, f.direction()),
                 {.level = level,
                  .label = face_words(f)[static_cast<std::size_t>(level - 1)],
                  .selected = selected == level,
                  .dimmed = selected != 0 && selected != level,
                  .type = type});
            row.cut_leading(gap_width, f.direction());
        }
        column.gap(f.sizes().space.medium);
    }
}

void glyphs(Column& column) {
    Frame& f = column.frame();
    const float size = f.mm(f.sizes().button) * 0.7F;
    Rect row = column.take(size);
    const auto place = [&](float width) {
        const Rect rect = row.cut_leading(width, f.direction());
        row.cut_leading(f.mm(f.sizes().space.medium), f.direction());
        return rect;
    };
    for (const Battery battery :
         {Battery{100, false}, Battery{55, false}, Battery{9, false}, Battery{40, true}})
        battery_glyph(f, place(size * 1.4F), battery, say(f, "البطارية", "Battery"));
    row = column.take(size);
    for (const Network network : {Network::strong, Network::good, Network::weak, Network::offline})
        network_glyph(f, place(size), network, say(f, "الشبكة", "Network"));
    for (const Status status :
         {Status::ok, Status::waiting, Status::warning, Status::error, Status::information, Status::neutral})
        draw_status(f, status, place(size * 0.6F).centred(size * 0.6F, size * 0.6F));
    gap(column);
    static const auto code = QrCode::encode("7KQ4-9M2X-C ABCD-EFGH-JKMN-P");
    qr_code(f, column.take(f.mm(f.sizes().button * 3.4F)), *code,
            say(f, "رمز الطلب للماسح", "The request’s code for a scanner"));
}

void all_icons(Column& column) {
    Frame& f = column.frame();
    const float large = f.mm(f.sizes().target) * 0.7F;
    const float small = large * 0.4F;
    const float cell = large * 1.3F + small;
    const auto columns = static_cast<int>(column.width() / cell);
    Rect row;
    int in_row = columns;
    for (int number = 1; number <= static_cast<int>(Icon::qr); ++number) {
        const auto icon = static_cast<Icon>(number);
        if (in_row++ == columns) {
            row = column.take(large * 1.35F);
            in_row = 1;
        }
        Rect place = row.cut_leading(cell, f.direction());
        f.tell(Role::image, "icon: " + std::string(icon_name(icon)), place);
        draw_icon(f, icon, place.cut_leading(large, f.direction()).centred(large, large), f.colours().text);
        draw_icon(f, icon, place.cut_leading(small, f.direction()).centred(small, small),
                  f.colours().primary);
    }
}

void nothing(Column& column) {
    Frame& f = column.frame();
    empty_state(column, "nothing",
                {.icon = Icon::inbox,
                 .title = say(f, "لا توجد مسودات", "No drafts"),
                 .text = say(f, "تظهر هنا الطلبات التي بدأتم بها ولم تُرسل بعد.",
                             "Requests that you began and have not sent appear here."),
                 .action = say(f, "بدء طلب جديد", "Begin a request"),
                 .action_icon = Icon::plus});
}

void over_a_sheet(Frame& frame, screens::Intents& intents, const DialogSpec& spec) {
    frame.expect_dialog();
    sheet("widgets.beneath", "رسائل", "Messages", messages)(frame, intents);
    intents.clear();
    dialog(frame, spec);
}

void dangerous_dialog(Frame& f, screens::Intents& intents) {
    const std::array<ButtonSpec, 2> actions{{
        {.label = say(f, "متابعة", "Continue"), .kind = ButtonKind::primary},
        {.label = say(f, "محو الإجابات", "Erase the answers"),
         .kind = ButtonKind::danger,
         .icon = Icon::trash},
    }};
    over_a_sheet(f, intents,
                 {.icon = Icon::trash,
                  .status = Status::error,
                  .title = say(f, "محو كل الإجابات؟", "Erase all answers?"),
                  .text = say(f, "ستُمحى إجاباتكم من هذا الجهاز ولا يمكن استعادتها.",
                              "Your answers will be erased from this terminal and cannot be recovered."),
                  .actions = actions});
}

void dialog_with_body(Frame& f, screens::Intents& intents) {
    const std::array<ButtonSpec, 3> actions{{
        {.label = say(f, "إرسال الآن", "Send now"), .kind = ButtonKind::primary},
        {.label = say(f, "حفظه مسودةً حتى يكتمل", "Keep it as a draft until complete")},
        {.label = say(f, "إلغاء", "Cancel"), .kind = ButtonKind::quiet},
    }};
    const std::array<KeyValue, 2> facts{
        {{say(f, "القناة", "Channel"), say(f, "الحضور", "In person")},
         {say(f, "المستندات", "Documents"), {}, Status::warning, say(f, "ناقصة", "Missing")}}};
    over_a_sheet(f, intents,
                 {.icon = Icon::send,
                  .title = say(f, "إرسال الطلب؟", "Send the request?"),
                  .actions = actions,
                  .backdrop = Backdrop::opaque,
                  .body_height = f.mm(f.sizes().target * 2.6F),
                  .body = [&](Column& column) { key_values(column, facts); }});
}

void with_toast(Frame& frame, screens::Intents& intents) {
    sheet("widgets.toast", "فارغ", "Empty", nothing)(frame, intents);
    show_toast(frame, make_toast(frame, say(frame, "حُفظت المسودة.", "The draft is saved.")),
               frame.mm(frame.sizes().footer + frame.sizes().target));
}

} // namespace

std::vector<WidgetSheet> widget_sheets() {
    std::vector<WidgetSheet> sheets{
        {"widgets: buttons", sheet("widgets.buttons", "أزرار", "Buttons", buttons)},
        {"widgets: choices", sheet("widgets.choices", "اختيارات", "Choices", choices)},
        {"widgets: tiles", sheet("widgets.tiles", "بطاقات", "Tiles", tiles)},
        {"widgets: lists", sheet("widgets.lists", "قوائم", "Lists", lists)},
        {"widgets: tables", sheet("widgets.tables", "جداول", "Tables", tables)},
        {"widgets: messages", sheet("widgets.messages", "رسائل", "Messages", messages)},
        {"widgets: numbers", sheet("widgets.numbers", "أعداد", "Numbers", numbers)},
        {"widgets: faces", sheet("widgets.faces", "وجوه", "Faces", faces)},
        {"widgets: glyphs", sheet("widgets.glyphs", "رموز", "Glyphs", glyphs)},
        {"widgets: icons", sheet("widgets.icons", "أيقونات", "Icons", all_icons)},
        {"widgets: empty", sheet("widgets.empty", "فارغ", "Empty", nothing)},
        {"widgets: dialog", dangerous_dialog, false},
        {"widgets: dialog with a body", dialog_with_body, false},
        {"widgets: toast", with_toast, true, true},
        {"widgets: busy", sheet("widgets.busy", "انشغال", "Busy", busy), true, true},
    };
    for (WidgetSheet& one : answer_sheets())
        sheets.push_back(std::move(one));
    return sheets;
}

} // namespace istiqbal::test
