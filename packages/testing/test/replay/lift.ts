import type { Envelope, Json } from "./recording.ts"

/** A placeholder for a value that 7.0.0.6 did not send: whatever the network sends is right. */
export const unknown = "\u0000not recorded"

/**
 * A recorded command as the declared version would have been sent it for the same to happen: the
 * beta drops the preference that it does not know, and refuses to sign; undefined for what it
 * refuses.
 */
export function liftCommand(text: string): string | undefined {
  if (/^\/_send \S+(?: (?:live|ttl)=\S+)* sign=(?:on|off) /.test(text)) return undefined
  return text.replace(/"signMessages":\{"enable":"(?:on|off)"\},?/g, "")
}

/** What the beta answers to a command that it does not know, and the release does. */
export const refusedByBeta: Envelope = {
  error: {
    type: "error",
    errorType: { type: "commandError", message: "Failed reading: empty" },
  },
}

type Fields = { [field: string]: Json }

/**
 * What the core 7.0.0.6 sent, as the declared version would have sent it. The recorded core is a
 * beta of 7.0.0; fields that the release added get their value where it follows from the rest, and
 * `unknown` where it does not.
 */
export function lift(envelope: Envelope): Envelope {
  return liftValue(envelope as unknown as Json) as unknown as Envelope
}

function liftValue(value: Json): Json {
  if (Array.isArray(value)) return value.map(liftValue)
  if (typeof value !== "object" || value === null) return value
  const fields: Fields = {}
  for (const [name, field] of Object.entries(value)) fields[name] = liftValue(field)
  return liftObject(fields)
}

function liftObject(fields: Fields): Fields {
  const has = (...names: string[]) => names.every((name) => name in fields)
  // Full preferences of a group have every feature; the release added signing.
  if (has("timedMessages", "directMessages", "simplexLinks", "sessions", "commands", "comments"))
    fields["signMessages"] = unknown
  // The release says in an item's meta what was verified, and the beta what was signed.
  if (has("itemId", "itemTs", "itemStatus") && fields["msgSigned"] !== undefined) {
    fields["msgVerified"] = { type: "signed", sigStatus: fields["msgSigned"] }
    delete fields["msgSigned"]
  }
  // Where in the core's source its database failed.
  if (fields["type"] === "dBException") fields["message"] = unknown
  // Which core was recorded, and which migrations its databases went through.
  if (fields["type"] === "versionInfo")
    Object.assign(fields, {
      versionInfo: unknown,
      chatMigrations: unknown,
      agentMigrations: unknown,
    })
  return fields
}
