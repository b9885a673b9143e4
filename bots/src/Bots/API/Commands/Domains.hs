-- | Commands about short links of addresses and SimpleX names.
module Bots.API.Commands.Domains
  ( commands,
    APIAddMyAddressShortLink (..),
    APISetUserDomain (..),
    APIVerifyContactDomain (..),
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
  [ declareCommand @APIAddMyAddressShortLink,
    declareCommand @APISetUserDomain,
    declareCommand @APIVerifyContactDomain
  ]

data APIAddMyAddressShortLink = APIAddMyAddressShortLink
  { userId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIAddMyAddressShortLink where
  about =
    record
      "Gives an address of before a short link. Answers `userContactLink`."
      []
      & undocumented

instance Command APIAddMyAddressShortLink where
  syntax = "/_short_link_address " <> number "userId"
  network = Interactive
  answers = ["userContactLink", "chatCmdError"]

data APISetUserDomain = APISetUserDomain
  { userId :: Int64,
    simplexDomain :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetUserDomain where
  about =
    record
      "Sets or removes the SimpleX name of a user. The name has to lead to the user's address \
      \already. Answers `userProfileUpdated`, or `userProfileNoChange`."
      [ "simplexDomain" := "The name, such as `team.simplex`; absent to remove it."
      ]
      & undocumented

instance Command APISetUserDomain where
  syntax =
    "/_set domain "
      <> number "userId"
      <> optional "simplexDomain" (" " <> word "simplexDomain")
  network = Interactive
  answers = ["userProfileUpdated", "userProfileNoChange", "chatCmdError"]

data APIVerifyContactDomain = APIVerifyContactDomain
  { contactId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIVerifyContactDomain where
  about =
    record
      "Checks whether the SimpleX name that a contact claims leads to it. Answers \
      \`contactDomainVerified`."
      []
      & undocumented

instance Command APIVerifyContactDomain where
  syntax = "/_verify domain @" <> number "contactId"
  network = Interactive
  answers = ["contactDomainVerified", "chatCmdError"]
