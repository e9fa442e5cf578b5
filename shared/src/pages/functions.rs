//! What templates can call: `t`, `t_links`, `date`, `date_time`, `asset`, `form_value`,
//! `form_error`, `qr`. Each language has its own engine, so none of them can speak another one.

use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use jiff::tz::TimeZone;
use tera::{Function, Kwargs, State, Tera, TeraResult, Value};

use super::assets::Assets;
use super::dates::{self, Style};
use super::links;
use super::texts::Texts;

/// What the functions of one language's engine look into.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    pub(super) code: String,
    pub(super) texts: Arc<Texts>,
    pub(super) assets: Arc<Assets>,
    pub(super) zone: TimeZone,
}

/// Registers everything for one language.
pub(super) fn register(tera: &mut Tera, scope: &Scope) {
    tera.register_function("t", Text(scope.clone()));
    tera.register_function("t_links", TextWithLinks(scope.clone()));
    tera.register_function("date", Written(scope.clone(), Style::Date));
    tera.register_function("date_long", Written(scope.clone(), Style::LongDate));
    tera.register_function("date_time", Written(scope.clone(), Style::DateTime));
    tera.register_function("asset", AssetUrl(scope.clone()));
    tera.register_function("form_value", form_value);
    tera.register_function("form_error", FieldErrorText(scope.clone()));
    tera.register_function("error_text", ErrorText(scope.clone()));
    tera.register_function("qr", QrCode);
}

fn failed(fault: impl std::fmt::Display) -> tera::Error {
    tera::Error::message(fault.to_string())
}

/// Tera's value as a Fluent argument; numbers stay numbers, for plurals.
fn argument(value: &Value, harmless: bool) -> Option<FluentValue<'static>> {
    if let Some(number) = value.as_i64() {
        return Some(FluentValue::from(number));
    }
    if let Some(number) = value.as_f64() {
        return Some(FluentValue::from(number));
    }
    let text = value.as_str()?;
    let text = if harmless {
        links::harmless(text)
    } else {
        text.to_owned()
    };
    Some(FluentValue::from(text))
}

/// All keyword arguments as Fluent arguments; `args` is a map of more of them.
fn arguments(kwargs: &Kwargs, harmless: bool) -> FluentArgs<'static> {
    let mut args = FluentArgs::new();
    let mut put = |name: Option<&str>, value: &Value| {
        if let (Some(name), Some(value)) = (name, argument(value, harmless)) {
            args.set(name.to_owned(), value);
        }
    };
    for (name, value) in kwargs.iter() {
        match (name.as_str(), value.as_map()) {
            (Some("key"), _) => {}
            (Some("args"), Some(map)) => map
                .iter()
                .for_each(|(name, value)| put(name.as_str(), value)),
            (name, _) => put(name, value),
        }
    }
    args
}

/// `t(key="…", name=value)`.
struct Text(Scope);

impl Function<TeraResult<String>> for Text {
    fn call(&self, kwargs: Kwargs, state: &State<'_>) -> TeraResult<String> {
        let key = kwargs.must_get::<&str>("key")?;
        let args = arguments(&kwargs, false);
        let Scope { code, texts, .. } = &self.0;
        let text = if state.autoescaping_enabled() {
            texts.text(code, key, &args)
        } else {
            texts.bare(code, key, &args)
        };
        text.map_err(failed)
    }
}

/// `t_links(key="…", terms="/nutzungsbedingungen")`: every argument whose name is a place
/// `<terms>` in the sentence is a link, the others are arguments.
struct TextWithLinks(Scope);

impl Function<TeraResult<String>> for TextWithLinks {
    fn call(&self, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
        let key = kwargs.must_get::<&str>("key")?;
        let args = arguments(&kwargs, true);
        let sentence = self
            .0
            .texts
            .text(&self.0.code, key, &args)
            .map_err(failed)?;
        let links: Vec<(String, String)> = kwargs
            .iter()
            .filter_map(|(name, value)| {
                Some((name.as_str()?.to_owned(), value.as_str()?.to_owned()))
            })
            .filter(|(name, _)| sentence.contains(&format!("<{name}>")))
            .collect();
        links::written(&sentence, &links).map_err(failed)
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// `date(unix=…)` and its like.
struct Written(Scope, Style);

impl Function<TeraResult<String>> for Written {
    fn call(&self, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
        let unix = kwargs.must_get::<i64>("unix")?;
        let Scope {
            code, texts, zone, ..
        } = &self.0;
        dates::written(texts, zone, code, (unix, self.1)).map_err(failed)
    }
}

/// `asset(path="base.css")`: the address with its fingerprint.
struct AssetUrl(Scope);

impl Function<TeraResult<String>> for AssetUrl {
    fn call(&self, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
        let path = kwargs.must_get::<&str>("path")?;
        let url = self.0.assets.url(path);
        url.map(str::to_owned)
            .ok_or_else(|| failed(format!("no asset {path}")))
    }
}

/// `form_value(form=form, name="email")`: what the person typed, or nothing.
#[expect(
    clippy::needless_pass_by_value,
    reason = "tera's functions take their arguments so"
)]
fn form_value(kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let form = kwargs.must_get::<&Value>("form")?;
    let name = kwargs.must_get::<&str>("name")?;
    let typed = form.get_from_path("values").and_then(|values| {
        let values = values.as_map()?;
        values
            .iter()
            .find(|(key, _)| key.as_str() == Some(name))?
            .1
            .as_str()
    });
    Ok(typed.unwrap_or_default().to_owned())
}

/// `error_text(error=…)`: the sentence of one mistake in the form.
struct ErrorText(Scope);

impl Function<TeraResult<String>> for ErrorText {
    fn call(&self, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
        sentence(&self.0, kwargs.must_get::<&Value>("error")?)
    }
}

/// `form_error(form=form, name="email")`: the first mistake of a field, or nothing.
struct FieldErrorText(Scope);

impl Function<TeraResult<String>> for FieldErrorText {
    fn call(&self, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
        let form = kwargs.must_get::<&Value>("form")?;
        let name = kwargs.must_get::<&str>("name")?;
        let errors = form
            .get_from_path("errors")
            .and_then(Value::as_array)
            .unwrap_or_default();
        let of_field = |error: &&Value| text_of(error, "field") == Some(name);
        errors
            .iter()
            .find(of_field)
            .map_or(Ok(String::new()), |error| sentence(&self.0, error))
    }
}

fn text_of<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value
        .as_map()?
        .iter()
        .find(|(key, _)| key.as_str() == Some(name))?
        .1
        .as_str()
}

fn sentence(scope: &Scope, error: &Value) -> TeraResult<String> {
    let key = text_of(error, "key").ok_or_else(|| failed("a form error has no key"))?;
    let mut args = FluentArgs::new();
    let given = error
        .as_map()
        .and_then(|map| map.iter().find(|(name, _)| name.as_str() == Some("args")));
    for (name, value) in given
        .and_then(|(_, args)| args.as_map())
        .into_iter()
        .flatten()
    {
        if let (Some(name), Some(value)) = (name.as_str(), argument(value, false)) {
            args.set(name.to_owned(), value);
        }
    }
    scope.texts.text(&scope.code, key, &args).map_err(failed)
}

/// `qr(text="…")`: the modules of a QR code as one SVG path, with a quiet zone of four.
struct QrCode;

impl Function<TeraResult<String>> for QrCode {
    fn call(&self, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
        let text = kwargs.must_get::<&str>("text")?;
        let code = qrcodegen::QrCode::encode_text(text, qrcodegen::QrCodeEcc::Medium)
            .map_err(|_| failed("the text is too long for a QR code"))?;
        let side = code.size();
        let mut path = String::new();
        for y in 0..side {
            for x in (0..side).filter(|x| code.get_module(*x, y)) {
                path = format!("{path}M{},{}h1v1h-1z", x + 4, y + 4);
            }
        }
        let side = side + 8;
        Ok(format!(
            "<svg class=\"qr-picture\" viewBox=\"0 0 {side} {side}\" aria-hidden=\"true\" \
             focusable=\"false\" shape-rendering=\"crispEdges\"><rect width=\"{side}\" \
             height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
        ))
    }

    fn is_safe(&self) -> bool {
        true
    }
}
