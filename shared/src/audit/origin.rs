//! From where: known to whatever runs inside a request, without being handed down
//! (`docs/decisions/0006-audit-origin.md`).

use std::cell::Cell;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

tokio::task_local! {
    static ORIGIN: Origin;
}

#[derive(Debug)]
struct Origin {
    address: String,
    is_used: Cell<bool>,
}

/// Does `work` as a request from `address`. Gives what it gives, and whether an entry was written
/// meanwhile.
pub async fn from<T>(address: IpAddr, work: impl Future<Output = T>) -> (T, bool) {
    let origin = Origin {
        address: shortened(address),
        is_used: Cell::new(false),
    };
    let noted = async {
        let done = work.await;
        (done, ORIGIN.with(|origin| origin.is_used.get()))
    };
    ORIGIN.scope(origin, noted).await
}

/// The shortened address of the request in which this is asked, for an entry that is being
/// written; none outside of requests.
#[must_use]
pub fn origin() -> Option<String> {
    let note = |origin: &Origin| {
        origin.is_used.set(true);
        origin.address.clone()
    };
    ORIGIN.try_with(note).ok()
}

/// The network of `address`: what one provider gives to many, never one household.
#[must_use]
pub fn shortened(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{}/24", Ipv4Addr::new(a, b, c, 0))
        }
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            format!("{}/48", Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_the_network_stays() {
        let short = |text: &str| shortened(text.parse().expect("an address"));
        assert_eq!(short("192.0.2.77"), "192.0.2.0/24");
        assert_eq!(short("::ffff:192.0.2.77"), "192.0.2.0/24");
        assert_eq!(short("2001:db8:1:2:3:4:5:6"), "2001:db8:1::/48");
        assert_eq!(short("::1"), "::/48");
    }

    #[tokio::test]
    async fn only_a_request_comes_from_somewhere() {
        assert_eq!(origin(), None);
        let address = "198.51.100.9".parse().expect("an address");
        let (seen, wrote) = from(address, async { origin() }).await;
        assert_eq!(seen.as_deref(), Some("198.51.100.0/24"));
        assert!(wrote);
        let ((), wrote) = from(address, async {}).await;
        assert!(!wrote);
    }
}
