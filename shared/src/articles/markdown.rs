//! A text as Markdown (`CommonMark`), of which an article understands this much: one title, headings
//! with an id of their own, paragraphs, lists, links, emphasis, and values of the settings. Whatever
//! else stands there is refused with its line, so that nothing is shown otherwise than it was
//! meant; markup never comes out of it, only [`Section`]s.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use super::model::{Block, Choice, Section, Span, Text, Values};

/// One thing to mend: in which line (from one), and what.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) line: usize,
    pub(super) reason: String,
}

/// Reads a whole text.
///
/// # Errors
/// Every [`Mistake`], in the order of their lines.
pub(super) fn read(text: &str, values: &Values) -> Result<Text, Vec<Mistake>> {
    let parser = Parser::new_ext(text, Options::ENABLE_HEADING_ATTRIBUTES);
    let mut reader = Reader::new(text, values);
    for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        reader.take(event, &range);
    }
    reader.finish()
}

/// What is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Title,
    Heading,
    Subheading,
    Paragraph,
    List { ordered: bool },
}

struct Reader<'a> {
    source: &'a str,
    values: &'a Values,
    title: Option<String>,
    sections: Vec<Section>,
    mistakes: Vec<Mistake>,
    open: Open,
    id: Option<String>,
    spans: Vec<Span>,
    items: Vec<Vec<Span>>,
    in_item: bool,
    strong: bool,
    emphasis: bool,
    href: Option<String>,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str, values: &'a Values) -> Self {
        Self {
            source,
            values,
            title: None,
            sections: vec![Section::default()],
            mistakes: Vec::new(),
            open: Open::Nothing,
            id: None,
            spans: Vec::new(),
            items: Vec::new(),
            in_item: false,
            strong: false,
            emphasis: false,
            href: None,
        }
    }

    fn wrong(&mut self, range: &Range<usize>, reason: impl Into<String>) {
        let before = self.source.get(..range.start).unwrap_or_default();
        self.mistakes.push(Mistake {
            line: before.matches('\n').count() + 1,
            reason: reason.into(),
        });
    }

    fn take(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text, false, range),
            Event::Code(text) => self.text(&text, true, range),
            Event::SoftBreak => self.text(" ", false, range),
            Event::HardBreak => {
                if let Some(last) = self.spans.last_mut() {
                    last.line_break = true;
                }
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                self.wrong(range, "HTML is not understood here");
            }
            Event::Rule => self.wrong(range, "a line across the page is not understood here"),
            _ => self.wrong(range, "this is not understood here"),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph if self.in_item => {}
            Tag::Paragraph => self.open = Open::Paragraph,
            Tag::Heading {
                level, id, classes, ..
            } => {
                if !classes.is_empty() {
                    self.wrong(range, "a heading has an id ({#like-this}) and nothing else");
                }
                self.id = id.map(|id| id.to_string());
                self.heading(level, range);
            }
            Tag::List(first) => {
                if self.in_item {
                    self.wrong(range, "a list within a list is not understood here");
                } else {
                    let ordered = first.is_some();
                    self.open = Open::List { ordered };
                }
            }
            Tag::Item => self.in_item = true,
            Tag::Emphasis => self.emphasis = true,
            Tag::Strong => self.strong = true,
            Tag::Link { dest_url, .. } => {
                let mut address = self.filled(&dest_url, range);
                if address.starts_with("tel:") {
                    address.retain(|it| !it.is_whitespace());
                }
                if !leads_somewhere(&address) {
                    let reason = "a link leads to an own page (/hilfe), a place in this one (#support), \
                                  https://…, mailto: or tel:";
                    self.wrong(range, reason);
                }
                self.href = Some(address);
            }
            Tag::Image { .. } => self.wrong(range, "a picture is not shown here"),
            Tag::HtmlBlock => {}
            _ => self.wrong(
                range,
                "quotes, code, tables and the like are not understood here",
            ),
        }
    }

    fn heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        self.open = match level {
            HeadingLevel::H1 if self.title.is_none() => Open::Title,
            HeadingLevel::H1 => {
                self.wrong(
                    range,
                    "there is one title (#); further headings begin with ##",
                );
                Open::Title
            }
            HeadingLevel::H2 => Open::Heading,
            HeadingLevel::H3 => Open::Subheading,
            _ => {
                self.wrong(range, "headings are #, ## and ###");
                Open::Subheading
            }
        };
        if self.title.is_none() && self.open != Open::Title {
            self.wrong(range, "the text begins with its title (# Title)");
            self.title = Some(String::new());
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph if self.in_item => {}
            TagEnd::Paragraph => {
                if self.title.is_none() {
                    self.wrong(range, "the text begins with its title (# Title)");
                    self.title = Some(String::new());
                }
                let spans = std::mem::take(&mut self.spans);
                self.push(Block::Paragraph { spans });
            }
            TagEnd::Heading(_) => self.end_heading(range),
            TagEnd::Item => {
                self.in_item = false;
                let spans = std::mem::take(&mut self.spans);
                self.items.push(spans);
            }
            TagEnd::List(_) if !self.in_item => {
                let items = std::mem::take(&mut self.items);
                let ordered = self.open == Open::List { ordered: true };
                self.push(list(items, ordered));
            }
            TagEnd::Emphasis => self.emphasis = false,
            TagEnd::Strong => self.strong = false,
            TagEnd::Link => self.href = None,
            _ => {}
        }
    }

    fn end_heading(&mut self, range: &Range<usize>) {
        let spans = std::mem::take(&mut self.spans);
        let words: String = spans.iter().map(|span| span.text.as_str()).collect();
        let id = self.id.take();
        match self.open {
            Open::Title => self.title = Some(words),
            Open::Heading => {
                let id = id.unwrap_or_else(|| slug(&words));
                let taken = self.sections.iter().any(|it| it.id.as_ref() == Some(&id));
                if id.is_empty() || taken {
                    self.wrong(
                        range,
                        "the heading needs an id that no other has ({#like-this})",
                    );
                }
                self.sections.push(Section {
                    id: Some(id),
                    title: Some(words),
                    blocks: Vec::new(),
                });
            }
            _ => self.push(Block::Subheading { text: words }),
        }
        self.open = Open::Nothing;
    }

    fn push(&mut self, block: Block) {
        self.open = Open::Nothing;
        if let Some(section) = self.sections.last_mut() {
            section.blocks.push(block);
        }
    }

    fn text(&mut self, text: &str, code: bool, range: &Range<usize>) {
        let text = self.filled(text, range);
        self.spans.push(Span {
            text,
            strong: self.strong,
            emphasis: self.emphasis,
            code,
            href: self.href.clone(),
            line_break: false,
        });
    }

    /// The text with `{{name}}` replaced.
    fn filled(&mut self, text: &str, range: &Range<usize>) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            filled.push_str(before);
            let (name, after) = after.split_once("}}").unwrap_or((after, ""));
            if let Some(value) = self.values.get(name.trim()) {
                filled.push_str(value);
            } else {
                let known: Vec<_> = self.values.keys().copied().collect();
                let known = known.join(", ");
                self.wrong(
                    range,
                    format!("{{{{{name}}}}} is not known; there are {known}"),
                );
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    fn finish(mut self) -> Result<Text, Vec<Mistake>> {
        let title = self.title.take().unwrap_or_default();
        if title.is_empty() && self.mistakes.is_empty() {
            self.wrong(&(0..0), "the text begins with its title (# Title)");
        }
        self.mistakes.sort_by_key(|mistake| mistake.line);
        if self.mistakes.is_empty() {
            let sections = self.sections;
            Ok(Text { title, sections })
        } else {
            Err(self.mistakes)
        }
    }
}

/// A list whose items all begin with a link is one of choices.
fn list(items: Vec<Vec<Span>>, ordered: bool) -> Block {
    let choice = |spans: &Vec<Span>| {
        let href = spans.first()?.href.clone()?;
        let linked = spans.iter().take_while(|it| it.href.is_some()).count();
        let words = |spans: &[Span]| spans.iter().map(|it| it.text.as_str()).collect::<String>();
        let (title, text) = spans.split_at(linked);
        let only_words = text.iter().all(|it| it.href.is_none());
        only_words.then(|| Choice {
            title: words(title),
            text: words(text).trim().to_owned(),
            href,
        })
    };
    let choices: Option<Vec<_>> = items.iter().map(choice).collect();
    match choices {
        Some(items) if !ordered => Block::Choices { items },
        _ => Block::List { ordered, items },
    }
}

/// Nothing that runs, and nothing that depends on where the page stands.
fn leads_somewhere(address: &str) -> bool {
    let own = address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\");
    let schemes = ["https://", "http://", "mailto:", "tel:", "#"];
    own || schemes.iter().any(|scheme| address.starts_with(scheme))
}

fn slug(words: &str) -> String {
    let words = words.to_lowercase();
    let parts = words.split(|c: char| !c.is_alphanumeric());
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn values() -> Values {
        Values::from([
            ("support_phone", "0800 <b>".to_owned()),
            ("email", "a@b.example".to_owned()),
            ("phone", "01234 5678-0".to_owned()),
        ])
    }

    fn mistakes(text: &str) -> Vec<(usize, String)> {
        let faults = read(text, &values()).expect_err("is wrong");
        faults.into_iter().map(|it| (it.line, it.reason)).collect()
    }

    #[test]
    fn a_text_becomes_sections() {
        let text = "# Hilfe\n\nRufen Sie an: {{support_phone}}.\n\n## Ein *Wort* {#wort}\n\n\
                    Schreiben Sie [uns](mailto:{{email}}), [{{phone}}](tel:{{phone}}).\n\n- [Eins](/a) und mehr\n- [Zwei](/b)\n\n1. a\n2. b\n";
        let read = read(text, &values()).expect("is right");
        assert_eq!(read.title, "Hilfe");
        let [first, second] = read.sections.as_slice() else {
            panic!("{:?}", read.sections);
        };
        let Block::Paragraph { spans } = &first.blocks[0] else {
            panic!("{first:?}");
        };
        assert_eq!(spans[0].text, "Rufen Sie an: 0800 <b>.");
        assert_eq!(
            (second.id.as_deref(), second.title.as_deref()),
            (Some("wort"), Some("Ein Wort"))
        );
        let Block::Paragraph { spans } = &second.blocks[0] else {
            panic!("{second:?}");
        };
        assert_eq!(spans[1].href.as_deref(), Some("mailto:a@b.example"));
        assert_eq!(spans[3].text, "01234 5678-0");
        assert_eq!(spans[3].href.as_deref(), Some("tel:012345678-0"));
        let Block::Choices { items } = &second.blocks[1] else {
            panic!("{second:?}");
        };
        let items: Vec<_> = items
            .iter()
            .map(|it| (it.title.as_str(), it.text.as_str(), it.href.as_str()))
            .collect();
        assert_eq!(items, [("Eins", "und mehr", "/a"), ("Zwei", "", "/b")]);
        assert!(
            matches!(&second.blocks[2], Block::List { ordered: true, items } if items.len() == 2)
        );
    }

    #[test]
    fn what_could_do_harm_is_named_with_its_line() {
        for (text, line, word) in [
            ("# A\n\n<script>x</script>\n", 3, "HTML"),
            ("# A\n\nb <b>c</b>\n", 3, "HTML"),
            (
                "# A\n\n![x](https://elsewhere.example/a.png)\n",
                3,
                "picture",
            ),
            ("# A\n\nb\n[x](javascript:alert(1))\n", 4, "a link leads"),
            ("# A\n\n[x](//elsewhere.example)\n", 3, "a link leads"),
            ("# A\n\n[x](data:text/html,x)\n", 3, "a link leads"),
            (
                "# A\n\n{{sealing_key}}\n",
                3,
                "{{sealing_key}} is not known",
            ),
            ("# A\n\n# B\n", 3, "one title"),
            ("A\n", 1, "begins with its title"),
            ("", 1, "begins with its title"),
            (
                "# A\n\n## B {#x}\n\n## C {#x}\n",
                5,
                "an id that no other has",
            ),
            ("# A\n\n> b\n", 3, "quotes"),
            ("# A\n\n- a\n  - b\n", 4, "a list within a list"),
        ] {
            let told = mistakes(text);
            assert!(
                told.iter()
                    .any(|(at, reason)| *at == line && reason.contains(word)),
                "{text:?}: {told:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "[#\\-*_\\[\\](){}<>!`a\n /:0-9.|]{0,80}") {
            let _read = read(&text, &values());
        }
    }
}
