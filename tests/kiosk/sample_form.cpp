// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/sample_form.hpp"

#include <stdexcept>

namespace istiqbal::test {

namespace {

constexpr const char* survey =
    R"(type,name,label::Arabic (ar),label::English (en),hint::Arabic (ar),hint::English (en),required,appearance,parameters
range,satisfaction,ما مدى رضاكم عن الاستقبال؟,How satisfied are you with the reception?,من 0 إلى 10,From 0 to 10,yes,,start=0 end=10 step=1
time,call_time,في أي ساعة نتصل بكم؟,At what time may we call you?,,,yes,,
dateTime,appointment,متى يناسبكم الموعد؟,When does an appointment suit you?,,,yes,,
rank needs,priorities,ما ترتيب احتياجاتكم؟,In which order do you need these?,,,yes,,
barcode,card,ما رقم بطاقة المستفيد؟,What is the number of the beneficiary card?,,,yes,,
image,sketch,أين يقع المنزل؟,Where is the home?,رسم تقريبي للحي والشارع,A rough sketch of the district and the street,yes,draw,
image,consent,نأمل توقيعكم على الموافقة,Please sign the consent,,,yes,signature,
text,account,ما رقم الحساب المصرفي؟,What is the number of the bank account?,,,yes,iban,
text,address,ما البريد الإلكتروني؟,What is your email address?,,,yes,latin,
begin_group,residence,السكن,The home,,,,field-list,
text,district,الحي,District,,,yes,,
integer,rooms,عدد الغرف,Number of rooms,,,yes,,
select_one tenures,tenure,نوع السكن,Kind of home,,,yes,,
date,moved,تاريخ الانتقال إليه,Date of moving in,,,,,
note,thanks,شكرًا لكم على هذه البيانات.,Thank you for these details.,,,,,
end_group,,,,,,,,
begin_repeat,household,فرد الأسرة,Member of the household,من يسكنون معكم، كبارًا وصغارًا,"Those who live with you, old and young",,,
text,member,ما اسم فرد الأسرة؟,What is the name of the member?,,,yes,,
select_one kinships,kinship,ما صلة القرابة؟,How are they related to you?,,,yes,,
integer,age,كم العمر؟,How old are they?,,,,,
end_repeat,,,,,,,,
)";

constexpr const char* choices = R"(list_name,name,label::Arabic (ar),label::English (en)
needs,rent,سداد الإيجار,Rent
needs,medicine,العلاج والدواء,Treatment and medicine
needs,school,رسوم الدراسة والكتب والنقل المدرسي لأبناء الأسرة جميعًا,"School fees, books and transport for all the children of the household"
needs,furniture,الأثاث والأجهزة,Furniture and appliances
tenures,rented,مستأجر,Rented
tenures,owned,مملوك,Owned
kinships,son,ابن,Son
kinships,daughter,ابنة,Daughter
kinships,parent,أحد الوالدين,Parent
)";

constexpr const char* settings =
    R"(form_id,version,form_title::Arabic (ar),form_title::English (en),default_language
sample,2026.11.1,نموذج شامل,A form of everything,Arabic (ar)
)";

void set(form::Interview& interview, const std::string& path, std::string_view typed) {
    if (!interview.set(path, typed))
        throw std::logic_error("the sample form has no question " + path);
}

} // namespace

const form::Form& sample_form() {
    static const form::Form form = [] {
        auto parsed = form::parse_form({survey, choices, settings});
        if (!parsed) {
            std::string faults;
            for (const form::Fault& fault : parsed.error())
                faults += describe(fault) + "\n";
            throw std::logic_error(faults);
        }
        return std::move(*parsed);
    }();
    return form;
}

form::Interview empty_sample() {
    return form::Interview(sample_form(), [] { return *form::Date::from_iso("2026-11-22"); });
}

form::Interview filled_sample(std::size_t members) {
    form::Interview interview = empty_sample();
    set(interview, "satisfaction", "7");
    set(interview, "call_time", "4:30 pm");
    set(interview, "appointment", "25/11/2026T9:15 am");
    set(interview, "priorities", "school rent furniture medicine");
    set(interview, "card", "SA-2041-7788");
    set(interview, "sketch", "M9000 50000L9000 20000L30000 9000L50000 20000L50000 50000L9000 50000");
    set(interview, "consent", "M9000 40000L15000 20000L20000 45000L30000 25000L36000 44000L60000 30000");
    set(interview, "account", "SA03 8000 0000 6080 1016 7519");
    set(interview, "address", "noura@example.com");
    set(interview, "district", "حي النسيم");
    set(interview, "rooms", "4");
    set(interview, "tenure", "rented");
    set(interview, "moved", "1/9/1445");
    for (std::size_t member = 0; member < members; ++member) {
        const auto entry = interview.add_entry("household");
        if (!entry)
            throw std::logic_error("the sample form takes no more members");
        set(interview, *entry + "/member", member % 2 == 0 ? "عبدالله السبيعي" : "هند السبيعي");
        // The third one was not finished.
        if (member == 2)
            continue;
        set(interview, *entry + "/kinship", member % 2 == 0 ? "son" : "daughter");
        set(interview, *entry + "/age", std::to_string(3 + member % 15));
    }
    return interview;
}

} // namespace istiqbal::test
