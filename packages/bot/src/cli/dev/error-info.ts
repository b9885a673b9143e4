import { CallError, ClosedError, FileError, TimeoutError } from "@simplex-chat/core"
import type { ErrorInfo } from "./protocol.ts"

export function infoOf(error: unknown): ErrorInfo {
  if (!(error instanceof Error)) return { name: "CallError", message: "unknown", fields: {} }
  const fields = Object.entries(error).filter(
    ([name, value]) => name !== "name" && ["string", "number", "boolean"].includes(typeof value),
  ) as [string, string | number | boolean][]
  return { name: error.name, message: error.message, fields: Object.fromEntries(fields) }
}

/** The error as the class that the core would have thrown in this process. */
export function errorOf(operation: string, { name, message, fields }: ErrorInfo): Error {
  const text = (field: string) => String(fields[field] ?? "")
  switch (name) {
    case "ClosedError":
      return new ClosedError(operation, { started: fields["started"] === true })
    case "TimeoutError":
      return new TimeoutError(operation, Number(fields["timeoutMs"]), fields["started"] === true)
    case "FileError":
      return new FileError(operation, text("path"), text("reason"))
    default: {
      const prefix = `${operation}: `
      const problem = message.startsWith(prefix) ? message.slice(prefix.length) : message
      return new CallError(operation, problem)
    }
  }
}
