# SPDX-License-Identifier: Apache-2.0
# The kiosk against Chromium in kiosk mode with equal pages. Sourced by deploy/bench. Both are measured by bench_watch,
# in turns, on one display; only medians are compared, and only within this run.

install_packages peer
command -v chromium >/dev/null || die "there is no chromium"
enrol_terminal
start_display 1080 1920
drive_to_a_question
# The pages in the theme's own green, by which the content is recognised.
mkdir "$work/pages"
for file in page.css welcome.html form.html; do
    sed "s/#1b7a4e/#$marker/g" "$top/tests/bench/chromium/$file" >"$work/pages/$file"
done

# Chromium is root's only without its sandbox, which costs it nothing in what is measured here. The rest turns off what
# a kiosk would not run: first-run pages, updates, extensions.
sandbox=
[ "$(id -u)" -ne 0 ] || sandbox=--no-sandbox
# chromium_shows KEEP PAGE OPTION…
chromium_shows() {
    keep=$1
    page=$2
    shift 2
    profile=$(mktemp -d "$work/profile-XXXXXX")
    watch "$keep" "$@" -- chromium $sandbox --kiosk --no-first-run --no-default-browser-check --noerrdialogs \
        --password-store=basic --disable-background-networking --disable-component-update --disable-sync \
        --disable-extensions --user-data-dir="$profile" --window-position=0,0 --window-size=1080,1920 \
        "file://$work/pages/$page.html"
    rm -rf "$profile"
}
# ours_shows KEEP PROGRAM OPTION…
ours_shows() {
    keep=$1
    program=$2
    shift 2
    drive=
    [ "$program" != "$driven" ] || drive=--drive
    # shellcheck disable=SC2086 # one word or none
    watch "$keep" "$@" -- "$program" --terminal "$state/terminal" --assets "$top/assets" --window --size 1080x1920 \
        --idle 3600 $drive
    [ -z "$drive" ] || reached_the_question "$keep"
}

seconds=30
say "Starting, in turns"
# The first of each fills the caches and is not counted.
ours_shows warm "$built/istiqbal-kiosk"
chromium_shows warm welcome
start=0
while [ "$start" -lt $((rounds + 2)) ]; do
    start=$((start + 1))
    ours_shows ours.start "$built/istiqbal-kiosk"
    chromium_shows chromium.start welcome
done
round=0
while [ "$round" -lt "$rounds" ]; do
    round=$((round + 1))
    say "At rest and in motion, $seconds s each, round $round of $rounds"
    ours_shows ours.form "$driven" --input "$work/question.drive" --settle 6 --rest "$seconds"
    chromium_shows chromium.form form --settle 6 --rest "$seconds"
    ours_shows ours.welcome "$built/istiqbal-kiosk" --settle 6 --rest "$seconds"
    chromium_shows chromium.welcome welcome --settle 6 --rest "$seconds"
done

row() { printf '%-40s  %12s  %12s  %10s  %s\n' "$@"; }
mib() { awk -v kib="$1" 'BEGIN { printf "%.0f MiB", kib / 1024 }'; }
# ratio MANY FEW: how often the one holds the other.
ratio() { awk -v many="$1" -v few="$2" 'BEGIN { if (few > 0) printf "%.1f x", many / few; else printf "-" }'; }

say "$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(chromium --version 2>/dev/null)"
row "what (medians)" "ours" "Chromium" "ratio" "target"
row "----" "----" "--------" "-----" "------"
# compared "WHAT" KEEP KEY "UNIT" "TARGET"
compared() {
    ours=$(watched "ours.$2" "$3")
    theirs=$(watched "chromium.$2" "$3")
    if [ "$3" = pss_kib ]; then
        row "$1" "$(mib "$ours")" "$(mib "$theirs")" "$(ratio "$theirs" "$ours")" "$5"
    else
        row "$1" "$ours$4" "$theirs$4" "$(ratio "$theirs" "$ours")" "$5"
    fi
}
compared "start to content on the screen" start content_ms " ms" ">= 5 x"
compared "memory (PSS), a form" form pss_kib "" ">= 4 x"
compared "memory (PSS), welcome page" welcome pss_kib "" ">= 4 x"
compared "CPU in $seconds s, a form at rest" form cpu_ms " ms" "<= $(awk -v s=$seconds 'BEGIN { print s * 0.5 }') ms"
compared "drawn in $seconds s, a form at rest" form drawings "" "0"
compared "CPU in $seconds s, welcome page" welcome cpu_ms " ms" ">= 50 x"
compared "drawn in $seconds s, welcome page" welcome drawings "" ""
