import { mkdirSync } from "node:fs"
import { dirname } from "node:path"

/**
 * Makes a folder and those above it. Not `mkdirSync`'s `recursive`: in Node 22 and 24 it never
 * returns where folders cannot be made but "do not exist", as below /proc.
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === "EEXIST") return
    if (code !== "ENOENT" || dirname(path) === path) throw error
    makeFolder(dirname(path))
    mkdirUnlessThere(path)
  }
}

function mkdirUnlessThere(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
  }
}
