#!/usr/bin/env bash
# A Slurm of this one machine, for as long as a command runs (Debian: slurm-wlm, munge; as root):
#     ci/cluster/slurm-here.sh COMMAND [WORD…]
# It shows that slurm.sh does what it says; a cluster it is not. Exit code: that of the command; 64 without Slurm.
set -euo pipefail
PATH=$PATH:/usr/sbin
for tool in munged mungekey slurmctld-wlm slurmd sbatch; do
  command -v "$tool" > /dev/null || { echo "slurm-here: no $tool: install slurm-wlm and munge" >&2; exit 64; }
done
home=$(mktemp -d)
host=$(hostname -s)
daemons=()
end() {
  scancel --user="$(id -un)" 2> /dev/null || true
  for daemon in "${daemons[@]}"; do
    kill "$daemon" 2> /dev/null || true
    wait "$daemon" 2> /dev/null || true
  done
  rm -rf -- "$home"
}
trap end EXIT
chmod 755 "$home"

mungekey --create --keyfile="$home/key"
munged --foreground --force --key-file="$home/key" --socket="$home/munge" --pid-file="$home/munge.pid" \
  --log-file="$home/munge.log" --seed-file="$home/seed" 2> "$home/munge.err" &
daemons+=($!)

cat > "$home/slurm.conf" << CONF
ClusterName=here
SlurmctldHost=$host(127.0.0.1)
SlurmUser=$(id -un)
SlurmctldPort=16817
SlurmdPort=16818
AuthInfo=socket=$home/munge
StateSaveLocation=$home/state
SlurmdSpoolDir=$home/spool
SlurmctldPidFile=$home/slurmctld.pid
SlurmdPidFile=$home/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MailProg=/bin/true
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=here Nodes=ALL Default=YES State=UP MaxTime=INFINITE
CONF
mkdir "$home/state" "$home/spool"
export SLURM_CONF=$home/slurm.conf
until [ -S "$home/munge" ]; do
  kill -0 "${daemons[0]}" 2> /dev/null || { cat "$home/munge.err" >&2; exit 64; }
  sleep 0.2
done
slurmctld-wlm -D > "$home/slurmctld.log" 2>&1 &
daemons+=($!)
slurmd -D > "$home/slurmd.log" 2>&1 &
daemons+=($!)
for _ in $(seq 100); do
  [ "$(sinfo --noheader --format=%T 2> /dev/null)" = idle ] && break
  sleep 0.3
done
if [ "$(sinfo --noheader --format=%T)" != idle ]; then
  tail -n 5 "$home"/*.log >&2
  exit 64
fi
"$@"
