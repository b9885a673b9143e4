import type { TypeExpr } from "../../src/schema.ts"

/**
 * A way in which the core 7.0.0.6 differs from the declared API so that what it sends does
 * not fit the declaration. `type` is a record or a member (`ContactAddressPlan.ok`).
 */
export type Difference = {
  readonly reason: string
  readonly type: string
  readonly field: string
} & (
  | { readonly change: "required since" }
  | { readonly change: "removed since"; readonly was: TypeExpr; readonly optional?: true }
)

/**
 * All known differences: the only exceptions that recordings of the core 7.0.0.6 get. What the
 * declared version merely adds (optional fields, tags, values, commands) needs none, as 7.0.0.6
 * never sends it: `msgVerified`, `planSimplexName`, `otherSimplexName`, `notResolvedLocally`,
 * `memberVerifiedCode`, `businessDomain`, the `description` of profiles.
 */
export const differences: readonly Difference[] = [
  {
    type: "FullGroupPreferences",
    field: "signMessages",
    change: "required since",
    reason: "groups can ask for signed messages",
  },
  {
    type: "CIMeta",
    field: "msgSigned",
    change: "removed since",
    was: { ref: "MsgSigStatus" },
    optional: true,
    reason: "`msgVerified` took its place",
  },
]
