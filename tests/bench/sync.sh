# SPDX-License-Identifier: Apache-2.0
# A record's way from the terminal to the office, beside its bare parts. Sourced by deploy/bench.

run_benchmark seal
run_benchmark sync

# figure_of BENCHMARK COUNTER: by its name up to what Google Benchmark adds to it.
figure_of() { counter sync "$1/" "$2"; }
percent() { awk -v share="$1" 'BEGIN { printf "%.0f %%", share }'; }
# shares WHAT BENCHMARK TARGET: records a second, and how much that is of the bare parts' speed, in turns: by the clock,
# and by the time on cores, which other programs at work do not lengthen.
shares() {
    row "$1" "$(figure_of "$2" a_second)/s" "$(percent "$(figure_of "$2" share)")" \
        "$(percent "$(figure_of "$2" core_share)")" "$3"
}
peak() { awk -v kib="$(figure_of "$1" peak_kib | sed 's/k$/ * 1000/')" 'BEGIN { split(kib, part, " "); print part[1] * (part[3] ? part[3] : 1) " KiB" }'; }
row() { printf '%-46s  %14s  %12s  %12s  %s\n' "$@"; }

say "$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
row "what (medians)" "records" "of the bare" "on cores" "target"
row "----" "-------" "-----------" "--------" "------"
row "submit: seal, sign, store durably" "$(figure seal submit)" \
    "$(percent "$(counter seal submit share)")" "$(percent "$(counter seal submit core_share)")" ">= 80 % (1.25 x)"
for size in 1024 16384 1048576; do
    shares "seal, $((size / 1024)) KiB" "seal_record/$size" ""
    shares "verify, $((size / 1024)) KiB" "verify/$size" ""
    shares "open, $((size / 1024)) KiB" "open_record/$size" ""
    shares "batch: build and wrap, $((size / 1024)) KiB" "batch_build/$size" ""
    shares "batch: unwrap and verify, $((size / 1024)) KiB" "batch_open/$size" ""
done
shares "hub: batches of ratings, one terminal" "hub_ingest/1/1" ""
shares "hub: batches of ratings, two terminals" "hub_ingest/1/2" ">= 70 %"
shares "hub: batches of requests, one terminal" "hub_ingest/16/1" ""
shares "hub: batches of requests, two terminals" "hub_ingest/16/2" ">= 70 %"
shares "office: open ratings, all cores" "office_open/1" ">= 80 %"
shares "office: open requests, all cores" "office_open/16" ">= 80 %"
shares "office: open and file ratings" "office_file/1" ""
shares "office: open and file requests" "office_file/16" ""

row() { printf '%-46s  %14s  %14s  %14s\n' "$@"; }
say "Bytes on the wire, per record in a full batch"
row "plaintext, padded" "1 KiB" "16 KiB" "1 MiB"
row "on the wire" "$(figure_of batch_build/1024 wire_bytes)" "$(figure_of batch_build/16384 wire_bytes)" \
    "$(figure_of batch_build/1048576 wire_bytes)"
row "added to the plaintext" "$(figure_of batch_build/1024 added_bytes)" \
    "$(figure_of batch_build/16384 added_bytes)" "$(figure_of batch_build/1048576 added_bytes)"

say "Memory added at the worst moment, what is given back included"
row "what" "1 KiB" "1 MiB" "4 MiB"
for what in seal open batch_build batch_open; do
    row "$(echo "$what" | sed -e 's/_build/: build and wrap/' -e 's/_open/: unwrap and verify/')" \
        "$(peak "memory_$what/1024")" "$(peak "memory_$what/1048576")" "$(peak "memory_$what/4194304")"
done

say "Growth: the median of each query, and the largest against the smallest (target: near 1)"
ISTIQBAL_BENCH_FOLDER="$work" timeout 3000 "$built/bench_growth" ${million:+--million}
