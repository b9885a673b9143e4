import { createRequire } from "node:module"

/** The addon that core-ffi is compared with: a minimal one, written for this benchmark. */
export interface Addon {
  load(library: string): void
  start(): void
  open(path: string, key: string): Promise<number>
  send(ctrl: number, command: string): Promise<string>
  sendSync(ctrl: number, command: string): string
  receive(ctrl: number, microseconds: number): Promise<string>
}

/** Loads the addon that `compileAddon` made. */
export const loadAddon = (file: string): Addon => createRequire(import.meta.url)(file) as Addon
