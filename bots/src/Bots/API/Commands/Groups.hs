-- | Commands about groups and their members.
module Bots.API.Commands.Groups
  ( commands,
    APIAddMember (..),
    APIJoinGroup (..),
    APIAcceptMember (..),
    APIMembersRole (..),
    APIBlockMembersForAll (..),
    APIRemoveMembers (..),
    APILeaveGroup (..),
    APIListMembers (..),
    APINewGroup (..),
    APINewPublicGroup (..),
    APIGetGroupRelays (..),
    APIAddGroupRelays (..),
    APIUpdateGroupProfile (..),
    APIAllowRelayGroup (..),
  )
where

import Bots.API.Types.GroupPreferences (GroupMemberRole, givenRoles)
import Bots.API.Types.Groups (GroupProfile)
import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.List.NonEmpty (NonEmpty)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @APIAddMember,
    declareCommand @APIJoinGroup,
    declareCommand @APIAcceptMember,
    declareCommand @APIMembersRole,
    declareCommand @APIBlockMembersForAll,
    declareCommand @APIRemoveMembers,
    declareCommand @APILeaveGroup,
    declareCommand @APIListMembers,
    declareCommand @APINewGroup,
    declareCommand @APINewPublicGroup,
    declareCommand @APIGetGroupRelays,
    declareCommand @APIAddGroupRelays,
    declareCommand @APIUpdateGroupProfile,
    declareCommand @APIAllowRelayGroup
  ]

data APIAddMember = APIAddMember
  { groupId :: Int64,
    contactId :: Int64,
    memberRole :: GroupMemberRole
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIAddMember where
  about =
    record
      "Invites a contact into a group. The user must be an admin or an owner, with a role not \
      \below the one it gives. Answers `sentGroupInvitation`; for a contact whose invitation is \
      \still open it sends the invitation again. `joinedGroupMember` arrives when the contact has \
      \joined."
      []

instance Command APIAddMember where
  syntax =
    "/_add #"
      <> number "groupId"
      <> " "
      <> number "contactId"
      <> " "
      <> choiceOf givenRoles "memberRole"
  network = Interactive
  answers = ["sentGroupInvitation", "chatCmdError"]

data APIJoinGroup = APIJoinGroup
  { groupId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIJoinGroup where
  about =
    record
      "Accepts the invitation to a group that `receivedGroupInvitation` brought. Answers \
      \`userAcceptedGroupSent`; `userJoinedGroup` arrives when the user is connected."
      []

instance Command APIJoinGroup where
  syntax = "/_join #" <> number "groupId"
  network = Interactive
  answers = ["userAcceptedGroupSent", "chatCmdError"]

data APIAcceptMember = APIAcceptMember
  { groupId :: Int64,
    groupMemberId :: Int64,
    memberRole :: GroupMemberRole
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIAcceptMember where
  about =
    record
      "Lets in a member that waits for approval or review. The user must be a moderator or above. \
      \Answers `memberAccepted`. In a group with review of members, approval moves the member on \
      \to review."
      [ "groupMemberId" := "The `groupMemberId` of the member, not its `memberId`.",
        "memberRole" := "The role that the member gets."
      ]

instance Command APIAcceptMember where
  syntax =
    "/_accept member #"
      <> number "groupId"
      <> " "
      <> number "groupMemberId"
      <> " "
      <> choiceOf givenRoles "memberRole"
  network = Background
  answers = ["memberAccepted", "chatCmdError"]

data APIMembersRole = APIMembersRole
  { groupId :: Int64,
    groupMemberIds :: NonEmpty Int64,
    memberRole :: GroupMemberRole
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIMembersRole where
  about =
    record
      "Changes the role of members. The user must be an admin or an owner, with a role below \
      \neither the old nor the new one, and cannot change its own. Answers `membersRoleUser`."
      [ "groupMemberIds"
          := "Values of `groupMemberId`, not of `memberId`. To give the role of admin or owner, \
             \or to change a member that has one, name one member only."
      ]

instance Command APIMembersRole where
  syntax =
    "/_member role #"
      <> number "groupId"
      <> " "
      <> numbers "groupMemberIds"
      <> " "
      <> choiceOf givenRoles "memberRole"
  network = Background
  answers = ["membersRoleUser", "chatCmdError"]

data APIBlockMembersForAll = APIBlockMembersForAll
  { groupId :: Int64,
    groupMemberIds :: NonEmpty Int64,
    blocked :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIBlockMembersForAll where
  about =
    record
      "Blocks members for the whole group, or lifts the block. The user must be a moderator or \
      \above, with a role not below theirs. Answers `membersBlockedForAllUser`."
      [ "groupMemberIds"
          := "Values of `groupMemberId`, not of `memberId`. An admin or owner must be named alone.",
        "blocked" := "False lifts the block."
      ]

instance Command APIBlockMembersForAll where
  syntax =
    "/_block #"
      <> number "groupId"
      <> " "
      <> numbers "groupMemberIds"
      <> " blocked="
      <> switch "blocked"
  network = Background
  answers = ["membersBlockedForAllUser", "chatCmdError"]

data APIRemoveMembers = APIRemoveMembers
  { groupId :: Int64,
    groupMemberIds :: NonEmpty Int64,
    withMessages :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIRemoveMembers where
  about =
    record
      "Removes members from a group. The role of the user must not be below theirs. Answers \
      \`userDeletedMembers`."
      [ "groupMemberIds"
          := "Values of `groupMemberId`, not of `memberId`. An admin or owner must be named alone.",
        "withMessages" := "Whether the messages of these members are deleted too, for everyone."
      ]

instance Command APIRemoveMembers where
  syntax =
    "/_remove #"
      <> number "groupId"
      <> " "
      <> numbers "groupMemberIds"
      <> flag " messages=" "withMessages"
  network = Background
  answers = ["userDeletedMembers", "chatCmdError"]

data APILeaveGroup = APILeaveGroup
  { groupId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APILeaveGroup where
  about =
    record
      "Leaves a group. The group stays in the database with its messages until APIDeleteChat \
      \deletes it. Answers `leftMemberUser`."
      []

instance Command APILeaveGroup where
  syntax = "/_leave #" <> number "groupId"
  network = Background
  answers = ["leftMemberUser", "chatCmdError"]

data APIListMembers = APIListMembers
  { groupId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIListMembers where
  about =
    record
      "Lists the members of a group. The user itself is not among them but is `membership` of the \
      \group; members who have left may be. Answers `groupMembers`."
      []

instance Command APIListMembers where
  syntax = "/_members #" <> number "groupId"
  network = NoNetwork
  answers = ["groupMembers", "chatCmdError"]

data APINewGroup = APINewGroup
  { userId :: Int64,
    incognito :: Bool,
    groupProfile :: GroupProfile
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APINewGroup where
  about =
    record
      "Creates a group whose only member and owner is the user. Answers `groupCreated`. Members \
      \come by APIAddMember or by a group link."
      [ "userId" := "Must be the id of the active user.",
        "incognito" := "Whether the user takes part with a random profile instead of its own."
      ]

instance Command APINewGroup where
  syntax =
    "/_group "
      <> number "userId"
      <> flag " incognito=" "incognito"
      <> " "
      <> json "groupProfile"
  network = NoNetwork
  answers = ["groupCreated", "chatCmdError"]

data APINewPublicGroup = APINewPublicGroup
  { userId :: Int64,
    incognito :: Bool,
    relayIds :: NonEmpty Int64,
    groupProfile :: GroupProfile
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APINewPublicGroup where
  about =
    record
      "Creates a public group, whose messages go through chat relays. Answers \
      \`publicGroupCreated` with the link of the group, or `publicGroupCreationFailed`. \
      \`groupRelayUpdated` and `groupLinkDataUpdated` show the progress of the relays."
      [ "userId" := "Must be the id of the active user.",
        "incognito" := "Whether the user takes part with a random profile instead of its own.",
        "relayIds" := "Values of `chatRelayId`: chat relays that the user has configured."
      ]

instance Command APINewPublicGroup where
  syntax =
    "/_public group "
      <> number "userId"
      <> flag " incognito=" "incognito"
      <> " "
      <> numbers "relayIds"
      <> " "
      <> json "groupProfile"
  network = Interactive
  answers = ["publicGroupCreated", "publicGroupCreationFailed", "chatCmdError"]

data APIGetGroupRelays = APIGetGroupRelays
  { groupId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetGroupRelays where
  about =
    record
      "Lists the chat relays of a public group with their status. Answers `groupRelays`."
      []

instance Command APIGetGroupRelays where
  syntax = "/_get relays #" <> number "groupId"
  network = NoNetwork
  answers = ["groupRelays", "chatCmdError"]

data APIAddGroupRelays = APIAddGroupRelays
  { groupId :: Int64,
    relayIds :: NonEmpty Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIAddGroupRelays where
  about =
    record
      "Adds chat relays to a public group that the user owns. Answers \
      \`groupRelaysAdded` or `groupRelaysAddFailed`."
      [ "relayIds" := "Values of `chatRelayId`: chat relays that the user has configured."
      ]

instance Command APIAddGroupRelays where
  syntax = "/_add relays #" <> number "groupId" <> " " <> numbers "relayIds"
  network = Interactive
  answers = ["groupRelaysAdded", "groupRelaysAddFailed", "chatCmdError"]

data APIUpdateGroupProfile = APIUpdateGroupProfile
  { groupId :: Int64,
    groupProfile :: GroupProfile
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIUpdateGroupProfile where
  about =
    record
      "Changes the profile of a group, its preferences included. The user must be an owner. \
      \Answers `groupUpdated`."
      [ "groupProfile" := "Replaces the whole profile: what it leaves out is gone."
      ]

instance Command APIUpdateGroupProfile where
  syntax = "/_group_profile #" <> number "groupId" <> " " <> json "groupProfile"
  network = Background
  answers = ["groupUpdated", "chatCmdError"]

data APIAllowRelayGroup = APIAllowRelayGroup
  { groupId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIAllowRelayGroup where
  about =
    record
      "Lets the user, who is a chat relay, serve a channel again that it left or rejected. \
      \Answers `relayGroupAllowed`; the owner of the channel then has to remove the relay and add \
      \it again."
      []

instance Command APIAllowRelayGroup where
  syntax = "/_relay allow #" <> number "groupId"
  network = Background
  answers = ["relayGroupAllowed", "chatCmdError"]
