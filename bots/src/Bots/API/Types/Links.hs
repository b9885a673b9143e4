-- | Links by which people connect or join, and the signatures of those who own them.
module Bots.API.Types.Links
  ( types,
    ConnectionMode (..),
    CreatedConnLink (..),
    SimplexLinkType (..),
    LinkOwnerSig (..),
    OwnerVerification (..),
    GroupLinkOwner (..),
    GroupOwnerContact (..),
  )
where

import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @ConnectionMode,
    declareType @CreatedConnLink,
    declareType @SimplexLinkType,
    declareType @LinkOwnerSig,
    declareType @OwnerVerification,
    declareType @GroupLinkOwner,
    declareType @GroupOwnerContact
  ]

data ConnectionMode
  = ConnectionModeInv
  | ConnectionModeCon
  deriving (Eq, Show, Generic, Wire)

instance Declared ConnectionMode where
  about =
    enumeration
      "What kind of link a connection starts from."
      [ "inv" := "A one-time invitation.",
        "con" := "A contact address or group link, which any number of people can use."
      ]

data CreatedConnLink = CreatedConnLink
  { connFullLink :: Text,
    connShortLink :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CreatedConnLink where
  about =
    record
      "A link in its full form and, where there is one, its short form; both lead to the same \
      \place."
      [ "connFullLink"
          := "Holds all that is needed to connect; the core writes it with `simplex:/` in front.",
        "connShortLink"
          := "Usually an `https:` link to the server that keeps the rest; absent when no short \
             \link was made."
      ]
      & textual (word "connFullLink" <> optional "connShortLink" (" " <> link "connShortLink"))

data SimplexLinkType
  = SimplexLinkTypeContact
  | SimplexLinkTypeInvitation
  | SimplexLinkTypeGroup
  | SimplexLinkTypeChannel
  | SimplexLinkTypeRelay
  deriving (Eq, Show, Generic, Wire)

instance Declared SimplexLinkType where
  about =
    enumeration
      "What a SimpleX link in a message leads to."
      [ "contact" := "A contact address.",
        "invitation" := "A one-time invitation.",
        "group" := "A group.",
        "channel" := "A channel.",
        "relay" := "A chat relay."
      ]

data LinkOwnerSig = LinkOwnerSig
  { ownerId :: Maybe Text,
    chatBinding :: Text,
    ownerSig :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared LinkOwnerSig where
  about =
    record
      "Signature by which the sender of a link proves to own it."
      [ "ownerId" := "Which owner's key signed; absent when it was the link's root key.",
        "chatBinding" := "Ties the signature to the chat in which it was sent, as base64url.",
        "ownerSig" := "The signature, as base64url."
      ]

data OwnerVerification
  = OwnerVerificationVerified
  | OwnerVerificationFailed {reason :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared OwnerVerification where
  about =
    union
      "Outcome of checking the signature of a link's owner."
      [ "verified" := "The signature is valid.",
        "failed" := "The signature could not be verified."
      ]

data GroupLinkOwner = GroupLinkOwner
  { memberId :: Text,
    memberKey :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupLinkOwner where
  about =
    record
      "An owner of a group, as its link's data names them."
      [ "memberId" := "The owner's member id, the same for all members of the group.",
        "memberKey" := "Public key of the owner."
      ]

data GroupOwnerContact = GroupOwnerContact
  { contactId :: Int64,
    memberId :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupOwnerContact where
  about =
    record
      "The owner of a group whom the user knows as a contact."
      []
      & undocumented
      & textual
        ( "contact=" <> number "contactId" <> " owner=" <> word "memberId"
        )
