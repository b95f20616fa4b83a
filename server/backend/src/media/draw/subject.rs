//! The list of what can be drawn: name, how it is shown, how tall it is in a still life.

use super::paint::Sheet;
use super::path::Point;
use super::{home, outdoor, pantry, paper, wear};

/// What a drawing says of itself when it is done.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// Left, top, right, bottom; what stands touches the floor at y = 0.
    pub(super) bounds: [f32; 4],
    /// What the close view looks at.
    pub(super) focus: Point,
    /// How much of the usual room it takes, 1 for all.
    pub(super) fill: f32,
    /// It stands on a floor; otherwise it lies, and is seen from above.
    pub(super) stands: bool,
    /// The drawing itself showed another side in view 1, so that it need not be mirrored.
    pub(super) turned: bool,
}

impl Frame {
    pub(super) fn standing(bounds: [f32; 4], focus: Point) -> Self {
        Self { bounds, focus, fill: 1.0, stands: true, turned: false }
    }

    pub(super) fn lying(bounds: [f32; 4], focus: Point) -> Self {
        Self { bounds, focus, fill: 1.0, stands: false, turned: false }
    }

    pub(super) fn fill(self, fill: f32) -> Self {
        Self { fill, ..self }
    }

    pub(super) fn turned(self, turned: bool) -> Self {
        Self { turned, ..self }
    }
}

macro_rules! subjects {
    ($($name:ident $text:literal $draw:path, $height:literal;)*) => {
        /// A silhouette.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Subject { $($name),* }

        impl Subject {
            pub const ALL: &'static [Subject] = &[$(Subject::$name),*];

            /// The name as data files write it.
            pub fn as_str(self) -> &'static str {
                match self { $(Subject::$name => $text),* }
            }

            /// The subject of that name, `None` for an unknown one.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|subject| subject.as_str() == name)
            }

            pub(super) fn draw(self, s: &mut Sheet) -> Frame {
                match self { $(Subject::$name => $draw(s)),* }
            }

            /// Height in a still life, 1 for the tallest.
            pub(super) fn height(self) -> f32 {
                match self { $(Subject::$name => $height),* }
            }
        }
    };
}

subjects! {
    Jumper "jumper" wear::jumper, 0.8;
    TShirt "t-shirt" wear::t_shirt, 0.72;
    Shirt "shirt" wear::shirt, 0.8;
    Trousers "trousers" wear::trousers, 0.95;
    Skirt "skirt" wear::skirt, 0.7;
    Dress "dress" wear::dress, 1.0;
    Coat "coat" wear::coat, 1.0;
    Scarf "scarf" wear::scarf, 0.8;
    Beanie "beanie" wear::beanie, 0.42;
    Cap "cap" wear::cap, 0.34;
    Bag "bag" wear::bag, 0.62;
    Belt "belt" wear::belt, 0.4;
    Watch "watch" wear::watch, 0.5;
    Sunglasses "sunglasses" wear::sunglasses, 0.26;
    Boot "boot" wear::boot, 0.52;
    Sneaker "sneaker" wear::sneaker, 0.36;
    Mug "mug" home::mug, 0.34;
    Bowl "bowl" home::bowl, 0.28;
    Plate "plate" home::plate, 0.2;
    Vase "vase" home::vase, 0.66;
    Teapot "teapot" home::teapot, 0.42;
    Planter "planter" home::planter, 0.8;
    Candle "candle" home::candle, 0.4;
    Cushion "cushion" home::cushion, 0.56;
    Blanket "blanket" home::blanket, 0.36;
    Lamp "lamp" home::lamp, 0.86;
    Clock "clock" home::clock, 0.52;
    Chair "chair" home::chair, 1.0;
    Stool "stool" home::stool, 0.66;
    Table "table" home::table, 0.6;
    Rucksack "rucksack" outdoor::rucksack, 0.8;
    Bottle "bottle" outdoor::bottle, 0.62;
    Bell "bell" outdoor::bell, 0.34;
    Helmet "helmet" outdoor::helmet, 0.46;
    Tent "tent" outdoor::tent, 0.7;
    Torch "torch" outdoor::torch, 0.6;
    Wrench "wrench" outdoor::wrench, 0.7;
    Screwdriver "screwdriver" outdoor::screwdriver, 0.66;
    Hammer "hammer" outdoor::hammer, 0.72;
    Axe "axe" outdoor::axe, 0.8;
    Jar "jar" pantry::jar, 0.34;
    Dropper "dropper" pantry::dropper, 0.44;
    Soap "soap" pantry::soap, 0.2;
    Tin "tin" pantry::tin, 0.46;
    CoffeeBag "coffee-bag" pantry::coffee_bag, 0.62;
    Chocolate "chocolate" pantry::chocolate, 0.5;
    Honey "honey" pantry::honey, 0.4;
    Notebook "notebook" paper::notebook, 0.6;
    Pen "pen" paper::pen, 0.6;
    Pencils "pencils" paper::pencils, 0.6;
}
