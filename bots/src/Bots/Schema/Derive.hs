-- | The schema of a declared type, from its structure and what is said about it.
module Bots.Schema.Derive
  ( Derivable,
    typeDef,
    memberDefs,
    commandDef,
  )
where

import Bots.Declare
import Bots.Schema
import Bots.Wire
import Bots.Wire.Names (partName, wireName)
import Data.Text (Text)
import Data.Typeable (Typeable)
import GHC.Generics (Generic, Rep)

-- | What a declared type must be for its schema to follow from it.
type Derivable a = (Declared a, Typeable a, Generic a, Sum (Rep a))

typeDef :: forall a. Derivable a => TypeDef
typeDef =
  TypeDef
    { typeName = typeNameOf @a,
      typeDoc = aboutDoc said,
      typeOrigin = aboutOrigin said,
      typeParts = map (\(part := _) -> part) (aboutParts said),
      typeUndocumented = aboutUndocumented said,
      typeText = aboutText said,
      typeShape = case aboutKind said of
        KRecord -> Record (recordFields @a)
        KEnumeration -> Enumeration wire (enumValues @a)
        KUnion -> Union (memberDefs @a)
    }
  where
    said = about @a
    wire
      | aboutTagged said = Tagged
      | Just _ <- aboutOpen said = Open
      | otherwise = Plain

commandDef :: forall a. (Derivable a, Command a) => CommandDef
commandDef =
  CommandDef
    { commandName = typeNameOf @a,
      commandDoc = aboutDoc said,
      commandOrigin = aboutOrigin said,
      commandParts = map (\(part := _) -> part) (aboutParts said),
      commandNetwork = network @a,
      commandParams = recordFields @a,
      commandUnwritten = [(part, reason) | part := reason <- unwritten @a],
      commandGrammar = syntax @a,
      commandResponses = answers @a
    }
  where
    said = about @a

recordFields :: forall a. Derivable a => [Field]
recordFields =
  [documented @a "" field | c <- sumConstructors @(Rep a), field <- constructorFields c]

enumValues :: forall a. Derivable a => [EnumValue]
enumValues =
  [ EnumValue
      { valueText =
          tag,
        valueName = name,
        valueDoc = docOf @a tag,
        valueOrigin = originOf @a tag
      }
    | (name, tag, _) <- parts @a,
      Just name /= aboutOpen (about @a)
  ]

-- | The members of a union.
memberDefs :: forall a. Derivable a => [Member]
memberDefs =
  [ Member
      { memberTag = tag,
        memberName = name,
        memberDoc = docOf @a tag,
        memberOrigin = originOf @a tag,
        memberCatchAll = Just tag == aboutCatchAll (about @a),
        memberFields = map (documented @a (tag <> ".")) fields
      }
    | (name, tag, fields) <- parts @a
  ]

-- | Every constructor: its name without the prefix, its tag, its fields.
parts :: forall a. Derivable a => [(Text, Text, [Field])]
parts = map part (sumConstructors @(Rep a))
  where
    part c =
      ( partName (about @a) (typeNameOf @a) (constructorName c),
        wireName (about @a) (typeNameOf @a) (constructorName c),
        constructorFields c
      )

documented :: forall a. Declared a => Text -> Field -> Field
documented path field = field {fieldDoc = docOf @a (path <> fieldName field)}

docOf :: forall a. Declared a => Text -> Maybe Text
docOf part = lookup part [(name, doc) | name := doc <- aboutParts (about @a)]

originOf :: forall a. Declared a => Text -> Origin
originOf part = if part `elem` aboutUndocumented (about @a) then Undocumented else Documented
