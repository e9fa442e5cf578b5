//! The expressions by which a tab finds what a person would point at.
//!
//! They are evaluated by the debugger, so they work while the page's own scripts are off and
//! whatever its Content-Security-Policy says. None of them waits.

const COMMON: &str = r"
const norm = s => (s ?? '').replace(/[\u00AD\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
const shown = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
const inMain = e => !!e.closest('main, dialog');
const best = list => list.find(inMain) ?? list[0] ?? null;
const byName = (list, wanted, name) =>
    best(list.filter(e => name(e) === wanted)) ?? best(list.filter(e => name(e).startsWith(wanted)))
    ?? best(list.filter(e => name(e).includes(wanted)));
";

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn expression(body: &str) -> String {
    format!("(() => {{ {COMMON} {body} }})()")
}

/// A link, button or label by what it says (or by `aria-label`), in `main` first.
pub(super) fn clickable(text: &str) -> String {
    expression(&format!(
        "const wanted = norm({});
         const name = e => norm(e.getAttribute('aria-label') || (e.tagName === 'INPUT' ? e.value : e.innerText));
         const all = q => [...document.querySelectorAll(q)].filter(shown);
         return byName(all('a[href], button, summary, input[type=submit], input[type=button], [role=button], [role=tab], [role=menuitem]'), wanted, name)
             ?? byName(all('label'), wanted, name);",
        quoted(text)
    ))
}

/// A form field by label, name, id or `aria-label`.
pub(super) fn field(label: &str) -> String {
    expression(&format!(
        "const wanted = norm({});
         const fields = [...document.querySelectorAll('input:not([type=hidden]), select, textarea')];
         const exact = best(fields.filter(e => e.name === wanted || e.id === wanted));
         if (exact) return exact;
         const labels = [...document.querySelectorAll('label')].filter(l => l.control);
         const label = byName(labels, wanted, l => norm(l.innerText));
         return label?.control ?? best(fields.filter(e => norm(e.getAttribute('aria-label')) === wanted));",
        quoted(label)
    ))
}

/// The first shown element of a CSS selector.
pub(super) fn css(selector: &str) -> String {
    expression(&format!(
        "const all = [...document.querySelectorAll({})]; return all.find(shown) ?? all[0] ?? null;",
        quoted(selector)
    ))
}

/// The text of the page as a person reads it, white space made single.
pub(super) fn page_text() -> String {
    expression("return norm(document.body?.innerText);")
}

/// The text as [`page_text`] gives it, for comparison.
pub(super) fn normal(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{AD}' | '\u{2066}'..='\u{2069}'))
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_compared_without_hyphenation_marks_and_isolation() {
        assert_eq!(
            normal("Frei\u{AD}schalt\u{2068}code\u{2069}\n  ein"),
            "Freischaltcode ein"
        );
    }
}
