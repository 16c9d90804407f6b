# SPDX-License-Identifier: Apache-2.0
# What deploy/run, deploy/test and deploy/bench share. Sourced with $top set to the project's folder.

export LC_ALL=C.UTF-8
packages_file="$top/deploy/packages.txt"

say() { printf '\n== %s\n' "$*"; }
die() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }

# install_packages build [test]: whatever the list names for these purposes and is not there yet. Needs root only
# where something is missing.
install_packages() {
    wanted=$(awk -v purposes=" $* " '!/^#/ && NF == 2 && index(purposes, " " $1 " ") { print $2 }' "$packages_file")
    missing=
    for package in $wanted; do
        case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
        installed) ;;
        *) missing="$missing $package" ;;
        esac
    done
    [ -n "$missing" ] || return 0
    say "Installing:$missing"
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "these packages are missing, and installing them needs root:$missing"
        as_root=sudo
    fi
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    # shellcheck disable=SC2086 # a list of names
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
        die "the packages could not be installed"
}

# build PRESET "CMAKE OPTIONS" TARGET…: configures where that was not done yet, and builds.
build() {
    build_preset=$1
    build_options=$2
    shift 2
    say "Building ($build_preset)"
    # Later changes of the CMake files are noticed by the build itself.
    if [ -n "$build_options" ] || [ ! -e "$top/build/$build_preset/build.ninja" ]; then
        # shellcheck disable=SC2086 # a list of options
        (cd "$top" && cmake --preset "$build_preset" $build_options >"$top/build/$build_preset.configure.log" 2>&1) || {
            cat "$top/build/$build_preset.configure.log" >&2
            die "CMake failed"
        }
    fi
    cmake --build "$top/build/$build_preset" --target "$@" -- ${ISTIQBAL_JOBS:+-j"$ISTIQBAL_JOBS"} >"$top/build/$build_preset.build.log" 2>&1 || {
        grep -E 'error:|FAILED:' -A5 "$top/build/$build_preset.build.log" >&2 || tail -n 40 "$top/build/$build_preset.build.log" >&2
        die "the build failed: $top/build/$build_preset.build.log"
    }
}

# start_display WIDTH HEIGHT: an X server without a screen; sets DISPLAY and display_pid.
start_display() {
    display_file=$(mktemp)
    Xvfb -displayfd 3 -screen 0 "$1x$2x24" -nolisten tcp 3>"$display_file" >/dev/null 2>&1 &
    display_pid=$!
    tries=0
    while [ ! -s "$display_file" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || die "Xvfb did not start"
        sleep 0.1
    done
    DISPLAY=":$(cat "$display_file")"
    export DISPLAY
    rm -f "$display_file"
}
