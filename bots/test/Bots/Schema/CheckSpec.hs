-- | Each test breaks a small sound declaration in one place.
module Bots.Schema.CheckSpec (spec) where

import Bots.Json (Json (..))
import Bots.Schema
import Bots.Schema.Check (problems)
import Bots.Schema.Problem (describe)
import Bots.Syntax
import Data.Text (Text)
import Test.Hspec hiding (describe)

spec :: Spec
spec = do
  it "finds nothing in a sound declaration" $
    found sound `shouldBe` []

  finds
    "a reference to nothing"
    sound
      { responses =
          [response [field "user" (TRef "Nobody")]]
      }
    "done refers to Nobody, which is not declared"
  finds
    "an unused type"
    sound
      { types =
          [Area "A" [mode, record "Lonely" []]]
      }
    "Lonely is declared but not used"
  finds
    "two types of one name"
    sound
      { types =
          [Area "A" [mode, mode]]
      }
    "Mode is declared twice as a type"
  finds
    "two fields of one name"
    sound
      { types =
          [Area "A" [mode, record "Twice" [field "a" TInt, field "a" TInt]]]
      }
    "a is declared twice as a field of Twice"
  finds
    "an answer that does not exist"
    ( withCommand
        ( \c ->
            c {commandResponses = ["nothing"]}
        )
    )
    "Do answers nothing, which is no response"
  finds
    "a command without an answer"
    ( withCommand
        ( \c ->
            c {commandResponses = []}
        )
    )
    "Do has no response"
  finds
    "a response that nothing answers"
    sound
      { responses =
          [response [], (response []) {memberTag = "other"}]
      }
    "other is the response of no command"
  finds
    "empty documentation"
    ( withCommand
        ( \c ->
            c {commandDoc = " "}
        )
    )
    "Do has empty documentation"
  finds
    "documentation without a full stop"
    ( withCommand
        ( \c ->
            c {commandDoc = "Does it"}
        )
    )
    "Do has documentation that does not end with a full stop"
  finds
    "documentation that ends the comment around it"
    ( withCommand
        ( \c ->
            c {commandDoc = "Does */ it."}
        )
    )
    "Do has documentation that ends a comment"
  finds
    "a member without documentation"
    sound
      { responses =
          [(response []) {memberDoc = Nothing}]
      }
    "response.done has no documentation"
  finds
    "a documented part that does not exist"
    ( withCommand
        ( \c ->
            c {commandParts = ["idd"]}
        )
    )
    "Do documents idd, which it does not have"

  finds
    "a text that does not begin with a slash"
    ( withGrammar
        ( "do "
            <> number "id"
            <> mode_
        )
    )
    "Do does not begin with a slash"
  finds "a parameter that is never written" (withGrammar ("/do" <> mode_)) "Do never writes id"
  finds
    "a parameter that does not exist"
    ( withGrammar
        ( "/do "
            <> number "id"
            <> number "no"
            <> mode_
        )
    )
    "Do names no, which it does not have"
  finds
    "a number written as a text"
    ( withGrammar
        ( "/do "
            <> word "id"
            <> mode_
        )
    )
    "Do writes id as AsWord, which does not suit its type"
  finds
    "an absent parameter written"
    ( withGrammar
        ( "/do "
            <> number "id"
            <> number "ttl"
            <> mode_
        )
    )
    "Do writes ttl, which may be absent"
  finds
    "an option that is never absent"
    ( withGrammar
        ( "/do"
            <> optional "id" (number "id")
            <> mode_
        )
    )
    "Do leaves out id, which is never absent"
  finds
    "a flag that is no boolean"
    ( withGrammar
        ( "/do"
            <> flag " id=" "id"
            <> mode_
        )
    )
    "Do treats id as a boolean"
  finds
    "a condition on a parameter that is no enumeration"
    ( withGrammar
        ( "/do "
            <> number "id"
            <> optionalFor ("id", ["1"]) "ttl" (number "ttl")
            <> " "
            <> text "mode"
            <> optional "note" (rest "note")
        )
    )
    "Do asks for a value of id, which is no enumeration"
  finds
    "a condition that never holds"
    ( withGrammar
        ( "/do "
            <> number "id"
            <> optionalFor ("mode", ["up"]) "ttl" (number "ttl")
            <> " "
            <> text "mode"
            <> optional "note" (rest "note")
        )
    )
    "Do asks for up, which mode cannot be"
  finds
    "a text to the end with more behind it"
    ( withGrammar
        ( "/do "
            <> rest "note"
            <> " "
            <> number "id"
            <> mode_
        )
    )
    "Do writes note to the end, but more follows"
  finds
    "a spelling that leaves a parameter open"
    ( withGrammar
        ( alsoReads ("/do " <> number "id") [Reading "/d" []]
            <> mode_
        )
    )
    "Do does not give id in one of its spellings"
  finds
    "a parameter written and said not to be"
    ( withCommand
        ( \c ->
            c {commandUnwritten = [("id", "No syntax carries it.")]}
        )
    )
    "Do writes id, which is said to be unwritten"
  finds
    "a value without a text"
    sound
      { types =
          [Area "A" [mode {typeText = Just (values [("on", "+")])}]]
      }
    "Mode has no text for off"
  finds
    "a shorthand of no command"
    sound
      { shorthands =
          [shorthand "Undo" "/u"]
      }
    "Undo has a shorthand, but is not declared"
  finds
    "a shorthand that gives no parameter"
    sound
      { shorthands =
          [Shorthand "Do" "/d" [("no", Null)]]
      }
    "Do has a shorthand that gives no, which is no parameter"
  finds
    "a shorthand that reads a parameter in another way"
    sound
      { shorthands =
          [shorthand "Do" ("/d " <> word "id")]
      }
    "Do has a shorthand that reads id as AsWord"
  finds
    "a command that only reads"
    ( withGrammar
        ( "/do "
            <> number "id"
            <> anyOf []
            <> mode_
        )
    )
    "Do writes nothing where a shorthand only reads"
  where
    finds what schema want = it ("finds " <> what) $ found schema `shouldContain` [want]
    found = map describe . problems

-- | One command with a number, an optional number, a note and a type with a text of its own.
sound :: Schema
sound =
  Schema
    { version = "1",
      types = [Area "A" [mode]],
      commands = [Area "All" [command]],
      shorthands = [],
      responses = [response []],
      events = []
    }

command :: CommandDef
command =
  CommandDef
    { commandName = "Do",
      commandDoc = "Does it.",
      commandOrigin = Documented,
      commandParts = [],
      commandNetwork = NoNetwork,
      commandParams =
        [ field "id" TInt64,
          (field "ttl" TInt) {fieldOptional = True},
          field "mode" (TRef "Mode"),
          (field "note" TString) {fieldOptional = True}
        ],
      commandUnwritten = [],
      commandGrammar = "/do " <> number "id" <> mode_,
      commandResponses = ["done"]
    }

-- | Everything behind the id.
mode_ :: Grammar
mode_ =
  optional "ttl" (" ttl=" <> number "ttl")
    <> " "
    <> text "mode"
    <> optional "note" (" " <> rest "note")

withCommand :: (CommandDef -> CommandDef) -> Schema
withCommand change = sound {commands = [Area "All" [change command]]}

withGrammar :: Grammar -> Schema
withGrammar grammar = withCommand (\c -> c {commandGrammar = grammar})

mode :: TypeDef
mode =
  (record "Mode" [])
    { typeShape =
        Enumeration Plain [EnumValue v v (Just "A value.") Documented | v <- ["on", "off"]],
      typeText = Just (values [("on", "+"), ("off", "-")])
    }

record :: Text -> [Field] -> TypeDef
record name fields =
  TypeDef
    { typeName =
        name,
      typeDoc = "A type.",
      typeOrigin = Documented,
      typeParts = [],
      typeUndocumented = [],
      typeShape = Record fields,
      typeText = Nothing
    }

response :: [Field] -> Member
response fields =
  Member
    { memberTag =
        "done",
      memberName = "Done",
      memberDoc = Just "It is done.",
      memberOrigin = Documented,
      memberCatchAll = False,
      memberFields = fields
    }

field :: Text -> Type -> Field
field name type_ =
  Field {fieldName = name, fieldType = type_, fieldOptional = False, fieldDoc = Nothing}
