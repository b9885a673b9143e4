import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { onTestFinished } from "vitest"

// A disk of its own for one process, in a mount namespace: nothing is mounted for anyone else, and nothing
// is left behind. Root may do that; others may where the system lets them have user namespaces.
const ways = [
  ["unshare", "-m"],
  ["unshare", "-Urm"],
] as const

const mount = 'mount -t tmpfs -o "size=$1,mode=777" tmpfs "$2" && shift 2 && exec "$@"'

function works([command, ...flags]: (typeof ways)[number]): boolean {
  if (process.platform !== "linux") return false
  const folder = mkdtempSync(join(tmpdir(), "small-disk-"))
  try {
    const args = [...flags, "sh", "-c", mount, "sh", "64k", folder, "true"]
    execFileSync(command, args, { stdio: "ignore" })
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const way = ways.find((one) => works(one))

/** Whether a process can have a disk of its own here. */
export const hasSmallDisks: boolean = way !== undefined

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/**
 * Runs Node with a small disk.
 *
 * @param size as mount takes it: `1m`
 * @param args get the folder of the disk as the last one
 */
export async function onSmallDisk(size: string, args: readonly string[]): Promise<Ran> {
  if (way === undefined) throw new Error("no process can have a disk of its own here")
  const [command, ...flags] = way
  const folder = mkdtempSync(join(tmpdir(), "small-disk-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const node = [process.execPath, "--disable-warning=ExperimentalWarning", ...args, folder]
  return ended(command, [...flags, "sh", "-c", mount, "sh", size, folder, ...node])
}

/** Runs Node without the right to write files that are larger than this. Every Linux has it. */
export const withFileLimit = (bytes: number, args: readonly string[]): Promise<Ran> =>
  ended("prlimit", [`--fsize=${bytes}`, process.execPath, ...args])

async function ended(command: string, args: readonly string[]): Promise<Ran> {
  const { SIMPLEX_LIBS_DIR: _, ...env } = process.env
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env })
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ])
  return { code, out, err }
}
