//! The contrasts that the palette promises, computed from the style sheet.

use hedgerow::project::TONES;
use std::collections::BTreeMap;
use std::fs;

/// The colours of the page, and of its marks.
const PATHS: [&str; 2] = [
    concat!(env!("CARGO_MANIFEST_DIR"), "/www/palette.css"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/www/worker-palette.css"),
];

/// Text on what lies under it: WCAG AA asks for 4.5.
const TEXT: &[(&[&str], &[&str])] = &[
    (&["ink", "soft"], &["paper", "raised", "field"]),
    (
        &["ink"],
        &[
            "chosen", "note", "problem", "people", "org", "place", "thing", "time", "number",
        ],
    ),
    (&["soft"], &["note"]),
    (&["accent"], &["paper", "raised", "field"]),
    (&["on-accent"], &["accent"]),
    (&["paper"], &["problem-ink"]),
    (&["problem-ink"], &["problem"]),
    (&["people-ink"], &["people", "paper", "chosen"]),
    (&["org-ink"], &["org", "paper", "chosen"]),
    (&["place-ink"], &["place", "paper", "chosen"]),
    (&["thing-ink"], &["thing", "paper", "chosen"]),
    (&["time-ink"], &["time", "paper", "chosen"]),
    (&["number-ink"], &["number", "paper", "chosen"]),
    (
        &[
            "denied",
            "unlikely",
            "unresolved",
            "possible",
            "probable",
            "reported",
            "asserted",
        ],
        &["paper", "raised"],
    ),
];

/// Lines, bars and edges that mean something: WCAG AA asks for 3.
const SHAPES: &[(&[&str], &[&str])] = &[
    (
        &["voice", "doubt", "open", "against", "support", "aside"],
        &[
            "paper", "chosen", "people", "org", "place", "thing", "time", "number",
        ],
    ),
    (&["edge", "focus"], &["paper", "raised", "field"]),
    (&["focus"], &["chosen"]),
];

type Palette = BTreeMap<String, [u8; 3]>;

/// The palettes for light and dark; the dark one has only what differs.
fn palettes() -> (Palette, Palette) {
    let (mut light, mut dark) = (Palette::new(), Palette::new());
    for path in PATHS {
        let css = fs::read_to_string(path).expect("the palette is there");
        let (before, behind) = css
            .split_once("@media (prefers-color-scheme: dark)")
            .expect("the palette has a dark part");
        light.extend(palette(before));
        dark.extend(palette(behind));
    }
    (light, dark)
}

fn palette(css: &str) -> Palette {
    css.lines()
        .filter_map(|line| {
            line.trim()
                .strip_prefix("--")?
                .strip_suffix(';')?
                .split_once(": #")
        })
        .map(|(name, hex)| {
            let number = u32::from_str_radix(hex, 16).expect("a colour of six digits");
            let [_, red, green, blue] = number.to_be_bytes();
            (name.to_owned(), [red, green, blue])
        })
        .collect()
}

/// Relative luminance, as WCAG 2 defines it.
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        match part <= 0.04045 {
            true => part / 12.92,
            false => ((part + 0.055) / 1.055).powf(2.4),
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The colours of a project's own labels, among those of the page.
#[test]
fn own_labels_pass_wcag_aa() {
    let (light, dark) = palettes();
    for tone in TONES {
        let of = |palette: &Palette, under: &str, ink: &str| {
            let css = format!("--own: {under};\n--own-ink: {ink};");
            let mut all = palette.clone();
            all.extend(self::palette(&css));
            all
        };
        let palettes = [
            of(&light, tone.light, tone.light_ink),
            of(&dark, tone.dark, tone.dark_ink),
        ];
        for palette in palettes {
            let text: &[(&[&str], &[&str])] = &[
                (&["ink"], &["own"]),
                (&["own-ink"], &["own", "paper", "chosen"]),
            ];
            let mut failures = failures(&palette, text, 4.5);
            let lines = ["voice", "doubt", "open", "against", "support", "aside"];
            failures.extend(self::failures(&palette, &[(&lines, &["own"])], 3.0));
            assert!(failures.is_empty(), "{}: {failures:#?}", tone.name);
        }
    }
}

fn failures(palette: &Palette, pairs: &[(&[&str], &[&str])], least: f64) -> Vec<String> {
    let pairs = pairs.iter().flat_map(|(fronts, backs)| {
        fronts
            .iter()
            .flat_map(|front| backs.iter().map(move |back| (*front, *back)))
    });
    pairs
        .map(|(front, back)| (front, back, contrast(palette[front], palette[back])))
        .filter(|(.., contrast)| *contrast < least)
        .map(|(front, back, contrast)| format!("{front} on {back}: {contrast:.2} < {least}"))
        .collect()
}

#[test]
fn contrasts_pass_wcag_aa() {
    let (light, dark) = palettes();
    assert_eq!(
        light.keys().collect::<Vec<_>>(),
        dark.keys().collect::<Vec<_>>(),
        "light and dark name the same colours"
    );
    for (name, palette) in [("light", light), ("dark", dark)] {
        let mut failures = failures(&palette, TEXT, 4.5);
        failures.extend(self::failures(&palette, SHAPES, 3.0));
        assert!(failures.is_empty(), "{name}: {failures:#?}");
    }
}

/// The formula itself, on values that WCAG gives.
#[test]
fn contrast_is_as_wcag_computes_it() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.001);
    assert!((contrast([119; 3], [255; 3]) - 4.48).abs() < 0.005);
}

/// Style sheets take their colours from the palette.
#[test]
fn no_colour_stands_outside_the_palette() {
    for name in ["page", "article", "worker-sheets"] {
        let path = format!("{}/www/{name}.css", env!("CARGO_MANIFEST_DIR"));
        let css = fs::read_to_string(&path).expect("the style sheet is there");
        let stray: Vec<_> = css
            .match_indices(": #")
            .map(|(at, _)| &css[at..at + 10])
            .collect();
        assert!(stray.is_empty(), "{path}: {stray:?}");
    }
}
