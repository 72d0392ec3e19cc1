# For scripts that build: how many compilers may run at once here. Sourced, not run.

# One compiler takes up to 1.5 GB: on a small machine fewer run at once than it has processors.
jobs_for_this_machine() {
  local processors by_memory
  processors=$(nproc)
  by_memory=$(awk '/^MemAvailable:/ {print int($2 / 1500000)}' /proc/meminfo)
  [ "$by_memory" -lt "$processors" ] || by_memory=$processors
  [ "$by_memory" -ge 1 ] || by_memory=1
  echo "$by_memory"
}
