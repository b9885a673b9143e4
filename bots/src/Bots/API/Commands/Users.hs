-- | Commands about the users of the core and their profiles.
module Bots.API.Commands.Users
  ( commands,
    ShowActiveUser (..),
    CreateActiveUser (..),
    ListUsers (..),
    APISetActiveUser (..),
    APIDeleteUser (..),
    APIUpdateProfile (..),
    APISetContactPrefs (..),
  )
where

import Bots.API.Types.Preferences (Preferences)
import Bots.API.Types.Users (NewUser, Profile)
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
  [ declareCommand @ShowActiveUser,
    declareCommand @CreateActiveUser,
    declareCommand @ListUsers,
    declareCommand @APISetActiveUser,
    declareCommand @APIDeleteUser,
    declareCommand @APIUpdateProfile,
    declareCommand @APISetContactPrefs
  ]

data ShowActiveUser = ShowActiveUser
  deriving (Eq, Show, Generic, Wire)

instance Declared ShowActiveUser where
  about =
    record
      "Reads the active user; works before the start of the core, too. Answers `activeUser`, or \
      \the error `noActiveUser` when there is none."
      []

instance Command ShowActiveUser where
  syntax = spelledToo "/user" ["/u"]
  network = NoNetwork
  answers = ["activeUser", "chatCmdError"]

data CreateActiveUser = CreateActiveUser
  { newUser :: NewUser
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CreateActiveUser where
  about =
    record
      "Creates a user and makes it the active one, in place of the one that was. Answers \
      \`activeUser`, or the error `userExists` when there is a user of this name."
      []

instance Command CreateActiveUser where
  syntax = "/_create user " <> json "newUser"
  network = NoNetwork
  answers = ["activeUser", "chatCmdError"]

data ListUsers = ListUsers
  deriving (Eq, Show, Generic, Wire)

instance Declared ListUsers where
  about =
    record
      "Lists the users in the database. Answers `usersList`."
      []

instance Command ListUsers where
  syntax = "/users"
  network = NoNetwork
  answers = ["usersList", "chatCmdError"]

data APISetActiveUser = APISetActiveUser
  { userId :: Int64,
    viewPwd :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetActiveUser where
  about =
    record
      "Makes another user the active one; commands that name a user work for the active user \
      \only. Answers `activeUser`, or the error `userUnknown`."
      [ "viewPwd" := "The password of a hidden user."
      ]

instance Command APISetActiveUser where
  syntax = "/_user " <> number "userId" <> optional "viewPwd" (" " <> json "viewPwd")
  network = NoNetwork
  answers = ["activeUser", "chatCmdError"]

data APIDeleteUser = APIDeleteUser
  { userId :: Int64,
    delSMPQueues :: Bool,
    viewPwd :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIDeleteUser where
  about =
    record
      "Deletes a user with its contacts, groups and messages. The active user can be deleted only \
      \when there is no other that is not hidden. Answers `cmdOk`."
      [ "delSMPQueues"
          := "Whether the message queues of the user are deleted from the servers, too.",
        "viewPwd" := "The password of a hidden user."
      ]

instance Command APIDeleteUser where
  syntax =
    "/_delete user "
      <> number "userId"
      <> " del_smp="
      <> switch "delSMPQueues"
      <> optional "viewPwd" (" " <> json "viewPwd")
  network = Background
  answers = ["cmdOk", "chatCmdError"]

data APIUpdateProfile = APIUpdateProfile
  { userId :: Int64,
    profile :: Profile
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIUpdateProfile where
  about =
    record
      "Changes the profile of the user and sends it to the contacts. Answers \
      \`userProfileUpdated`, or `userProfileNoChange` when nothing differs."
      [ "userId" := "Must be the id of the active user.",
        "profile"
          := "Replaces the whole profile, the preferences and the commands of the bot included: \
             \what it leaves out is gone."
      ]

instance Command APIUpdateProfile where
  syntax = "/_profile " <> number "userId" <> " " <> json "profile"
  network = Background
  answers = ["userProfileUpdated", "userProfileNoChange", "chatCmdError"]

data APISetContactPrefs = APISetContactPrefs
  { contactId :: Int64,
    preferences :: Preferences
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetContactPrefs where
  about =
    record
      "Changes what the user allows in the chat with one contact, and notifies the contact. The \
      \contact must be connected. Answers `contactPrefsUpdated`."
      [ "preferences"
          := "Replaces all preferences for this contact; what it leaves out follows the profile \
             \of the user."
      ]

instance Command APISetContactPrefs where
  syntax = "/_set prefs @" <> number "contactId" <> " " <> json "preferences"
  network = Background
  answers = ["contactPrefsUpdated", "chatCmdError"]
