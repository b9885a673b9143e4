import { unreadable } from "./failure.ts"
export function groupTarget(..._: unknown[]): never { throw unreadable() }
