-- | Chat relays, through which public groups reach their members.
module Bots.API.Types.Relays
  ( types,
    RelayStatus (..),
    RelayProfile (..),
    UserChatRelay (..),
    GroupRelay (..),
    RelayCapabilities (..),
  )
where

import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @RelayStatus,
    declareType @RelayProfile,
    declareType @UserChatRelay,
    declareType @GroupRelay,
    declareType @RelayCapabilities
  ]

data RelayStatus
  = RelayStatusNew
  | RelayStatusInvited
  | RelayStatusAccepted
  | RelayStatusAcknowledgedRoster
  | RelayStatusActive
  | RelayStatusInactive
  | RelayStatusRejected
  deriving (Eq, Show, Generic, Wire)

instance Declared RelayStatus where
  about =
    enumeration
      "How far a chat relay has come in serving a group."
      [ "new" := "Chosen; not invited yet.",
        "invited" := "Was invited.",
        "accepted" := "Has accepted the invitation.",
        "acknowledgedRoster" := "Has confirmed the list of privileged members.",
        "active" := "Serves the group.",
        "inactive" := "No longer serves the group.",
        "rejected" := "Refuses to serve the group."
      ]

data RelayProfile = RelayProfile
  { displayName :: Text,
    fullName :: Text,
    shortDescr :: Maybe Text,
    image :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RelayProfile where
  about =
    record
      "The profile of a chat relay."
      [ "displayName" := "Name that the relay's operator chose.",
        "fullName" := "Longer name; empty when there is none.",
        "image" := "Picture as a data URI, such as `data:image/jpg;base64,...`."
      ]

data UserChatRelay = UserChatRelay
  { chatRelayId :: Int64,
    address :: Text,
    relayProfile :: RelayProfile,
    domains :: [Text],
    preset :: Bool,
    tested :: Maybe Bool,
    enabled :: Bool,
    deleted :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UserChatRelay where
  about =
    record
      "A chat relay in the user's settings."
      [ "chatRelayId" := "Id to choose the relay with for a public group.",
        "address" := "Contact address of the relay.",
        "preset" := "Whether the relay came with SimpleX Chat rather than being added by the user.",
        "tested" := "Whether the last test succeeded; absent when there was none.",
        "enabled" := "Whether the relay may be used for new groups.",
        "deleted" := "Whether the user has deleted the relay."
      ]

data GroupRelay = GroupRelay
  { groupRelayId :: Int64,
    groupMemberId :: Int64,
    userChatRelay :: UserChatRelay,
    relayStatus :: RelayStatus,
    relayLink :: Maybe Text,
    relayCap :: RelayCapabilities
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupRelay where
  about =
    record
      "A chat relay that serves a group, as the group's owner sees it."
      [ "groupMemberId" := "The relay's member record in the group.",
        "userChatRelay" := "The relay in the owner's settings.",
        "relayLink" := "The relay's link for this group; absent until the relay has made one."
      ]

data RelayCapabilities = RelayCapabilities
  { webDomain :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RelayCapabilities where
  about =
    record
      "What a chat relay offers besides forwarding messages."
      [ "webDomain" := "Domain at which the relay shows groups on the web; absent when it does not."
      ]
