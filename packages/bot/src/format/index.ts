export { escape } from "../messages/escape.ts"
export { bold, code, colored, fmt, italic, link, Marked, mention, secret, strike } from "./fmt.ts"
export { type Part, partsOf } from "./parts-of.ts"
