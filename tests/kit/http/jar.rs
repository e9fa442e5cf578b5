//! Cookies of hosts, without ports, as browsers keep them.

use url::Url;

#[derive(Debug, Default)]
pub(super) struct Jar(Vec<Cookie>);

#[derive(Debug)]
struct Cookie {
    host: String,
    name: String,
    value: String,
    path: String,
}

fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

impl Jar {
    /// Takes one `Set-Cookie`; an age of 0 or an end in 1970 takes the cookie away.
    pub(super) fn store(&mut self, url: &Url, header: &str) {
        let mut parts = header.split(';').map(str::trim);
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else {
            return;
        };
        let mut path = "/".to_owned();
        let mut gone = false;
        for part in parts {
            let (key, setting) = part.split_once('=').unwrap_or((part, ""));
            match key.to_ascii_lowercase().as_str() {
                "path" => setting.clone_into(&mut path),
                "max-age" => gone |= setting.parse::<i64>().is_ok_and(|age| age <= 0),
                "expires" => gone |= setting.contains(" 1970 "),
                _ => {}
            }
        }
        let host = host(url);
        self.0
            .retain(|kept| !(kept.host == host && kept.name == name && kept.path == path));
        if !gone {
            let (name, value) = (name.to_owned(), value.to_owned());
            self.0.push(Cookie {
                host,
                name,
                value,
                path,
            });
        }
    }

    fn sent<'a>(&'a self, url: &'a Url) -> impl Iterator<Item = &'a Cookie> {
        self.0.iter().filter(move |cookie| {
            let rest = url.path().strip_prefix(cookie.path.as_str());
            let below = rest.is_some_and(|rest| {
                rest.is_empty() || cookie.path.ends_with('/') || rest.starts_with('/')
            });
            cookie.host == host(url) && below
        })
    }

    /// The `Cookie` header for a request.
    pub(super) fn header(&self, url: &Url) -> Option<String> {
        let pairs: Vec<String> = self
            .sent(url)
            .map(|cookie| format!("{}={}", cookie.name, cookie.value))
            .collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    pub(super) fn value(&self, url: &Url, name: &str) -> Option<String> {
        let mut of_host = self.0.iter().filter(|cookie| cookie.host == host(url));
        of_host
            .find(|cookie| cookie.name == name)
            .map(|cookie| cookie.value.clone())
    }

    pub(super) fn names(&self, url: &Url) -> Vec<String> {
        let of_host = self.0.iter().filter(|cookie| cookie.host == host(url));
        of_host.map(|cookie| cookie.name.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_those_of_the_host_and_path_and_end_when_told() {
        let (one, two) = ("http://localhost:1/a/b", "http://localhost:2/");
        let (one, two) = (Url::parse(one).unwrap(), Url::parse(two).unwrap());
        let mut jar = Jar::default();
        jar.store(&one, "x=1; Path=/; HttpOnly");
        jar.store(&one, "y=2; Path=/a");
        assert_eq!(jar.header(&one).as_deref(), Some("x=1; y=2"));
        assert_eq!(jar.header(&two).as_deref(), Some("x=1"));
        jar.store(&two, "x=; Path=/; Max-Age=0");
        assert_eq!(jar.header(&two), None);
    }
}
