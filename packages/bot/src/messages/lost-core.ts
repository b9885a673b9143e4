import { ChatApiError } from "@simplex-chat/api"
import { isA } from "../is-a.ts"

/**
 * Whether something failed because the core is there no more: it was closed, or died. What was to be
 * done is done at the next start, as after a kill.
 */
export function isOfLostCore(error: unknown): boolean {
  // The application may have wrapped it, even in itself.
  for (let [cause, depth] = [error, 0]; isA(cause, Error) && depth < 10; depth++) {
    if (isA(cause, ChatApiError) && Reflect.get(cause, "code") === "closed") return true
    cause = Reflect.get(cause, "cause")
  }
  return false
}
