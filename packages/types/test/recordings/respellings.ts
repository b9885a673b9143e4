import type { CommandName } from "../../src/parse.ts"

/** A spelling that the core takes, and that the builder deliberately writes in another way. */
export interface Respelling {
  readonly command: CommandName
  readonly pattern: RegExp
  readonly reason: string
  readonly example: { readonly read: string; readonly written: string }
  /** The recordings of this package do not have it. */
  readonly unexercised?: true
}

const hello = '{"msgContent":{"type":"text","text":"hello"},"mentions":{}}'
const anyChats = '{"type":"filters","favorite":false,"unread":false}'

/** All of them: a recorded command is written back byte for byte, or as one of these says. */
export const respellings: readonly Respelling[] = [
  {
    command: "ShowActiveUser",
    pattern: /^\/u$/,
    reason: "short for /user",
    example: { read: "/u", written: "/user" },
  },
  {
    command: "APIListGroups",
    pattern: /^\/_groups\d/,
    reason: "the documented syntax has a blank, which cores before 6.5 do not read",
    example: { read: "/_groups1", written: "/_groups 1" },
  },
  {
    command: "APIGetChats",
    pattern: /^\/_get chats \d+( pcc=on)?$/,
    reason: "pagination and query are required parameters; without them the core takes these",
    example: { read: "/_get chats 1", written: `/_get chats 1 count=5000 ${anyChats}` },
  },
  {
    command: "APISendMessages",
    pattern: /^\/_send \S+ text [^]/,
    reason: "short for one message of text; JSON carries every text, with line breaks and blanks",
    example: {
      read: "/_send @4 text plain text form",
      written:
        '/_send @4 json [{"msgContent":{"type":"text","text":"plain text form"},"mentions":{}}]',
    },
  },
  {
    command: "APISendMemberContactInvitation",
    pattern: /^\/_invite member contact @\d+ text [^]/,
    reason: "short for a message of text",
    example: {
      read: "/_invite member contact @5 text hello from the club",
      written: '/_invite member contact @5 json {"type":"text","text":"hello from the club"}',
    },
  },
  {
    command: "APIDeleteChat",
    pattern: /^\/_delete \S+$/,
    reason: "the mode is a required parameter; without it the core takes full",
    example: { read: "/_delete #1", written: "/_delete #1 full" },
  },
  {
    command: "APIDeleteChat",
    pattern: /^\/_delete \S+ (full|entity) notify=on$/,
    reason: "the core notifies unless it is told not to",
    example: { read: "/_delete @4 full notify=on", written: "/_delete @4 full" },
  },
  {
    command: "APISendMessages",
    pattern: /^\/_send \S+( live=on)? ttl=default json /,
    reason: "without a ttl the core takes the chat's own",
    example: {
      read: `/_send @4 ttl=default json [${hello}]`,
      written: `/_send @4 json [${hello}]`,
    },
    unexercised: true,
  },
  {
    command: "APIGetChats",
    pattern: /^\/_get chats \d+( pcc=on)? (count|after|before)=[^{]*$/,
    reason: "the query is a required parameter; without it the core takes all chats",
    example: {
      read: "/_get chats 1 count=5",
      written: `/_get chats 1 count=5 ${anyChats}`,
    },
    unexercised: true,
  },
  {
    command: "APIGetChats",
    pattern: /^\/_get chats \d+( pcc=on)? \{/,
    reason: "pagination is a required parameter; without it the core takes the last 5000",
    example: {
      read: `/_get chats 1 ${anyChats}`,
      written: `/_get chats 1 count=5000 ${anyChats}`,
    },
    unexercised: true,
  },
  {
    command: "Connect",
    pattern: /^\/connect i( |$)/,
    reason: "short for incognito",
    example: { read: "/connect i simplex:/a", written: "/connect incognito simplex:/a" },
    unexercised: true,
  },
  {
    command: "StartChat",
    pattern: /^\/_start main=on( snd_files=on)?$/,
    reason: "both on is what the core does unless it is told otherwise",
    example: { read: "/_start main=on", written: "/_start" },
    unexercised: true,
  },
  {
    command: "StartChat",
    pattern: /^\/_start main=off$/,
    reason: "sending files follows main unless the command says otherwise; the builder says it",
    example: { read: "/_start main=off", written: "/_start main=off snd_files=off" },
    unexercised: true,
  },
  off("APISendMessages", " live=off", `/_send @4 live=off json [${hello}]`),
  off("APIUpdateChatItem", " live=off", `/_update item @4 5 live=off json ${hello}`),
  off("ReceiveFile", " approved_relays=off", "/freceive 1 approved_relays=off"),
  off("APIRemoveMembers", " messages=off", "/_remove #1 2 messages=off"),
  off("APINewGroup", " incognito=off", '/_group 1 incognito=off {"displayName":"a","fullName":""}'),
  off(
    "APINewPublicGroup",
    " incognito=off",
    '/_public group 1 incognito=off 2 {"displayName":"a","fullName":""}',
  ),
  off("APIAddContact", " incognito=off", "/_connect 1 incognito=off"),
  off("APIConnect", " incognito=off", "/_connect 1 incognito=off simplex:/a"),
  off("APIGetChats", " pcc=off", `/_get chats 1 pcc=off count=5 ${anyChats}`),
]

function off(command: CommandName, flag: string, read: string): Respelling {
  return {
    command,
    pattern: new RegExp(`^/[^{]*${flag}( |$)`),
    reason: "off is what the core takes when nothing is written",
    example: { read, written: read.replace(flag, "") },
    unexercised: true,
  }
}
