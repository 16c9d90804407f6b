# SPDX-License-Identifier: Apache-2.0
# istiqbal_every_screen: the screens in their states, and the stage without a window. The tests, the benchmarks and the
# gallery show the same; a screen that is added here is in all three.
include_guard(GLOBAL)
add_library(istiqbal_every_screen STATIC
    ${CMAKE_CURRENT_LIST_DIR}/every_screen.cpp
    ${CMAKE_CURRENT_LIST_DIR}/every_screen_form.cpp
    ${CMAKE_CURRENT_LIST_DIR}/every_screen_journey.cpp
    ${CMAKE_CURRENT_LIST_DIR}/every_screen_reading.cpp
    ${CMAKE_CURRENT_LIST_DIR}/every_screen_staff.cpp
    ${CMAKE_CURRENT_LIST_DIR}/headless.cpp
    ${CMAKE_CURRENT_LIST_DIR}/probes.cpp
    ${CMAKE_CURRENT_LIST_DIR}/sample_form.cpp
    ${CMAKE_CURRENT_LIST_DIR}/widget_sheets.cpp
    ${CMAKE_CURRENT_LIST_DIR}/widget_sheets_answers.cpp)
target_link_libraries(istiqbal_every_screen PUBLIC istiqbal::screens istiqbal::platform)
target_compile_definitions(istiqbal_every_screen PRIVATE ISTIQBAL_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
