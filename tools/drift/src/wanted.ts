// The list of our deviations from the reference of SimpleX Chat 6.5.2. Each entry is one
// difference, word for word as `drift` reports it; there are no wildcards. `drift` says which
// entries no longer apply.

import type { Difference } from "./compare.ts"
import type { Deviation } from "./deviations.ts"

export const wanted: readonly Deviation[] = [
  ...because("Bot libraries need it; the core has it, the reference does not list it.", [
    { at: "commands.APICreateMemberContact", what: "removed" },
    { at: "commands.APISendMemberContactInvitation", what: "removed" },
    { at: "commands.APIGetChat", what: "removed" },
    { at: "responses.apiChat", what: "removed" },
    { at: "responses.newMemberContact", what: "removed" },
    { at: "responses.newMemberContactSentInv", what: "removed" },
    { at: "types.ChatPagination", what: "removed" },
    { at: "types.NavigationInfo", what: "removed" },
  ]),
  ...because(
    "The core's parser takes more than the reference writes, so that nothing is dropped.",
    [
      {
        at: "commands.APIConnect",
        what: "syntax",
        ours: "/_connect <userId>[ incognito=on][ <str(preparedLink_)>]",
        reference: "/_connect <userId>[ <str(preparedLink_)>]",
      },
      {
        at: "commands.Connect",
        what: "syntax",
        ours: "/connect[ incognito][ <connLink_>]",
        reference: "/connect[ <connLink_>]",
      },
      {
        at: "commands.StartChat",
        what: "syntax",
        ours: "/_start[ main=on|off snd_files=on|off]",
        reference: "/_start",
      },
      { at: "types.PaginationByTime.after", what: "removed" },
      { at: "types.PaginationByTime.before", what: "removed" },
      {
        at: "types.PaginationByTime",
        what: "syntax",
        ours: "count=<count>|after=<time> count=<count>|before=<time> count=<count>",
        reference: "count=<count>",
      },
    ],
  ),
  ...because("The core answers so when there is no link, or a link to a known contact: recorded.", [
    {
      at: "commands.APIConnect",
      what: "responses",
      ours: "sentConfirmation, contactAlreadyExists, sentInvitation, invitation, chatCmdError",
      reference: "sentConfirmation, contactAlreadyExists, sentInvitation, chatCmdError",
    },
    {
      at: "commands.Connect",
      what: "responses",
      ours: "sentConfirmation, contactAlreadyExists, sentInvitation, invitation, connectionPlan, chatCmdError",
      reference: "sentConfirmation, contactAlreadyExists, sentInvitation, chatCmdError",
    },
  ]),
  ...because("The core takes no link here only to report one that it could not read.", [
    {
      at: "commands.APIConnectPlan.connectionLink",
      what: "optional",
      ours: "no",
      reference: "yes",
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
    { at: "types.ContactUserTimedPref", what: "removed" },
    { at: "types.ContactUserTimedPreference", what: "removed" },
  ]),
  ...because("The core has these; the reference leaves them out.", [
    { at: "types.ChatType.contactConnection", what: "removed" },
    { at: "types.ChatType", what: "syntax", ours: "@|#|*|:", reference: "@|#|*|" },
    { at: "types.ConnType.snd_file", what: "removed" },
    { at: "types.ConnType.rcv_file", what: "removed" },
  ]),
  ...because("The same texts, written so that each mode is next to its parameters.", [
    {
      at: "types.ChatDeleteMode",
      what: "syntax",
      ours: "full[ notify=off]|entity[ notify=off]|messages",
      reference: "full|entity|messages[ notify=off]",
    },
  ]),
  ...because("Any other JSON can arrive as a format, so the union has a member for it.", [
    { at: "types.Format.unknown", what: "removed" },
  ]),
]

function because(reason: string, differences: readonly Difference[]): Deviation[] {
  return differences.map((difference) => ({ ...difference, reason }))
}
