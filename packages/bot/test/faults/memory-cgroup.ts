import { execFileSync } from "node:child_process"
import { mkdirSync, rmdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/** Where the kernel has its groups, what limits their memory, and what keeps it from the swap: version 1, and 2. */
const places = [
  ["/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.swappiness"],
  ["/sys/fs/cgroup", "memory.max", "memory.swap.max"],
] as const

/** A group of processes whose memory the kernel limits, as a container is. */
export interface MemoryCgroup {
  add(pid: number): void
  /** None of its processes may be left. */
  remove(): void
}

/** Makes one, or gives undefined where that takes rights that this process does not have. */
export function memoryCgroup(bytes: number): MemoryCgroup | undefined {
  for (const [place, limit, swap] of places) {
    const folder = join(place, `simplex-bot-test-${process.pid}`)
    try {
      mkdirSync(folder)
    } catch {
      continue
    }
    const set = (file: string, value: number) =>
      writeFileSync(join(folder, file), `${value}`, { flag: "r+" })
    try {
      set(limit, bytes)
      set(swap, 0)
      execFileSync("sh", ["-c", 'echo $$ > "$0"', join(folder, "cgroup.procs")], {
        stdio: "ignore",
      })
      return { add: (pid) => set("cgroup.procs", pid), remove: () => rmdirSync(folder) }
    } catch {
      rmdirSync(folder)
    }
  }
  return undefined
}
