import type { CC, Command } from "@simplex-chat/types"
import type { CommandName } from "@simplex-chat/types/parse"
import type { Answer, ChatApi } from "../../src/index.ts"

/** How a command is issued by its method, and what the method makes of the answer. */
interface Method<Declared> {
  readonly call: (api: ChatApi, params: ParamsOf<Declared>) => Promise<unknown>
  readonly value: (answer: AnswerOf<Declared>) => unknown
  /** The error for which the method gives undefined. */
  readonly absent?: string
}

type ParamsOf<Declared> = Declared extends Command<infer Params, unknown> ? Params : never
type AnswerOf<Declared> = Declared extends Command<never, infer Response> ? Answer<Response> : never

/** Every command that is documented upstream has an entry, and many others: a test sees to it. */
export type Methods = { readonly [Name in CommandName]?: Method<(typeof CC)[Name]> }

export const nothing = () => undefined
export const whole = (answer: unknown) => answer

/** Those parameters that the method takes as options. */
export const only = <Params extends object, Name extends keyof Params>(
  params: Params,
  ...names: Name[]
): Pick<Params, Name> =>
  Object.fromEntries(names.map((name) => [name, params[name]])) as Pick<Params, Name>
