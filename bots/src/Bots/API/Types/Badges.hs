-- | Badges of supporters, as profiles carry them.
module Bots.API.Types.Badges
  ( types,
    BadgeType (..),
    BadgeStatus (..),
    BadgeInfo (..),
    BadgeProof (..),
    LocalBadge (..),
    BadgeCredential (..),
  )
where

import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Text (Text)
import Data.Time (UTCTime)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @BadgeType,
    declareType @BadgeStatus,
    declareType @BadgeInfo,
    declareType @BadgeProof,
    declareType @LocalBadge,
    declareType @BadgeCredential
  ]

data BadgeType
  = BadgeTypeSupporter
  | BadgeTypeLegend
  | BadgeTypeInvestor
  | BadgeTypeUnlisted Text
  deriving (Eq, Show, Generic, Wire)

instance Declared BadgeType where
  about =
    enumeration
      "What kind of badge it is. Any other string can arrive as well."
      [ "supporter" := "Supports the project with money.",
        "legend" := "Has supported the project in an outstanding way.",
        "investor" := "Has invested in the project."
      ]
      & openTo "Unlisted"

data BadgeStatus
  = BadgeStatusActive
  | BadgeStatusExpired
  | BadgeStatusExpiredOld
  | BadgeStatusFailed
  | BadgeStatusUnknownKey
  deriving (Eq, Show, Generic, Wire)

instance Declared BadgeStatus where
  about =
    enumeration
      "Whether a badge holds."
      [ "active" := "Valid.",
        "expired" := "Was valid, and expired a short while ago.",
        "expiredOld" := "Expired long ago.",
        "failed" := "Its proof is wrong.",
        "unknownKey" := "Its issuer's key is not known to this version."
      ]

data BadgeInfo = BadgeInfo
  { badgeType :: BadgeType,
    badgeExpiry :: Maybe UTCTime,
    badgeExtra :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared BadgeInfo where
  about =
    record
      "What a badge says."
      [ "badgeExpiry" := "Absent when it does not expire.",
        "badgeExtra" := "Further text of the issuer; empty when there is none."
      ]

data BadgeProof = BadgeProof
  { badgeKeyIdx :: Int,
    presHeader :: Text,
    proof :: Text,
    badgeInfo :: BadgeInfo
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared BadgeProof where
  about =
    record
      "Proof that a profile holds a badge, made so that different contacts cannot link their \
      \proofs."
      [ "badgeKeyIdx" := "Number of the issuer's key.",
        "presHeader" := "Value that ties the proof to one presentation, in base64url.",
        "proof" := "The proof itself, in base64url."
      ]

data LocalBadge = LocalBadge
  { badge :: BadgeInfo,
    status :: BadgeStatus
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared LocalBadge where
  about =
    record
      "A badge as this device shows it, after checking its proof."
      []

data BadgeCredential = BadgeCredential
  { badgeKeyIdx :: Int,
    masterKey :: Text,
    signature :: Text,
    badgeInfo :: BadgeInfo
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared BadgeCredential where
  about =
    record
      "A badge as its issuer gives it out. It is secret."
      [ "badgeKeyIdx" := "Which of the issuer's keys signed.",
        "masterKey" := "The secret of the owner.",
        "signature" := "The signature of the issuer.",
        "badgeInfo" := "What the badge says."
      ]
      & undocumented
