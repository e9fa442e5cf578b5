//! Where tries come from. One household has an IPv4 address or an IPv6 /64; who rents more has
//! neighbours in a /24 or /48, which may try more often together.

use std::net::IpAddr;

/// The IPv4 address or IPv6 /64.
pub(super) fn household(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// The IPv4 /24 or IPv6 /48.
pub(super) fn network(address: IpAddr) -> String {
    shared::audit::shortened(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_belongs_to_a_household_and_a_network() {
        let at = |text: &str| {
            let address: IpAddr = text.parse().expect("an address");
            (household(address), network(address))
        };
        let of = |one: &str, two: &str| (one.to_owned(), two.to_owned());
        assert_eq!(at("192.0.2.7"), of("192.0.2.7", "192.0.2.0/24"));
        assert_eq!(at("::ffff:192.0.2.7"), at("192.0.2.7"));
        assert_eq!(at("2001:db8:1:2:3::4").0, "2001:db8:1:2::/64");
        assert_eq!(at("2001:db8:1:2::1").1, at("2001:db8:1:ffff::1").1);
        assert_ne!(at("2001:db8:1:2::1").1, at("2001:db8:2:2::1").1);
    }
}
