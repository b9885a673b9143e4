-- | Answers to commands about calls.
module Bots.API.Responses.Calls
  ( CallResponse (..),
  )
where

import Bots.API.Types.Calls (RcvCallInvitation)
import Bots.Declare
import Bots.Wire (Wire)
import GHC.Generics (Generic)

data CallResponse = CRCallInvitations {callInvitations :: [RcvCallInvitation]}
  deriving (Eq, Show, Generic, Wire)

instance Declared CallResponse where
  about =
    union
      "Answers to commands about calls."
      [ "callInvitations" := "The calls of contacts that wait for an answer."
      ]
      & prefixed "CR"
      & undocumentedParts
        [ "callInvitations"
        ]
