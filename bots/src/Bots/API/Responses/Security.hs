-- | Answers to commands about connections and their security.
module Bots.API.Responses.Security
  ( SecurityResponse (..),
  )
where

import Bots.API.Types.Contacts (Contact)
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.Groups (GroupInfo)
import Bots.API.Types.Queues (ConnectionStats, RcvMsgInfo, ServerQueueInfo)
import Bots.API.Types.Users (Profile, User)
import Bots.Declare
import Bots.Wire (Wire)
import Data.Text (Text)
import GHC.Generics (Generic)

data SecurityResponse
  = CRContactInfo
      { user :: User,
        contact :: Contact,
        connectionStats_ :: Maybe ConnectionStats,
        customUserProfile :: Maybe Profile
      }
  | CRQueueInfo {user :: User, rcvMsgInfo :: Maybe RcvMsgInfo, queueInfo :: ServerQueueInfo}
  | CRContactSwitchStarted {user :: User, contact :: Contact, connectionStats :: ConnectionStats}
  | CRGroupMemberSwitchStarted
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        connectionStats :: ConnectionStats
      }
  | CRContactSwitchAborted {user :: User, contact :: Contact, connectionStats :: ConnectionStats}
  | CRGroupMemberSwitchAborted
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        connectionStats :: ConnectionStats
      }
  | CRContactRatchetSyncStarted
      { user :: User,
        contact :: Contact,
        connectionStats :: ConnectionStats
      }
  | CRGroupMemberRatchetSyncStarted
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        connectionStats :: ConnectionStats
      }
  | CRContactCode {user :: User, contact :: Contact, connectionCode :: Text}
  | CRGroupMemberCode
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        connectionCode :: Text
      }
  | CRConnectionVerified {user :: User, verified :: Bool, expectedCode :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared SecurityResponse where
  about =
    union
      "Answers to commands about connections and their security."
      [ "contactInfo" := "A contact with the state of its connection.",
        "contactInfo.customUserProfile"
          := "The random profile that the contact sees, when the connection is incognito.",
        "queueInfo" := "The state of a queue on its server, and the last message received from it.",
        "contactSwitchStarted" := "The queue of a contact is being moved to another server.",
        "groupMemberSwitchStarted" := "The queue of a member is being moved to another server.",
        "contactSwitchAborted" := "The queue of a contact is no longer moved to another server.",
        "groupMemberSwitchAborted" := "The queue of a member is no longer moved to another server.",
        "contactRatchetSyncStarted" := "Encryption with a contact is being agreed anew.",
        "groupMemberRatchetSyncStarted" := "Encryption with a member is being agreed anew.",
        "contactCode"
          := "The security code of a contact, to compare with the one on the contact's device.",
        "groupMemberCode"
          := "The security code of a member, to compare with the one on the member's device.",
        "connectionVerified" := "Whether the security code was right, and the right one."
      ]
      & prefixed "CR"
      & undocumentedParts
        [ "contactInfo",
          "queueInfo",
          "contactSwitchStarted",
          "groupMemberSwitchStarted",
          "contactSwitchAborted",
          "groupMemberSwitchAborted",
          "contactRatchetSyncStarted",
          "groupMemberRatchetSyncStarted",
          "contactCode",
          "groupMemberCode",
          "connectionVerified"
        ]
