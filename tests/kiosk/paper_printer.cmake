# SPDX-License-Identifier: Apache-2.0
# istiqbal_paper_printer: reads what was printed back to a picture, and its QR code as a scanner would.
include_guard(GLOBAL)
istiqbal_package(zbar zbar)
add_library(istiqbal_paper_printer STATIC ${CMAKE_CURRENT_LIST_DIR}/paper_printer.cpp)
target_link_libraries(istiqbal_paper_printer PUBLIC istiqbal::text istiqbal_catch PRIVATE PkgConfig::zbar)
