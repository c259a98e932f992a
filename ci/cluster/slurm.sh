#!/usr/bin/env bash
# One run of Ripsaw on a Slurm cluster: an array of N jobs, each a shard, and a job after them that merges:
#     ci/cluster/slurm.sh N DIR COMMAND [OPTION…]        as in  ci/cluster/slurm.sh 8 run gate --full
# This checkout and DIR lie where every node sees them. DIR gets shards/K, logs, and of gate and mutants a report.
# A shard that was killed leaves nothing and is missed by name: run the same again with SHARDS=3,5 for these alone.
# Options of sbatch come from the environment (SBATCH_PARTITION …).
# Exit code: that of the merge; 2 if it was lost; 64 for wrong usage.
set -euo pipefail

# One shard, as a job of the array. Slurm runs a copy of this file, so the checkout is named.
if [ "${1-}" = --shard ]; then
  root=$2 n=$3 dir=$4
  shift 4
  exec "$root/ci/ripsaw" "$@" --shard "$SLURM_ARRAY_TASK_ID/$n" --into "$dir/shards/$SLURM_ARRAY_TASK_ID"
fi

# The merge, whatever became of the shards: it says which of them it has not.
if [ "${1-}" = --merge ]; then
  root=$2 dir=$3 report=()
  case $4 in gate | mutants) report=(--report "$dir/report") ;; esac
  code=0
  "$root/ci/ripsaw" merge "$dir/shards" "${report[@]}" || code=$?
  echo "$code" > "$dir/exit-code.unfinished"
  mv "$dir/exit-code.unfinished" "$dir/exit-code"
  exit "$code"
fi

if [ $# -lt 3 ] || ! [[ $1 =~ ^[1-9][0-9]{0,3}$ ]]; then
  echo 'usage: ci/cluster/slurm.sh N DIR COMMAND [OPTION…], as ci/cluster/slurm.sh 8 run gate --full' >&2
  exit 64
fi
n=$1
self=$(readlink -f -- "${BASH_SOURCE[0]}")
root=$(cd -- "$(dirname -- "$self")/../.." && pwd -P)
mkdir -p "$2/shards" "$2/logs"
dir=$(cd -- "$2" && pwd -P)
shift 2

"$root/ci/ripsaw" --version > "$dir/logs/build.txt" # builds, once and not on every node
rm -f "$dir/exit-code"
array=$(sbatch --parsable --job-name=ripsaw --array="${SHARDS:-1-$n}" --output="$dir/logs/%a.txt" \
  "$self" --shard "$root" "$n" "$dir" "$@")
echo "ripsaw: array job ${array%%;*}, shards ${SHARDS:-1-$n} of $n" >&2
# Slurm's own exit code of a job that was killed is 1, which would be a verdict.
sbatch --wait --job-name=ripsaw-merge --dependency="afterany:${array%%;*}" --output="$dir/logs/merge.txt" \
  "$self" --merge "$root" "$dir" "$1" > /dev/null || true
cat "$dir/logs/merge.txt"
[ -f "$dir/exit-code" ] || { echo 'ripsaw: the merge was lost: run the same again' >&2; exit 2; }
exit "$(cat "$dir/exit-code")"
