import type { Bot } from "@simplex-chat/bot"
import type { Colleague, Desk, Ticket } from "./desk.ts"

/** Brings customers and colleagues together. */
export class Tickets {
  readonly #bot: Bot
  readonly #desk: Desk

  constructor(bot: Bot, desk: Desk) {
    this.#bot = bot
    this.#desk = desk
  }

  /**
   * Gives a ticket to a free colleague, and adds them to the customer's chat; without anyone on duty it waits.
   *
   * @param except who hands it over
   */
  async assign(ticket: Ticket, except?: number): Promise<Colleague | undefined> {
    const colleague = await this.#desk.free(except)
    await this.#desk.put({ ...ticket, isOpen: true, colleague: colleague?.contactId })
    if (colleague !== undefined) await this.#bring(colleague, ticket)
    return colleague
  }

  /** Gives it to a certain colleague. */
  async give(ticket: Ticket, colleague: Colleague): Promise<void> {
    await this.#desk.put({ ...ticket, isOpen: true, colleague: colleague.contactId })
    await this.#bring(colleague, ticket)
  }

  /** Takes the colleague out of the customer's chat again. */
  async release({ groupId, colleague }: Ticket): Promise<void> {
    const members = await this.#bot.api.apiListMembers(groupId)
    const ids = members
      .filter(({ memberContactId }) => memberContactId !== undefined)
      .filter(({ memberContactId }) => memberContactId === colleague)
      .map(({ groupMemberId }) => groupMemberId)
    const [first, ...others] = ids
    if (first !== undefined) await this.#bot.api.apiRemoveMembers(groupId, [first, ...others])
  }

  async tell(contactId: number, text: string): Promise<void> {
    await this.#bot.send({ chatType: "direct", chatId: contactId }, text)
  }

  async tellCustomer({ groupId }: Ticket, text: string): Promise<void> {
    await this.#bot.send({ chatType: "group", chatId: groupId }, text)
  }

  /** Everyone at the desk learns of it. */
  async announce(text: string): Promise<void> {
    for (const { contactId } of await this.#desk.staff()) await this.tell(contactId, text)
  }

  /** Invites a colleague to the chat, with what the customer said. */
  async #bring({ contactId }: Colleague, { groupId, customer, messageId }: Ticket): Promise<void> {
    await this.tell(
      contactId,
      `Ticket ${groupId}: ${customer}. Join the chat to answer. /pass ${groupId} hands it over, /close ${groupId} closes it.`,
    )
    const { api } = this.#bot
    const chat = { chatType: "group", chatId: groupId } as const
    await api.apiForwardChatItems({ chatType: "direct", chatId: contactId }, chat, [messageId])
    try {
      await api.apiAddMember(groupId, contactId, "member")
    } catch (error) {
      // After a crash in between, the message is handled again.
      if ((error as { code?: unknown }).code !== "groupDuplicateMember") throw error
    }
  }
}
