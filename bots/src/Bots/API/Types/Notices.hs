-- | Rejections, and events for the terminal app.
module Bots.API.Types.Notices
  ( types,
    GroupRejectionReason (..),
    RelayRejectionReason (..),
    TerminalEvent (..),
  )
where

import Bots.API.Types.Contacts (Contact)
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.Groups (GroupInfo)
import Bots.API.Types.Users (User)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @GroupRejectionReason,
    declareType @RelayRejectionReason,
    declareType @TerminalEvent
  ]

data GroupRejectionReason
  = GroupRejectionReasonLongName
  | GroupRejectionReasonBlockedName
  | GroupRejectionReasonUnlisted Text
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupRejectionReason where
  about =
    enumeration
      "Why a group refuses a person who asks to join. Any other string can arrive as well."
      [ "long_name" := "The name is too long.",
        "blocked_name" := "The name is blocked."
      ]
      & spelled [("LongName", "long_name"), ("BlockedName", "blocked_name")]
      & openTo "Unlisted"
      & undocumented

data RelayRejectionReason
  = RelayRejectionReasonRejoinRejected
  | RelayRejectionReasonUnlisted Text
  deriving (Eq, Show, Generic, Wire)

instance Declared RelayRejectionReason where
  about =
    enumeration
      "Why a chat relay refuses a channel. Any other string can arrive as well."
      [ "rejoin_rejected" := "It left the channel before."
      ]
      & spelled [("RejoinRejected", "rejoin_rejected")]
      & openTo "Unlisted"
      & undocumented

data TerminalEvent
  = TerminalEventGroupLinkRejected
      { user :: User,
        groupInfo :: GroupInfo,
        groupRejectionReason :: GroupRejectionReason
      }
  | TerminalEventRelayRejected
      { user :: User,
        groupInfo :: GroupInfo,
        relayRejectionReason :: RelayRejectionReason
      }
  | TerminalEventRejectingGroupJoinRequestMember
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        groupRejectionReason :: GroupRejectionReason
      }
  | TerminalEventNewMemberContact
      { user :: User,
        contact :: Contact,
        groupInfo :: GroupInfo,
        member :: GroupMember
      }
  | TerminalEventContactVerificationReset {user :: User, contact :: Contact}
  | TerminalEventGroupMemberVerificationReset
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember
      }
  deriving (Eq, Show, Generic, Wire)

instance Declared TerminalEvent where
  about =
    union
      "An event that is meant for the terminal app."
      [ "groupLinkRejected" := "The group refuses the user.",
        "relayRejected" := "The chat relay refuses the channel.",
        "rejectingGroupJoinRequestMember" := "The user's group refuses a member.",
        "newMemberContact" := "A direct contact with a member was made.",
        "contactVerificationReset"
          := "The security code of a contact changed, so that it is not verified any more.",
        "groupMemberVerificationReset"
          := "The security code of a member changed, so that it is not verified any more."
      ]
      & undocumented
