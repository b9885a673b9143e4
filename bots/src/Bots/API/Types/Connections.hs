-- | Connections with peers: their state, their security code, and their encryption.
module Bots.API.Types.Connections
  ( types,
    VersionRange (..),
    ConnStatus (..),
    ConnType (..),
    SecurityCode (..),
    Connection (..),
    PendingContactConnection (..),
    RatchetSyncState (..),
    SwitchPhase (..),
    SubscriptionStatus (..),
  )
where

import Bots.API.Types.Links (CreatedConnLink)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import Data.Time (UTCTime)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @VersionRange,
    declareType @ConnStatus,
    declareType @ConnType,
    declareType @SecurityCode,
    declareType @Connection,
    declareType @PendingContactConnection,
    declareType @RatchetSyncState,
    declareType @SwitchPhase,
    declareType @SubscriptionStatus
  ]

data VersionRange = VersionRange
  { minVersion :: Int,
    maxVersion :: Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared VersionRange where
  about =
    record
      "Lowest and highest protocol version that a peer supports."
      []

data ConnStatus
  = ConnStatusNew
  | ConnStatusPrepared
  | ConnStatusJoined
  | ConnStatusRequested
  | ConnStatusAccepted
  | ConnStatusSndReady
  | ConnStatusReady
  | ConnStatusDeleted
  | ConnStatusFailed {connError :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared ConnStatus where
  about =
    union
      "How far a connection is established. Messages can be sent in `sndReady` and `ready`."
      [ "new" := "Created on this side; the peer has not answered.",
        "prepared" := "Prepared for joining; the joining is not done.",
        "joined" := "Joined by this side; the peer has not answered.",
        "requested" := "The peer's confirmation arrived.",
        "accepted" := "This side accepted the peer's confirmation.",
        "sndReady" := "Messages can be sent; the peer is not known to be ready to send.",
        "ready" := "Established in both directions.",
        "deleted" := "Deleted.",
        "failed" := "Could not be established.",
        "failed.connError" := "What went wrong, as text."
      ]

data ConnType
  = ConnTypeContact
  | ConnTypeMember
  | ConnTypeUserContact
  deriving (Eq, Show, Generic, Wire)

instance Declared ConnType where
  about =
    enumeration
      "What a connection serves."
      [ "contact" := "A direct chat with a contact.",
        "member" := "A member of a group.",
        "user_contact" := "The user's own contact address or a group link."
      ]
      & spelled [("UserContact", "user_contact")]

data SecurityCode = SecurityCode
  { securityCode :: Text,
    verifiedAt :: UTCTime
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SecurityCode where
  about =
    record
      "The security code of a connection that the user has verified with the peer."
      [ "securityCode" := "The code that both sides compare."
      ]

data Connection = Connection
  { connId :: Int64,
    agentConnId :: Text,
    connChatVersion :: Int,
    peerChatVRange :: VersionRange,
    connLevel :: Int,
    viaContact :: Maybe Int64,
    viaUserContactLink :: Maybe Int64,
    viaGroupLink :: Bool,
    groupLinkId :: Maybe Text,
    xContactId :: Maybe Text,
    customUserProfileId :: Maybe Int64,
    connType :: ConnType,
    connStatus :: ConnStatus,
    contactConnInitiated :: Bool,
    localAlias :: Text,
    entityId :: Maybe Int64,
    connectionCode :: Maybe SecurityCode,
    pqSupport :: Bool,
    pqEncryption :: Bool,
    pqSndEnabled :: Maybe Bool,
    pqRcvEnabled :: Maybe Bool,
    authErrCounter :: Int,
    quotaErrCounter :: Int,
    createdAt :: UTCTime
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared Connection where
  about =
    record
      "A connection with a contact or a group member, or the one behind the user's address or a \
      \group link."
      [ "agentConnId" := "Id of the connection in the messaging agent, as base64url.",
        "connChatVersion" := "Protocol version used in this connection.",
        "peerChatVRange" := "Protocol versions that the peer supports.",
        "connLevel" := "0 when made directly, more when others introduced the two sides.",
        "viaContact" := "Id of the contact through whom the two sides were introduced.",
        "viaUserContactLink"
          := "Id of the user's address or group link through which the peer came.",
        "viaGroupLink" := "Whether the connection was made through a group link.",
        "groupLinkId" := "Identifier of the group link that was used, as base64url.",
        "xContactId"
          := "Identifier of the contact request that was sent for this connection, as base64url.",
        "customUserProfileId"
          := "Id of the incognito profile used here; absent when it is the user's own profile.",
        "contactConnInitiated"
          := "Whether this side started the connection. It may turn false once connected, so do \
             \not rely on it later.",
        "localAlias" := "The user's own name for the connection; empty when there is none.",
        "entityId"
          := "Id of what `connType` says: the contact, the group member, or the address; absent \
             \while there is none.",
        "connectionCode" := "Present once the user has verified the security code.",
        "pqSupport" := "Whether post-quantum encryption may be used.",
        "pqEncryption" := "Whether post-quantum encryption is enabled for this connection.",
        "pqSndEnabled"
          := "Whether sent messages have post-quantum encryption; absent while that is not known.",
        "pqRcvEnabled"
          := "Whether received messages have post-quantum encryption; absent while that is not \
             \known.",
        "authErrCounter"
          := "Number of authorization errors in sending; after several the connection counts as \
             \disabled.",
        "quotaErrCounter"
          := "Number of times that the peer's queue was full; after several the connection counts \
             \as inactive."
      ]

data PendingContactConnection = PendingContactConnection
  { pccConnId :: Int64,
    pccAgentConnId :: Text,
    pccConnStatus :: ConnStatus,
    viaContactUri :: Bool,
    viaUserContactLink :: Maybe Int64,
    groupLinkId :: Maybe Text,
    customUserProfileId :: Maybe Int64,
    connLinkInv :: Maybe CreatedConnLink,
    localAlias :: Text,
    createdAt :: UTCTime,
    updatedAt :: UTCTime
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared PendingContactConnection where
  about =
    record
      "A connection that is being made and has no contact yet: a one-time invitation, or a link \
      \that the user has connected to."
      [ "pccAgentConnId" := "Id of the connection in the messaging agent, as base64url.",
        "viaContactUri"
          := "Whether the user connects through a contact address or group link; false for a \
             \one-time invitation.",
        "viaUserContactLink"
          := "Id of the user's address or group link through which the peer came.",
        "groupLinkId" := "Identifier of the group link in use, as base64url.",
        "customUserProfileId"
          := "Id of the incognito profile used here; absent when it is the user's own profile.",
        "connLinkInv"
          := "The one-time invitation; absent when the user connects through an address or group \
             \link.",
        "localAlias" := "The user's own name for the connection; empty when there is none."
      ]

data RatchetSyncState
  = RatchetSyncStateOk
  | RatchetSyncStateAllowed
  | RatchetSyncStateRequired
  | RatchetSyncStateStarted
  | RatchetSyncStateAgreed
  deriving (Eq, Show, Generic, Wire)

instance Declared RatchetSyncState where
  about =
    enumeration
      "Whether the encryption of a connection is in step on both sides, and how far its renewal \
      \has come."
      [ "ok" := "In step.",
        "allowed" := "Some messages could not be decrypted; renewal is possible.",
        "required" := "Out of step; messages cannot be exchanged without renewal.",
        "started" := "Renewal was requested.",
        "agreed" := "New keys are agreed, and no message has confirmed them yet."
      ]

data SwitchPhase
  = SwitchPhaseStarted
  | SwitchPhaseConfirmed
  | SwitchPhaseSecured
  | SwitchPhaseCompleted
  deriving (Eq, Show, Generic, Wire)

instance Declared SwitchPhase where
  about =
    enumeration
      "How far the move of a connection to another receiving address has come."
      [ "started" := "The move has begun.",
        "confirmed" := "The sending side has confirmed the new address.",
        "secured" := "The new address is secured.",
        "completed" := "The new address is in use."
      ]

data SubscriptionStatus
  = SubscriptionStatusActive
  | SubscriptionStatusPending
  | SubscriptionStatusRemoved {subError :: Text}
  | SubscriptionStatusNoSub
  deriving (Eq, Show, Generic, Wire)

instance Declared SubscriptionStatus where
  about =
    union
      "Whether messages of a connection are being received from its server."
      [ "active" := "Messages are received.",
        "pending" := "Not subscribed for now; it is going to be tried again.",
        "removed" := "The subscription ended with an error.",
        "removed.subError" := "The error, as text.",
        "noSub" := "There is no subscription."
      ]
