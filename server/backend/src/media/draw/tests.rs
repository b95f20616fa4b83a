use std::collections::{HashMap, HashSet};

use super::{Picture, Subject, render, render_scene, svg, svg_scene};

const RUST: [u8; 3] = [184, 92, 66];

fn picture(subject: Subject, seed: u64) -> Picture {
    Picture { subject, colour: RUST, seed, view: 0 }
}

fn colours(image: &image::RgbImage) -> usize {
    image.pixels().map(|p| p.0.map(|c| c / 8)).collect::<HashSet<_>>().len()
}

#[test]
fn every_subject_has_a_name_of_its_own_that_parses_back() {
    let names: HashSet<_> = Subject::ALL.iter().map(|subject| subject.as_str()).collect();
    assert_eq!(names.len(), Subject::ALL.len());
    assert!(Subject::ALL.len() >= 36);
    for subject in Subject::ALL {
        assert_eq!(Subject::parse(subject.as_str()), Some(*subject));
    }
    assert_eq!(Subject::parse("unicorn"), None);
}

#[test]
fn every_view_of_every_subject_shows_something() {
    for subject in Subject::ALL {
        for view in 0..3 {
            let image = render(&Picture { view, ..picture(*subject, 3) }, 64);
            assert_eq!(image.dimensions(), (64, 80));
            assert!(colours(&image) > 24, "{} view {view}: {} colours", subject.as_str(), colours(&image));
        }
    }
}

#[test]
fn equal_values_draw_equal_bytes() {
    for subject in Subject::ALL {
        let wanted = picture(*subject, 11);
        assert_eq!(svg(&wanted), svg(&wanted), "{}", subject.as_str());
        assert_eq!(render(&wanted, 64), render(&wanted, 64), "{}", subject.as_str());
    }
}

#[test]
fn views_and_colours_and_seeds_differ() {
    for subject in Subject::ALL {
        let wanted = picture(*subject, 5);
        let mut seen = HashMap::new();
        for (what, other) in [
            ("the main view", wanted),
            ("another side", Picture { view: 1, ..wanted }),
            ("a close view", Picture { view: 2, ..wanted }),
            ("another colour", Picture { colour: [62, 84, 102], ..wanted }),
            ("another seed", Picture { seed: 6, ..wanted }),
        ] {
            if let Some(same) = seen.insert(svg(&other), what) {
                panic!("{}: {what} looks like {same}", subject.as_str());
            }
        }
    }
}

#[test]
fn the_colour_tints_what_is_drawn() {
    let mean = |colour: [u8; 3], channel: usize| {
        let image = render(&Picture { colour, ..picture(Subject::Cushion, 2) }, 64);
        let middle =
            image.enumerate_pixels().filter(|(x, y, _)| (24..40).contains(x) && (32..48).contains(y));
        middle.map(|(_, _, p)| u32::from(p.0[channel])).sum::<u32>()
    };
    assert!(mean([190, 60, 50], 0) > mean([50, 70, 160], 0));
    assert!(mean([50, 70, 160], 2) > mean([190, 60, 50], 2));
}

#[test]
fn no_picture_has_letters_or_a_number_that_is_none() {
    for subject in Subject::ALL {
        for seed in 0..4 {
            for view in 0..3 {
                let text = svg(&Picture { view, ..picture(*subject, seed) });
                assert!(!text.contains("<text"), "{}", subject.as_str());
                assert!(!text.contains("NaN") && !text.contains("inf"), "{} seed {seed}", subject.as_str());
            }
        }
    }
}

#[test]
fn black_and_white_things_stand_out_from_their_backdrop() {
    for colour in [[255, 255, 255], [0, 0, 0], [250, 248, 244], [20, 20, 22]] {
        for subject in [Subject::Mug, Subject::TShirt, Subject::Plate, Subject::Sneaker] {
            let image = render(&Picture { colour, ..picture(subject, 4) }, 64);
            let light = |p: &image::Rgb<u8>| p.0.iter().map(|c| i32::from(*c)).sum::<i32>();
            let corner = light(image.get_pixel(3, 40));
            let far = image.pixels().filter(|p| (light(p) - corner).abs() > 40).count();
            assert!(far > 200, "{} in {colour:?}: {far}", subject.as_str());
        }
    }
}

#[test]
fn a_still_life_is_wide_and_repeatable_and_takes_any_subjects() {
    let all = [Subject::Coat, Subject::Mug, Subject::Clock, Subject::Pen, Subject::Vase, Subject::Cushion];
    let image = render_scene(9, RUST, &all, 160);
    assert_eq!(image.dimensions(), (160, 90));
    assert!(colours(&image) > 40);
    assert_eq!(svg_scene(9, RUST, &all), svg_scene(9, RUST, &all));
    for some in [&[][..], &all[..1], &all[3..4], Subject::ALL] {
        assert_eq!(render_scene(1, RUST, some, 80).dimensions(), (80, 45));
    }
    for subject in Subject::ALL {
        assert!(!svg_scene(2, RUST, &[*subject]).contains("NaN"));
    }
}

#[test]
fn the_smallest_width_still_gives_a_picture() {
    assert_eq!(render(&picture(Subject::Bowl, 1), 0).dimensions(), (1, 1));
    assert_eq!(render_scene(1, RUST, &[], 0).dimensions(), (1, 1));
}
