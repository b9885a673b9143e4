import type { GroupRow } from "../store/rows.ts"

/** What members do in a channel is signed; what the group says is only where its author wants it. */
export function signedIn({ channel }: GroupRow): { msgSigned?: "verified" } {
  return channel === undefined ? {} : { msgSigned: "verified" }
}
