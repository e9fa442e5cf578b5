//! A text as its page shows it.

use std::collections::BTreeMap;

use serde::Serialize;

/// What stands for `{{name}}` in a text.
pub type Values = BTreeMap<&'static str, String>;

/// A whole page.
#[derive(Debug, Clone, Serialize)]
pub struct Text {
    pub(super) title: String,
    /// The first has no heading.
    pub(super) sections: Vec<Section>,
}

/// What stands under a heading.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Section {
    /// Its place in the address.
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Block {
    Paragraph {
        spans: Vec<Span>,
    },
    Subheading {
        text: String,
    },
    List {
        ordered: bool,
        items: Vec<Vec<Span>>,
    },
    Choices {
        items: Vec<Choice>,
    },
}

/// Words of one kind.
#[expect(clippy::struct_excessive_bools, reason = "each is marked by itself")]
#[derive(Debug, Clone, Serialize)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) code: bool,
    pub(super) href: Option<String>,
    /// Whether the line ends after it.
    pub(super) line_break: bool,
}

/// A way on, as large as a button.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) href: String,
}
