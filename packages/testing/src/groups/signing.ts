import type { GroupRow } from "../store/rows.ts"

/** Members sign what they do in a channel. A post is signed only if its author wants it. */
export function signedIn({ channel }: GroupRow): { msgSigned?: "verified" } {
  return channel === undefined ? {} : { msgSigned: "verified" }
}
