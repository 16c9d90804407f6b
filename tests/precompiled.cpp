// SPDX-License-Identifier: Apache-2.0
// CMake makes the precompiled header of a library that has a source compiled with it: this one.
#include "tests/catch.hpp"
