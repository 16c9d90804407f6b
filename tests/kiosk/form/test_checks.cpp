// SPDX-License-Identifier: Apache-2.0
#include "kiosk/form/checks.hpp"
#include "tests/catch.hpp"

#include <string>

using namespace istiqbal::form;

TEST_CASE("digits of three scripts become ASCII and nothing else changes") {
    CHECK(normalise_digits("٠١٢٣٤٥٦٧٨٩") == "0123456789");
    CHECK(normalise_digits("۰۱۲۳۴۵۶۷۸۹") == "0123456789");
    CHECK(normalise_digits("شقة ٥ب") == "شقة 5ب");
    CHECK(normalise_digits("\xFF") == "\xFF");
}

TEST_CASE("white space of any kind is trimmed at both ends only") {
    CHECK(trim(" \u00A0\u2003نورة أحمد\u3000\t") == "نورة أحمد");
    CHECK(trim(" \n ").empty());
    CHECK(trim("").empty());
}

TEST_CASE("invisible direction marks are taken out") {
    CHECK(without_marks("\u200Fا\u061Cب\u200E\uFEFF") == "اب");
    CHECK(without_marks("\u202Ea") == "\u202Ea");
}

TEST_CASE("numbers are read as people write them") {
    struct Typed {
        const char* text;
        const char* number;
    };
    const auto typed = GENERATE(Typed{"2500", "2500"}, Typed{"٢٥٠٠", "2500"}, Typed{"۲٬۵۰۰٫۷۵", "2500.75"},
                                Typed{"2,500.50", "2500.5"}, Typed{"1 234 567", "1234567"},
                                Typed{" 0007 ", "7"}, Typed{"-3", "-3"}, Typed{"\u22123", "-3"},
                                Typed{"+3", "3"}, Typed{".5", "0.5"}, Typed{"-0", "0"}, Typed{"0.000", "0"},
                                Typed{"\u200F١٥\u200F", "15"}, Typed{"123456789012345", "123456789012345"});
    CAPTURE(typed.text);
    CHECK(normalise_number(typed.text) == std::string(typed.number));
}

TEST_CASE("what is no number is not read as one") {
    const auto typed =
        GENERATE("", "abc", "12a", "ألفان", "1,50", "12,34,567", ",500", "1,000,", "1.2.3", "5.", "--5", "5-",
                 "1e5", "0x10", "1234567890123456", "1.5,000", "NaN", "٫", "½", "²");
    CAPTURE(typed);
    CHECK_FALSE(normalise_number(typed));
}

TEST_CASE("national ID and iqama numbers") {
    const auto good = GENERATE("1000000008", "2000000006", "1234567897");
    CHECK(saudi_id(good));
    CHECK(saudi_id_fault("1000000000") == SaudiIdFault::checksum);
    CHECK(saudi_id_fault("3000000004") == SaudiIdFault::first_digit);
    CHECK(saudi_id_fault("100000000") == SaudiIdFault::length);
    CHECK(saudi_id_fault("10000000080") == SaudiIdFault::length);
    CHECK(saudi_id_fault("") == SaudiIdFault::length);
    CHECK(saudi_id_fault("10000O0008") == SaudiIdFault::not_digits);
}

TEST_CASE("one wrong digit of an ID is always found") {
    const std::string good = "1234567897";
    for (std::size_t place = 1; place < good.size(); ++place) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string changed = good;
            changed[place] = digit;
            CHECK(saudi_id(changed) == (changed == good));
        }
    }
}

TEST_CASE("mobile numbers in every usual way of writing") {
    const auto typed = GENERATE("0501234567", "501234567", "+966501234567", "00966501234567", "966501234567",
                                "٠٥٠ ١٢٣ ٤٥٦٧", "(050) 123-4567", "+966 50 123 4567", "\u200E0501234567");
    CAPTURE(typed);
    CHECK(saudi_mobile(typed) == std::string("+966501234567"));
    const auto bad = GENERATE("", "0412345678", "05012345", "05012345678", "+971501234567", "+0501234567",
                              "05x1234567", "050+1234567", "0112345678");
    CAPTURE(bad);
    CHECK_FALSE(saudi_mobile(bad));
}

TEST_CASE("a name is written with letters") {
    const TextRules name{false, true};
    const auto good = GENERATE("نورة أحمد الدوسري", "عبد الرّحمٰن", "O'Brien-Smith Jr.", "José", "D’Arcy");
    CAPTURE(good);
    CHECK_FALSE(text_fault(good, name));
    CHECK(text_fault("نورة 😀", name) == TextFault::symbol);
    CHECK(text_fault("نورة\u2764\uFE0F", name) == TextFault::symbol);
    CHECK(text_fault("نورة_أحمد", name) == TextFault::symbol);
    CHECK(text_fault("<b>", name) == TextFault::symbol);
    CHECK(text_fault("نورة 2", name) == TextFault::digit);
    CHECK(text_fault("نورة ٢", name) == TextFault::digit);
}

TEST_CASE("characters that do not belong in any text are found") {
    const TextRules line{};
    CHECK(text_fault("a\u202Eb", line) == TextFault::bidi_control);
    CHECK(text_fault("a\u2066b\u2069", line) == TextFault::bidi_control);
    CHECK(text_fault("a\u202Ab", line) == TextFault::bidi_control);
    CHECK(text_fault(std::string("a\0b", 3), line) == TextFault::control);
    CHECK(text_fault("a\x1B[31m", line) == TextFault::control);
    CHECK(text_fault("a\u0085", line) == TextFault::control);
    CHECK(text_fault("a\nb", line) == TextFault::control);
    CHECK_FALSE(text_fault("a\nb", TextRules{true, false}));
    CHECK(text_fault("a\u2028b", TextRules{true, false}) == TextFault::control);
    CHECK(text_fault("\uE000", line) == TextFault::unassigned);
    CHECK(text_fault("\U000E0041", line) == TextFault::unassigned);
    CHECK(text_fault("\uFDD0", line) == TextFault::unassigned);
    CHECK(text_fault("\u0378", line) == TextFault::unassigned);
    CHECK(text_fault("a\xC3", line) == TextFault::not_utf8);
    CHECK(text_fault("\xED\xA0\x80", line) == TextFault::not_utf8);
    CHECK_FALSE(text_fault("شكرًا 🌷 100%", line));
}

TEST_CASE("characters are counted as code points") {
    CHECK(count_characters("") == 0);
    CHECK(count_characters("نورة") == 4);
    CHECK(count_characters("a😀") == 2);
    CHECK(count_characters("\xFF\xFF") == 2);
    CHECK(valid_utf8("نورة"));
    CHECK_FALSE(valid_utf8("\xC0\x80"));
}
