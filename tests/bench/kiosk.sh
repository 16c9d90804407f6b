# SPDX-License-Identifier: Apache-2.0
# What the measurements of the kiosk itself share. Sourced by deploy/bench with $top, $built and $work set.

# enrol_terminal: a terminal in $state/terminal, whose hub never answers.
enrol_terminal() {
    umask 077
    state="$work/state"
    mkdir "$state"
    {
        "$built/istiqbal-office" init "$state/office"
        "$built/istiqbal-hub" init "$state/hub" --office "$state/office/office.json"
        # The discard port: nobody answers, as in a branch without network.
        "$built/istiqbal-office" invite "$state/office" --name Bench --hub "$state/hub/hub.json" \
            --hub-url http://127.0.0.1:9 --out "$state/invitation.txt"
        "$built/istiqbal-kiosk" --terminal "$state/terminal" enroll request "$state/invitation.txt" "$state/request.json"
        "$built/istiqbal-office" enroll "$state/office" "$state/request.json" --out "$state/provision.json"
        "$built/istiqbal-kiosk" --terminal "$state/terminal" enroll install "$state/provision.json"
    } >"$work/enrol.log" 2>&1 || { cat "$work/enrol.log" >&2; die "the terminal could not be enrolled"; }
}

# drive_to_a_question: writes the commands that lead from the welcome page to the first question, which are how the
# sample request begins.
drive_to_a_question() { sed -e '/^type/,$d' -e '/^shot/d' "$top/deploy/sample-request.drive" >"$work/question.drive"; }

# reached_the_question KEEP: every one of these commands was obeyed.
reached_the_question() {
    [ "$(grep -c '^ok' "$work/$1.log")" -eq "$(grep -vc '^#' "$work/question.drive")" ] || {
        cat "$work/$1.log" >&2
        die "the first question was not reached"
    }
}

median() { sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

# What every page of the terminal holds: the primary colour of the theme, RRGGBB.
marker=$(sed -n 's/^primary = "#\([0-9A-Fa-f]*\)".*/\1/p' "$top/assets/theme/theme.toml" | head -n 1)

# watch KEEP OPTION… -- COMMAND…: one measurement by bench_watch, its line of key=value appended to $work/KEEP.
watch() {
    keep=$1
    shift
    timeout 180 "$built/bench_watch" --colour "$marker" --output "$work/$keep.log" "$@" >>"$work/$keep" || {
        tail -n 20 "$work/$keep.log" >&2
        die "measuring failed: $keep"
    }
}
# watched KEEP KEY: the median over what was appended.
watched() { sed -n "s/.*\b$2=\([0-9.]*\).*/\1/p" "$work/$1" | median; }
