//! One form of a page filled in with values: the page's tokens are written out again, those of the
//! form's fields changed. It knows forms, not templates, so that no page needs to do anything for
//! it. What a page decides itself stays: hidden fields, passwords, codes, files, buttons.

use std::cell::RefCell;
use std::collections::BTreeMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::{Attribute, LocalName, QualName, ns};

use super::draft::{is_secret, same_page};

/// See [`super::Draft::fill`].
pub(super) fn fill(
    html: &str,
    (page, notice): (&str, &str),
    (action, fields): (&str, &[(String, String)]),
) -> Option<String> {
    let filling = Filling {
        page,
        notice,
        action,
        fields,
        state: RefCell::default(),
    };
    let tokenizer = Tokenizer::new(filling, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let _done = tokenizer.feed(&input);
    tokenizer.end();
    let State { out, found, .. } = tokenizer.sink.state.into_inner();
    found.then_some(out)
}

/// One pass over a page.
struct Filling<'a> {
    page: &'a str,
    notice: &'a str,
    action: &'a str,
    fields: &'a [(String, String)],
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    out: String,
    /// Whether the form is on the page, and whether the pass is within it.
    found: bool,
    within: bool,
    /// The list that the pass is within.
    list: Option<String>,
    words: Words,
    /// How many fields of a name have been filled in.
    filled: BTreeMap<String, usize>,
}

/// What becomes of words.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Words {
    #[default]
    Escaped,
    /// Of a script or style.
    AsTheyAre,
    /// A text field's former ones.
    LeftOut,
}

impl TokenSink for Filling<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::TagToken(tag) => return self.tag(&mut state, tag),
            Token::CharacterTokens(text) => {
                let words = state.words;
                push_text(&mut state.out, &text, words);
            }
            Token::DoctypeToken(_) => state.out.push_str("<!doctype html>"),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Filling<'_> {
    fn tag(&self, state: &mut State, mut tag: Tag) -> TokenSinkResult<()> {
        if tag.kind == TagKind::EndTag {
            return Self::end_tag(state, &tag);
        }
        let mut text = None;
        match &*tag.name {
            "form" => self.form(state, &tag),
            "input" => self.input(state, &mut tag),
            "textarea" => {
                let name = Self::name(state, &tag);
                text = name.and_then(|name| self.next(state, &name));
            }
            "select" => state.list = Self::name(state, &tag),
            "option" => self.option(state, &mut tag),
            _ => {}
        }
        push_tag(&mut state.out, &tag);
        if let Some(text) = text {
            push_text(&mut state.out, &text, Words::Escaped);
            state.words = Words::LeftOut;
        }
        match &*tag.name {
            "main" => state.out.push_str(self.notice),
            "textarea" | "title" => return TokenSinkResult::RawData(RawKind::Rcdata),
            "style" => {
                state.words = Words::AsTheyAre;
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            "script" => {
                state.words = Words::AsTheyAre;
                return TokenSinkResult::RawData(RawKind::ScriptData);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn end_tag(state: &mut State, tag: &Tag) -> TokenSinkResult<()> {
        match &*tag.name {
            "form" => state.within = false,
            "select" => state.list = None,
            "textarea" | "script" | "style" => state.words = Words::Escaped,
            _ => {}
        }
        state.out.push_str("</");
        state.out.push_str(&tag.name);
        state.out.push('>');
        TokenSinkResult::Continue
    }

    fn form(&self, state: &mut State, form: &Tag) {
        let action = value(form, "action").unwrap_or_default();
        let action = if action.is_empty() {
            self.page
        } else {
            &action
        };
        let posts = value(form, "method").is_some_and(|it| it.eq_ignore_ascii_case("post"));
        state.within = posts && same_page(action) == self.action;
        state.found |= state.within;
    }

    fn input(&self, state: &mut State, input: &mut Tag) {
        let Some(name) = Self::name(state, input) else {
            return;
        };
        let kind = value(input, "type").unwrap_or_default().to_lowercase();
        match kind.as_str() {
            "hidden" | "password" | "file" | "submit" | "button" | "image" | "reset" => {}
            "checkbox" | "radio" => {
                let own = value(input, "value").unwrap_or_else(|| "on".to_owned());
                set(input, "checked", self.has(&name, &own).then(String::new));
            }
            _ if value(input, "autocomplete").as_deref() == Some("one-time-code") => {}
            _ => {
                if let Some(text) = self.next(state, &name) {
                    set(input, "value", Some(text));
                }
            }
        }
    }

    fn option(&self, state: &State, option: &mut Tag) {
        let Some(list) = &state.list else { return };
        let was_sent = self.fields.iter().any(|(name, _)| name == list);
        if let Some(own) = value(option, "value").filter(|_| was_sent) {
            set(option, "selected", self.has(list, &own).then(String::new));
        }
    }

    /// The name of a field of the form that may be filled in.
    fn name(state: &State, field: &Tag) -> Option<String> {
        let name = value(field, "name").filter(|_| state.within)?;
        (!is_secret(&name)).then_some(name)
    }

    fn has(&self, name: &str, value: &str) -> bool {
        let mut fields = self.fields.iter();
        fields.any(|(it, sent)| it == name && sent == value)
    }

    /// The value for the next field of this name.
    fn next(&self, state: &mut State, name: &str) -> Option<String> {
        let count = state.filled.entry(name.to_owned()).or_default();
        let mut of_name = self.fields.iter().filter(|(it, _)| it == name);
        let value = of_name.nth(*count).map(|(_, value)| value.clone());
        *count += 1;
        value
    }
}

fn value(tag: &Tag, name: &str) -> Option<String> {
    let mut attributes = tag.attrs.iter();
    let found = attributes.find(|it| &*it.name.local == name)?;
    Some(found.value.to_string())
}

fn set(tag: &mut Tag, name: &str, value: Option<String>) {
    tag.attrs.retain(|it| &*it.name.local != name);
    if let Some(value) = value {
        tag.attrs.push(Attribute {
            name: QualName::new(None, ns!(), LocalName::from(name)),
            value: value.into(),
        });
    }
}

fn push_tag(out: &mut String, tag: &Tag) {
    out.push('<');
    out.push_str(&tag.name);
    for attribute in &tag.attrs {
        out.push(' ');
        out.push_str(&attribute.name.local);
        out.push_str("=\"");
        out.push_str(&attribute.value.replace('&', "&amp;").replace('"', "&quot;"));
        out.push('"');
    }
    // Only drawings close themselves.
    out.push_str(if tag.self_closing { "/>" } else { ">" });
}

fn push_text(out: &mut String, text: &str, words: Words) {
    let escaped = || text.replace('&', "&amp;").replace('<', "&lt;");
    match words {
        Words::Escaped => out.push_str(&escaped().replace('>', "&gt;")),
        Words::AsTheyAre => out.push_str(text),
        Words::LeftOut => {}
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::form_urlencoded;

    use super::super::Draft;

    const PAGE: &str = r#"<!doctype html><title>A &amp; B</title><script type="module">if (a < b && c) {}</script>
<main id="content"><svg viewbox="0 0 1 1"><path d="M0"/></svg><p>1 &lt; 2 &amp; „x“</p>
<form method="post" action="/other"><input name="street" value=""></form>
<form method="post" action="/x?a=1&amp;b=2"><input type="hidden" name="step" value="3">
<input name="street" value="Alte Str."><input name="street" value=""><input type="password" name="again" value="">
<input type="checkbox" name="yes" value="on" checked=""><input type="checkbox" name="no" value="on">
<input type="radio" name="way" value="a" checked=""><input type="radio" name="way" value="b">
<textarea name="text">old &lt;</textarea>
<select name="land"><option value="de" selected="">D</option><option value="at">A</option></select></form>
<form method="get" action="/x?a=1&amp;b=2"><input name="street" value=""></form></main>"#;

    #[test]
    fn the_form_is_as_it_was_left_and_the_rest_as_it_is() {
        let body = "street=%22%3E%26lt%3B&street=B&again=c&no=on&way=b&text=%3C%2Ftextarea%3E&land=at&step=9";
        let draft = Draft::of("/x?a=1&b=2&entwurf=zz", body.as_bytes()).expect("typed");
        let filled = draft
            .fill(PAGE, "/page", "<b>!</b>")
            .expect("the form is there");
        let expected = PAGE
            .replace(r#"<main id="content">"#, r#"<main id="content"><b>!</b>"#)
            .replace(r#"value="Alte Str.""#, r#"value="&quot;>&amp;lt;""#)
            .replace(
                r#""><input name="street" value=""><input type="password""#,
                r#""><input name="street" value="B"><input type="password""#,
            )
            .replace(
                r#"name="yes" value="on" checked="""#,
                r#"name="yes" value="on""#,
            )
            .replace(
                r#"name="no" value="on""#,
                r#"name="no" value="on" checked="""#,
            )
            .replace(r#"value="a" checked="""#, r#"value="a""#)
            .replace(
                r#"name="way" value="b""#,
                r#"name="way" value="b" checked="""#,
            )
            .replace(">old &lt;<", ">&lt;/textarea&gt;<")
            .replace(r#"value="de" selected="""#, r#"value="de""#)
            .replace(r#"value="at""#, r#"value="at" selected="""#);
        assert_eq!(filled, expected);
        let elsewhere = Draft::of("/y", b"street=A").expect("typed");
        assert_eq!(elsewhere.fill(PAGE, "/page", ""), None);
    }

    proptest! {
        #[test]
        fn whatever_was_typed_stays_a_value(typed in "[^\\x00\r]{1,40}") {
            let body = form_urlencoded::Serializer::new(String::new()).append_pair("a", &typed).finish();
            let html = r#"<form method="post" action="/x"><input name="a" value=""></form><p>end</p>"#;
            if let Some(draft) = Draft::of("/x", body.as_bytes()) {
                let filled = draft.fill(html, "/x", "").expect("the form is there");
                prop_assert!(filled.starts_with(r#"<form method="post" action="/x"><input name="a" value=""#), "{}", filled);
                prop_assert!(filled.ends_with("\"></form><p>end</p>"), "{}", filled);
                prop_assert_eq!(filled.matches('"').count(), 8);
            }
        }
    }
}
