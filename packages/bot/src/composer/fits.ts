import type { Scope } from "../messages/filter.ts"

/**
 * Lets a composer pass where all messages that come are messages that it handles: one that was declared
 * for images is not for every message.
 */
export type Fits<Coming extends Scope, Handled extends Scope> =
  KnownOf<Coming> extends KnownOf<Handled>
    ? unknown
    : { readonly "this composer is for other messages than come here": never }

/** One by one: scopes themselves are compared by the filters that made them. */
type KnownOf<In extends Scope> = readonly [In["content"], In["chat"], In["sender"], In["also"]]
