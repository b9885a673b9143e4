export { Moderation, type ModerationOptions, type Penalty } from "./moderation.ts"
export type { ModerationEntry } from "./records.ts"
export { type Reason, type Rule, rule } from "./rules.ts"
