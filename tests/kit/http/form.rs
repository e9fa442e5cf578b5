//! A form as the page offers it, hidden fields and all.

use http::Method;
use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::page::{normal, text_in};
use super::{Ask, Page, Visitor};

#[derive(Debug, Clone)]
struct Field {
    name: String,
    value: String,
    /// Whether it would be sent; an empty checkbox is not.
    sent: bool,
    /// For a checkbox or radio button.
    tickable: bool,
}

#[derive(Debug, Clone)]
struct Button {
    says: String,
    field: Option<(String, String)>,
    action: Option<String>,
}

/// A form to be filled in and sent.
#[derive(Debug, Clone)]
pub struct Form {
    visitor: Visitor,
    page: Url,
    action: Url,
    method: Method,
    fields: Vec<Field>,
    buttons: Vec<Button>,
    pressed: Option<(String, String)>,
}

fn all<'a>(element: ElementRef<'a>, css: &'static str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(css).expect("a selector");
    element.select(&selector).collect()
}

fn attribute(element: ElementRef<'_>, name: &str) -> String {
    element.value().attr(name).unwrap_or_default().to_owned()
}

impl Form {
    pub(super) fn read(
        html: &Html,
        which: &str,
        (visitor, page): (&Visitor, &Url),
    ) -> Result<Self, String> {
        let forms = all(html.root_element(), "form");
        let describe = |form: &ElementRef<'_>| {
            format!(
                "#{} → {}",
                attribute(*form, "id"),
                attribute(*form, "action")
            )
        };
        let fits = |form: &&ElementRef<'_>| {
            if which.is_empty() {
                return form.ancestors().any(|above| {
                    above
                        .value()
                        .as_element()
                        .is_some_and(|e| e.name() == "main")
                });
            }
            let action = attribute(**form, "action");
            let path = action.split('?').next().unwrap_or_default();
            attribute(**form, "id") == which || path.ends_with(which)
        };
        let found: Vec<&ElementRef<'_>> = forms.iter().filter(fits).collect();
        let [form] = found.as_slice() else {
            let list: Vec<String> = forms.iter().map(describe).collect();
            let found = found.len();
            return Err(format!("{found} forms fit {which:?}; there are {list:?}"));
        };
        let form = **form;
        let action = page.join(&attribute(form, "action"));
        let posted = attribute(form, "method").eq_ignore_ascii_case("post");
        Ok(Self {
            visitor: visitor.clone(),
            page: page.clone(),
            action: action.map_err(|error| error.to_string())?,
            method: if posted { Method::POST } else { Method::GET },
            fields: fields(html, form),
            buttons: all(form, "button, input[type=submit]")
                .into_iter()
                .filter(|button| attribute(*button, "type") != "button")
                .map(button)
                .collect(),
            pressed: None,
        })
    }

    /// The value of a field as it would be sent.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        let mut sent = self.fields.iter().filter(|field| field.sent);
        let found = sent.find(|field| field.name == name);
        found.map(|field| field.value.as_str())
    }

    /// The names of all fields.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        self.fields
            .iter()
            .map(|field| field.name.as_str())
            .collect()
    }

    /// Fills a field that the form has; ticks the radio button of this value.
    ///
    /// # Panics
    /// When the form has no such field.
    #[must_use]
    pub fn fill(mut self, name: &str, value: &str) -> Self {
        let names = self.names().join(", ");
        let mut found = false;
        for field in self.fields.iter_mut().filter(|field| field.name == name) {
            if field.tickable {
                field.sent = field.value == value;
                found |= field.sent;
            } else {
                value.clone_into(&mut field.value);
                found = true;
            }
        }
        assert!(
            found,
            "the form has no {name:?} for {value:?}; it has {names}"
        );
        self
    }

    /// Ticks a checkbox.
    ///
    /// # Panics
    /// When the form has none of this name.
    #[must_use]
    pub fn check(self, name: &str) -> Self {
        self.tick(name, true)
    }

    /// Takes the tick from a checkbox.
    ///
    /// # Panics
    /// When the form has none of this name.
    #[must_use]
    pub fn uncheck(self, name: &str) -> Self {
        self.tick(name, false)
    }

    fn tick(mut self, name: &str, on: bool) -> Self {
        let names = self.names().join(", ");
        let mut fields = self.fields.iter_mut();
        let field = fields.find(|field| field.name == name && field.tickable);
        field
            .unwrap_or_else(|| panic!("the form has no checkbox {name:?}; it has {names}"))
            .sent = on;
        self
    }

    /// Sends a field that the form may not have, as somebody who tampers with it.
    #[must_use]
    pub fn force(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|field| field.name != name);
        self.fields.push(Field {
            name: name.to_owned(),
            value: value.to_owned(),
            sent: true,
            tickable: false,
        });
        self
    }

    /// Leaves a field out.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.fields.retain(|field| field.name != name);
        self
    }

    /// Sends the form by the button that says `text`.
    ///
    /// # Panics
    /// When there is no such button.
    #[must_use]
    pub fn press(mut self, text: &str) -> Self {
        let says: Vec<&str> = self.buttons.iter().map(|b| b.says.as_str()).collect();
        let button = self
            .buttons
            .iter()
            .find(|button| button.says == text)
            .or_else(|| self.buttons.iter().find(|b| b.says.starts_with(text)))
            .unwrap_or_else(|| panic!("the form has no button {text:?}; it has {says:?}"));
        self.pressed.clone_from(&button.field);
        if let Some(action) = &button.action {
            self.action = self.page.join(action).expect("the button has an address");
        }
        self
    }

    /// The request that sending makes, to be changed further.
    #[must_use]
    pub fn ask(self) -> Ask {
        let fields: Vec<(String, String)> = self
            .fields
            .into_iter()
            .filter(|field| field.sent)
            .map(|field| (field.name, field.value))
            .chain(self.pressed)
            .collect();
        if self.method == Method::POST {
            return self
                .visitor
                .ask(Method::POST, self.action.as_str())
                .form(&fields);
        }
        let mut action = self.action;
        action.query_pairs_mut().clear().extend_pairs(&fields);
        self.visitor
            .ask(Method::GET, action.as_str())
            .header("sec-fetch-site", "same-origin")
    }

    /// Sends it; follows no redirect.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn submit(self) -> Page {
        self.ask().send().await
    }

    /// Sends it and follows every redirect.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn submit_and_follow(self) -> Page {
        self.submit().await.follow_all().await
    }
}

fn button(element: ElementRef<'_>) -> Button {
    let input = element.value().name() == "input";
    let name = attribute(element, "name");
    Button {
        says: if input {
            normal(&attribute(element, "value"))
        } else {
            text_in(element)
        },
        field: (!name.is_empty()).then(|| (name, attribute(element, "value"))),
        action: element.value().attr("formaction").map(str::to_owned),
    }
}

/// The fields in the form, and those elsewhere that name it by `form="…"`.
fn fields(html: &Html, form: ElementRef<'_>) -> Vec<Field> {
    let id = attribute(form, "id");
    let css = "input, select, textarea";
    let outside = all(html.root_element(), css)
        .into_iter()
        .filter(|field| !id.is_empty() && attribute(*field, "form") == id);
    all(form, css)
        .into_iter()
        .filter(|field| field.value().attr("form").is_none())
        .chain(outside)
        .filter(|field| field.value().attr("disabled").is_none())
        .filter_map(field)
        .collect()
}

fn field(element: ElementRef<'_>) -> Option<Field> {
    let name = attribute(element, "name");
    let kind = attribute(element, "type");
    if name.is_empty() || matches!(kind.as_str(), "submit" | "button" | "image" | "reset") {
        return None;
    }
    let tickable = matches!(kind.as_str(), "checkbox" | "radio");
    let value = match element.value().name() {
        "textarea" => element.text().collect(),
        "select" => {
            let options = all(element, "option");
            let chosen = options
                .iter()
                .find(|option| option.value().attr("selected").is_some())
                .or_else(|| options.first());
            chosen.map_or_else(String::new, |option| {
                let value = option.value().attr("value").map(str::to_owned);
                value.unwrap_or_else(|| text_in(*option))
            })
        }
        _ if tickable => element.value().attr("value").unwrap_or("on").to_owned(),
        _ => attribute(element, "value"),
    };
    Some(Field {
        name,
        value,
        sent: !tickable || element.value().attr("checked").is_some(),
        tickable,
    })
}
