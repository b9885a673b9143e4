import { commandKey } from "../commands/parse-command.ts"
import { isOfLostCore } from "../messages/lost-core.ts"
import { BotError, WaitError } from "../errors.ts"
import type { Verdict } from "../filters/compile-filter.ts"
import { isA } from "../is-a.ts"
import type { EventUpdate, HandlerContext, MessageUpdate, Update } from "./handlers.ts"
import type { Frame, Gate, Place, Plan, Route } from "./plan.ts"

/**
 * Runs the handlers of a plan for one update. Resolves when its handlers are done; rejects with what one of
 * them threw and no boundary took.
 */
export async function run(plan: Plan, update: Update, onCaught?: OnCaught): Promise<void> {
  await new Run(plan, update, onCaught).start()
}

/** Called with what a boundary takes. */
export type OnCaught = (error: unknown, update: Update) => void

/** What each update was last handled by, for the log. */
const lastHandlers = new WeakMap<Update, string>()

/** The handler that got an update last: `onCommand help`; undefined when none did. */
export const handlerOf = (update: Update): string | undefined => lastHandlers.get(update)

class Run {
  readonly #plan: Plan
  readonly #update: Update
  /** The composers whose middleware has begun: it runs once for each update. */
  #entered: Set<Frame> | undefined
  /** What was thrown last, and where: a boundary takes only what its own handlers threw. */
  #failure: { readonly error: unknown; readonly owner: Frame } | undefined

  readonly #onCaught: OnCaught | undefined

  constructor(plan: Plan, update: Update, onCaught: OnCaught | undefined) {
    this.#plan = plan
    this.#update = update
    this.#onCaught = onCaught
  }

  start(): Promise<void> {
    const update = this.#update
    const { root } = this.#plan
    return this.#within(root, () =>
      update.type === "message" ? this.#messages(update, 0) : this.#events(update, 0),
    )
  }

  /** Calls the first route from this step on that matches. */
  async #messages(update: MessageUpdate, from: number): Promise<void> {
    const { steps, messagesFrom } = this.#plan
    const { message, command } = update
    const key = command === undefined ? "" : commandKey(command.name)
    let at = command === undefined ? Math.max(from, messagesFrom) : from
    while (at < steps.length) {
      const step = steps[at++] as Plan["steps"][number]
      if (step.kind === "gate") {
        // What guards other commands is not asked: it may throw.
        if (step.names?.has(key) === false && !step.names.has(command?.name ?? "")) {
          at = step.end
          continue
        }
        const verdict = verdictOf(step, message)
        if (verdict instanceof Thrown) return this.#enter(step, 0, verdict.again)
        if (verdict === false) at = step.end
        continue
      }
      if (!isWanted(step, update)) continue
      const name = step.names?.get(step.caseSensitive ? (command?.name ?? "") : key)
      if (step.names !== undefined && name === undefined) continue
      const verdict = verdictOf(step, message)
      if (verdict === false) continue
      if (verdict instanceof Thrown) return this.#enter(step, 0, verdict.again)
      const next = at
      return this.#enter(step, 0, () => {
        const context = this.#context(() => this.#messages(update, next))
        const called = name === undefined || command === undefined ? command : { ...command, name }
        return step.call({ message, command: called, verdict, context })
      })
    }
  }

  async #events(update: EventUpdate, at: number): Promise<void> {
    const route = this.#plan.events.get(update.event.type)?.[at]
    if (route === undefined) return
    return this.#enter(route, 0, () =>
      route.call(
        update.event,
        this.#context(() => this.#events(update, at + 1)),
        update.api,
      ),
    )
  }

  /** Goes through the composers around a route that were not entered yet, then calls it. */
  async #enter(place: Place, depth: number, call: () => unknown): Promise<void> {
    const frame = place.frames[depth]
    if (frame === undefined) {
      lastHandlers.set(this.#update, place.label)
      await this.#guarded(place.owner, call)
    } else if (this.#entered?.has(frame) === true) {
      await this.#enter(place, depth + 1, call)
    } else {
      this.#entered ??= new Set()
      this.#entered.add(frame)
      await this.#within(frame, () => this.#enter(place, depth + 1, call))
    }
  }

  async #within(frame: Frame, inner: () => Promise<void>): Promise<void> {
    const { boundary } = frame
    const guarded = this.#middleware(frame, 0, inner)
    if (boundary === undefined) return guarded
    try {
      await guarded
    } catch (error) {
      if (!this.#isOf(frame, error) || isStopping(error)) throw error
      this.#onCaught?.(error, this.#update)
      await this.#guarded(frame.parent ?? frame, () => boundary(error, this.#update))
    }
  }

  #middleware(frame: Frame, at: number, inner: () => Promise<void>): Promise<void> {
    const middleware = frame.middleware[at]
    if (middleware === undefined) return inner()
    const next = once(() => this.#middleware(frame, at + 1, inner))
    return this.#guarded(frame, () => middleware(this.#update, next))
  }

  async #guarded(owner: Frame, call: () => unknown): Promise<void> {
    try {
      await call()
    } catch (error) {
      // What came from a handler further on is its own still, however far it is passed.
      if (!this.#hasFailedWith(error)) this.#failure = { error, owner }
      throw error
    }
  }

  #isOf(frame: Frame, error: unknown): boolean {
    let owner = this.#hasFailedWith(error) ? this.#failure?.owner : undefined
    while (owner !== undefined && owner !== frame) owner = owner.parent
    return owner === frame
  }

  /** Anything can be thrown, `undefined` and `NaN` included. */
  #hasFailedWith(error: unknown): boolean {
    return this.#failure !== undefined && Object.is(this.#failure.error, error)
  }

  #context(next: () => Promise<void>): HandlerContext {
    const { state, signal } = this.#update
    return { state, signal, next: once(next) }
  }
}

/** Whether a handler gets messages of this kind: new ones, edits, or history. */
function isWanted(
  { names, edited, history }: Route,
  { message, isCorrection }: MessageUpdate,
): boolean {
  if (message.isHistory !== history) return false
  return message.isEdit === edited || (isCorrection === true && names !== undefined)
}

function once(next: () => Promise<void>): () => Promise<void> {
  let called = false
  return () => {
    if (called) return Promise.reject(new BotError("next() was called twice by one handler"))
    called = true
    return next()
  }
}

/** Not a failure: the message comes again, so that no boundary may count it as handled. */
const isStopping = (error: unknown): boolean =>
  (isA(error, WaitError) && error.code === "stopping") || isOfLostCore(error)

/** What a filter has thrown. It is thrown again where the handler is, for the boundaries around it. */
class Thrown {
  readonly again: () => never

  constructor(error: unknown) {
    this.again = () => {
      throw error
    }
  }
}

function verdictOf({ test }: Route | Gate, message: MessageUpdate["message"]): Verdict | Thrown {
  try {
    return test(message)
  } catch (error) {
    return new Thrown(error)
  }
}
