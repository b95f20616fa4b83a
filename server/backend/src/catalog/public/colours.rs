//! The colours that names of options mean, in English and German.

use domain::options::ProductOption;

/// Whether an option is about colour.
pub(super) fn is_colour(option: &ProductOption) -> bool {
    let name = option.name.trim().to_lowercase();
    matches!(name.as_str(), "color" | "colour" | "farbe" | "couleur" | "colore" | "finish" | "shade")
}

/// The colours of a product as `#rrggbb`, each once.
pub(super) fn colours_of(options: &[ProductOption]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let values = options.iter().filter(|option| is_colour(option)).flat_map(|option| &option.values);
    for hex in values.filter_map(|value| colour(value)) {
        if !found.iter().any(|held| held == hex) {
            found.push(hex.to_owned());
        }
    }
    found
}

/// The colour that a value means, as `#rrggbb`: the whole name, else its last known word, as in
/// "Washed Navy". `None` for what is no colour.
pub fn colour(value: &str) -> Option<&'static str> {
    let name = value.trim().to_lowercase();
    let find = |word: &str| COLOURS.iter().find(|(known, _)| *known == word).map(|(_, hex)| *hex);
    find(&name).or_else(|| {
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.rev().find_map(find)
    })
}

const COLOURS: &[(&str, &str)] = &[
    ("black", "#1d1d1b"),
    ("schwarz", "#1d1d1b"),
    ("jet", "#1d1d1b"),
    ("ink", "#22252e"),
    ("onyx", "#26262a"),
    ("white", "#fbfaf7"),
    ("weiß", "#fbfaf7"),
    ("weiss", "#fbfaf7"),
    ("chalk", "#f3f0e8"),
    ("ivory", "#f5efdf"),
    ("elfenbein", "#f5efdf"),
    ("cream", "#f1e7d0"),
    ("creme", "#f1e7d0"),
    ("ecru", "#e8dfc9"),
    ("natural", "#e3d6bd"),
    ("natur", "#e3d6bd"),
    ("oat", "#ddceb1"),
    ("hafer", "#ddceb1"),
    ("beige", "#d8c6a5"),
    ("sand", "#d6bf94"),
    ("stone", "#bdb5a6"),
    ("stein", "#bdb5a6"),
    ("taupe", "#8f8174"),
    ("grey", "#8d9095"),
    ("gray", "#8d9095"),
    ("grau", "#8d9095"),
    ("silver", "#c4c7cb"),
    ("silber", "#c4c7cb"),
    ("ash", "#a8aaa8"),
    ("slate", "#5b6670"),
    ("schiefer", "#5b6670"),
    ("charcoal", "#3f4347"),
    ("graphite", "#3b3e42"),
    ("graphit", "#3b3e42"),
    ("anthracite", "#373b40"),
    ("anthrazit", "#373b40"),
    ("red", "#b8322a"),
    ("rot", "#b8322a"),
    ("crimson", "#a3202f"),
    ("burgundy", "#6b2230"),
    ("bordeaux", "#6b2230"),
    ("wine", "#6b2230"),
    ("brick", "#9c4a36"),
    ("rust", "#a9532b"),
    ("rost", "#a9532b"),
    ("terracotta", "#bd6b4b"),
    ("coral", "#e8806a"),
    ("koralle", "#e8806a"),
    ("orange", "#dd7a26"),
    ("apricot", "#efb07a"),
    ("peach", "#f0b898"),
    ("pfirsich", "#f0b898"),
    ("amber", "#d08f2e"),
    ("bernstein", "#d08f2e"),
    ("mustard", "#c9992f"),
    ("senf", "#c9992f"),
    ("ochre", "#c08a35"),
    ("ocker", "#c08a35"),
    ("yellow", "#ecc53d"),
    ("gelb", "#ecc53d"),
    ("lemon", "#f1dc6b"),
    ("gold", "#c6a24c"),
    ("brass", "#b89549"),
    ("messing", "#b89549"),
    ("copper", "#b4704a"),
    ("kupfer", "#b4704a"),
    ("bronze", "#8c6a3f"),
    ("brown", "#6d4a32"),
    ("braun", "#6d4a32"),
    ("chocolate", "#4d3325"),
    ("cognac", "#9a5a2d"),
    ("caramel", "#b07a45"),
    ("karamell", "#b07a45"),
    ("tan", "#c19567"),
    ("camel", "#bd9160"),
    ("walnut", "#5f4330"),
    ("nussbaum", "#5f4330"),
    ("oak", "#c3a273"),
    ("eiche", "#c3a273"),
    ("birch", "#e0cda8"),
    ("pink", "#e6a3b3"),
    ("rosa", "#e6a3b3"),
    ("rose", "#d8919c"),
    ("rosé", "#d8919c"),
    ("blush", "#ecc7c1"),
    ("magenta", "#b02a74"),
    ("fuchsia", "#bb2f7d"),
    ("berry", "#7d2f55"),
    ("beere", "#7d2f55"),
    ("plum", "#5c3250"),
    ("pflaume", "#5c3250"),
    ("aubergine", "#43283f"),
    ("purple", "#6a4489"),
    ("violet", "#6f4f97"),
    ("violett", "#6f4f97"),
    ("lila", "#8d70ac"),
    ("lilac", "#bfa6d2"),
    ("flieder", "#bfa6d2"),
    ("lavender", "#b7aedb"),
    ("lavendel", "#b7aedb"),
    ("indigo", "#34407d"),
    ("navy", "#232f4b"),
    ("marine", "#232f4b"),
    ("midnight", "#1d2740"),
    ("mitternacht", "#1d2740"),
    ("denim", "#4a6585"),
    ("blue", "#2f5d9c"),
    ("blau", "#2f5d9c"),
    ("cobalt", "#2447a0"),
    ("kobalt", "#2447a0"),
    ("royal", "#2c4ba8"),
    ("ocean", "#2d6f8e"),
    ("sky", "#8dbbdd"),
    ("himmel", "#8dbbdd"),
    ("ice", "#cfe3ea"),
    ("petrol", "#1f5a63"),
    ("teal", "#21716f"),
    ("turquoise", "#3fa5a3"),
    ("türkis", "#3fa5a3"),
    ("aqua", "#6fbcbd"),
    ("mint", "#a9d5be"),
    ("minze", "#a9d5be"),
    ("sage", "#9aab8c"),
    ("salbei", "#9aab8c"),
    ("eucalyptus", "#8aa597"),
    ("olive", "#6f7340"),
    ("khaki", "#8b8459"),
    ("moss", "#5c6b3b"),
    ("moos", "#5c6b3b"),
    ("forest", "#2d4a36"),
    ("wald", "#2d4a36"),
    ("tanne", "#27432f"),
    ("green", "#3f7a4e"),
    ("grün", "#3f7a4e"),
    ("gruen", "#3f7a4e"),
    ("emerald", "#1f7a57"),
    ("smaragd", "#1f7a57"),
    ("lime", "#a6c34a"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_known_by_its_name_or_its_last_word() {
        assert_eq!(colour(" Navy "), Some("#232f4b"));
        assert_eq!(colour("Washed Sky Blue"), colour("blue"));
        assert_eq!(colour("Grün"), colour("green"));
        assert_eq!(colour("Extra Large"), None);
    }

    #[test]
    fn only_an_option_about_colour_gives_dots() {
        let option = |name: &str, values: &[&str]| ProductOption {
            name: name.into(),
            values: values.iter().map(|v| v.to_string()).collect(),
        };
        let options =
            [option("Scent", &["Sage", "Rose"]), option("Farbe", &["Salbei", "Sage", "Unbekannt", "Rot"])];
        assert_eq!(colours_of(&options), ["#9aab8c", "#b8322a"]);
    }
}
