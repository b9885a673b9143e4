import type { AnyEvent, ChatApi } from "@simplex-chat/api"
import { commandKey, type ParsedCommand } from "../commands/parse-command.ts"
import type { Test, Verdict } from "../filters/compile-filter.ts"
import type { Reach } from "../filters/reach.ts"
import type { Message } from "../messages/message.ts"
import type { CommandInfo } from "./command-info.ts"
import type { ErrorBoundary, HandlerContext, Middleware, StartHandler } from "./handlers.ts"

/** Middleware and error boundary around the handlers of one composer. */
export interface Frame {
  /** Undefined for the bot itself. */
  readonly parent: Frame | undefined
  readonly middleware: readonly Middleware[]
  readonly boundary: ErrorBoundary | undefined
  /** Present when the composer is a plugin. */
  readonly plugin?: PluginInfo | undefined
}

/** What a plugin says about itself. */
export interface PluginInfo {
  readonly name: string
  /** The plugins without which it does not work. */
  readonly needs: readonly string[]
}

/** A handler of messages or commands, and when it runs. */
export interface Route extends Place {
  readonly kind: "route"
  /** The declared names of the commands by what is compared; undefined for messages. */
  readonly names: ReadonlyMap<string, string> | undefined
  readonly caseSensitive: boolean
  /** Whether some commands of its names do not pass; only for commands. */
  readonly isFiltered?: boolean | undefined
  readonly test: Test
  /** In which chats it can be used; undefined for messages. */
  readonly reach?: Reach | undefined
  /** Whether it gets edits, and history, in place of new messages. */
  readonly edited: boolean
  readonly history: boolean
  /** What a command says about itself; undefined without a description. */
  readonly info?: CommandInfo | undefined
  readonly call: (call: Call) => unknown
}

/** What a route is called with. */
export interface Call {
  readonly message: Message
  /** With the name as it was declared. */
  readonly command: ParsedCommand | undefined
  readonly verdict: Verdict
  readonly context: HandlerContext
}

/** Leads into the handlers of a group, up to `end`, for the messages that pass. */
export interface Gate extends Place {
  readonly kind: "gate"
  readonly test: Test
  /** Whether some messages do not pass. */
  readonly isFiltered: boolean
  readonly reach: Reach
  readonly end: number
  /** The keys of the commands in it; undefined where it leads to messages. */
  readonly names: ReadonlySet<string> | undefined
}

/** Where code of the application is declared: what it throws belongs there. */
export interface Place {
  /** What it is called in logs: `onCommand help`. */
  readonly label: string
  /** The composers around it, outermost first, without the bot itself and those that do nothing. */
  readonly frames: readonly Frame[]
  readonly owner: Frame
}

/** A handler of events. */
export interface EventRoute extends Place {
  readonly call: (event: AnyEvent, context: HandlerContext, api: ChatApi) => unknown
}

/** All handlers in the order in which they are asked. */
export interface Plan {
  /** The commands of the whole tree, then from `messagesFrom` on the messages of the whole tree. */
  readonly steps: readonly (Route | Gate)[]
  readonly messagesFrom: number
  /** The keys of all commands. */
  readonly names: ReadonlySet<string>
  readonly events: ReadonlyMap<string, readonly EventRoute[]>
  readonly starts: readonly StartHandler[]
  readonly plugins: readonly PluginInfo[]
  /** Whether some handler wants edits, and history. */
  readonly edited: boolean
  readonly history: boolean
  readonly root: Frame
}

/** What a composer holds. */
export interface Branch {
  readonly frame: Frame
  readonly commands: readonly (Declared | Group)[]
  readonly messages: readonly (Declared | Group)[]
  readonly events: readonly (readonly [tag: string, handler: DeclaredEvent] | Group)[]
  readonly starts: readonly (StartHandler | Group)[]
}

export type DeclaredEvent = Pick<EventRoute, "label" | "call">

export type Declared = Pick<
  Route,
  "names" | "caseSensitive" | "test" | "reach" | "label" | "call" | "info" | "isFiltered"
> &
  Wanted

/** What the filter of a handler or of a group says about edits and history. */
export interface Wanted {
  readonly edited: boolean | undefined
  readonly history: boolean | undefined
}

export interface Group extends Partial<Wanted> {
  readonly test: Test
  readonly isFiltered: boolean
  readonly reach: Reach
  readonly branch: Branch
}

/** Flattens a tree of composers, so that dispatching goes through one array. */
export function planOf(root: Branch): Plan {
  const steps: (Route | Gate)[] = []
  const inherited = { frames: [], edited: false, history: false }
  addRoutes(root, "commands", inherited, steps)
  const messagesFrom = steps.length
  addRoutes(root, "messages", inherited, steps)
  const routes = steps.filter((step) => step.kind === "route")
  const edited = routes.some((route) => route.edited)
  const history = routes.some((route) => route.history)
  const events = new Map<string, EventRoute[]>()
  addEvents(root, [], events)
  const names = new Set(routes.flatMap(({ names }) => [...(names?.values() ?? [])].map(commandKey)))
  return {
    steps,
    messagesFrom,
    names,
    events,
    starts: startsOf(root),
    plugins: pluginsOf(root),
    edited,
    history,
    root: root.frame,
  }
}

/** What handlers have of the composers around them. */
interface Inherited {
  readonly frames: readonly Frame[]
  readonly edited: boolean
  readonly history: boolean
}

function addRoutes(
  { frame, ...branch }: Branch,
  phase: "commands" | "messages",
  inherited: Inherited,
  steps: (Route | Gate)[],
): void {
  for (const entry of branch[phase]) {
    const { edited = inherited.edited, history = inherited.history } = entry
    if ("branch" in entry) {
      const at = steps.length
      const { test, isFiltered, reach } = entry
      const { frames } = inherited
      const common = { test, isFiltered, reach, frames, owner: frame }
      const gate = { kind: "gate", label: "group", ...common } as const
      steps.push({ ...gate, end: at, names: undefined })
      const within = framesWithin(entry.branch, frames)
      addRoutes(entry.branch, phase, { frames: within, edited, history }, steps)
      if (steps.length === at + 1) steps.pop()
      else {
        const names = phase === "commands" ? namesIn(steps.slice(at + 1)) : undefined
        steps[at] = { ...gate, end: steps.length, names }
      }
    } else {
      const { frames } = inherited
      steps.push({ kind: "route", ...entry, edited, history, frames, owner: frame })
    }
  }
}

const namesIn = (steps: readonly (Route | Gate)[]): ReadonlySet<string> =>
  new Set(steps.flatMap(({ names }) => [...(names?.keys() ?? [])]))

function addEvents(
  { frame, events }: Branch,
  frames: readonly Frame[],
  routes: Map<string, EventRoute[]>,
): void {
  for (const entry of events) {
    if ("branch" in entry) {
      addEvents(entry.branch, framesWithin(entry.branch, frames), routes)
    } else {
      const [tag, handler] = entry
      const ofTag = routes.get(tag) ?? []
      ofTag.push({ ...handler, frames, owner: frame })
      routes.set(tag, ofTag)
    }
  }
}

const startsOf = ({ starts }: Branch): StartHandler[] =>
  starts.flatMap((entry) => ("branch" in entry ? startsOf(entry.branch) : [entry]))

const pluginsOf = ({ frame, commands }: Branch): PluginInfo[] => [
  ...(frame.plugin === undefined ? [] : [frame.plugin]),
  // Every group is in the list of commands.
  ...commands.flatMap((entry) => ("branch" in entry ? pluginsOf(entry.branch) : [])),
]

function framesWithin({ frame }: Branch, frames: readonly Frame[]): readonly Frame[] {
  return frame.middleware.length > 0 || frame.boundary !== undefined ? [...frames, frame] : frames
}
