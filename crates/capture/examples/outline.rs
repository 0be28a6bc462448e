//! Draws what the finder sees into a copy of a picture, and prints the verdict: `outline IN.jpg OUT.png`.

use std::path::Path;

use capture::{Quad, assess, picture};
use image::Rgb;
use imageproc::drawing::draw_line_segment_mut;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(from), Some(to)) = (arguments.first(), arguments.get(1)) else {
        eprintln!("outline IN OUT");
        return;
    };

    match picture::open(Path::new(from)) {
        Ok(mut picture) => {
            let assessment = assess(&picture);
            println!("{assessment:?}");

            if let Some(quad) = assessment.quad {
                draw(&mut picture, &quad);
            }

            if let Err(error) = picture.save(to) {
                eprintln!("{error}");
            }
        }
        Err(error) => eprintln!("{error}"),
    }
}

fn draw(picture: &mut image::RgbImage, quad: &Quad) {
    for (from, to) in quad.sides() {
        for shift in [0.0, 1.0, 2.0] {
            draw_line_segment_mut(
                picture,
                (from.x + shift, from.y),
                (to.x + shift, to.y),
                Rgb([255, 0, 80]),
            );
            draw_line_segment_mut(
                picture,
                (from.x, from.y + shift),
                (to.x, to.y + shift),
                Rgb([255, 0, 80]),
            );
        }
    }
}
