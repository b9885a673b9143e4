import {
  CallError,
  ClosedError,
  FileError,
  InvalidArgumentError,
  TimeoutError,
  UnsupportedError,
} from "../errors.ts"

/** An error of a core in another process, as it travels. */
export interface WireError {
  readonly name: string
  readonly message: string
  readonly fields: Readonly<Record<string, string | number | boolean>>
}

/** Describes an error of a core so that it can be sent: its class, message and plain fields. */
export function toWireError(error: unknown): WireError {
  if (!(error instanceof Error)) return { name: "CallError", message: "unknown", fields: {} }
  const fields = Object.entries(error).filter(([name, value]) => {
    return name !== "name" && ["string", "number", "boolean"].includes(typeof value)
  })
  return {
    name: error.name,
    message: error.message,
    fields: Object.fromEntries(fields) as WireError["fields"],
  }
}

/** The error as the class that the core would have thrown here. */
export function fromWireError(operation: string, { name, message, fields }: WireError): Error {
  const text = (field: string) => String(fields[field] ?? "")
  switch (name) {
    case "ClosedError":
      return new ClosedError(operation)
    case "TimeoutError":
      return new TimeoutError(operation, Number(fields["timeoutMs"]), fields["started"] === true)
    case "FileError":
      return new FileError(operation, text("path"), text("reason"))
    case "InvalidArgumentError":
      return new InvalidArgumentError(text("argument"), withoutPrefix(message, text("argument")))
    case "UnsupportedError":
      return new UnsupportedError(operation, withoutPrefix(message, operation))
    default:
      return new CallError(operation, withoutPrefix(message, operation))
  }
}

function withoutPrefix(message: string, prefix: string): string {
  return message.startsWith(`${prefix}: `) ? message.slice(prefix.length + 2) : message
}
