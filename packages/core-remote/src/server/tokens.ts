import { createHash, timingSafeEqual } from "node:crypto"

/** Whether an `Authorization` header carries the token; takes as long when it does not. */
export function isAuthorized(header: string | undefined, token: string): boolean {
  const given = header?.startsWith("Bearer ") === true ? header.slice("Bearer ".length) : ""
  return timingSafeEqual(digest(given), digest(token))
}

const digest = (text: string) => createHash("sha256").update(text).digest()
