import { maxMessageBytes } from "@simplex-chat/core"
import type { CC, T } from "@simplex-chat/types"
import { type Limit, LimitError } from "./limit-error.ts"
import { sizeOf } from "./message-size.ts"

/**
 * The most bytes of the content of a message, as JSON. Recorded: a text of 15,488 ASCII characters
 * passes, the next one is refused; an edit passes with 15,450. Replies, mentions and groups leave
 * less, which the core says by `largeMsg`, and `fitsInMessage` beforehand.
 */
const maxContent = 15_488 + sizeOf({ type: "text", text: "" })
const maxEditedContent = 15_450 + sizeOf({ type: "text", text: "" })

/**
 * The longest picture of a profile, a data URI. The core stores a longer one, says that the profile
 * was updated, and sends it to no contact: 20,000 characters reached 0 of 2 contacts, 12,000 both.
 */
const maxProfileImage = 12_000

/** The core refuses a fourth mention, and a second one of the same member, with `invalidMention`. */
const maxMentions = 3

type Limited = {
  APISendMessages: CC.APISendMessages
  APIUpdateChatItem: CC.APIUpdateChatItem
  APISetAddressSettings: CC.APISetAddressSettings
  APISendMemberContactInvitation: CC.APISendMemberContactInvitation
  CreateActiveUser: CC.CreateActiveUser
  APIUpdateProfile: CC.APIUpdateProfile
  APINewGroup: CC.APINewGroup
  APINewPublicGroup: CC.APINewPublicGroup
  APIUpdateGroupProfile: CC.APIUpdateGroupProfile
}

type Check<Params> = (params: Params, check: Checker) => void

const checks: { readonly [Name in keyof Limited]: Check<Limited[Name]> } = {
  APISendMessages: ({ composedMessages }, check) => {
    for (const { msgContent, mentions } of composedMessages) {
      check.content(msgContent, maxContent)
      check.mentions(mentions)
    }
  },
  APIUpdateChatItem: ({ updatedMessage: { msgContent, mentions } }, check) => {
    check.content(msgContent, maxEditedContent)
    check.mentions(mentions)
  },
  APISetAddressSettings: ({ settings }, check) => check.content(settings.autoReply, maxContent),
  APISendMemberContactInvitation: ({ msgContent_ }, check) =>
    check.content(msgContent_, maxContent),
  CreateActiveUser: ({ newUser }, check) => check.profile(newUser.profile),
  APIUpdateProfile: ({ profile }, check) => check.profile(profile),
  APINewGroup: ({ groupProfile }, check) => check.profile(groupProfile),
  APINewPublicGroup: ({ groupProfile }, check) => check.profile(groupProfile),
  APIUpdateGroupProfile: ({ groupProfile }, check) => check.profile(groupProfile),
}

/**
 * Refuses what is certainly too much for a command, before it is sent.
 *
 * @throws {LimitError}
 */
export function checkLimits(command: string, params: unknown): void {
  if (!Object.hasOwn(checks, command)) return
  const check = checks[command as keyof Limited] as Check<unknown>
  check(params, new Checker(command))
}

class Checker {
  readonly #command: string

  constructor(command: string) {
    this.#command = command
  }

  content(content: T.MsgContent | undefined, allowed: number): void {
    if (content !== undefined) this.#atMost("messageBytes", allowed, sizeOf(content))
  }

  mentions(mentions: Readonly<Record<string, number>> | undefined): void {
    const members = Object.values(mentions ?? {})
    this.#atMost("mentions", maxMentions, members.length)
    const most = Math.max(0, ...members.map((id) => members.filter((one) => one === id).length))
    this.#atMost("mentionsOfOneMember", 1, most)
  }

  profile(profile: T.Profile | T.GroupProfile | undefined): void {
    // A client in JavaScript may send null, which the core takes for absent.
    if (profile === undefined || profile === null) return
    this.#atMost("profileImage", maxProfileImage, profile.image?.length ?? 0)
    this.#atMost("profileBytes", maxMessageBytes, sizeOf(profile))
  }

  #atMost(limit: Limit, allowed: number, actual: number): void {
    if (actual > allowed) throw new LimitError(this.#command, limit, { allowed, actual })
  }
}
