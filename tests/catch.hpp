// SPDX-License-Identifier: Apache-2.0
// Catch2 on both Debian releases: v2 (12) has one header, v3 (13) another.
#pragma once

#ifdef ISTIQBAL_CATCH2_V3
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif
