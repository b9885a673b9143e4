import { ConfigurationError } from "../errors.ts"
import type { OneOrMany, TextFilter } from "../messages/filter.ts"
import type { Message, MessageFilter } from "../messages/message.ts"
import { checkFilter } from "./check-filter.ts"

/** Whether a message passes; what the pattern of the filter found, when it has one. */
export type Verdict = boolean | RegExpExecArray

/** A filter, ready to be asked for each message. */
export type Test = (message: Message) => Verdict

type Key = keyof MessageFilter

const compilers: { [K in Key]-?: (value: NonNullable<MessageFilter[K]>) => Test } = {
  contentType: (kinds) => oneOf(kinds, (message) => message.content.type),
  text: textTest,
  chatType: (kinds) => oneOf(kinds, (message) => message.chat.type),
  contactId: (ids) =>
    oneOf(ids, ({ chat }) => (chat.type === "direct" ? chat.contact.contactId : undefined)),
  groupId: (ids) =>
    oneOf(ids, ({ chat }) => (chat.type === "group" ? chat.groupInfo.groupId : undefined)),
  memberId: (ids) => {
    const wanted = new Set<number | string>(asArray(ids))
    return ({ sender }) =>
      sender.type === "member" && (wanted.has(sender.groupMemberId) || wanted.has(sender.memberId))
  },
  role: (roles) =>
    oneOf(roles, ({ sender }) => (sender.type === "member" ? sender.role : undefined)),
  mentioned: (wanted) => (message) => message.mentioned === wanted,
  hasFile: (wanted) => (message) => (message.file !== undefined) === wanted,
  edited: (wanted) => (message) => message.isEdit === wanted,
  history: (wanted) => (message) => message.isHistory === wanted,
  when: (predicate) => (message) => yesOrNo("when", predicate(message)),
}

/**
 * Makes one test of a filter.
 *
 * @throws {ConfigurationError} for a filter that means nothing
 */
export function compileFilter(filter: MessageFilter): Test {
  checkFilter(filter)
  const tests: Test[] = []
  for (const [key, value] of Object.entries(filter)) {
    if (value === undefined) continue
    tests.push((compilers[key as Key] as (value: unknown) => Test)(value))
  }
  return every(tests)
}

/** Passes when all do; with the match of the one that looks for a pattern. */
function every(tests: readonly Test[]): Test {
  const [first, ...others] = tests
  if (first === undefined) return () => true
  if (others.length === 0) return first
  return (message) => {
    let verdict: Verdict = true
    for (const test of tests) {
      const found = test(message)
      if (found === false) return false
      if (found !== true) verdict = found
    }
    return verdict
  }
}

function oneOf<Value>(
  wanted: OneOrMany<Value>,
  read: (message: Message) => Value | undefined,
): Test {
  const values = asArray(wanted)
  const [only] = values
  if (values.length === 1) return (message) => read(message) === only
  const set = new Set<Value | undefined>(values)
  return (message) => set.has(read(message))
}

function textTest(wanted: OneOrMany<TextFilter>): Test {
  const tests = asArray(wanted).map(oneText)
  return ({ text }) => {
    for (const test of tests) {
      const verdict = test(text)
      if (verdict !== false) return verdict
    }
    return false
  }
}

function oneText(wanted: TextFilter): (text: string) => Verdict {
  if (typeof wanted === "string") return (text) => text === wanted
  if (typeof wanted === "function") return (text) => yesOrNo("text", wanted(text))
  // A pattern with g or y begins where it ended the last time; ours always begins at the start.
  const pattern = new RegExp(wanted)
  return (text) => {
    pattern.lastIndex = 0
    return pattern.exec(text) ?? false
  }
}

/** @throws {ConfigurationError} for a promise, which would always be a yes */
function yesOrNo(key: Key, answer: unknown): boolean {
  if (answer instanceof Promise) {
    answer.catch(() => {})
    const problem = "must answer at once, not with a promise; ask in the handler, or in middleware"
    throw new ConfigurationError(`filter.${key}`, problem)
  }
  return Boolean(answer)
}

const asArray = <Value>(given: OneOrMany<Value>): readonly Value[] =>
  Array.isArray(given) ? (given as readonly Value[]) : [given as Value]
