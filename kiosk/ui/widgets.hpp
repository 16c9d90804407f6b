// SPDX-License-Identifier: Apache-2.0
// The whole set of widgets. Each is a function that draws itself in the rectangle it is given (or takes its
// height from a Column), tells the semantics tree and returns what the person did.
#pragma once

#include "kiosk/ui/widgets/button.hpp"
#include "kiosk/ui/widgets/choice.hpp"
#include "kiosk/ui/widgets/dialog.hpp"
#include "kiosk/ui/widgets/entries.hpp"
#include "kiosk/ui/widgets/face.hpp"
#include "kiosk/ui/widgets/glyphs.hpp"
#include "kiosk/ui/widgets/list.hpp"
#include "kiosk/ui/widgets/number.hpp"
#include "kiosk/ui/widgets/paint.hpp"
#include "kiosk/ui/widgets/progress.hpp"
#include "kiosk/ui/widgets/qr.hpp"
#include "kiosk/ui/widgets/rank.hpp"
#include "kiosk/ui/widgets/status.hpp"
#include "kiosk/ui/widgets/table.hpp"
#include "kiosk/ui/widgets/tile.hpp"
