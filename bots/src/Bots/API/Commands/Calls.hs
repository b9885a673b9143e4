-- | Commands about calls.
module Bots.API.Commands.Calls
  ( commands,
    APIRejectCall (..),
    APIEndCall (..),
    APIGetCallInvitations (..),
  )
where

import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @APIRejectCall,
    declareCommand @APIEndCall,
    declareCommand @APIGetCallInvitations
  ]

data APIRejectCall = APIRejectCall
  { contactId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIRejectCall where
  about =
    record
      "Refuses a call of a contact, after `callInvitation`. Answers `cmdOk`."
      []
      & undocumented

instance Command APIRejectCall where
  syntax = "/_call reject @" <> number "contactId"
  network = Background
  answers = ["cmdOk", "chatCmdError"]

data APIEndCall = APIEndCall
  { contactId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APIEndCall where
  about =
    record
      "Ends a call with a contact. Answers `cmdOk`."
      []
      & undocumented

instance Command APIEndCall where
  syntax = "/_call end @" <> number "contactId"
  network = Background
  answers = ["cmdOk", "chatCmdError"]

data APIGetCallInvitations = APIGetCallInvitations
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetCallInvitations where
  about =
    record
      "Lists the calls that wait for an answer. Answers `callInvitations`."
      []
      & undocumented

instance Command APIGetCallInvitations where
  syntax = "/_call get"
  network = NoNetwork
  answers = ["callInvitations", "chatCmdError"]
