// The list of our deviations from SimpleX Chat's reference, beside what the schema marks as
// undocumented. Each entry is one difference, word for word as `drift` reports it; there are no
// wildcards. `drift` says which entries no longer apply.

import type { Difference } from "./compare.ts"
import type { Deviation } from "./deviations.ts"

const roles = "owner|admin|moderator|member|observer"
const documentedRoles = "relay|observer|author|member|moderator|admin|owner"

export const wanted: readonly Deviation[] = [
  ...because(
    "The core's parser takes more than the reference writes, so that nothing is dropped.",
    [
      { at: "commands.APIAcceptContact.incognito", what: "removed" },
      {
        at: "commands.APIAcceptContact",
        what: "syntax",
        ours: "/_accept[ incognito=on|off] <contactReqId>",
        reference: "/_accept <contactReqId>",
      },
      {
        at: "commands.APIConnect",
        what: "syntax",
        ours: "/_connect <userId>[ incognito=on][ <str(preparedLink_)>]",
        reference: "/_connect <userId>[ <str(preparedLink_)>]",
      },
      {
        at: "commands.APIConnectPlan",
        what: "syntax",
        ours: "/_connect plan <userId> <connectTarget>[ resolve=allGroups|unknown|never][ sig=<json(linkOwnerSig)>]",
        reference: "/_connect plan <userId> <connectTarget>",
      },
      {
        at: "commands.Connect",
        what: "syntax",
        ours: "/connect[ incognito][ <connTarget_>]",
        reference: "/connect[ <connTarget_>]",
      },
      {
        at: "commands.StartChat",
        what: "syntax",
        ours: "/_start[ main=on|off snd_files=on|off]",
        reference: "/_start",
      },
      {
        at: "types.PaginationByTime",
        what: "syntax",
        ours: "count=<count>|after=<time> count=<count>|before=<time> count=<count>",
        reference: "count=<count>",
      },
    ],
  ),
  ...because("The core's parser refuses the roles relay and author: recorded.", [
    syntaxOf("APIAddMember", "/_add #<groupId> <contactId>"),
    syntaxOf("APIAcceptMember", "/_accept member #<groupId> <groupMemberId>"),
    syntaxOf(
      "APIMembersRole",
      "/_member role #<groupId> <groupMemberIds[0]>[,<groupMemberIds[1]>...]",
    ),
    syntaxOf("APICreateGroupLink", "/_create link #<groupId>"),
    syntaxOf("APIGroupLinkMemberRole", "/_set link role #<groupId>"),
  ]),
  ...because("Messages can be sent in the name of a group; the core refuses private notes.", [
    {
      at: "commands.APISendMessages.sendRef",
      what: "type",
      ours: "SendRef",
      reference: "ChatRef",
    },
  ]),
  ...because("The core takes no target here only to report one that it could not read.", [
    { at: "commands.APIConnectPlan.connectTarget", what: "optional", ours: "no", reference: "yes" },
  ]),
  ...because("The core's parser has a default.", [
    { at: "commands.APIConnectPlan.resolveMode", what: "optional", ours: "yes", reference: "no" },
  ]),
  ...because("Recorded: there was nothing to change, or no user to start with.", [
    {
      at: "commands.APISetProfileAddress",
      what: "responses",
      ours: "userProfileUpdated, userProfileNoChange, chatCmdError",
      reference: "userProfileUpdated, chatCmdError",
    },
    {
      at: "commands.StartChat",
      what: "responses",
      ours: "chatStarted, chatRunning, chatCmdError",
      reference: "chatStarted, chatRunning",
    },
  ]),
  ...because("The core answers so when there is no link, or a link to a known contact: recorded.", [
    {
      at: "commands.APIConnect",
      what: "responses",
      ours: "sentConfirmation, contactAlreadyExists, sentInvitation, invitation, chatCmdError",
      reference: "sentConfirmation, contactAlreadyExists, sentInvitation, chatCmdError",
    },
  ]),
  ...because("The core asks for the plan of the link and goes on from it, by its source.", [
    {
      at: "commands.Connect",
      what: "responses",
      ours: "sentConfirmation, contactAlreadyExists, sentInvitation, invitation, connectionPlan, startedConnectionToContact, startedConnectionToGroup, sentInvitationToContact, chatCmdError",
      reference: "sentConfirmation, contactAlreadyExists, sentInvitation, chatCmdError",
    },
  ]),
  ...because("Text on the wire, in every recording.", [
    { at: "types.User.agentUserId", what: "type", ours: "string", reference: "int64" },
  ]),
  ...because("Recorded with a role, like the other preferences that depend on one.", [
    {
      at: "types.GroupPreferences.fullDelete",
      what: "type",
      ours: "RoleGroupPreference",
      reference: "GroupPreference",
    },
    {
      at: "types.FullGroupPreferences.fullDelete",
      what: "type",
      ours: "RoleGroupPreference",
      reference: "GroupPreference",
    },
  ]),
  ...because("Recorded with a time to live in the preference of each side.", [
    {
      at: "types.ContactUserPreferences.timedMessages",
      what: "type",
      ours: "ContactUserTimedPreference",
      reference: "ContactUserPreference",
    },
  ]),
  ...because("The core takes `:` for a pending connection; the reference leaves it out.", [
    { at: "types.ChatType", what: "syntax", ours: "@|#|*|:", reference: "@|#|*|" },
  ]),
  ...because("The same texts, written so that each mode is next to its parameters.", [
    {
      at: "types.ChatDeleteMode",
      what: "syntax",
      ours: "full[ notify=off]|entity[ notify=off]|messages",
      reference: "full|entity|messages[ notify=off]",
    },
  ]),
]

/** A command whose text ends with a role. */
function syntaxOf(command: string, start: string): Difference {
  return {
    at: `commands.${command}`,
    what: "syntax",
    ours: `${start} ${roles}`,
    reference: `${start} ${documentedRoles}`,
  }
}

function because(reason: string, differences: readonly Difference[]): Deviation[] {
  return differences.map((difference) => ({ ...difference, reason }))
}
