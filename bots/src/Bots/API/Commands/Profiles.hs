-- | Commands that hide and mute users, and change the profile of the active one.
module Bots.API.Commands.Profiles
  ( commands,
    APIHideUser (..),
    APIUnhideUser (..),
    APIMuteUser (..),
    APIUnmuteUser (..),
    SetClientService (..),
    SetBotCommands (..),
    ShowProfile (..),
    UpdateProfile (..),
    UpdateProfileImage (..),
    ShowProfileImage (..),
    AddBadge (..),
  )
where

import Bots.API.Types.Badges (BadgeCredential)
import Bots.API.Types.Preferences (ChatBotCommand)
import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.List.NonEmpty (NonEmpty)
import Data.Text (Text)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @APIHideUser,
    declareCommand @APIUnhideUser,
    declareCommand @APIMuteUser,
    declareCommand @APIUnmuteUser,
    declareCommand @SetClientService,
    declareCommand @SetBotCommands,
    declareCommand @ShowProfile,
    declareCommand @UpdateProfile,
    declareCommand @UpdateProfileImage,
    declareCommand @ShowProfileImage,
    declareCommand @AddBadge
  ]

data APIHideUser = APIHideUser
  { userId :: Int64,
    viewPwd :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIHideUser where
  about =
    record
      "Hides a user behind a password. One user has to stay visible. Answers `userPrivacy`."
      []
      & undocumented

instance Command APIHideUser where
  syntax = "/_hide user " <> number "userId" <> " " <> json "viewPwd"
  network = NoNetwork
  answers = ["userPrivacy", "chatCmdError"]

data APIUnhideUser = APIUnhideUser
  { userId :: Int64,
    viewPwd :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIUnhideUser where
  about =
    record
      "Shows a hidden user again. Answers `userPrivacy`."
      []
      & undocumented

instance Command APIUnhideUser where
  syntax = "/_unhide user " <> number "userId" <> " " <> json "viewPwd"
  network = NoNetwork
  answers = ["userPrivacy", "chatCmdError"]

data APIMuteUser = APIMuteUser
  { userId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIMuteUser where
  about =
    record
      "Turns the notifications of a user off. Answers `userPrivacy`."
      []
      & undocumented

instance Command APIMuteUser where
  syntax = "/_mute user " <> number "userId"
  network = NoNetwork
  answers = ["userPrivacy", "chatCmdError"]

data APIUnmuteUser = APIUnmuteUser
  { userId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIUnmuteUser where
  about =
    record
      "Turns the notifications of a user on. Answers `userPrivacy`."
      []
      & undocumented

instance Command APIUnmuteUser where
  syntax = "/_unmute user " <> number "userId"
  network = NoNetwork
  answers = ["userPrivacy", "chatCmdError"]

data SetClientService = SetClientService
  { userId :: Int64,
    displayName :: Text,
    enable :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SetClientService where
  about =
    record
      "Lets the core subscribe to all connections of a user at once. The chat must be stopped, \
      \and the core has to be opened anew. Answers `cmdOk`."
      [ "displayName" := "Must be the name of the user."
      ]
      & undocumented

instance Command SetClientService where
  syntax =
    "/set client service "
      <> number "userId"
      <> ":"
      <> named "displayName"
      <> " "
      <> switch "enable"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data SetBotCommands = SetBotCommands
  { -- The prime distinguishes it from the list of this module.
    commands' :: Maybe (NonEmpty ChatBotCommand)
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SetBotCommands where
  about =
    record
      "Sets the menu of the active user, or removes it, and makes the user a bot. Answers \
      \`userProfileUpdated`, or `userProfileNoChange`."
      [ "commands" := "Absent removes the menu."
      ]
      & undocumented

instance Command SetBotCommands where
  syntax = optionalOr "commands" ("/set bot commands " <> menu "commands") "/delete bot commands"
  network = Background
  answers = ["userProfileUpdated", "userProfileNoChange", "chatCmdError"]

data ShowProfile = ShowProfile
  deriving (Eq, Show, Generic, Wire)

instance Declared ShowProfile where
  about =
    record
      "Reads the profile of the active user. Answers `userProfile`."
      []
      & undocumented

instance Command ShowProfile where
  syntax = spelledToo "/profile" ["/p"]
  network = NoNetwork
  answers = ["userProfile", "chatCmdError"]

data UpdateProfile = UpdateProfile
  { displayName :: Text,
    shortDescr :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UpdateProfile where
  about =
    record
      "Renames the active user and empties its full name. Answers `userProfileUpdated`, or \
      \`userProfileNoChange`."
      [ "shortDescr" := "The core cuts it at 160 characters."
      ]
      & undocumented

instance Command UpdateProfile where
  syntax =
    spelledToo "/profile " ["/p "]
      <> named "displayName"
      <> optional "shortDescr" (" " <> rest "shortDescr")
  network = Background
  answers = ["userProfileUpdated", "userProfileNoChange", "chatCmdError"]

data UpdateProfileImage = UpdateProfileImage
  { image :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UpdateProfileImage where
  about =
    record
      "Sets or removes the picture of the active user. Answers `userProfileUpdated`, or \
      \`userProfileNoChange`."
      [ "image" := "A data URI of a PNG or JPEG image; absent to remove it."
      ]
      & undocumented

instance Command UpdateProfileImage where
  syntax =
    optionalOr "image" ("/set profile image " <> picture "image") "/delete profile image"
  network = Background
  answers = ["userProfileUpdated", "userProfileNoChange", "chatCmdError"]

data ShowProfileImage = ShowProfileImage
  deriving (Eq, Show, Generic, Wire)

instance Declared ShowProfileImage where
  about =
    record
      "Reads the profile of the active user with its picture. Answers `userProfileImage`."
      []
      & undocumented

instance Command ShowProfileImage where
  syntax = "/show profile image"
  network = NoNetwork
  answers = ["userProfileImage", "chatCmdError"]

data AddBadge = AddBadge
  { badgeCredential :: BadgeCredential
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared AddBadge where
  about =
    record
      "Adds a badge to the active user. Answers `cmdOk`."
      []
      & undocumented

instance Command AddBadge where
  syntax = "/badge add " <> json "badgeCredential"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]
