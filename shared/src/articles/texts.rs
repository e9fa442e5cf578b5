//! All texts as they are shown.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::model::{Text, Values};
use super::{Article, BuiltIn, markdown, own};
use crate::settings::{Fault, Faults, Origin};

/// All texts in all languages.
#[derive(Debug, Clone, Default)]
pub struct Texts(Arc<BTreeMap<(String, &'static str), Text>>);

impl Texts {
    /// Reads the texts that are compiled in, and those of `directory` in their place; `values` are
    /// what stands for `{{name}}` in a language.
    ///
    /// # Errors
    /// [`Faults`], one for each thing to mend, with file and line.
    pub fn load(
        built_in: &BuiltIn,
        directory: Option<&Path>,
        values: impl Fn(&str) -> Values,
    ) -> Result<Self, Faults> {
        let (mut texts, mut faults) = (BTreeMap::new(), Vec::new());
        let own = match directory {
            Some(directory) => own::files(directory, built_in, &mut faults),
            None => BTreeMap::new(),
        };
        for language in built_in.languages() {
            let values = values(&language);
            for Article { file, .. } in built_in.articles {
                let path = format!("{language}/{file}.md");
                let (name, source) = match own.get(&path) {
                    Some((name, source)) => (name.display().to_string(), source.as_str()),
                    None => (path.clone(), built_in.text(&path)),
                };
                match markdown::read(source, &values) {
                    Ok(text) => {
                        texts.insert((language.clone(), *file), text);
                    }
                    Err(mistakes) => faults.extend(mistakes.into_iter().map(|it| Fault {
                        origin: Origin::Line {
                            name: name.clone(),
                            line: it.line,
                        },
                        key: String::new(),
                        reason: it.reason,
                    })),
                }
            }
        }
        if faults.is_empty() {
            Ok(Self(Arc::new(texts)))
        } else {
            Err(Faults::from(faults))
        }
    }

    /// The text in `language`, or in German.
    #[must_use]
    pub fn get(&self, language: &str, file: &'static str) -> Option<&Text> {
        let at = |language: &str| self.0.get(&(language.to_owned(), file));
        at(language).or_else(|| at("de"))
    }

    /// The text in every language that has one, by language.
    #[must_use]
    pub fn everywhere(&self, file: &'static str) -> BTreeMap<String, Text> {
        let of_it = self.0.iter().filter(|((_, name), _)| *name == file);
        of_it
            .map(|((language, _), text)| (language.clone(), text.clone()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    const ARTICLES: &[Article] = &[
        Article::new("/impressum", "impressum"),
        Article::new("/hilfe/totp", "totp"),
    ];

    fn built_in() -> BuiltIn {
        let files = [
            "de/impressum.md",
            "de/totp.md",
            "en/impressum.md",
            "en/totp.md",
        ];
        let text = |path: &str| (path.to_owned(), format!("# {path}\n\n{{{{operator}}}}\n"));
        BuiltIn {
            articles: ARTICLES,
            files: files.map(text).into(),
        }
    }

    fn with(directory: &Path) -> Result<Texts, Faults> {
        Texts::load(&built_in(), Some(directory), |language| {
            Values::from([("operator", format!("Jobcenter in {language}"))])
        })
    }

    #[test]
    fn what_was_written_out_reads_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let export = || built_in().export(folder.path()).expect("writes");
        assert_eq!(export(), Vec::<PathBuf>::new());
        let file = folder.path().join("de/impressum.md");
        std::fs::write(&file, "# Wer wir sind\n\nDas {{operator}}.\n").expect("writes");
        assert_eq!(export().len(), 4);
        let texts = with(folder.path()).expect("is right");
        let title = |language| &texts.get(language, "impressum").expect("is there").title;
        assert_eq!(title("de"), "Wer wir sind");
        assert_eq!(title("en"), "en/impressum.md");
        assert_eq!(title("fr"), "Wer wir sind");
        assert_eq!(built_in().gaps(), Vec::<String>::new());
    }

    #[test]
    fn a_file_that_would_not_be_shown_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        for (file, text) in [
            ("de/impresum.md", "# A\n"),
            ("xx/impressum.md", "# A\n"),
            ("en/totp.md", "# A\n\n<b>\n"),
        ] {
            let file = folder.path().join(file);
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("writes");
            std::fs::write(file, text).expect("writes");
        }
        let told = with(folder.path()).expect_err("is wrong").to_string();
        assert_eq!(told.lines().count(), 3, "{told}");
        assert!(
            told.contains("en/totp.md:3: HTML is not understood here"),
            "{told}"
        );
        assert!(
            told.contains("impresum.md: there is no such page"),
            "{told}"
        );
        let nowhere = with(Path::new("/nowhere/at/all")).expect_err("is wrong");
        assert!(nowhere.to_string().starts_with("/nowhere/at/all: "));
    }
}
