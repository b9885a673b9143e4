/** A list that is never empty: what the core refuses then cannot be written. */
export type OneOrMore<Item> = [Item, ...Item[]]
