-- | Users of the chat database, their profiles, and the settings of their chats.
module Bots.API.Types.Users
  ( types,
    ChatPeerType (..),
    Profile (..),
    LocalProfile (..),
    UserPwdHash (..),
    User (..),
    UserInfo (..),
    NewUser (..),
    MsgFilter (..),
    ChatSettings (..),
    UserMsgReceiptSettings (..),
  )
where

import Bots.API.Types.Badges (BadgeProof, LocalBadge)
import Bots.API.Types.Domains (SimplexDomainClaim)
import Bots.API.Types.Preferences (FullPreferences, Preferences)
import Bots.API.Types.Themes (UIThemeEntityOverrides)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import Data.Time (UTCTime)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @ChatPeerType,
    declareType @Profile,
    declareType @LocalProfile,
    declareType @UserPwdHash,
    declareType @User,
    declareType @UserInfo,
    declareType @NewUser,
    declareType @MsgFilter,
    declareType @ChatSettings,
    declareType @UserMsgReceiptSettings
  ]

data ChatPeerType
  = ChatPeerTypeHuman
  | ChatPeerTypeBot
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatPeerType where
  about =
    enumeration
      "Whether a profile belongs to a person or to a bot."
      [ "human" := "A person.",
        "bot" := "A bot; apps then offer its commands."
      ]

data Profile = Profile
  { displayName :: Text,
    fullName :: Text,
    shortDescr :: Maybe Text,
    description :: Maybe Text,
    image :: Maybe Text,
    contactLink :: Maybe Text,
    preferences :: Maybe Preferences,
    peerType :: Maybe ChatPeerType,
    badge :: Maybe BadgeProof,
    contactDomain :: Maybe SimplexDomainClaim
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared Profile where
  about =
    record
      "A profile as it is sent to contacts and group members. Everything in the profile of a peer \
      \is the peer's own claim."
      [ "displayName"
          := "Name chosen by the profile's owner; different peers may use the same one.",
        "fullName" := "Longer name; empty when there is none.",
        "description" := "Longer text about the owner than `shortDescr`.",
        "image" := "Picture as a data URI, such as `data:image/jpg;base64,...`.",
        "contactLink" := "Contact address that the owner publishes in the profile.",
        "preferences" := "Absent means the defaults.",
        "peerType" := "Absent means a person.",
        "badge" := "Badge that the owner shows to others.",
        "contactDomain" := "SimpleX name that the owner claims."
      ]

data LocalProfile = LocalProfile
  { profileId :: Int64,
    displayName :: Text,
    fullName :: Text,
    shortDescr :: Maybe Text,
    description :: Maybe Text,
    image :: Maybe Text,
    contactLink :: Maybe Text,
    preferences :: Maybe Preferences,
    peerType :: Maybe ChatPeerType,
    localBadge :: Maybe LocalBadge,
    localAlias :: Text,
    contactDomain :: Maybe SimplexDomainClaim,
    contactDomainVerified :: Maybe Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared LocalProfile where
  about =
    record
      "A profile as this device keeps it, with its id and the user's own name for its owner."
      [ "profileId" := "Id of the profile in the chat database.",
        "displayName"
          := "Name chosen by the profile's owner; different peers may use the same one.",
        "fullName" := "Longer name; empty when there is none.",
        "description" := "Longer text about the owner than `shortDescr`.",
        "image" := "Picture as a data URI, such as `data:image/jpg;base64,...`.",
        "contactLink" := "Contact address that the owner publishes in the profile.",
        "preferences" := "Absent means the defaults.",
        "peerType" := "Absent means a person.",
        "localBadge" := "Badge of the owner, with the result of checking it.",
        "localAlias"
          := "The user's own name for the profile's owner, never sent to anyone; empty when there \
             \is none.",
        "contactDomain" := "SimpleX name that the owner claims.",
        "contactDomainVerified"
          := "Whether the claimed name leads to this profile; absent when it was not checked."
      ]

data UserPwdHash = UserPwdHash
  { hash :: Text,
    salt :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UserPwdHash where
  about =
    record
      "Hash of the password that protects a hidden user."
      []

data User = User
  { userId :: Int64,
    agentUserId :: Text,
    userContactId :: Int64,
    localDisplayName :: Text,
    profile :: LocalProfile,
    fullPreferences :: FullPreferences,
    activeUser :: Bool,
    activeOrder :: Int64,
    viewPwdHash :: Maybe UserPwdHash,
    showNtfs :: Bool,
    sendRcptsContacts :: Bool,
    sendRcptsSmallGroups :: Bool,
    autoAcceptMemberContacts :: Bool,
    userMemberProfileUpdatedAt :: Maybe UTCTime,
    userChatRelay :: Bool,
    clientService :: Bool,
    uiThemes :: Maybe UIThemeEntityOverrides
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared User where
  about =
    record
      "A user of the chat database: one profile with its own contacts and groups. One database \
      \may have several; one is active at a time."
      [ "agentUserId" := "Id of the user in the messaging agent, digits in a string.",
        "userContactId" := "Id of the contact record of the user itself.",
        "localDisplayName" := "Name under which this device shows the user.",
        "fullPreferences" := "The preferences of the profile with the defaults filled in.",
        "activeUser" := "Commands that name no user apply to the active one.",
        "activeOrder"
          := "Grows with every switch of the active user, so the user who was active last has the \
             \largest.",
        "viewPwdHash" := "Present when the user is hidden behind a password.",
        "showNtfs" := "Whether apps show notifications for the user.",
        "sendRcptsContacts" := "Whether contacts get delivery receipts.",
        "sendRcptsSmallGroups" := "Whether members of small groups get delivery receipts.",
        "autoAcceptMemberContacts"
          := "Whether invitations of group members to a direct chat are accepted automatically.",
        "userMemberProfileUpdatedAt"
          := "When the profile last changed in a part that group members see; absent when it \
             \never did.",
        "userChatRelay" := "Whether the user serves as a chat relay.",
        "clientService"
          := "Whether the core subscribes to all connections of the user at once, with a \
             \certificate."
      ]

data UserInfo = UserInfo
  { user :: User,
    unreadCount :: Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UserInfo where
  about =
    record
      "A user with the number of unread messages."
      [ "unreadCount" := "Unread messages over all chats of the user."
      ]

data NewUser = NewUser
  { profile :: Maybe Profile,
    pastTimestamp :: Bool,
    userChatRelay :: Bool,
    clientService :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared NewUser where
  about =
    record
      "What a new user is created with."
      [ "profile" := "Absent for a randomly generated profile.",
        "pastTimestamp"
          := "Whether the user's records are dated a couple of days back instead of now.",
        "userChatRelay" := "Whether the user serves as a chat relay.",
        "clientService"
          := "Whether the core subscribes to all connections of the user at once, with a \
             \certificate; for users with very many."
      ]

data MsgFilter
  = MsgFilterNone
  | MsgFilterAll
  | MsgFilterMentions
  deriving (Eq, Show, Generic, Wire)

instance Declared MsgFilter where
  about =
    enumeration
      "Which messages of a chat an app notifies about."
      [ "none" := "None.",
        "all" := "All of them.",
        "mentions" := "Only those that mention the user."
      ]

data ChatSettings = ChatSettings
  { enableNtfs :: MsgFilter,
    sendRcpts :: Maybe Bool,
    favorite :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatSettings where
  about =
    record
      "The user's own settings for one chat."
      [ "sendRcpts"
          := "Whether delivery receipts are sent in this chat; absent when the user's general \
             \setting applies."
      ]

data UserMsgReceiptSettings = UserMsgReceiptSettings
  { enable :: Bool,
    clearOverrides :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UserMsgReceiptSettings where
  about =
    record
      "Whether to send delivery receipts."
      [ "clearOverrides" := "Whether chats with a setting of their own lose it."
      ]
      & undocumented
      & textual
        ( switch "enable"
            <> flag " clear_overrides=" "clearOverrides"
        )
