// SPDX-License-Identifier: Apache-2.0
#include "kiosk/catalogue/fold.hpp"
#include "tests/catch.hpp"

#include <string>

using istiqbal::catalogue::folded;
using istiqbal::catalogue::stem;

TEST_CASE("what people leave out when they type is folded away") {
    struct Pair {
        const char* written;
        const char* typed;
    };
    const auto pair = GENERATE(
        Pair{"أُسرة", "اسره"}, Pair{"إقامة", "اقامه"}, Pair{"آيبان", "ايبان"}, Pair{"ٱلطلب", "الطلب"},
        Pair{"مستشفى", "مستشفي"}, Pair{"مسؤول", "مسوول"}, Pair{"الأعضاء", "الاعضا"}, Pair{"شُكرًا", "شكرا"},
        Pair{"طـــلب", "طلب"}, Pair{"٢٠٢٦", "2026"}, Pair{"۱۸", "18"}, Pair{"IBAN", "iban"},
        Pair{"کریم", "كريم"}, Pair{"ﻻ", "لا"}, Pair{"أ", "ا\u0654"}, Pair{"Café", "CAFE"});
    CHECK(folded(pair.written) == folded(pair.typed));
    CHECK(folded(pair.written).size() > 2);
}

TEST_CASE("words stand between single spaces whatever separated them") {
    CHECK(folded("ما رقم الطلب؟") == " ما رقم الطلب ");
    CHECK(folded("  «طلب دعم»، (T4)\n") == " طلب دعم t4 ");
    CHECK(folded("") == " ");
    CHECK(folded("؟! …") == " ");
    CHECK(folded("a\xFF\xC3z") == " a z ");
    CHECK(folded(std::string_view("a\0b", 3)) == " a b ");
}

TEST_CASE("a stem has no article and no plural s, but never too little left") {
    CHECK(stem("الدعم") == "دعم");
    CHECK(stem("والدعم") == "دعم");
    CHECK(stem("بالدعم") == "دعم");
    CHECK(stem("للدعم") == "دعم");
    CHECK(stem("الم") == "الم");
    CHECK(stem("دعم") == "دعم");
    CHECK(stem("documents") == "document");
    CHECK(stem("was") == "was");
    CHECK(stem("").empty());
}
