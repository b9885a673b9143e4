-- | Commands about connections: their state, their queues, their encryption and their security
-- codes.
module Bots.API.Commands.Security
  ( commands,
    APIContactInfo (..),
    APIContactQueueInfo (..),
    APIGroupMemberQueueInfo (..),
    APISwitchContact (..),
    APISwitchGroupMember (..),
    APIAbortSwitchContact (..),
    APIAbortSwitchGroupMember (..),
    APISyncContactRatchet (..),
    APISyncGroupMemberRatchet (..),
    APIGetContactCode (..),
    APIGetGroupMemberCode (..),
    APIVerifyContact (..),
    APIVerifyGroupMember (..),
    APIEnableContact (..),
    APIEnableGroupMember (..),
  )
where

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
  [ declareCommand @APIContactInfo,
    declareCommand @APIContactQueueInfo,
    declareCommand @APIGroupMemberQueueInfo,
    declareCommand @APISwitchContact,
    declareCommand @APISwitchGroupMember,
    declareCommand @APIAbortSwitchContact,
    declareCommand @APIAbortSwitchGroupMember,
    declareCommand @APISyncContactRatchet,
    declareCommand @APISyncGroupMemberRatchet,
    declareCommand @APIGetContactCode,
    declareCommand @APIGetGroupMemberCode,
    declareCommand @APIVerifyContact,
    declareCommand @APIVerifyGroupMember,
    declareCommand @APIEnableContact,
    declareCommand @APIEnableGroupMember
  ]

data APIContactInfo = APIContactInfo
  { contactId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIContactInfo where
  about =
    record
      "Reads a contact with the state of its connection. Answers `contactInfo`."
      []
      & undocumented

instance Command APIContactInfo where
  syntax = "/_info @" <> number "contactId"
  network = NoNetwork
  answers = ["contactInfo", "chatCmdError"]

data APIContactQueueInfo = APIContactQueueInfo
  { contactId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIContactQueueInfo where
  about =
    record
      "Asks the server about the queue of a contact. Answers `queueInfo`."
      []
      & undocumented

instance Command APIContactQueueInfo where
  syntax = "/_queue info @" <> number "contactId"
  network = Interactive
  answers = ["queueInfo", "chatCmdError"]

data APIGroupMemberQueueInfo = APIGroupMemberQueueInfo
  { groupId :: Int64,
    groupMemberId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGroupMemberQueueInfo where
  about =
    record
      "Asks the server about the queue of a member. Answers `queueInfo`."
      []
      & undocumented

instance Command APIGroupMemberQueueInfo where
  syntax = "/_queue info #" <> number "groupId" <> " " <> number "groupMemberId"
  network = Interactive
  answers = ["queueInfo", "chatCmdError"]

data APISwitchContact = APISwitchContact
  { contactId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISwitchContact where
  about =
    record
      "Moves the queue of a contact to another server. Answers `contactSwitchStarted`; events \
      \`contactSwitch` follow."
      []
      & undocumented

instance Command APISwitchContact where
  syntax = "/_switch @" <> number "contactId"
  network = Background
  answers = ["contactSwitchStarted", "chatCmdError"]

data APISwitchGroupMember = APISwitchGroupMember
  { groupId :: Int64,
    groupMemberId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISwitchGroupMember where
  about =
    record
      "Moves the queue of a member to another server. Answers `groupMemberSwitchStarted`; events \
      \`groupMemberSwitch` follow."
      []
      & undocumented

instance Command APISwitchGroupMember where
  syntax = "/_switch #" <> number "groupId" <> " " <> number "groupMemberId"
  network = Background
  answers = ["groupMemberSwitchStarted", "chatCmdError"]

data APIAbortSwitchContact = APIAbortSwitchContact
  { contactId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIAbortSwitchContact where
  about =
    record
      "Stops moving the queue of a contact. Answers `contactSwitchAborted`."
      []
      & undocumented

instance Command APIAbortSwitchContact where
  syntax = "/_abort switch @" <> number "contactId"
  network = Background
  answers = ["contactSwitchAborted", "chatCmdError"]

data APIAbortSwitchGroupMember = APIAbortSwitchGroupMember
  { groupId :: Int64,
    groupMemberId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIAbortSwitchGroupMember where
  about =
    record
      "Stops moving the queue of a member. Answers `groupMemberSwitchAborted`."
      []
      & undocumented

instance Command APIAbortSwitchGroupMember where
  syntax = "/_abort switch #" <> number "groupId" <> " " <> number "groupMemberId"
  network = Background
  answers = ["groupMemberSwitchAborted", "chatCmdError"]

data APISyncContactRatchet = APISyncContactRatchet
  { contactId :: Int64,
    force :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISyncContactRatchet where
  about =
    record
      "Agrees encryption with a contact anew. Answers `contactRatchetSyncStarted`."
      [ "force" := "Also when it is in step."
      ]
      & undocumented

instance Command APISyncContactRatchet where
  syntax = "/_sync @" <> number "contactId" <> bareFlag " force=on" [] "force"
  network = Background
  answers = ["contactRatchetSyncStarted", "chatCmdError"]

data APISyncGroupMemberRatchet = APISyncGroupMemberRatchet
  { groupId :: Int64,
    groupMemberId :: Int64,
    force :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISyncGroupMemberRatchet where
  about =
    record
      "Agrees encryption with a member anew. Answers `groupMemberRatchetSyncStarted`."
      [ "force" := "Also when it is in step."
      ]
      & undocumented

instance Command APISyncGroupMemberRatchet where
  syntax =
    "/_sync #"
      <> number "groupId"
      <> " "
      <> number "groupMemberId"
      <> bareFlag " force=on" [] "force"
  network = Background
  answers = ["groupMemberRatchetSyncStarted", "chatCmdError"]

data APIGetContactCode = APIGetContactCode
  { contactId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetContactCode where
  about =
    record
      "Reads the security code of a contact. Answers `contactCode`."
      []
      & undocumented

instance Command APIGetContactCode where
  syntax = "/_get code @" <> number "contactId"
  network = NoNetwork
  answers = ["contactCode", "chatCmdError"]

data APIGetGroupMemberCode = APIGetGroupMemberCode
  { groupId :: Int64,
    groupMemberId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetGroupMemberCode where
  about =
    record
      "Reads the security code of a member. Answers `groupMemberCode`."
      []
      & undocumented

instance Command APIGetGroupMemberCode where
  syntax = "/_get code #" <> number "groupId" <> " " <> number "groupMemberId"
  network = NoNetwork
  answers = ["groupMemberCode", "chatCmdError"]

data APIVerifyContact = APIVerifyContact
  { contactId :: Int64,
    connectionCode :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIVerifyContact where
  about =
    record
      "Marks a contact as verified when the code is right. Answers `connectionVerified`."
      [ "connectionCode" := "Digits and blanks; absent to remove the mark."
      ]
      & undocumented

instance Command APIVerifyContact where
  syntax =
    "/_verify code @"
      <> number "contactId"
      <> optional "connectionCode" (" " <> codeDigits "connectionCode")
  network = NoNetwork
  answers = ["connectionVerified", "chatCmdError"]

data APIVerifyGroupMember = APIVerifyGroupMember
  { groupId :: Int64,
    groupMemberId :: Int64,
    connectionCode :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIVerifyGroupMember where
  about =
    record
      "Marks a member as verified when the code is right. Answers `connectionVerified`."
      [ "connectionCode" := "Digits and blanks; absent to remove the mark."
      ]
      & undocumented

instance Command APIVerifyGroupMember where
  syntax =
    "/_verify code #"
      <> number "groupId"
      <> " "
      <> number "groupMemberId"
      <> optional "connectionCode" (" " <> codeDigits "connectionCode")
  network = NoNetwork
  answers = ["connectionVerified", "chatCmdError"]

data APIEnableContact = APIEnableContact
  { contactId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIEnableContact where
  about =
    record
      "Uses a contact again that was turned off by errors. Answers `cmdOk`."
      []
      & undocumented

instance Command APIEnableContact where
  syntax = "/_enable @" <> number "contactId"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data APIEnableGroupMember = APIEnableGroupMember
  { groupId :: Int64,
    groupMemberId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIEnableGroupMember where
  about =
    record
      "Uses the connection with a member again that was turned off by errors. Answers `cmdOk`."
      []
      & undocumented

instance Command APIEnableGroupMember where
  syntax = "/_enable #" <> number "groupId" <> " " <> number "groupMemberId"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]
