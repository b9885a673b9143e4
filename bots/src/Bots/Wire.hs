{-# LANGUAGE DataKinds #-}
{-# LANGUAGE DefaultSignatures #-}
{-# LANGUAGE KindSignatures #-}
{-# LANGUAGE TypeOperators #-}

-- | What follows from a Haskell type of the API: its JSON encoding and decoding, how a schema
-- refers
-- to it, and values of it for tests. All of it comes from one 'Generic' structure, so that a schema
-- cannot say anything else than the encoding does.
module Bots.Wire
  ( Wire (..),
    Hint (..),
    Variant (..),
    JSONObject (..),
    JSONValue (..),
    typeNameOf,
    variations,

    -- * The structure of a type
    Sum (..),
    Constructor_ (..),
  )
where

import Bots.Declare
import Bots.Json (Json (..), kind, member, object)
import Bots.Schema (Field (..), Type (..))
import Bots.Wire.Names (partName, wireName)
import Control.Monad (join)
import Data.Bifunctor (first)
import Data.Int (Int64)
import Data.List (find)
import Data.List.NonEmpty (NonEmpty (..))
import qualified Data.List.NonEmpty as NonEmpty
import Data.Map.Strict (Map)
import qualified Data.Map.Strict as Map
import Data.Maybe (fromMaybe)
import Data.Proxy (Proxy (..))
import Data.Scientific (fromFloatDigits, toBoundedInteger, toRealFloat)
import Data.Text (Text)
import qualified Data.Text as T
import Data.Time (UTCTime (..), addUTCTime, fromGregorian, secondsToDiffTime)
import Data.Time.Format.ISO8601 (iso8601ParseM, iso8601Show)
import Data.Typeable (Typeable, tyConName, typeRep, typeRepTyCon)
import Data.Word (Word32)
import GHC.Generics
import Test.QuickCheck
  ( Gen,
    arbitrary,
    chooseBoundedIntegral,
    elements,
    listOf,
    oneof,
    scale,
    sized,
  )

class Wire a where
  -- | How a field of this type refers to it.
  wireType :: Type

  toJson :: a -> Json

  fromJson :: Json -> Either Text a

  -- | Values that are worth a test, the plainest first.
  samples :: Hint -> NonEmpty a

  -- | Any value at all.
  anyValue :: Gen a

  -- | Whether a field of this type may be left out.
  isOptional :: Bool
  isOptional = False

  toField :: a -> Maybe Json
  toField = Just . toJson

  fromField :: Maybe Json -> Either Text a
  fromField = maybe (Left "is missing") fromJson

  default wireType :: Typeable a => Type
  wireType = TRef (typeNameOf @a)

  default toJson :: (Declared a, Typeable a, Generic a, Sum (Rep a)) => a -> Json
  toJson = encode (about @a) (typeNameOf @a) . sumEncode . from

  default fromJson :: (Declared a, Typeable a, Generic a, Sum (Rep a)) => Json -> Either Text a
  fromJson = fmap to . decode (about @a) (typeNameOf @a)

  default samples :: (Generic a, Sum (Rep a)) => Hint -> NonEmpty a
  samples _ =
    to <$> (NonEmpty.zip (sumSamples Bare) (sumSamples Full) >>= \(bare, full) -> bare :| [full])

  default anyValue :: (Generic a, Sum (Rep a)) => Gen a
  anyValue =
    to
      <$> sized
        ( \size ->
            if size == 0
              then NonEmpty.head sumAny
              else scale (`div` 2) (oneof (NonEmpty.toList sumAny))
        )

-- | The place of a sample: the name of its field, and with how much around it.
data Hint = Hint {hintName :: Text, hintVariant :: Variant}

-- | With nothing optional in it, or with everything.
data Variant = Bare | Full
  deriving (Eq, Show)

typeNameOf :: forall a. Typeable a => Text
typeNameOf = T.pack (tyConName (typeRepTyCon (typeRep (Proxy @a))))

-- | Both variants of a record, and then each of its fields with every sample of that field's type.
variations :: (Generic a, Sum (Rep a)) => [a]
variations = map to (NonEmpty.toList (sumSamples Bare <> sumSamples Full) <> sumVaried)

-- Encoding and decoding

encode :: About -> Text -> (Text, [(Text, Maybe Json)]) -> Json
encode a name (constructor, parts) = case aboutKind a of
  KRecord -> object parts
  KEnumeration
    | [(_, Just other)] <- parts -> other
    | aboutTagged a -> Object [("type", String tag)]
    | otherwise -> String tag
  KUnion
    | aboutCatchAll a == Just tag,
      Just (Just (Object original)) <- lookup "json" parts ->
      object
        ( ( "type",
            join (lookup "tag" parts)
          ) :
            [(field, Just value) | (field, value) <- original, field /= "type"]
        )
    | otherwise -> object (("type", Just (String tag)) : parts)
  where
    tag = wireName a name constructor

decode :: forall f p. Sum f => About -> Text -> Json -> Either Text (f p)
decode a name json = case aboutKind a of
  KRecord -> case json of
    Object _ -> build (constructorName <$> find (const True) known) (`member` json)
    _ -> wrong "an object"
  KEnumeration -> case json of
    String value
      | Just c <- byTag value -> build (Just c) (const Nothing)
      | Just other <- aboutOpen a -> build (byName other) (const (Just json))
      | otherwise -> Left ("is no value of " <> name)
    Object [("type", String value)] | aboutTagged a -> build (byTag value) (const Nothing)
    _ -> wrong "a string"
  KUnion -> case member "type" json of
    Just (String tag) -> case (build (byTag tag) (`member` json), aboutCatchAll a) of
      (Right value, Just other) | other /= tag -> Right value
      (_, Just other) -> build (byTag other) (original tag)
      (result, Nothing) -> result
    _ -> wrong "an object with a type"
  where
    known = sumConstructors @f
    byTag tag = constructorName <$> find ((== tag) . wireName a name . constructorName) known
    byName part = constructorName <$> find ((== part) . partName a name . constructorName) known
    build constructor fields = fromMaybe (Left ("is no tag of " <> name)) $ do
      c <- constructor
      first ((name <> ": ") <>) <$> sumDecode c fields
    original tag = \case
      "tag" -> Just (String tag)
      "json" -> Just json
      field -> Just (fromMaybe (String "") (member field json))
    wrong expected = Left ("is " <> kind json <> ", not " <> expected <> " (" <> name <> ")")

-- The structure of a type

data Constructor_ = Constructor_ {constructorName :: Text, constructorFields :: [Field]}

-- | The constructors of a type.
class Sum f where
  sumConstructors :: [Constructor_]
  sumEncode :: f p -> (Text, [(Text, Maybe Json)])
  sumDecode :: Text -> (Text -> Maybe Json) -> Maybe (Either Text (f p))
  sumSamples :: Variant -> NonEmpty (f p)
  sumVaried :: [f p]

  -- The first constructor of every type ends: what is recursive comes later.
  sumAny :: NonEmpty (Gen (f p))

instance Sum f => Sum (M1 D meta f) where
  sumConstructors = sumConstructors @f
  sumEncode (M1 x) = sumEncode x
  sumDecode c fields = fmap M1 <$> sumDecode c fields
  sumSamples = fmap M1 . sumSamples
  sumVaried = map M1 sumVaried
  sumAny = fmap M1 <$> sumAny

instance (Sum f, Sum g) => Sum (f :+: g) where
  sumConstructors = sumConstructors @f <> sumConstructors @g
  sumEncode = \case
    L1 x -> sumEncode x
    R1 x -> sumEncode x
  sumDecode c fields = case sumDecode c fields of
    Just result -> Just (L1 <$> result)
    Nothing -> fmap R1 <$> sumDecode c fields
  sumSamples variant = fmap L1 (sumSamples variant) <> fmap R1 (sumSamples variant)
  sumVaried = map L1 sumVaried <> map R1 sumVaried
  sumAny = (fmap L1 <$> sumAny) <> (fmap R1 <$> sumAny)

instance (Constructor meta, Product f) => Sum (M1 C meta f) where
  sumConstructors = [Constructor_ (conText @meta) (productFields @f)]
  sumEncode (M1 x) = (conText @meta, productEncode x)
  sumDecode c fields
    | c == conText @meta = Just (M1 <$> productDecode fields)
    | otherwise = Nothing
  sumSamples variant = pure (M1 (productSample variant))
  sumVaried = map M1 productVaried
  sumAny = pure (M1 <$> productAny)

conText :: forall (meta :: Meta). Constructor meta => Text
conText = T.pack (conName (M1 Proxy :: M1 C meta Proxy ()))

-- | The fields of a constructor.
class Product f where
  productFields :: [Field]
  productEncode :: f p -> [(Text, Maybe Json)]
  productDecode :: (Text -> Maybe Json) -> Either Text (f p)
  productSample :: Variant -> f p
  productVaried :: [f p]
  productAny :: Gen (f p)

instance Product U1 where
  productFields = []
  productEncode U1 = []
  productDecode _ = Right U1
  productSample _ = U1
  productVaried = []
  productAny = pure U1

instance (Product f, Product g) => Product (f :*: g) where
  productFields = productFields @f <> productFields @g
  productEncode (x :*: y) = productEncode x <> productEncode y
  productDecode fields = (:*:) <$> productDecode fields <*> productDecode fields
  productSample variant = productSample variant :*: productSample variant
  productVaried =
    map (:*: productSample Full) productVaried <> map (productSample Full :*:) productVaried
  productAny = (:*:) <$> productAny <*> productAny

instance (Selector meta, Wire a) => Product (M1 S meta (K1 i a)) where
  productFields = [Field (selText @meta) (wireType @a) (isOptional @a) Nothing]
  productEncode (M1 (K1 x)) = [(selText @meta, toField x)]
  productDecode fields =
    M1 . K1 <$> first ((selText @meta <> " ") <>) (fromField (fields (selText @meta)))
  productSample variant = M1 (K1 (plainest (Hint (selText @meta) variant)))
  productVaried = map (M1 . K1) (NonEmpty.toList (samples (Hint (selText @meta) Full)))
  productAny = M1 . K1 <$> anyValue

-- | The name of a field on the wire. What follows a prime is for Haskell alone: it distinguishes
-- @data'A@ from the keyword, and from a field of another type in another member.
selText :: forall (meta :: Meta). Selector meta => Text
selText = T.takeWhile (/= '\'') (T.pack (selName (M1 Proxy :: M1 S meta Proxy ())))

plainest :: Wire a => Hint -> a
plainest = NonEmpty.head . samples

-- The types that the others are made of

instance Wire Bool where
  wireType = TBool
  toJson = Bool
  fromJson = \case
    Bool b -> Right b
    json -> isNot "a boolean" json
  samples Hint {hintVariant} = if hintVariant == Bare then False :| [True] else True :| [False]
  anyValue = arbitrary

instance Wire Text where
  wireType = TString
  toJson = String
  fromJson = \case
    String s -> Right s
    json -> isNot "a string" json
  samples Hint {hintName} = pure $ case hintName of
    -- Commands carry these as they are, and read nothing else in their place.
    "connShortLink" -> "https://smp.example.com/a#b"
    "connectionCode" -> "12345 67890"
    "image" -> "data:image/png;base64,AAAA"
    -- Absolute: the path of an encrypted file follows its nonce.
    "filePath" -> "/filePath"
    name -> name
  anyValue = T.pack <$> arbitrary

instance Wire Int where
  wireType = TInt
  toJson = Number . fromIntegral
  fromJson = whole
  samples _ = 1 :| [0]
  anyValue = arbitrary

instance Wire Int64 where
  wireType = TInt64
  toJson = Number . fromIntegral
  fromJson = whole
  samples _ = 1 :| [0, 9007199254740991]
  anyValue = arbitrary

instance Wire Word32 where
  wireType = TWord32
  toJson = Number . fromIntegral
  fromJson = whole
  samples _ = 1 :| [maxBound]
  anyValue = chooseBoundedIntegral (minBound, maxBound)

instance Wire Double where
  wireType = TDouble
  toJson = Number . fromFloatDigits
  fromJson = \case
    Number n -> Right (toRealFloat n)
    json -> isNot "a number" json
  samples _ = pure 1.5
  anyValue = arbitrary

instance Wire UTCTime where
  wireType = TUTCTime
  toJson = String . T.pack . iso8601Show
  fromJson = \case
    String s -> maybe (Left "is not a UTC time") Right (iso8601ParseM (T.unpack s))
    json -> isNot "a string" json
  samples _ = pure (UTCTime (fromGregorian 2026 5 15) (secondsToDiffTime 43200))
  anyValue = (\seconds -> addUTCTime (fromIntegral (seconds :: Int)) epoch) <$> arbitrary
    where
      epoch = UTCTime (fromGregorian 2020 1 1) 0

-- | Any JSON object.
newtype JSONObject = JSONObject [(Text, Json)]
  deriving (Eq, Show)

instance Wire JSONObject where
  wireType = TObject
  toJson (JSONObject members) = Object members
  fromJson = \case
    Object members -> Right (JSONObject members)
    json -> isNot "an object" json
  samples _ =
    JSONObject
      [ ("type", String "made-up"),
        ("text", String "from a newer version")
      ]
      :| [JSONObject []]
  anyValue = elements (NonEmpty.toList (samples (Hint "" Full)))

-- | Any JSON at all.
newtype JSONValue = JSONValue Json
  deriving (Eq, Show)

instance Wire JSONValue where
  wireType = TJson
  toJson (JSONValue json) = json
  fromJson = Right . JSONValue
  samples _ = fmap JSONValue (Object [("made-up", Bool True)] :| [String "text", Array []])
  anyValue = elements (NonEmpty.toList (samples (Hint "" Full)))

instance (Wire a, Wire b) => Wire (a, b) where
  wireType = TTuple [element @a, element @b]
  toJson (a, b) = Array [toJson a, toJson b]
  fromJson = \case
    Array [a, b] -> (,) <$> fromJson a <*> fromJson b
    json -> isNot "an array of two" json
  samples hint = NonEmpty.zip (samples hint) (samples hint) <> pure (plainest hint, plainest hint)
  anyValue = (,) <$> anyValue <*> anyValue

instance (Wire a, Wire b, Wire c) => Wire (a, b, c) where
  wireType = TTuple [element @a, element @b, element @c]
  toJson (a, b, c) = Array [toJson a, toJson b, toJson c]
  fromJson = \case
    Array [a, b, c] -> (,,) <$> fromJson a <*> fromJson b <*> fromJson c
    json -> isNot "an array of three" json
  samples hint = pure (plainest hint, plainest hint, plainest hint)
  anyValue = (,,) <$> anyValue <*> anyValue <*> anyValue

-- | The type of an element of a fixed array, where nothing is null.
element :: forall a. Wire a => Type
element = if isOptional @a then TNullable (wireType @a) else wireType @a

instance Wire a => Wire (Maybe a) where
  wireType = wireType @a
  toJson = maybe Null toJson
  fromJson = \case
    Null -> Right Nothing
    json -> Just <$> fromJson json
  samples hint = case hintVariant hint of
    Bare -> pure Nothing <> fmap Just (samples hint)
    Full -> fmap Just (samples hint) <> pure Nothing
  anyValue =
    sized (\size -> if size == 0 then pure Nothing else oneof [pure Nothing, Just <$> anyValue])
  isOptional = True
  toField = fmap toJson
  fromField = maybe (Right Nothing) fromJson

instance Wire a => Wire [a] where
  wireType = TArray (wireType @a)
  toJson = Array . map toJson
  fromJson = \case
    Array items -> traverse fromJson items
    json -> isNot "an array" json
  samples hint = case hintVariant hint of
    Bare -> [] :| [[plainest hint]]
    Full -> [plainest hint] :| [[]]
  anyValue = sized (\size -> if size == 0 then pure [] else scale (`div` 4) (listOf anyValue))

instance Wire a => Wire (NonEmpty a) where
  wireType = TNonEmpty (wireType @a)
  toJson = Array . map toJson . NonEmpty.toList
  fromJson json = fromJson json >>= maybe (Left "is empty") Right . NonEmpty.nonEmpty
  samples hint =
    fmap pure (samples hint) <> pure (plainest hint :| [plainest hint {hintVariant = Full}])
  anyValue = (:|) <$> anyValue <*> anyValue

instance Wire a => Wire (Map Text a) where
  wireType = TMap (wireType @a)
  toJson = Object . Map.toAscList . fmap toJson
  fromJson = \case
    Object entries -> Map.fromList <$> traverse (traverse fromJson) entries
    json -> isNot "an object" json
  samples hint = case hintVariant hint of
    Bare -> Map.empty :| [Map.singleton "alice" (plainest hint)]
    Full -> Map.singleton "alice" (plainest hint) :| [Map.empty]
  anyValue = scale (`div` 4) (Map.fromList <$> listOf ((,) <$> anyValue <*> anyValue))

whole :: (Integral a, Bounded a) => Json -> Either Text a
whole = \case
  Number n -> maybe (Left "is not a whole number in range") Right (toBoundedInteger n)
  json -> isNot "a number" json

isNot :: Text -> Json -> Either Text a
isNot expected json = Left ("is " <> kind json <> ", not " <> expected)
