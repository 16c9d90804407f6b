# SPDX-License-Identifier: Apache-2.0
# A terminal's whole sync against PouchDB's replication, in turns. Sourced by deploy/bench. Both sides send from a
# database of their own to a server process over loopback, in batches of 256; the documents are the very JSON that lies
# sealed in our records, which are padded besides. Only the sending is timed; each round begins with an empty server.
# Beside the clock, the time that both processes together were on cores, which other programs at work do not lengthen.

command -v npm >/dev/null && command -v node >/dev/null || die "npm is missing: install Node.js with it (Debian: apt-get install npm)"
modules="$top/build/pouchdb"
mkdir -p "$modules"
if ! cmp -s "$top/tests/bench/pouchdb/package.json" "$modules/package.json" || [ ! -d "$modules/node_modules/pouchdb" ]; then
    say "Installing PouchDB into build/pouchdb"
    cp "$top/tests/bench/pouchdb/package.json" "$modules/"
    (cd "$modules" && npm install --no-package-lock --no-audit --no-fund --loglevel=error >"$work/npm.log" 2>&1) || {
        rm -f "$modules/package.json"
        tail -n 20 "$work/npm.log" >&2
        die "PouchDB could not be installed from npm's registry"
    }
fi
cp "$top/tests/bench/pouchdb/server.js" "$top/tests/bench/pouchdb/carry.js" "$modules/"

count=10000
batch=256
server_pid=
stop_server() {
    [ -z "$server_pid" ] || { kill "$server_pid" 2>/dev/null && wait "$server_pid" 2>/dev/null; } || true
    server_pid=
}
trap 'stop_server; finish' EXIT
# await_port FILE: until the server that was started last says where it listens.
await_port() {
    tries=0
    while [ ! -s "$1" ]; do
        tries=$((tries + 1))
        if ! kill -0 "$server_pid" 2>/dev/null || [ "$tries" -ge 300 ]; then
            tail -n 20 "$work/server.log" >&2
            die "a server did not start"
        fi
        sleep 0.1
    done
}

# The seconds that the server was on a core so far.
server_cores() { awk -v hertz="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13) / hertz }' "/proc/$server_pid/stat"; }
# add_cores BEFORE FILE: the server's share to the sender's, which is in "$work/round" behind the seconds by the clock.
add_cores() {
    awk -v server="$(server_cores)" -v before="$1" '{ print $1, $2 + server - before }' "$work/round" >>"$2"
}

# ours KIND / theirs KIND: one round, its seconds appended to $work/ours.KIND or $work/theirs.KIND.
ours() {
    rm -rf "$work/hub" "$work/port"
    "$built/istiqbal-hub" init "$work/hub" --office "$work/$1/office.json" >/dev/null
    "$built/istiqbal-hub" run "$work/hub" --listen 127.0.0.1:0 --port-file "$work/port" >"$work/server.log" 2>&1 &
    server_pid=$!
    await_port "$work/port"
    before=$(server_cores)
    timeout 600 "$built/bench_carry" send "$work/$1" "$work/hub/hub.json" "http://127.0.0.1:$(cat "$work/port")" \
        >"$work/round" || die "the records did not come to the hub"
    add_cores "$before" "$work/ours.$1"
    stop_server
}
theirs() {
    rm -rf "$work/pouch" "$work/port"
    mkdir "$work/pouch"
    node "$modules/server.js" "$work/pouch/server" "$work/port" >"$work/server.log" 2>&1 &
    server_pid=$!
    await_port "$work/port"
    before=$(server_cores)
    timeout 600 node "$modules/carry.js" "$work/$1/documents" "$work/pouch/client" \
        "http://127.0.0.1:$(cat "$work/port")" "$batch" >"$work/round" || {
        tail -n 20 "$work/server.log" >&2
        die "the documents did not come to PouchDB's server"
    }
    add_cores "$before" "$work/theirs.$1"
    stop_server
}
# middle FILE COLUMN
middle() { awk -v column="$2" '{ print $column }' "$1" | sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

for kind in rating request; do
    say "$count of kind $kind, in turns (seconds by the clock, and on cores)"
    "$built/bench_carry" prepare "$work/$kind" "$count" "$kind"
    round=0
    while [ "$round" -lt "$rounds" ]; do
        round=$((round + 1))
        ours "$kind"
        theirs "$kind"
        echo "round $round: ours $(tail -n 1 "$work/ours.$kind"), PouchDB $(tail -n 1 "$work/theirs.$kind")"
    done
done

line() { printf '%-44s  %10s  %10s  %8s  %s\n' "$@"; }
# compared WHAT KIND COLUMN TARGET
compared() {
    mine=$(middle "$work/ours.$2" "$3")
    other=$(middle "$work/theirs.$2" "$3")
    awk -v mine="$mine" -v other="$other" 'BEGIN { printf "%.2f s\n%.2f s\n%.1f x\n", mine, other, other / mine }' >"$work/figures"
    line "$1" "$(sed -n 1p "$work/figures")" "$(sed -n 2p "$work/figures")" "$(sed -n 3p "$work/figures")" "$4"
}
say "$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), node $(node --version)"
line "$count records to their server (medians)" "ours" "PouchDB" "ratio" "target"
line "----" "----" "-------" "-----" "------"
for kind in rating request; do
    mean=$(awk '{ bytes += length($0) } END { printf "%.0f", bytes / NR }' "$work/$kind/documents")
    compared "$kind, $mean characters of JSON" "$kind" 1 ">= 20 x"
    compared "  on cores, both processes" "$kind" 2 ""
done
