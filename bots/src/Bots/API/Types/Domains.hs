-- | SimpleX names: what they consist of, what they lead to, and the proofs of those who claim them.
module Bots.API.Types.Domains
  ( types,
    SimplexTLD (..),
    SimplexNameType (..),
    SimplexDomain (..),
    SimplexNameInfo (..),
    SimplexDomainProof (..),
    SimplexDomainClaim (..),
    SimplexDomainError (..),
  )
where

import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @SimplexTLD,
    declareType @SimplexNameType,
    declareType @SimplexDomain,
    declareType @SimplexNameInfo,
    declareType @SimplexDomainProof,
    declareType @SimplexDomainClaim,
    declareType @SimplexDomainError
  ]

data SimplexTLD
  = SimplexTLDSimplex
  | SimplexTLDTesting
  | SimplexTLDWeb
  deriving (Eq, Show, Generic, Wire)

instance Declared SimplexTLD where
  about =
    enumeration
      "The top-level domain of a SimpleX name."
      [ "simplex" := "A name that ends with `.simplex`.",
        "testing" := "A name that ends with `.testing`, for tests.",
        "web" := "An ordinary domain of the web."
      ]

data SimplexNameType
  = SimplexNameTypePublicGroup
  | SimplexNameTypeContact
  deriving (Eq, Show, Generic, Wire)

instance Declared SimplexNameType where
  about =
    enumeration
      "What a SimpleX name leads to."
      [ "publicGroup" := "A public group or channel, written with `#`.",
        "contact" := "A contact address, written with `@`."
      ]

data SimplexDomain = SimplexDomain
  { nameTLD :: SimplexTLD,
    domain :: Text,
    subDomain :: [Text]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SimplexDomain where
  about =
    record
      "A SimpleX name in its parts: `news.team.simplex` has the domain `team` and the subdomain \
      \`news`."
      [ "domain" := "The label before the top-level domain; for `web` the whole name.",
        "subDomain" := "The labels before the domain, the nearest to it first."
      ]

data SimplexNameInfo = SimplexNameInfo
  { nameType :: SimplexNameType,
    nameDomain :: SimplexDomain
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SimplexNameInfo where
  about =
    record
      "A SimpleX name with what it leads to."
      []

data SimplexDomainProof = SimplexDomainProof
  { linkOwnerId :: Maybe Text,
    presHeader :: Text,
    signature :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SimplexDomainProof where
  about =
    record
      "Signature by which the owner of a link claims a name."
      [ "linkOwnerId" := "Which owner of the link signed; absent when its root key did.",
        "presHeader" := "Value that ties the proof to one presentation, in base64url.",
        "signature" := "The signature, in base64url."
      ]

data SimplexDomainClaim = SimplexDomainClaim
  { domain :: Text,
    proof :: Maybe SimplexDomainProof
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SimplexDomainClaim where
  about =
    record
      "A SimpleX name that a profile claims."
      [ "domain" := "The name as text, such as `team.simplex`.",
        "proof" := "Absent when the claim carries none."
      ]

data SimplexDomainError
  = SimplexDomainErrorNoValidLink
  | SimplexDomainErrorUnknownDomain
  deriving (Eq, Show, Generic, Wire)

instance Declared SimplexDomainError where
  about =
    union
      "Why a SimpleX name cannot be used."
      [ "noValidLink" := "The name resolves to no link of the right kind.",
        "unknownDomain" := "The name is not registered."
      ]
