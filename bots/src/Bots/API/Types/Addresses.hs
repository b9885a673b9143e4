-- | Contact addresses, group links and how requests through them are answered.
module Bots.API.Types.Addresses
  ( types,
    AutoAccept (..),
    AddressSettings (..),
    UserContactLink (..),
    UserContact (..),
    GroupLink (..),
  )
where

import Bots.API.Types.GroupPreferences (GroupMemberRole)
import Bots.API.Types.Links (CreatedConnLink)
import Bots.API.Types.Messages (MsgContent)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @AutoAccept,
    declareType @AddressSettings,
    declareType @UserContactLink,
    declareType @UserContact,
    declareType @GroupLink
  ]

data AutoAccept = AutoAccept
  { acceptIncognito :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared AutoAccept where
  about =
    record
      "Present when contact requests are accepted without asking."
      [ "acceptIncognito"
          := "True to show each new contact a random profile instead of the user's own."
      ]

data AddressSettings = AddressSettings
  { businessAddress :: Bool,
    autoAccept :: Maybe AutoAccept,
    autoReply :: Maybe MsgContent
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared AddressSettings where
  about =
    record
      "How the user's address treats contact requests."
      [ "businessAddress"
          := "True when each request opens a group with the customer, to which more people can be \
             \added, instead of a direct chat.",
        "autoAccept"
          := "Absent when each request waits for `APIAcceptContact` or `APIRejectContact`.",
        "autoReply"
          := "Message sent automatically to everybody whose request is accepted. It can arrive \
             \before the bot learns that the contact is connected."
      ]

data UserContactLink = UserContactLink
  { userContactLinkId :: Int64,
    connLinkContact :: CreatedConnLink,
    shortLinkDataSet :: Bool,
    shortLinkLargeDataSet :: Bool,
    addressSettings :: AddressSettings
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UserContactLink where
  about =
    record
      "The user's contact address and its settings."
      [ "shortLinkDataSet"
          := "True when profile data is stored with the short link, so that people see it before \
             \they connect.",
        "shortLinkLargeDataSet" := "True when the larger form of that data is stored."
      ]

data UserContact = UserContact
  { userContactLinkId :: Int64,
    connReqContact :: Text,
    groupId :: Maybe Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UserContact where
  about =
    record
      "A contact address or group link of the user, as named by connections and errors."
      [ "connReqContact" := "The full link.",
        "groupId"
          := "The group that requests through this link join. Absent for the user's contact \
             \address."
      ]

data GroupLink = GroupLink
  { userContactLinkId :: Int64,
    connLinkContact :: CreatedConnLink,
    shortLinkDataSet :: Bool,
    shortLinkLargeDataSet :: Bool,
    groupLinkId :: Text,
    acceptMemberRole :: GroupMemberRole
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupLink where
  about =
    record
      "The link through which people join a group."
      [ "shortLinkDataSet"
          := "True when the group's profile is stored with the short link, so that people see it \
             \before they join.",
        "shortLinkLargeDataSet" := "True when the larger form of that data is stored.",
        "groupLinkId" := "Base64 id that ties join requests to this link.",
        "acceptMemberRole" := "Role of members who join through the link."
      ]
