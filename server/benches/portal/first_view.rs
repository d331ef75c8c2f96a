//! What a browser fetches before the wizard is alive.

use std::io::Read as _;

use crate::binary::Binary;
use crate::client::{Answer, Client};
use crate::figure::{Figure, kilobytes};

/// HTML, stylesheet, glue and WebAssembly together.
const ALIVE_BYTES: usize = 100_000;
/// HTML and stylesheet: the form is usable with nothing else.
const USABLE_BYTES: usize = 15_000;

/// What a living page needs beside its HTML.
const NEEDED: [Part; 3] = [Part::Stylesheet, Part::Glue, Part::Wasm];

/// What a file is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Html,
    Stylesheet,
    Glue,
    Wasm,
    /// Pictures: the icon and the CAPTCHA.
    Picture,
}

struct Fetched {
    part: Part,
    path: String,
    wire_bytes: usize,
}

/// Fetches the pages that people begin with.
pub(crate) fn measure(binary: &Binary) -> Vec<Figure> {
    let mut client = binary.client();
    let mut figures = of_page(&mut client, "/reset");
    let fields = format!("user_name=kim&password={}", server::demo::PASSWORD);
    let entry = client.post("/api/signin/submit", &fields);
    assert_eq!(entry.header("location"), Some("/account"), "Kim signs in");
    figures.extend(of_page(&mut client, "/setup"));
    figures
}

/// Fetches a page and all that it names.
fn of_page(client: &mut Client, address: &str) -> Vec<Figure> {
    let page = client.get_accepting(address, "br").ok(address);
    assert!(
        page.header("content-encoding").is_none(),
        "HTML holds secrets and reflected input (BREACH)"
    );
    let mut fetched = vec![Fetched {
        part: Part::Html,
        path: address.to_owned(),
        wire_bytes: page.wire_bytes,
    }];
    for path in references(page.text()) {
        let answer = client.get_accepting(&path, "br").ok(&path);
        let part = part_of(&answer);
        if part == Part::Stylesheet {
            assert!(
                !unpacked(&answer).contains("url("),
                "the stylesheet fetches more than is counted"
            );
        }
        fetched.push(Fetched {
            part,
            path,
            wire_bytes: answer.wire_bytes,
        });
    }
    figures(&fetched, compressed(&page.body))
}

fn figures(fetched: &[Fetched], compressed_page: usize) -> Vec<Figure> {
    let bytes_of = |parts: &[Part]| {
        fetched
            .iter()
            .filter(|f| parts.contains(&f.part))
            .map(|f| f.wire_bytes)
            .sum()
    };
    let usable: usize = bytes_of(&[Part::Html, Part::Stylesheet]);
    let alive: usize = bytes_of(&[Part::Html, Part::Stylesheet, Part::Glue, Part::Wasm]);
    let all: usize = fetched.iter().map(|f| f.wire_bytes).sum();
    for part in NEEDED {
        assert!(bytes_of(&[part]) > 0, "a part of the first view is missing");
    }
    let mut figures = vec![
        Figure::told(
            format!("first view of {}", fetched[0].path),
            format!("{} requests, {}", fetched.len(), kilobytes(all)),
        ),
        held("  HTML and CSS", usable, USABLE_BYTES),
        held("  HTML, CSS, glue and wasm", alive, ALIVE_BYTES),
    ];
    figures.extend(
        fetched
            .iter()
            .map(|f| Figure::told(format!("  {}", f.path), kilobytes(f.wire_bytes))),
    );
    figures.push(Figure::told(
        "  (the HTML's body, were it compressed)",
        kilobytes(compressed_page),
    ));
    figures
}

fn held(name: &str, bytes: usize, budget: usize) -> Figure {
    Figure::held(
        name,
        kilobytes(bytes),
        format!("<= {}", kilobytes(budget)),
        bytes <= budget,
    )
}

/// The addresses of our own that the browser fetches by itself: links in the head, pictures,
/// scripts. Sound is not fetched before somebody plays it.
fn references(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for tag in html.split('<') {
        let attribute = match tag.split_whitespace().next() {
            Some("link") => "href=\"",
            Some("img" | "script") => "src=\"",
            _ => continue,
        };
        let tag = tag.split('>').next().unwrap_or_default();
        let value = tag
            .split_once(attribute)
            .and_then(|(_, rest)| rest.split('"').next());
        let value = value.map(|value| value.replace("&amp;", "&"));
        found.extend(value.filter(|value| !found.contains(value)));
    }
    found
}

fn part_of(answer: &Answer) -> Part {
    match answer.header("content-type").unwrap_or_default() {
        "application/wasm" => Part::Wasm,
        kind if kind.starts_with("text/css") => Part::Stylesheet,
        kind if kind.starts_with("text/javascript") => Part::Glue,
        kind if kind.starts_with("image/") => Part::Picture,
        kind => panic!("the first view fetches something of an unknown kind: {kind}"),
    }
}

/// The text of an answer, unpacked when it came packed.
fn unpacked(answer: &Answer) -> String {
    let mut text = String::new();
    if answer.header("content-encoding") == Some("br") {
        let mut reader = brotli::Decompressor::new(&*answer.body, 4096);
        reader
            .read_to_string(&mut text)
            .expect("what the server packed can be unpacked");
    } else {
        answer.text().clone_into(&mut text);
    }
    text
}

/// The size at a quality that servers use while they answer.
fn compressed(body: &[u8]) -> usize {
    let mut packed = Vec::new();
    let mut reader = brotli::CompressorReader::new(body, 4096, 5, 22);
    reader.read_to_end(&mut packed).expect("memory can be read");
    packed.len()
}
