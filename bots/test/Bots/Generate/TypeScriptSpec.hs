-- | From a declaration to its TypeScript, on small examples.
module Bots.Generate.TypeScriptSpec (spec) where

import Bots.Generate.TypeScript (fileName, generateTypeScript)
import Bots.Output (Output (..))
import Bots.Schema
import Bots.Syntax (number, values)
import Data.Foldable (for_)
import Data.List (find)
import Data.Text (Text)
import qualified Data.Text as T
import Test.Hspec

spec :: Spec
spec = do
  describe "names the file of an area" $
    for_
      [ ("ChatItems", "chat-items.ts"),
        ("Group link commands", "group-links.ts"),
        ("Address commands", "addresses.ts"),
        ("Chat management", "chat-management.ts")
      ]
      $ \(given, want) -> it (T.unpack want) $ fileName given `shouldBe` want

  it "writes a type, and imports those of other areas" $
    file "types/pets.ts"
      `shouldBe` [ "import type { Food } from \"./foods.ts\"",
                   "import type * as T from \"./index.ts\"",
                   "",
                   "/** A pet. */",
                   "export type Pet = Pet.Cat | Pet.Toy",
                   "",
                   "export namespace Pet {",
                   "  /** The tags of {@link Pet}. */",
                   "  export type Tag = Pet[\"type\"]",
                   "",
                   "  /** A cat. */",
                   "  export interface Cat {",
                   "    type: \"cat\"",
                   "    food: Food[]",
                   "  }",
                   "",
                   "  /** A toy, whose member hides the type of its name. */",
                   "  export interface Toy {",
                   "    type: \"toy\"",
                   "    of: T.Toy",
                   "  }",
                   "}",
                   "",
                   "/** What a toy is. */",
                   "export type Toy = \"ball\"",
                   "",
                   "/** What a toy is. */",
                   "export const Toy = {",
                   "  Ball: \"ball\",",
                   "} as const"
                 ]

  it "writes how a type with a text of its own is written" $
    file "types/places.ts"
      `shouldBe` [ "import type { TextForm } from \"../../command.ts\"",
                   "import { withText } from \"../../syntax.ts\"",
                   "import { writePlace, writeSide } from \"../text.ts\"",
                   "",
                   "/**",
                   " * A side.",
                   " *",
                   " * @remarks Its text in commands: `<|>`",
                   " *",
                   " * - `left`: Where the heart is.",
                   " */",
                   "export type Side = \"left\" | \"right\"",
                   "",
                   "/**",
                   " * A side.",
                   " *",
                   " * @remarks Its text in commands: `<|>`",
                   " *",
                   " * - `left`: Where the heart is.",
                   " */",
                   "export const Side = /* @__PURE__ */ withText(",
                   "  {",
                   "    /** Where the heart is. */",
                   "    Left: \"left\",",
                   "    Right: \"right\",",
                   "  } as const,",
                   "  { cmdString: (value) => writeSide(value, \"Side.value\") } satisfies \
                   \TextForm<Side>,",
                   ")",
                   "",
                   "/**",
                   " * A place.",
                   " *",
                   " * @remarks Its text in commands: `<row>`",
                   " */",
                   "export interface Place {",
                   "  row: number",
                   "}",
                   "",
                   "/**",
                   " * A place.",
                   " *",
                   " * @remarks Its text in commands: `<row>`",
                   " */",
                   "export const Place: TextForm<Place> = {",
                   "  cmdString: (value) => writePlace(value, \"Place.value\"),",
                   "}"
                 ]

  it "writes a command without what it cannot write" $
    file "wire/pets.ts"
      `shouldBe` [ "import type * as CR from \"../responses.ts\"",
                   "",
                   "/**",
                   " * Feeds it.",
                   " *",
                   " * SimpleX Chat's own reference does not list it.",
                   " *",
                   " * Needs no network.",
                   " *",
                   " * @remarks Syntax: `/feed <petId>`",
                   " */",
                   "export interface Feed {",
                   "  petId: number",
                   "}",
                   "",
                   "export namespace Feed {",
                   "  /** What {@link Feed} can answer. */",
                   "  export type Response = CR.Fed",
                   "}"
                 ]

-- | A generated file below its header.
file :: Text -> [Text]
file name =
  maybe
    []
    (drop 2 . T.lines . outputText)
    ( find
        ( ( T.unpack
              ( "packages/types/src/gen/"
                  <> name
              )
              ==
          )
            . outputPath
        )
        (generateTypeScript small)
    )

small :: Schema
small =
  Schema
    { version = "1",
      types =
        [ Area
            "Pets"
            [ typed
                "Pet"
                "A pet."
                ( Union
                    [ member "cat" "Cat" "A cat." [field "food" (TArray (TRef "Food"))],
                      member
                        "toy"
                        "Toy"
                        "A toy, whose member hides the type of its name."
                        [field "of" (TRef "Toy")]
                    ]
                ),
              typed
                "Toy"
                "What a toy is."
                (Enumeration Plain [EnumValue "ball" "Ball" Nothing Documented])
            ],
          Area "Foods" [typed "Food" "Food." (Record [])],
          Area
            "Places"
            [ ( typed
                  "Side"
                  "A side."
                  ( Enumeration
                      Plain
                      [ EnumValue "left" "Left" (Just "Where the heart is.") Documented,
                        EnumValue "right" "Right" Nothing Documented
                      ]
                  )
              )
                { typeText =
                    Just (values [("left", "<"), ("right", ">")])
                },
              (typed "Place" "A place." (Record [field "row" TInt]))
                { typeText =
                    Just (number "row")
                }
            ]
        ],
      commands =
        [ Area
            "Pet commands"
            [ CommandDef
                { commandName = "Feed",
                  commandDoc = "Feeds it.",
                  commandOrigin = Undocumented,
                  commandParts = [],
                  commandNetwork = NoNetwork,
                  commandParams = [field "petId" TInt64, field "spoon" (TRef "Toy")],
                  commandUnwritten = [("spoon", "No syntax carries it.")],
                  commandGrammar = "/feed " <> number "petId",
                  commandResponses = ["fed"]
                }
            ]
        ],
      shorthands = [],
      responses = [member "fed" "Fed" "It is fed." []],
      events = []
    }

typed :: Text -> Text -> Shape -> TypeDef
typed name doc shape =
  TypeDef
    { typeName =
        name,
      typeDoc = doc,
      typeOrigin = Documented,
      typeParts = [],
      typeUndocumented = [],
      typeShape = shape,
      typeText = Nothing
    }

member :: Text -> Text -> Text -> [Field] -> Member
member tag name doc fields =
  Member
    { memberTag =
        tag,
      memberName = name,
      memberDoc = Just doc,
      memberOrigin = Documented,
      memberCatchAll = False,
      memberFields = fields
    }

field :: Text -> Type -> Field
field name type_ =
  Field {fieldName = name, fieldType = type_, fieldOptional = False, fieldDoc = Nothing}
