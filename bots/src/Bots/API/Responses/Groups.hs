-- | Answers to commands about groups, their members and their links.
module Bots.API.Responses.Groups
  ( GroupResponse (..),
  )
where

import Bots.API.Types.Addresses (GroupLink)
import Bots.API.Types.ConnectionPlans (AddRelayResult)
import Bots.API.Types.Contacts (Contact)
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.GroupPreferences (GroupMemberRole)
import Bots.API.Types.Groups (Group, GroupInfo)
import Bots.API.Types.Queues (ConnectionStats)
import Bots.API.Types.Relays (GroupRelay)
import Bots.API.Types.Users (User)
import Bots.Declare
import Bots.Wire (Wire)
import Data.Text (Text)
import GHC.Generics (Generic)

data GroupResponse
  = CRRelayGroupAllowed {user :: User, groupInfo :: GroupInfo}
  | CRGroupLink
      { user :: User,
        groupInfo :: GroupInfo,
        groupLink :: GroupLink
      }
  | CRGroupLinkCreated
      { user :: User,
        groupInfo :: GroupInfo,
        groupLink :: GroupLink
      }
  | CRGroupLinkDeleted {user :: User, groupInfo :: GroupInfo}
  | CRGroupCreated {user :: User, groupInfo :: GroupInfo}
  | CRPublicGroupCreated
      { user :: User,
        groupInfo :: GroupInfo,
        groupLink :: GroupLink,
        groupRelays :: [GroupRelay]
      }
  | CRPublicGroupCreationFailed {user :: User, addRelayResults :: [AddRelayResult]}
  | CRGroupRelays
      { user :: User,
        groupInfo :: GroupInfo,
        groupRelays :: [GroupRelay]
      }
  | CRGroupRelaysAdded
      { user :: User,
        groupInfo :: GroupInfo,
        groupLink :: GroupLink,
        groupRelays :: [GroupRelay]
      }
  | CRGroupRelaysAddFailed {user :: User, addRelayResults :: [AddRelayResult]}
  | CRGroupMembers {user :: User, group :: Group}
  | CRGroupUpdated
      { user :: User,
        fromGroup :: GroupInfo,
        toGroup :: GroupInfo,
        member_ :: Maybe GroupMember,
        msgSigned :: Bool
      }
  | CRLeftMemberUser {user :: User, groupInfo :: GroupInfo}
  | CRMemberAccepted {user :: User, groupInfo :: GroupInfo, member :: GroupMember}
  | CRMembersBlockedForAllUser
      { user :: User,
        groupInfo :: GroupInfo,
        members :: [GroupMember],
        blocked :: Bool,
        msgSigned :: Bool
      }
  | CRMembersRoleUser
      { user :: User,
        groupInfo :: GroupInfo,
        members :: [GroupMember],
        toRole :: GroupMemberRole,
        msgSigned :: Bool
      }
  | CRSentGroupInvitation
      { user :: User,
        groupInfo :: GroupInfo,
        contact :: Contact,
        member :: GroupMember
      }
  | CRUserAcceptedGroupSent
      { user :: User,
        groupInfo :: GroupInfo,
        hostContact :: Maybe Contact
      }
  | CRUserDeletedMembers
      { user :: User,
        groupInfo :: GroupInfo,
        members :: [GroupMember],
        withMessages :: Bool,
        msgSigned :: Bool
      }
  | CRGroupInfo {user :: User, groupInfo :: GroupInfo}
  | CRGroupMemberInfo
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        connectionStats_ :: Maybe ConnectionStats
      }
  | CRGroupDomainVerified {user :: User, groupInfo :: GroupInfo, verificationFailure :: Maybe Text}
  | CRMemberSupportChats {user :: User, groupInfo :: GroupInfo, members :: [GroupMember]}
  | CRGroupAliasUpdated {user :: User, toGroup :: GroupInfo}
  | CRJoinedGroupMember {user :: User, groupInfo :: GroupInfo, member :: GroupMember}
  | CRMemberSupportChatDeleted {user :: User, groupInfo :: GroupInfo, member :: GroupMember}
  | CRGroupProfile {user :: User, groupInfo :: GroupInfo}
  | CRGroupDescription {user :: User, groupInfo :: GroupInfo}
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupResponse where
  about =
    union
      "Answers to commands about groups, their members and their links."
      [ "groupLink" := "The link of a group, after it was read or its role changed.",
        "groupLinkCreated" := "The link of a group was made.",
        "groupLinkDeleted" := "The link of a group was deleted.",
        "groupCreated" := "A group was created; the user is its owner.",
        "publicGroupCreated"
          := "A public group was created. Its relays may still be on their way to being active.",
        "publicGroupCreationFailed" := "The public group was not created.",
        "publicGroupCreationFailed.addRelayResults" := "How it went with each relay.",
        "groupRelays" := "The chat relays of a public group.",
        "groupRelaysAdded"
          := "Chat relays were added to a public group. They may still be on their way to being \
             \active.",
        "groupRelaysAddFailed" := "Chat relays were not added to a public group.",
        "groupRelaysAddFailed.addRelayResults" := "How it went with each relay.",
        "groupMembers" := "A group with its members.",
        "groupMembers.group" := "Its `members` do not contain the user itself.",
        "groupUpdated" := "The user changed the profile of a group.",
        "groupUpdated.member_" := "Absent in an answer, as the user made the change.",
        "groupUpdated.msgSigned" := "Whether the message that notifies the members was signed.",
        "relayGroupAllowed" := "The user, a chat relay, will serve the channel again.",
        "leftMemberUser" := "The user left the group.",
        "memberAccepted"
          := "A waiting member was let in, or moved on from approval to review: its status says \
             \which.",
        "membersBlockedForAllUser"
          := "The user blocked members for the whole group, or lifted the block.",
        "membersBlockedForAllUser.members" := "The members it was done for, in no certain order.",
        "membersBlockedForAllUser.blocked" := "False when the block was lifted.",
        "membersBlockedForAllUser.msgSigned"
          := "Whether the message that notifies the members was signed.",
        "membersRoleUser" := "The user changed the role of members.",
        "membersRoleUser.members"
          := "The members whose role has changed, in no certain order; those who had it before \
             \are not among them.",
        "membersRoleUser.msgSigned" := "Whether the message that notifies the members was signed.",
        "sentGroupInvitation" := "A contact was invited into a group, or invited again.",
        "userAcceptedGroupSent"
          := "The invitation to a group was accepted. The event `userJoinedGroup` follows when the \
             \user is connected.",
        "userDeletedMembers" := "The user removed members from a group.",
        "userDeletedMembers.members" := "The removed members, in no certain order.",
        "userDeletedMembers.withMessages" := "Whether their messages were deleted too.",
        "userDeletedMembers.msgSigned"
          := "Whether the message that notifies the members was signed.",
        "groupInfo" := "A group with the membership of the user.",
        "groupMemberInfo" := "A member with the state of its connection.",
        "groupDomainVerified" := "Whether the SimpleX name that a group claims leads to it.",
        "groupDomainVerified.verificationFailure" := "Absent when it does.",
        "memberSupportChats"
          := "The members of a group who have a support chat with its moderators.",
        "groupAliasUpdated" := "The name that the user gave a group was set or removed.",
        "joinedGroupMember" := "A member joined. No command of this version leads to it.",
        "memberSupportChatDeleted" := "The support chat with a member was deleted.",
        "groupProfile" := "A group, for its profile.",
        "groupDescription" := "The welcome text of a group, in its profile."
      ]
      & prefixed "CR"
      & undocumentedParts
        [ "groupInfo",
          "groupMemberInfo",
          "groupDomainVerified",
          "memberSupportChats",
          "groupAliasUpdated",
          "joinedGroupMember",
          "memberSupportChatDeleted",
          "groupProfile",
          "groupDescription"
        ]
