import { act, model } from "../model/client.ts"

/** How often what is typed is sent, in milliseconds; apps send it every three seconds. */
const everyMs = 400

/** A message that others see while it is being typed. */
export class LiveMessage {
  readonly #place: { readonly person: string; readonly chat: string }
  #text = ""
  #sent = ""
  #timer: ReturnType<typeof setTimeout> | undefined
  /** What is sent goes out in order. */
  #turn: Promise<void> = Promise.resolve()
  #hasBegun = false

  constructor(person: string, chat: string) {
    this.#place = { person, chat }
  }

  /** What is typed so far. */
  type(text: string): void {
    this.#text = text
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#turn = this.#turn.then(() => this.#update(true))
    }, everyMs)
  }

  /** It is complete. */
  async finish(text: string): Promise<void> {
    clearTimeout(this.#timer)
    this.#text = text
    await this.#turn
    await this.#update(false)
  }

  async #update(live: boolean): Promise<void> {
    const text = this.#text
    if (live && (text.trim() === "" || text === this.#sent)) return
    this.#sent = text
    if (!this.#hasBegun) {
      this.#hasBegun = true
      await act({ type: "say", ...this.#place, text, live })
      return
    }
    const item = this.#item
    if (item !== undefined) await act({ type: "edit", ...this.#place, item, text, live })
  }

  /** The message, which is the last live one of the person. */
  get #item(): number | undefined {
    const { person, chat } = this.#place
    const items = model.value?.chats[person]?.find(({ ref }) => ref === chat)?.items
    return items?.findLast(
      ({ meta, chatDir }) => meta.itemLive === true && chatDir.type.endsWith("Snd"),
    )?.meta.itemId
  }
}
