import type { AnyEvent } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { Notes } from "../checkpoints/notes.ts"

/**
 * Knows which contacts and members are bots. As recorded, the core reports in `groupMemberUpdated` that
 * a member is a bot, and does not store it: neither later messages nor the list of members have it.
 */
export class KnownBots {
  readonly #notes: Notes
  readonly #contacts = new Set<number>()

  constructor(notes: Notes) {
    this.#notes = notes
  }

  /** Learns from the chats that exist at the start. */
  learn(chats: readonly T.AChat[]): void {
    for (const { chatInfo } of chats) {
      if (chatInfo.type === "direct") this.#seeContact(chatInfo.contact)
    }
  }

  /** Learns from an event. */
  see(event: AnyEvent): void {
    if (event.type === "groupMemberUpdated") this.#seeMember(event.toMember)
    if (event.type === "contactUpdated") this.#seeContact(event.toContact)
    if ("contact" in event && event.contact !== undefined) this.#seeContact(event.contact)
  }

  /** Whether a bot sent the item, as far as that is known. */
  isFromBot({ chatInfo, chatItem: { chatDir } }: T.AChatItem): boolean {
    if (chatDir.type === "groupRcv") return this.#isBot(chatDir.groupMember)
    return chatInfo.type === "direct" && isBot(chatInfo.contact.profile)
  }

  #isBot({ memberId, memberProfile, memberContactId, groupMemberId }: T.GroupMember): boolean {
    if (isBot(memberProfile)) return true
    if (memberContactId !== undefined && this.#contacts.has(memberContactId)) return true
    return this.#notes.get(noteOf(groupMemberId)) === memberId
  }

  #seeMember({ groupMemberId, memberId, memberProfile }: T.GroupMember): void {
    // With the id that the network gave it: in another database, the member is another.
    if (isBot(memberProfile)) this.#notes.set(noteOf(groupMemberId), memberId)
    else this.#notes.delete(noteOf(groupMemberId))
  }

  #seeContact({ contactId, profile }: T.Contact): void {
    if (isBot(profile)) this.#contacts.add(contactId)
    else this.#contacts.delete(contactId)
  }
}

const isBot = ({ peerType }: T.LocalProfile): boolean => peerType === "bot"

const noteOf = (groupMemberId: number): string => `bot/${groupMemberId}`
