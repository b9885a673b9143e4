// What a core keeps, one interface per table. Numbers that end in `Id` are rows of other tables.
export type * from "./rows/connections.ts"
export type * from "./rows/files.ts"
export type * from "./rows/groups.ts"
export type * from "./rows/items.ts"
export type * from "./rows/people.ts"
