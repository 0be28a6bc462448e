//! Writes grey pictures as the pages of one TIFF (TIFF 6.0, uncompressed): the one format in which the text reader takes
//! several pictures from its input.

use image::GrayImage;

/// The pictures, a page each.
pub(crate) fn pages(pictures: &[GrayImage]) -> Vec<u8> {
    let pixels: usize = pictures.iter().map(|picture| picture.as_raw().len()).sum();
    let mut bytes = Vec::with_capacity(pixels + pictures.len() * 128 + 8);
    bytes.extend_from_slice(b"II*\0");
    // Where the address of the next directory goes once it is known.
    let mut link = bytes.len();
    bytes.extend_from_slice(&[0; 4]);

    for picture in pictures {
        let start = bytes.len() as u32;
        bytes.extend_from_slice(picture.as_raw());

        // Directories begin at even addresses.
        if bytes.len() % 2 == 1 {
            bytes.push(0);
        }

        let directory = (bytes.len() as u32).to_le_bytes();

        if let Some(place) = bytes.get_mut(link..link + 4) {
            place.copy_from_slice(&directory);
        }

        let (width, height) = picture.dimensions();
        // Tag, type (3 is 16 bits, 4 is 32 bits), value; in the order of the tags.
        let entries: [(u16, u16, u32); 9] = [
            (256, 4, width),
            (257, 4, height),
            (258, 3, 8),
            (259, 3, 1),
            (262, 3, 1),
            (273, 4, start),
            (277, 3, 1),
            (278, 4, height),
            (279, 4, width * height),
        ];
        bytes.extend_from_slice(&(entries.len() as u16).to_le_bytes());

        for (tag, kind, value) in entries {
            bytes.extend_from_slice(&tag.to_le_bytes());
            bytes.extend_from_slice(&kind.to_le_bytes());
            bytes.extend_from_slice(&1_u32.to_le_bytes());
            bytes.extend_from_slice(&value.to_le_bytes());
        }

        link = bytes.len();
        bytes.extend_from_slice(&[0; 4]);
    }

    bytes
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use image::Luma;

    #[test]
    fn every_page_is_linked_from_the_one_before() {
        let bytes = pages(&[
            GrayImage::from_pixel(3, 3, Luma([7])),
            GrayImage::from_pixel(4, 2, Luma([9])),
        ]);
        let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let first = number(4);
        let second = number(first + 2 + 9 * 12);

        // Width of each page, and the end after the last.
        assert_eq!(number(first + 2 + 8), 3);
        assert_eq!(number(second + 2 + 8), 4);
        assert_eq!(number(second + 2 + 9 * 12), 0);
    }
}
