-- | Commands that prepare chats from links, connect them, and change connections that are not used
-- yet.
module Bots.API.Commands.PreparedChats
  ( commands,
    APIPrepareContact (..),
    APIPrepareGroup (..),
    APIChangePreparedContactUser (..),
    APIChangePreparedGroupUser (..),
    APIConnectPreparedContact (..),
    APIConnectPreparedGroup (..),
    APIConnectContactViaAddress (..),
    APISetConnectionIncognito (..),
    APIChangeConnectionUser (..),
    APIAcceptMemberContact (..),
  )
where

import Bots.API.Commands.Contents (optionalContent)
import Bots.API.Types.ConnectionPlans (ContactShortLinkData, GroupShortLinkData)
import Bots.API.Types.Links (CreatedConnLink, GroupOwnerContact)
import Bots.API.Types.Messages (MsgContent)
import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @APIPrepareContact,
    declareCommand @APIPrepareGroup,
    declareCommand @APIChangePreparedContactUser,
    declareCommand @APIChangePreparedGroupUser,
    declareCommand @APIConnectPreparedContact,
    declareCommand @APIConnectPreparedGroup,
    declareCommand @APIConnectContactViaAddress,
    declareCommand @APISetConnectionIncognito,
    declareCommand @APIChangeConnectionUser,
    declareCommand @APIAcceptMemberContact
  ]

data APIPrepareContact = APIPrepareContact
  { userId :: Int64,
    connLink :: CreatedConnLink,
    verifiedDomain :: Maybe Text,
    contactShortLinkData :: ContactShortLinkData
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIPrepareContact where
  about =
    record
      "Makes a chat with a contact or a business from a link that was looked up, without \
      \connecting. Answers `newPreparedChat`; APIConnectPreparedContact connects."
      [ "verifiedDomain" := "The SimpleX name that led to the link.",
        "contactShortLinkData" := "From the answer `connectionPlan`."
      ]
      & undocumented

instance Command APIPrepareContact where
  syntax =
    "/_prepare contact "
      <> number "userId"
      <> " "
      <> text "connLink"
      <> optional "verifiedDomain" (" domain=" <> word "verifiedDomain")
      <> " "
      <> json "contactShortLinkData"
  network = NoNetwork
  answers = ["newPreparedChat", "chatCmdError"]

data APIPrepareGroup = APIPrepareGroup
  { userId :: Int64,
    connLink :: CreatedConnLink,
    directLink :: Bool,
    verifiedDomain :: Maybe Text,
    groupShortLinkData :: GroupShortLinkData
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIPrepareGroup where
  about =
    record
      "Makes a chat with a group or channel from a link that was looked up, without joining. \
      \Answers `newPreparedChat`; APIConnectPreparedGroup joins."
      [ "directLink" := "False for channels, see `direct` of GroupShortLinkInfo.",
        "verifiedDomain" := "The SimpleX name that led to the link.",
        "groupShortLinkData" := "From the answer `connectionPlan`."
      ]
      & undocumented

instance Command APIPrepareGroup where
  syntax =
    "/_prepare group "
      <> number "userId"
      <> " "
      <> text "connLink"
      <> flagUnlessOff " direct=" "directLink"
      <> optional "verifiedDomain" (" domain=" <> word "verifiedDomain")
      <> " "
      <> json "groupShortLinkData"
  network = NoNetwork
  answers = ["newPreparedChat", "chatCmdError"]

data APIChangePreparedContactUser = APIChangePreparedContactUser
  { contactId :: Int64,
    newUserId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIChangePreparedContactUser where
  about =
    record
      "Moves a prepared contact to another user. Answers `contactUserChanged`."
      []
      & undocumented

instance Command APIChangePreparedContactUser where
  syntax = "/_set contact user @" <> number "contactId" <> " " <> number "newUserId"
  network = NoNetwork
  answers = ["contactUserChanged", "chatCmdError"]

data APIChangePreparedGroupUser = APIChangePreparedGroupUser
  { groupId :: Int64,
    newUserId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIChangePreparedGroupUser where
  about =
    record
      "Moves a prepared group to another user. Answers `groupUserChanged`."
      []
      & undocumented

instance Command APIChangePreparedGroupUser where
  syntax = "/_set group user #" <> number "groupId" <> " " <> number "newUserId"
  network = NoNetwork
  answers = ["groupUserChanged", "chatCmdError"]

data APIConnectPreparedContact = APIConnectPreparedContact
  { contactId :: Int64,
    incognito :: Bool,
    msgContent_ :: Maybe MsgContent
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIConnectPreparedContact where
  about =
    record
      "Connects with a prepared contact. Answers `startedConnectionToContact`, or \
      \`contactAlreadyExists` when the link leads to a known one; `contactConnected` follows."
      [ "msgContent_" := "A message that goes with the request."
      ]
      & undocumented

instance Command APIConnectPreparedContact where
  syntax =
    "/_connect contact @"
      <> number "contactId"
      <> flag " incognito=" "incognito"
      <> optionalContent "msgContent_"
  network = Interactive
  answers = ["startedConnectionToContact", "contactAlreadyExists", "chatCmdError"]

data APIConnectPreparedGroup = APIConnectPreparedGroup
  { groupId :: Int64,
    incognito :: Bool,
    ownerContact :: Maybe GroupOwnerContact,
    msgContent_ :: Maybe MsgContent
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIConnectPreparedGroup where
  about =
    record
      "Joins a prepared group or channel. Answers `startedConnectionToGroup`; `userJoinedGroup` \
      \follows."
      [ "ownerContact" := "The owner, when the user has it as a contact.",
        "msgContent_" := "A message that goes with the request."
      ]
      & undocumented

instance Command APIConnectPreparedGroup where
  syntax =
    "/_connect group #"
      <> number "groupId"
      <> flag " incognito=" "incognito"
      <> optional "ownerContact" (" " <> text "ownerContact")
      <> optionalContent "msgContent_"
  network = Interactive
  answers = ["startedConnectionToGroup", "chatCmdError"]

data APIConnectContactViaAddress = APIConnectContactViaAddress
  { userId :: Int64,
    incognito :: Bool,
    contactId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIConnectContactViaAddress where
  about =
    record
      "Connects with a known profile by its address. Answers `sentInvitationToContact`."
      []
      & undocumented

instance Command APIConnectContactViaAddress where
  syntax =
    "/_connect contact "
      <> number "userId"
      <> flag " incognito=" "incognito"
      <> " "
      <> number "contactId"
  network = Interactive
  answers = ["sentInvitationToContact", "chatCmdError"]

data APISetConnectionIncognito = APISetConnectionIncognito
  { connectionId :: Int64,
    incognito :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetConnectionIncognito where
  about =
    record
      "Makes an unused invitation incognito, or not. Answers `connectionIncognitoUpdated`."
      []
      & undocumented

instance Command APISetConnectionIncognito where
  syntax = "/_set incognito :" <> number "connectionId" <> " " <> switch "incognito"
  network = Interactive
  answers = ["connectionIncognitoUpdated", "chatCmdError"]

data APIChangeConnectionUser = APIChangeConnectionUser
  { connectionId :: Int64,
    newUserId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIChangeConnectionUser where
  about =
    record
      "Moves an unused invitation to another user, which makes a new link. Answers \
      \`connectionUserChanged`."
      []
      & undocumented

instance Command APIChangeConnectionUser where
  syntax = "/_set conn user :" <> number "connectionId" <> " " <> number "newUserId"
  network = Interactive
  answers = ["connectionUserChanged", "chatCmdError"]

data APIAcceptMemberContact = APIAcceptMemberContact
  { contactId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIAcceptMemberContact where
  about =
    record
      "Accepts a member's invitation to a direct chat. Answers `memberContactAccepted`."
      []
      & undocumented

instance Command APIAcceptMemberContact where
  syntax = "/_accept member contact @" <> number "contactId"
  network = Interactive
  answers = ["memberContactAccepted", "chatCmdError"]
