import type { OptionKinds } from "@simplex-chat/core"
import { checkOptions } from "../checks.ts"
import type { T } from "@simplex-chat/types"
import { ConfigurationError } from "../errors.ts"
import type { ScheduleClock, ScheduleStore } from "../schedule/index.ts"
import { checkStorage, type Storage } from "../state/storage.ts"
import type { CaptchaKind } from "./captcha/captcha.ts"
import type { ModerationEntry } from "./records.ts"
import type { Rule } from "./rules.ts"

/** What follows when a rule is broken. */
export type Penalty = "warn" | "block" | "remove" | { readonly muteMs: number }

export interface ModerationOptions {
  /** What members must keep to; see `rule`. */
  readonly rules: readonly Rule[]
  /** Where breaches, questions and the log are kept. Workers need one that all of them see. */
  readonly storage: Storage
  /** Where the ends of mutes are kept; beside the state file when absent, as those of a `Schedule`. */
  readonly store?: ScheduleStore | undefined
  /**
   * What follows the first, the second, ... breach of a member; the last one repeats. When absent: two
   * warnings, a mute of an hour, removal. What the role of the bot does not allow becomes a warning.
   */
  readonly penalties?: readonly [Penalty, ...Penalty[]] | undefined
  /** Whose messages are not checked; moderators, admins and owners when absent. */
  readonly exempt?: readonly T.GroupMemberRole[] | undefined
  /**
   * Asks new members to solve a captcha within this time, in milliseconds; not at all when absent. Until
   * then they only read, or wait for review where the group has that.
   */
  readonly captchaMs?: number | undefined
  /** `picture` when absent, which a member can change to a sum, or `sum` for all. */
  readonly captcha?: CaptchaKind | undefined
  /** How many answers a new member has; 3 when absent. Who gives no right one is removed. */
  readonly captchaAttempts?: number | undefined
  /**
   * Whether the right answer lets a member in that waits for review; true when absent. Otherwise a
   * moderator decides.
   */
  readonly letsIn?: boolean | undefined
  /** Lets new members only read for this time, in milliseconds; not at all when absent. */
  readonly observeMs?: number | undefined
  /** Called with each thing that was done: to count, or to tell moderators elsewhere. */
  readonly onAction?: ((entry: ModerationEntry, groupId: number) => unknown) | undefined
  readonly clock?: ScheduleClock | undefined
}

export const moderatorRoles: readonly T.GroupMemberRole[] = ["moderator", "admin", "owner"]

/** @throws {ConfigurationError} when an option is wrong */
export function checkModeration(options: ModerationOptions): void {
  checkOptions(options, kinds)
  checkStorage(options.storage)
  if (options.storage.keys === undefined)
    throw new ConfigurationError("storage", "must have the function keys, to list the log")
  const { rules, penalties } = options
  const isList = Array.isArray(rules as unknown) && rules.length > 0
  if (!isList || !rules.every((one) => typeof (one as Rule | undefined)?.name === "string"))
    throw new ConfigurationError("rules", "must be a list: [rule.links(), rule.names(/admin/i)]")
  const arePenalties = Array.isArray(penalties as unknown) && penalties?.every(isPenalty)
  if (penalties !== undefined && (arePenalties !== true || penalties.length < 1)) {
    const problem = 'must be a list of "warn", "block", { muteMs }, "remove"'
    throw new ConfigurationError("penalties", problem)
  }
}

const kinds: OptionKinds<ModerationOptions> = {
  rules: "any",
  storage: "any",
  store: "object",
  penalties: "any",
  exempt: "list",
  captchaMs: "positive",
  captcha: ["picture", "sum"],
  captchaAttempts: "count",
  letsIn: "flag",
  observeMs: "positive",
  onAction: "function",
  clock: "object",
}

function isPenalty(one: Penalty): boolean {
  if (typeof one === "string") return ["warn", "block", "remove"].includes(one)
  const { muteMs } = ((one as object | null) ?? {}) as { readonly muteMs?: unknown }
  return typeof muteMs === "number" && muteMs > 0
}
