-- | What a declaration says beside its Haskell type: documentation, naming on the wire, the grammar
-- of its text. Everything else is derived from the type (see "Bots.Wire").
module Bots.Declare
  ( -- * Types
    Declared (..),
    About (..),
    Kind (..),
    Doc (..),
    record,
    enumeration,
    union,
    (&),

    -- * What is unusual about a type
    textual,
    undocumented,
    undocumentedParts,
    upperCase,
    spelled,
    prefixed,
    catchAll,
    openTo,
    tagged,

    -- * Commands
    Command (..),
    Network (..),
  )
where

import Bots.Schema (Network (..), Origin (..))
import Bots.Syntax (Grammar)
import Data.Function ((&))
import Data.Text (Text)

-- | A type of the API: a record (one constructor, named as the type), an enumeration or a union
-- (constructors named with the type's name in front: @ChatTypeDirect@ is @direct@ on the wire).
class Declared a where
  about :: About

-- | A command of the API: a record of its parameters.
class Command c where
  syntax :: Grammar
  network :: Network

  -- | The tags of the responses.
  answers :: [Text]

  -- | Parameters that no syntax can carry, each with the reason.
  unwritten :: [Doc]
  unwritten = []

data About = About
  { aboutKind :: Kind,
    aboutDoc :: Text,
    aboutParts :: [Doc],
    aboutText :: Maybe Grammar,
    aboutOrigin :: Origin,
    aboutUndocumented :: [Text],
    aboutUpperCase :: Bool,
    aboutSpelled :: [(Text, Text)],
    aboutPrefix :: Maybe Text,
    aboutCatchAll :: Maybe Text,
    -- | The constructor of an enumeration that holds every other string.
    aboutOpen :: Maybe Text,
    aboutTagged :: Bool
  }

data Kind = KRecord | KEnumeration | KUnion
  deriving (Eq, Show)

-- | The documentation of a part: of a field (@"ttl"@), an enumeration's value (@"direct"@), a
-- union's member by its tag (@"link"@) or a field of a member (@"link.preview"@).
data Doc = Text := Text

infix 0 :=

record, enumeration, union :: Text -> [Doc] -> About
record = plain KRecord
enumeration = plain KEnumeration
union = plain KUnion

plain :: Kind -> Text -> [Doc] -> About
plain kind doc parts =
  About
    { aboutKind = kind,
      aboutDoc = doc,
      aboutParts = parts,
      aboutText = Nothing,
      aboutOrigin = Documented,
      aboutUndocumented = [],
      aboutUpperCase = False,
      aboutSpelled = [],
      aboutPrefix = Nothing,
      aboutCatchAll = Nothing,
      aboutOpen = Nothing,
      aboutTagged = False
    }

-- | The type has a text of its own, which commands contain.
textual :: Grammar -> About -> About
textual grammar a = a {aboutText = Just grammar}

-- | SimpleX Chat's own reference does not list it.
undocumented :: About -> About
undocumented a = a {aboutOrigin = Undocumented}

-- | Values of an enumeration or tags of a union that SimpleX Chat's own reference does not list.
undocumentedParts :: [Text] -> About -> About
undocumentedParts parts a = a {aboutUndocumented = parts}

-- | Tags and values are in upper case: @BrokerErrorTypeNoService@ is @NO_SERVICE@.
upperCase :: About -> About
upperCase a = a {aboutUpperCase = True}

-- | Values that no rule gives: the constructor without its prefix, and its text on the wire.
spelled :: [(Text, Text)] -> About -> About
spelled names a = a {aboutSpelled = names}

-- | The constructors begin with this instead of the type's name.
prefixed :: Text -> About -> About
prefixed prefix a = a {aboutPrefix = Just prefix}

-- | The member with this tag represents every object that is none of the others. On the wire it is
-- that object, as its @json@ field has it.
catchAll :: Text -> About -> About
catchAll tag a = a {aboutCatchAll = Just tag}

-- | The constructor with this name (without its prefix) holds every other string of the
-- enumeration.
openTo :: Text -> About -> About
openTo constructor a = a {aboutOpen = Just constructor}

-- | A value of the enumeration is an object that has only its tag. The bare string is read, too.
tagged :: About -> About
tagged a = a {aboutTagged = True}
