// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/messages.hpp"

#include "kiosk/form/show.hpp"

#include <fmt/format.h>

#include <string>

namespace istiqbal::form::messages {

LocalText required(const Question& question) {
    switch (question.type) {
    case QuestionType::integer:
    case QuestionType::decimal:
        return {"يُرجى كتابة الرقم.", "Please enter the number."};
    case QuestionType::date:
        return {"يُرجى إدخال التاريخ.", "Please enter the date."};
    case QuestionType::range:
        return {"يُرجى اختيار قيمة من المقياس.", "Please choose a value on the scale."};
    case QuestionType::time:
        return {"يُرجى إدخال الوقت.", "Please enter the time."};
    case QuestionType::date_time:
        return {"يُرجى إدخال التاريخ والوقت.", "Please enter the date and the time."};
    case QuestionType::rank:
        return rank_all();
    case QuestionType::image:
        return drawing(question.has(Appearance::signature));
    case QuestionType::barcode:
        return {"يُرجى تقريب الرمز من القارئ أو كتابته.", "Please scan the code or type it."};
    case QuestionType::select_one:
        return {"يُرجى اختيار إجابة.", "Please choose an answer."};
    case QuestionType::select_multiple:
        return {"يُرجى اختيار إجابة واحدة على الأقل.", "Please choose at least one answer."};
    case QuestionType::acknowledge:
        return {"تلزم الموافقة لمتابعة الطلب.", "Please agree so that the request can continue."};
    default:
        return {"يُرجى كتابة الإجابة.", "Please write the answer."};
    }
}

LocalText not_a_number() {
    return {"يُرجى كتابة الإجابة بالأرقام فقط، مثل 2500.",
            "Please write the answer in digits only, such as 2500."};
}

LocalText not_whole() {
    return {"يُرجى كتابة عدد صحيح دون كسور، مثل 4.",
            "Please write a whole number without fractions, such as 4."};
}

LocalText number_too_long(std::size_t most_digits) {
    return {
        fmt::format("الرقم أطول من المسموح. أقصى عدد للخانات: {}. يُرجى التحقق منه.", most_digits),
        fmt::format("The number is too long: it may have at most {} digits. Please check it.", most_digits)};
}

LocalText date(DateFault fault) {
    if (fault == DateFault::not_a_date)
        return {"يُرجى إدخال التاريخ كاملًا: اليوم والشهر والسنة.",
                "Please enter the whole date: day, month and year."};
    return {"هذا التاريخ غير موجود في التقويم. يُرجى التحقق من اليوم والشهر والسنة.",
            "This date does not exist in the calendar. Please check the day, the month and the year."};
}

LocalText not_past() {
    return {"يُرجى اختيار تاريخ اليوم أو تاريخ بعده.", "Please choose today or a later date."};
}

LocalText not_future() {
    return {"يُرجى اختيار تاريخ اليوم أو تاريخ قبله.", "Please choose today or an earlier date."};
}

LocalText not_a_choice() {
    return {"يُرجى الاختيار من الإجابات المعروضة.", "Please choose from the answers shown."};
}

LocalText text(TextFault fault) {
    switch (fault) {
    case TextFault::symbol:
        return {"يُرجى كتابة الاسم بالحروف فقط، دون رموز أو صور تعبيرية.",
                "Please write the name in letters only, without symbols or emoji."};
    case TextFault::digit:
        return {"يُرجى كتابة الاسم بالحروف فقط، دون أرقام.",
                "Please write the name in letters only, without digits."};
    case TextFault::bidi_control:
        return {"في النص رموز مخفية تغيّر اتجاه الكتابة. يُرجى حذف النص وكتابته من جديد.",
                "The text contains hidden marks that change the direction of writing. Please delete it and "
                "write it again."};
    case TextFault::control:
        return {"في النص رموز مخفية أو أسطر جديدة لا يمكن حفظها. يُرجى كتابة النص في سطر واحد.",
                "The text contains hidden marks or line breaks that cannot be kept. Please write it on one "
                "line."};
    default:
        return {"في النص رموز لا يمكن قراءتها. يُرجى حذفها وكتابتها من جديد.",
                "The text contains characters that cannot be read. Please delete them and write them again."};
    }
}

LocalText text_too_long(std::size_t limit, std::size_t actual) {
    const std::string most = grouped_number(std::to_string(limit), Digits::latin);
    const std::string given = grouped_number(std::to_string(actual), Digits::latin);
    return {
        fmt::format("النص أطول من المسموح. عدد الحروف المسموح: {}، والمكتوب: {}. يُرجى اختصاره.", most, given),
        fmt::format("The text is too long. Characters allowed: {}, written: {}. Please shorten it.", most,
                    given)};
}

LocalText saudi_id(SaudiIdFault fault, std::size_t digits_entered) {
    switch (fault) {
    case SaudiIdFault::not_digits:
        return {"يُرجى كتابة رقم الهوية أو الإقامة بالأرقام فقط.",
                "Please write the ID or iqama number in digits only."};
    case SaudiIdFault::length:
        return {fmt::format("يتكوّن رقم الهوية أو الإقامة من 10 خانات، والمكتوب: {}. يُرجى التحقق منه.",
                            digits_entered),
                fmt::format("An ID or iqama number has 10 digits; written: {}. Please check it.",
                            digits_entered)};
    case SaudiIdFault::first_digit:
        return {"يبدأ رقم الهوية الوطنية بالرقم 1، ورقم الإقامة بالرقم 2. يُرجى التحقق منه.",
                "A national ID begins with 1, an iqama number with 2. Please check it."};
    case SaudiIdFault::checksum:
        break;
    }
    return {"رقم الهوية أو الإقامة غير صحيح. يُرجى مطابقته بالبطاقة رقمًا رقمًا.",
            "This ID or iqama number is not correct. Please compare it with the card, digit by digit."};
}

LocalText saudi_mobile() {
    return {"يُرجى كتابة رقم جوال سعودي من 10 خانات يبدأ بـ 05.",
            "Please write a Saudi mobile number: 10 digits beginning with 05."};
}

LocalText iban(IbanFault fault, std::size_t characters_entered) {
    switch (fault) {
    case IbanFault::country:
        return {"يُرجى كتابة رقم آيبان سعودي، وأوله SA.", "Please write a Saudi IBAN. It begins with SA."};
    case IbanFault::not_digits:
        return {"يُرجى كتابة أرقام فقط بعد SA.", "Please write digits only after SA."};
    case IbanFault::length:
        return {
            fmt::format("يتكوّن رقم الآيبان من 24 خانة، والمكتوب: {}. يُرجى التحقق منه.", characters_entered),
            fmt::format("An IBAN has 24 characters; written: {}. Please check it.", characters_entered)};
    case IbanFault::checksum:
        break;
    }
    return {"رقم الآيبان غير صحيح. يُرجى مطابقته بما في كشف الحساب أو تطبيق البنك.",
            "This IBAN is not correct. Please compare it with your statement or your bank’s app."};
}

LocalText not_in_range(std::string_view start, std::string_view end) {
    return {fmt::format("يُرجى اختيار قيمة من {} إلى {}.", start, end),
            fmt::format("Please choose a value from {} to {}.", start, end)};
}

LocalText time() {
    return {"يُرجى إدخال وقت صحيح، مثل 4:30 م.", "Please enter a time, such as 4:30 PM."};
}

LocalText rank_all() {
    return {"يُرجى ترتيب الخيارات كلها.", "Please put all the choices in order."};
}

LocalText drawing(bool signature) {
    if (signature)
        return {"يُرجى التوقيع بالإصبع في الإطار.", "Please sign in the frame with your finger."};
    return {"يُرجى الرسم بالإصبع في الإطار.", "Please draw in the frame with your finger."};
}

LocalText drawn(bool signature) {
    return signature ? LocalText{"تم التوقيع", "Signed"} : LocalText{"تم الرسم", "Drawn"};
}

LocalText agreed() {
    return {"تمت الموافقة", "Agreed"};
}

} // namespace istiqbal::form::messages
