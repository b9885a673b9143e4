-- | Commands on the bot's own contact address.
module Bots.API.Commands.Addresses
  ( commands,
    APICreateMyAddress (..),
    APIDeleteMyAddress (..),
    APIShowMyAddress (..),
    APISetProfileAddress (..),
    APISetAddressSettings (..),
  )
where

import Bots.API.Types.Addresses (AddressSettings)
import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @APICreateMyAddress,
    declareCommand @APIDeleteMyAddress,
    declareCommand @APIShowMyAddress,
    declareCommand @APISetProfileAddress,
    declareCommand @APISetAddressSettings
  ]

data APICreateMyAddress = APICreateMyAddress
  { userId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APICreateMyAddress where
  about =
    record
      "Creates the bot's contact address, by which people can ask to connect. A user has at most \
      \one: when there is one already, this fails with `duplicateContactLink`. Chat must be \
      \started. Answers `userContactLinkCreated` with the link."
      [ "userId" := "Must be the id of the active user."
      ]

instance Command APICreateMyAddress where
  syntax = "/_address " <> number "userId"
  network = Interactive
  answers = ["userContactLinkCreated", "chatCmdError"]

data APIDeleteMyAddress = APIDeleteMyAddress
  { userId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIDeleteMyAddress where
  about =
    record
      "Deletes the bot's contact address and takes it out of the profile. Existing contacts stay; \
      \the old link no longer works. Answers `userContactLinkDeleted`."
      [ "userId" := "Must be the id of the active user."
      ]

instance Command APIDeleteMyAddress where
  syntax = "/_delete_address " <> number "userId"
  network = Background
  answers = ["userContactLinkDeleted", "chatCmdError"]

data APIShowMyAddress = APIShowMyAddress
  { userId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIShowMyAddress where
  about =
    record
      "Reads the bot's contact address with its settings. Works before chat is started, too. \
      \Answers `userContactLink`, or fails with `userContactLinkNotFound` when there is no \
      \address."
      [ "userId" := "Must be the id of the active user."
      ]

instance Command APIShowMyAddress where
  syntax = "/_show_address " <> number "userId"
  network = NoNetwork
  answers = ["userContactLink", "chatCmdError"]

data APISetProfileAddress = APISetProfileAddress
  { userId :: Int64,
    enable :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetProfileAddress where
  about =
    record
      "Adds the contact address to the bot's profile, where contacts see it, or removes it from \
      \there. The bot must have an address. Answers `userProfileUpdated`, or \
      \`userProfileNoChange` when the profile already is like that."
      [ "userId" := "Must be the id of the active user.",
        "enable" := "False removes the address from the profile; the address itself stays."
      ]

instance Command APISetProfileAddress where
  syntax = "/_profile_address " <> number "userId" <> " " <> switch "enable"
  network = Interactive

  -- Upstream does not list `userProfileNoChange`, which was recorded for an address that the
  -- profile had already.
  answers = ["userProfileUpdated", "userProfileNoChange", "chatCmdError"]

data APISetAddressSettings = APISetAddressSettings
  { userId :: Int64,
    settings :: AddressSettings
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetAddressSettings where
  about =
    record
      "Sets how requests to the contact address are treated: accepting them, replying to them, \
      \business chats. The bot must have an address. Answers `userContactLinkUpdated`."
      [ "userId" := "Must be the id of the active user.",
        "settings" := "Replaces all settings: what is left out is turned off."
      ]

instance Command APISetAddressSettings where
  syntax = "/_address_settings " <> number "userId" <> " " <> json "settings"
  network = Interactive
  answers = ["userContactLinkUpdated", "chatCmdError"]
