-- | Commands that read groups and members, and set how the user sees them.
module Bots.API.Commands.GroupDetails
  ( commands,
    APIGroupInfo (..),
    APIGroupMemberInfo (..),
    APIGetUpdatedGroupLinkData (..),
    APIAddGroupShortLink (..),
    APISetPublicGroupAccess (..),
    APIVerifyGroupDomain (..),
    APIDeleteMemberSupportChat (..),
    ListMemberSupportChats (..),
    APISetMemberSettings (..),
    APISetGroupAlias (..),
    ShowGroupProfile (..),
    ShowGroupDescription (..),
  )
where

import Bots.API.Types.GroupMembers (GroupMemberSettings)
import Bots.API.Types.Groups (PublicGroupAccess)
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
  [ declareCommand @APIGroupInfo,
    declareCommand @APIGroupMemberInfo,
    declareCommand @APIGetUpdatedGroupLinkData,
    declareCommand @APIAddGroupShortLink,
    declareCommand @APISetPublicGroupAccess,
    declareCommand @APIVerifyGroupDomain,
    declareCommand @APIDeleteMemberSupportChat,
    declareCommand @ListMemberSupportChats,
    declareCommand @APISetMemberSettings,
    declareCommand @APISetGroupAlias,
    declareCommand @ShowGroupProfile,
    declareCommand @ShowGroupDescription
  ]

data APIGroupInfo = APIGroupInfo
  { groupId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGroupInfo where
  about =
    record
      "Reads a group by its id. Answers `groupInfo`."
      []
      & undocumented

instance Command APIGroupInfo where
  syntax = "/_info #" <> number "groupId"
  network = NoNetwork
  answers = ["groupInfo", "chatCmdError"]

data APIGroupMemberInfo = APIGroupMemberInfo
  { groupId :: Int64,
    groupMemberId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGroupMemberInfo where
  about =
    record
      "Reads a member with the state of its connection. Answers `groupMemberInfo`."
      []
      & undocumented

instance Command APIGroupMemberInfo where
  syntax = "/_info #" <> number "groupId" <> " " <> number "groupMemberId"
  network = NoNetwork
  answers = ["groupMemberInfo", "chatCmdError"]

data APIGetUpdatedGroupLinkData = APIGetUpdatedGroupLinkData
  { groupId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetUpdatedGroupLinkData where
  about =
    record
      "Updates a channel from the data of its link. Answers `groupInfo`."
      []
      & undocumented

instance Command APIGetUpdatedGroupLinkData where
  syntax = "/_get group link data #" <> number "groupId"
  network = Interactive
  answers = ["groupInfo", "chatCmdError"]

data APIAddGroupShortLink = APIAddGroupShortLink
  { groupId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIAddGroupShortLink where
  about =
    record
      "Gives a group link of before a short link. Answers `groupLink`."
      []
      & undocumented

instance Command APIAddGroupShortLink where
  syntax = "/_short link #" <> number "groupId"
  network = Interactive
  answers = ["groupLink", "chatCmdError"]

data APISetPublicGroupAccess = APISetPublicGroupAccess
  { groupId :: Int64,
    publicGroupAccess :: PublicGroupAccess
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetPublicGroupAccess where
  about =
    record
      "Sets how a public group can be found outside of the app. Answers `groupUpdated`."
      []
      & undocumented

instance Command APISetPublicGroupAccess where
  syntax = "/_public group access #" <> number "groupId" <> " " <> json "publicGroupAccess"
  network = Background
  answers = ["groupUpdated", "chatCmdError"]

data APIVerifyGroupDomain = APIVerifyGroupDomain
  { groupId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIVerifyGroupDomain where
  about =
    record
      "Checks whether the SimpleX name that a group claims leads to it. Answers \
      \`groupDomainVerified`."
      []
      & undocumented

instance Command APIVerifyGroupDomain where
  syntax = "/_verify domain #" <> number "groupId"
  network = Interactive
  answers = ["groupDomainVerified", "chatCmdError"]

data APIDeleteMemberSupportChat = APIDeleteMemberSupportChat
  { groupId :: Int64,
    groupMemberId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIDeleteMemberSupportChat where
  about =
    record
      "Deletes the support chat with a member who does not wait for admission. Answers \
      \`memberSupportChatDeleted`."
      []
      & undocumented

instance Command APIDeleteMemberSupportChat where
  syntax = "/_delete member chat #" <> number "groupId" <> " " <> number "groupMemberId"
  network = NoNetwork
  answers = ["memberSupportChatDeleted", "chatCmdError"]

data ListMemberSupportChats = ListMemberSupportChats
  { groupName :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ListMemberSupportChats where
  about =
    record
      "Lists the members with a support chat. Answers `memberSupportChats`."
      []
      & undocumented

instance Command ListMemberSupportChats where
  syntax = "/member support chats #" <> named "groupName"
  network = NoNetwork
  answers = ["memberSupportChats", "chatCmdError"]

data APISetMemberSettings = APISetMemberSettings
  { groupId :: Int64,
    groupMemberId :: Int64,
    memberSettings :: GroupMemberSettings
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetMemberSettings where
  about =
    record
      "Shows or hides the messages of a member for the user. Answers `cmdOk`."
      []
      & undocumented

instance Command APISetMemberSettings where
  syntax =
    "/_member settings #"
      <> number "groupId"
      <> " "
      <> number "groupMemberId"
      <> " "
      <> json "memberSettings"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APISetGroupAlias = APISetGroupAlias
  { groupId :: Int64,
    localAlias :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetGroupAlias where
  about =
    record
      "Sets the local name of a group. Answers `groupAliasUpdated`."
      [ "localAlias" := "Absent to remove it."
      ]
      & undocumented

instance Command APISetGroupAlias where
  syntax =
    "/_set alias #"
      <> number "groupId"
      <> optional "localAlias" (" " <> rest "localAlias")
  network = NoNetwork
  answers = ["groupAliasUpdated", "chatCmdError"]

data ShowGroupProfile = ShowGroupProfile
  { groupName :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ShowGroupProfile where
  about =
    record
      "Reads the profile of a group by its name. Answers `groupProfile`."
      []
      & undocumented

instance Command ShowGroupProfile where
  syntax = spelledToo "/group_profile #" ["/group_profile ", "/gp #", "/gp "] <> named "groupName"
  network = NoNetwork
  answers = ["groupProfile", "chatCmdError"]

data ShowGroupDescription = ShowGroupDescription
  { groupName :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ShowGroupDescription where
  about =
    record
      "Reads the welcome text of a group by its name. Answers `groupDescription`."
      []
      & undocumented

instance Command ShowGroupDescription where
  syntax = spelledToo "/show welcome #" ["/show welcome "] <> named "groupName"
  network = NoNetwork
  answers = ["groupDescription", "chatCmdError"]
