//! What the demo shops sell, in words.

/// A colour of a material.
pub struct Colour {
    pub name: &'static str,
    pub hex: &'static str,
}

const fn colour(name: &'static str, hex: &'static str) -> Colour {
    Colour { name, hex }
}

pub const COLOURS: &[Colour] = &[
    colour("Oat", "#d8cab0"),
    colour("Ink", "#2b3648"),
    colour("Moss", "#5f6b45"),
    colour("Rust", "#a5512f"),
    colour("Clay", "#b9806a"),
    colour("Charcoal", "#3d3c3a"),
    colour("Sky", "#8fb1c9"),
    colour("Plum", "#5d3f52"),
    colour("Mustard", "#c79a3a"),
    colour("Sage", "#9aa88b"),
    colour("Bone", "#ebe4d6"),
    colour("Brick", "#8f3f35"),
];

/// How a thing comes in several forms.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Forms {
    One,
    Colours,
    Sizes,
    Shoes,
    Weights,
}

/// A kind of thing: what is drawn, where it belongs, what it is made of and costs.
pub struct Kind {
    pub subject: &'static str,
    pub noun: &'static str,
    pub category: &'static str,
    pub materials: &'static [&'static str],
    /// Minor units.
    pub price: (i64, i64),
    pub weight_g: (i64, i64),
    pub forms: Forms,
    pub use_for: &'static str,
}

macro_rules! kinds {
    ($($subject:literal $noun:literal $category:literal [$($material:literal),+] $low:literal..$high:literal $light:literal..$heavy:literal $forms:ident $use_for:literal;)+) => {
        pub const KINDS: &[Kind] = &[$(Kind {
            subject: $subject, noun: $noun, category: $category, materials: &[$($material),+],
            price: ($low, $high), weight_g: ($light, $heavy), forms: Forms::$forms, use_for: $use_for,
        }),+];
    };
}

kinds! {
    "jumper" "Jumper" "clothing/knitwear" ["Merino", "Lambswool", "Cotton", "Alpaca"] 6900..15900 350..700 Sizes "cool evenings and layered days";
    "t-shirt" "T-Shirt" "clothing/tops" ["Organic Cotton", "Heavyweight", "Linen"] 1900..4500 150..260 Sizes "every day of the week";
    "shirt" "Shirt" "clothing/tops" ["Oxford", "Linen", "Flannel", "Poplin"] 4900..9900 220..380 Sizes "the office and the weekend after it";
    "trousers" "Trousers" "clothing/bottoms" ["Twill", "Corduroy", "Wool", "Canvas"] 6900..13900 420..700 Sizes "walking, sitting and everything between";
    "skirt" "Skirt" "clothing/bottoms" ["Linen", "Wool", "Denim"] 5500..11900 260..480 Sizes "warm days and long tables";
    "dress" "Dress" "clothing/dresses" ["Linen", "Viscose", "Jersey"] 7900..16900 260..520 Sizes "occasions that need no occasion";
    "coat" "Coat" "clothing/outerwear" ["Wool", "Loden", "Waxed"] 17900..39900 1100..2100 Sizes "wind, rain and the first snow";
    "scarf" "Scarf" "clothing/accessories" ["Merino", "Cashmere", "Lambswool"] 2900..9900 120..260 Colours "the walk to the station";
    "beanie" "Beanie" "clothing/accessories" ["Merino", "Recycled Wool"] 1900..4500 70..120 Colours "cold ears";
    "cap" "Cap" "clothing/accessories" ["Canvas", "Corduroy"] 1900..3900 90..130 Colours "low sun";
    "bag" "Shoulder Bag" "clothing/bags" ["Leather", "Canvas", "Felt"] 5900..21900 400..1100 Colours "a laptop, a book and a lunch";
    "belt" "Belt" "clothing/accessories" ["Leather", "Woven"] 2900..6900 140..240 Colours "trousers that stay up";
    "watch" "Watch" "clothing/accessories" ["Steel", "Field", "Dress"] 9900..32900 60..120 Colours "being on time without looking at a phone";
    "sunglasses" "Sunglasses" "clothing/accessories" ["Acetate", "Round", "Slim"] 5900..15900 25..45 Colours "bright mornings";
    "boot" "Boots" "clothing/shoes" ["Leather", "Suede", "Hiking"] 13900..28900 1100..1900 Shoes "wet leaves and long ways";
    "sneaker" "Sneakers" "clothing/shoes" ["Canvas", "Leather", "Knit"] 7900..15900 600..1000 Shoes "pavements";
    "mug" "Mug" "home/tableware" ["Stoneware", "Porcelain", "Speckled"] 1400..3400 280..420 Colours "the first coffee";
    "bowl" "Bowl" "home/tableware" ["Stoneware", "Olive Wood", "Porcelain"] 1600..4900 300..800 Colours "soup, salad and fruit";
    "plate" "Plate" "home/tableware" ["Stoneware", "Porcelain"] 1400..3900 400..900 Colours "a table that is set in a minute";
    "teapot" "Teapot" "home/tableware" ["Stoneware", "Cast Iron", "Porcelain"] 3900..8900 700..1600 Colours "long conversations";
    "vase" "Vase" "home/decoration" ["Stoneware", "Glass", "Terracotta"] 2400..8900 500..1800 Colours "a single branch or a whole bunch";
    "planter" "Planter" "home/decoration" ["Terracotta", "Stoneware", "Fibre"] 2400..9900 900..4500 Colours "a plant that has outgrown its pot";
    "candle" "Candle" "home/decoration" ["Beeswax", "Cedar", "Fig"] 1400..3900 250..600 One "the hour after dinner";
    "clock" "Wall Clock" "home/decoration" ["Oak", "Steel", "Walnut"] 4900..12900 600..1400 Colours "a quiet wall";
    "cushion" "Cushion" "home/textiles" ["Linen", "Wool", "Velvet"] 2900..6900 350..700 Colours "a sofa that wants company";
    "blanket" "Blanket" "home/textiles" ["Lambswool", "Cotton", "Mohair"] 6900..18900 800..1700 Colours "reading until late";
    "lamp" "Table Lamp" "home/lighting" ["Brass", "Ceramic", "Paper"] 6900..24900 900..3200 Colours "light where you need it";
    "chair" "Chair" "home/furniture" ["Oak", "Ash", "Beech"] 14900..39900 4200..7800 Colours "sitting well for hours";
    "stool" "Stool" "home/furniture" ["Oak", "Ash"] 7900..18900 2400..4200 Colours "one guest more";
    "table" "Side Table" "home/furniture" ["Oak", "Walnut", "Steel"] 15900..42900 5200..12900 Colours "a lamp, a book and a cup";
    "rucksack" "Rucksack" "outdoor/packs" ["Canvas", "Recycled", "Roll-Top"] 6900..18900 700..1500 Colours "a day out or a week away";
    "bottle" "Bottle" "outdoor/camping" ["Steel", "Insulated", "Titanium"] 1900..4900 200..420 Colours "cold water at the top";
    "tent" "Tent" "outdoor/camping" ["Two-Person", "Trekking", "Dome"] 19900..54900 1600..3600 Colours "a dry night anywhere";
    "torch" "Torch" "outdoor/camping" ["Aluminium", "Rechargeable"] 2400..7900 120..320 Colours "the way back";
    "bell" "Bicycle Bell" "outdoor/cycling" ["Brass", "Steel", "Copper"] 1200..3900 60..140 Colours "a friendly warning";
    "helmet" "Helmet" "outdoor/cycling" ["City", "Touring", "Gravel"] 5900..15900 260..420 Colours "every ride";
    "wrench" "Wrench" "tools/hand-tools" ["Chrome Vanadium", "Adjustable"] 1200..4900 150..620 One "bolts that will not move";
    "screwdriver" "Screwdriver" "tools/hand-tools" ["Ash-Handled", "Precision"] 900..2900 80..220 Colours "a firm grip";
    "hammer" "Hammer" "tools/hand-tools" ["Hickory", "Forged"] 1900..5900 450..900 One "nails and tent pegs";
    "axe" "Axe" "tools/garden" ["Swedish", "Splitting", "Camp"] 4900..12900 800..2100 One "a winter's wood";
    "notebook" "Notebook" "stationery/paper" ["Dotted", "Ruled", "Cloth-Bound"] 900..2900 180..420 Colours "thoughts that must not get lost";
    "pen" "Pen" "stationery/writing" ["Brass", "Fountain", "Gel"] 900..6900 20..60 Colours "letters and lists";
    "pencils" "Pencil Set" "stationery/writing" ["Cedar", "Graphite", "Coloured"] 900..2900 60..180 One "sketching";
    "coffee-bag" "Coffee" "pantry/coffee-and-tea" ["Ethiopian", "Colombian", "House", "Decaf"] 890..1990 250..1000 Weights "filter and espresso";
    "tin" "Tea" "pantry/coffee-and-tea" ["Darjeeling", "Green", "Peppermint", "Earl Grey"] 690..1890 100..250 Weights "four o'clock";
    "jar" "Preserve" "pantry/sweet" ["Apricot", "Bramble", "Fig", "Quince"] 490..990 220..400 One "toast and cheese";
    "chocolate" "Chocolate" "pantry/sweet" ["Dark 72 %", "Sea Salt", "Hazelnut", "Milk"] 390..790 70..110 One "sharing, or not";
    "honey" "Honey" "pantry/sweet" ["Lime Blossom", "Forest", "Heather"] 690..1490 250..500 Weights "tea and porridge";
    "soap" "Soap" "body/care" ["Olive", "Lavender", "Cedar", "Oatmeal"] 490..990 90..140 One "hands that work";
    "dropper" "Face Oil" "body/care" ["Rosehip", "Jojoba", "Almond"] 1490..3990 40..90 One "dry days";
}

/// A shop: who it is and what it sells.
pub struct Shop {
    pub slug: &'static str,
    pub name: &'static str,
    pub tagline: &'static str,
    pub description: &'static str,
    pub accent: &'static str,
    pub country: &'static str,
    pub city: &'static str,
    pub postcode: &'static str,
    pub street: &'static str,
    pub zone: &'static str,
    /// Whether its prices include tax.
    pub gross: bool,
    pub subjects: &'static [&'static str],
    /// First words of its products' names.
    pub series: &'static [&'static str],
    pub brands: &'static [&'static str],
}

pub const SHOPS: &[Shop] = &[
    Shop {
        slug: "demo",
        name: "Nordlys",
        tagline: "Clothes from the north that last",
        description: "Two collections a year, made in small mills from wool, linen and cotton that we can trace to the farm.",
        accent: "#2f5d62",
        country: "DE",
        city: "Hamburg",
        postcode: "20357",
        street: "Musterstraße 12",
        zone: "Europe/Berlin",
        gross: true,
        subjects: &[
            "jumper", "t-shirt", "shirt", "trousers", "skirt", "dress", "coat", "scarf", "beanie", "cap",
            "sneaker", "boot",
        ],
        series: &[
            "Fjord", "Skagen", "Elva", "Holm", "Nord", "Tove", "Lund", "Sund", "Aske", "Vinter", "Linnea",
            "Birk",
        ],
        brands: &["Nordlys", "Nordlys Studio", "Havn"],
    },
    Shop {
        slug: "kiln-and-clay",
        name: "Kiln & Clay",
        tagline: "Tableware, thrown by hand",
        description: "A studio of four potters. Each piece is thrown, glazed and fired twice in our own kiln.",
        accent: "#a0522d",
        country: "DK",
        city: "Aarhus",
        postcode: "8000",
        street: "Eksempelvej 4",
        zone: "Europe/Copenhagen",
        gross: true,
        subjects: &["mug", "bowl", "plate", "teapot", "vase", "planter", "candle"],
        series: &["Dune", "Pebble", "Tide", "Ember", "Lichen", "Chalk", "Harbour", "Field", "Salt", "Dawn"],
        brands: &["Kiln & Clay", "Studio Four"],
    },
    Shop {
        slug: "waypoint",
        name: "Waypoint",
        tagline: "Gear for the long way round",
        description: "Packs, tents and small things that we carry ourselves. Repairs are free for ten years.",
        accent: "#3f6b3a",
        country: "AT",
        city: "Innsbruck",
        postcode: "6020",
        street: "Beispielgasse 9",
        zone: "Europe/Vienna",
        gross: true,
        subjects: &["rucksack", "bottle", "tent", "torch", "bell", "helmet", "boot", "sunglasses"],
        series: &[
            "Ridge", "Scree", "Larch", "Cairn", "Summit", "Valley", "Glacier", "Traverse", "Pass", "Alm",
        ],
        brands: &["Waypoint", "Karwendel", "Slow Miles"],
    },
    Shop {
        slug: "haus-lumen",
        name: "Haus Lumen",
        tagline: "Rooms to come home to",
        description: "Furniture, light and textiles by makers we visit. Delivered assembled, packed in wool, not in foam.",
        accent: "#6b4e71",
        country: "DE",
        city: "Leipzig",
        postcode: "04109",
        street: "Beispielplatz 3",
        zone: "Europe/Berlin",
        gross: true,
        subjects: &["lamp", "chair", "stool", "table", "clock", "cushion", "blanket", "candle", "vase"],
        series: &["Abend", "Linde", "Falun", "Ostra", "Morgen", "Halle", "Stille", "Nova", "Weimar", "Kante"],
        brands: &["Haus Lumen", "Werkbund Nord"],
    },
    Shop {
        slug: "fieldwork",
        name: "Fieldwork",
        tagline: "Tools and paper for people who make things",
        description: "Hand tools that can be sharpened, and stationery that lies flat. Prices for businesses, without tax.",
        accent: "#8a5a00",
        country: "NL",
        city: "Utrecht",
        postcode: "3511 AB",
        street: "Voorbeeldstraat 21",
        zone: "Europe/Amsterdam",
        gross: false,
        subjects: &[
            "wrench",
            "screwdriver",
            "hammer",
            "axe",
            "torch",
            "belt",
            "bag",
            "notebook",
            "pen",
            "pencils",
            "watch",
        ],
        series: &[
            "Anvil", "Bench", "Yard", "Draft", "Ledger", "Workshop", "Margin", "Plumb", "Timber", "Foundry",
        ],
        brands: &["Fieldwork", "Oude Werkplaats", "Margin & Rule"],
    },
    Shop {
        slug: "larder-and-leaf",
        name: "Larder & Leaf",
        tagline: "Small batches, good mornings",
        description: "Coffee roasted on Tuesdays, tea from three gardens, preserves from our neighbours' fruit.",
        accent: "#5a6b1f",
        country: "FR",
        city: "Lyon",
        postcode: "69001",
        street: "12 rue de l'Exemple",
        zone: "Europe/Paris",
        gross: true,
        subjects: &["coffee-bag", "tin", "jar", "chocolate", "honey", "soap", "dropper", "mug", "teapot"],
        series: &[
            "Morning", "Orchard", "Meadow", "Harvest", "Quiet", "Sunday", "Hillside", "Garden", "River",
            "Festival",
        ],
        brands: &["Larder & Leaf", "Verger", "Trois Jardins"],
    },
];

/// The tree: path, English name, German name, and what its picture shows.
pub const CATEGORIES: &[(&str, &str, &str, &[&str])] = &[
    ("clothing", "Clothing", "Kleidung", &["coat", "jumper", "boot", "scarf"]),
    ("clothing/knitwear", "Knitwear", "Strick", &["jumper", "beanie", "scarf"]),
    ("clothing/tops", "Shirts & tops", "Hemden & Oberteile", &["shirt", "t-shirt"]),
    ("clothing/bottoms", "Trousers & skirts", "Hosen & Röcke", &["trousers", "skirt"]),
    ("clothing/dresses", "Dresses", "Kleider", &["dress"]),
    ("clothing/outerwear", "Coats", "Mäntel", &["coat"]),
    ("clothing/shoes", "Shoes", "Schuhe", &["boot", "sneaker"]),
    ("clothing/bags", "Bags", "Taschen", &["bag"]),
    ("clothing/accessories", "Accessories", "Accessoires", &["watch", "sunglasses", "belt", "cap"]),
    ("home", "Home", "Wohnen", &["chair", "lamp", "vase", "table"]),
    ("home/tableware", "Tableware", "Geschirr", &["teapot", "mug", "bowl", "plate"]),
    ("home/decoration", "Decoration", "Dekoration", &["vase", "planter", "candle"]),
    ("home/textiles", "Textiles", "Textilien", &["cushion", "blanket"]),
    ("home/lighting", "Lighting", "Leuchten", &["lamp", "candle"]),
    ("home/furniture", "Furniture", "Möbel", &["chair", "table", "stool"]),
    ("outdoor", "Outdoor", "Draußen", &["tent", "rucksack", "bottle", "torch"]),
    ("outdoor/packs", "Packs", "Rucksäcke", &["rucksack"]),
    ("outdoor/camping", "Camping", "Camping", &["tent", "torch", "bottle"]),
    ("outdoor/cycling", "Cycling", "Radfahren", &["helmet", "bell"]),
    ("tools", "Tools", "Werkzeug", &["hammer", "wrench", "axe"]),
    ("tools/hand-tools", "Hand tools", "Handwerkzeug", &["wrench", "screwdriver", "hammer"]),
    ("tools/garden", "Garden & wood", "Garten & Holz", &["axe", "planter"]),
    ("stationery", "Stationery", "Papeterie", &["notebook", "pencils", "pen"]),
    ("stationery/paper", "Paper", "Papier", &["notebook"]),
    ("stationery/writing", "Writing", "Schreiben", &["pen", "pencils"]),
    ("pantry", "Pantry", "Vorrat", &["coffee-bag", "honey", "tin", "jar"]),
    ("pantry/coffee-and-tea", "Coffee & tea", "Kaffee & Tee", &["coffee-bag", "tin"]),
    ("pantry/sweet", "Sweet things", "Süßes", &["honey", "chocolate", "jar"]),
    ("body", "Body", "Körper", &["soap", "dropper"]),
    ("body/care", "Care", "Pflege", &["soap", "dropper"]),
];

/// A country that customers come from: code, weight, cities with postcodes, family names that
/// are plainly made up.
pub struct Country {
    pub code: &'static str,
    pub weight: i64,
    pub tax_name: &'static str,
    /// Parts per million: standard and reduced rate as of 2026.
    pub rates: (i64, i64),
    pub cities: &'static [(&'static str, &'static str)],
    pub street: &'static str,
    pub families: &'static [&'static str],
}

pub const COUNTRIES: &[Country] = &[
    Country {
        code: "DE",
        weight: 44,
        tax_name: "MwSt.",
        rates: (190_000, 70_000),
        cities: &[("Berlin", "10115"), ("Köln", "50667"), ("München", "80331"), ("Dresden", "01067")],
        street: "Beispielweg",
        families: &["Muster", "Beispiel", "Probe"],
    },
    Country {
        code: "AT",
        weight: 12,
        tax_name: "USt.",
        rates: (200_000, 100_000),
        cities: &[("Wien", "1010"), ("Graz", "8010"), ("Linz", "4020")],
        street: "Mustergasse",
        families: &["Muster", "Beispiel"],
    },
    Country {
        code: "FR",
        weight: 14,
        tax_name: "TVA",
        rates: (200_000, 55_000),
        cities: &[("Paris", "75011"), ("Nantes", "44000"), ("Lille", "59000")],
        street: "rue de l'Exemple",
        families: &["Exemple", "Modèle"],
    },
    Country {
        code: "NL",
        weight: 12,
        tax_name: "BTW",
        rates: (210_000, 90_000),
        cities: &[("Amsterdam", "1012 AB"), ("Rotterdam", "3011 CD")],
        street: "Voorbeeldlaan",
        families: &["Voorbeeld", "Proef"],
    },
    Country {
        code: "DK",
        weight: 8,
        tax_name: "Moms",
        rates: (250_000, 250_000),
        cities: &[("København", "1050"), ("Odense", "5000")],
        street: "Eksempelgade",
        families: &["Eksempel", "Prøve"],
    },
    Country {
        code: "IT",
        weight: 6,
        tax_name: "IVA",
        rates: (220_000, 100_000),
        cities: &[("Milano", "20121"), ("Bologna", "40121")],
        street: "via dell'Esempio",
        families: &["Esempio", "Prova"],
    },
    Country {
        code: "ES",
        weight: 4,
        tax_name: "IVA",
        rates: (210_000, 100_000),
        cities: &[("Madrid", "28001"), ("Valencia", "46001")],
        street: "calle del Ejemplo",
        families: &["Ejemplo", "Muestra"],
    },
];

pub const GIVEN: &[&str] = &[
    "Ada", "Ben", "Clara", "David", "Emma", "Felix", "Greta", "Hugo", "Ida", "Jonas", "Karin", "Leo", "Mara",
    "Noah", "Olivia", "Paul", "Rosa", "Simon", "Tilda", "Vera", "Willem", "Yara", "Zoe", "Anton", "Elin",
    "Luca", "Nora", "Oskar",
];
